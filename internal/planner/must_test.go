package planner

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
)

// TestMustsAreCovered asks for moments that the best plan leaves out: every plan then has them, and is
// worth no more than the best.
func TestMustsAreCovered(t *testing.T) {
	t.Parallel()
	asked := 0
	for seed := range int64(20) {
		p := randomProblem(seed, size{days: 6, crew: 5, moments: 40, budget: 9})
		free := solve(t, p, Options{Iterations: 3000, Seed: seed})
		for _, u := range free.Uncovered {
			if len(p.Must) < 2 && strings.HasPrefix(u.Reason, "All") {
				p.Must = append(p.Must, u.Moment)
			}
		}
		if len(p.Must) == 0 {
			continue
		}
		asked++
		s := solve(t, p, Options{Iterations: 3000, Seed: seed})
		if r := Check(p, s); !r.Valid || r.Objective != s.Value {
			t.Errorf("seed %d: %v, objective %d, value %d", seed, r.Errors, r.Objective, s.Value)
		}
		if s.Value > free.Bound {
			t.Errorf("seed %d: worth %d with musts, no plan is worth more than %d", seed, s.Value, free.Bound)
		}
	}
	if asked < 5 {
		t.Errorf("only %d problems left something out for want of crew-days", asked)
	}
}

// TestMustsAreWorthMoreThanAnything: the dearest moment that stands in the way of a must goes.
func TestMustsAreWorthMoreThanAnything(t *testing.T) {
	t.Parallel()
	p, _ := handMade()
	p.Baseline, p.FreezeDay, p.Deliverables, p.BudgetDays = nil, 0, nil, 2
	const stunt, wrap = 0, 4
	p.Params.Slopes = [3]int{1000, 1000, 1000}
	p.Moments[stunt].Value, p.Moments[wrap].Value = maxWorth, 1
	p.Must = []int{wrap}
	s := solve(t, p, Options{Iterations: 500, Seed: 1})
	if !slices.ContainsFunc(s.Covers, func(c Cover) bool { return c.Moment == wrap }) {
		t.Errorf("the must is left out: %+v", s.Covers)
	}
}

func TestImpossibleMustsAreNamedAtOnce(t *testing.T) {
	t.Parallel()
	p := randomProblem(4, size{days: 6, crew: 5, moments: 40, budget: 9})
	p.Must = []int{3, 5, 7}
	p.Moments[3].Windows = nil
	p.Moments[7].Kit = []KitNeed{{0, p.Kit[0].Stock + 1}}
	_, err := Solve(context.Background(), p, Options{Iterations: 10})
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "must[0]") || !strings.Contains(err.Error(), "must[2]") ||
		strings.Contains(err.Error(), "must[1]") {
		t.Errorf("error %v", err)
	}
}

func TestMustsThatDoNotFitTogether(t *testing.T) {
	t.Parallel()
	p := randomProblem(4, size{days: 6, crew: 5, moments: 40, budget: 1})
	for i := range p.Moments {
		if m := compile(p); m.moments[i].from < m.moments[i].to {
			p.Must = append(p.Must, i)
		}
	}
	_, err := Solve(context.Background(), p, Options{Iterations: 200})
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "left out would be") || !strings.Contains(err.Error(), "crew-day") {
		t.Errorf("error %v", err)
	}
}

// TestImpossibleFrozenCoversAreNamedAtOnce takes the people of two frozen covers' whole skill away.
func TestImpossibleFrozenCoversAreNamedAtOnce(t *testing.T) {
	t.Parallel()
	p, old := replanned(t, 1)
	p.FreezeDay = len(p.Days)
	p.Moments[old.Covers[0].Moment].Dur = 600
	p.Moments[old.Covers[1].Moment].Dur = 600
	_, err := Solve(context.Background(), p, Options{Iterations: 10})
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "baseline.covers[0]") || !strings.Contains(err.Error(), "baseline.covers[1]") {
		t.Errorf("error %v", err)
	}
}
