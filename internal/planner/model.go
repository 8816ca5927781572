package planner

import "sort"

// model is a problem compiled for the search: flat lists, no maps, everything that can be decided
// once decided already. It is read-only and shared by all workers.
type model struct {
	p     *Problem
	days  int
	crews int
	clock clock

	moments []moment
	options []option
	byDay   [][]dayMoment // for each day that is not frozen the moments that can happen then

	avail  []bool  // crew*days + day
	qual   []bool  // crew*skills + skill
	skills int     //
	cost   []int   // objective cost of a crew member's day
	open   []int   // crew*days + day: what a new shift costs, with the stability terms
	before []bool  // crew*days + day: a shift of the baseline
	travel []int32 // place*places + place
	places int

	weekAt  []int32 // day -> index into a person's week counters
	weeks   int     // week counters for each person
	back    []int32 // day -> earliest day whose shift can touch this day's turnaround
	ahead   []int32 // day -> latest such day
	arcs    []arc
	owed    []owed
	caps    *capTable
	maxTeam int
	fixed   int // the part of the objective no search can change: -shortfall and -stability of the empty plan
}

// moment is a moment with the range of its options.
type moment struct {
	all      int32   // first option, frozen days included
	from, to int32   // options on days that are not frozen, ordered by day
	slots    []int32 // skill for each team slot
	crew     []int32 // who has a skill for some slot, cheapest first
	kit      []KitNeed
	owed     []int32 // deliverables it counts for
	base     []crewDay
	arc      int32
	person   int32
}

// option is one way in time and place to cover a moment. Times are minutes; slot fields are the
// same on the model's clock.
type option struct {
	moment        int32
	day           int32
	start, end    int32
	place         int32
	slot, slotEnd int32
	slotKit       int32 // where the kit is free again
	worth         int   // value × factor
}

// dayMoment is a moment with those of its options that lie on one day.
type dayMoment struct{ moment, from, to int32 }

// arc has the thresholds of its three slopes.
type arc struct{ third, twoThirds int }

// owed is a deliverable.
type owed struct {
	need, byDay, price int
	must               bool // stands for a moment that every plan must cover; not in the objective
}

// clock maps minutes to the slots of the resource tables. Its step is the largest that all times
// of the problem are multiples of.
type clock struct{ origin, step, slots int }

func (c clock) slot(minute int) int32 { return int32((minute - c.origin) / c.step) }

// compile turns a valid problem into a model.
func compile(p *Problem) *model {
	m := &model{p: p, days: len(p.Days), crews: len(p.Crew), skills: len(p.Skills), places: len(p.Places)}
	m.compileCrew()
	m.clock = newClock(p)
	m.travel = make([]int32, m.places*m.places)
	for i, row := range p.Travel {
		for j, t := range row {
			m.travel[i*m.places+j] = int32(t)
		}
	}
	m.arcs = make([]arc, len(p.Arcs))
	totals := make([]int, len(p.Arcs))
	for i := range p.Moments {
		totals[p.Moments[i].Arc] += p.Moments[i].Value * 100
	}
	for a, t := range totals {
		m.arcs[a] = arc{t / 3, 2 * t / 3}
	}
	m.compileMoments()
	m.compileDeliverables()
	m.compileNeighbours()
	m.fixed -= shortfall(p, &Solution{}) + instability(p, &Solution{})
	return m
}

func (m *model) compileCrew() {
	p := m.p
	m.avail = make([]bool, m.crews*m.days)
	m.qual = make([]bool, m.crews*m.skills)
	m.cost = make([]int, m.crews)
	m.open = make([]int, m.crews*m.days)
	m.before = make([]bool, m.crews*m.days)
	var before map[crewDay]bool
	if p.Baseline != nil {
		before = shiftSet(p.Baseline.Shifts)
		for cd := range before {
			m.before[cd.crew*m.days+cd.day] = true
		}
	}
	for c := range p.Crew {
		copy(m.avail[c*m.days:], p.Crew[c].Avail)
		for _, s := range p.Crew[c].Skills {
			m.qual[c*m.skills+s] = true
		}
		m.cost[c] = p.Params.Lambda * p.Crew[c].Cost / 100
		for d := range m.days {
			open := m.cost[c]
			switch {
			case before[crewDay{c, d}] && p.Crew[c].Avail[d]:
				open -= p.Stab.CancelDay
			case p.Baseline != nil && !before[crewDay{c, d}]:
				open += p.Stab.AddDay
			}
			m.open[c*m.days+d] = open
		}
	}
}

// compileDeliverables links moments to what they are owed to.
func (m *model) compileDeliverables() {
	for i, d := range m.p.Deliverables {
		m.owed = append(m.owed, owed{need: d.Need, byDay: d.ByDay, price: d.Weight * m.p.Params.ShortPenalty})
		for _, o := range d.Members {
			m.moments[o].owed = append(m.moments[o].owed, int32(i))
		}
	}
	price := m.mustPrice()
	for _, o := range m.p.Must {
		m.moments[o].owed = append(m.moments[o].owed, int32(len(m.owed)))
		m.owed = append(m.owed, owed{need: 1, byDay: m.days, price: price, must: true})
		m.fixed -= price
	}
}

