package coverage

import (
	"fmt"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// slots are the skills that the moment asks for, one for each of its team.
func (a *attempt) slots() (slots []int) { return slotsOf(a.d.Problem.Moments[a.moment]) }

func slotsOf(m planner.Moment) (slots []int) {
	for _, r := range m.Roles {
		for range r.N {
			slots = append(slots, r.Skill)
		}
	}
	return slots
}

// during calls back for every other cover that goes on while this one does, or so long as its kit is out.
func (a *attempt) during(from, to int, kit bool, tell func(c planner.Cover, end int)) {
	p := a.d.Problem
	for _, c := range a.next.Covers {
		m := p.Moments[c.Moment]
		end := c.Start + m.Dur
		if kit {
			end = c.Start + max(m.Dur, m.KitHold) + p.Params.KitBuffer
		}
		if c.Moment != a.moment && c.Start < to && from < end {
			tell(c, end)
		}
	}
}

// room is rule 9: a set takes no more people.
func (a *attempt) room() (out []Clash) {
	p := a.d.Problem
	for _, u := range p.Days[a.cover.Day].Units {
		for _, s := range u.Strips {
			if s.Place != a.cover.Place || s.Start >= a.end() || a.cover.Start >= s.End {
				continue
			}
			there, with := len(a.cover.Team), ""
			a.during(max(a.cover.Start, s.Start), min(a.end(), s.End), false, func(c planner.Cover, _ int) {
				if c.Place == s.Place {
					there, with = there+len(c.Team), ", with “"+p.Moments[c.Moment].Name+"”"
				}
			})
			if there <= s.Cap {
				continue
			}
			place, until := p.Places[s.Place].Name, a.d.clock(a.cover.Day, s.End)
			text := fmt.Sprintf("%s takes %d of the crew until %s; there would be %d%s.", place, s.Cap, a.d.ClockName(s.End), there, with)
			switch {
			case s.Closed:
				text = fmt.Sprintf("%s is a closed set until %s.", place, a.d.ClockName(s.End))
			case s.Cap == 0:
				text = fmt.Sprintf("There is no room for BTS at %s until %s.", place, a.d.ClockName(s.End))
			}
			out = append(out, Clash{9, text, place, until})
		}
	}
	return out
}

// interviews is rule 10: whoever is asked is in a scene, or is asked something else.
func (a *attempt) interviews() (out []Clash) {
	p := a.d.Problem
	person := p.Moments[a.moment].Person
	if person < 0 {
		return nil
	}
	who := p.People[person]
	for _, u := range p.Days[a.cover.Day].Units {
		for _, s := range u.Strips {
			for _, x := range s.Cast {
				if x == person && s.Start < a.end() && a.cover.Start < s.End {
					out = append(out, Clash{10, fmt.Sprintf("%s is in %s until %s.", who, a.d.Wording().Scene(s.Scene), a.d.ClockName(s.End)), who, a.d.clock(a.cover.Day, s.End)})
				}
			}
		}
	}
	a.during(a.cover.Start, a.end(), false, func(c planner.Cover, end int) {
		if p.Moments[c.Moment].Person == person {
			out = append(out, Clash{10, fmt.Sprintf("%s is asked until %s, for “%s”.", who, a.d.ClockName(end), p.Moments[c.Moment].Name), who, a.d.clock(c.Day, end)})
		}
	})
	return out
}

// kit is rule 8: a piece that the moment needs is out.
func (a *attempt) kit() (out []Clash) {
	p, m := a.d.Problem, a.d.Problem.Moments[a.moment]
	until := a.cover.Start + max(m.Dur, m.KitHold) + p.Params.KitBuffer
	for _, need := range m.Kit {
		used, back, holder := need.N, production.NoClock, ""
		a.during(a.cover.Start, until, true, func(c planner.Cover, end int) {
			for _, n := range p.Moments[c.Moment].Kit {
				if n.Kit == need.Kit {
					used, back, holder = used+n.N, a.d.clock(c.Day, end), fmt.Sprintf(": “%s” has it until %s", p.Moments[c.Moment].Name, a.d.ClockName(end))
				}
			}
		})
		if stock := p.Kit[need.Kit].Stock; used > stock {
			name := p.Kit[need.Kit].Name
			out = append(out, Clash{8, fmt.Sprintf("No %s is free then%s.", name, holder), name, back})
		}
	}
	return out
}
