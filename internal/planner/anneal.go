package planner

import "math"

// The schedule of the search, found by trying on the example problems. Temperatures are multiples
// of what a coverage is worth on average; what is owed is charged from softStart of its price to
// all of it at softEnd of the first stage.
const (
	hot, cold   = 0.5, 0.02
	hotReplan   = 0.1
	warm, chill = 0.04, 0.004 // after the linear program
	softStart   = 0.1
	softEnd     = 0.6
	stepsAtAGo  = 64 // steps between two looks at the clock
)

// heat is the temperature at which the search of a new plan begins, or of a changed one.
func (r *run) heat() float64 {
	if r.replans() {
		return hotReplan
	}
	return hot
}

func (r *run) replans() bool { return r.m.p.Baseline != nil && len(r.m.p.Baseline.Covers) > 0 }

// anneal runs turns until a share of the search is over, cooling as it goes.
func (r *run) anneal(z *search, from, until float64) {
	unit := float64(z.worthOfAll()) / float64(z.covered+1)
	to, soft := cold, softStart
	if from == warm {
		to = chill
	}
	if from != hot {
		soft = 1
	}
	begin := r.share(0)
	for steps := 0; ; steps += stepsAtAGo {
		part := (r.share(steps) - begin) / (until - begin)
		if part >= 1 || begin >= until || r.stopped() || z.bestValue >= r.least() {
			break
		}
		z.soften(min(1, soft+(1-soft)*part/softEnd))
		t := unit * from * math.Pow(to/from, part)
		n := stepsAtAGo
		if r.o.Iterations > 0 {
			n = min(n, int(math.Ceil(until*float64(r.o.Iterations)))-r.done-steps)
		}
		for range n {
			z.turn(t)
		}
		r.report(z, n)
	}
	z.soften(1)
}

// worthOfAll is what the covered moments bring, without costs and penalties.
func (z *search) worthOfAll() int {
	sum := 0
	for a := range z.arcV {
		sum += z.m.balanced(z.arcV[a], &z.m.arcs[a])
	}
	return sum
}

// construct covers what must be, where it can at once, and fills an empty or restored plan day by day,
// crew-days competing from the start.
func (z *search) construct() {
	for _, mo := range z.m.p.Must {
		if t := &z.m.moments[mo]; z.opt[mo] == none {
			if oi, _ := z.find(t.from, t.to, 0, z.r); oi != none {
				z.put(oi)
			}
		}
	}
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
