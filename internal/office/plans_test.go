package office_test

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
	"github.com/btsdirector/bts/internal/story"
)

// notNow leaves out what is only said of days to come.
var notNow = cmp.Options{
	cmpopts.IgnoreFields(coverage.Cover{}, "Changed", "Why", "WhyTells"), cmpopts.IgnoreFields(coverage.PlanDay{}, "Loss"), cmpopts.EquateEmpty(),
}

// TestMainFlow carries the example production from its papers to a packet, on both engines.
func TestMainFlow(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); mainFlow(t, storetest.SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); mainFlow(t, storetest.Postgres(t)) })
}

func mainFlow(t *testing.T, s *store.Store) {
	h := openOn(t, s)
	var heard []int64
	result, err := h.Import(h.ctx, h.in, lamp(t), office.ImportOptions{}, func(done, total int64, _ string) {
		heard = append(heard, done)
		if done < 0 || done > total {
			t.Errorf("progress %d of %d", done, total)
		}
	})
	must(t, err)
	if len(heard) == 0 || result.Files[0].Scenes != 36 || result.Files[1].Days != 12 {
		t.Fatalf("progress %v, result %+v", heard, result.Files)
	}
	h.hire("Nora", "video", "interview")
	ines := h.hire("Ines", "stills", "sound")
	ines.Away = []production.DateRange{{From: "2026-05-04", To: "2026-05-05"}}
	must(t, h.UpdateMember(h.ctx, h.in, ines))
	plan, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: 300 * time.Millisecond, CrewDays: 10}, nil)
	must(t, err)
	saved, err := h.LatestPlan(h.ctx, h.in)
	must(t, err)
	if diff := cmp.Diff(plan, saved, cmpopts.EquateEmpty(), cmpopts.EquateApproxTime(time.Millisecond)); diff != "" {
		t.Errorf("the saved plan (-made +saved):\n%s", diff)
	}
	if film, err := h.FindProduction(h.ctx, h.film.Slug); err != nil || film.CrewDays != 10 {
		t.Errorf("the paid crew-days are %d, %v; want 10", film.CrewDays, err)
	}
	checkPlan(t, h, plan, ines)
	checkPacket(t, h, plan.Days[0])
}

// checkPlan looks for what must never be in a plan.
func checkPlan(t *testing.T, h *house, plan coverage.Plan, away crew.Member) {
	t.Helper()
	days := map[production.Date]production.Day{}
	schedule, err := h.Schedule(h.ctx, h.in)
	must(t, err)
	for _, d := range schedule.Days {
		days[d.Date] = d
	}
	if plan.Covered == 0 || plan.UsedDays > plan.CrewDays || plan.Covered+len(plan.Uncovered) != plan.Total {
		t.Errorf("%d covered and %d not of %d, with %d of %d crew-days", plan.Covered, len(plan.Uncovered), plan.Total, plan.UsedDays, plan.CrewDays)
	}
	for _, d := range plan.Days {
		for _, s := range d.Shifts {
			if s.Member == away.ID && !away.Free(d.Date) {
				t.Errorf("%s works on %s", s.Name, d.Date)
			}
		}
		for _, c := range d.Covers {
			for _, strip := range days[d.Date].Strips() {
				if strip.Closed && strings.EqualFold(strip.Set, c.Place) && c.Start < strip.End && strip.Start < c.End {
					t.Errorf("%s is on the closed set of scene %s", c.Title, strip.SceneNumber)
				}
			}
		}
	}
	for _, u := range plan.Uncovered {
		if strings.TrimSpace(u.Reason) == "" {
			t.Errorf("%s is left out without a reason", u.Title)
		}
	}
}

func checkPacket(t *testing.T, h *house, day coverage.PlanDay) {
	t.Helper()
	packet, err := h.Packet(h.ctx, h.in, day.Date)
	must(t, err)
	if len(packet.Moments) != len(day.Covers) || len(packet.Shifts) != len(day.Shifts) || packet.Moments[0].Title != day.Covers[0].Title {
		t.Errorf("the packet has %d moments and %d shifts, the plan %d and %d", len(packet.Moments), len(packet.Shifts), len(day.Covers), len(day.Shifts))
	}
	var pdf, ics bytes.Buffer
	must(t, packet.PDF(&pdf, onset.A4, onset.Fonts{}))
	calendar, err := h.Calendar(h.ctx, h.in, packet)
	must(t, err)
	must(t, calendar(&ics))
	if !bytes.HasPrefix(pdf.Bytes(), []byte("%PDF-")) || !strings.Contains(ics.String(), "SEQUENCE:3\r\n") {
		t.Errorf("PDF %.10q, calendar %.300q; want sequence 3 after two papers and a plan", pdf.String(), ics.String())
	}
}

