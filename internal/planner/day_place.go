package planner

// leaf is the search for the best coverages of a chosen set of people.
type leaf struct {
	who   []member
	teams [][]int8 // local moment -> people of each possible team, one after the other
	left  [][]int16
	rent  []float64 // slot -> price of all that there is from it on
	price []float64 // item -> price of all moments that can still come from it on
	done  []bool    // local moment
	plan  []placed
	value float64
	rows  []job
	worth []float64 // what items were worth before those without a team were struck out
	memo  memo
}

// member is one of the people chosen.
type member struct {
	crew int32
	gang int
	jobs []job
	last int // item done last, none for none
	span int // span of the shift
	c    chains
	any  []int16 // item*2: first item of the best chain from there on, and of the best with another moment
}

// placed is one item of the plan, its team as indexes into who, and what each of them did before.
type placed struct {
	item   int
	team   []int8
	before [maxTeam]int16
	gain   float64
}

// place searches the best coverages of the people decided on.
func (b *dayBest) place() {
	l := &b.team
	if b.gather(); len(l.who) == 0 {
		return
	}
	b.form()
	l.worth = append(l.worth[:0], b.r...)
	b.strike()
	if bound := b.relax(b.leaf); bound > b.best+tiny {
		b.supply()
		b.appraise()
		l.plan = l.plan[:0]
		l.memo.clear()
		b.pick(0)
	}
	copy(b.r, l.worth)
}

// gather lists the people decided on and pays them.
func (b *dayBest) gather() {
	l := &b.team
	l.who, l.value = l.who[:0], 0
	for k := range b.gang {
		g := &b.gang[k]
		for j := range g.lo {
			if len(l.who) == cap(l.who) {
				l.who = append(l.who, member{})
			} else {
				l.who = l.who[:len(l.who)+1]
			}
			w := &l.who[len(l.who)-1]
			w.crew, w.gang, w.jobs, w.last, w.span = g.crew[j], k, w.jobs[:0], none, 0
			if len(b.spans) > 1 {
				w.span = g.spans[j]
			}
			l.value -= g.pay[j]
		}
	}
}

// form lists the teams that the people can form for each moment.
func (b *dayBest) form() {
	l := &b.team
	l.teams, l.done = grow(l.teams, len(b.t.moments)), grow(l.done, len(b.t.moments))
	clear(l.done)
	for m, mo := range b.t.moments {
		l.teams[m] = l.teams[m][:0]
		if b.last[m] != none {
			l.teams[m] = b.teamsOf(b.m.moments[mo].slots, nil, l.teams[m])
		}
	}
}

// teamsOf appends every set of people who can fill the slots, each set once.
func (b *dayBest) teamsOf(slots []int32, team, out []int8) []int8 {
	l := &b.team
	if len(team) == len(slots) {
		if !repeats(out, team) {
			out = append(out, team...)
		}
		return out
	}
	skill := slots[len(team)]
next:
	for j := range l.who {
		if !b.m.qual[int(l.who[j].crew)*b.m.skills+int(skill)] {
			continue
		}
		for k, x := range team {
			if x == int8(j) || slots[k] == skill && x > int8(j) {
				continue next
			}
		}
		out = b.teamsOf(slots, append(team, int8(j)), out)
	}
	return out
}

// repeats reports whether a team of the same people is in the list.
func repeats(list, team []int8) bool {
	for n := len(team); len(list) > 0; list = list[n:] {
		same := 0
		for _, x := range list[:n] {
			if has(team, x) {
				same++
			}
		}
		if same == n {
			return true
		}
	}
	return false
}

func has(team []int8, j int8) bool {
	for _, x := range team {
		if x == j {
			return true
		}
	}
	return false
}

// strike makes items worthless for which the people form no team.
func (b *dayBest) strike() {
	for m := range b.now.once {
		if len(b.team.teams[m]) == 0 {
			b.now.once[m] = 0
		}
	}
	for i := range b.act {
		if len(b.team.teams[b.act[i].moment]) == 0 {
			b.r[i] = 0
		}
	}
}

// supply sets out the kit and the room of the day.
func (b *dayBest) supply() {
	l, t := &b.team, b.t
	for len(l.left) < len(t.stock) {
		l.left = append(l.left, nil)
	}
	l.rent = grow(l.rent, t.slots+1)
	clear(l.rent)
	for k, row := range t.stock {
		l.left[k] = append(l.left[k][:0], row...)
		for s, n := range row {
			l.rent[s] += float64(n) * b.now.rent[k*t.slots+s]
		}
	}
	for s := t.slots - 1; s >= 0; s-- {
		l.rent[s] += l.rent[s+1]
	}
}

// appraise prepares what ahead asks.
func (b *dayBest) appraise() {
	l, n := &b.team, len(b.act)
	l.price = grow(l.price, n+1)
	l.price[n] = 0
	for i := n - 1; i >= 0; i-- {
		if l.price[i] = l.price[i+1]; int(b.last[b.act[i].moment]) == i {
			l.price[i] += b.now.once[b.act[i].moment]
		}
	}
	for j := range l.who {
		b.look(&l.who[j])
	}
}

