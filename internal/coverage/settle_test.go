package coverage_test

import (
	"testing"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

func TestSettlePutsWhatStayedBackToItsMinute(t *testing.T) {
	t.Parallel()
	in := input(t)
	first := plan(t, in)
	in.Previous = &first
	desk := build(t, in)
	s, err := planner.Solve(t.Context(), desk.Problem, planner.Options{Iterations: 2000, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	late := laterBy(desk.Problem, s, 15)
	if late == 0 {
		t.Fatal("nothing could be moved: the test shows nothing")
	}
	if moved := desk.Read(s).Changes.Moved; moved == 0 {
		t.Fatal("the moved covers are not counted as moved")
	}
	desk.Settle(s)
	if report := planner.Check(desk.Problem, s); !report.Valid {
		t.Fatalf("settled, the plan breaks rules: %v", report.Errors)
	}
	if changes := desk.Read(s).Changes; changes.Moved > 0 {
		t.Errorf("%d covers still stand at another minute", changes.Moved)
	}
}

func TestSettleWithoutAPlanBefore(t *testing.T) {
	t.Parallel()
	desk := build(t, input(t))
	s, err := planner.Solve(t.Context(), desk.Problem, planner.Options{Iterations: 500, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	starts := func() (all []production.Clock) {
		for _, d := range desk.Read(s).Days {
			for _, c := range d.Covers {
				all = append(all, c.Start)
			}
		}
		return all
	}
	before := starts()
	desk.Settle(s)
	for i, start := range starts() {
		if start != before[i] {
			t.Errorf("cover %d moved from %s to %s", i, before[i], start)
		}
	}
}

// laterBy moves every cover that may start later by some minutes, and returns how many did.
func laterBy(p *planner.Problem, s *planner.Solution, minutes int) (moved int) {
	for i := range s.Covers {
		s.Covers[i].Start += minutes
		if planner.Check(p, s).Valid {
			moved++
			continue
		}
		s.Covers[i].Start -= minutes
	}
	return moved
}
