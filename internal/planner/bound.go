package planner

import (
	"math"
	"sort"
	"sync"
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

	worth   []float64 // option, at the present prices
	byEnd   []int32   // like items, in order of end, as indexes within the crew-day
	reach   []int32   // day -> longest way between two of its places
	walkers []walker
	value   []float64 // crew-day
	taken   [][]int32 // crew-day -> items of its best chain
	order   []int32
	inWeek  []int8
}

// walker finds the best chains of some crew-days, beside others.
type walker struct {
	chain  []float64 // of the chain through each item of a day
	before []int32
	taken  []int32
}

// item is one option for one person in one slot.
type item struct{ option, slot int32 }

// gradient is what the relaxed plan uses of each price's good.
type gradient struct{ slope, owed, once, share []float64 }

func newBounder(m *model, workers int) *bounder {
	b := &bounder{m: m, slope: make([]float64, len(m.arcs)), owed: make([]float64, len(m.owed)),
		once: make([]float64, len(m.moments)), most: make([]float64, len(m.arcs)), worth: make([]float64, len(m.options)),
		value: make([]float64, m.crews*m.days), order: make([]int32, m.crews*m.days),
		taken: make([][]int32, m.crews*m.days), walkers: make([]walker, workers), inWeek: make([]int8, m.crews*(m.weeks/7+1))}
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
	for a := range b.slope {
		b.slope[a] = float64(m.p.Params.Slopes[1])
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
	for i := range b.walkers {
		b.walkers[i] = walker{chain: make([]float64, longest), before: make([]int32, longest)}
	}
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

// run takes some rounds of lowering and returns the least bound seen, rounded up.
func (b *bounder) run(rounds int, stop func() bool) int {
	b.priceMoments(1) // which no step goes on from, but is the best for whoever has no time
	best := b.relax()
	b.priceMoments(startPrice)
	stale, length := 0, firstDrop
	for range rounds {
		if stop() {
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

// priceMoments prices every moment at a share of the most that it can be worth.
func (b *bounder) priceMoments(share float64) {
	m := b.m
	for i := range m.moments {
		mo := &m.moments[i]
		b.once[i] = 0
		for oi := mo.all; oi < mo.to; oi++ {
			b.once[i] = max(b.once[i], share*b.slope[mo.arc]*float64(m.options[oi].worth))
		}
	}
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
	var wait sync.WaitGroup
	for i := range b.walkers {
		w, n := &b.walkers[i], len(b.walkers)
		wait.Go(func() {
			w.taken = w.taken[:0]
			for cd := i * len(b.value) / n; cd < (i+1)*len(b.value)/n; cd++ {
				from := len(w.taken)
				b.value[cd] = b.bestChain(w, cd) - float64(m.open[cd])
				b.taken[cd] = w.taken[from:]
				b.order[cd] = int32(cd)
			}
		})
	}
	wait.Wait()
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
func (b *bounder) bestChain(z *walker, cd int) float64 {
	m := b.m
	items := b.items[b.from[cd]:b.from[cd+1]]
	chain, before := z.chain, z.before
	best, last := 0.0, int32(none)
	byEnd := b.byEnd[b.from[cd]:b.from[cd+1]]
	reach, near := b.reach[cd%m.days], 0
	far, farLast := 0.0, int32(none) // best chain that ended long enough ago to be anywhere
	for i := range items {
		o := &m.options[items[i].option]
		for ; near < len(byEnd) && b.endOf(items[byEnd[near]])+reach <= o.start; near++ {
			if j := byEnd[near]; chain[j] > far {
				far, farLast = chain[j], j
			}
		}
		w := b.share[b.slot0[o.moment]+int(items[i].slot)]*b.worth[items[i].option] + b.keeps(o, cd)
		chain[i], before[i] = 0, none
		if w <= 0 {
			continue
		}
		chain[i], before[i] = far, farLast
		for _, j := range byEnd[near:] {
			x := &m.options[items[j].option]
			if x.end > o.start {
				break
			}
			if v := chain[j]; v > chain[i] && x.end+m.travel[int(x.place)*m.places+int(o.place)] <= o.start {
				chain[i], before[i] = v, j
			}
		}
		chain[i] += w
		if chain[i] > best {
			best, last = chain[i], int32(i)
		}
	}
	for i := last; i != none; i = before[i] {
		z.taken = append(z.taken, int32(b.from[cd])+i)
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
