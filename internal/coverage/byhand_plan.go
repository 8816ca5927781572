package coverage

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// byHand is the reason of a change that somebody made.
const (
	takenOffReason = "It was taken off by hand."
	byHandReason   = "By hand."
)

// rewrite is the plan with what the attempt changes, and nothing else: days that it does not touch stay word for word.
func (a *attempt) rewrite(mv Move) Plan {
	p := a.plan
	p.Days = slices.Clone(p.Days)
	for i := range p.Days {
		p.Days[i].Covers, p.Days[i].Shifts = slices.Clone(p.Days[i].Covers), slices.Clone(p.Days[i].Shifts)
	}
	touched := map[production.Date]bool{}
	if was := a.trial.Was; was != nil {
		touched[was.Date] = true
		day := &p.Days[p.dayAt(was.Date)]
		day.Covers = slices.DeleteFunc(day.Covers, func(c Cover) bool { return c.Moment == mv.Moment })
	}
	if now := a.trial.Now; now != nil {
		touched[now.Date] = true
		day := p.dayFor(now.Date, now.Number)
		day.Covers = append(day.Covers, now.Cover)
	}
	for _, t := range a.trial.Turns {
		touched[t.Date] = true
		day := p.dayFor(t.Date, 0)
		day.Shifts = slices.DeleteFunc(day.Shifts, func(s Shift) bool { return s.Member == t.Member })
		if t.Now != nil {
			day.Shifts = append(day.Shifts, *t.Now)
		}
	}
	for date := range touched {
		if i := p.dayAt(date); i >= 0 {
			a.retell(&p.Days[i])
		}
	}
	p.Days = slices.DeleteFunc(p.Days, func(d PlanDay) bool { return len(d.Covers)+len(d.Shifts) == 0 })
	a.recount(&p)
	a.explain(&p)
	return p
}

// dayAt is the index of a day, -1 for none.
func (p *Plan) dayAt(date production.Date) int {
	return slices.IndexFunc(p.Days, func(d PlanDay) bool { return d.Date == date })
}

// dayFor is the day of a date, made when it is new.
func (p *Plan) dayFor(date production.Date, number int) *PlanDay {
	i, known := slices.BinarySearchFunc(p.Days, date, func(d PlanDay, date production.Date) int { return cmp.Compare(d.Date, date) })
	if !known {
		p.Days = slices.Insert(p.Days, i, PlanDay{Date: date, Number: number})
	}
	return &p.Days[i]
}

// retell puts a day in order and says anew what it buys; what would be lost without it nobody looked for.
func (a *attempt) retell(d *PlanDay) {
	slices.SortFunc(d.Covers, func(x, y Cover) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.Title, y.Title)) })
	slices.SortFunc(d.Shifts, func(x, y Shift) int { return cmp.Or(cmp.Compare(x.Call, y.Call), cmp.Compare(x.Name, y.Name)) })
	d.Only, d.Arcs, d.Loss = nil, nil, ""
	for _, c := range d.Covers {
		if i, known := a.at[c.Moment]; known && !slices.ContainsFunc(a.d.Problem.Moments[i].Windows, func(w planner.Window) bool { return a.d.dates[w.Day] != d.Date }) {
			d.Only = append(d.Only, c.Moment)
		}
		if c.Arc != "" && !slices.Contains(d.Arcs, c.Arc) {
			d.Arcs = append(d.Arcs, c.Arc)
		}
	}
	slices.Sort(d.Arcs)
	d.Buys = buys(d.Covers, d.Only)
}

// recount counts the plan anew. What a crew-day is worth in it nobody looked for.
func (a *attempt) recount(p *Plan) {
	p.UsedDays, p.Covered, p.CrewDay = 0, 0, CrewDay{}
	for _, d := range p.Days {
		p.UsedDays, p.Covered = p.UsedDays+len(d.Shifts), p.Covered+len(d.Covers)
	}
	p.Value, p.Worth = planner.Objective(a.d.Problem, a.next), a.d.share(a.next)
	p.Bound = max(p.Bound, p.Value)
	p.Uncovered = slices.DeleteFunc(slices.Clone(p.Uncovered), func(u Uncovered) bool { return u.Moment == a.trial.Moment })
	if a.trial.Now != nil {
		return
	}
	c := a.trial.Was.Cover
	p.Uncovered = append(p.Uncovered, Uncovered{
		Moment: c.Moment, Title: c.Title, Kind: c.Kind, Scene: c.Scene, Score: c.Score, Reason: takenOffReason, ReasonTells: TellsNothing,
	})
	slices.SortStableFunc(p.Uncovered, func(x, y Uncovered) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.Title, y.Title))
	})
}

// explain says what is different from the plan before.
func (a *attempt) explain(p *Plan) {
	p.Against(&a.plan)
	for i := range p.Days {
		for j := range p.Days[i].Covers {
			if c := &p.Days[i].Covers[j]; c.Moment == a.trial.Moment && c.Changed != "" {
				c.Why, c.WhyTells = byHandReason, TellsNothing
			}
		}
	}
	for i := range p.Dropped {
		if p.Dropped[i].Moment == a.trial.Moment {
			p.Dropped[i].Why, p.Dropped[i].WhyTells = takenOffReason, TellsNothing
		}
	}
}
