package office_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// fittings are so many events for unitCalendar.
func fittings(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("BEGIN:VEVENT\r\nUID:more-%d@unit\r\nDTSTAMP:20260401T000000Z\r\nDTSTART;VALUE=DATE:202605%02d\r\nSUMMARY:Wig fitting %d\r\nEND:VEVENT\r\n", i, i+10, i))
	}
	return out
}

// subscribe adds a calendar and takes in what it says.
func (h *house) subscribe(ctx context.Context, p *press, alone bool) production.CalendarSourceID {
	h.t.Helper()
	s, err := h.AddCalendar(ctx, h.in, office.NewCalendar{Address: p.URL, Name: "Unit", Alone: alone})
	must(h.t, err)
	if got := h.check(s.ID); got.State != "applied" {
		h.t.Fatalf("the first time: %+v", got)
	}
	return s.ID
}

// TestACalendarThatChangesBack: what it said in between cannot be taken in any more.
func TestACalendarThatChangesBack(t *testing.T) {
	t.Parallel()
	h := near(t)
	p := newPress(t, unitCalendar(10))
	id := h.subscribe(h.ctx, p, false)
	p.print(http.StatusOK, unitCalendar(14))
	between := h.check(id)
	p.print(http.StatusOK, strings.ReplaceAll(unitCalendar(10), "DTSTAMP:20260401", "DTSTAMP:20260402"))
	before := h.state()
	if got := h.check(id); between.State != "proposed" || got.State != "unchanged" {
		t.Fatalf("it is %s, then %s", between.State, got.State)
	}
	h.sameState(t, before, "after it changed back")
	if _, err := h.Apply(h.ctx, h.in, between.Proposal); !fault.Is(err, fault.Conflict) {
		t.Errorf("what it said in between: %v", err)
	}
}

// TestAnEmptiedCalendarAsks: a server that suddenly has almost nothing is more often broken than right.
func TestAnEmptiedCalendarAsks(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		left int // of seven
		want string
	}{
		"some go": {4, "applied"}, "most go": {1, "proposed"}, "all go": {-2, "proposed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := near(t)
			p := newPress(t, unitCalendar(10, fittings(5)...))
			id := h.subscribe(h.ctx, p, true)
			now := unitCalendar(10, fittings(max(test.left-2, 0))...)
			if test.left < 0 {
				now = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Unit//Office//EN\r\nEND:VCALENDAR\r\n"
			}
			p.print(http.StatusOK, now)
			if got := h.check(id); got.State != test.want {
				t.Errorf("it is %s, want %s: %+v", got.State, test.want, got.Changes)
			}
			if n := len(h.events()); test.want == "proposed" && n != 7 {
				t.Errorf("%d events are left without asking", n)
			}
		})
	}
}

// TestARemovedCalendarSaysNothingMore: whatever was under way or waits comes in no more.
func TestARemovedCalendarSaysNothingMore(t *testing.T) {
	t.Parallel()
	h := near(t)
	p := newPress(t, unitCalendar(10))
	id := h.subscribe(h.ctx, p, true)
	_, err := h.UndoImport(h.ctx, h.in, "")
	must(t, err)
	all, err := h.Proposals(h.ctx, h.in, 1)
	must(t, err)
	undone := all[0].ID
	p.print(http.StatusOK, unitCalendar(14))
	p.meanwhile = func() { must(t, h.RemoveCalendar(h.ctx, h.in, id, false)) }
	before := h.state()
	if _, err := h.CheckCalendar(h.ctx, h.in, id, nil); !fault.Is(err, fault.NotFound) {
		t.Errorf("a check under way: %v", err)
	}
	for name, try := range map[string]func() error{
		"apply":   func() error { return result(h.Apply(h.ctx, h.in, undone)) },
		"compare": func() error { return result(h.CompareAgain(h.ctx, h.in, undone)) },
	} {
		if err := try(); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s what was undone: %v", name, err)
		}
	}
	h.sameState(t, before, "after it was removed")
}

