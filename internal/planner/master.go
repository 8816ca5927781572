package planner

import "math"

// master chooses among plans of single days so that together they are worth most, while what a
// plan has on other days stays: a linear program whose columns are day plans and whose rows are what
// days share (Dantzig and Wolfe's decomposition). Its prices, handed to the days, tell which day plan is
// missing, and bound what any plan can be worth.
type master struct {
	m     *model
	days  []*dayTable
	lp    *simplex
	bests []*dayBest
	price []float64 // of each row, as the days see it
	base  float64   // worth of a plan with nothing in it, and of what has been decided on

	rowOf []int32 // moment -> its row, none where one day alone can cover it
	day0  int     // first row of the days
	cash  int     // row of the crew-days
	arc0  int     // three rows for each arc
	owed0 int     // two rows for each deliverable
	week0 int
	weeks []week

	plans   []dayPlan // of the columns from first on
	first   int
	ofDay   [][]int        // columns of each day
	answers []answer       // of the last pricing of each day
	tries   []int          // coverages that pricing each day may try, when not lightly
	next    int            // day to be priced next
	bound   float64        // least bound proven
	decided []decision     // by branching
	count   func(days int) // hears how many days were priced
}

// dayPlan is what a column stands for.
type dayPlan struct {
	day    int // index in days
	covers []dayCover
}

// dayCover is one coverage of a day plan.
type dayCover struct {
	option int32
	team   [maxTeam]int16
}

// week is a stretch of seven calendar days in which a person could work more days than allowed.
type week struct{ crew, from, to int32 } // days from up to, not including, to

// arcUnit: worth is counted in thousands in the rows of arcs, so that all rows are of one size.
const arcUnit = 1000

// newMaster lays out the whole problem. Days that are frozen take part as well, with whatever people who
// were there before could do on them: so what it proves holds for every plan that adds no shift there.
func newMaster(m *model, workers int) *master {
	empty := newState(m)
	w := &master{m: m, bound: math.Inf(1), base: float64(empty.value)}
	w.days = newDayTables(empty)
	var b []float64
	w.rowOf = make([]int32, len(m.moments))
	in := w.daysOf()
	for i := range w.rowOf {
		w.rowOf[i] = none
		if in[i] > 1 {
			w.rowOf[i] = int32(len(b))
			b = append(b, 1)
		}
	}
	w.day0 = len(b)
	w.ofDay, w.answers = make([][]int, len(w.days)), make([]answer, len(w.days))
	for range w.days {
		b = append(b, 1)
		w.tries = append(w.tries, full.limit)
	}
	w.cash = len(b)
	b = append(b, float64(m.p.BudgetDays))
	w.arc0 = len(b)
	for _, t := range m.arcs {
		b = append(b, 0, float64(t.third)/arcUnit, float64(t.twoThirds-t.third)/arcUnit)
	}
	w.owed0 = len(b)
	for _, o := range m.owed {
		b = append(b, 0, float64(o.need))
	}
	w.week0 = len(b)
	w.listWeeks(&b)
	w.lp = newSimplex(b)
	w.addConstants()
	w.price = make([]float64, len(b))
	for range workers {
		w.bests = append(w.bests, &dayBest{m: m, worth: make([]float64, len(m.options)), price: make([]float64, m.crews*m.days)})
	}
	return w
}

// daysOf counts the days on which each moment can happen.
func (w *master) daysOf() []int {
	n := make([]int, len(w.m.moments))
	for _, t := range w.days {
		for _, mo := range t.moments {
			n[mo]++
		}
	}
	return n
}

