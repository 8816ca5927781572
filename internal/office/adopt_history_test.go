package office_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

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
