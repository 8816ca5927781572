package planner

import "math"

// What a decision of the branching changes the worth of a day plan by: what is decided on earns
// forced more, which the whole pays again, and what is decided against is never worth it.
const (
	forced = 1e6
	barred = 1e8
)

// decision is one of the branching: that a person works on a day or does not, or that a moment is
// covered on a day or is not.
type decision struct {
	moment, crew int32 // one of them none
	day          int32
	yes          bool
}

// branching proves a plan best, or finds a better one: where the linear program takes halves of day
// plans, it decides who works on a day or on which day a moment is covered, both ways.
type branching struct {
	*master
	r    *run
	z    *search
	stop func() bool
	open float64 // upper bound of what was left undecided
}

// branch searches until the best plan is proven or stop says so, and lowers the bound to what is left.
func (w *master) branch(r *run, z *search, stop func() bool) {
	b := &branching{w, r, z, stop, math.Inf(-1)}
	b.node(w.bound)
	r.lower(max(b.open, float64(z.bestValue)))
}

// node looks at what is left by the decisions so far, which is worth no more than bound.
func (b *branching) node(bound float64) {
	if b.r.stopped() || !b.converge(b.stop) {
		b.open = max(b.open, bound)
		return
	}
	sum := b.constants()
	for d := range b.answers {
		sum += b.answers[d].value
	}
	bound = min(bound, sum)
	if b.beaten(bound) {
		return
	}
	next, fraction := b.undecided()
	if fraction < 1e-3 {
		var clash bool
		if next, clash = b.settleNode(); b.beaten(bound) {
			return
		}
		if !clash {
			b.open = max(b.open, bound)
			return
		}
		fraction = 0 // what clashes is left out first
	}
	for _, yes := range []bool{fraction >= 0.5, fraction < 0.5} {
		next.yes = yes
		b.decide(next, 1)
		b.node(bound)
		b.decide(next, -1)
		if b.beaten(bound) {
			return
		}
	}
}

// beaten reports whether a bound promises nothing beyond the best plan.
func (b *branching) beaten(bound float64) bool {
	return math.Floor(bound+boundSlack) <= float64(b.z.bestValue)
}

// boundSlack covers the rounding of a bound, which is a sum of some thousand numbers.
const boundSlack = 1e-3

// settleNode makes a plan of the linear program's whole day plans. Where they do not go together, for the
// rests between days, it returns a decision about a coverage or a person that did not fit.
func (b *branching) settleNode() (next decision, clash bool) {
	x := b.shares()
	b.z.copyPlan(b.z.bestOpt, b.z.bestTeam)
	b.z.clear()
	for k := range b.plans {
		if x[b.first+k] <= 0.5 {
			continue
		}
		p := &b.plans[k]
		b.z.accept(p)
		for i := range p.covers {
			if o := &b.m.options[p.covers[i].option]; b.z.opt[o.moment] == none && !clash {
				next, clash = b.about(p, i)
			}
		}
	}
	if b.z.polish(b.r.stopped); b.z.value > b.z.bestValue && b.z.bads == 0 {
		b.z.keep()
	}
	return next, clash
}

// about is a decision about a coverage that has not been taken yet: whether one of its people works on
// the day, or whether its moment is covered then.
func (b *branching) about(p *dayPlan, cover int) (decision, bool) {
	c := &p.covers[cover]
	o := &b.m.options[c.option]
	for _, x := range c.team[:len(b.m.moments[o.moment].slots)] {
		if d := (decision{moment: none, crew: int32(x), day: o.day}); !b.taken(d) {
			return d, true
		}
	}
	d := decision{moment: o.moment, crew: none, day: o.day}
	return d, !b.taken(d)
}

// taken reports whether a decision has been taken, either way.
func (b *branching) taken(d decision) bool {
	for _, t := range b.decided {
		if t.moment == d.moment && t.crew == d.crew && t.day == d.day {
			return true
		}
	}
	return false
}

// undecided is the decision that the linear program is least sure of, people before moments, and the
// share it takes of it.
func (b *branching) undecided() (decision, float64) {
	x := b.shares()
	crew, moment := map[decision]float64{}, map[decision]float64{}
	var order []decision
	add := func(m map[decision]float64, d decision, share float64) {
		if _, seen := m[d]; !seen {
			order = append(order, d)
		}
		m[d] += share
	}
	for k := range b.plans {
		share := x[b.first+k]
		if share < 1e-6 {
			continue
		}
		p := &b.plans[k]
		var people []int32
		for i := range p.covers {
			o := &b.m.options[p.covers[i].option]
			for _, c := range p.covers[i].team[:len(b.m.moments[o.moment].slots)] {
				people = appendNew(people, int32(c))
			}
			add(moment, decision{moment: o.moment, crew: none, day: o.day}, share)
		}
		for _, c := range people {
			add(crew, decision{moment: none, crew: c, day: b.days[p.day].day}, share)
		}
	}
	for _, m := range []map[decision]float64{crew, moment} {
		var best decision
		found := 0.0
		for _, d := range order {
			if share, ok := m[d]; ok && math.Abs(share-0.5) < 0.499 && (found == 0 || math.Abs(share-0.5) < math.Abs(found-0.5)) {
				best, found = d, share
			}
		}
		if found > 0 {
			return best, found
		}
	}
	return decision{}, 0
}

// decide takes a decision (sign 1) or takes it back (-1).
func (w *master) decide(d decision, sign float64) {
	if sign > 0 {
		w.decided = append(w.decided, d)
	} else {
		w.decided = w.decided[:len(w.decided)-1]
	}
	if d.yes {
		w.base -= sign * forced
	}
	for k := range w.plans {
		if t := w.tiltBy(&w.plans[k], d); t != 0 {
			w.lp.cols[w.first+k].worth += sign * t
		}
	}
}

// tiltBy is what a decision changes the worth of a day plan by.
func (w *master) tiltBy(p *dayPlan, d decision) float64 {
	sum, works := 0.0, false
	for i := range p.covers {
		o := &w.m.options[p.covers[i].option]
		if o.moment == d.moment {
			sum += d.tiltOption(o)
		}
		for _, c := range p.covers[i].team[:len(w.m.moments[o.moment].slots)] {
			works = works || int32(c) == d.crew
		}
	}
	if works && w.days[p.day].day == d.day {
		sum += d.weight()
	}
	return sum
}

// weight is what keeping to the decision is worth, or breaking it costs.
func (d decision) weight() float64 {
	if d.yes {
		return forced
	}
	return -barred
}

// tiltOption is what a decision about its moment changes the worth of an option by.
func (d decision) tiltOption(o *option) float64 {
	switch {
	case o.day == d.day:
		return d.weight()
	case d.yes:
		return -barred
	}
	return 0
}
