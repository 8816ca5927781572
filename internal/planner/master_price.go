package planner

import (
	"sync"
	"sync/atomic"
)

// setPrices takes over the prices of rows, each brought between its limits, and hands them to the
// days.
func (w *master) setPrices(rows []float64) {
	m, q := w.m, &w.m.p.Params.Slopes
	for i, p := range rows {
		w.price[i] = max(p, 0)
	}
	for a := range m.arcs {
		r := w.arc0 + 3*a
		w.price[r] = min(max(w.price[r], arcUnit*float64(q[2])), arcUnit*float64(q[0]))
	}
	for d := range m.owed {
		r := w.owed0 + 2*d
		w.price[r] = min(w.price[r], float64(m.owed[d].price))
	}
	first := w.bests[0]
	for _, t := range w.days {
		for i := range t.items {
			first.worth[t.items[i].option] = w.worthOf(t.items[i].option)
		}
		for _, g := range t.groups {
			for _, c := range g.crew {
				cd := int(c)*m.days + int(t.day)
				first.price[cd] = float64(m.open[cd]) + w.price[w.cash]
			}
		}
	}
	for k, wk := range w.weeks {
		for d := wk.from; d < wk.to; d++ {
			first.price[int(wk.crew)*m.days+int(d)] += w.price[w.week0+k]
		}
	}
	for _, d := range w.decided {
		if d.crew != none {
			first.price[int(d.crew)*m.days+int(d.day)] -= d.weight()
			continue
		}
		for oi := m.moments[d.moment].all; oi < m.moments[d.moment].to; oi++ {
			first.worth[oi] += d.tiltOption(&m.options[oi])
		}
	}
	for _, b := range w.bests[1:] {
		copy(b.worth, first.worth)
		copy(b.price, first.price)
	}
}

// worthOf is what an option is worth at the present prices.
func (w *master) worthOf(oi int32) float64 {
	o := &w.m.options[oi]
	mo := &w.m.moments[o.moment]
	v := w.price[w.arc0+3*int(mo.arc)] * float64(o.worth) / arcUnit
	if r := w.rowOf[o.moment]; r != none {
		v -= w.price[r]
	}
	for _, d := range mo.owed {
		if int(o.day) <= w.m.owed[d].byDay {
			v += w.price[w.owed0+2*int(d)]
		}
	}
	return v
}

// constants is the part of the bound at the present prices that no day earns.
func (w *master) constants() float64 {
	m, q := w.m, &w.m.p.Params.Slopes
	sum := w.base + w.price[w.cash]*w.stock(w.cash)
	for _, r := range w.rowOf {
		if r != none {
			sum += w.price[r]
		}
	}
	for a, t := range m.arcs {
		slope := w.price[w.arc0+3*a] / arcUnit
		sum += max(0, float64(q[0])-slope)*float64(t.third) + max(0, float64(q[1])-slope)*float64(t.twoThirds-t.third)
	}
	for d, o := range m.owed {
		sum += (float64(o.price) - w.price[w.owed0+2*d]) * float64(o.need)
	}
	for k := range w.weeks {
		sum += w.price[w.week0+k] * w.stock(w.week0+k)
	}
	return sum
}

// stock is how much of a row's good there is.
func (w *master) stock(row int) float64 { return w.lp.stock[row] }

// answer is what pricing a day brought: what its best plan is worth at most, whether that is exact,
// and plans that get better and better.
type answer struct {
	value float64
	exact bool
	plans []dayPlan
}

// priceDays finds the best plan of some days at the present prices.
func (w *master) priceDays(days []int, how effort, stop func() bool) []answer {
	answers := make([]answer, len(days))
	w.count(len(days))
	var next atomic.Int32
	var wait sync.WaitGroup
	for _, b := range w.bests {
		b.effort, b.stop = how, stop
		wait.Go(func() {
			for k := int(next.Add(1)) - 1; k < len(days); k = int(next.Add(1)) - 1 {
				a, d := &answers[k], days[k]
				if how == full {
					b.limit = w.tries[d]
				}
				a.value = b.solve(w.days[d], w.floor(d), func(b *dayBest) { a.plans = append(a.plans, b.plan(d)) })
				a.exact = b.open <= b.best
			}
		})
	}
	wait.Wait()
	return answers
}

// extend makes columns of the plans that the linear program misses, and returns how many.
func (w *master) extend(answers []answer) int {
	added := 0
	for _, a := range answers {
		for _, p := range a.plans[max(0, len(a.plans)-plansADay):] {
			if c := w.column(&p); c.earns(w.lp.price) > worthAdding {
				w.addColumn(p, c)
				added++
			}
		}
	}
	return added
}

// plansADay is how many of the plans found for a day at one pricing become columns, the best ones;
// worthAdding is what they must earn.
const (
	plansADay   = 4
	worthAdding = 1e-2
)

// floor is what the best plan known of a day is worth at the present prices.
func (w *master) floor(day int) float64 {
	best, row := 0.0, w.day0+day
	for _, j := range w.ofDay[day] {
		best = max(best, w.lp.cols[j].earns(w.price)+w.price[row])
	}
	return best
}

// plan is the plan of the day that the search stands at.
func (b *dayBest) plan(day int) dayPlan {
	l := &b.team
	p := dayPlan{day: day}
	for i := range l.plan {
		x := &l.plan[i]
		c := dayCover{option: b.act[x.item].option}
		for k, j := range x.team {
			c.team[k] = int16(l.who[j].crew)
		}
		p.covers = append(p.covers, c)
	}
	return p
}

// Efforts: light finds good day plans, full finds nearly all of them and proves most days.
var (
	light = effort{20, 5, 20, 400}
	full  = effort{60, 20, 60, 3000}
)

// batch is how many days are priced between two solutions of the linear program.
const batch = 20

// generate adds day plans until no day has a better one at this effort, and reports whether it came to
// that end before stop. Then answers has what each day came to, all at the same prices.
func (w *master) generate(how effort, stop func() bool) bool {
	for quiet := 0; quiet < len(w.days); {
		if !w.lp.solve(stop) || stop() {
			return false
		}
		w.setPrices(w.lp.price)
		days := make([]int, min(batch, len(w.days)))
		for i := range days {
			days[i] = w.next
			w.next = (w.next + 1) % len(w.days)
		}
		if w.ask(days, how, stop) > 0 {
			quiet = 0
		} else {
			quiet += len(days)
		}
	}
	return true
}

// ask prices days, keeps the answers, and makes columns of what is missing.
func (w *master) ask(days []int, how effort, stop func() bool) int {
	answers := w.priceDays(days, how, stop)
	for k, d := range days {
		w.answers[d] = answers[k]
	}
	return w.extend(answers)
}
