package planner

import "slices"

// CrewDayPrice says what one more crew-day would bring to a finished plan and what the weakest one in use
// brings: the price at which the budget is worth moving. The plan must obey the rules (Check); for one
// that does not, and for a plan that does not use its crew-days, one more brings nothing.
func CrewDayPrice(p *Problem, s *Solution) CrewDayWorth {
	w := CrewDayWorth{MoreDay: none, MoreCrew: none, LeastDay: none, LeastCrew: none}
	z := finished(p, s)
	if z == nil {
		return w
	}
	if z.shifts >= p.BudgetDays {
		z.oneMore(&w)
	}
	z.weakestOf(&w)
	return w
}

// leads is how many moments of each day are tried as the one for whose sake somebody comes.
const leads = 6

// oneMore tries a shift more on every day, for the sake of each of its best moments, and fills it up.
func (z *search) oneMore(w *CrewDayWorth) {
	for _, day := range z.free {
		list, tried := z.wanted(day), 0
		for _, lead := range list {
			if tried == leads {
				break
			}
			z.log = z.log[:0]
			before, covered := z.value, z.covered
			if crew := z.openFor(lead); crew != none {
				tried++
				for _, dm := range list {
					if z.opt[dm.moment] == none {
						if oi, net := z.find(dm.from, dm.to, 0, z.r); oi != none && net > 0 {
							z.give(oi)
						}
					}
				}
				if gain := z.value - before; gain > w.More {
					w.More, w.MoreMoments, w.MoreDay, w.MoreCrew = gain, z.covered-covered, int(day), int(crew)
				}
			}
			z.undo()
		}
	}
	z.limit = z.m.p.BudgetDays
}

// wanted are the uncovered moments of a day, those worth most first.
func (z *search) wanted(day int32) []dayMoment {
	var list []dayMoment
	worth := map[int32]int{}
	for _, dm := range z.m.byDay[day] {
		if z.opt[dm.moment] != none {
			continue
		}
		list = append(list, dm)
		for oi := dm.from; oi < dm.to; oi++ {
			worth[dm.moment] = max(worth[dm.moment], z.gain(&z.m.options[oi], &z.m.moments[dm.moment]))
		}
	}
	slices.SortStableFunc(list, func(a, b dayMoment) int { return worth[b.moment] - worth[a.moment] })
	return list
}

// openFor covers a moment with one shift more, of the cheapest person who can, and returns whose it is,
// none when that does not work. It may cost more than this moment brings: others follow.
func (z *search) openFor(dm dayMoment) int32 {
	t, best, net := &z.m.moments[dm.moment], int32(none), 0
	z.limit = z.shifts + 1
	for oi := dm.from; oi < dm.to; oi++ {
		o := &z.m.options[oi]
		if !z.resources(o, t) {
			continue
		}
		if cost, _, ok := z.seat(o, t, 0); ok && (best == none || z.gain(o, t)-cost > net) {
			best, net = oi, z.gain(o, t)-cost
			copy(z.try.best, z.try.seats[:len(t.slots)])
		}
	}
	z.limit = z.shifts
	if best == none {
		return none
	}
	crew := int32(none)
	for _, c := range z.try.best[:len(t.slots)] {
		if z.call[int(c)*z.m.days+int(z.m.options[best].day)] == noCall {
			crew = c
		}
	}
	z.give(best)
	z.limit = z.shifts
	return crew
}

// weakestOf finds the shift whose loss costs least, after its moments were tried elsewhere without a new one.
func (z *search) weakestOf(w *CrewDayWorth) {
	z.weakShifts()
	found := false
	for _, cd := range slices.Clone(z.weak) {
		z.log, z.pool = z.log[:0], z.pool[:0]
		z.round++
		before, covered := z.value, z.covered
		z.takeShift(int(cd))
		z.limit = z.shifts
		z.returnPool()
		if loss := max(0, before-z.value); !found || loss < w.Least {
			found = true
			w.Least, w.LeastLost = loss, max(0, covered-z.covered)
			w.LeastCrew, w.LeastDay = int(cd)/z.m.days, int(cd)%z.m.days
		}
		z.undo()
	}
	z.limit = z.m.p.BudgetDays
}
