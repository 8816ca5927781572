package planner

// weakest is how many of the shifts worth least a displacement tries to give back.
const weakest = 4

// polish ends a search: no uncovered moment is left that could be inserted for free, or that is
// worth more than the coverage or the shift that would have to go for it.
func (z *search) polish(stop func() bool) {
	z.soften(1)
	z.limit, z.exact = z.m.p.BudgetDays, true
	defer func() { z.exact = false }()
	clear(z.home)
	for again := true; again; {
		again = false
		z.weakShifts()
		for mo := range z.opt {
			if z.opt[mo] != none {
				continue
			}
			if stop() {
				return
			}
			if z.displace(int32(mo)) > 0 {
				again = true
				z.weakShifts()
			}
		}
	}
}

// displace covers a moment at the price of at most one coverage or one shift when that gains, and
// returns the gain, or 0. weakShifts must have been asked since the plan changed.
func (z *search) displace(mo int32) int {
	t := &z.m.moments[mo]
	if t.from == t.to {
		return 0
	}
	if d := z.swap(t, nil); d > 0 {
		return d
	}
	z.undo()
	gain := 0
	z.eachVictim(mo, func(v int32) bool {
		if gain = z.swapFor(t, v); gain <= 0 {
			z.undo()
		}
		return gain <= 0
	})
	if gain > 0 {
		return gain
	}
	for _, cd := range z.weak {
		if d := z.swap(t, func() { z.takeShift(int(cd)) }); d > 0 {
			return d
		}
		z.undo()
	}
	return 0
}

// weigh finds the least loss, or the greatest gain, at which a moment could take the place of
// another coverage or of a shift; it changes nothing, and wants weakShifts
// asked before. victim is the coverage, or one of the shift's,
// none when nothing makes room.
func (z *search) weigh(mo int32) (victim int32, net int) {
	t := &z.m.moments[mo]
	victim, net = none, impossible
	note := func(v int32, d int) {
		z.undo()
		if d > net {
			victim, net = v, d
		}
	}
	z.eachVictim(mo, func(v int32) bool {
		note(v, z.swapFor(t, v))
		return true
	})
	for _, cd := range z.weak {
		v := z.jobs[cd][0].moment
		note(v, z.swap(t, func() { z.takeShift(int(cd)) }))
	}
	return victim, net
}

// swapFor is swap with one coverage taken out.
func (z *search) swapFor(t *moment, v int32) int {
	return z.swap(t, func() { z.take(v); z.offerAll(v) })
}

// swap takes something out, inserts the moment, and puts back what still fits. It returns the
// change of the objective, impossible when the moment found no room; the log can undo it.
func (z *search) swap(t *moment, out func()) int {
	z.log, z.pool = z.log[:0], z.pool[:0]
	z.round++
	*z.r = *newSource(int64(t.all)) // the same question has the same answer, so that a clean pass is one
	before := z.value
	if out != nil {
		out()
	}
	oi, _ := z.find(t.from, t.to, 0, z.r)
	if oi == none {
		return impossible
	}
	z.give(oi)
	z.returnPool()
	if z.bads > 0 {
		return impossible
	}
	return z.value - before
}

// impossible is the net of a displacement that nothing allows.
const impossible = -1 << 40

// eachVictim visits the coverages that happen on one of the moment's days, until visit says no.
func (z *search) eachVictim(mo int32, visit func(v int32) bool) {
	t := &z.m.moments[mo]
	for a := t.from; a < t.to; {
		day := z.m.options[a].day
		for _, dm := range z.m.byDay[day] {
			if oi := z.opt[dm.moment]; oi != none && z.m.options[oi].day == day && !z.pinned[dm.moment] && !visit(dm.moment) {
				return
			}
		}
		for a < t.to && z.m.options[a].day == day {
			a++
		}
	}
}

// returnPool inserts again what was taken out, where it fits and gains.
func (z *search) returnPool() {
	for _, dm := range z.pool {
		if z.opt[dm.moment] == none {
			if oi, net := z.find(dm.from, dm.to, 0, z.r); oi != none && net > 0 {
				z.give(oi)
			}
		}
	}
}

// weakShifts sets weak to the shifts worth least, the least first. Frozen days do not take part.
func (z *search) weakShifts() {
	var list [weakest]int32
	var loss [weakest]int
	n := 0
	for _, cd := range z.active {
		v := z.shiftWorth(int(cd))
		i := n
		if n < weakest {
			n++
		} else if v >= loss[n-1] {
			continue
		} else {
			i = n - 1
		}
		for i > 0 && loss[i-1] > v {
			list[i], loss[i] = list[i-1], loss[i-1]
			i--
		}
		list[i], loss[i] = cd, v
	}
	z.weak = append(z.weak[:0], list[:n]...)
}
