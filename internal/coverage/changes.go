package coverage

import (
	"slices"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// addBaseline hands the plan before to the planner, as far as its people, days and moments still exist,
// so that it changes as little as possible.
func (d *Desk) addBaseline() {
	base := &planner.Solution{Covers: []planner.Cover{}, Shifts: []planner.Shift{}}
	if d.in.Frozen.Known() { // also without a plan before: nobody is sent to a day that is over
		d.Problem.FreezeDay, _ = slices.BinarySearch(d.dates, d.in.Frozen)
		d.Problem.Baseline = base
	}
	if d.in.Previous == nil {
		return
	}
	d.Problem.Stab = d.in.Settings.Stability
	base.Covers, base.Shifts = d.ahead(d.in.Previous)
	d.Problem.Baseline = base
}

// ahead is what a plan has on the days to come, in today's indexes, as far as its people, days and moments
// still exist. addPast takes the days that are over.
func (d *Desk) ahead(p *Plan) (covers []planner.Cover, shifts []planner.Shift) {
	covers, shifts = []planner.Cover{}, []planner.Shift{}
	moment := map[production.MomentID]int{}
	for i, m := range d.moments {
		moment[m.ID] = i
	}
	for _, pd := range p.Days {
		day, known := slices.BinarySearch(d.dates, pd.Date)
		if !known || d.isOver(pd.Date) {
			continue
		}
		for _, c := range pd.Covers {
			if i, known := moment[c.Moment]; known {
				if cover, ok := d.oldCover(day, i, c); ok {
					covers = append(covers, cover)
				}
			}
		}
		for _, s := range pd.Shifts {
			if member, known := d.memberAt[s.Member]; known {
				shifts = append(shifts, d.oldShift(day, member, s))
			}
		}
	}
	return covers, shifts
}

// oldCover is a cover of the plan before in today's indexes; ok is false when somebody of its team has left or
// the moment needs another team by now.
func (d *Desk) oldCover(day, moment int, c Cover) (out planner.Cover, ok bool) {
	place, known := d.places.at[[2]string{c.Location, c.Place}]
	if !known {
		return planner.Cover{}, false
	}
	out = planner.Cover{Moment: moment, Day: day, Start: d.minute(day, c.Start), Place: place, Team: []int{}}
	for _, t := range c.Team {
		member, known := d.memberAt[t.Member]
		if !known {
			return planner.Cover{}, false
		}
		out.Team = append(out.Team, member)
	}
	return out, len(out.Team) == slots(d.Problem.Moments[moment])
}

// slots is the size of the team that a moment needs.
func slots(m planner.Moment) int {
	n := 0
	for _, r := range m.Roles {
		n += r.N
	}
	return n
}

func (d *Desk) oldShift(day, member int, s Shift) planner.Shift {
	out := planner.Shift{Crew: member, Day: day, Call: d.minute(day, s.Call), Meal: -1}
	if s.Meal.Known() {
		out.Meal = d.minute(day, s.Meal)
	}
	return out
}
