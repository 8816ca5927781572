package planner

// aroundMinutes is how far before and after a wanted coverage others may have to go.
const aroundMinutes = 90

// ruin takes a part of the plan out and fills the pool with what could go in its place.
func (z *search) ruin() {
	z.head, z.lead = none, none
	z.luring = z.r.below(7) == 0
	switch k := z.r.below(100); {
	case k < 40:
		z.ruinAround()
	case k < 60:
		z.ruinDay(z.free[z.r.below(len(z.free))], 0.2+0.8*z.r.float())
	case k < 65:
		z.ruinPair()
	case k < 87:
		z.ruinShifts(1 + z.r.below(3))
	default:
		z.ruinMoments(1 + z.r.below(6))
	}
}

// ruinDay removes a part of a day and offers the whole day anew.
func (z *search) ruinDay(day int32, share float64) {
	z.thin(day, share)
	z.offerDay(day)
}

// thin removes each coverage of a day with a probability.
func (z *search) thin(day int32, share float64) {
	for _, dm := range z.m.byDay[day] {
		if oi := z.opt[dm.moment]; oi != none && z.m.options[oi].day == day && !z.pinned[dm.moment] && z.r.float() < share {
			z.take(dm.moment)
			z.offerAll(dm.moment)
		}
	}
}

// ruinPair clears two days that a moment could happen on and offers everything to the one before
// the other: so the day of a whole team can move.
func (z *search) ruinPair() {
	for range 50 {
		t := &z.m.moments[z.r.below(len(z.opt))]
		if t.from == t.to {
			continue
		}
		a := z.m.options[int(t.from)+z.r.below(int(t.to-t.from))].day
		b := z.m.options[int(t.from)+z.r.below(int(t.to-t.from))].day
		if a == b {
			continue
		}
		z.thin(a, 1)
		z.thin(b, 1)
		for _, dm := range z.m.byDay[a] {
			if z.opt[dm.moment] == none {
				z.pool = append(z.pool, dm)
			}
		}
		z.lead = a
		z.offerDay(b)
		return
	}
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
		pad := int32(z.r.below(aroundMinutes))
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

// lure takes some coverages of other days out that could happen on this day too.
func (z *search) lure(day int32) {
	for _, dm := range z.m.byDay[day] {
		if oi := z.opt[dm.moment]; oi != none && z.m.options[oi].day != day && !z.pinned[dm.moment] && z.r.below(5) < 2 {
			z.take(dm.moment)
			z.offerAll(dm.moment)
		}
	}
}

// offerDay puts the uncovered moments of a day into the pool.
func (z *search) offerDay(day int32) {
	if z.luring {
		z.lure(day)
	}
	for _, dm := range z.m.byDay[day] {
		if z.opt[dm.moment] == none && z.stamp[dm.moment] != z.round {
			z.stamp[dm.moment] = z.round
			z.pool = append(z.pool, dm)
		}
	}
}
