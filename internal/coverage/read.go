package coverage

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// Read turns a solution back into a plan. Id, time and maker are for the caller to fill.
func (d *Desk) Read(s *planner.Solution) Plan {
	p := Plan{
		Seed: d.in.Seed, CrewDays: d.in.CrewDays, UsedDays: len(s.Shifts), Value: s.Value, Bound: s.Bound, Worth: d.share(s),
		Total: len(d.moments) + len(d.past.moments) + len(d.aside), Covered: len(s.Covers), Days: []PlanDay{},
	}
	p.Days = append(p.Days, d.past.days...)
	worths := map[int]planner.DayWorth{}
	for _, w := range planner.DayWorths(d.Problem, s) {
		worths[w.Day] = w
	}
	for day, date := range d.dates {
		if d.isOver(date) {
			continue
		}
		if pd, attended := d.planDay(day, s); attended {
			d.appraise(&pd, worths[day])
			p.Days = append(p.Days, pd)
		}
	}
	p.Uncovered = slices.Clone(d.aside)
	for _, u := range s.Uncovered {
		left := uncovered(d.moments[u.Moment], reason{u.Reason, telling(u.Told)})
		if u.Change != "" {
			left.Change, left.ChangeTells, left.ChangeDate = u.Change, telling(u.ChangeTold), d.dates[u.ChangeDay]
		}
		p.Uncovered = append(p.Uncovered, left)
	}
	slices.SortStableFunc(p.Uncovered, func(a, b Uncovered) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Title, b.Title))
	})
	p.compare(d.in.Previous)
	d.giveReasons(&p, s)
	p.CrewDay = d.crewDay(s)
	return p
}

// over says that all chances of a moment are past, "" when one is still to come.
func (d *Desk) over(m story.Moment) string {
	last := production.Date("")
	for _, w := range m.Windows {
		last = max(last, w.Date)
	}
	day, known := slices.BinarySearch(d.dates, last)
	if !known || last >= d.in.Frozen {
		return ""
	}
	name := d.DayName(day)
	if len(m.Windows) > 1 {
		return "Its last chance was on " + name + ", which is over."
	}
	return "It could only happen on " + name + ", which is over."
}

func (d *Desk) planDay(day int, s *planner.Solution) (pd PlanDay, attended bool) {
	pd = PlanDay{Date: d.dates[day], Number: d.numbers[day], Covers: []Cover{}}
	last := map[int]int{}
	for _, c := range s.Covers {
		if c.Day != day {
			continue
		}
		for _, member := range c.Team {
			last[member] = max(last[member], c.Start+d.Problem.Moments[c.Moment].Dur)
		}
		pd.Covers = append(pd.Covers, d.cover(c))
	}
	for _, sh := range s.Shifts {
		if sh.Day == day {
			pd.Shifts = append(pd.Shifts, d.shift(sh, last[sh.Crew]))
		}
	}
	slices.SortFunc(pd.Covers, func(a, b Cover) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Title, b.Title))
	})
	slices.SortFunc(pd.Shifts, func(a, b Shift) int {
		return cmp.Or(cmp.Compare(a.Call, b.Call), cmp.Compare(a.Name, b.Name))
	})
	return pd, len(pd.Shifts) > 0
}

func (d *Desk) shift(sh planner.Shift, lastEnd int) Shift {
	m := d.in.Members[sh.Crew]
	out := Shift{
		Member: m.ID, Name: m.Name, Cost: m.Cost, Call: d.clock(sh.Day, sh.Call), Meal: production.NoClock, MealTo: production.NoClock,
		Wrap: d.clock(sh.Day, lastEnd+d.Problem.Params.Post),
	}
	if sh.Meal >= 0 {
		out.Meal = d.clock(sh.Day, sh.Meal)
		out.MealTo = d.clock(sh.Day, sh.Meal+d.Problem.Params.MealLen)
	}
	return out
}

func (d *Desk) cover(c planner.Cover) Cover {
	m, pm, place := d.moments[c.Moment], d.Problem.Moments[c.Moment], d.places.names[c.Place]
	out := Cover{
		Moment: m.ID, Title: m.Title, Kind: string(m.Kind), Scene: m.Scene, Arc: m.Arc, Score: m.Score,
		Start: d.clock(c.Day, c.Start), End: d.clock(c.Day, c.Start+pm.Dur),
		Place: place[1], Location: place[0], Person: m.Person, Team: []TeamMember{}, Kit: []string{}, Held: d.held[c.Moment],
	}
	for slot, skill := range d.parts(c.Moment) {
		member := d.in.Members[c.Team[slot]]
		out.Team = append(out.Team, TeamMember{Member: member.ID, Name: member.Name, Skill: skill})
	}
	for _, k := range pm.Kit {
		name := d.Problem.Kit[k.Kit].Name
		if k.N > 1 {
			name = fmt.Sprintf("%d × %s", k.N, name)
		}
		out.Kit = append(out.Kit, name)
	}
	return out
}

// parts are the skills that a moment asks for, one for each of its team, also where it is held by certain people.
func (d *Desk) parts(moment int) (skills []string) {
	for _, r := range d.moments[moment].Roles {
		if slices.Contains(d.skills, string(r.Skill)) {
			for range r.Count {
				skills = append(skills, string(r.Skill))
			}
		}
	}
	return skills
}
