package office_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

func TestAdopt(t *testing.T) {
	t.Parallel()
	h := staged(t)
	before := h.latest()
	want := uncoveredPossible(t, before)
	gone := before.Days[0].Covers[0]
	s := h.whatIf(coverage.Ask{
		CrewDays: 9, Must: []string{string(want)}, NoGo: []string{string(gone.Moment)}, Without: []string{"Ines Carrow"},
		Extra: []crew.Member{{Name: "Sam Lee", Skills: []string{"video", "stills"}, Cost: 300}},
	})
	adopted, err := h.AdoptScenario(h.ctx, h.in, s.ID)
	must(t, err)
	plan := h.latest()
	if plan.ID != adopted.Plan.ID || plan.Covered != s.Plan.Covered || plan.CrewDays != 9 || h.crewDays() != 9 {
		t.Errorf("the plan is %+v", plan)
	}
	if c := plan.Changes; c.Kept+c.Moved+c.Added != plan.Covered || c.Kept+c.Moved+c.Dropped != before.Covered {
		t.Errorf("against the plan before: %+v", c)
	}
	if m, err := h.FindMoment(h.ctx, h.in, want); err != nil || !m.MustHave || m.Status == story.Dismissed {
		t.Errorf("the must-have is %+v, %v", m, err)
	}
	if m, err := h.FindMoment(h.ctx, h.in, gone.Moment); err != nil || m.Status != story.Dismissed {
		t.Errorf("the no-go is %s, %v", m.Status, err)
	}
	members, err := h.Members(h.ctx, h.in)
	must(t, err)
	if !slices.ContainsFunc(members, func(m crew.Member) bool { return m.ID == s.Wish.Extra[0].ID && m.Cost == 300 }) {
		t.Errorf("the crew is %+v", members)
	}
	if len(adopted.Notes) != 1 || !strings.Contains(adopted.Notes[0], "Ines Carrow") {
		t.Errorf("left to do: %q", adopted.Notes)
	}
	if why, err := h.Stale(h.ctx, h.in); err != nil || len(why) > 0 {
		t.Errorf("the adopted plan is old at once: %v, %v", why, err)
	}
	all := h.scenarios()
	if len(all) != 1 || all[0].ID != adopted.Before || all[0].Wish.Name != "The plan before, of "+before.MadeAt.In(h.film.Zone()).Format("Mon 2 Jan 15:04") || all[0].Plan.Covered != before.Covered {
		t.Fatalf("beside it: %+v", all)
	}
	if _, err := h.AdoptScenario(h.ctx, h.in, s.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("adopted twice: %v", err)
	}
	if _, err := h.AdoptScenario(h.ctx, h.in, adopted.Before); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "was dismissed") {
		t.Errorf("the plan before has a moment that is dismissed now: %v", err)
	}
	back := gone.Moment
	_, err = h.DecideMoment(h.ctx, h.in, back, story.Proposed)
	must(t, err)
	_, err = h.AdoptScenario(h.ctx, h.in, adopted.Before)
	must(t, err)
	if again := h.latest(); again.Covered != before.Covered || h.crewDays() != 4 {
		t.Errorf("taken back: %d moments, %d crew-days", again.Covered, h.crewDays())
	}
}

// uncoveredPossible is a moment that the plan leaves out only for want of days.
func uncoveredPossible(t *testing.T, p coverage.Plan) production.MomentID {
	t.Helper()
	for _, u := range p.Uncovered {
		if strings.Contains(u.Reason, "crew-day") {
			return u.Moment
		}
	}
	t.Fatal("no moment waits for a crew-day")
	return ""
}

// note writes a note on a moment, which changes nothing of a plan.
func (h *house) note(id production.MomentID) {
	h.t.Helper()
	text := "bring the long lens"
	_, err := h.EditMoment(h.ctx, h.in, id, story.Change{Note: &text})
	must(h.t, err)
}

// needs gives a moment another team.
func (h *house) needs(id production.MomentID, roles ...story.Role) {
	h.t.Helper()
	_, err := h.EditMoment(h.ctx, h.in, id, story.Change{Roles: &roles})
	must(h.t, err)
}

// called is the one of the crew with the name.
func (h *house) called(name string) crew.Member {
	h.t.Helper()
	all, err := h.Members(h.ctx, h.in)
	must(h.t, err)
	i := slices.IndexFunc(all, func(m crew.Member) bool { return m.Name == name })
	if i < 0 {
		h.t.Fatalf("%s is not in the crew", name)
	}
	return all[i]
}

// skills changes what somebody can do.
func (h *house) skills(name string, skills ...string) {
	h.t.Helper()
	m := h.called(name)
	m.Skills = skills
	must(h.t, h.UpdateMember(h.ctx, h.in, m))
}

