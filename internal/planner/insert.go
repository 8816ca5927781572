package planner

// trial is the scratch of one attempt to find a team: who sits in which slot.
type trial struct {
	seats []int32 // crew in each slot, none when empty
	seen  []bool  // slots visited by the current augmentation
	best  []int32 // team of the best option so far
}

func (t *trial) init(m *model) {
	t.seats = make([]int32, m.maxTeam)
	t.seen = make([]bool, m.maxTeam)
	t.best = make([]int32, m.maxTeam)
}

// resources reports whether kit, place and interviewee are free for an option.
func (s *state) resources(o *option, mo *moment) bool {
	for _, n := range mo.kit {
		for _, left := range s.kit[n.Kit][o.slot:o.slotKit] {
			if int(left) < n.N {
				return false
			}
		}
	}
	if full := s.room[o.place]; full != nil {
		need := int16(len(mo.slots))
		for _, left := range full[o.slot:o.slotEnd] {
			if left < need {
				return false
			}
		}
	}
	if mo.person >= 0 {
		for _, busy := range s.asks[mo.person][o.slot:o.slotEnd] {
			if busy {
				return false
			}
		}
	}
	return true
}

// seat fills the slots of an option's team at the least cost in new shifts: people are tried in
// order of what they cost, and each stays who can be seated by moving others between slots. Sets
// of people that can be seated form a matroid, so this greedy order is exact. turn rotates those who work
// already, who cost nothing, and where the plan is not exact also the others, so that a search comes upon
// other teams. It returns the cost, the number of new shifts, and whether the team is complete.
func (s *state) seat(o *option, mo *moment, turn int) (cost, opened int, ok bool) {
	m, t := s.m, &s.try
	empty := len(mo.slots)
	for i := range empty {
		t.seats[i] = none
	}
	for _, b := range mo.base {
		if b.day == int(o.day) && s.call[b.crew*m.days+b.day] != noCall {
			empty -= s.offer(int32(b.crew), o, mo)
		}
	}
	n := len(mo.crew)
	for i := 0; i < n && empty > 0; i++ {
		c := mo.crew[(i+turn)%n]
		if s.call[int(c)*m.days+int(o.day)] != noCall {
			empty -= s.offer(c, o, mo)
		}
	}
	if empty > 0 {
		opened = empty
		if s.shifts+opened > s.limit || !s.open(o, mo, empty, turn) {
			return 0, 0, false
		}
	}
	for _, c := range t.seats[:len(mo.slots)] {
		cd := int(c)*m.days + int(o.day)
		if s.call[cd] == noCall {
			cost += m.open[cd]
		}
		cost -= s.keeps(mo, c, o.day)
	}
	return cost, opened, true
}

// open seats people who do not work on the day yet: first those whose shift is in the baseline,
// then the cheapest.
func (s *state) open(o *option, mo *moment, empty, turn int) bool {
	m, n := s.m, len(mo.crew)
	if s.exact {
		turn = 0
	}
	for pass := range 2 {
		if pass == 0 && m.p.Baseline == nil {
			continue
		}
		for i := range n {
			c := mo.crew[(i+turn)%n]
			cd := int(c)*m.days + int(o.day)
			if s.call[cd] != noCall || s.home[c] || !m.avail[cd] || (pass == 0) != (m.open[cd] < m.cost[c]) && m.p.Baseline != nil {
				continue
			}
			if empty -= s.offer(c, o, mo); empty == 0 {
				return true
			}
		}
	}
	return false
}

// offer tries to seat a person; it returns 1 when one more slot is filled.
func (s *state) offer(c int32, o *option, mo *moment) int {
	t := &s.try
	for _, x := range t.seats[:len(mo.slots)] {
		if x == c {
			return 0
		}
	}
	if !s.fits(c, o) {
		return 0
	}
	for i := range mo.slots {
		t.seen[i] = false
	}
	if s.augment(c, mo) {
		return 1
	}
	return 0
}

// augment seats a person, moving others to other slots where needed (Kuhn's matching).
func (s *state) augment(c int32, mo *moment) bool {
	t := &s.try
	for i, skill := range mo.slots {
		if t.seen[i] || !s.m.qual[int(c)*s.m.skills+int(skill)] {
			continue
		}
		t.seen[i] = true
		if t.seats[i] == none || s.augment(t.seats[i], mo) {
			t.seats[i] = c
			return true
		}
	}
	return false
}

// gain is what an option adds, before the cost of shifts.
func (s *state) gain(o *option, mo *moment) int {
	return s.arcGain(mo.arc, o.worth) + s.owedGain(mo, o.day)
}

// find looks for the best option of an uncovered moment in a range of options; the team is left in
// try.best. price is added to the cost of each new shift.
// It returns none when nothing fits.
func (s *state) find(from, to int32, price int, r *source) (best int32, net int) {
	best, net = none, -1<<60
	n := to - from
	if n == 0 {
		return best, net
	}
	mo := &s.m.moments[s.m.options[from].moment]
	bonus := s.m.p.Stab.Triple * len(mo.base)
	first := int32(r.below(int(n)))
	for k := range n {
		oi := from + (first+k)%n
		o := &s.m.options[oi]
		g := s.gain(o, mo)
		if g+bonus <= net || !s.resources(o, mo) {
			continue
		}
		cost, opened, ok := s.seat(o, mo, r.below(64))
		if !ok {
			continue
		}
		if v := g - cost - price*opened; v > net {
			best, net = oi, v
			copy(s.try.best, s.try.seats[:len(mo.slots)])
		}
	}
	return best, net
}

// put inserts what find found.
func (s *state) put(oi int32) {
	mo := s.m.options[oi].moment
	s.insert(oi, s.try.best[:len(s.m.moments[mo].slots)])
}
