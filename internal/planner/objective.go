package planner

// Objective is the worth of a plan by the written formula: value - short - cost - stability. It
// assumes that every index in the solution is one of the problem's; Check asks first. It shares no
// code with the search, which keeps the same number up to date move by move.
func Objective(p *Problem, s *Solution) int {
	return coveredValue(p, s) - shortfall(p, s) - shiftCost(p, s) - instability(p, s)
}

// coveredValue sums the arcs: the first third of what an arc could give counts slope 1, the next
// slope 2, the rest slope 3, so that no arc is left bare for the sake of another.
func coveredValue(p *Problem, s *Solution) int {
	covered := make([]int, len(p.Arcs))
	possible := make([]int, len(p.Arcs))
	for i := range p.Moments {
		possible[p.Moments[i].Arc] += p.Moments[i].Value * 100
	}
	for i := range s.Covers {
		m := &p.Moments[s.Covers[i].Moment]
		covered[m.Arc] += m.Value * bestFactor(p, &s.Covers[i])
	}
	sum := 0
	for a, v := range covered {
		sum += arcWorth(p.Params.Slopes, v, possible[a])
	}
	return sum
}

// arcWorth is the balanced worth of v out of total.
func arcWorth(slopes [3]int, v, total int) int {
	third, twoThirds := total/3, 2*total/3
	worth := slopes[0] * min(v, third)
	if v > third {
		worth += slopes[1] * (min(v, twoThirds) - third)
	}
	if v > twoThirds {
		worth += slopes[2] * (v - twoThirds)
	}
	return worth
}

// bestFactor is the highest factor among the moment's windows that the cover lies in; 0 when none.
func bestFactor(p *Problem, c *Cover) int {
	best := 0
	for _, w := range p.Moments[c.Moment].Windows {
		if inWindow(p, c, w) {
			best = max(best, w.Factor)
		}
	}
	return best
}

// inWindow reports whether a cover lies in a window, on its grid.
func inWindow(p *Problem, c *Cover, w Window) bool {
	return c.Day == w.Day && c.Place == w.Place &&
		c.Start >= w.Start && (c.Start-w.Start)%p.Params.StartGrid == 0 &&
		c.Start+p.Moments[c.Moment].Dur <= w.End
}

// shortfall is the price of what is owed and not made.
func shortfall(p *Problem, s *Solution) int {
	day := make(map[int]int, len(s.Covers))
	for _, c := range s.Covers {
		day[c.Moment] = c.Day
	}
	sum := 0
	for _, d := range p.Deliverables {
		made := 0
		for _, m := range d.Members {
			if on, ok := day[m]; ok && on <= d.ByDay {
				made++
			}
		}
		sum += max(0, d.Need-made) * d.Weight * p.Params.ShortPenalty
	}
	return sum
}

// shiftCost is what the crew-days cost, in units of the objective.
func shiftCost(p *Problem, s *Solution) int {
	sum := 0
	for _, sh := range s.Shifts {
		sum += p.Params.Lambda * p.Crew[sh.Crew].Cost / 100
	}
	return sum
}

// triple is one person's part in covering one moment on one day; crewDay one person's shift.
type (
	triple  struct{ moment, crew, day int }
	crewDay struct{ crew, day int }
)

// instability is the price of the differences from the baseline.
func instability(p *Problem, s *Solution) int {
	if p.Baseline == nil {
		return 0
	}
	kept := make(map[triple]bool)
	for _, c := range s.Covers {
		for _, t := range c.Team {
			kept[triple{c.Moment, t, c.Day}] = true
		}
	}
	sum := 0
	for _, t := range possibleTriples(p) {
		if !kept[t] {
			sum += p.Stab.Triple
		}
	}
	before, now := shiftSet(p.Baseline.Shifts), shiftSet(s.Shifts)
	for cd := range before {
		if !now[cd] && p.Crew[cd.crew].Avail[cd.day] {
			sum += p.Stab.CancelDay
		}
	}
	for cd := range now {
		if !before[cd] {
			sum += p.Stab.AddDay
		}
	}
	return sum
}

// possibleTriples lists, without repetition, the baseline's (moment, person, day) that could still
// happen: the person is available and the moment still has a window on that day.
func possibleTriples(p *Problem) []triple {
	if p.Baseline == nil {
		return nil
	}
	var list []triple
	seen := map[triple]bool{}
	for _, c := range p.Baseline.Covers {
		for _, t := range c.Team {
			k := triple{c.Moment, t, c.Day}
			if !seen[k] && p.Crew[t].Avail[c.Day] && hasWindowOn(&p.Moments[c.Moment], c.Day) {
				seen[k] = true
				list = append(list, k)
			}
		}
	}
	return list
}

// hasWindowOn reports whether the moment can happen on a day at all.
func hasWindowOn(m *Moment, day int) bool {
	for _, w := range m.Windows {
		if w.Day == day {
			return true
		}
	}
	return false
}

func shiftSet(list []Shift) map[crewDay]bool {
	set := make(map[crewDay]bool, len(list))
	for _, sh := range list {
		set[crewDay{sh.Crew, sh.Day}] = true
	}
	return set
}

// Kept counts the baseline's (moment, person, day) on days that are not frozen that could still
// happen, and how many of them the plan has.
func Kept(p *Problem, s *Solution) (kept, possible int) {
	has := make(map[triple]bool)
	for _, c := range s.Covers {
		for _, t := range c.Team {
			has[triple{c.Moment, t, c.Day}] = true
		}
	}
	for _, t := range possibleTriples(p) {
		if t.day < p.FreezeDay {
			continue
		}
		possible++
		if has[t] {
			kept++
		}
	}
	return kept, possible
}
