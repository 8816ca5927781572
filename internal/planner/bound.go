package planner

import (
	"math"
	"sort"
)

// bounder proves that no plan can be worth more than a number. It relaxes the problem with prices
// (a Lagrangian): every arc has a slope between its own, every owed coverage a price below its
// penalty, every moment a price for being covered at all, and a moment's worth is split between the
// slots of its team. Then each crew-day stands alone: its best chain of coverages that do not
// overlap is found exactly, and the best crew-days that budget and weeks allow are added up. Kit,
// places, meals and rests are left out, which can only raise the sum. Subgradient steps lower it.
type bounder struct {
	m     *model
	items []item // of each crew-day, in order of start
	from  []int  // crew-day -> first item; one more entry at the end
	slot0 []int  // moment -> first entry in share

	slope []float64 // arc
	owed  []float64 // deliverable: price of one member
	once  []float64 // moment
	share []float64 // moment's slots
	most  []float64 // arc: worth of everything that can be covered
	step  gradient

	worth  []float64 // option, at the present prices
	byEnd  []int32   // like items, in order of end, as indexes within the crew-day
	reach  []int32   // day -> longest way between two of its places
	chain  []float64 // scratch of the chain through each item of a day
	before []int32
	value  []float64 // crew-day
	order  []int32
	inWeek []int8
	taken  []int32 // items chosen, by crew-day
	start  []int   // crew-day -> first entry in taken
}

// item is one option for one person in one slot.
type item struct{ option, slot int32 }

// gradient is what the relaxed plan uses of each price's good.
type gradient struct{ slope, owed, once, share []float64 }

func newBounder(m *model) *bounder {
	b := &bounder{m: m, slope: make([]float64, len(m.arcs)), owed: make([]float64, len(m.owed)),
		once: make([]float64, len(m.moments)), most: make([]float64, len(m.arcs)), worth: make([]float64, len(m.options)),
		value: make([]float64, m.crews*m.days), order: make([]int32, m.crews*m.days),
		start: make([]int, m.crews*m.days+1), inWeek: make([]int8, m.crews*(m.weeks/7+1))}
	for i := range m.moments {
		mo := &m.moments[i]
		b.slot0 = append(b.slot0, len(b.share))
		for range mo.slots {
			b.share = append(b.share, 1/float64(len(mo.slots)))
		}
		best := 0
		for oi := mo.all; oi < mo.to; oi++ {
			best = max(best, m.options[oi].worth)
		}
		b.most[mo.arc] += float64(best)
	}
	q := m.p.Params.Slopes
	for a := range b.slope {
		b.slope[a] = float64(q[1])
	}
	for i := range m.moments {
		mo := &m.moments[i]
		for oi := mo.all; oi < mo.to; oi++ {
			b.once[i] = max(b.once[i], startPrice*b.slope[mo.arc]*float64(m.options[oi].worth))
		}
	}
	b.step = gradient{make([]float64, len(b.slope)), make([]float64, len(b.owed)), make([]float64, len(b.once)), make([]float64, len(b.share))}
	b.list()
	return b
}

// list prepares the items of every crew-day.
func (b *bounder) list() {
	m := b.m
	byDay := make([][]int32, m.days)
	for oi := range m.options {
		d := m.options[oi].day
		byDay[d] = append(byDay[d], int32(oi))
	}
	longest := 0
	for d := range byDay {
		sort.Slice(byDay[d], func(x, y int) bool { return m.options[byDay[d][x]].start < m.options[byDay[d][y]].start })
	}
	for cd := range m.crews * m.days {
		b.from = append(b.from, len(b.items))
		c, d := cd/m.days, cd%m.days
		if !m.avail[cd] {
			continue
		}
		for _, oi := range byDay[d] {
			for s, skill := range m.moments[m.options[oi].moment].slots {
				if m.qual[c*m.skills+int(skill)] {
					b.items = append(b.items, item{oi, int32(s)})
				}
			}
		}
		longest = max(longest, len(b.items)-b.from[cd])
	}
	b.from = append(b.from, len(b.items))
	b.chain = make([]float64, longest)
	b.before = make([]int32, longest)
	b.sortEnds()
	b.findReach(byDay)
}

// findReach finds the longest way between two places of each day.
func (b *bounder) findReach(byDay [][]int32) {
	m := b.m
	b.reach = make([]int32, m.days)
	for d := range byDay {
		for _, x := range byDay[d] {
			for _, y := range byDay[d] {
				b.reach[d] = max(b.reach[d], m.travel[int(m.options[x].place)*m.places+int(m.options[y].place)])
			}
		}
	}
}

// sortEnds orders the items of every crew-day by their end.
func (b *bounder) sortEnds() {
	m := b.m
	b.byEnd = make([]int32, len(b.items))
	for cd := range m.crews * m.days {
		items, part := b.items[b.from[cd]:b.from[cd+1]], b.byEnd[b.from[cd]:b.from[cd+1]]
		for i := range part {
			part[i] = int32(i)
		}
		sort.SliceStable(part, func(x, y int) bool { return b.endOf(items[part[x]]) < b.endOf(items[part[y]]) })
	}
}

