package coverage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// window finds the place at which the moment happens at the time, and says why there is none.
func (a *attempt) window(mv Move) bool {
	d, p := a.d, a.d.Problem
	best := -1
	open := false
	for i, w := range p.Moments[a.moment].Windows {
		if w.Day != a.cover.Day {
			continue
		}
		open = true
		here := a.trial.Was != nil && d.places.names[w.Place] == [2]string{a.trial.Was.Cover.Location, a.trial.Was.Cover.Place}
		if w.Start <= a.cover.Start && a.end() <= w.End && (best < 0 || here || w.Factor > p.Moments[a.moment].Windows[best].Factor) {
			best = i
			if here {
				break
			}
		}
	}
	if best >= 0 {
		a.cover.Place = p.Moments[a.moment].Windows[best].Place
		return true
	}
	end := mv.Start + production.Clock(p.Moments[a.moment].Dur)
	for _, w := range d.moments[a.moment].Windows {
		if w.Date != mv.Date || w.Start > mv.Start || w.End < end {
			continue
		}
		place := production.CalmName(w.Place)
		switch {
		case w.Closed:
			a.clash(Clash{Rule: 9, Text: place + " is a closed set then: nobody from BTS enters or watches a monitor.", Name: place, Until: w.End})
		case w.Capacity == 0:
			a.clash(Clash{Rule: 9, Text: "There is no room for BTS at " + place + " then.", Name: place, Until: w.End})
		case d.notYet(a.cover.Start) > 0:
			a.clash(Clash{Rule: 4, Text: "It is too late to call anybody for that."})
		default:
			continue
		}
		return false
	}
	if last := d.moments[a.moment].LastDate; last.Known() && mv.Date > last {
		a.clash(Clash{Rule: 1, Text: a.spoken(mv.Date) + " comes after " + last.Spoken() + ", the last useful day."})
	} else if open {
		a.clash(Clash{Rule: 1, Text: fmt.Sprintf("On %s it can be covered %s; it takes %s.", a.spoken(mv.Date), a.times(a.cover.Day), duration(p.Moments[a.moment].Dur))})
	} else {
		a.clash(Clash{Rule: 1, Text: fmt.Sprintf("It does not happen on %s. %s", a.spoken(mv.Date), a.whereItCan())})
	}
	return false
}

// times are the windows of a day: "10:00–12:30 and 14:00–15:00".
func (a *attempt) times(day int) string {
	var words []string
	for _, w := range a.d.Problem.Moments[a.moment].Windows {
		if w.Day == day {
			words = append(words, a.d.ClockName(w.Start)+"–"+a.d.ClockName(w.End))
		}
	}
	slices.Sort(words)
	return and(slices.Compact(words))
}

// mostDays is how many days a sentence names.
const mostDays = 3

// whereItCan names the days on which the moment can be covered.
func (a *attempt) whereItCan() string {
	var days []int
	for _, w := range a.d.Problem.Moments[a.moment].Windows {
		days = append(days, w.Day)
	}
	slices.Sort(days)
	days = slices.Compact(days)
	var words []string
	for i, day := range days {
		if i == mostDays {
			words = append(words, fmt.Sprintf("%d more", len(days)-i))
			break
		}
		words = append(words, a.d.DayName(day))
	}
	return "It can be covered on " + and(words) + "."
}

// against is all that could be said against a move, in the order in which people would say it.
func (a *attempt) against() (out []Clash) {
	for i, x := range a.cover.Team {
		out = append(out, a.ability(x, a.slots()[i])...)
		out = append(out, a.busy(x)...)
	}
	out = append(out, a.room()...)
	out = append(out, a.interviews()...)
	out = append(out, a.kit()...)
	for cd := range a.turned {
		if len(a.busyOf(cd)) == 0 {
			out = append(out, a.day(cd)...)
		}
	}
	if used := len(a.next.Shifts); used > a.d.Problem.BudgetDays {
		out = append(out, Clash{Rule: 7, Text: fmt.Sprintf("It would need a %s crew-day; %d are paid.", ordinal(used), a.d.Problem.BudgetDays)})
	}
	for i := range out {
		if out[i].Until == 0 {
			out[i].Until = production.NoClock
		}
	}
	slices.SortStableFunc(out, func(x, y Clash) int { return strings.Compare(fmt.Sprintf("%02d", x.Rule), fmt.Sprintf("%02d", y.Rule)) })
	return slices.CompactFunc(out, func(x, y Clash) bool { return x.Text == y.Text })
}

// busyOf is busy for those of the team on the day of the cover.
func (a *attempt) busyOf(cd crewDay) []Clash {
	if cd.day != a.cover.Day || !slices.Contains(a.cover.Team, cd.crew) {
		return nil
	}
	return a.busy(cd.crew)
}

func (a *attempt) name(crew int) string { return a.d.Problem.Crew[crew].Name }

