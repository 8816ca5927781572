package planner

import "testing"

// cheapest is the least cost of a team for an option, tried one by one.
func cheapest(s *state, o *option, mo *moment, team []int32) int {
	if k := len(team); k < len(mo.slots) {
		best := 1 << 40
		for c := range int32(s.m.crews) {
			taken := false
			for _, x := range team {
				taken = taken || x == c
			}
			cd := int(c)*s.m.days + int(o.day)
			if !taken && s.m.avail[cd] && s.m.qual[int(c)*s.m.skills+int(mo.slots[k])] && s.fits(c, o) {
				best = min(best, cheapest(s, o, mo, append(team, c)))
			}
		}
		return best
	}
	sum := 0
	for _, c := range team {
		if cd := int(c)*s.m.days + int(o.day); s.call[cd] == noCall {
			sum += s.m.open[cd]
		}
	}
	return sum
}

// TestExactTeamsAreTheCheapest, whoever of those at work is asked first, on empty and on finished plans.
func TestExactTeamsAreTheCheapest(t *testing.T) {
	t.Parallel()
	teams := 0
	for seed := range int64(20) {
		p := randomProblem(seed, size{days: 4, crew: 6, moments: 30, budget: 6})
		for c := range p.Crew {
			p.Crew[c].Cost = 50 + 997*((c*3+int(seed))%6)
		}
		for _, s := range []*Solution{{}, solve(t, p, Options{Iterations: 200, Seed: seed})} {
			z := finished(p, s)
			z.limit = 1 << 20
			for oi := range z.m.options {
				o := &z.m.options[oi]
				mo := &z.m.moments[o.moment]
				if z.opt[o.moment] != none || !z.resources(o, mo) {
					continue
				}
				want := cheapest(z.state, o, mo, nil)
				for turn := range 3 {
					cost, _, ok := z.seat(o, mo, turn)
					if ok != (want < 1<<40) || ok && cost != want {
						t.Fatalf("seed %d: %q on day %d costs %d (%v), the cheapest team %d", seed, p.Moments[o.moment].Name, o.day, cost, ok, want)
					}
				}
				teams++
			}
		}
	}
	if teams < 500 {
		t.Errorf("only %d teams were asked for", teams)
	}
}