func TestPacketOfADayThatIsNone(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	for date, code := range map[production.Date]fault.Code{
		"2030-01-01": fault.NotFound, "": fault.Invalid, "soon": fault.Invalid, "2026-02-30": fault.Invalid,
	} {
		if _, err := h.Packet(h.ctx, h.in, date); !fault.Is(err, code) {
			t.Errorf("%q: %v, want %s", date, err, code)
		}
	}
}

func TestPlanFollowsDecisions(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	h.hire("Nora", "video", "stills", "sound", "interview")
	all := h.moments()
	_, err := h.DecideMoment(h.ctx, h.in, all[0].ID, story.Dismissed)
	must(t, err)
	title, yes, minutes := "A promise", true, 60
	windows := []story.Window{{Date: "2026-06-20", Start: 600, End: 700, Place: "Office", Location: "Studio", Capacity: -1}}
	promise, err := h.AddMoment(h.ctx, h.in, story.Change{Title: &title, MustHave: &yes, Minutes: &minutes, Windows: &windows})
	must(t, err)
	plan, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: 150 * time.Millisecond, CrewDays: 1}, nil)
	must(t, err)
	if len(plan.Days) != 1 || plan.Days[0].Date != "2026-06-20" || plan.Days[0].Covers[0].Moment != promise.ID {
		t.Errorf("one day for the promise is wanted, got %+v", plan.Days)
	}
	for _, u := range plan.Uncovered {
		if u.Moment == all[0].ID {
			t.Error("a dismissed moment is looked at")
		}
	}
}

// TestPastOfARunningShootStays: days that are over stay in the plan as they were, and count.
func TestPastOfARunningShootStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	nora := h.hire("Nora", "video", "interview", "sound")
	h.hire("Ines", "stills", "video")
	first, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: 300 * time.Millisecond, CrewDays: 12}, nil)
	must(t, err)
	h.clock.set("2026-05-08")
	must(t, result(h.RemoveMember(h.ctx, h.in, nora.ID)))
	h.hire("Tom", "video", "interview", "sound")
	second := h.plan()
	until := func(p coverage.Plan) (days []coverage.PlanDay) {
		for _, d := range p.Days {
			if d.Date < "2026-05-08" {
				days = append(days, d)
			}
		}
		return days
	}
	past := until(first)
	if len(past) == 0 {
		t.Fatal("nothing was planned for the first days")
	}
	if diff := cmp.Diff(past, until(second), notNow); diff != "" {
		t.Errorf("history was rewritten (-was +is):\n%s", diff)
	}
	if second.UsedDays > 12 {
		t.Errorf("%d crew-days, the past included, of 12", second.UsedDays)
	}
	seen := map[production.MomentID]bool{}
	for _, d := range second.Days {
		for _, c := range d.Covers {
			if seen[c.Moment] {
				t.Errorf("%s is covered twice", c.Title)
			}
			seen[c.Moment] = true
		}
	}
}

// TestHistoryIsNotPlannedAgain: neither a day on which people are at work, nor a shoot that is over, nor
// by planning afresh.
func TestHistoryIsNotPlannedAgain(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		now    time.Time
		afresh bool
		until  production.Date // the first day that may change
	}{
		"at work today":           {production.Date("2026-06-01").At(12*60, time.UTC), false, "2026-06-02"},
		"at work today, afresh":   {production.Date("2026-06-01").At(12*60, time.UTC), true, "2026-06-02"},
		"before the call":         {production.Date("2026-06-01").At(60, time.UTC), false, "2026-06-01"},
		"the shoot is over":       {production.Date("2026-06-09").At(12*60, time.UTC), false, "2026-06-03"},
		"long over, and afresh":   {production.Date("2026-09-09").At(12*60, time.UTC), true, "2026-06-03"},
		"before the shoot, fresh": {production.Date("2026-05-09").At(12*60, time.UTC), true, "2026-05-09"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.take(script, white)
			nora := h.hire("Nora", "video", "stills", "sound", "interview")
			first := h.plan()
			if len(first.Days) != 2 {
				t.Fatalf("the plan goes on %d days, want both", len(first.Days))
			}
			h.clock.setTime(test.now)
			must(t, result(h.RemoveMember(h.ctx, h.in, nora.ID)))
			h.hire("Tom", "video", "stills", "sound", "interview")
			second, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: 150 * time.Millisecond, Afresh: test.afresh}, nil)
			must(t, err)
			for i, day := range second.Days {
				want := "Tom"
				if day.Date < test.until {
					want = "Nora"
					if diff := cmp.Diff(first.Days[i], day, notNow); diff != "" {
						t.Errorf("history was rewritten (-was +is):\n%s", diff)
					}
				}
				if day.Shifts[0].Name != want {
					t.Errorf("%s works on %s, want %s", day.Shifts[0].Name, day.Date, want)
				}
			}
			if len(second.Days) != 2 {
				t.Errorf("the second plan goes on %d days", len(second.Days))
			}
		})
	}
}

