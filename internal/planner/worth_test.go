package planner

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestDayWorthsByHand: the first day of the hand-made plan holds four moments that happen on no other.
func TestDayWorthsByHand(t *testing.T) {
	t.Parallel()
	p, s := handMade()
	p.Baseline, p.FreezeDay = nil, 0
	p.Moments[3].Windows[0] = Window{0, 780, 840, 1, 90} // the talk could also be held on the first day
	got := DayWorths(p, s)
	if len(got) != 2 {
		t.Fatalf("%+v", got)
	}
	// Without the second day Kim holds the talk after "boats"; "wrap" is lost: 2,000 of an arc that is
	// more than two thirds full, less what three shifts cost.
	talk := DayWorth{Day: 1, CrewDays: 3, Worth: 2000 - 1200, Moments: 2, Lost: 1, Only: []int{4}, Arcs: []int{0}, Deliverables: []int{}}
	talk.Worth -= 20_000 // held on the first day it is in time for the reel
	talk.Worth = max(0, talk.Worth)
	if d := cmp.Diff(talk, got[1]); d != "" {
		t.Errorf("second day: %s", d)
	}
	if w := got[0]; w.Moments != 3 || w.Lost != 3 || !slices.Equal(w.Only, []int{0, 1, 2}) || !slices.Equal(w.Deliverables, []int{0}) {
		t.Errorf("first day: %+v", w)
	}
}

// TestDayWorthIsALoss: a plan without the day, made with all freedom to mend it, loses no more than said;
// taking out more never gains; and a moment that is only here has no window elsewhere.
func TestDayWorthIsALoss(t *testing.T) {
	t.Parallel()
	for seed := range int64(12) {
		p := randomProblem(seed, size{days: 6, crew: 5, moments: 40, budget: 9})
		s := solve(t, p, Options{Iterations: 1000, Seed: seed})
		for _, w := range DayWorths(p, s) {
			if w.Worth < 0 || w.Lost > w.Moments || len(w.Only) > w.Moments {
				t.Errorf("seed %d: %+v", seed, w)
			}
			for _, mo := range w.Only {
				for _, o := range loaded(p, s).m.options {
					if int(o.moment) == mo && int(o.day) != w.Day {
						t.Errorf("seed %d: moment %d is not only on day %d", seed, mo, w.Day)
					}
				}
			}
			bare := &Solution{Covers: slices.DeleteFunc(slices.Clone(s.Covers), func(c Cover) bool { return c.Day == w.Day }),
				Shifts: slices.DeleteFunc(slices.Clone(s.Shifts), func(x Shift) bool { return x.Day == w.Day })}
			if r := Check(p, bare); !r.Valid || s.Value-r.Objective < w.Worth {
				t.Errorf("seed %d: without day %d the plan loses %d, said were %d (%v)", seed, w.Day, s.Value-r.Objective, w.Worth, r.Errors)
			}
		}
	}
}

// TestCrewDayPriceIsPaid: a plan with one crew-day more that starts from the present one reaches at least
// the gain that is named, and the weakest day's loss is what its moments bring.
func TestCrewDayPriceIsPaid(t *testing.T) {
	t.Parallel()
	pays := 0
	for seed := range int64(20) {
		p := randomProblem(seed, size{days: 6, crew: 5, moments: 40, budget: 5})
		s := solve(t, p, Options{Iterations: 1000, Seed: seed})
		w := CrewDayPrice(p, s)
		if w.More < 0 || w.Least < 0 || (w.More > 0) != (w.MoreDay >= 0) || w.MoreMoments < 0 {
			t.Errorf("seed %d: %+v", seed, w)
		}
		if w.More == 0 {
			continue
		}
		pays++
		q := *p
		q.BudgetDays++
		z := finished(&q, s)
		for _, dm := range z.wanted(int32(w.MoreDay)) {
			if z.opt[dm.moment] == none && z.shifts <= q.BudgetDays {
				if oi, net := z.find(dm.from, dm.to, 0, z.r); oi != none && net > 0 {
					z.give(oi)
				}
			}
		}
		best := solve(t, &q, Options{Iterations: 3000, Seed: seed}).Value
		if best < s.Value+w.More/2 || z.value <= s.Value {
			t.Errorf("seed %d: one more is said to bring %d; found were %d and %d on top of %d", seed, w.More, z.value-s.Value, best-s.Value, s.Value)
		}
		for _, u := range s.Uncovered {
			if u.Gain > w.More && loadedRemedy(p, s, u.Moment) == nothing {
				t.Errorf("seed %d: moment %d alone would bring %d for a crew-day, more than %d", seed, u.Moment, u.Gain, w.More)
			}
		}
	}
	if pays < 10 {
		t.Errorf("only %d problems would use one more crew-day", pays)
	}
}

// loadedRemedy is what a moment's remedy asks for besides one crew-day; hire for anything larger.
func loadedRemedy(p *Problem, s *Solution, mo int) thing {
	if r, found := loaded(p, s).remedy(int32(mo)); found && r.crewDays == 1 {
		return r.thing
	}
	return hire
}

func TestCrewDayPriceWhereDaysAreLeft(t *testing.T) {
	t.Parallel()
	p, s := handMade()
	p.BudgetDays = 9
	w := CrewDayPrice(p, s)
	if w.More != 0 || w.MoreDay != none || w.LeastDay != 1 {
		t.Errorf("%+v", w)
	}
	s.Shifts = s.Shifts[1:]
	if w := CrewDayPrice(p, s); w.LeastDay != none || len(DayWorths(p, s)) != 0 {
		t.Errorf("a plan that breaks a rule is weighed: %+v", w)
	}
}

// TestWorthsAreQuick holds the time on the largest problem, at three times the goal.
func TestWorthsAreQuick(t *testing.T) {
	p := sharedProblem(t, "series-1")
	s := solve(t, p, Options{Iterations: 3000, Seed: 1})
	days := quickest(func() { DayWorths(p, s) })
	price := quickest(func() { CrewDayPrice(p, s) })
	t.Logf("series-1: %v for the days, %v for the price of a crew-day", days, price)
	if goal := 300 * time.Millisecond; days > goal || price > goal {
		t.Errorf("%v for the days, %v for the price, the goal is %v", days, price, goal/3)
	}
}
