package planner

// latestCall is the last call on the grid that leaves time to prepare the first job.
func (m *model) latestCall(jobs []job) int32 {
	g := int32(m.p.Params.Grid)
	t := jobs[0].start - int32(m.p.Params.Prep)
	call := t / g * g
	if call > t { // before the clock's zero, division rounds up
		call -= g
	}
	return call
}

// shift finds call, wrap and meal for the jobs of a day, which are in order and do not overlap, with
// a call not before earliest. The latest possible call is the best: it leaves most rest before and
// makes the shortest shift. An earlier one is tried only when that brings a meal into reach.
func (m *model) shift(jobs []job, earliest int32) (call, wrap, meal int32, ok bool) {
	q := &m.p.Params
	wrap = jobs[len(jobs)-1].end + int32(q.Post)
	call = m.latestCall(jobs)
	for ; call >= earliest && wrap-call <= int32(q.MaxShift); call -= int32(q.Grid) {
		if wrap-call <= int32(q.MealMax) {
			return call, wrap, none, true
		}
		if meal, ok = m.mealAt(jobs, call, wrap); ok {
			return call, wrap, meal, true
		}
	}
	return call, wrap, none, false
}

// mealAt finds the earliest meal between two jobs, else after the last, else before the first.
func (m *model) mealAt(jobs []job, call, wrap int32) (int32, bool) {
	q := &m.p.Params
	length := int32(q.MealLen)
	from := max(call+int32(q.MealMin), wrap-int32(q.AfterMeal)-length)
	to := call + int32(q.MealMax)
	if from > to {
		return none, false
	}
	last := len(jobs) - 1
	for i := range last {
		a, b := &jobs[i], &jobs[i+1]
		u := max(from, a.end)
		if u > to {
			break
		}
		if u+length <= b.start && b.start-a.end >= length+m.travel[int(a.place)*m.places+int(b.place)] {
			return u, true
		}
	}
	if u := max(from, jobs[last].end); u <= to {
		return u, true
	}
	return from, from+length <= jobs[0].start
}

// earliest is the first minute a person may be called on a day: after the shift before, and not before From.
func (s *state) earliest(c, day int32) int32 {
	from := noCall
	if p := s.m.p; p.From > 0 && int(day) >= p.FreezeDay {
		from = int32(p.From)
	}
	row := int(c) * s.m.days
	for d := day - 1; d >= s.m.back[day]; d-- {
		if s.call[row+int(d)] != noCall {
			return max(from, s.wrap[row+int(d)]+int32(s.m.p.Params.Turnaround))
		}
	}
	return from
}

// latest is the last minute a person may wrap on a day, before the next shift.
func (s *state) latest(c, day int32) int32 {
	row := int(c) * s.m.days
	for d := day + 1; d <= s.m.ahead[day]; d++ {
		if s.call[row+int(d)] != noCall {
			return s.call[row+int(d)] - int32(s.m.p.Params.Turnaround)
		}
	}
	return 1 << 30
}

// fits reports whether a person could take a coverage into the day: free, in reach, inside the
// shift, with a meal, rested, and not above the days of the week.
func (s *state) fits(c int32, o *option) bool {
	m := s.m
	cd := int(c)*m.days + int(o.day)
	jobs := s.jobs[cd]
	if len(jobs) == 0 && !s.weekAllows(c, o.day) {
		return false
	}
	at := 0
	for i := range jobs {
		j := &jobs[i]
		if j.start < o.start {
			if j.end+m.travel[int(j.place)*m.places+int(o.place)] > o.start {
				return false
			}
			at = i + 1
		} else if o.end+m.travel[int(o.place)*m.places+int(j.place)] > j.start {
			return false
		}
	}
	if n := len(jobs); n > 0 && at > 0 && at < n && s.meal[cd] == none {
		return true // between two jobs of a shift too short for a meal nothing else changes
	}
	rows := append(s.rows[:0], jobs[:at]...)
	rows = append(rows, job{o.start, o.end, o.place, o.moment})
	rows = append(rows, jobs[at:]...)
	s.rows = rows
	_, wrap, _, ok := m.shift(rows, s.earliest(c, o.day))
	return ok && wrap <= s.latest(c, o.day)
}

// weekAllows reports whether one more worked day keeps all seven weeks around it legal.
func (s *state) weekAllows(c, day int32) bool {
	most := int8(s.m.p.Crew[c].MaxWeek)
	from := int(c)*s.m.weeks + int(s.m.weekAt[day])
	for _, n := range s.week[from : from+7] {
		if n >= most {
			return false
		}
	}
	return true
}
