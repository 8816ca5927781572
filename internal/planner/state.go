package planner

// none marks a moment without an option, a shift without a call.
const none = -1

// noCall is the call of a person who does not work that day.
const noCall = int32(-1 << 30)

// job is one coverage in a person's day.
type job struct{ start, end, place, moment int32 }

// state is a plan under change. Every insertion and removal keeps value, resources and shifts up to
// date; nothing is allocated once the lists have grown to their usual length.
type state struct {
	m       *model
	opt     []int32 // option of each moment, none when uncovered
	team    []int32 // maxTeam crew indexes for each moment
	pinned  []bool  // covers of frozen days
	jobs    [][]job // crew*days + day, in order of start
	call    []int32 // crew*days + day, noCall without work
	wrap    []int32
	meal    []int32 // none without a meal
	week    []int8  // crew*weeks + k: days worked in the 7 that end at calendar day k
	bad     []bool  // crew*days + day: no call or meal fits the jobs; such a plan is never kept
	bads    int
	shifts  int
	active  []int32 // crew*days + day of every shift on a day that is not frozen, in no order
	place   []int32 // crew*days + day -> index in active
	limit   int     // shifts that may be open; the search may lift it for a while
	covered int
	home    []bool // crew for whom the search opens no new shift at present
	exact   bool   // new shifts are opened at the least cost, not by chance among those who can

	kit  [][]int16 // pieces left, by slot
	room [][]int16 // people who may still come, by slot; nil where nothing limits
	asks [][]bool  // interviewees in an interview, by slot; nil for others

	arcV  []int
	made  []int
	value int   // the objective
	soft  []int // what the search charges for each missing member of a deliverable
	slack int   // what it charges less than the objective does, over all that is missing

	try  trial
	rows []job // scratch of fits
}

func newState(m *model) *state {
	n := m.crews * m.days
	s := &state{
		m: m, opt: make([]int32, len(m.moments)), team: make([]int32, len(m.moments)*m.maxTeam),
		pinned: make([]bool, len(m.moments)), jobs: make([][]job, n),
		place: make([]int32, n), call: make([]int32, n), wrap: make([]int32, n), meal: make([]int32, n),
		week: make([]int8, m.crews*m.weeks), bad: make([]bool, n), limit: m.p.BudgetDays,
		arcV: make([]int, len(m.arcs)), made: make([]int, len(m.owed)), value: m.fixed,
		rows: make([]job, 0, 32), home: make([]bool, m.crews),
	}
	s.soften(1)
	for i := range s.opt {
		s.opt[i] = none
	}
	for i := range s.call {
		s.call[i], s.meal[i] = noCall, none
	}
	for _, k := range m.p.Kit {
		row := make([]int16, m.clock.slots)
		for i := range row {
			row[i] = int16(min(k.Stock, unlimited))
		}
		s.kit = append(s.kit, row)
	}
	s.room = newCapTable(m.p, m.clock).rows
	s.asks = make([][]bool, len(m.p.People))
	for i := range m.moments {
		if q := m.moments[i].person; q >= 0 && s.asks[q] == nil {
			s.asks[q] = make([]bool, m.clock.slots)
		}
	}
	s.try.init(m)
	return s
}

func (s *state) teamOf(mo int32) []int32 {
	from := int(mo) * s.m.maxTeam
	return s.team[from : from+len(s.m.moments[mo].slots)]
}

// insert covers a moment by an option and a team that fit. It is the only way into the plan.
func (s *state) insert(oi int32, team []int32) {
	o := &s.m.options[oi]
	mo := &s.m.moments[o.moment]
	s.opt[o.moment] = oi
	copy(s.teamOf(o.moment), team)
	s.covered++
	s.use(o, mo, 1)
	s.value += s.arcGain(mo.arc, o.worth)
	s.arcV[mo.arc] += o.worth
	for _, d := range mo.owed {
		if w := &s.m.owed[d]; int(o.day) <= w.byDay {
			if s.made[d] < w.need {
				s.value += w.price
				s.slack -= w.price - s.soft[d]
			}
			s.made[d]++
		}
	}
	for _, c := range team {
		s.value += s.keeps(mo, c, o.day)
		s.join(int(c)*s.m.days+int(o.day), c, o)
	}
}

// remove takes a moment out of the plan.
func (s *state) remove(moi int32) {
	o := &s.m.options[s.opt[moi]]
	mo := &s.m.moments[moi]
	for _, c := range s.teamOf(moi) {
		s.value -= s.keeps(mo, c, o.day)
		s.leave(int(c)*s.m.days+int(o.day), c, o)
	}
	for _, d := range mo.owed {
		if w := &s.m.owed[d]; int(o.day) <= w.byDay {
			s.made[d]--
			if s.made[d] < w.need {
				s.value -= w.price
				s.slack += w.price - s.soft[d]
			}
		}
	}
	s.arcV[mo.arc] -= o.worth
	s.value -= s.arcGain(mo.arc, o.worth)
	s.use(o, mo, -1)
	s.opt[moi] = none
	s.covered--
}

// use takes (1) or gives back (-1) what a coverage needs besides people's time.
func (s *state) use(o *option, mo *moment, sign int16) {
	for _, n := range mo.kit {
		row := s.kit[n.Kit][o.slot:o.slotKit]
		for i := range row {
			row[i] -= sign * int16(n.N)
		}
	}
	if full := s.room[o.place]; full != nil {
		row := full[o.slot:o.slotEnd]
		for i := range row {
			row[i] -= sign * int16(len(mo.slots))
		}
	}
	if mo.person >= 0 {
		row := s.asks[mo.person][o.slot:o.slotEnd]
		for i := range row {
			row[i] = sign > 0
		}
	}
}

