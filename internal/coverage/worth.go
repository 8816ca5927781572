package coverage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// appraise says what a day buys: what it is chosen for, what can be had on no other day, and what would be
// lost without it.
func (d *Desk) appraise(pd *PlanDay, w planner.DayWorth) {
	for _, i := range w.Only {
		if i < len(d.moments) {
			pd.Only = append(pd.Only, d.moments[i].ID)
		}
	}
	for _, a := range w.Arcs {
		pd.Arcs = append(pd.Arcs, d.Problem.Arcs[a])
	}
	pd.Buys = buys(pd.Covers, pd.Only)
	pd.Loss = loss(w)
}

// loss is what would be lost without a day, "" for a day without moments.
func loss(w planner.DayWorth) string {
	switch {
	case w.Moments == 0:
		return ""
	case w.Lost == 0 && w.Moments == 1:
		return "What is covered here would fit on another day."
	case w.Lost == 0:
		return fmt.Sprintf("All %d of its moments would fit on other days.", w.Moments)
	case w.Moments == 1:
		return "Without this day its moment would be lost."
	case w.Lost == w.Moments:
		return fmt.Sprintf("Without this day all %d of its moments would be lost.", w.Moments)
	}
	return fmt.Sprintf("Without this day %d of its %d moments would be lost.", w.Lost, w.Moments)
}

// buys says what a day is chosen for: its two best moments, first those that happen on no other day, and
// the number of the rest.
func buys(covers []Cover, only []production.MomentID) string {
	if len(covers) == 0 {
		return ""
	}
	here := func(c Cover) bool { return slices.Contains(only, c.Moment) }
	best := slices.Clone(covers)
	slices.SortStableFunc(best, func(a, b Cover) int {
		if x := here(a); x != here(b) {
			if x {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Score, a.Score)
	})
	lead := best[:min(2, len(best))]
	if len(lead) == 2 && here(lead[0]) && !here(lead[1]) {
		lead = lead[:1]
	}
	var names []string
	for _, c := range lead {
		names = append(names, c.Title)
	}
	more, alone := len(best)-len(names), here(lead[0])
	happen := "which happens on no other day"
	if len(lead) > 1 {
		happen = "which happen on no other day"
	}
	switch {
	case alone && len(only) == len(best) && more > 0:
		return fmt.Sprintf("%s, and %d more, none of which happens on another day", strings.Join(names, ", "), more)
	case alone && more > 0:
		return fmt.Sprintf("%s, %s, and %d more", strings.Join(names, " and "), happen, more)
	case alone:
		return strings.Join(names, " and ") + ", " + happen
	case more > 0:
		return fmt.Sprintf("%s, and %d more", strings.Join(names, ", "), more)
	}
	return strings.Join(names, " and ")
}

// crewDay is the price of a crew-day in names and dates.
func (d *Desk) crewDay(s *planner.Solution) CrewDay {
	w := planner.CrewDayPrice(d.Problem, s)
	out := CrewDay{Used: len(s.Shifts) >= d.Problem.BudgetDays}
	if w.MoreCrew >= 0 {
		out.More, out.MoreName, out.MoreDate = w.MoreMoments, d.Problem.Crew[w.MoreCrew].Name, d.dates[w.MoreDay]
	}
	if w.LeastCrew >= 0 {
		out.Least, out.LeastName, out.LeastDate = w.LeastLost, d.Problem.Crew[w.LeastCrew].Name, d.dates[w.LeastDay]
	}
	return out
}

// Words are the price of a crew-day in a sentence or two, "" where nobody looked.
func (c CrewDay) Words() string {
	if c.LeastName == "" {
		return ""
	}
	least := fmt.Sprintf("The one that brings least is %s on %s: %s would be lost without it.", c.LeastName, c.LeastDate.Spoken(), moments(c.Least, ""))
	if c.Least == 0 {
		least = fmt.Sprintf("%s on %s could almost stay at home: no moment would be lost.", c.LeastName, c.LeastDate.Spoken())
	}
	switch {
	case !c.Used:
		return least
	case c.MoreName == "":
		return "One more crew-day would bring nothing that is worth its cost. " + least
	}
	return fmt.Sprintf("One more crew-day, %s on %s, would bring %s. %s", c.MoreName, c.MoreDate.Spoken(), moments(c.More, " more"), least)
}

// HoldBack takes out of a plan what it advises for days before the date, which nobody can change any more: what
// would be lost without them, the price of a crew-day on them, and what it would take to cover a moment on them, the
// reason of which is told as one of the past. "" for the date leaves everything.
func (p *Plan) HoldBack(open production.Date) {
	for i := range p.Days {
		if p.Days[i].Date < open {
			p.Days[i].Loss = ""
		}
	}
	over := func(d production.Date) bool { return d.Known() && d < open }
	if over(p.CrewDay.MoreDate) || over(p.CrewDay.LeastDate) {
		p.CrewDay = CrewDay{}
	}
	for i := range p.Uncovered {
		u := &p.Uncovered[i]
		if over(u.ChangeDate) { // so is what the reason speaks of
			u.Reason = "When it was planned: " + u.Reason
		}
		if u.ChangeDate < open {
			u.Change, u.ChangeTells, u.ChangeDate = "", "", ""
		}
	}
}

// moments is "1 more moment" or "3 moments".
func moments(n int, more string) string {
	if n == 1 {
		return "1" + more + " moment"
	}
	return fmt.Sprintf("%d%s moments", n, more)
}
