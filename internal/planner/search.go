package planner

import "math"

// search is one worker: a plan under change, what it must remember to undo a step, and the best
// plan so far. A step ruins a part of the plan, mends it with what is left over and keeps the
// result by the rule of simulated annealing.
type search struct {
	*state
	r      *source
	log    []step
	pool   []dayMoment // what a mend may insert, with the options to look at
	key    []float64   // order of the pool
	stamp  []int32     // moment -> last round in which it joined the pool
	round  int32
	head   int32   // the moment to insert first, or none
	lead   int32   // the day to fill first, or none
	luring bool    // whether days on offer draw coverages from other days
	free   []int32 // days that are not frozen
	weak   []int32 // what weakShifts found
	going  float64 // running mean of what a shift was worth that was given back

	bestValue int
	bestOpt   []int32
	bestTeam  []int32
}

// step is one insertion or removal, kept for undo. The team is that of a removal.
type step struct {
	moment, opt int32
	removed     bool
	team        [maxTeam]int32
}

func newSearch(m *model, seed int64) *search {
	z := &search{state: newState(m), r: newSource(seed), stamp: make([]int32, len(m.moments)), head: none, lead: none, weak: make([]int32, 0, weakest)}
	for d := m.p.FreezeDay; d < m.days; d++ {
		if len(m.byDay[d]) > 0 {
			z.free = append(z.free, int32(d))
		}
	}
	z.bestOpt = make([]int32, len(z.opt))
	z.bestTeam = make([]int32, len(z.team))
	z.keep()
	return z
}

// keep remembers the present plan as the best.
func (z *search) keep() {
	z.bestValue = z.value
	copy(z.bestOpt, z.opt)
	copy(z.bestTeam, z.team)
}

// take removes a moment and remembers it.
func (z *search) take(mo int32) {
	st := step{moment: mo, opt: z.opt[mo], removed: true}
	copy(st.team[:], z.teamOf(mo))
	z.log = append(z.log, st)
	z.remove(mo)
}

// give inserts what find found and remembers it.
func (z *search) give(oi int32) {
	z.log = append(z.log, step{moment: z.m.options[oi].moment, opt: oi})
	z.put(oi)
}

// undo takes the plan back to where the log began.
func (z *search) undo() {
	for i := len(z.log) - 1; i >= 0; i-- {
		st := &z.log[i]
		if st.removed {
			z.insert(st.opt, st.team[:len(z.m.moments[st.moment].slots)])
		} else {
			z.remove(st.moment)
		}
	}
}

// turn is one step of the search at a temperature. It reports whether the best plan improved.
func (z *search) turn(temperature float64) bool {
	before := z.value + z.slack
	z.log, z.pool = z.log[:0], z.pool[:0]
	z.round++
	z.ruin()
	z.mend()
	if z.bads > 0 || z.shifts > z.m.p.BudgetDays || !z.accepts(z.value+z.slack-before, temperature) {
		z.undo()
		return false
	}
	if z.value > z.bestValue {
		z.keep()
		return true
	}
	return false
}

func (z *search) accepts(delta int, temperature float64) bool {
	return delta >= 0 || temperature > 0 && z.r.float() < math.Exp(float64(delta)/temperature)
}
