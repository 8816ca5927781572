package planner

import "fmt"

func (p *Problem) validateMoment(m *mistakes, i int) {
	o := &p.Moments[i]
	path := fmt.Sprintf("moments[%d]", i)
	m.between(path+".value", o.Value, 0, maxWorth)
	m.index(path+".arc", o.Arc, len(p.Arcs), plural(len(p.Arcs), "arc", "arcs"))
	m.between(path+".dur", o.Dur, 1, dayMinutes)
	m.between(path+".kit_hold", o.KitHold, 0, 7*dayMinutes)
	m.indexOrNone(path+".person", o.Person, len(p.People), plural(len(p.People), "person", "people"))
	m.indexOrNone(path+".last_day", o.LastDay, len(p.Days), plural(len(p.Days), "day", "days"))
	slots := 0
	for k, r := range o.Roles {
		at := fmt.Sprintf("%s.roles[%d]", path, k)
		m.index(at+".skill", r.Skill, len(p.Skills), plural(len(p.Skills), "skill", "skills"))
		if m.between(at+".n", r.N, 1, maxTeam) {
			slots += r.N
		}
	}
	if len(o.Roles) == 0 {
		m.add(path+".roles", "nobody is asked for; a moment needs at least one role")
	} else {
		m.between(path+".roles", slots, 1, maxTeam)
	}
	for k, n := range o.Kit {
		at := fmt.Sprintf("%s.kit[%d]", path, k)
		m.index(at+".kit", n.Kit, len(p.Kit), plural(len(p.Kit), "piece of kit", "pieces of kit"))
		m.between(at+".n", n.N, 0, maxPieces)
	}
	for k := range o.Windows {
		p.validateWindow(m, &o.Windows[k], fmt.Sprintf("%s.windows[%d]", path, k))
	}
}

// validateWindow also asks that the window touches its day: a night that runs into the next
// morning is fine, a window on another date is a mistake of the day index.
func (p *Problem) validateWindow(m *mistakes, w *Window, path string) {
	dayOK := m.index(path+".day", w.Day, len(p.Days), plural(len(p.Days), "day", "days"))
	m.index(path+".place", w.Place, len(p.Places), plural(len(p.Places), "place", "places"))
	m.between(path+".factor", w.Factor, 0, 1000)
	if !m.span(path, w.Start, w.End) || !dayOK {
		return
	}
	midnight := p.Days[w.Day].Calendar * dayMinutes
	if w.Start < midnight-dayMinutes || w.End > midnight+2*dayMinutes {
		m.add(path, "%d to %d lies outside day %d, which starts at minute %d", w.Start, w.End, w.Day, midnight)
	}
}

func (p *Problem) validateDeliverables(m *mistakes) {
	for i, d := range p.Deliverables {
		path := fmt.Sprintf("deliverables[%d]", i)
		m.between(path+".need", d.Need, 0, maxWorth)
		m.between(path+".weight", d.Weight, 0, 1000)
		m.index(path+".by_day", d.ByDay, len(p.Days), plural(len(p.Days), "day", "days"))
		seen := map[int]bool{}
		for k, o := range d.Members {
			at := fmt.Sprintf("%s.members[%d]", path, k)
			m.index(at, o, len(p.Moments), plural(len(p.Moments), "moment", "moments"))
			if seen[o] {
				m.add(at, "moment %d is listed twice", o)
			}
			seen[o] = true
		}
	}
}

func (p *Problem) validateBaseline(m *mistakes) {
	if p.Baseline == nil {
		return
	}
	crew, days := plural(len(p.Crew), "crew member", "crew members"), plural(len(p.Days), "day", "days")
	seen := map[int]bool{}
	for i, c := range p.Baseline.Covers {
		path := fmt.Sprintf("baseline.covers[%d]", i)
		m.index(path+".moment", c.Moment, len(p.Moments), plural(len(p.Moments), "moment", "moments"))
		if seen[c.Moment] {
			m.add(path+".moment", "moment %d is covered twice", c.Moment)
		}
		seen[c.Moment] = true
		m.between(path+".start", c.Start, 0, maxMinute)
		m.index(path+".day", c.Day, len(p.Days), days)
		m.index(path+".place", c.Place, len(p.Places), plural(len(p.Places), "place", "places"))
		for k, t := range c.Team {
			m.index(fmt.Sprintf("%s.team[%d]", path, k), t, len(p.Crew), crew)
		}
	}
	for i, s := range p.Baseline.Shifts {
		path := fmt.Sprintf("baseline.shifts[%d]", i)
		m.index(path+".crew", s.Crew, len(p.Crew), crew)
		m.index(path+".day", s.Day, len(p.Days), days)
		m.between(path+".call", s.Call, -maxMinute, maxMinute)
		m.between(path+".meal", s.Meal, -maxMinute, maxMinute)
	}
}

// validateMust checks the list of musts; whether they can be covered at all is for Solve to say.
func (p *Problem) validateMust(m *mistakes) {
	seen := map[int]bool{}
	for k, i := range p.Must {
		path := fmt.Sprintf("must[%d]", k)
		m.index(path, i, len(p.Moments), plural(len(p.Moments), "moment", "moments"))
		if seen[i] {
			m.add(path, "moment %d is listed twice", i)
		}
		seen[i] = true
	}
}
