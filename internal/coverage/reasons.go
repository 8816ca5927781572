package coverage

import (
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// giveReasons says for every difference from the plan before why it is so: as the planner found it, or, where
// the old cover could not even be handed to the planner, what became of it.
func (d *Desk) giveReasons(p *Plan, s *planner.Solution) {
	if d.in.Previous == nil {
		return
	}
	found := map[production.MomentID]reason{}
	for _, c := range planner.Changes(d.Problem, s, d.Wording()) {
		if c.Moment >= 0 && c.Moment < len(d.moments) {
			found[d.moments[c.Moment].ID] = reason{c.Reason, telling(c.Told)}
		}
	}
	for moment, gone := range d.lostCovers(d.in.Previous) {
		found[moment] = gone
	}
	known := d.knownBefore()
	for i := range p.Days {
		for j := range p.Days[i].Covers {
			c := &p.Days[i].Covers[j]
			if c.Changed == "" {
				continue
			}
			why := found[c.Moment]
			if !known[c.Moment] {
				why.text = "It was found after the plan before. " + why.text
			}
			c.Why, c.WhyTells = why.text, why.tells
		}
	}
	for i := range p.Dropped {
		why := found[p.Dropped[i].Moment]
		p.Dropped[i].Why, p.Dropped[i].WhyTells = why.text, why.tells
	}
}

// knownBefore are the moments that the plan before covers or leaves out.
func (d *Desk) knownBefore() map[production.MomentID]bool {
	known := map[production.MomentID]bool{}
	for _, day := range d.in.Previous.Days {
		for _, c := range day.Covers {
			known[c.Moment] = true
		}
	}
	for _, u := range d.in.Previous.Uncovered {
		known[u.Moment] = true
	}
	return known
}

// lostCovers are the covers of a plan for days to come that cannot be laid out as a problem any more, with the
// reason, a sentence.
func (d *Desk) lostCovers(p *Plan) map[production.MomentID]reason {
	lost := map[production.MomentID]reason{}
	at := map[production.MomentID]int{}
	for i, m := range d.moments {
		at[m.ID] = i
	}
	for _, day := range p.Days {
		if d.isOver(day.Date) {
			continue
		}
		index, shoots := slices.BinarySearch(d.dates, day.Date)
		for _, c := range day.Covers {
			i, planned := at[c.Moment]
			switch {
			case !planned:
				lost[c.Moment] = reason{d.whyNoMoment(c.Moment), TellsSchedule}
			case !shoots:
				lost[c.Moment] = reason{d.sceneElsewhere(i, day.Date), TellsSchedule}
			default:
				if _, ok := d.oldCover(index, i, c); !ok {
					lost[c.Moment] = d.whyNoCover(i, c)
				}
			}
		}
	}
	return lost
}

// whyNoMoment is why a moment of the plan before is not planned with at all.
func (d *Desk) whyNoMoment(id production.MomentID) string {
	for _, u := range d.aside {
		if u.Moment == id {
			return u.Reason
		}
	}
	if d.in.Recorded[id] {
		return "It is recorded already."
	}
	for _, m := range d.in.Moments {
		if m.ID == id && m.Status == story.Dismissed {
			return "It was dismissed."
		}
	}
	return "The moment is gone: the papers no longer have what it was found in."
}

// sceneElsewhere is for a moment whose day has left the schedule.
func (d *Desk) sceneElsewhere(moment int, was production.Date) string {
	why := was.Spoken() + " is no shoot day any more."
	if scene := d.moments[moment].Scene; scene != "" {
		for day, date := range d.dates {
			for _, w := range d.Problem.Moments[moment].Windows {
				if w.Day == day && date != was {
					return fmt.Sprintf("Scene %s moved to %s: %s", scene, d.DayName(day), why)
				}
			}
		}
	}
	return why
}

// whyNoCover is why a cover of the plan before has no counterpart: its people or its place are gone.
func (d *Desk) whyNoCover(moment int, c Cover) reason {
	for _, t := range c.Team {
		if _, known := d.memberAt[t.Member]; !known {
			return reason{t.Name + d.whyAway(t.Member), TellsCrew}
		}
	}
	if n := slots(d.Problem.Moments[moment]); n != len(c.Team) {
		return reason{fmt.Sprintf("It takes %d of the crew now, and had %d.", n, len(c.Team)), TellsNothing}
	}
	return reason{production.CalmName(c.Place) + " is not in the schedule any more.", TellsSchedule}
}

// whyAway is why somebody is not in the crew, as the end of a sentence.
func (d *Desk) whyAway(id production.MemberID) string {
	if slices.ContainsFunc(d.in.Left, func(m crew.Member) bool { return m.ID == id }) {
		return " is left out here."
	}
	return " has left the crew."
}
