package planner

import (
	"math"
	"testing"
)

// everyDayPlan tries every plan of one day at given prices by inserting into an empty plan.
type everyDayPlan struct {
	s     *state
	b     *dayBest
	items []dayItem
	value float64
	best  float64
}

func (e *everyDayPlan) from(i int) {
	e.best = max(e.best, e.value)
	for ; i < len(e.items); i++ {
		o := &e.s.m.options[e.items[i].option]
		mo := &e.s.m.moments[o.moment]
		if e.s.opt[o.moment] == none && e.s.resources(o, mo) {
			e.team(i, o, mo, nil)
		}
	}
}

func (e *everyDayPlan) team(i int, o *option, mo *moment, team []int32) {
	if len(team) == len(mo.slots) {
		before := e.value
		e.value += e.b.worth[e.items[i].option]
		for _, c := range team {
			if cd := int(c)*e.s.m.days + int(o.day); len(e.s.jobs[cd]) == 0 {
				e.value -= e.b.price[cd]
			}
		}
		if e.s.insert(e.items[i].option, team); e.s.bads == 0 {
			e.from(i + 1)
		}
		e.s.remove(o.moment)
		e.value = before
		return
	}
next:
	for c := range int32(e.s.m.crews) {
		if !e.s.m.avail[int(c)*e.s.m.days+int(o.day)] || !e.s.m.qual[int(c)*e.s.m.skills+int(mo.slots[len(team)])] {
			continue
		}
		for _, x := range team {
			if x == c {
				continue next
			}
		}
		if e.s.fits(c, o) {
			e.team(i, o, mo, append(team, c))
		}
	}
}

// TestBestDayIsExact holds the search of single days, on which every proof stands, against trying all
// plans, at prices drawn by chance: some days are worth nothing, some everything.
func TestBestDayIsExact(t *testing.T) {
	t.Parallel()
	r := newSource(3)
	days, worthwhile := 0, 0
	for seed := range int64(120) {
		m := compile(randomProblem(seed, size{days: 4, crew: 4, moments: 18, budget: 9}))
		s := newState(m)
		s.limit = math.MaxInt32
		b := &dayBest{m: m, worth: make([]float64, len(m.options)), price: make([]float64, m.crews*m.days),
			effort: effort{30, 10, 30, 10_000_000}, stop: func() bool { return false }}
		scale := 3 * r.float()
		for oi := range b.worth {
			b.worth[oi] = float64(m.options[oi].worth) * (2*r.float() - 0.6)
		}
		for cd := range b.price {
			b.price[cd] = 4000 * r.float() * scale
		}
		for _, table := range newDayTables(s) {
			if len(table.items) > 14 {
				continue
			}
			e := &everyDayPlan{s: s, b: b, items: table.items}
			e.from(0)
			days++
			if e.best > 0 {
				worthwhile++
			}
			if got := b.solve(table, 0, nil); math.Abs(got-e.best) > 1e-3 {
				t.Errorf("seed %d, day %d: %.3f, the best of all is %.3f", seed, table.day, got, e.best)
			}
		}
	}
	if days < 100 || worthwhile < 60 {
		t.Errorf("only %d days were small enough to try everything, %d of them worth going", days, worthwhile)
	}
}