// run takes some rounds of lowering, at least one, and returns the least bound seen, rounded up.
func (b *bounder) run(rounds int, stop func() bool) int {
	best := math.Inf(1)
	stale, length := 0, firstDrop
	for k := range rounds {
		if k > 0 && stop() {
			break
		}
		v := b.relax()
		if v < best-1 {
			best, stale = v, 0
		} else if stale++; stale >= 5 {
			length, stale = length*0.7, 0
		}
		b.follow(length * math.Abs(v+float64(b.m.fixed)))
	}
	return int(math.Ceil(best)) + 1 + b.m.fixed
}

// relax is the value of the relaxed problem at the present prices; step gets the subgradient.
func (b *bounder) relax() float64 {
	m := b.m
	for oi := range m.options {
		o := &m.options[oi]
		mo := &m.moments[o.moment]
		w := b.slope[mo.arc]*float64(o.worth) - b.once[o.moment]
		for _, d := range mo.owed {
			if int(o.day) <= m.owed[d].byDay {
				w += b.owed[d]
			}
		}
		b.worth[oi] = w
	}
	sum := b.constants()
	b.taken = b.taken[:0]
	for cd := range b.value {
		b.start[cd] = len(b.taken)
		b.value[cd] = b.bestChain(cd) - float64(m.open[cd])
		b.order[cd] = int32(cd)
	}
	b.start[len(b.value)] = len(b.taken)
	return sum + b.pick()
}

// constants is the part that no crew-day earns: the price of every moment, and what arcs and
// deliverables are worth beyond their present slope and price.
func (b *bounder) constants() float64 {
	m, sum := b.m, 0.0
	for a := range b.slope {
		best, at := 0.0, 0.0
		for _, v := range []float64{0, float64(m.arcs[a].third), float64(m.arcs[a].twoThirds), b.most[a]} {
			v = min(v, b.most[a])
			if w := float64(m.balanced(int(v), &m.arcs[a])) - b.slope[a]*v; w > best {
				best, at = w, v
			}
		}
		sum += best
		b.step.slope[a] = -at
	}
	for d := range b.owed {
		w := &m.owed[d]
		sum += (float64(w.price) - b.owed[d]) * float64(w.need)
		b.step.owed[d] = -float64(w.need)
	}
	for i, price := range b.once {
		sum += price
		b.step.once[i] = 1
	}
	clear(b.step.share)
	return sum
}

// bestChain finds the most valuable sequence of coverages one person can do in a day.
func (b *bounder) bestChain(cd int) float64 {
	m := b.m
	items := b.items[b.from[cd]:b.from[cd+1]]
	best, last := 0.0, int32(none)
	byEnd := b.byEnd[b.from[cd]:b.from[cd+1]]
	reach, near := b.reach[cd%m.days], 0
	far, farLast := 0.0, int32(none) // best chain that ended long enough ago to be anywhere
	for i := range items {
		o := &m.options[items[i].option]
		for ; near < len(byEnd) && b.endOf(items[byEnd[near]])+reach <= o.start; near++ {
			if j := byEnd[near]; b.chain[j] > far {
				far, farLast = b.chain[j], j
			}
		}
		w := b.share[b.slot0[o.moment]+int(items[i].slot)]*b.worth[items[i].option] + b.keeps(o, cd)
		b.chain[i], b.before[i] = 0, none
		if w <= 0 {
			continue
		}
		b.chain[i], b.before[i] = far, farLast
		for _, j := range byEnd[near:] {
			x := &m.options[items[j].option]
			if x.end > o.start {
				break
			}
			if v := b.chain[j]; v > b.chain[i] && x.end+m.travel[int(x.place)*m.places+int(o.place)] <= o.start {
				b.chain[i], b.before[i] = v, j
			}
		}
		b.chain[i] += w
		if b.chain[i] > best {
			best, last = b.chain[i], int32(i)
		}
	}
	for i := last; i != none; i = b.before[i] {
		b.taken = append(b.taken, int32(b.from[cd])+i)
	}
	return best
}

func (b *bounder) endOf(it item) int32 { return b.m.options[it.option].end }

// keeps is the stability that a person's part in an option saves.
func (b *bounder) keeps(o *option, cd int) float64 {
	for _, t := range b.m.moments[o.moment].base {
		if t.crew*b.m.days+t.day == cd {
			return float64(b.m.p.Stab.Triple)
		}
	}
	return 0
}

// pick adds up the best crew-days within the budget and each person's calendar weeks.
func (b *bounder) pick() float64 {
	m, sum, left := b.m, 0.0, b.m.p.BudgetDays
	sort.Slice(b.order, func(x, y int) bool {
		v, w := b.value[b.order[x]], b.value[b.order[y]]
		return v > w || v == w && b.order[x] < b.order[y]
	})
	clear(b.inWeek)
	for _, cd := range b.order {
		if left == 0 || b.value[cd] <= 0 {
			break
		}
		c, d := int(cd)/m.days, int(cd)%m.days
		week := &b.inWeek[c*(m.weeks/7+1)+int(m.weekAt[d])/7]
		if int(*week) >= m.p.Crew[c].MaxWeek {
			continue
		}
		*week++
		left--
		sum += b.value[cd]
		b.count(int(cd))
	}
	return sum
}