// TestAnOldScheduleCanBePlanned: without a plan from before its end, a shoot has no history to keep.
func TestAnOldScheduleCanBePlanned(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	h.hire("Nora", "video", "stills", "sound", "interview")
	h.clock.set("2026-09-09")
	for range 2 {
		if plan := h.plan(); len(plan.Days) != 2 {
			t.Errorf("the plan goes on %d days, want both", len(plan.Days))
		}
	}
}

func TestStoppedPlanIsNotSaved(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	h.hire("Nora", "video")
	ctx, stop := context.WithCancel(h.ctx)
	_, err := h.MakePlan(ctx, h.in, office.PlanOptions{Time: time.Minute}, func(int64, int64, string) { stop() })
	if !fault.Is(err, fault.Cancelled) {
		t.Errorf("got %v, want it cancelled", err)
	}
	if _, err := h.LatestPlan(h.ctx, h.in); !fault.Is(err, fault.NotFound) {
		t.Errorf("a stopped plan was saved: %v", err)
	}
}

// TestPlanOfOldPapersIsNotSaved: a schedule that comes in while a plan is searched for wins.
func TestPlanOfOldPapersIsNotSaved(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	h.hire("Nora", "video", "stills", "sound", "interview")
	var once sync.Once
	_, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: time.Second}, func(int64, int64, string) {
		once.Do(func() {
			if _, err := h.Import(h.ctx, h.in, []office.File{blue}, office.ImportOptions{}, nil); err != nil {
				t.Error(err)
			}
		})
	})
	if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "Plan again") {
		t.Errorf("got %v, want a conflict", err)
	}
	if _, err := h.LatestPlan(h.ctx, h.in); !fault.Is(err, fault.NotFound) {
		t.Errorf("the plan was saved: %v", err)
	}
}

// TestCostsAreForThoseWhoMayChangeThem: others see the crew without cost and note.
func TestCostsAreForThoseWhoMayChangeThem(t *testing.T) {
	t.Parallel()
	h := open(t)
	nora := h.hire("Nora", "video")
	for role, want := range map[access.Role]int{access.Director: 400, access.Crew: 0, access.AD: 0} {
		ctx := h.as(role)
		all, err := h.Members(ctx, h.in)
		must(t, err)
		one, err := h.FindMember(ctx, h.in, nora.ID)
		must(t, err)
		if all[0].Cost != want || one.Cost != want || (all[0].Note == "") != (want == 0) || (one.Note == "") != (want == 0) {
			t.Errorf("a %s sees %+v and %+v", role.Title(), all[0], one)
		}
	}
}

// TestStale: a plan is old when people, moments or papers it relies on are not what they were.
func TestStale(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(h *house, nora crew.Member)
		says   string
	}{
		"nothing": {func(*house, crew.Member) {}, ""},
		"left":    {func(h *house, nora crew.Member) { must(h.t, result(h.RemoveMember(h.ctx, h.in, nora.ID))) }, "Nora has left the crew."},
		"away": {func(h *house, nora crew.Member) {
			nora.Away = []production.DateRange{{From: "2026-06-02", To: "2026-06-09"}}
			must(h.t, h.UpdateMember(h.ctx, h.in, nora))
		}, "Nora is away on Tue 2 Jun."},
		"a day off": {func(h *house, nora crew.Member) {
			nora.Away = []production.DateRange{{From: "2026-06-22", To: "2026-06-29"}}
			must(h.t, h.UpdateMember(h.ctx, h.in, nora))
		}, ""},
		"dismissed": {func(h *house, _ crew.Member) {
			_, err := h.DecideMoment(h.ctx, h.in, h.moments()[0].ID, story.Dismissed)
			must(h.t, err)
		}, "Moments were changed after this plan was made."},
		"paper":          {func(h *house, _ crew.Member) { h.take(blue) }, "The schedule changed after this plan was made."},
		"the same paper": {func(h *house, _ crew.Member) { h.take(white) }, ""},
		"there and back": {func(h *house, _ crew.Member) {
			h.take(blue)
			_, err := h.UndoImport(h.ctx, h.in, "")
			must(h.t, err)
		}, ""},
		"taken back": {func(h *house, _ crew.Member) {
			_, err := h.UndoImport(h.ctx, h.in, "")
			must(h.t, err)
		}, "A paper was taken back after this plan was made."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.take(script, white)
			nora := h.hire("Nora", "video", "stills", "sound", "interview")
			h.plan()
			test.change(h, nora)
			why, err := h.Stale(h.ctx, h.in)
			must(t, err)
			if got := strings.Join(why, " "); got != test.says {
				t.Errorf("stale: %q, want %q", got, test.says)
			}
			if why, err := h.Stale(h.as(access.Viewer), h.in); err != nil || len(why) != 0 {
				t.Errorf("a viewer hears %q, %v", why, err)
			}
		})
	}
}
