package planner

import (
	"context"
	"testing"
)

// brute tries every plan of a tiny problem. It shares only the checker with the rest: calls and
// meals are tried one by one until the checker has nothing against them.
type brute struct {
	p    *Problem
	opts [][]Cover // every cover of each moment
	best int
	tick int // step of the clock
}

func bruteForce(p *Problem) int {
	b := &brute{p: p, best: -1 << 60, tick: 15}
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
	if v := Objective(b.p, s); v > b.best && Check(b.p, s).Valid {
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
	run.search(newState(run.m))
	return run.least()
}

func TestSolveMeetsBruteForce(t *testing.T) {
	t.Parallel()
	useful := 0
	for seed := range int64(60) {
		p := randomProblem(seed, size{days: 3, crew: 3, moments: 5, budget: 2 + int(seed%3)})
		combos := 1
		for i := range p.Moments {
			combos *= 1 + len((&brute{p: p}).covers(i))
		}
		if combos > 20_000 {
			continue
		}
		useful++
		want := bruteForce(p)
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
