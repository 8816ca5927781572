package planner

import "math"

// search is one worker: a plan under change, what it must remember to undo a step, and the best
// plan so far. A step ruins a part of the plan, mends it with what is left over and keeps the
// result by the rule of simulated annealing.
type search struct {
	*state
	r     *source
	log   []step
	pool  []dayMoment // what a mend may insert, with the options to look at
	key   []float64   // order of the pool
	stamp []int32     // moment -> last round in which it joined the pool
	round int32
	free  []int32 // days that are not frozen
	loss  []int   // scratch: worth of each moment in the plan
	unit  float64 // a typical coverage's worth; temperatures are multiples of it

	kind, over int
	head       int32
	pad        int
	mix        [3]int
	homeP      int
	overP      int
	mu         float64
	sample     int
	stat       [4][4][4]int
	bestValue  int
	bestOpt    []int32
	bestTeam   []int32
}

// step is one insertion or removal, kept for undo. team is where its team lies in the log's arena.
type step struct {
	moment, opt int32
	removed     bool
	team        [maxTeam]int32
}

func newSearch(m *model, seed int64) *search {
	z := &search{state: newState(m), r: newSource(seed), stamp: make([]int32, len(m.moments)), loss: make([]int, len(m.moments))}
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
	z.stat[z.kind][z.over][0]++
	if z.value+z.slack > before {
		z.stat[z.kind][z.over][1]++
		z.stat[z.kind][z.over][3] += z.value - before
	}
	if z.value+z.slack == before {
		z.stat[z.kind][z.over][2]++
	}
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

// ruin takes a part of the plan out and fills the pool with what could go in its place.
func (z *search) ruin() {
	z.kind = 3
	z.head = none
	switch k := z.r.below(100); {
	case k < z.mix[0]:
		z.kind = 0
		z.ruinAround()
	case k < z.mix[1]:
		z.kind = 1
		z.ruinDay(z.free[z.r.below(len(z.free))], 0.2+0.8*z.r.float())
	case k < z.mix[2]:
		z.kind = 2
		z.ruinShifts(1 + z.r.below(3))
	default:
		z.ruinMoments(1 + z.r.below(6))
	}
}

// ruinDay removes each coverage of a day with a probability and offers the whole day anew.
func (z *search) ruinDay(day int32, share float64) {
	for _, dm := range z.m.byDay[day] {
		if oi := z.opt[dm.moment]; oi != none && z.m.options[oi].day == day && !z.pinned[dm.moment] && z.r.float() < share {
			z.take(dm.moment)
			z.offerAll(dm.moment)
		}
	}
	z.offerDay(day)
}

// ruinShifts removes whole shifts of people and offers their days and one more.
func (z *search) ruinShifts(n int) {
	for range n {
		cd, ok := z.someShift()
		if !ok {
			break
		}
		z.takeShift(cd)
		z.offerDay(int32(cd % z.m.days))
	}
	for range 1 + z.r.below(2) {
		z.offerDay(z.free[z.r.below(len(z.free))])
	}
}

// takeShift removes all coverages of one person's day.
func (z *search) takeShift(cd int) {
	for len(z.jobs[cd]) > 0 {
		mo := z.jobs[cd][len(z.jobs[cd])-1].moment
		z.take(mo)
		z.offerAll(mo)
	}
}

// someShift picks a shift at random that is not frozen.
func (z *search) someShift() (int, bool) {
	if len(z.active) == 0 {
		return 0, false
	}
	return int(z.active[z.r.below(len(z.active))]), true
}

// ruinAround picks an uncovered moment and an option of it, and removes what happens on that day at
// about that time; the moment is then the first to be inserted.
func (z *search) ruinAround() {
	for range 20 {
		mo := int32(z.r.below(len(z.opt)))
		t := &z.m.moments[mo]
		if z.opt[mo] != none || t.from == t.to {
			continue
		}
		oi := t.from + int32(z.r.below(int(t.to-t.from)))
		o := &z.m.options[oi]
		pad := int32(z.r.below(z.pad))
		for _, dm := range z.m.byDay[o.day] {
			if x := z.opt[dm.moment]; x != none && !z.pinned[dm.moment] {
				if c := &z.m.options[x]; c.day == o.day && c.start < o.end+pad && o.start-pad < c.end {
					z.take(dm.moment)
					z.offerAll(dm.moment)
				}
			}
		}
		z.head = mo
		z.offerDay(o.day)
		return
	}
}

// ruinMoments removes a few coverages anywhere and offers their days.
func (z *search) ruinMoments(n int) {
	for range n {
		mo := int32(z.r.below(len(z.opt)))
		if oi := z.opt[mo]; oi != none && !z.pinned[mo] {
			day := z.m.options[oi].day
			z.take(mo)
			z.offerAll(mo)
			z.offerDay(day)
		} else if t := &z.m.moments[mo]; oi == none && t.to > t.from {
			z.offerDay(z.m.options[int(t.from)+z.r.below(int(t.to-t.from))].day)
		}
	}
}

// offerAll puts a removed moment into the pool with all its options.
func (z *search) offerAll(mo int32) {
	t := &z.m.moments[mo]
	z.stamp[mo] = z.round
	z.pool = append(z.pool, dayMoment{mo, t.from, t.to})
}

// offerDay puts the uncovered moments of a day into the pool.
func (z *search) offerDay(day int32) {
	for _, dm := range z.m.byDay[day] {
		if z.opt[dm.moment] == none && z.stamp[dm.moment] != z.round {
			z.stamp[dm.moment] = z.round
			z.pool = append(z.pool, dm)
		}
	}
}