// pay sets the paid crew-days.
func (h *house) pay(crewDays int) {
	h.t.Helper()
	must(h.t, result(h.UpdateProduction(h.ctx, h.in, office.ProductionChange{CrewDays: &crewDays})))
}

// The two shoot days of white.
const (
	dayOne production.Date = "2026-06-01"
	dayTwo production.Date = "2026-06-02"
)

// goingLater is a house whose plan goes on the second of two days, with a scenario that goes on both.
func goingLater(t *testing.T) (*house, coverage.Scenario) {
	t.Helper()
	h := open(t)
	h.take(script, white)
	nora := h.hire("Nora", "video", "stills", "sound", "interview")
	nora.Away = []production.DateRange{{From: dayOne, To: dayOne}}
	must(t, h.UpdateMember(h.ctx, h.in, nora))
	if p := h.plan(); len(p.Days) != 1 || p.Days[0].Date != dayTwo {
		t.Fatalf("the plan goes on %+v", p.Days)
	}
	nora.Away = nil
	must(t, h.UpdateMember(h.ctx, h.in, nora))
	s := h.whatIf(coverage.Ask{CrewDays: 3})
	if len(s.Plan.Days) != 2 || s.Plan.Days[0].Date != dayOne {
		t.Fatalf("the scenario goes on %+v", s.Plan.Days)
	}
	return h, s
}

// at sets the clock to a time of a day where the film is shot.
func (h *house) at(date production.Date, c production.Clock) {
	h.clock.setTime(date.At(c, h.film.Zone()))
}

// TestAdoptOnTheDay: what nobody was called for is never history, and nobody is called in the past.
func TestAdoptOnTheDay(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		clock production.Clock
		code  fault.Code
	}{
		"before the first call": {0, ""}, "as the call is past": {-1, fault.Conflict}, "in the evening": {20 * 60, fault.Conflict},
	} {
		h, s := goingLater(t)
		call := s.Plan.Days[0].Shifts[0].Call
		if test.clock <= 0 {
			test.clock = call - 60*(1+2*test.clock)
		}
		h.at(dayOne, test.clock)
		if err := result(h.AdoptScenario(h.ctx, h.in, s.ID)); fault.CodeOf(err) != test.code {
			t.Errorf("%s, at %s with the call at %s: %v", name, test.clock, call, err)
		}
		tried := h.whatIf(coverage.Ask{CrewDays: 5})
		for _, day := range tried.Plan.Days {
			if day.Date == dayOne && test.code != "" && day.Shifts[0].Call < test.clock {
				t.Errorf("%s: tried out at %s, somebody is called at %s", name, test.clock, day.Shifts[0].Call)
			}
		}
		if again := h.plan(); test.code != "" && again.UsedDays != len(again.Days) {
			t.Errorf("%s: %d crew-days are used on %d days", name, again.UsedDays, len(again.Days))
		}
	}
}

// TestAdoptKeepsHistory: a scenario that says otherwise of a day that is over is refused, and one that only words
// it otherwise leaves it as it was said.
func TestAdoptKeepsHistory(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*coverage.PlanDay)
		code   fault.Code
	}{
		"the same":     {func(*coverage.PlanDay) {}, ""},
		"other words":  {func(d *coverage.PlanDay) { d.Covers[0].Title, d.Buys = "Something else", "something else" }, ""},
		"another call": {func(d *coverage.PlanDay) { d.Shifts[0].Call -= 15 }, fault.Conflict},
		"another time": {func(d *coverage.PlanDay) { d.Covers[0].Start += 5 }, fault.Conflict},
		"elsewhere":    {func(d *coverage.PlanDay) { d.Covers[0].Place = "QUAY" }, fault.Conflict},
		"other people": {func(d *coverage.PlanDay) { d.Covers[0].Team[0].Member = "somebody" }, fault.Conflict},
	} {
		h := staged(t)
		done := h.latest().Days[0]
		h.clock.set(done.Date.AddDays(1))
		s := h.whatIf(coverage.Ask{CrewDays: 8})
		must(t, h.store.Write(h.ctx, func(tx *store.Tx) error {
			kept, err := tx.FindScenario(h.ctx, h.in, s.ID)
			must(t, err)
			test.change(&kept.Plan.Days[0])
			return tx.SaveScenario(h.ctx, h.in, kept)
		}))
		if err := result(h.AdoptScenario(h.ctx, h.in, s.ID)); fault.CodeOf(err) != test.code {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(done, h.latest().Days[0], notNow); diff != "" {
			t.Errorf("%s: history is rewritten (-was +is):\n%s", name, diff)
		}
	}
}

