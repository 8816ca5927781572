package planner

// prices are what the relaxation of a day charges. Its bound holds for any prices of moments and
// supplies that are not negative and any leanings that add up to nothing for each moment.
type prices struct {
	once []float64 // local moment: for being covered
	lean []float64 // seat: what it earns beyond an equal part of its moment
	rent []float64 // stock*slots+slot: for one piece or one person's room
}

// usage is what the relaxation uses of what has a price.
type usage struct {
	once []float64
	lean []float64
	rent []float64 // stock*(slots+1)+slot: differences from slot to slot
	seat []int     // local moment -> its first seat
}

// effort is how hard a day is thought about: steps of lowering the bound before the first branching,
// after each, and before the coverages themselves are tried, and coverages tried at most.
type effort struct{ root, node, leaf, limit int }

// reset sets the first prices of a day.
func (b *dayBest) reset() {
	t, p, u := b.t, &b.now, &b.use
	u.seat = u.seat[:0]
	seats := 0
	for _, mo := range t.moments {
		u.seat = append(u.seat, seats)
		seats += len(b.m.moments[mo].slots)
	}
	p.once, p.lean, p.rent = grow(p.once, len(t.moments)), grow(p.lean, seats), grow(p.rent, len(t.stock)*t.slots)
	u.once, u.lean, u.rent = grow(u.once, len(t.moments)), grow(u.lean, seats), grow(u.rent, len(t.stock)*(t.slots+1))
	clear(p.once)
	clear(p.lean)
	clear(p.rent)
	for i := range b.act {
		m := b.act[i].moment
		p.once[m] = max(p.once[m], b.r[i]/2)
	}
	b.sums, b.net = grow(b.sums, len(u.rent)), grow(b.net, len(b.act))
}

func (p *prices) copy(from *prices) {
	p.once = append(p.once[:0], from.once...)
	p.lean = append(p.lean[:0], from.lean...)
	p.rent = append(p.rent[:0], from.rent...)
}

// save keeps the present prices for a level of the branching, restore brings them back.
func (b *dayBest) save(level int) {
	for len(b.kept) <= level {
		b.kept = append(b.kept, prices{})
	}
	b.kept[level].copy(&b.now)
}

func (b *dayBest) restore(level int) { b.now.copy(&b.kept[level]) }

// relax lowers the bound of the people still possible by subgradient steps (Polyak's, towards the
// best plan known) and leaves the best prices found and their chains. It ends when the bound falls
// to the best plan, or when the search is told to stop.
func (b *dayBest) relax(steps int) float64 {
	low, theta := b.bound(), 1.0
	if low <= b.best+tiny {
		return low
	}
	level := len(b.gang) + 1
	b.save(level)
	v := low
	for range steps {
		norm := b.slope()
		if norm == 0 || b.stop() {
			break
		}
		b.move(theta * max(v-b.best, 1e-4*v) / norm)
		if v = b.bound(); v < low-tiny {
			low = v
			b.save(level)
		} else {
			theta *= 0.9
		}
		if low <= b.best+tiny || theta < 0.02 {
			break
		}
	}
	if v > low {
		b.restore(level)
		b.bound()
	}
	return low
}

// rentScale is the square of the size of a rent's step next to a moment's price's: an item pays
// rent for several slots.
const rentScale = 0.1

// slope is the squared length of the step that move takes.
func (b *dayBest) slope() float64 {
	sum := 0.0
	for m, u := range b.use.once {
		if u > 1 || b.now.once[m] > 0 {
			sum += (1 - u) * (1 - u)
		}
	}
	b.eachSeat(func(seat int, over float64) { sum += over * over })
	b.eachSlot(func(_ int, left float64) { sum += left * left * rentScale })
	return sum
}

// move changes the prices against what the relaxation uses too much or too little of.
func (b *dayBest) move(step float64) {
	for m, u := range b.use.once {
		b.now.once[m] = max(0, b.now.once[m]-step*(1-u))
	}
	b.eachSeat(func(seat int, over float64) { b.now.lean[seat] -= step * over })
	b.eachSlot(func(at int, left float64) { b.now.rent[at] = max(0, b.now.rent[at]-step*rentScale*left) })
}

// eachSeat visits the seats of teams with how much oftener they are filled than the others.
func (b *dayBest) eachSeat(visit func(seat int, over float64)) {
	for m, from := range b.use.seat {
		to := len(b.use.lean)
		if m+1 < len(b.use.seat) {
			to = b.use.seat[m+1]
		}
		if to-from < 2 {
			continue
		}
		for s := from; s < to; s++ {
			if over := b.use.lean[s] - b.use.once[m]; over != 0 {
				visit(s, over)
			}
		}
	}
}

// eachSlot visits the slots of what is scarce, where it has a price or not enough is left.
func (b *dayBest) eachSlot(visit func(at int, left float64)) {
	slots := b.t.slots
	for k, row := range b.t.stock {
		used := 0.0
		for s, n := range row {
			used += b.use.rent[k*(slots+1)+s]
			if left := float64(n) - used; left < -tiny || b.now.rent[k*slots+s] > 0 {
				visit(k*slots+s, left)
			}
		}
	}
}

// bound is the value of the relaxation at the present prices: what is free of them, and the best
// chain of each person who works. use gets what it uses.
func (b *dayBest) bound() float64 {
	clear(b.use.once)
	clear(b.use.lean)
	clear(b.use.rent)
	sum := b.charge()
	for k := range b.gang {
		g := &b.gang[k]
		if g.hi == 0 {
			continue
		}
		b.follow(g)
		for j, s := range g.spans {
			sum += g.value[s] - g.pay[j]
			b.count(g, s, 1)
		}
		n := 0
		for j := len(g.spans); j < g.hi; j++ {
			if w := g.value[g.top] - g.pay[j]; j < g.lo || w > 0 {
				sum += w
				n++
			}
		}
		if n > 0 {
			b.count(g, g.top, float64(n))
		}
	}
	return sum
}

// charge takes the prices off the items and returns their sum over all there is.
func (b *dayBest) charge() float64 {
	sum, slots := 0.0, b.t.slots
	for _, p := range b.now.once {
		sum += p
	}
	for k, row := range b.t.stock {
		total, sums := 0.0, b.sums[k*(slots+1):]
		for s, p := range b.now.rent[k*slots : (k+1)*slots] {
			sums[s] = total
			total += p
			sum += p * float64(row[s])
		}
		sums[slots] = total
	}
	for i := range b.act {
		it := &b.act[i]
		w := b.r[i] - b.now.once[it.moment]
		for _, u := range it.uses {
			sums := b.sums[int(u.what)*(slots+1):]
			w -= float64(u.n) * (sums[u.to] - sums[it.slot])
		}
		b.net[i] = w / float64(it.people)
	}
	return sum
}
