package planner

import "slices"

// finished is a search that has taken over a plan which obeys the rules; nil for one that does not.
func finished(p *Problem, s *Solution) *search {
	if !Check(p, s).Valid {
		return nil
	}
	z := newSearch(compile(p), 1)
	for i := range s.Covers {
		z.load(&s.Covers[i])
	}
	z.resettle()
	z.soften(1)
	clear(z.home)
	z.limit, z.exact = p.BudgetDays, true
	return z
}

// DayWorths says for each day with work what the plan would lose without it, in order of days. The plan
// must obey the rules (Check); for one that does not, the list is empty.
func DayWorths(p *Problem, s *Solution) []DayWorth {
	out := []DayWorth{}
	z := finished(p, s)
	if z == nil {
		return out
	}
	crewDays := make([]int, len(p.Days))
	for _, sh := range s.Shifts {
		crewDays[sh.Day]++
	}
	for day, n := range crewDays {
		if n > 0 {
			w := DayWorth{Day: day, CrewDays: n}
			z.weighDay(&w)
			out = append(out, w)
		}
	}
	return out
}

// weighDay takes a day's moments out and tries them on the other days; then all is as before.
func (z *search) weighDay(w *DayWorth) {
	z.log = z.log[:0]
	before, day := z.value, int32(w.Day)
	var out []int32
	arcs, owed := map[int]bool{}, map[int]bool{}
	for mo := range z.opt {
		if oi := z.opt[mo]; oi != none && z.m.options[oi].day == day {
			out = append(out, int32(mo))
		}
	}
	for _, mo := range out {
		t := &z.m.moments[mo]
		arcs[int(t.arc)] = true
		for _, d := range t.owed {
			if w.Day <= z.m.owed[d].byDay {
				owed[int(d)] = true
			}
		}
		if from, to := z.spanOf(t, day); t.from == from && to == t.to {
			w.Only = append(w.Only, int(mo))
		}
		z.take(mo)
	}
	for _, mo := range out {
		if !z.elsewhere(mo, day) {
			w.Lost++
		}
	}
	w.Moments, w.Worth = len(out), max(0, before-z.value)
	w.Arcs, w.Deliverables = sorted(arcs), sorted(owed)
	z.undo()
	z.resettle()
}

// spanOf are the options of a moment on one day.
func (z *search) spanOf(t *moment, day int32) (from, to int32) {
	from = t.from
	for from < t.to && z.m.options[from].day < day {
		from++
	}
	to = from
	for to < t.to && z.m.options[to].day == day {
		to++
	}
	return from, to
}

// elsewhere covers a moment on another day where that gains.
func (z *search) elsewhere(mo, day int32) bool {
	t := &z.m.moments[mo]
	a, b := z.spanOf(t, day)
	early, gain := z.find(t.from, a, 0, z.r)
	late, more := z.find(b, t.to, 0, z.r)
	switch {
	case late != none && more > 0 && more >= gain:
		z.give(late)
		return true
	case early != none && gain > 0:
		early, _ = z.find(t.from, a, 0, z.r)
		z.give(early)
		return true
	}
	return false
}

// sorted are the keys of a set in order.
func sorted(set map[int]bool) []int {
	list := []int{}
	for i := range set {
		list = append(list, i)
	}
	slices.Sort(list)
	return list
}
