package coverage

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/production"
)

// SameUntil reports whether two plans do the same on all days before the date: who is called when, and who
// covers what, when and where. Words about it may differ.
func SameUntil(a, b Plan, until production.Date) bool {
	past := func(p Plan) (done []PlanDay) {
		for _, day := range p.Days {
			if day.Date < until {
				done = append(done, day)
			}
		}
		return done
	}
	return slices.EqualFunc(past(a), past(b), sameDay)
}

func sameDay(a, b PlanDay) bool {
	return a.Date == b.Date &&
		slices.EqualFunc(a.Shifts, b.Shifts, func(a, b Shift) bool {
			return a.Member == b.Member && a.Call == b.Call && a.Meal == b.Meal && a.MealTo == b.MealTo && a.Wrap == b.Wrap
		}) &&
		slices.EqualFunc(a.Covers, b.Covers, func(a, b Cover) bool {
			return a.Moment == b.Moment && a.Start == b.Start && a.End == b.End && a.Place == b.Place && a.Location == b.Location &&
				slices.EqualFunc(a.Team, b.Team, func(a, b TeamMember) bool { return a.Member == b.Member && a.Skill == b.Skill })
		})
}

// Recast is the plan with other people in the places of some, whose ids are the keys.
func (p Plan) Recast(now map[production.MemberID]crew.Member) Plan {
	if len(now) == 0 {
		return p
	}
	p.Days = slices.Clone(p.Days)
	for i := range p.Days {
		day := &p.Days[i]
		day.Shifts, day.Covers = slices.Clone(day.Shifts), slices.Clone(day.Covers)
		for j := range day.Shifts {
			if m, is := now[day.Shifts[j].Member]; is {
				day.Shifts[j].Member, day.Shifts[j].Name, day.Shifts[j].Cost = m.ID, m.Name, m.Cost
			}
		}
		for j := range day.Covers {
			team := slices.Clone(day.Covers[j].Team)
			for k := range team {
				if m, is := now[team[k].Member]; is {
					team[k].Member, team[k].Name = m.ID, m.Name
				}
			}
			day.Covers[j].Team = team
		}
	}
	return p
}

// Costed is the plan with what the members cost a day, where it was not noted.
func (p Plan) Costed(members []crew.Member) Plan {
	costs := map[production.MemberID]int{}
	for _, m := range members {
		costs[m.ID] = m.Cost
	}
	p.Days = slices.Clone(p.Days)
	for i := range p.Days {
		p.Days[i].Shifts = slices.Clone(p.Days[i].Shifts)
		for j := range p.Days[i].Shifts {
			sh := &p.Days[i].Shifts[j]
			sh.Cost = cmp.Or(sh.Cost, costs[sh.Member])
		}
	}
	return p
}

// Adopt is a plan that holds on this desk (Broken) as the one after the plan before: the days that are over are
// that plan's, and the differences are counted and given reasons anew.
func (d *Desk) Adopt(p Plan) Plan {
	s := d.solution(&p)
	p.Days = slices.Clone(p.Days)
	p.Days = slices.DeleteFunc(p.Days, func(day PlanDay) bool { return d.isOver(day.Date) })
	p.Days = append(slices.Clone(d.past.days), p.Days...)
	if d.in.Previous == nil {
		return p
	}
	p.Against(d.in.Previous)
	d.giveReasons(&p, s)
	return p
}