// join adds a coverage to a person's day, opening the shift when it is the first.
func (s *state) join(cd int, c int32, o *option) {
	list := append(s.jobs[cd], job{})
	i := len(list) - 1
	for i > 0 && list[i-1].start > o.start {
		list[i] = list[i-1]
		i--
	}
	list[i] = job{o.start, o.end, o.place, o.moment}
	s.jobs[cd] = list
	if len(list) == 1 {
		s.shifts++
		s.value -= s.m.open[cd]
		s.countWeek(c, o.day, 1)
		if int(o.day) >= s.m.p.FreezeDay {
			s.place[cd] = int32(len(s.active))
			s.active = append(s.active, int32(cd))
		}
	}
	s.settle(cd, c, o.day)
}

// leave takes a coverage out of a person's day, closing the shift with the last.
func (s *state) leave(cd int, c int32, o *option) {
	list := s.jobs[cd]
	for i := range list {
		if list[i].moment == o.moment {
			copy(list[i:], list[i+1:])
			break
		}
	}
	s.jobs[cd] = list[:len(list)-1]
	if len(list) == 1 {
		s.shifts--
		s.value += s.m.open[cd]
		s.call[cd], s.wrap[cd], s.meal[cd] = noCall, 0, none
		s.mark(cd, false)
		s.countWeek(c, o.day, -1)
		if int(o.day) >= s.m.p.FreezeDay {
			last := s.active[len(s.active)-1]
			s.active[s.place[cd]], s.place[last] = last, s.place[cd]
			s.active = s.active[:len(s.active)-1]
		}
		return
	}
	s.settle(cd, c, o.day)
}

// settle computes call, wrap and meal of a day from its jobs. A day can be impossible for a moment
// while a plan is copied, and where travel times break the triangle inequality; that is counted.
func (s *state) settle(cd int, c, day int32) {
	call, wrap, meal, ok := s.m.shift(s.jobs[cd], s.earliest(c, day))
	if !ok {
		call, meal = s.m.latestCall(s.jobs[cd]), none
	}
	s.call[cd], s.wrap[cd], s.meal[cd] = call, wrap, meal
	s.mark(cd, !ok)
}

// mark notes whether a day is impossible.
func (s *state) mark(cd int, bad bool) {
	if s.bad[cd] == bad {
		return
	}
	s.bad[cd] = bad
	if bad {
		s.bads++
	} else {
		s.bads--
	}
}

// countWeek adds a worked day to the seven weeks that hold it.
func (s *state) countWeek(c, day int32, n int8) {
	from := int(c)*s.m.weeks + int(s.m.weekAt[day])
	row := s.week[from : from+7]
	for i := range row {
		row[i] += n
	}
}

// arcGain is what more worth gives an arc.
func (s *state) arcGain(a int32, worth int) int {
	t := &s.m.arcs[a]
	v := s.arcV[a]
	return s.m.balanced(v+worth, t) - s.m.balanced(v, t)
}

// balanced is the arc's worth at v.
func (m *model) balanced(v int, t *arc) int {
	q := &m.p.Params.Slopes
	switch {
	case v <= t.third:
		return q[0] * v
	case v <= t.twoThirds:
		return q[0]*t.third + q[1]*(v-t.third)
	}
	return q[0]*t.third + q[1]*(t.twoThirds-t.third) + q[2]*(v-t.twoThirds)
}

// owedGain is the penalty that covering the moment on the day saves.
func (s *state) owedGain(mo *moment, day int32) int {
	sum := 0
	for _, d := range mo.owed {
		if w := &s.m.owed[d]; int(day) <= w.byDay && s.made[d] < w.need {
			sum += s.soft[d]
		}
	}
	return sum
}

// soften sets what the search charges for what is owed and missing, as a share of the objective's
// price. The full price makes every owed coverage a cliff that no small step can cross.
func (s *state) soften(share float64) {
	if s.soft == nil {
		s.soft = make([]int, len(s.m.owed))
	}
	s.slack = 0
	for d := range s.m.owed {
		w := &s.m.owed[d]
		if s.soft[d] = int(share * float64(w.price)); w.must {
			s.soft[d] = w.price
		}
		s.slack += max(0, w.need-s.made[d]) * (w.price - s.soft[d])
	}
}

func (s *state) keeps(mo *moment, c, day int32) int { return s.m.keeps(mo, c, day) }

// keeps is the stability a person's part saves by staying as it was.
func (m *model) keeps(mo *moment, c, day int32) int {
	for _, b := range mo.base {
		if b.crew == int(c) && b.day == int(day) {
			return m.p.Stab.Triple
		}
	}
	return 0
}

// copyPlan takes over the other state's plan, removing and inserting only what differs.
func (s *state) copyPlan(opt, team []int32) {
	n := s.m.maxTeam
	for i, oi := range s.opt {
		if oi != none && (oi != opt[i] || !same(s.teamOf(int32(i)), team[i*n:])) {
			s.remove(int32(i))
		}
	}
	for i, oi := range opt {
		if oi != none && s.opt[i] == none {
			s.insert(oi, team[i*n:i*n+len(s.m.moments[i].slots)])
		}
	}
	s.resettle()
}

// resettle computes every shift anew, in order of days.
func (s *state) resettle() {
	for c := range s.m.crews {
		for d := range s.m.days {
			if cd := c*s.m.days + d; len(s.jobs[cd]) > 0 {
				s.settle(cd, int32(c), int32(d))
			}
		}
	}
}

// same reports whether a is a prefix of b.
func same(a, b []int32) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
