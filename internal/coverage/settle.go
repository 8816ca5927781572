package coverage

import (
	"slices"

	"github.com/btsdirector/bts/internal/planner"
)

// Settle puts what stayed on its day and with its people back to the very minute it had in the plan
// before, as far as no rule breaks and nothing is lost: the planner is free in the minutes, people are
// not. Days are tried whole first, then cover by cover.
func (d *Desk) Settle(s *planner.Solution) {
	if d.in.Previous == nil || d.Problem.Baseline == nil {
		return
	}
	worth := planner.Check(d.Problem, s).Objective
	adopt := func(trial planner.Solution) bool {
		report := planner.Check(d.Problem, &trial)
		if !report.Valid || report.Objective < worth {
			return false
		}
		s.Covers, s.Shifts, worth = trial.Covers, trial.Shifts, report.Objective
		return true
	}
	for day := range d.dates {
		if adopt(d.asBefore(s, day)) {
			continue
		}
		for i := range s.Covers {
			if was, found := d.before(s.Covers[i]); found && s.Covers[i].Day == day && was.Start != s.Covers[i].Start {
				trial := planner.Solution{Covers: slices.Clone(s.Covers), Shifts: s.Shifts}
				trial.Covers[i] = was
				adopt(trial)
			}
		}
	}
}

// asBefore is the solution with all that stayed on one day, covers and shifts, as the plan before has it.
func (d *Desk) asBefore(s *planner.Solution, day int) planner.Solution {
	trial := planner.Solution{Covers: slices.Clone(s.Covers), Shifts: slices.Clone(s.Shifts)}
	for i, c := range trial.Covers {
		if was, found := d.before(c); found && c.Day == day {
			trial.Covers[i] = was
		}
	}
	for i, sh := range trial.Shifts {
		for _, was := range d.Problem.Baseline.Shifts {
			if sh.Day == day && was.Day == day && was.Crew == sh.Crew {
				trial.Shifts[i] = was
			}
		}
	}
	return trial
}

// before is the same moment with the same people at the same place on the same day in the plan before.
func (d *Desk) before(c planner.Cover) (was planner.Cover, found bool) {
	i := slices.IndexFunc(d.Problem.Baseline.Covers, func(b planner.Cover) bool {
		return b.Moment == c.Moment && b.Day == c.Day && b.Place == c.Place && slices.Equal(b.Team, c.Team)
	})
	if i < 0 {
		return planner.Cover{}, false
	}
	return d.Problem.Baseline.Covers[i], true
}