// TestHistoryAfterTheShoot: days on which somebody went stay as they were, also in plans that are made when all is
// over, and in those after them.
func TestHistoryAfterTheShoot(t *testing.T) {
	t.Parallel()
	h := staged(t)
	done := h.latest().Days
	h.clock.set(done[len(done)-1].Date.AddDays(300))
	for i := range 3 {
		if i == 1 {
			h.adopt(h.whatIf(coverage.Ask{CrewDays: 8}))
		} else {
			h.plan()
		}
		if now := h.latest(); !coverage.SameUntil(coverage.Plan{Days: done}, now, "9999-12-31") {
			t.Fatalf("the plan after the shoot, number %d, goes on other days", i+1)
		}
	}
}

// TestAdoptedIsAsOldAsItWas: adopting makes no plan newer than what it was worked out from.
func TestAdoptedIsAsOldAsItWas(t *testing.T) {
	t.Parallel()
	h := staged(t)
	s := h.whatIf(coverage.Ask{CrewDays: 6})
	h.note(s.Plan.Uncovered[0].Moment)
	before := h.adopt(s).Before
	h.adopt(coverage.Scenario{ID: before})
	if why, err := h.Stale(h.ctx, h.in); err != nil || !slices.Contains(why, "Moments were changed after this plan was made.") {
		t.Errorf("the old plan says %q, %v", why, err)
	}
	if p := h.latest(); !p.WorkedAt.Before(p.MadeAt.Add(-time.Millisecond)) || h.called("Nora Fielding").Cost != p.Days[0].Shifts[0].Cost {
		t.Errorf("worked out %s, made %s; a crew-day costs %d", p.WorkedAt, p.MadeAt, p.Days[0].Shifts[0].Cost)
	}
}

// TestEditsDuringTheSearchAreSeen: what is changed while a plan is searched for makes it old.
func TestEditsDuringTheSearchAreSeen(t *testing.T) {
	t.Parallel()
	h := staged(t)
	aside := h.latest().Uncovered[0].Moment
	done := 0
	edit := func(int64, int64, string) {
		if done++; done == 1 {
			h.note(aside)
		}
	}
	s, err := h.WhatIf(h.ctx, h.in, coverage.Ask{CrewDays: 6, Time: short}, edit)
	must(t, err)
	if len(s.Stale) == 0 {
		t.Error("the scenario looks fresh")
	}
	done = 0
	must(t, result(h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: short}, edit)))
	if why, err := h.Stale(h.ctx, h.in); err != nil || len(why) == 0 || done == 0 {
		t.Errorf("the plan says %q, %v", why, err)
	}
	done = 0
	c, err := h.DrawCurve(h.ctx, h.in, office.CurveOptions{Span: coverage.Span{From: 4, To: 4}, Time: short}, edit)
	if err != nil || len(c.Stale) == 0 {
		t.Errorf("the curve says %q, %v", c.Stale, err)
	}
}

// TestAdoptWhoWasHired: somebody who was on trial in a scenario and was hired since has that place in it.
func TestAdoptWhoWasHired(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		skills []string
		code   fault.Code
	}{"as tried": {[]string{"video", "stills"}, ""}, "can do less": {[]string{"sound"}, fault.Conflict}} {
		h := staged(t)
		s := h.whatIf(coverage.Ask{CrewDays: 6, Without: []string{"Nora Fielding"}, Extra: []crew.Member{{Name: "Sam Lee", Skills: []string{"video", "stills"}, Cost: 300}}})
		sam := h.hire("sam  LEE", test.skills...)
		if found, err := h.FindScenario(h.ctx, h.in, s.ID); err != nil || len(found.Stale) > 0 {
			t.Errorf("%s: it says %q, %v", name, found.Stale, err)
		}
		_, err := h.AdoptScenario(h.ctx, h.in, s.ID)
		if fault.CodeOf(err) != test.code || err != nil && strings.Contains(err.Error(), "UNIQUE") {
			t.Fatalf("%s: %v", name, err)
		}
		for _, day := range h.latest().Days {
			for _, sh := range day.Shifts {
				if test.code == "" && sh.Name != "Ines Carrow" && (sh.Member != sam.ID || sh.Name != sam.Name) {
					t.Errorf("%s: %+v goes", name, sh)
				}
			}
		}
	}
}

// whole is all that adopting can change.
type whole struct {
	Plan      coverage.Plan
	Stale     []string
	Scenarios []coverage.Scenario
	CrewDays  int
	Moments   []story.Moment
	Crew      []crew.Member
}

func (h *house) whole() (w whole) {
	h.t.Helper()
	w = whole{Plan: h.latest(), Scenarios: h.scenarios(), CrewDays: h.crewDays(), Moments: h.moments()}
	var err error
	w.Stale, err = h.Stale(h.ctx, h.in)
	must(h.t, err)
	w.Crew, err = h.Members(h.ctx, h.in)
	must(h.t, err)
	return w
}

