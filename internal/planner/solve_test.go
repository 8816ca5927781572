package planner

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/btsdirector/bts/internal/fault"
)

var ignoreSeconds = cmpopts.IgnoreFields(Solution{}, "Seconds")

func solve(t testing.TB, p *Problem, o Options) *Solution {
	t.Helper()
	s, err := Solve(context.Background(), p, o)
	if err != nil {
		t.Fatalf("%s: %v", p.Name, err)
	}
	return s
}

func TestSolveObeysEveryRule(t *testing.T) {
	t.Parallel()
	for seed := range int64(40) {
		p := randomProblem(seed, size{days: 6, crew: 5, moments: 40, budget: 9})
		s := solve(t, p, Options{Iterations: 800, Seed: seed})
		r := Check(p, s)
		if !r.Valid || r.Objective != s.Value {
			t.Errorf("seed %d: %v, objective %d, value %d", seed, r.Errors, r.Objective, s.Value)
		}
		if low := provenBound(p, 800, seed); low < s.Value {
			t.Errorf("seed %d: %d is proven, below a plan of %d", seed, low, s.Value)
		}
		if len(s.Covers)+len(s.Uncovered) != len(p.Moments) {
			t.Errorf("seed %d: %d covered and %d explained of %d", seed, len(s.Covers), len(s.Uncovered), len(p.Moments))
		}
	}
}

func TestSolveIsDeterministic(t *testing.T) {
	t.Parallel()
	p := randomProblem(7, size{days: 8, crew: 5, moments: 60, budget: 12})
	o := Options{Iterations: 2000, Seed: 42}
	if d := cmp.Diff(solve(t, p, o), solve(t, p, o), ignoreSeconds); d != "" {
		t.Error(d)
	}
	o.Workers = 3
	if d := cmp.Diff(solve(t, p, o), solve(t, p, o), ignoreSeconds); d != "" {
		t.Errorf("three workers: %s", d)
	}
}

// TestSolveWorkersAreApart is for the race detector: more workers than cores, often, so that some are
// through a stage before others have begun it.
func TestSolveWorkersAreApart(t *testing.T) {
	for seed := range int64(12) {
		p := randomProblem(seed, size{days: 12, crew: 6, moments: 120, budget: 20})
		solve(t, p, Options{Time: 300 * time.Millisecond, Seed: seed, Workers: 8})
	}
}

// TestSolveOrderOfMoments: the order in which moments are listed must not decide what is found.
func TestSolveOrderOfMoments(t *testing.T) {
	t.Parallel()
	for seed := range int64(8) {
		p := randomProblem(seed, size{days: 3, crew: 3, moments: 8, budget: 3})
		want := solve(t, p, Options{Iterations: 6000, Seed: 1}).Value
		q := *p
		q.Moments = nil
		n := len(p.Moments)
		for i := range n {
			q.Moments = append(q.Moments, p.Moments[n-1-i])
		}
		q.Deliverables = []Deliverable{p.Deliverables[0]}
		q.Deliverables[0].Members = nil
		for _, m := range p.Deliverables[0].Members {
			q.Deliverables[0].Members = append(q.Deliverables[0].Members, n-1-m)
		}
		if got := solve(t, &q, Options{Iterations: 6000, Seed: 1}).Value; got != want {
			t.Errorf("seed %d: %d, in reverse order %d", seed, want, got)
		}
	}
}

func TestSolveMoreCrewDaysAreWorthMore(t *testing.T) {
	t.Parallel()
	p := randomProblem(3, size{days: 8, crew: 5, moments: 60, budget: 0})
	before := -1 << 60
	for budget := range 16 {
		p.BudgetDays = budget
		s := solve(t, p, Options{Iterations: 4000, Seed: 5})
		if budget == 0 && len(s.Covers) != 0 {
			t.Fatal("coverages without crew-days")
		}
		if slack := s.Value / 100; s.Value < before-slack {
			t.Errorf("%d crew-days are worth %d, one less %d", budget, s.Value, before)
		}
		before = max(before, s.Value)
	}
}

// TestSolveLeavesNothingFree tries to add each uncovered moment to the finished plan by means of
// the checker alone: every option, every pair of people who work that day already.
func TestSolveLeavesNothingFree(t *testing.T) {
	t.Parallel()
	for seed := range int64(6) {
		p := randomProblem(100+seed, size{days: 4, crew: 4, moments: 24, budget: 5})
		for c := range p.Crew {
			p.Crew[c].Cost *= 1 + int(seed%3)*12 // so that it matters who comes
		}
		s := solve(t, p, Options{Iterations: 300, Seed: seed})
		b := &brute{p: p, tick: 15}
		for _, u := range s.Uncovered {
			for _, c := range b.covers(u.Moment) {
				b.best = -1 << 60
				b.judge(append(append([]Cover{}, s.Covers...), c))
				if b.best > s.Value {
					t.Errorf("seed %d: %s fits on day %d at %d and would gain %d; reason given: %s",
						seed, p.Moments[u.Moment].Name, c.Day, c.Start, b.best-s.Value, u.Reason)
				}
			}
		}
	}
}

