package office_test

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store/storetest"
	"github.com/btsdirector/bts/internal/story"
)

// unitCalendar is a calendar of one rehearsal and one fitting; hour is when the rehearsal begins.
func unitCalendar(hour int, events ...string) string {
	return fmt.Sprintf("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Unit//Office//EN\r\nX-WR-CALNAME:Unit\r\n"+
		"BEGIN:VEVENT\r\nUID:rehearsal@unit\r\nDTSTAMP:20260401T000000Z\r\nDTSTART;TZID=Europe/Lisbon:20260528T%02d0000\r\nDURATION:PT2H\r\nSUMMARY:Rehearsal sc 1\r\nEND:VEVENT\r\n"+
		"BEGIN:VEVENT\r\nUID:fitting@unit\r\nDTSTAMP:20260401T000000Z\r\nDTSTART;VALUE=DATE:20260529\r\nSUMMARY:Fitting Ann\r\nEND:VEVENT\r\n"+
		"%sEND:VCALENDAR\r\n", hour, strings.Join(events, ""))
}

// press serves one calendar that a test can change, and counts how often it is asked.
type press struct {
	mu        sync.Mutex
	text      string
	status    int
	asked     int
	unchanged int
	meanwhile func() // runs once while somebody waits for the next answer
	*httptest.Server
}

func newPress(t *testing.T, text string) *press {
	p := &press{text: text, status: http.StatusOK}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.asked++
		if hook := p.meanwhile; hook != nil {
			p.meanwhile = nil
			p.mu.Unlock()
			hook()
			p.mu.Lock()
		}
		etag := fmt.Sprintf("\"%x\"", sha256.Sum256([]byte(p.text)))
		if r.Header.Get("If-None-Match") == etag {
			p.unchanged++
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", etag)
		w.WriteHeader(p.status)
		_, _ = w.Write([]byte(p.text))
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *press) print(status int, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.status, p.text = status, text
}

// near is a house that may fetch from this machine.
func near(t *testing.T) *house {
	t.Helper()
	h := openWith(t, storetest.SQLite(t), office.Options{Guard: courier.Guard{AllowPrivate: true}})
	h.take(script, white)
	return h
}

func (h *house) check(id production.CalendarSourceID) office.Fetched {
	h.t.Helper()
	got, err := h.CheckCalendar(h.ctx, h.in, id, nil)
	must(h.t, err)
	return got
}

func (h *house) events() map[string]production.Event {
	h.t.Helper()
	out := map[string]production.Event{}
	for _, e := range h.state().Facts.Events {
		out[e.Title] = e
	}
	return out
}

// TestACalendarIsFetchedAgain: new events come in, changes wait for somebody, nothing is asked twice.
func TestACalendarIsFetchedAgain(t *testing.T) {
	t.Parallel()
	h := near(t)
	p := newPress(t, unitCalendar(10))
	s, err := h.AddCalendar(h.ctx, h.in, office.NewCalendar{Address: p.URL + "/unit.ics"})
	must(t, err)
	if first := h.check(s.ID); first.State != "applied" {
		t.Fatalf("the first time: %+v", first)
	}
	rehearsal := h.events()["Rehearsal sc 1"]
	if rehearsal.Kind != production.Rehearsal || rehearsal.Date != "2026-05-28" || rehearsal.Start != 600 || rehearsal.End != 720 || rehearsal.Calendar != string(s.ID) {
		t.Errorf("the rehearsal is %+v", rehearsal)
	}
	if again := h.check(s.ID); again.State != "unchanged" || p.unchanged != 1 {
		t.Errorf("asked again: %+v, %d times not modified", again, p.unchanged)
	}
	p.print(http.StatusOK, unitCalendar(14))
	changed := h.check(s.ID)
	if changed.State != "proposed" || len(changed.Changes.Changed)+len(changed.Changes.Moved) != 1 {
		t.Fatalf("after a change: %+v", changed)
	}
	if h.events()["Rehearsal sc 1"].Start != 600 {
		t.Error("the change came in without asking")
	}
	if told, err := h.Notices(h.as(access.AD), h.in); err != nil || len(told) == 0 || !strings.Contains(told[0].Title, "waits for somebody to look") {
		t.Errorf("told: %+v, %v", told, err)
	}
	p.print(http.StatusOK, unitCalendar(15))
	newer := h.check(s.ID)
	if old, _, err := h.FindProposal(h.ctx, h.in, changed.Proposal); err != nil || old.State != production.ProposalDiscarded {
		t.Errorf("the older proposal is %s, %v", old.State, err)
	}
	_, err = h.Apply(h.ctx, h.in, newer.Proposal)
	must(t, err)
	if now := h.events()["Rehearsal sc 1"]; now.Start != 900 || now.ID != rehearsal.ID {
		t.Errorf("the rehearsal is %+v", now)
	}
	h.take(blue) // a schedule leaves the events of calendars
	if len(h.events()) != 2 {
		t.Errorf("after a schedule there are %d events", len(h.events()))
	}
	must(t, h.RemoveCalendar(h.ctx, h.in, s.ID, true))
	if len(h.events()) != 0 {
		t.Errorf("after removing it with its events there are %d", len(h.events()))
	}
	_, err = h.UndoImport(h.ctx, h.in, "")
	must(t, err)
	if len(h.events()) != 2 {
		t.Errorf("after undoing that there are %d events", len(h.events()))
	}
}

// TestACalendarThatComesInAlone: what breaks nothing is taken in, what breaks something asks.
func TestACalendarThatComesInAlone(t *testing.T) {
	t.Parallel()
	h := near(t)
	p := newPress(t, unitCalendar(10))
	s, err := h.AddCalendar(h.ctx, h.in, office.NewCalendar{Address: p.URL, Alone: true})
	must(t, err)
	h.check(s.ID)
	p.print(http.StatusOK, unitCalendar(11))
	if got := h.check(s.ID); got.State != "applied" || h.events()["Rehearsal sc 1"].Start != 660 {
		t.Errorf("a change that breaks nothing: %+v", got)
	}
	h.hire("Nora", "video", "stills", "sound", "interview", "timelapse")
	h.hire("Sam", "sound", "video")
	yes, promised := true, false
	for _, m := range h.moments() {
		if m.Kind == story.RehearsalKind {
			promised = true
			_, err := h.EditMoment(h.ctx, h.in, m.ID, story.Change{MustHave: &yes})
			must(t, err)
		}
	}
	if !promised {
		t.Fatalf("no moment was made of the rehearsal: %+v", h.moments())
	}
	plan := h.plan()
	planned := false
	for _, d := range plan.Days {
		planned = planned || d.Date == "2026-05-28"
	}
	if !planned {
		t.Fatalf("the rehearsal is not in the plan: %+v", plan.Days)
	}
	p.print(http.StatusOK, strings.ReplaceAll(unitCalendar(11), "20260528", "20260521"))
	if got := h.check(s.ID); got.State != "proposed" || len(got.Changes.Broken) == 0 {
		t.Errorf("a change that breaks the plan: %+v", got)
	}
}

func TestCalendarsThatCannotBeFetched(t *testing.T) {
	t.Parallel()
	h := near(t)
	for name, test := range map[string]struct {
		status int
		text   string
		says   string
	}{
		"gone":       {http.StatusGone, "", "gone for good"},
		"forbidden":  {http.StatusForbidden, "", ""},
		"broken":     {http.StatusInternalServerError, "", ""},
		"a web page": {http.StatusOK, "<!DOCTYPE html><html><body>Sign in</body></html>", "web page"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPress(t, test.text)
			p.print(test.status, test.text)
			s, err := h.AddCalendar(h.ctx, h.in, office.NewCalendar{Address: p.URL})
			must(t, err)
			got := h.check(s.ID)
			if got.State != "failed" || got.Problem == "" || !strings.Contains(got.Problem, test.says) {
				t.Errorf("fetched: %+v", got)
			}
			p.print(http.StatusOK, unitCalendar(10))
			if got := h.check(s.ID); got.State == "failed" {
				t.Errorf("after it was mended: %+v", got)
			}
			must(t, h.RemoveCalendar(h.ctx, h.in, s.ID, true))
		})
	}
}

