package planner

import "sort"

// dayTable is one day of a problem, laid out for finding the best thing to do on it: the options of
// the day in order of start, the people who are free, those alike together, and what is scarce. It
// is read-only.
type dayTable struct {
	day     int32
	items   []dayItem
	moments []int32 // moment of each local index
	places  []int32 // place of each local index
	groups  []group
	stock   [][]int16 // what is scarce: kit, and room at a place; pieces or people by slot
	reach   int32     // longest way between two places of the day
	slots   int
}

// dayItem is an option with the day's own indexes.
type dayItem struct {
	option        int32
	moment, place int16
	people        int16
	start, end    int32
	slotEnd       int16 // end of the longest use of something scarce, in slots of the day
	slot          int16
	uses          []supply
}

// supply is how much of something scarce an item takes, from its start to before a slot.
type supply struct{ what, n, to int16 }

// group are people of one day between whom only the price decides.
type group struct {
	crew        []int32
	early, late int32     // first call and last wrap that the days around leave
	can         []bool    // item -> may take a part in it
	keep        []float64 // item -> what the stability of one's part is worth; nil without a baseline
}

// newDayTables lays out the days that have options and somebody to take them.
func newDayTables(empty *state) []*dayTable {
	byDay := make([][]int32, empty.m.days)
	for oi := range empty.m.options {
		d := empty.m.options[oi].day
		byDay[d] = append(byDay[d], int32(oi))
	}
	var out []*dayTable
	for d := range byDay {
		if len(byDay[d]) > 0 {
			if t := newDayTable(empty, int32(d), byDay[d]); len(t.groups) > 0 {
				out = append(out, t)
			}
		}
	}
	return out
}

func newDayTable(stay *state, day int32, options []int32) *dayTable {
	m := stay.m
	sort.SliceStable(options, func(a, b int) bool { return m.options[options[a]].start < m.options[options[b]].start })
	t := &dayTable{day: day}
	origin := m.options[options[0]].slot
	moment, place := map[int32]int16{}, map[int32]int16{}
	for _, oi := range options {
		o := &m.options[oi]
		it := dayItem{
			option: oi, people: int16(len(m.moments[o.moment].slots)), start: o.start, end: o.end,
			slot: int16(o.slot - origin), slotEnd: int16(max(o.slotEnd, o.slotKit) - origin),
		}
		it.moment = indexOf(moment, o.moment, &t.moments)
		it.place = indexOf(place, o.place, &t.places)
		t.items = append(t.items, it)
		t.slots = max(t.slots, int(it.slotEnd))
	}
	for _, p := range t.places {
		for _, q := range t.places {
			t.reach = max(t.reach, m.travel[int(p)*m.places+int(q)])
		}
	}
	t.addSupplies(m, origin)
	t.addGroups(stay)
	return t
}

// beside is the same day as another plan leaves it.
func (t *dayTable) beside(stay *state) *dayTable {
	var options []int32
	for i := range t.items {
		if oi := t.items[i].option; stay.opt[stay.m.options[oi].moment] == none {
			options = append(options, oi)
		}
	}
	if len(options) == 0 {
		return &dayTable{day: t.day}
	}
	return newDayTable(stay, t.day, options)
}

// indexOf numbers values in the order in which they come.
func indexOf(at map[int32]int16, v int32, list *[]int32) int16 {
	i, known := at[v]
	if !known {
		i = int16(len(*list))
		at[v] = i
		*list = append(*list, v)
	}
	return i
}

// addSupplies lists the kit and the places that limit the day, and what of them each item takes.
func (t *dayTable) addSupplies(m *model, origin int32) {
	kit, room := map[int]int16{}, map[int16]int16{}
	for i := range t.items {
		it := &t.items[i]
		o := &m.options[it.option]
		for _, n := range m.moments[o.moment].kit {
			k, known := kit[n.Kit]
			if !known {
				k = t.addStock(func(int) int16 { return int16(min(m.p.Kit[n.Kit].Stock, unlimited)) })
				kit[n.Kit] = k
			}
			it.uses = append(it.uses, supply{k, int16(n.N), int16(o.slotKit - origin)})
		}
		row := m.caps.rows[o.place]
		if row == nil {
			continue
		}
		k, known := room[it.place]
		if !known {
			k = t.addStock(func(s int) int16 { return row[min(int(origin)+s, len(row)-1)] })
			room[it.place] = k
		}
		it.uses = append(it.uses, supply{k, it.people, int16(o.slotEnd - origin)})
	}
}

func (t *dayTable) addStock(left func(slot int) int16) int16 {
	row := make([]int16, t.slots)
	for s := range row {
		row[s] = left(s)
	}
	t.stock = append(t.stock, row)
	return int16(len(t.stock) - 1)
}

// addGroups gathers the people who are free on the day and can do something on it.
func (t *dayTable) addGroups(stay *state) {
	m := stay.m
	for c := range int32(m.crews) {
		if !m.avail[int(c)*m.days+int(t.day)] || m.barred(c, t.day) || !stay.weekAllows(c, t.day) {
			continue
		}
		g := group{crew: []int32{c}, early: stay.earliest(c, t.day), late: stay.latest(c, t.day), can: make([]bool, len(t.items))}
		useful := false
		for i := range t.items {
			g.can[i] = t.suits(m, &g, &t.items[i])
			useful = useful || g.can[i]
		}
		if !useful {
			continue
		}
		if m.p.Baseline != nil {
			g.keep = t.keeps(m, c)
		} else if twin := t.twin(m, &g); twin != nil {
			twin.crew = append(twin.crew, c)
			continue
		}
		t.groups = append(t.groups, g)
	}
}

// suits reports whether one of the group has the skill for a seat of an item, and the rest around it.
func (t *dayTable) suits(m *model, g *group, it *dayItem) bool {
	q := &m.p.Params
	if it.start-int32(q.Prep) < g.early || it.end+int32(q.Post) > g.late {
		return false
	}
	for _, s := range m.moments[t.moments[it.moment]].slots {
		if m.qual[int(g.crew[0])*m.skills+int(s)] {
			return true
		}
	}
	return false
}

// barred reports whether nobody may open a shift for the person: it would be new on a frozen day.
func (m *model) barred(c, day int32) bool {
	return int(day) < m.p.FreezeDay && !m.before[int(c)*m.days+int(day)]
}

// twin is a group with the same skills and rests.
func (t *dayTable) twin(m *model, g *group) *group {
	c := int(g.crew[0])
	for i := range t.groups {
		x := int(t.groups[i].crew[0])
		if t.groups[i].early == g.early && t.groups[i].late == g.late &&
			sameBools(m.qual[x*m.skills:(x+1)*m.skills], m.qual[c*m.skills:(c+1)*m.skills]) {
			return &t.groups[i]
		}
	}
	return nil
}

func sameBools(a, b []bool) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// keeps is what it is worth to the person's baseline that they take each item.
func (t *dayTable) keeps(m *model, c int32) []float64 {
	keep := make([]float64, len(t.items))
	for i := range t.items {
		for _, b := range m.moments[t.moments[t.items[i].moment]].base {
			if b.crew == int(c) && b.day == int(t.day) {
				keep[i] = float64(m.p.Stab.Triple)
			}
		}
	}
	return keep
}
