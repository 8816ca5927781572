package coverage

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// past is what the plan before did on the days that are over. It stays word for word, also when a
// revised schedule no longer has those days, people have left or a moment has changed since. The
// planner gets it only as far as it binds the days to come: rests, weeks and crew-days used.
type past struct {
	days    []PlanDay                    // in order of date
	moments map[production.MomentID]bool // covered on them
	crew    map[production.MemberID]int  // crew index of everybody who was there, those who have left since among them
}

// collectPast takes the days before Frozen out of the plan before.
func (d *Desk) collectPast() {
	d.past.moments, d.past.crew = map[production.MomentID]bool{}, map[production.MemberID]int{}
	if d.in.Previous == nil {
		return
	}
	for _, day := range d.in.Previous.Days {
		if !d.isOver(day.Date) {
			continue
		}
		day.Covers, day.Shifts = slices.Clone(day.Covers), slices.Clone(day.Shifts)
		for i := range day.Shifts {
			day.Shifts[i].Cost = cmp.Or(day.Shifts[i].Cost, d.costOf(day.Shifts[i].Member))
		}
		for i := range day.Covers {
			day.Covers[i].Changed, day.Covers[i].Why = "", ""
			d.past.moments[day.Covers[i].Moment] = true
		}
		d.past.days = append(d.past.days, day)
	}
}

// costOf is what somebody of the crew, or left out of it, costs a day; 0 of those whom nobody knows any more.
func (d *Desk) costOf(id production.MemberID) int {
	for _, m := range append(slices.Clone(d.in.Members), d.in.Left...) {
		if m.ID == id {
			return m.Cost
		}
	}
	return 0
}

// isOver reports that a date is history.
func (d *Desk) isOver(date production.Date) bool { return d.in.Frozen.Known() && date < d.in.Frozen }

// checkPast refuses fewer crew-days than are used already.
func (d *Desk) checkPast() error {
	used := 0
	for _, day := range d.past.days {
		used += len(day.Shifts)
	}
	if used <= d.in.CrewDays {
		return nil
	}
	return fault.New(fault.Invalid, "%d crew-days are used already, %d are paid", used, d.in.CrewDays).
		WithRemedy("Give the number of crew-days for the whole shoot, those that are over included.")
}

// addPast hands what was done to the planner: moments that can only be covered as they were, by those
// who were there. They ask for a skill of their own, since people may have learnt or left since.
func (d *Desk) addPast() {
	if len(d.past.days) == 0 {
		return
	}
	wasThere := len(d.Problem.Skills)
	d.Problem.Skills = append(slices.Clone(d.Problem.Skills), "was there")
	for i := range d.past.days {
		d.pastShifts(&d.past.days[i], wasThere)
	}
	for i := range d.past.days {
		d.pastCovers(&d.past.days[i], wasThere)
	}
}

func (d *Desk) pastShifts(pd *PlanDay, wasThere int) {
	day, _ := slices.BinarySearch(d.dates, pd.Date)
	for _, s := range pd.Shifts {
		member, known := d.wasThere(s.Member)
		if !known { // has left since
			member = len(d.Problem.Crew)
			d.Problem.Crew = append(d.Problem.Crew, planner.Crew{
				Name: s.Name, Skills: []int{}, Avail: make([]bool, len(d.dates)), MaxWeek: 7,
			})
		}
		d.past.crew[s.Member] = member
		c := &d.Problem.Crew[member]
		c.Avail[day] = true
		if !slices.Contains(c.Skills, wasThere) {
			c.Skills = append(c.Skills, wasThere)
		}
		d.Problem.Baseline.Shifts = append(d.Problem.Baseline.Shifts, d.oldShift(day, member, s))
	}
}

// wasThere is the crew index of somebody who worked on a day that is over, in the crew still or not.
func (d *Desk) wasThere(id production.MemberID) (member int, known bool) {
	if member, known = d.memberAt[id]; !known {
		member, known = d.past.crew[id]
	}
	return member, known
}

func (d *Desk) pastCovers(pd *PlanDay, wasThere int) {
	day, _ := slices.BinarySearch(d.dates, pd.Date)
	for _, c := range pd.Covers {
		start, end, place := d.minute(day, c.Start), d.minute(day, c.End), d.places.index(c.Location, c.Place)
		cover := planner.Cover{Moment: len(d.Problem.Moments), Day: day, Start: start, Place: place, Team: []int{}}
		for _, t := range c.Team {
			member, _ := d.wasThere(t.Member)
			cover.Team = append(cover.Team, member)
		}
		d.Problem.Baseline.Covers = append(d.Problem.Baseline.Covers, cover)
		d.Problem.Moments = append(d.Problem.Moments, planner.Moment{
			Name: c.Title, Kind: c.Kind, Value: max(c.Score, 1), Arc: d.arc(c.Arc), Dur: end - start, Person: -1, LastDay: -1,
			Windows: []planner.Window{{Day: day, Start: start, End: end, Place: place, Factor: 100}},
			Roles:   []planner.Role{{Skill: wasThere, N: len(c.Team)}}, Kit: []planner.KitNeed{},
		})
	}
}