// TestACalendarIsCheckedOnceAtATime: of two checks at once the later notes nothing over the earlier.
func TestACalendarIsCheckedOnceAtATime(t *testing.T) {
	t.Parallel()
	h := near(t)
	p := newPress(t, unitCalendar(10))
	id := h.subscribe(h.ctx, p, true)
	p.print(http.StatusOK, unitCalendar(14))
	p.meanwhile = func() {
		if got := h.check(id); got.State != "applied" {
			t.Errorf("the first: %+v", got)
		}
	}
	if _, err := h.CheckCalendar(h.ctx, h.in, id, nil); !fault.Is(err, fault.Conflict) {
		t.Errorf("the second: %v", err)
	}
	all, err := h.Proposals(h.ctx, h.in, 0)
	must(t, err)
	if len(all) != 3 { // the papers, the first time, the change
		t.Errorf("%d proposals", len(all))
	}
}

// TestACalendarWhoseAdderHasLeft: it does not stop without a word.
func TestACalendarWhoseAdderHasLeft(t *testing.T) {
	t.Parallel()
	h := near(t)
	p := newPress(t, unitCalendar(10))
	director := h.as(access.Director)
	who, _ := access.From(director)
	id := h.subscribe(director, p, false)
	must(t, h.store.Write(h.ctx, func(tx *store.Tx) error { return tx.DeleteMembership(h.ctx, h.in, who.UserID) }))
	for range 3 {
		h.clock.setTime(h.clock.Now().Add(25 * time.Hour))
		must(t, h.StartDueChecks(t.Context()))
		waiting, err := h.TaskRows().Unfinished(t.Context())
		must(t, err)
		_, err = h.Work(t.Context(), waiting[0], func(int64, int64, string) {})
		if !fault.Is(err, fault.NotFound) {
			t.Fatalf("it is fetched on behalf of somebody who has left: %v", err)
		}
		must(t, h.TaskRows().Finish(t.Context(), waiting[0].ID, production.TaskFailed, nil, "no"))
	}
	all, err := h.Calendars(h.ctx, h.in)
	must(t, err)
	if all[0].ID != id || !strings.Contains(all[0].Problem, "may not take papers in") {
		t.Errorf("listed: %+v", all)
	}
	told, err := h.Notices(h.as(access.Director), h.in)
	must(t, err)
	if len(told) == 0 || !strings.Contains(told[0].Title, "Unit could not be fetched 3 times") {
		t.Errorf("told: %+v", told)
	}
	if told, err := h.Notices(h.as(access.Publicity), h.in); err != nil || strings.Contains(fmt.Sprint(told), "could not be fetched") {
		t.Errorf("told to somebody who cannot help: %+v, %v", told, err)
	}
}

// TestAddressesStayWithWhoMayImport: neither the feed nor a task tells others where a calendar is.
func TestAddressesStayWithWhoMayImport(t *testing.T) {
	t.Parallel()
	h := near(t)
	p := newPress(t, "")
	p.print(http.StatusForbidden, "")
	s, err := h.AddCalendar(h.ctx, h.in, office.NewCalendar{Address: p.URL + "/secret/hunter2.ics", Name: "Unit"})
	must(t, err)
	must(t, h.StartDueChecks(t.Context()))
	waiting, err := h.TaskRows().Unfinished(t.Context())
	must(t, err)
	task, err := h.TaskRows().Begin(t.Context(), waiting[0].ID)
	must(t, err)
	if _, err := h.Work(t.Context(), task, func(done, total int64, message string) {
		_, err := h.TaskRows().Progress(t.Context(), task.ID, done, total, message)
		must(t, err)
	}); err != nil {
		t.Fatal(err)
	}
	must(t, h.TaskRows().Finish(t.Context(), task.ID, production.TaskFailed, nil, p.URL+" refuses the message"))
	var feed []production.FeedItem
	must(t, h.store.Read(h.ctx, func(tx *store.Tx) (err error) {
		feed, err = tx.FindFeedAfter(h.ctx, h.in, 0, 1000)
		return err
	}))
	text, err := json.Marshal(feed)
	must(t, err)
	for _, item := range feed {
		text = append(text, item.Payload...)
	}
	host := strings.TrimPrefix(p.URL, "http://")
	if strings.Contains(string(text), host) || strings.Contains(string(text), "hunter2") || !strings.Contains(string(text), string(task.ID)) {
		t.Errorf("the feed says %s", text)
	}
	if _, err := h.FindTask(h.as(access.Publicity), h.in, task.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("publicity finds the task: %v", err)
	}
	if _, err := h.FindTask(h.as(access.AD), h.in, task.ID); err != nil {
		t.Errorf("who may import does not find the task: %v", err)
	}
	if all, err := h.Calendars(h.ctx, h.in); err != nil || all[0].ID != s.ID || strings.Contains(all[0].Shown, "hunter2") {
		t.Errorf("it is shown as %+v, %v", all, err)
	}
}

