package planner

// follow finds the best chains of coverages for one person of a group, from every item and place
// on, in every span: each takes the seat that earns most and leaves the others of the team to
// others. No moment comes twice in a row in a chain.
func (b *dayBest) follow(g *gang) {
	b.choose(g)
	g.top = 0
	for k := range b.spans {
		if b.followIn(g, k); g.value[k] > g.value[g.top] {
			g.top = k
		}
	}
}

// choose finds the seat of each moment in which one of the group earns most.
func (b *dayBest) choose(g *gang) {
	qual := b.m.qual[int(g.crew[0])*b.m.skills:]
	for m, mo := range b.t.moments {
		g.seat[m] = none
		for s, skill := range b.m.moments[mo].slots {
			if at := int16(b.use.seat[m] + s); qual[skill] && (g.seat[m] == none || b.now.lean[at] > b.now.lean[g.seat[m]]) {
				g.seat[m] = at
			}
		}
	}
}

// chains are a group's chains in one span.
func (b *dayBest) chains(g *gang, span int) chains {
	n := len(b.act)
	k := b.places * (n + 1)
	return chains{
		worth: g.worth[span*n : (span+1)*n], then: g.then[span*n : (span+1)*n],
		first: g.first[span*k : (span+1)*k], second: g.second[span*k : (span+1)*k],
	}
}

// chains tell, for each item that one can begin with, what the best chain is worth and which item
// comes next in it; and for each place and item the best chain's first item there from that item
// on, and that of the best chain that begins with another moment.
type chains struct {
	worth         []float64
	then          []int16
	first, second []int16 // place*(items+1)+item
}

func (b *dayBest) followIn(g *gang, k int) {
	n, row := len(b.act), len(b.act)+1
	s := &b.spans[k]
	c := b.chains(g, k)
	for q := range b.places {
		c.first[q*row+n], c.second[q*row+n] = none, none
	}
	for i := n - 1; i >= s.begin; i-- {
		for q := range b.places {
			c.first[q*row+i], c.second[q*row+i] = c.first[q*row+i+1], c.second[q*row+i+1]
		}
		it := &b.act[i]
		if it.end > s.end || !g.can[b.source[i]] {
			continue
		}
		w := b.net[i] + b.now.lean[g.seat[it.moment]]
		if g.keep != nil {
			w += g.keep[b.source[i]]
		}
		if w <= 0 {
			continue
		}
		then, rest := int16(none), 0.0
		for q, k := range b.next[i*b.places : (i+1)*b.places] {
			at := c.first[q*row+int(k)]
			if at != none && b.act[at].moment == it.moment {
				at = c.second[q*row+int(k)]
			}
			if at != none && c.worth[at] > rest {
				then, rest = at, c.worth[at]
			}
		}
		c.worth[i], c.then[i] = w+rest, then
		b.rank(c, int(it.place)*row+i, int16(i))
	}
	g.value[k] = 0
	for q := range b.places {
		if at := c.first[q*row+s.begin]; at != none {
			g.value[k] = max(g.value[k], c.worth[at])
		}
	}
}

// rank puts a chain among the two best of different moments.
func (b *dayBest) rank(c chains, at int, i int16) {
	m := b.act[i].moment
	switch f := c.first[at]; {
	case f == none || c.worth[i] > c.worth[f]:
		if f != none && b.act[f].moment != m {
			c.second[at] = f
		}
		c.first[at] = i
	case b.act[f].moment == m:
	case c.second[at] == none || c.worth[i] > c.worth[c.second[at]]:
		c.second[at] = i
	}
}

// count adds what the best chain of a group in a span uses, for as many people, to use.
func (b *dayBest) count(g *gang, span int, people float64) {
	row, c := len(b.act)+1, b.chains(g, span)
	at, best := int16(none), 0.0
	for q := range b.places {
		if k := c.first[q*row+b.spans[span].begin]; k != none && c.worth[k] > best {
			best, at = c.worth[k], k
		}
	}
	for ; at != none; at = c.then[at] {
		b.countItem(g, int(at), people)
	}
}

func (b *dayBest) countItem(g *gang, i int, people float64) {
	it, u := &b.act[i], &b.use
	part := people / float64(it.people)
	u.once[it.moment] += part
	u.lean[g.seat[it.moment]] += people
	for _, s := range it.uses {
		row := u.rent[int(s.what)*(b.t.slots+1):]
		row[it.slot] += part * float64(s.n)
		row[s.to] -= part * float64(s.n)
	}
}

// ahead bounds what the people of the leaf can still gain from an item on: the prices of the
// moments and supplies left, and each person's best chain.
func (b *dayBest) ahead(i int) float64 {
	l, slots, now := &b.team, b.t.slots, b.act[i].slot
	sum := l.price[i] + l.rent[now]
	for k := range l.plan {
		x := &b.act[l.plan[k].item]
		if int(b.last[x.moment]) >= i {
			sum -= b.now.once[x.moment]
		}
		if x.slotEnd <= now {
			continue
		}
		for _, u := range x.uses {
			if u.to > now {
				sums := b.sums[int(u.what)*(slots+1):]
				sum -= float64(u.n) * (sums[u.to] - sums[max(x.slot, now)])
			}
		}
	}
	for j := range l.who {
		sum += b.rest(&l.who[j], i)
	}
	return sum
}

// rest bounds what one person can still gain from an item on.
func (b *dayBest) rest(w *member, i int) float64 {
	s := &b.spans[w.span]
	k := max(i, s.begin)
	if w.last == none {
		if i >= s.next {
			return 0
		}
		return b.pickOf(w, w.any[2*k], w.any[2*k+1])
	}
	if int(b.free[w.last]) <= i {
		return b.pickOf(w, w.any[2*k], w.any[2*k+1])
	}
	row, best := len(b.act)+1, 0.0
	for q, n := range b.next[w.last*b.places : (w.last+1)*b.places] {
		k := q*row + max(i, int(n))
		best = max(best, b.pickOf(w, w.c.first[k], w.c.second[k]))
	}
	return best
}

// pickOf is what the better of two chains that begin with different moments is worth, of those whose
// first moment is not done; the second stands for all others.
func (b *dayBest) pickOf(w *member, first, second int16) float64 {
	if first != none && b.team.done[b.act[first].moment] {
		first = second
	}
	if first == none {
		return 0
	}
	return w.c.worth[first]
}

// look finds, for a person who could be anywhere, the two best chains from each item on.
func (b *dayBest) look(w *member) {
	n := len(b.act)
	w.c = b.chains(&b.gang[w.gang], w.span)
	w.any = grow(w.any, 2*(n+1))
	for i := b.spans[w.span].begin; i <= n; i++ {
		pair := chains{worth: w.c.worth, first: w.any[2*i : 2*i+1], second: w.any[2*i+1 : 2*i+2]}
		pair.first[0], pair.second[0] = none, none
		for q := range b.places {
			at := q*(n+1) + i
			if f := w.c.first[at]; f != none {
				b.rank(pair, 0, f)
			}
			if f := w.c.second[at]; f != none {
				b.rank(pair, 0, f)
			}
		}
	}
}