// mustPrice is what the search pays for each must left out: more than all the rest of two plans can differ by.
func (m *model) mustPrice() int {
	p, q := m.p, &m.p.Params
	sum := 1
	for i := range p.Moments {
		sum += p.Moments[i].Value * 100 * max(q.Slopes[0], q.Slopes[1], q.Slopes[2])
		sum += len(m.moments[i].base) * p.Stab.Triple
	}
	for _, o := range m.owed {
		sum += o.need * o.price
	}
	dearest := 0
	for _, c := range m.cost {
		dearest = max(dearest, c)
	}
	sum += min(p.BudgetDays, m.crews*m.days) * (dearest + p.Stab.AddDay)
	if p.Baseline != nil {
		sum += len(p.Baseline.Shifts) * p.Stab.CancelDay
	}
	return sum
}

// compileMoments lists every start of every window that no plan at all would rule out.
func (m *model) compileMoments() {
	p := m.p
	caps := newCapTable(p, m.clock)
	m.caps = caps
	cast := newCastTable(p)
	m.moments = make([]moment, len(p.Moments))
	m.byDay = make([][]dayMoment, m.days)
	for i := range p.Moments {
		o := &p.Moments[i]
		mo := &m.moments[i]
		mo.arc, mo.person = int32(o.Arc), int32(o.Person)
		for _, r := range o.Roles {
			for range r.N {
				mo.slots = append(mo.slots, int32(r.Skill))
			}
		}
		m.maxTeam = max(m.maxTeam, len(mo.slots))
		mo.kit = mergeKit(o.Kit)
		mo.crew = m.crewFor(mo.slots)
		mo.all = int32(len(m.options))
		for _, w := range o.Windows {
			m.addOptions(i, w, caps, cast)
		}
		m.options = dedupe(m.options, int(mo.all))
		mo.from, mo.to = mo.all, int32(len(m.options))
		for mo.from < mo.to && int(m.options[mo.from].day) < p.FreezeDay {
			mo.from++
		}
		for a := mo.from; a < mo.to; {
			b := a
			for b < mo.to && m.options[b].day == m.options[a].day {
				b++
			}
			d := m.options[a].day
			m.byDay[d] = append(m.byDay[d], dayMoment{int32(i), a, b})
			a = b
		}
	}
	for _, t := range possibleTriples(p) {
		m.moments[t.moment].base = append(m.moments[t.moment].base, crewDay{t.crew, t.day})
	}
}

// addOptions appends the starts of one window that its place, the cast and the kit list allow.
func (m *model) addOptions(i int, w Window, caps *capTable, cast castTable) {
	p := m.p
	o, mo := &p.Moments[i], &m.moments[i]
	if o.LastDay >= 0 && w.Day > o.LastDay || m.unstaffed(mo, w.Day) {
		return
	}
	for _, n := range mo.kit {
		if n.N > p.Kit[n.Kit].Stock {
			return
		}
	}
	hold := max(o.Dur, o.KitHold) + p.Params.KitBuffer
	for start := w.Start; start+o.Dur <= w.End; start += p.Params.StartGrid {
		opt := option{
			moment: int32(i), day: int32(w.Day), start: int32(start), end: int32(start + o.Dur), place: int32(w.Place),
			slot: m.clock.slot(start), slotEnd: m.clock.slot(start + o.Dur), slotKit: m.clock.slot(start + hold),
			worth: o.Value * w.Factor,
		}
		if o.Person >= 0 && cast.busy(o.Person, start, start+o.Dur) {
			continue
		}
		if caps.least(w.Place, opt.slot, opt.slotEnd) < len(mo.slots) {
			continue
		}
		m.options = append(m.options, opt)
	}
}

// unstaffed reports whether some slot has nobody available on the day.
func (m *model) unstaffed(mo *moment, day int) bool {
	for _, s := range mo.slots {
		found := false
		for _, c := range mo.crew {
			if m.avail[int(c)*m.days+day] && m.qual[int(c)*m.skills+int(s)] {
				found = true
				break
			}
		}
		if !found {
			return true
		}
	}
	return false
}

// crewFor lists who has any of the skills, cheapest first.
func (m *model) crewFor(slots []int32) []int32 {
	var list []int32
	for c := range m.crews {
		for _, s := range slots {
			if m.qual[c*m.skills+int(s)] {
				list = append(list, int32(c))
				break
			}
		}
	}
	sort.SliceStable(list, func(a, b int) bool { return m.cost[list[a]] < m.cost[list[b]] })
	return list
}

// dedupe sorts a moment's options by day and start and keeps the best factor of equal ones.
func dedupe(all []option, from int) []option {
	list := all[from:]
	sort.SliceStable(list, func(a, b int) bool {
		x, y := &list[a], &list[b]
		if x.day != y.day {
			return x.day < y.day
		}
		if x.start != y.start {
			return x.start < y.start
		}
		if x.place != y.place {
			return x.place < y.place
		}
		return x.worth > y.worth
	})
	kept := all[:from]
	for i := range list {
		if n := len(kept); n > from && kept[n-1].day == list[i].day && kept[n-1].start == list[i].start && kept[n-1].place == list[i].place {
			continue
		}
		kept = append(kept, list[i])
	}
	return kept
}

// mergeKit adds up repeated entries.
func mergeKit(list []KitNeed) []KitNeed {
	var out []KitNeed
next:
	for _, n := range list {
		if n.N == 0 {
			continue
		}
		for i := range out {
			if out[i].Kit == n.Kit {
				out[i].N += n.N
				continue next
			}
		}
		out = append(out, n)
	}
	return out
}
