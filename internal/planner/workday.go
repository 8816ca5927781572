package planner

import "sort"

// Workday is the shift of somebody who covers these on one day: the latest call, not before earliest, that makes a
// shift of allowed length with a meal in time, and when it wraps. ok is false when there is none; call and wrap are
// then those of the shortest shift, whatever rule it breaks. The covers must not overlap; there has to be one.
func Workday(p *Problem, covers []Cover, earliest int) (call, wrap, meal int, ok bool) {
	m := &model{p: p, places: len(p.Places), travel: make([]int32, len(p.Places)*len(p.Places))}
	jobs := make([]job, len(covers))
	for i, c := range covers {
		jobs[i] = job{int32(c.Start), int32(c.Start + p.Moments[c.Moment].Dur), int32(c.Place), int32(c.Moment)}
	}
	sort.Slice(jobs, func(a, b int) bool { return jobs[a].start < jobs[b].start })
	for i := 1; i < len(jobs); i++ {
		from, to := int(jobs[i-1].place), int(jobs[i].place)
		m.travel[from*m.places+to] = int32(p.Travel[from][to])
	}
	first, last, food, ok := m.shift(jobs, int32(earliest))
	if !ok {
		first = m.latestCall(jobs)
	}
	return int(first), int(last), int(food), ok
}
