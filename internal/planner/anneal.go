package planner

import "math"

// The schedule of the search, found by trying on the example problems. Temperatures are multiples
// of what a coverage is worth on average; what is owed is charged from softStart of its price to
// all of it at softEnd of the search.
const (
	hot, cold  = 0.5, 0.02
	hotReplan  = 0.1
	softStart  = 0.1
	softEnd    = 0.6
	stepsAtAGo = 64 // steps between two looks at the clock
)

// anneal runs turns until the limit, cooling as it goes.
func (r *run) anneal(z *search) {
	unit := float64(z.worthOfAll()) / float64(z.covered+1)
	from, soft := hot, softStart
	if r.m.p.Baseline != nil && len(r.m.p.Baseline.Covers) > 0 {
		from, soft = hotReplan, 1
	}
	for steps := 0; ; steps += stepsAtAGo {
		share := r.done(steps)
		if share >= 1 || r.stopped() || z.bestValue >= r.bound {
			break
		}
		z.soften(min(1, soft+(1-soft)*share/softEnd))
		t := unit * from * math.Pow(cold/from, share)
		n := stepsAtAGo
		if r.o.Iterations > 0 {
			n = min(n, r.o.Iterations-steps)
		}
		for range n {
			z.turn(t)
		}
		r.report(z, n)
	}
}

// worthOfAll is what the covered moments bring, without costs and penalties.
func (z *search) worthOfAll() int {
	sum := 0
	for a := range z.arcV {
		sum += z.m.balanced(z.arcV[a], &z.m.arcs[a])
	}
	return sum
}

// construct fills an empty or restored plan day by day, crew-days competing from the start.
func (z *search) construct() {
	for _, d := range z.free {
		z.log, z.pool = z.log[:0], z.pool[:0]
		z.round++
		z.head, z.lead, z.luring = none, none, false
		before := z.value
		z.offerDay(d)
		z.mend()
		if z.bads > 0 || z.value < before || z.shifts > z.m.p.BudgetDays {
			z.undo()
		}
	}
	z.keep()
}

// adopt takes over the plan of a restored baseline.
func (z *search) adopt(s *state) {
	copy(z.pinned, s.pinned)
	z.copyPlan(s.opt, s.team)
	z.keep()
}

func (z *search) bestCovered() int {
	n := 0
	for _, oi := range z.bestOpt {
		if oi != none {
			n++
		}
	}
	return n
}