func TestSolveStopsWhenAsked(t *testing.T) {
	t.Parallel()
	p := randomProblem(5, size{days: 30, crew: 10, moments: 400, budget: 50})
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	start := time.Now()
	s, err := Solve(ctx, p, Options{Time: time.Minute, Seed: 1})
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v to stop", took)
	}
	if !fault.Is(err, fault.Cancelled) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	if s == nil || !Check(p, s).Valid || len(s.Covers) == 0 {
		t.Error("no plan came with the cancellation")
	}
}

// crowdedDay is a long day at many places with people of whom no two are alike.
func crowdedDay(people, moments, places int) *Problem {
	r := newSource(1)
	p, _ := handMade()
	p.Baseline, p.FreezeDay, p.Deliverables, p.Kit, p.People, p.BudgetDays = nil, 0, nil, nil, nil, people
	p.Skills, p.Crew, p.Places, p.Travel, p.Moments = nil, nil, nil, nil, nil
	p.Days = []Day{{}}
	for c := range people {
		p.Skills = append(p.Skills, fmt.Sprint("skill ", c))
		p.Crew = append(p.Crew, Crew{Name: fmt.Sprint("crew ", c), Skills: []int{c, (c + 1) % people}, Avail: []bool{true}, MaxWeek: 7})
	}
	for range places {
		row := make([]int, places)
		for k := range row {
			row[k] = 15
		}
		row[len(p.Places)] = 0
		p.Places, p.Travel = append(p.Places, Place{Name: fmt.Sprint("place ", len(p.Places))}), append(p.Travel, row)
	}
	for i := range moments {
		start, skill := 300+30*r.below(30), r.below(people)
		roles := []Role{{skill, 1}}
		if i%2 == 1 {
			roles = append(roles, Role{(skill + 3) % people, 1})
		}
		p.Moments = append(p.Moments, Moment{Name: fmt.Sprint("moment ", i), Value: 50 + r.below(50), Dur: 45, Roles: roles,
			Person: -1, LastDay: -1, Windows: []Window{{0, start, start + 105, i % places, 100}}})
	}
	return p
}

// TestSolveKeepsItsTimeOnACrowdedDay, where finding the best of a day takes minutes.
func TestSolveKeepsItsTimeOnACrowdedDay(t *testing.T) {
	p := crowdedDay(20, 200, 60)
	start := time.Now()
	s := solve(t, p, Options{Time: 4 * time.Second, Seed: 1, Workers: 2})
	if took := time.Since(start); took > 8*time.Second {
		t.Errorf("it took %v of 4 s", took)
	}
	if len(s.Covers) == 0 {
		t.Error("nothing is covered")
	}
}

func TestSolveTellsProgress(t *testing.T) {
	t.Parallel()
	p := randomProblem(5, size{days: 6, crew: 4, moments: 30, budget: 8})
	var seen []Progress
	s := solve(t, p, Options{Iterations: 500, Seed: 1, Without: Columns, Progress: func(g Progress) { seen = append(seen, g) }})
	if len(seen) == 0 || seen[0].Bound < s.Bound || seen[0].Value > s.Value || seen[0].Covered == 0 {
		t.Errorf("progress %+v for value %d, bound %d", seen, s.Value, s.Bound)
	}
	if s.Iterations != 500 {
		t.Errorf("%d iterations, 500 asked for", s.Iterations)
	}
}

// TestSolveProvesSmallProblems: the optima of the small example problems are known; here they are found
// and proven, and the search ends with the proof.
func TestSolveProvesSmallProblems(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]int{"small-1": 520_000, "small-2": 496_242, "small-3": 555_413} {
		p := sharedProblem(t, name)
		s := solve(t, p, Options{Time: time.Minute, Seed: 1, Workers: 2})
		if s.Value != want || s.Bound != want {
			t.Errorf("%s: value %d, bound %d, the optimum is %d", name, s.Value, s.Bound, want)
		}
		if s.Seconds > 50 {
			t.Errorf("%s: proven or not, the search took %.0f s", name, s.Seconds)
		}
	}
}

func TestSolveNeedsAValidProblem(t *testing.T) {
	t.Parallel()
	p := randomProblem(5, size{days: 6, crew: 4, moments: 30, budget: 8})
	p.Moments[3].Arc = 9
	if _, err := Solve(context.Background(), p, Options{Iterations: 1}); !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v", err)
	}
}

func TestSolveEmptyProblem(t *testing.T) {
	t.Parallel()
	p := randomProblem(1, size{days: 1, crew: 1, moments: 1, budget: 1})
	p.Moments, p.Crew, p.Days, p.Deliverables = nil, nil, nil, nil
	if s := solve(t, p, Options{Iterations: 10}); s.Value != 0 || len(s.Covers) != 0 {
		t.Errorf("%+v", s)
	}
}