// pick takes items in order of start, each with every team that can, and leaves each out.
func (b *dayBest) pick(from int) {
	l := &b.team
	if l.value > b.best+tiny {
		b.best = l.value
		if b.report != nil {
			b.report(b)
		}
	}
	if len(l.plan) > 2 && from < len(b.act) && b.met(from) {
		return
	}
	for i := from; i < len(b.act); i++ {
		reach := l.value + b.ahead(i)
		if reach <= b.best+tiny {
			return
		}
		if b.nodes <= 0 {
			b.open = max(b.open, reach)
			return
		}
		it := &b.act[i]
		teams := l.teams[it.moment]
		if l.done[it.moment] || len(teams) == 0 || !b.supplied(it) {
			continue
		}
		for n := int(it.people); len(teams) > 0; teams = teams[n:] {
			if b.ready(i, teams[:n]) {
				if b.nodes--; b.nodes%4096 == 0 && b.stop() {
					b.nodes = 0
				}
				b.take(i, teams[:n])
				b.pick(i + 1)
				b.untake()
			}
		}
	}
}

// supplied reports whether kit, room and interviewee are free for an item.
func (b *dayBest) supplied(it *dayItem) bool {
	l := &b.team
	for _, u := range it.uses {
		for _, left := range l.left[u.what][it.slot:u.to] {
			if left < u.n {
				return false
			}
		}
	}
	if who := b.m.moments[b.t.moments[it.moment]].person; who >= 0 {
		for _, p := range l.plan {
			x := &b.act[p.item]
			if x.end > it.start && b.m.moments[b.t.moments[x.moment]].person == who {
				return false
			}
		}
	}
	return true
}

// ready reports whether everyone in a team can take the item next. Of people alike who have done
// nothing yet only the first is asked.
func (b *dayBest) ready(i int, team []int8) bool {
	l, it := &b.team, &b.act[i]
	for _, j := range team {
		w := &l.who[j]
		if s := &b.spans[w.span]; it.end > s.end || w.last == none && (i < s.begin || i >= s.next) {
			return false
		}
		if w.last != none {
			x := &b.act[w.last]
			if x.end+b.m.travel[int(b.t.places[x.place])*b.m.places+int(b.t.places[it.place])] > it.start {
				return false
			}
		} else if j > 0 && l.who[j-1].gang == w.gang && l.who[j-1].span == w.span && l.who[j-1].last == none && !has(team, j-1) {
			return false
		}
		if !b.lasts(w, it) {
			return false
		}
	}
	return true
}

// lasts reports whether the person's shift has a call and a meal with one more item at its end.
func (b *dayBest) lasts(w *member, it *dayItem) bool {
	q, first := &b.m.p.Params, it.start
	if w.last != none {
		first = w.jobs[0].start
	}
	if g := &b.gang[w.gang]; g.early == noCall && it.end-first+int32(q.Prep+q.Post+q.Grid) <= int32(min(q.MealMax, q.MaxShift)) {
		return true
	}
	l := &b.team
	l.rows = append(append(l.rows[:0], w.jobs...), job{it.start, it.end, b.t.places[it.place], 0})
	g := &b.gang[w.gang]
	_, wrap, _, ok := b.m.shift(l.rows, g.early)
	return ok && wrap <= g.late
}

// take puts an item with a team at the end of the plan.
func (b *dayBest) take(i int, team []int8) {
	l, it := &b.team, &b.act[i]
	p := placed{item: i, team: team, gain: b.r[i]}
	for k, j := range team {
		w := &l.who[j]
		p.before[k], w.last = int16(w.last), i
		w.jobs = append(w.jobs, job{it.start, it.end, b.t.places[it.place], 0})
		if keep := b.gang[w.gang].keep; keep != nil {
			p.gain += keep[b.source[i]]
		}
	}
	l.plan = append(l.plan, p)
	l.done[it.moment] = true
	l.hold(it, 1)
	l.value += p.gain
}

// untake takes the last item out again.
func (b *dayBest) untake() {
	l := &b.team
	p := &l.plan[len(l.plan)-1]
	it := &b.act[p.item]
	for k, j := range p.team {
		w := &l.who[j]
		w.jobs = w.jobs[:len(w.jobs)-1]
		w.last = int(p.before[k])
	}
	l.done[it.moment] = false
	l.hold(it, -1)
	l.value -= p.gain
	l.plan = l.plan[:len(l.plan)-1]
}

// hold takes (1) or gives back (-1) the kit and the room of an item.
func (l *leaf) hold(it *dayItem, sign int16) {
	for _, u := range it.uses {
		row := l.left[u.what][it.slot:u.to]
		for i := range row {
			row[i] -= sign * u.n
		}
	}
}