// TestAddressesThatAreClosed: nobody reads this machine's files or network through a subscription.
func TestAddressesThatAreClosed(t *testing.T) {
	t.Parallel()
	h := open(t) // the usual guard
	director := h.as(access.Director)
	file := filepath.Join(t.TempDir(), "unit.ics")
	must(t, os.WriteFile(file, []byte(unitCalendar(10)), 0o600))
	for address, code := range map[string]fault.Code{
		"http://127.0.0.1:1/unit.ics": fault.Invalid, "https://127.0.0.1/unit.ics": fault.Forbidden, "https://169.254.169.254/": fault.Forbidden,
		"file://" + file: fault.Forbidden, "ftp://example.com/x": fault.Invalid, "unit.ics": fault.Invalid, "https://[::1]/": fault.Forbidden,
	} {
		if _, err := h.AddCalendar(director, h.in, office.NewCalendar{Address: address}); !fault.Is(err, code) {
			t.Errorf("%s: %v, want %s", address, err, code)
		}
	}
	s, err := h.AddCalendar(h.ctx, h.in, office.NewCalendar{Address: "file://" + file}) // the operator may
	must(t, err)
	if got := h.check(s.ID); got.State != "applied" {
		t.Errorf("a file: %+v", got)
	}
	if got := h.check(s.ID); got.State != "unchanged" {
		t.Errorf("the same file again: %+v", got)
	}
}

// TestDueCalendarsAreFetchedByThemselves: each gets one task, on behalf of whoever added it.
func TestDueCalendarsAreFetchedByThemselves(t *testing.T) {
	t.Parallel()
	h := near(t)
	p := newPress(t, unitCalendar(10))
	director := h.as(access.Director)
	s, err := h.AddCalendar(director, h.in, office.NewCalendar{Address: p.URL})
	must(t, err)
	for range 2 { // two processes look
		must(t, h.StartDueChecks(t.Context()))
	}
	waiting, err := h.TaskRows().Unfinished(t.Context())
	must(t, err)
	if len(waiting) != 1 || waiting[0].Kind != office.CalendarTask {
		t.Fatalf("waiting: %+v", waiting)
	}
	result, err := h.Work(t.Context(), waiting[0], func(int64, int64, string) {})
	must(t, err)
	if got := result.(office.Fetched); got.State != "applied" {
		t.Errorf("fetched: %+v", got)
	}
	must(t, h.TaskRows().Finish(t.Context(), waiting[0].ID, production.TaskDone, nil, ""))
	must(t, h.StartDueChecks(t.Context()))
	if waiting, err := h.TaskRows().Unfinished(t.Context()); err != nil || len(waiting) != 0 {
		t.Errorf("at once again: %+v, %v", waiting, err)
	}
	h.clock.setTime(h.clock.Now().Add(25 * time.Hour))
	must(t, h.StartDueChecks(t.Context()))
	if waiting, err := h.TaskRows().Unfinished(t.Context()); err != nil || len(waiting) != 1 {
		t.Errorf("a day later: %+v, %v", waiting, err)
	}
	all, err := h.Calendars(h.ctx, h.in)
	must(t, err)
	if all[0].ID != s.ID || all[0].CheckedAt.IsZero() || all[0].Problem != "" {
		t.Errorf("listed: %+v", all)
	}
}
