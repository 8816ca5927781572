package coverage

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/planner"
)

// noBound is an earliest call before all others.
const noBound = -1 << 30

// turns works out the days of everybody whose work is different, and puts their shifts into the next solution.
func (a *attempt) turns() {
	list := make([]crewDay, 0, len(a.turned))
	for cd := range a.turned {
		list = append(list, cd)
	}
	slices.SortFunc(list, func(x, y crewDay) int { return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(x.crew, y.crew)) })
	for _, cd := range list {
		a.turn(cd)
	}
	slices.SortStableFunc(a.trial.Turns, func(x, y Turn) int {
		return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.Name, y.Name))
	})
}

func (a *attempt) turn(cd crewDay) {
	d := a.d
	work := workOf(a.next, cd)
	old := slices.IndexFunc(a.next.Shifts, func(sh planner.Shift) bool { return sh.Crew == cd.crew && sh.Day == cd.day })
	t := Turn{Date: d.dates[cd.day], Member: d.in.Members[cd.crew].ID, Name: d.in.Members[cd.crew].Name}
	if old >= 0 {
		was := d.shift(a.next.Shifts[old], lastEnd(d.Problem, workOf(a.s, cd)))
		t.Was = &was
	}
	if len(work) > 0 {
		sh := planner.Shift{Crew: cd.crew, Day: cd.day}
		call, _, meal, ok := planner.Workday(d.Problem, work, a.rested(cd))
		sh.Call, sh.Meal = call, meal
		if !ok && old >= 0 && a.trial.Now == nil && a.cover.Team == nil { // less work: the day may stay as it was called
			sh = a.next.Shifts[old]
		}
		now := d.shift(sh, lastEnd(d.Problem, work))
		t.Now = &now
		if old >= 0 {
			a.next.Shifts[old] = sh
		} else {
			a.next.Shifts = append(a.next.Shifts, sh)
		}
	} else if old >= 0 {
		a.next.Shifts = slices.Delete(a.next.Shifts, old, old+1)
	}
	if (t.Was == nil) != (t.Now == nil) || t.Was != nil && *t.Was != *t.Now {
		a.trial.Turns = append(a.trial.Turns, t)
	}
}

// workOf are somebody's covers on a day.
func workOf(s *planner.Solution, cd crewDay) (work []planner.Cover) {
	for _, c := range s.Covers {
		if c.Day == cd.day && slices.Contains(c.Team, cd.crew) {
			work = append(work, c)
		}
	}
	return work
}

// lastEnd is when the last of some covers ends.
func lastEnd(p *planner.Problem, covers []planner.Cover) int {
	last := 0
	for _, c := range covers {
		last = max(last, c.Start+p.Moments[c.Moment].Dur)
	}
	return last
}

// rested is the first minute at which somebody may be called on a day: after the rest since the day before, and
// not before now.
func (a *attempt) rested(cd crewDay) int {
	p := a.d.Problem
	from := noBound
	if p.From > 0 && cd.day >= p.FreezeDay {
		from = p.From
	}
	for day := cd.day - 1; day >= 0 && p.Days[cd.day].Calendar-p.Days[day].Calendar <= 2; day-- {
		if work := workOf(a.next, crewDay{cd.crew, day}); len(work) > 0 {
			return max(from, lastEnd(p, work)+p.Params.Post+p.Params.Turnaround)
		}
	}
	return from
}