// ability is rule 2: somebody is away or cannot do it.
func (a *attempt) ability(crew, skill int) (out []Clash) {
	c := a.d.Problem.Crew[crew]
	if !c.Avail[a.cover.Day] {
		out = append(out, Clash{Rule: 2, Text: c.Name + " is away on " + a.d.DayName(a.cover.Day) + ".", Name: c.Name})
	}
	if !slices.Contains(c.Skills, skill) {
		out = append(out, Clash{Rule: 2, Text: fmt.Sprintf("%s is no %s.", c.Name, a.trade(skill)), Name: c.Name})
	}
	return out
}

func (a *attempt) trade(skill int) string { return a.d.trade(skill) }

// busy is rule 3: somebody is elsewhere, or cannot be there in time.
func (a *attempt) busy(crew int) (out []Clash) {
	p, who := a.d.Problem, a.name(crew)
	for _, c := range workOf(a.next, crewDay{crew, a.cover.Day}) {
		if c.Moment == a.moment {
			continue
		}
		end, there, what := c.Start+p.Moments[c.Moment].Dur, somewhere(p.Places[c.Place].Name), "“"+p.Moments[c.Moment].Name+"”"
		until := a.d.clock(c.Day, end)
		switch way := p.Travel[c.Place][a.cover.Place]; {
		case c.Start < a.end() && a.cover.Start < end:
			out = append(out, Clash{3, fmt.Sprintf("%s is %s until %s, for %s.", who, there, a.d.ClockName(end), what), who, until})
		case c.Start <= a.cover.Start && end+way > a.cover.Start:
			out = append(out, Clash{3, fmt.Sprintf("%s is %s until %s, for %s, and needs %s from there.", who, there, a.d.ClockName(end), what, duration(way)), who, a.d.clock(c.Day, end+way)})
		case c.Start > a.cover.Start && a.end()+p.Travel[a.cover.Place][c.Place] > c.Start:
			out = append(out, Clash{3, fmt.Sprintf("%s has to be %s at %s, for %s: that is %s away.", who, there, a.d.ClockName(c.Start), what, duration(p.Travel[a.cover.Place][c.Place])), who, until})
		}
	}
	return out
}

// day is rules 4 to 6: somebody's working day, and the rest around it.
func (a *attempt) day(cd crewDay) (out []Clash) {
	p, who := a.d.Problem, a.name(cd.crew)
	work := workOf(a.next, cd)
	if len(work) == 0 {
		return nil
	}
	from := a.rested(cd)
	call, wrap, _, ok := planner.Workday(p, work, from)
	if !ok {
		switch {
		case wrap-call > p.Params.MaxShift:
			out = append(out, Clash{Rule: 4, Name: who, Text: fmt.Sprintf("%s would work %s; %s is the most.", who, duration(wrap-call), duration(p.Params.MaxShift))})
		case call < from && from == p.From:
			out = append(out, Clash{Rule: 4, Name: who, Text: "It is too late to call " + who + " for that."})
		case call < from:
			rest := p.Params.Turnaround - (from - call)
			out = append(out, Clash{Rule: 6, Name: who, Text: fmt.Sprintf("%s would have %s of rest before the call at %s; %s are due.", who, duration(max(rest, 0)), a.d.ClockName(call), duration(p.Params.Turnaround))})
		default:
			out = append(out, Clash{Rule: 5, Name: who, Text: who + " would get no meal in time."})
		}
	}
	return append(out, a.after(cd, wrap)...)
}

// after is rule 6 for the days that follow, and for the week.
func (a *attempt) after(cd crewDay, wrap int) (out []Clash) {
	p, who := a.d.Problem, a.name(cd.crew)
	var days []int
	for _, sh := range a.next.Shifts {
		if sh.Crew != cd.crew {
			continue
		}
		days = append(days, p.Days[sh.Day].Calendar)
		if rest := sh.Call - wrap; sh.Day > cd.day && rest < p.Params.Turnaround {
			out = append(out, Clash{Rule: 6, Name: who, Text: fmt.Sprintf("%s would wrap at %s and have %s of rest before %s; %s are due.",
				who, a.d.ClockName(wrap), duration(max(rest, 0)), a.d.DayName(sh.Day), duration(p.Params.Turnaround))})
		}
	}
	slices.Sort(days)
	for i, first := range days {
		n := 0
		for _, day := range days[i:] {
			if day-first < 7 {
				n++
			}
		}
		if most := p.Crew[cd.crew].MaxWeek; n > most {
			return append(out, Clash{Rule: 6, Name: who, Text: fmt.Sprintf("%s would work %d days out of seven; %d is the most.", who, n, most)})
		}
	}
	return out
}

// ordinal is "17th".
func ordinal(n int) string {
	end := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, end)
}

// duration is "45 min" or "12 h 30 min".
func duration(minutes int) string {
	switch h, m := minutes/60, minutes%60; {
	case h == 0:
		return fmt.Sprintf("%d min", m)
	case m == 0:
		return fmt.Sprintf("%d h", h)
	default:
		return fmt.Sprintf("%d h %d min", h, m)
	}
}

// and joins words: "a, b and c".
func and(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// somewhere is where somebody is, also where nobody said.
func somewhere(place string) string {
	if place == "" {
		return "elsewhere"
	}
	return "at " + place
}
