package planner

// mend inserts from the pool, with a few shifts more than are paid, and then gives back the shifts
// that are worth least: so crew-days of different days compete for the budget.
func (z *search) mend() {
	over := 0
	if z.r.below(2) == 0 {
		over = 1 + z.r.below(2)
	}
	z.limit = z.m.p.BudgetDays + over
	z.stayHome()
	price := 0
	if over > 0 && z.r.below(2) == 0 {
		price = int(z.r.float() * z.going)
	}
	z.fill(z.r.below(3), price)
	if z.shifts > z.m.p.BudgetDays {
		z.limit = 0
		z.pool = z.pool[:0]
		z.round++
		for z.shifts > z.m.p.BudgetDays && len(z.active) > 0 {
			z.evict()
		}
		z.fill(0, 0)
	}
	z.limit = z.m.p.BudgetDays
}

// stayHome bars some people, chosen by chance, from new shifts in half of the turns, so that the
// search tries other people than those who come to hand first.
func (z *search) stayHome() {
	share := 0.0
	if z.r.below(2) == 0 {
		share = z.r.float()
	}
	for c := range z.home {
		z.home[c] = z.r.float() < share
	}
}

// fill inserts the pool in an order of worth with some chance in it.
func (z *search) fill(kind, price int) {
	z.order(kind)
	for _, dm := range z.pool {
		if z.opt[dm.moment] != none {
			continue
		}
		if oi, net := z.find(dm.from, dm.to, price, z.r); oi != none && net > 0 {
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
		if dm.moment == z.head {
			k = 1e18
		}
		if z.lead != none && z.m.options[dm.from].day == z.lead && z.m.options[dm.to-1].day == z.lead {
			k += 1e12
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

// evictSample is how many shifts compete to be given back.
const evictSample = 24

// evict gives back the shift that is worth least among some picked by chance.
func (z *search) evict() {
	worst, least := -1, 0
	for range evictSample {
		cd, ok := z.someShift()
		if !ok {
			break
		}
		if sum := z.shiftWorth(cd); worst < 0 || sum < least {
			worst, least = cd, sum
		}
	}
	if worst >= 0 {
		z.going += (float64(least) - z.going) * 0.02
		z.takeShift(worst)
	}
}

// shiftWorth is about what a shift brings: the coverages it takes part in, less its cost.
func (z *search) shiftWorth(cd int) int {
	sum := -z.m.open[cd]
	for i := range z.jobs[cd] {
		sum += z.worth(z.jobs[cd][i].moment)
	}
	return sum
}

// worth is what leaving a covered moment out would lose, apart from the cost of shifts.
func (z *search) worth(moi int32) int {
	mo := &z.m.moments[moi]
	o := &z.m.options[z.opt[moi]]
	v, t := z.arcV[mo.arc], &z.m.arcs[mo.arc]
	sum := z.m.balanced(v, t) - z.m.balanced(v-o.worth, t)
	for _, d := range mo.owed {
		if w := &z.m.owed[d]; int(o.day) <= w.byDay && z.made[d] <= w.need {
			sum += z.soft[d]
		}
	}
	return sum
}
