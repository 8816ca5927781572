package planner

// dayBest finds the plan of one day that is worth most at given prices: branch and bound over how
// many people of each group work, bounded by a relaxation in which each of them goes their own way
// and moments, seats in teams, kit and room have prices (day_prices.go), and then over the
// coverages of the people chosen (day_place.go). One dayBest serves one goroutine, for all days.
type dayBest struct {
	m *model
	t *dayTable

	// What the caller sets.
	worth []float64 // of each option of the problem
	price []float64 // of each crew-day
	effort
	stop func() bool // ends the search early; what it has not tried is bounded

	act    []dayItem // items worth something, in order of start
	source []int16   // their place in the table's list
	r      []float64 // what they are worth
	next   []int16   // item*places+place: the first item that can follow there
	free   []int16   // item -> the first item by which one can be anywhere
	last   []int16   // local moment -> its last item
	places int
	spans  []span
	gang   []gang
	now    prices
	kept   []prices // of the levels of the branching
	use    usage
	sums   []float64 // stock*(slots+1)+slot: prices of the slots before it added up
	net    []float64 // item: what it is worth to each of its people beyond what it uses

	best   float64          // worth of the best plan so far, or what a plan has to be worth more than
	open   float64          // upper bound of what was cut off by the limit
	nodes  int              // coverages still to be tried
	report func(b *dayBest) // called with each better plan; plan tells it
	team   leaf
}

// span is a stretch of the day in which a shift can lie: it begins with one of the items from begin
// to before next, and ends by end.
type span struct {
	begin, next int
	end         int32
}

// spanStep is how far apart, in minutes, the first coverages of one span's shifts may be. A smaller
// step bounds better and takes longer.
const (
	spanStep  = 90
	slackSpan = 150 // a day longer than a shift by no more counts as one span
)

// gang is a group at the present prices: its people, cheapest first, and the best chains of
// coverages for one of them.
type gang struct {
	*group
	pay    []float64 // ascending
	crew   []int32
	lo, hi int       // how many of them work, at least and at most
	spans  []int     // of those whose span is decided
	seat   []int16   // local moment -> the seat it earns most in, none when it can take none
	value  []float64 // span -> worth of its best chain
	top    int       // the best span
	worth  []float64 // these four: see chains
	then   []int16
	first  []int16
	second []int16
}

// solve finds the best plan of a day that is worth more than floor; found hears every better one.
// The result bounds what any plan of the day is worth, and is exact when the limit was not met.
func (b *dayBest) solve(t *dayTable, floor float64, found func(b *dayBest)) float64 {
	b.t, b.best, b.open, b.nodes, b.report = t, floor, floor, b.limit, found
	b.activate()
	if len(b.act) == 0 {
		return floor
	}
	b.divide()
	b.hire()
	b.reset()
	b.branch(0, b.relax(b.root))
	return max(b.best, b.open)
}

// activate lists the items that are worth something and what can follow them.
func (b *dayBest) activate() {
	t := b.t
	b.act, b.source, b.r = b.act[:0], b.source[:0], b.r[:0]
	for i := range t.items {
		if w := b.worth[t.items[i].option]; w > tiny || b.stays(i, w) {
			b.act, b.source, b.r = append(b.act, t.items[i]), append(b.source, int16(i)), append(b.r, w)
		}
	}
	n := len(b.act)
	b.places = len(t.places)
	b.next, b.free = grow(b.next, n*b.places), grow(b.free, n)
	b.last = grow(b.last, len(t.moments))
	for m := range b.last {
		b.last[m] = none
	}
	for i := range b.act {
		it := &b.act[i]
		b.last[it.moment], b.free[i] = int16(i), 0
		way := b.m.travel[int(t.places[it.place])*b.m.places:]
		for q := range b.places {
			k := i + 1
			for ready := it.end + way[t.places[q]]; k < n && b.act[k].start < ready; {
				k++
			}
			b.next[i*b.places+q] = int16(k)
			b.free[i] = max(b.free[i], int16(k))
		}
	}
}

// tiny is what worth is not worth a step.
const tiny = 1e-6

// stays reports whether an item is worth something to somebody for the sake of stability.
func (b *dayBest) stays(i int, worth float64) bool {
	if b.m.p.Baseline == nil {
		return false
	}
	for g := range b.t.groups {
		if k := b.t.groups[g].keep; k != nil {
			worth += k[i]
		}
	}
	return worth > tiny
}