// TestALateAnswerKeepsTheNewWatch: a message on its way does not bring back what the person has changed.
func TestALateAnswerKeepsTheNewWatch(t *testing.T) {
	t.Parallel()
	h := near(t)
	for name, test := range map[string]struct {
		status int
		change func(ctx context.Context, w production.Watch) error
		left   string // address of what is left
	}{
		"saved anew, then refused": {http.StatusForbidden, func(ctx context.Context, w production.Watch) error {
			w.Address += "/new"
			return result(h.SaveWatch(ctx, w))
		}, "/new"},
		"saved anew, then gone": {http.StatusGone, func(ctx context.Context, w production.Watch) error {
			w.Address += "/new"
			return result(h.SaveWatch(ctx, w))
		}, "/new"},
		"ended": {http.StatusForbidden, func(ctx context.Context, w production.Watch) error {
			return h.RemoveWatch(ctx, h.in, w.Channel)
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPress(t, "")
			p.print(test.status, "")
			ctx := h.as(access.Crew)
			w := production.Watch{Production: h.in, Channel: production.ByWebhook, Address: p.URL, Level: production.WatchAll}
			must(t, result(h.SaveWatch(ctx, w)))
			p.meanwhile = func() { must(t, test.change(ctx, w)) }
			h.take(blue)
			h.deliver()
			h.take(white)
			left, err := h.Watches(ctx, h.in)
			must(t, err)
			if test.left == "" && len(left) > 0 || test.left != "" && (len(left) != 1 || !strings.HasSuffix(left[0].Address, test.left) || left[0].Problem != "") {
				t.Errorf("what is left: %+v", left)
			}
			must(t, h.RemoveWatch(ctx, h.in, production.ByWebhook))
			h.deliver()
		})
	}
}

// TestOneEventIsOneEvent: uploaded and then fetched, or fetched anew after it was removed, it stays one,
// under its own id.
func TestOneEventIsOneEvent(t *testing.T) {
	t.Parallel()
	h := near(t)
	h.take(office.File{Name: "unit.ics", Data: []byte(unitCalendar(10))})
	before := h.events()
	p := newPress(t, unitCalendar(10))
	id := h.subscribe(h.ctx, p, false)
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"fetched", func() {}},
		{"removed and added again", func() {
			must(t, h.RemoveCalendar(h.ctx, h.in, id, false))
			id = h.subscribe(h.ctx, p, false)
		}},
		{"uploaded again", func() { h.take(office.File{Name: "unit.ics", Data: []byte(unitCalendar(10))}) }},
	} {
		step.do()
		all := h.state().Facts.Events
		if len(all) != len(before) {
			t.Errorf("%s: %d events of %d", step.name, len(all), len(before))
		}
		for _, e := range all {
			if before[e.Title].ID != e.ID || e.Calendar != string(id) {
				t.Errorf("%s: %+v", step.name, e)
			}
		}
	}
}
