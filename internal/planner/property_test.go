package planner_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/planner/draw"
)

func drawn(t testing.TB, size draw.Size, seed int64) *planner.Problem {
	t.Helper()
	p, err := draw.Problem(size, seed)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func solve(t testing.TB, p *planner.Problem, iterations int, seed int64) *planner.Solution {
	t.Helper()
	s, err := planner.Solve(context.Background(), p, planner.Options{Iterations: iterations, Seed: seed})
	if err != nil {
		t.Fatalf("%s: %v", p.Name, err)
	}
	return s
}

// agree holds a plan against the checker.
func agree(t testing.TB, p *planner.Problem, s *planner.Solution) {
	t.Helper()
	r := planner.Check(p, s)
	if !r.Valid || r.Objective != s.Value {
		t.Errorf("%s: %v, objective %d, value %d", p.Name, r.Errors, r.Objective, s.Value)
	}
}

func TestDrawnPlansObeyEveryRule(t *testing.T) {
	t.Parallel()
	for size, seeds := range map[draw.Size]int64{draw.Tiny: 30, draw.Small: 8} {
		for seed := range seeds {
			p := drawn(t, size, seed)
			agree(t, p, solve(t, p, 300, seed))
		}
	}
}

func TestRevisedPlansObeyEveryRule(t *testing.T) {
	t.Parallel()
	for seed := range int64(12) {
		p := drawn(t, draw.Tiny, seed)
		r, err := draw.Revise(p, solve(t, p, 500, seed), seed)
		if err != nil {
			t.Fatal(err)
		}
		s := solve(t, r, 300, seed)
		agree(t, r, s)
		for _, c := range r.Baseline.Covers {
			if c.Day < r.FreezeDay && !covered(s, c) {
				t.Errorf("%s: frozen cover %+v has changed", r.Name, c)
			}
		}
	}
}

// TestNobodyIsCalledBeforeFrom, whatever the windows allow, also where only an earlier call would leave time for a meal.
func TestNobodyIsCalledBeforeFrom(t *testing.T) {
	t.Parallel()
	for seed := range int64(12) {
		p := drawn(t, draw.Tiny, seed)
		free := solve(t, p, 500, seed)
		p.From = free.Shifts[0].Call + 3*p.Params.Grid
		for _, sh := range free.Shifts {
			p.From = min(p.From, sh.Call+3*p.Params.Grid)
		}
		s := solve(t, p, 500, seed)
		agree(t, p, s)
		for _, sh := range s.Shifts {
			if sh.Call < p.From {
				t.Errorf("%s: called at %d, before %d", p.Name, sh.Call, p.From)
			}
		}
		if planner.Check(p, free).Valid {
			t.Errorf("%s: a call before %d is legal", p.Name, p.From)
		}
	}
}

func covered(s *planner.Solution, want planner.Cover) bool {
	for _, c := range s.Covers {
		if cmp.Equal(c, want) {
			return true
		}
	}
	return false
}

// TestDrawnFreezingAllChangesNothing: a plan whose days are all frozen comes back as it was.
func TestDrawnFreezingAllChangesNothing(t *testing.T) {
	t.Parallel()
	for size, seeds := range map[draw.Size]int64{draw.Tiny: 12, draw.Small: 4} {
		for seed := range seeds {
			p := drawn(t, size, seed)
			old := solve(t, p, 500, seed)
			p.Baseline, p.FreezeDay = old, len(p.Days)
			p.Stab = planner.Stab{Triple: 2000, CancelDay: 3000, AddDay: 1500}
			s := solve(t, p, 200, seed+1)
			if d := cmp.Diff(old.Covers, s.Covers); d != "" {
				t.Errorf("%s: covers %s", p.Name, d)
			}
			if d := cmp.Diff(old.Shifts, s.Shifts); d != "" {
				t.Errorf("%s: shifts %s", p.Name, d)
			}
		}
	}
}

// TestDrawnCrewDaysAreWorthSomething: with a crew-day more and the same effort a plan is worth as
// much, but for the noise of the search.
func TestDrawnCrewDaysAreWorthSomething(t *testing.T) {
	t.Parallel()
	for seed := range int64(4) {
		p := drawn(t, draw.Tiny, seed)
		most := p.BudgetDays + 3
		best, scale := 0, 0
		for budget := 0; budget <= most; budget++ {
			p.BudgetDays = budget
			v := solve(t, p, 3000, 1).Value
			if budget == 0 {
				best, scale = v, v
			}
			scale = max(scale, v, -v)
			if v < best-scale/100 {
				t.Errorf("%s: %d crew-days are worth %d, fewer %d", p.Name, budget, v, best)
			}
			best = max(best, v)
		}
	}
}

// TestDrawnMeetsBruteForce compares with all plans there are.
func TestDrawnMeetsBruteForce(t *testing.T) {
	t.Parallel()
	useful := 0
	for seed := range int64(20) {
		p := cut(drawn(t, draw.Tiny, seed), int(seed)%6, 1_200)
		if len(p.Moments) < 3 {
			continue
		}
		useful++
		p.BudgetDays = 1 + int(seed%4)
		want := planner.BruteForce(p, nil)
		s := solve(t, p, 2000, seed)
		if s.Value != want {
			t.Errorf("%s with %d moments: value %d, best possible %d", p.Name, len(p.Moments), s.Value, want)
		}
		if low := planner.ProvenBound(p, 2000, seed); low < want {
			t.Errorf("%s: %d is proven, below the best plan, %d", p.Name, low, want)
		}
	}
	if useful < 10 {
		t.Errorf("only %d problems were of use", useful)
	}
}

// cut leaves of a problem what lies on three days from one on, as many moments as have no more than a
// number of combinations of covers.
func cut(p *planner.Problem, from, combinations int) *planner.Problem {
	q := *p
	q.Moments, q.Deliverables = nil, nil
	index := map[int]int{}
	for i, m := range p.Moments {
		var windows []planner.Window
		for _, w := range m.Windows {
			if w.Day >= from && w.Day < from+3 {
				windows = append(windows, w)
			}
		}
		if len(windows) == 0 {
			continue
		}
		m.Windows = windows
		q.Moments = append(q.Moments, m)
		n := 1 + planner.CoversAlone(&q, len(q.Moments)-1)
		if n == 1 || n > combinations {
			q.Moments = q.Moments[:len(q.Moments)-1]
			continue
		}
		combinations /= n
		index[i] = len(q.Moments) - 1
	}
	for _, d := range p.Deliverables {
		var members []int
		for _, m := range d.Members {
			if at, ok := index[m]; ok {
				members = append(members, at)
			}
		}
		d.Members, d.Need = members, (len(members)+1)/2
		q.Deliverables = append(q.Deliverables, d)
	}
	return &q
}
