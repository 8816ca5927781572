package planner

// mend inserts from the pool, with a few shifts more than are paid, and then gives back the shifts
// that are worth least: so crew-days of different days compete for the budget.
func (z *search) mend() {
	over := 0
	if z.r.below(2) == 0 {
		over = 1 + z.r.below(2)
	}
	z.limit = z.m.p.BudgetDays + over
	z.fill(z.r.below(3))
	if z.shifts > z.m.p.BudgetDays {
		z.limit = 0
		z.pool = z.pool[:0]
		z.round++
		for z.shifts > z.m.p.BudgetDays {
			z.evict()
		}
		z.fill(0)
	}
	z.limit = z.m.p.BudgetDays
}

// fill inserts the pool in an order of worth with some chance in it.
func (z *search) fill(kind int) {
	z.order(kind)
	for _, dm := range z.pool {
		if z.opt[dm.moment] != none {
			continue
		}
		if oi, net := z.find(dm.from, dm.to, 0, z.r); oi != none && net > 0 {
			z.give(oi)
		}
	}
}

// order sorts the pool: by chance, by worth, or by worth for each person asked for.
func (z *search) order(kind int) {
	z.key = z.key[:0]
	for _, dm := range z.pool {
		mo := &z.m.moments[dm.moment]
		k := z.r.float()
		if kind > 0 {
			k = (0.5 + k) * float64(z.gain(&z.m.options[dm.from], mo))
		}
		if kind > 1 {
			k /= float64(len(mo.slots))
		}
		z.key = append(z.key, k)
	}
	for i := 1; i < len(z.pool); i++ {
		dm, k := z.pool[i], z.key[i]
		j := i
		for j > 0 && z.key[j-1] < k {
			z.pool[j], z.key[j] = z.pool[j-1], z.key[j-1]
			j--
		}
		z.pool[j], z.key[j] = dm, k
	}
}

// evict gives back the shift that is worth least, with some chance in the comparison.
func (z *search) evict() {
	worst, least := -1, 0.0
	for _, d := range z.free {
		for c := range z.m.crews {
			cd := c*z.m.days + int(d)
			if len(z.jobs[cd]) == 0 {
				continue
			}
			sum := -z.m.open[cd]
			for i := range z.jobs[cd] {
				sum += z.worth(z.jobs[cd][i].moment)
			}
			if v := float64(sum) * (0.8 + 0.4*z.r.float()); worst < 0 || v < least {
				worst, least = cd, v
			}
		}
	}
	z.takeShift(worst)
}

// worth is what leaving a covered moment out would lose, apart from the cost of shifts.
func (z *search) worth(moi int32) int {
	mo := &z.m.moments[moi]
	o := &z.m.options[z.opt[moi]]
	v, t := z.arcV[mo.arc], &z.m.arcs[mo.arc]
	sum := z.m.balanced(v, t) - z.m.balanced(v-o.worth, t)
	for _, d := range mo.owed {
		if w := &z.m.owed[d]; int(o.day) <= w.byDay && z.made[d] <= w.need {
			sum += w.price
		}
	}
	return sum
}
