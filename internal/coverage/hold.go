package coverage

import (
	"slices"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// hold lays out the covers that somebody holds where they are, so that no plan has them otherwise: each can only be
// covered on its day, at its minute, at its place and by its team, and has to be. Those that break a rule by
// themselves or beside the others cannot be held, and are planned like any other moment.
func (d *Desk) hold() {
	d.held = map[int]bool{}
	if len(d.in.Held) == 0 {
		return
	}
	at := map[production.MomentID]int{}
	for i, m := range d.moments {
		at[m.ID] = i
	}
	trial := d.alone()
	var kept []planner.Cover
	for _, b := range d.in.Held {
		i, known := at[b.Cover.Moment]
		day, shoots := slices.BinarySearch(d.dates, b.Date)
		if !known || !shoots || d.isOver(b.Date) {
			continue
		}
		cover, ok := d.oldCover(day, i, b.Cover)
		if ok && d.canHold(trial, cover) {
			kept = append(kept, cover)
		}
	}
	for _, cover := range kept { // only now: the trial looks at the same moments
		d.pin(cover)
	}
}

// alone is what is done already, to which the held covers are added.
func (d *Desk) alone() *ByHand {
	fine, past := *d.Problem, &planner.Solution{Covers: []planner.Cover{}, Shifts: []planner.Shift{}}
	fine.Params.StartGrid, fine.Stab, fine.Must = HandGrid, planner.Stab{}, nil
	if base := d.Problem.Baseline; base != nil {
		for _, c := range base.Covers {
			if c.Moment >= len(d.moments) {
				past.Covers = append(past.Covers, c)
			}
		}
		for _, sh := range base.Shifts {
			if d.isOver(d.dates[sh.Day]) {
				past.Shifts = append(past.Shifts, sh)
			}
		}
		fine.Baseline = past
	}
	copied := *d
	copied.Problem = &fine
	return &ByHand{d: &copied, s: past}
}

// canHold adds a cover to those that are held, if the checker finds nothing wrong with that.
func (d *Desk) canHold(held *ByHand, c planner.Cover) bool {
	a := &attempt{ByHand: held, moment: c.Moment, cover: c, turned: map[crewDay]bool{}}
	a.next = a.without()
	a.next.Covers = append(a.next.Covers, c)
	for _, x := range c.Team {
		a.turned[crewDay{x, c.Day}] = true
	}
	a.turns()
	if report := planner.Check(held.d.Problem, a.next); !report.Valid {
		return false
	}
	held.s = a.next
	return true
}

// pin leaves a moment one way to be covered. Its team get a skill of their own each, which nobody else has.
func (d *Desk) pin(c planner.Cover) {
	m := &d.Problem.Moments[c.Moment]
	factor := 100
	for _, w := range m.Windows {
		if w.Day == c.Day && w.Place == c.Place && w.Start <= c.Start && c.Start+m.Dur <= w.End {
			factor = w.Factor
		}
	}
	m.Windows = []planner.Window{{Day: c.Day, Start: c.Start, End: c.Start + m.Dur, Place: c.Place, Factor: factor}}
	m.Roles = []planner.Role{}
	for _, x := range c.Team {
		m.Roles = append(m.Roles, planner.Role{Skill: d.own(x), N: 1})
	}
	d.held[c.Moment] = true
	d.Problem.Must = append(d.Problem.Must, c.Moment)
}

// own is the skill of being this member of the crew.
func (d *Desk) own(member int) int {
	if d.owns == nil {
		d.owns = map[int]int{}
	}
	skill, known := d.owns[member]
	if !known {
		skill = len(d.Problem.Skills)
		d.owns[member] = skill
		d.Problem.Skills = append(slices.Clone(d.Problem.Skills), "held by "+d.Problem.Crew[member].Name)
		d.Problem.Crew[member].Skills = append(slices.Clone(d.Problem.Crew[member].Skills), skill)
	}
	return skill
}
