package planner

// unlimited is the room left where nothing limits it.
const unlimited = 1 << 14

// newClock finds the first minute, the step and the length of the resource tables.
func newClock(p *Problem) clock {
	first, last, step := maxMinute, 0, p.Params.StartGrid
	note := func(t int) {
		first, last = min(first, t), max(last, t)
	}
	for i := range p.Moments {
		m := &p.Moments[i]
		for _, w := range m.Windows {
			note(w.Start)
			note(w.End + max(m.Dur, m.KitHold) + p.Params.KitBuffer)
		}
	}
	if first > last {
		return clock{0, 1, 1}
	}
	step = gcd(step, p.Params.KitBuffer)
	for i := range p.Moments {
		m := &p.Moments[i]
		step = gcd(gcd(step, m.Dur), m.KitHold)
		for _, w := range m.Windows {
			step = gcd(step, w.Start-first)
		}
	}
	eachStrip(p, func(_ int, s *Strip) {
		step = gcd(gcd(step, abs(s.Start-first)), abs(s.End-first))
	})
	return clock{origin: first, step: step, slots: (last-first)/step + 1}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func abs(a int) int {
	if a < 0 {
		return -a
	}
	return a
}

// eachStrip visits all strips of all days and units.
func eachStrip(p *Problem, visit func(day int, s *Strip)) {
	for d := range p.Days {
		for u := range p.Days[d].Units {
			strips := p.Days[d].Units[u].Strips
			for i := range strips {
				visit(d, &strips[i])
			}
		}
	}
}

// capTable is, for each place that has strips, how many people may be there in each slot.
type capTable struct {
	rows [][]int16 // nil where nothing limits
}

func newCapTable(p *Problem, c clock) *capTable {
	t := &capTable{rows: make([][]int16, len(p.Places))}
	eachStrip(p, func(_ int, s *Strip) {
		if t.rows[s.Place] == nil {
			row := make([]int16, c.slots)
			for i := range row {
				row[i] = unlimited
			}
			t.rows[s.Place] = row
		}
		row := t.rows[s.Place]
		from := max(0, (s.Start-c.origin)/c.step)
		to := min(c.slots, (s.End-c.origin)/c.step)
		for i := from; i < to; i++ {
			row[i] = min(row[i], int16(min(s.Cap, unlimited)))
		}
	})
	return t
}

// least is the smallest room at a place between two slots.
func (t *capTable) least(place int, from, to int32) int {
	row := t.rows[place]
	if row == nil {
		return unlimited
	}
	least := unlimited
	for _, v := range row[from:to] {
		least = min(least, int(v))
	}
	return least
}

// castTable holds for each person when they are in a scene.
type castTable [][]use

func newCastTable(p *Problem) castTable {
	t := make(castTable, len(p.People))
	eachStrip(p, func(_ int, s *Strip) {
		for _, c := range s.Cast {
			t[c] = append(t[c], use{s.Start, s.End, 1})
		}
	})
	return t
}

func (t castTable) busy(person, start, end int) bool {
	for _, u := range t[person] {
		if u.start < end && start < u.end {
			return true
		}
	}
	return false
}

// compileNeighbours finds which days a day's shift can touch: by turnaround and by the week.
func (m *model) compileNeighbours() {
	p := m.p
	early, late := make([]int, m.days), make([]int, m.days)
	for d := range m.days {
		early[d], late[d] = maxMinute, -1
	}
	for i := range m.options {
		o := &m.options[i]
		early[o.day] = min(early[o.day], int(o.end)+p.Params.Post-p.Params.MaxShift)
		late[o.day] = max(late[o.day], int(o.end)+p.Params.Post)
	}
	m.back, m.ahead = make([]int32, m.days), make([]int32, m.days)
	for d := range m.days {
		b, a := d, d
		for x := range d {
			if late[x]+p.Params.Turnaround > early[d] {
				b = x
				break
			}
		}
		for x := m.days - 1; x > d; x-- {
			if late[d]+p.Params.Turnaround > early[x] {
				a = x
				break
			}
		}
		m.back[d], m.ahead[d] = int32(b), int32(a)
	}
	m.weekAt = make([]int32, m.days)
	for d := range m.days {
		m.weekAt[d] = int32(p.Days[d].Calendar - p.Days[0].Calendar)
		m.weeks = int(m.weekAt[d]) + 7
	}
}
