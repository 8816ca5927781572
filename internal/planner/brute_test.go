package planner

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// brute tries every plan of a tiny problem. It shares only the checker with the rest: calls and
// meals are tried one by one until the checker has nothing against them.
type brute struct {
	p    *Problem
	opts [][]Cover // every cover of each moment
	best int
	tick int // step of the clock

	counts func(*Solution) bool // which plans count, nil for all
}

func bruteForce(p *Problem, counts func(*Solution) bool) int {
	b := &brute{p: p, best: -1 << 60, tick: 15, counts: counts}
	for i := range p.Moments {
		b.opts = append(b.opts, b.covers(i))
	}
	b.choose(0, nil)
	return b.best
}

// covers lists a moment's covers that are legal alone.
func (b *brute) covers(i int) []Cover {
	var list []Cover
	m := &b.p.Moments[i]
	slots := 0
	for _, r := range m.Roles {
		slots += r.N
	}
	for _, w := range m.Windows {
		for start := w.Start; start+m.Dur <= w.End; start += b.p.Params.StartGrid {
			b.teams(nil, slots, func(team []int) {
				c := Cover{i, w.Day, start, w.Place, append([]int{}, team...)}
				k := &checker{p: b.p, s: &Solution{Covers: []Cover{c}}}
				k.gather()
				k.errs = nil
				k.windows()
				k.teams()
				k.kit()
				k.caps()
				k.interviews()
				if len(k.errs) == 0 {
					list = append(list, c)
				}
			})
		}
	}
	return list
}

func (b *brute) teams(team []int, slots int, visit func([]int)) {
	if len(team) == slots {
		visit(team)
		return
	}
	for c := range b.p.Crew {
		b.teams(append(team, c), slots, visit)
	}
}

func (b *brute) choose(i int, covers []Cover) {
	if i == len(b.opts) {
		b.judge(covers)
		return
	}
	b.choose(i+1, covers)
	for _, c := range b.opts[i] {
		b.choose(i+1, append(covers[:len(covers):len(covers)], c))
	}
}

// judge gives every crew-day the latest call with which the checker is content, then asks for all.
func (b *brute) judge(covers []Cover) {
	s := &Solution{Covers: covers}
	k := &checker{p: b.p, s: s}
	k.gather()
	for _, cd := range sortedCrewDays(k.work) {
		sh, ok := b.shift(k, cd)
		if !ok {
			return
		}
		s.Shifts = append(s.Shifts, sh)
	}
	if v := Objective(b.p, s); v > b.best && (b.counts == nil || b.counts(s)) && Check(b.p, s).Valid {
		b.best = v
	}
}

func (b *brute) shift(k *checker, cd crewDay) (Shift, bool) {
	first := k.work[cd][0].Start
	for call := first - first%b.p.Params.Grid; call > first-b.p.Params.MaxShift; call -= b.p.Params.Grid {
		for meal := -1; meal <= call+b.p.Params.MealMax; meal = max(meal+b.tick, call) {
			sh := Shift{cd.crew, cd.day, call, meal}
			k.errs = nil
			k.shift(cd, &sh)
			if len(k.errs) == 0 {
				return sh, true
			}
		}
	}
	return Shift{}, false
}

// provenBound is what a search proves, before Solve lifts it to the value of its plan.
func provenBound(p *Problem, iterations int, seed int64) int {
	run := newRun(context.Background(), p, Options{Iterations: iterations, Seed: seed})
	start := newState(run.m)
	if err := start.restore(); err != nil {
		panic(err)
	}
	run.search(start)
	return run.least()
}

// plansOf is how many plans there are to try, at most.
func plansOf(p *Problem) int {
	n := 1
	for i := range p.Moments {
		n *= 1 + len((&brute{p: p}).covers(i))
	}
	return n
}

func TestSolveMeetsBruteForce(t *testing.T) {
	t.Parallel()
	useful := 0
	for seed := range int64(60) {
		p := randomProblem(seed, size{days: 3, crew: 3, moments: 5, budget: 2 + int(seed%3)})
		if plansOf(p) > 20_000 {
			continue
		}
		useful++
		want := bruteForce(p, nil)
		s, err := Solve(context.Background(), p, Options{Iterations: 3000, Seed: seed})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if s.Value != want {
			t.Errorf("seed %d: value %d, best possible %d", seed, s.Value, want)
		}
		if low := provenBound(p, 3000, seed); low < want {
			t.Errorf("seed %d: %d is proven, below the best plan, %d", seed, low, want)
		}
	}
	if useful < 20 {
		t.Errorf("only %d problems were small enough to try everything", useful)
	}
}

// TestReplanMeetsBruteForce plans again after a change. What is proven must hold for every plan that the
// rules allow, also those that do more on frozen days; the plan is the best of those that leave them alone.
func TestReplanMeetsBruteForce(t *testing.T) {
	t.Parallel()
	useful, proven, frozen := 0, 0, 0
	for seed := range int64(90) {
		p := randomProblem(seed, size{days: 3, crew: 3, moments: 5, budget: 2 + int(seed%3)})
		if plansOf(p) > 4000 {
			continue
		}
		p.Baseline = solve(t, p, Options{Iterations: 30, Seed: seed, Without: Columns})
		p.Stab = Stab{Triple: 2000, CancelDay: 3000, AddDay: 1500}
		p.FreezeDay = 1 + int(seed%2)
		p.Crew[seed%3].Avail[2] = !p.Crew[seed%3].Avail[2]
		p.Moments[seed%5].Value += 60
		s, err := Solve(context.Background(), p, Options{Iterations: 3000, Seed: seed})
		if err != nil {
			continue // the frozen days can no longer be kept
		}
		useful++
		frozen += len(onDays(s, p.FreezeDay))
		want := bruteForce(p, func(x *Solution) bool { return cmp.Equal(onDays(x, p.FreezeDay), onDays(s, p.FreezeDay)) })
		if s.Value != want {
			t.Errorf("seed %d: value %d, the best with these frozen days is %d", seed, s.Value, want)
		}
		low := provenBound(p, 3000, seed)
		if any := bruteForce(p, nil); low < any {
			t.Errorf("seed %d: %d is proven, below the best plan, %d", seed, low, any)
		}
		if low == s.Value {
			proven++
		}
	}
	if useful < 25 || proven < useful/2 || frozen < 10 {
		t.Errorf("%d problems were small enough, %d of them proven, with %d coverages on frozen days", useful, proven, frozen)
	}
}

// onDays are the coverages before a day.
func onDays(s *Solution, before int) []Cover {
	var list []Cover
	for _, c := range s.Covers {
		if c.Day < before {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b Cover) int { return a.Moment - b.Moment })
	return list
}