// listWeeks finds the weeks that can be too full, and how many days of them may be worked.
func (w *master) listWeeks(b *[]float64) {
	m := w.m
	free := make([]bool, m.crews*m.days)
	for _, t := range w.days {
		for _, g := range t.groups {
			for _, c := range g.crew {
				free[int(c)*m.days+int(t.day)] = true
			}
		}
	}
	for c := range int32(m.crews) {
		row := int(c) * m.days
		for from := range int32(m.days) {
			if !free[row+int(from)] {
				continue
			}
			n, to := 0, from
			for ; int(to) < m.days && m.weekAt[to] < m.weekAt[from]+7; to++ {
				if free[row+int(to)] {
					n++
				}
			}
			if n > m.p.Crew[c].MaxWeek {
				w.weeks = append(w.weeks, week{c, from, to})
				*b = append(*b, float64(m.p.Crew[c].MaxWeek))
			}
		}
	}
}

// addConstants adds what is no day plan: the slopes of each arc and what is made of what is owed.
func (w *master) addConstants() {
	q := &w.m.p.Params.Slopes
	for a := range w.m.arcs {
		r := int32(w.arc0 + 3*a)
		w.lp.add(column{arcUnit * float64(q[0]), []int32{r, r + 1}, []float64{1, 1}})
		w.lp.add(column{arcUnit * float64(q[1]), []int32{r, r + 2}, []float64{1, 1}})
		w.lp.add(column{arcUnit * float64(q[2]), []int32{r}, []float64{1}})
	}
	for d := range w.m.owed {
		r := int32(w.owed0 + 2*d)
		w.lp.add(column{float64(w.m.owed[d].price), []int32{r, r + 1}, []float64{1, 1}})
	}
	w.first = len(w.lp.cols)
}

// add makes a column of a day plan.
func (w *master) add(p dayPlan) {
	w.addColumn(p, w.column(&p))
}

func (w *master) addColumn(p dayPlan, c column) {
	w.ofDay[p.day] = append(w.ofDay[p.day], len(w.lp.cols))
	w.lp.add(c)
	w.plans = append(w.plans, p)
}

// column is a day plan's worth, and what it uses.
func (w *master) column(p *dayPlan) column {
	m, day := w.m, w.days[p.day].day
	var c column
	use := func(row int, v float64) {
		for i, r := range c.row {
			if int(r) == row {
				c.use[i] += v
				return
			}
		}
		c.row, c.use = append(c.row, int32(row)), append(c.use, v)
	}
	use(w.day0+p.day, 1)
	var crew []int32
	for i := range p.covers {
		o := &m.options[p.covers[i].option]
		mo := &m.moments[o.moment]
		if r := w.rowOf[o.moment]; r != none {
			use(int(r), 1)
		}
		use(w.arc0+3*int(mo.arc), -float64(o.worth)/arcUnit)
		for _, d := range mo.owed {
			if int(day) <= m.owed[d].byDay {
				use(w.owed0+2*int(d), -1)
			}
		}
		for _, x := range p.covers[i].team[:len(mo.slots)] {
			c.worth += float64(m.keeps(mo, int32(x), day))
			crew = appendNew(crew, int32(x))
		}
	}
	for _, d := range w.decided {
		c.worth += w.tiltBy(p, d)
	}
	use(w.cash, float64(len(crew)))
	for _, x := range crew {
		c.worth -= float64(m.open[int(x)*m.days+int(day)])
		for k, wk := range w.weeks {
			if wk.crew == x && wk.from <= day && day < wk.to {
				use(w.week0+k, 1)
			}
		}
	}
	return c
}

func appendNew(list []int32, v int32) []int32 {
	for _, x := range list {
		if x == v {
			return list
		}
	}
	return append(list, v)
}

// earns is what the column is worth beyond what it uses.
func (c *column) earns(price []float64) float64 {
	v := c.worth
	for k, r := range c.row {
		v -= price[r] * c.use[k]
	}
	return v
}

// shares is how much of each column the linear program takes.
func (w *master) shares() []float64 {
	x := make([]float64, len(w.lp.cols))
	for i, j := range w.lp.basis {
		if j >= 0 {
			x[j] = w.lp.x[i]
		}
	}
	return x
}
