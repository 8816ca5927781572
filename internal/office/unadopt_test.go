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
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

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
