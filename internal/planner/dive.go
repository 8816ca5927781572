package planner

import "sort"

// What a day plan is worth more once it is decided on, what it is worth less once it does not go
// with those decided on, and the share of it in the linear program from which on it is decided on,
// together with the one with the largest share.
const (
	bonus   = 1e5
	malus   = 1e6
	settled = 0.8
)

// dive decides on one day plan after another, those first that the linear program takes most of,
// and inserts them into a plan. What then no longer goes with them, for rests or anything else that
// the linear program does not know, is ruled out, and the days left are priced anew.
func (w *master) dive(z *search, stop func() bool) {
	worth := make([]float64, len(w.lp.cols))
	for j := range worth {
		worth[j] = w.lp.cols[j].worth
	}
	tables, fixed := w.days, w.fixFrozen(z)
	w.days = append([]*dayTable(nil), tables...)
	for w.lp.solve(stop) {
		more := w.firmest(fixed)
		if len(more) == 0 {
			break
		}
		for _, j := range more {
			w.lp.cols[j].worth += bonus
			z.accept(&w.plans[j-w.first])
		}
		open := w.narrow(z, fixed)
		if !w.lp.solve(stop) || stop() {
			break
		}
		w.setPrices(w.lp.price)
		w.extend(w.priceDays(open, light, stop))
	}
	w.days = tables
	for j := range w.lp.cols {
		if j < len(worth) {
			w.lp.cols[j].worth = worth[j]
		} else {
			w.lp.cols[j].worth = w.column(&w.plans[j-w.first]).worth
		}
	}
}

// fixFrozen rules out all but what the plan has on frozen days, and returns a flag for each day whether it
// is decided on.
func (w *master) fixFrozen(z *search) []bool {
	fixed := make([]bool, len(w.days))
	for d, t := range w.days {
		if int(t.day) >= w.m.p.FreezeDay {
			continue
		}
		fixed[d] = true
		for _, j := range w.ofDay[d] {
			if !z.holds(&w.plans[j-w.first]) {
				w.lp.cols[j].worth -= malus
			}
		}
	}
	return fixed
}

// holds reports whether the plan has all coverages of a day plan, with the same teams.
func (z *search) holds(p *dayPlan) bool {
	for k := range p.covers {
		c := &p.covers[k]
		mo := z.m.options[c.option].moment
		if z.opt[mo] != c.option {
			return false
		}
		for s, x := range z.teamOf(mo) {
			if x != int32(c.team[s]) {
				return false
			}
		}
	}
	return true
}

// narrow lays out the days that are not fixed anew, beside what the plan has by now, rules out the
// day plans that do not go with it, and returns those days.
func (w *master) narrow(z *search, fixed []bool) []int {
	var open []int
	for d := range w.days {
		if fixed[d] {
			continue
		}
		open = append(open, d)
		w.days[d] = w.days[d].beside(z.state)
		for _, j := range w.ofDay[d] {
			if c := &w.lp.cols[j]; c.worth > -malus/2 && !z.suitsAll(&w.plans[j-w.first]) {
				c.worth -= malus
			}
		}
	}
	return open
}

// firmest are the columns of days not fixed that the linear program takes nearly whole, or the one
// that it takes most of; their days are fixed then.
func (w *master) firmest(fixed []bool) []int {
	x := w.shares()
	var list, out []int
	for k := range w.plans {
		if j := w.first + k; x[j] > 0.01 && !fixed[w.plans[k].day] {
			list = append(list, j)
		}
	}
	sort.SliceStable(list, func(a, b int) bool { return x[list[a]] > x[list[b]] })
	for i, j := range list {
		if day := w.plans[j-w.first].day; !fixed[day] && (i == 0 || x[j] > settled) {
			fixed[day] = true
			out = append(out, j)
		}
	}
	return out
}

// seed makes columns of the day plans of a plan.
func (w *master) seed(opt, team []int32) {
	for d, t := range w.days {
		p := dayPlan{day: d}
		for _, mo := range t.moments {
			oi := opt[mo]
			if oi == none || w.m.options[oi].day != t.day {
				continue
			}
			c := dayCover{option: oi}
			for k := range w.m.moments[mo].slots {
				c.team[k] = int16(team[int(mo)*w.m.maxTeam+k])
			}
			p.covers = append(p.covers, c)
		}
		if len(p.covers) > 0 {
			w.add(p)
		}
	}
}

// accept inserts the coverages of a day plan into the plan, as far as they go with it.
func (z *search) accept(p *dayPlan) {
	var team [maxTeam]int32
	for k := range p.covers {
		if !z.admits(&p.covers[k], &team) {
			continue
		}
		o := &z.m.options[p.covers[k].option]
		if z.insert(p.covers[k].option, team[:len(z.m.moments[o.moment].slots)]); z.bads > 0 || z.shifts > z.m.p.BudgetDays {
			z.remove(o.moment)
		}
	}
}

// admits reports whether a coverage goes with the plan, outside frozen days, and sets out its team.
func (z *search) admits(c *dayCover, team *[maxTeam]int32) bool {
	o := &z.m.options[c.option]
	mo := &z.m.moments[o.moment]
	if z.opt[o.moment] != none || int(o.day) < z.m.p.FreezeDay || !z.resources(o, mo) {
		return false
	}
	for s := range mo.slots {
		if team[s] = int32(c.team[s]); !z.fits(team[s], o) {
			return false
		}
	}
	return true
}

// suitsAll reports whether each coverage of a day plan goes with the plan.
func (z *search) suitsAll(p *dayPlan) bool {
	var team [maxTeam]int32
	for k := range p.covers {
		if !z.admits(&p.covers[k], &team) {
			return false
		}
	}
	return true
}
