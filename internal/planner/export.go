package planner

import "sort"

// export writes the plan as a solution, in order of time, crew and day. A shift whose work is that
// of the baseline keeps its old call and meal where they are still legal.
func (s *state) export() *Solution {
	out := &Solution{Covers: []Cover{}, Shifts: []Shift{}, Uncovered: []Uncovered{}, Value: s.value}
	for mo, oi := range s.opt {
		if oi == none {
			continue
		}
		o := &s.m.options[oi]
		c := Cover{Moment: mo, Day: int(o.day), Start: int(o.start), Place: int(o.place)}
		for _, x := range s.teamOf(int32(mo)) {
			c.Team = append(c.Team, int(x))
		}
		out.Covers = append(out.Covers, c)
	}
	sort.SliceStable(out.Covers, func(a, b int) bool { return out.Covers[a].Start < out.Covers[b].Start })
	for c := range s.m.crews {
		for d := range s.m.days {
			if cd := c*s.m.days + d; len(s.jobs[cd]) > 0 {
				out.Shifts = append(out.Shifts, Shift{Crew: c, Day: d, Call: int(s.call[cd]), Meal: int(s.meal[cd])})
			}
		}
	}
	s.keepCalls(out)
	return out
}

// keepCalls puts back the baseline's call and meal where the person's day is as it was.
func (s *state) keepCalls(out *Solution) {
	b := s.m.p.Baseline
	if b == nil {
		return
	}
	old := make(map[crewDay]Shift, len(b.Shifts))
	for _, sh := range b.Shifts {
		old[crewDay{sh.Crew, sh.Day}] = sh
	}
	was := make(map[crewDay]map[job]bool)
	for _, c := range b.Covers {
		for _, x := range c.Team {
			cd := crewDay{x, c.Day}
			if was[cd] == nil {
				was[cd] = make(map[job]bool)
			}
			start := int32(c.Start)
			was[cd][job{start, start + int32(s.m.p.Moments[c.Moment].Dur), int32(c.Place), int32(c.Moment)}] = true
		}
	}
	for i := range out.Shifts {
		sh := &out.Shifts[i]
		cd := crewDay{sh.Crew, sh.Day}
		before, had := old[cd]
		jobs := s.jobs[sh.Crew*s.m.days+sh.Day]
		if had && len(was[cd]) == len(jobs) && s.sameWork(jobs, was[cd]) && s.legal(cd, before, jobs) {
			sh.Call, sh.Meal = before.Call, before.Meal
		}
	}
}

func (s *state) sameWork(jobs []job, was map[job]bool) bool {
	for _, j := range jobs {
		if !was[j] {
			return false
		}
	}
	return true
}

// legal reports whether an old call and meal obey the rules of a shift for these jobs.
func (s *state) legal(cd crewDay, sh Shift, jobs []job) bool {
	q := &s.m.p.Params
	call, meal := int32(sh.Call), int32(sh.Meal)
	wrap := jobs[len(jobs)-1].end + int32(q.Post)
	if call%int32(q.Grid) != 0 || call > s.m.latestCall(jobs) || call < s.earliest(int32(cd.crew), int32(cd.day)) || wrap-call > int32(q.MaxShift) {
		return false
	}
	if wrap-call <= int32(q.MealMax) {
		return meal == none
	}
	length := int32(q.MealLen)
	if meal < call+int32(q.MealMin) || meal > call+int32(q.MealMax) || wrap-meal-length > int32(q.AfterMeal) {
		return false
	}
	for i := range jobs {
		j := &jobs[i]
		if meal < j.end && j.start < meal+length {
			return false
		}
		if i > 0 && jobs[i-1].end <= meal && meal < j.start &&
			j.start-jobs[i-1].end < length+s.m.travel[int(jobs[i-1].place)*s.m.places+int(j.place)] {
			return false
		}
	}
	return true
}
