package planner

import (
	"sync"
	"time"
)

// Part is a part of the search that can be left out, to see what it brings.
type Part uint

// The parts of a search.
const (
	Annealing Part = 1 << iota // changing the plan at random, cooling down
	Columns                    // choosing among plans of single days by a linear program
)

// The stages of a search end at shares of its time or iterations: a bound by prices alone, annealing
// from nothing, plans of days, and annealing of what came of them, cooler.
const (
	boundRounds = 100
	boundShare  = 0.05
	annealShare = 0.15
	columnShare = 0.75
	annealPart  = 4    // annealing first takes at most so many times as long as the linear program will
	mostShare   = 0.36 // of the search: a linear program that would take longer is left out
	dayTurns    = 25   // iterations that pricing a day counts as
)

// search runs the stages and returns the worker with the best plan.
func (r *run) search(seed *state) *search {
	workers := make([]*search, r.o.Workers)
	for i := range workers {
		workers[i] = newSearch(r.m, r.o.Seed*1_000_003+int64(i))
		workers[i].adopt(seed)
	}
	best := workers[0]
	if len(best.free) == 0 {
		return best
	}
	whole := r.wholeShare()
	first := min(annealShare, annealPart*whole)
	if r.o.Without&Columns != 0 || whole > mostShare {
		first = 1
	}
	r.together(workers, first, func(z *search) {
		z.construct()
		if r.o.Without&Annealing == 0 {
			r.anneal(z, r.heat(), first)
		}
	})
	if best = bestOf(workers); first < 1 {
		r.renew(best, columnShare)
		r.done = max(r.done, int(columnShare*float64(r.o.Iterations)))
		for _, z := range workers { // before any of them goes on and changes what it has found
			z.follow(best)
		}
		r.together(workers, 1, func(z *search) {
			if r.o.Without&Annealing == 0 {
				r.anneal(z, warm, 1)
			}
		})
	}
	r.together(workers, 1, func(z *search) {
		z.copyPlan(z.bestOpt, z.bestTeam)
		if z.polish(r.stopped); z.value > z.bestValue {
			z.keep()
		}
	})
	best = bestOf(workers)
	best.copyPlan(best.bestOpt, best.bestTeam)
	return best
}

// together runs a stage on all workers at once, which ends at a share of the search.
func (r *run) together(workers []*search, until float64, stage func(*search)) {
	var wait sync.WaitGroup
	for _, z := range workers {
		wait.Go(func() { stage(z) })
	}
	wait.Wait()
	r.done = max(r.done, int(until*float64(r.o.Iterations)))
}

// follow takes over another worker's best plan.
func (z *search) follow(best *search) {
	if z != best {
		copy(z.bestOpt, best.bestOpt)
		copy(z.bestTeam, best.bestTeam)
		z.bestValue = best.bestValue
	}
	z.copyPlan(z.bestOpt, z.bestTeam)
}

// bestOf is the worker with the best plan, the first of equals.
func bestOf(workers []*search) *search {
	best := workers[0]
	for _, z := range workers[1:] {
		if z.bestValue > best.bestValue {
			best = z
		}
	}
	return best
}

// share is how much of the search is over after some more iterations, by their number and by time,
// whichever is further.
func (r *run) share(more int) float64 {
	share := 0.0
	if r.o.Iterations > 0 {
		share = float64(r.done+more) / float64(r.o.Iterations)
	}
	if r.o.Time > 0 {
		share = max(share, float64(r.passed())/float64(r.o.Time-r.reserve()))
	}
	return share
}

// reserve is the time kept for polish and explanations.
func (r *run) reserve() time.Duration {
	return min(r.o.Time/10, time.Duration(len(r.m.moments))*60*time.Microsecond)
}

// stopped reports whether the caller has given up. The final polish asks only this: it is short,
// and a plan without it would leave moments out that cost nothing.
func (r *run) stopped() bool { return r.ctx.Err() != nil }