func grow[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n, n+n/2)
	}
	return list[:n]
}

// divide finds the spans of the day: one when the longest shift can hold all of it.
func (b *dayBest) divide() {
	b.spans = b.spans[:0]
	q := &b.m.p.Params
	end := int32(0)
	for i := range b.act {
		end = max(end, b.act[i].end)
	}
	for i := 0; i < len(b.act); {
		s := span{begin: i, next: i, end: b.act[i].start + int32(q.MaxShift-q.Prep-q.Post)}
		whole := s.end+slackSpan >= end
		if s.end += spanStep; whole {
			s.end = end
		}
		for s.next < len(b.act) && (whole || b.act[s.next].start < b.act[i].start+spanStep) {
			s.next++
		}
		b.spans = append(b.spans, s)
		i = s.next
	}
}

// hire sorts the people of each group by price.
func (b *dayBest) hire() {
	for len(b.gang) < len(b.t.groups) {
		b.gang = append(b.gang, gang{})
	}
	b.gang = b.gang[:len(b.t.groups)]
	n := len(b.spans) * (len(b.act) + 1)
	for k := range b.gang {
		g := &b.gang[k]
		g.group = &b.t.groups[k]
		g.crew, g.pay = g.crew[:0], g.pay[:0]
		for _, c := range g.group.crew {
			p := b.price[int(c)*b.m.days+int(b.t.day)]
			i := len(g.pay)
			g.crew, g.pay = append(g.crew, c), append(g.pay, p)
			for i > 0 && g.pay[i-1] > p {
				g.pay[i], g.crew[i] = g.pay[i-1], g.crew[i-1]
				i--
			}
			g.pay[i], g.crew[i] = p, c
		}
		g.lo, g.hi = 0, len(g.pay)
		g.seat = grow(g.seat, len(b.t.moments))
		g.spans, g.value = g.spans[:0], grow(g.value, len(b.spans))
		g.worth, g.then = grow(g.worth, n), grow(g.then, n)
		g.first, g.second = grow(g.first, n*b.places), grow(g.second, n*b.places)
	}
}

// branch decides how many people of one group after another work.
func (b *dayBest) branch(k int, bound float64) {
	if bound <= b.best+tiny {
		return
	}
	if b.spent(bound) {
		return
	}
	if k == len(b.gang) {
		b.settleSpans(0, bound)
		return
	}
	g := &b.gang[k]
	lo, hi, first := g.lo, g.hi, g.lo
	for first < hi && g.value[g.top] > g.pay[first] {
		first++
	}
	b.save(k)
	try := func(n int) {
		if b.spent(bound) {
			return
		}
		g.lo, g.hi = n, n
		b.restore(k)
		b.branch(k+1, b.relax(b.node))
	}
	for d := range hi - lo + 1 {
		if first-d >= lo {
			try(first - d)
		}
		if d > 0 && first+d <= hi {
			try(first + d)
		}
	}
	g.lo, g.hi = lo, hi
}

// spent reports whether the search is at its limit or told to stop, and bounds what it leaves untried then.
func (b *dayBest) spent(bound float64) bool {
	if b.stop() {
		b.nodes = 0
	}
	if b.nodes > 0 {
		return false
	}
	b.open = max(b.open, bound)
	return true
}

// settleSpans decides in which span each of the people works, where the day is longer than a shift,
// and then has the coverages searched.
func (b *dayBest) settleSpans(k int, bound float64) {
	if bound <= b.best+tiny {
		return
	}
	if b.spent(bound) {
		return
	}
	for k < len(b.gang) && (len(b.spans) == 1 || len(b.gang[k].spans) == b.gang[k].lo) {
		k++
	}
	if k == len(b.gang) {
		b.place()
		return
	}
	g := &b.gang[k]
	n := len(g.spans)
	from, level := 0, len(b.gang)+2+b.decided()
	if n > 0 {
		from = g.spans[n-1] // people alike: in order of their spans
	}
	b.save(level)
	for s := from; s < len(b.spans) && !b.spent(bound); s++ {
		g.spans = append(g.spans[:n], s)
		b.restore(level)
		b.settleSpans(k, b.relax(b.node))
	}
	g.spans = g.spans[:n]
}

// decided is how many people have a span.
func (b *dayBest) decided() int {
	n := 0
	for k := range b.gang {
		n += len(b.gang[k].spans)
	}
	return n
}