// TestUndoAdoption: all is as it was, but for what somebody changed since.
func TestUndoAdoption(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		since func(h *house, s coverage.Scenario)
		left  func(w *whole, h *house, s coverage.Scenario) // what is not as it was
		notes []string
	}{
		"at once": {func(*house, coverage.Scenario) {}, func(*whole, *house, coverage.Scenario) {}, nil},
		"the next day": {func(h *house, s coverage.Scenario) {
			h.clock.setTime(h.clock.Now().Add(24 * time.Hour))
		}, func(*whole, *house, coverage.Scenario) {}, nil},
		"the crew-days were changed": {func(h *house, _ coverage.Scenario) {
			h.pay(25)
		}, func(w *whole, _ *house, _ coverage.Scenario) { w.CrewDays = 25 }, nil},
		"the no-go was restored": {func(h *house, s coverage.Scenario) {
			must(h.t, result(h.DecideMoment(h.ctx, h.in, production.MomentID(s.Wish.NoGo[0].ID), story.Confirmed)))
		}, func(w *whole, h *house, _ coverage.Scenario) {
			w.Moments, w.Stale, w.Scenarios = h.moments(), []string{"Moments were changed after this plan was made."}, h.scenarios()
		}, []string{"stays as it is"}},
		"she got another day off": {func(h *house, _ coverage.Scenario) {
			sam := h.called("Sam Lee")
			sam.Away = []production.DateRange{{From: "2027-01-01", To: "2027-01-02"}}
			must(h.t, h.UpdateMember(h.ctx, h.in, sam))
		}, func(w *whole, h *house, _ coverage.Scenario) { w.Crew = h.whole().Crew }, []string{"Sam Lee stays in the crew"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := staged(t)
			h.pay(20) // more than the plan has
			p := h.latest()
			s := h.whatIf(coverage.Ask{
				Name: "Cheap", CrewDays: 6, Must: []string{string(uncoveredPossible(t, p))}, NoGo: []string{string(p.Days[0].Covers[0].Moment)},
				Extra: []crew.Member{{Name: "Sam Lee", Skills: []string{"video", "stills"}, Cost: 300}},
			})
			want := h.whole()
			a := h.adopt(s)
			if all := h.scenarios(); len(all) != 1 || !all[0].Undoable {
				t.Errorf("beside it: %+v", all)
			}
			test.since(h, s)
			undone, err := h.UndoAdoption(h.ctx, h.in, a.Before)
			must(t, err)
			test.left(&want, h, s)
			if diff := cmp.Diff(want, h.whole(), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("taken back (-was +is):\n%s", diff)
			}
			if undone.Plan.ID != p.ID || len(undone.Notes) != len(test.notes) || len(test.notes) > 0 && !strings.Contains(undone.Notes[0], test.notes[0]) {
				t.Errorf("it says %q of %s", undone.Notes, undone.Plan.ID)
			}
			if err := result(h.UndoAdoption(h.ctx, h.in, "")); !fault.Is(err, fault.NotFound) {
				t.Errorf("taken back twice: %v", err)
			}
			must(t, result(h.AdoptScenario(h.ctx, h.in, s.ID)))
		})
	}
}

// TestUndoAdoptionRefuses what would lose something.
func TestUndoAdoptionRefuses(t *testing.T) {
	t.Parallel()
	h := staged(t)
	undo := func(id production.ScenarioID) error { return result(h.UndoAdoption(h.ctx, h.in, id)) }
	if err := undo(""); !fault.Is(err, fault.NotFound) {
		t.Errorf("nothing was adopted: %v", err)
	}
	first := h.adopt(h.whatIf(coverage.Ask{CrewDays: 6}))
	second := h.adopt(h.whatIf(coverage.Ask{CrewDays: 7}))
	if err := undo(first.Before); !fault.Is(err, fault.Conflict) {
		t.Errorf("not the newest: %v", err)
	}
	must(t, undo(second.Before))
	must(t, undo(first.Before)) // one after the other
	s := h.whatIf(coverage.Ask{CrewDays: 9})
	days := h.latest().Days
	h.adopt(s)
	differs := s.Plan.Days[slices.IndexFunc(s.Plan.Days, func(d coverage.PlanDay) bool {
		return !slices.ContainsFunc(days, func(o coverage.PlanDay) bool { return o.Date == d.Date })
	})]
	h.clock.set(differs.Date.AddDays(1))
	if err := undo(""); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "days have begun") {
		t.Errorf("after a day that only one of them has: %v", err)
	}
	h.clock.set("2026-04-02")
	h.plan()
	if err := undo(""); !fault.Is(err, fault.NotFound) {
		t.Errorf("after another plan: %v", err)
	}
	if err := result(h.FindScenario(h.ctx, h.in, s.ID)); !fault.Is(err, fault.NotFound) {
		t.Errorf("what was adopted is still there: %v", err)
	}
}
