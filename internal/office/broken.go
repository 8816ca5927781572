package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// Broken is something of the BTS unit that a new revision has pulled the ground from.
type Broken struct {
	What  string          `json:"what"` // "moment", "interview", "day"
	ID    string          `json:"id"`
	Title string          `json:"title"`
	Why   string          `json:"why"`
	Do    string          `json:"do"`             // what to do about it, in words
	Date  production.Date `json:"date,omitempty"` // the day it was planned for, "" where it was not
	Scene string          `json:"scene,omitempty"`
	Team  []string        `json:"team,omitempty"` // who is free now
	Kit   []string        `json:"kit,omitempty"`  // what is not needed there now

	Before bool `json:"before,omitempty"` // it did not hold before either: nothing that these papers did
}

// anew are the things that held until now.
func anew(list []Broken) []Broken {
	out := []Broken{}
	for _, b := range list {
		if !b.Before {
			out = append(out, b)
		}
	}
	return out
}

// brokenBy lists what the plan promised for today and later and does not hold, what breaks only now first,
// and then what a person wanted for certain and cannot have any more, planned or not.
func brokenBy(plan coverage.Plan, today production.Date, days daysMove, m momentsMove) []Broken {
	out := []Broken{}
	shot, wasShot := dates(days.after), dates(days.before)
	was, now := byID(m.before), byID(m.after)
	said := map[production.MomentID]bool{}
	for _, day := range plan.Days {
		if day.Date < today {
			continue
		}
		if day.Number > 0 && !shot[day.Date] {
			b := brokenDay(day)
			b.Before = !wasShot[day.Date]
			out = append(out, b)
		}
		for _, c := range day.Covers {
			said[c.Moment] = true
			if c.Broken = noLongerHolds(day, c, now); c.Broken == "" {
				continue
			}
			b := brokenCover(day, c, now[c.Moment], today)
			b.Before = noLongerHolds(day, c, was) != ""
			out = append(out, b)
		}
	}
	out = append(out, lostWishes(m, now, said, today)...)
	slices.SortStableFunc(out, func(a, b Broken) int { return cmp.Compare(rank(a.Before), rank(b.Before)) })
	return out
}

func rank(before bool) int {
	if before {
		return 1
	}
	return 0
}

func dates(days []production.Day) map[production.Date]bool {
	set := map[production.Date]bool{}
	for _, d := range days {
		set[d.Date] = true
	}
	return set
}

func brokenDay(day coverage.PlanDay) Broken {
	b := Broken{What: "day", ID: string(day.Date), Date: day.Date, Title: day.Date.Spoken(), Why: "it is no longer a shoot day"}
	for _, shift := range day.Shifts {
		b.Team = append(b.Team, shift.Name)
	}
	b.Do = "Plan again, and tell " + listed(b.Team) + " not to come."
	if len(b.Team) == 0 {
		b.Do = "Plan again."
	}
	return b
}

func brokenCover(day coverage.PlanDay, c coverage.Cover, m story.Moment, today production.Date) Broken {
	b := Broken{What: whatOf(c.Kind), ID: string(c.Moment), Title: c.Title, Why: c.Broken, Date: day.Date, Scene: c.Scene, Kit: c.Kit}
	for _, t := range c.Team {
		if !slices.Contains(b.Team, t.Name) {
			b.Team = append(b.Team, t.Name)
		}
	}
	b.Do = whatToDo(m, today)
	return b
}

// lostWishes are moments that a person confirmed or promised, that could still be covered before and
// cannot now.
func lostWishes(m momentsMove, now map[production.MomentID]story.Moment, said map[production.MomentID]bool, today production.Date) []Broken {
	var out []Broken
	for _, was := range m.before {
		is, known := now[was.ID]
		wanted := was.MustHave || was.Status == story.Confirmed
		if !wanted || said[was.ID] || firstChance(was, today) == nil || known && firstChance(is, today) != nil {
			continue
		}
		why := "it is no longer on the schedule"
		if slices.ContainsFunc(is.Windows, func(w story.Window) bool { return w.Closed && w.Date >= today }) {
			why = closedNow
		}
		out = append(out, Broken{What: whatOf(string(was.Kind)), ID: string(was.ID), Title: was.Title, Why: why, Scene: was.Scene, Do: whatToDo(is, today)})
	}
	return out
}

// firstChance is the first window from today on in which a moment can be covered, nil for none.
func firstChance(m story.Moment, today production.Date) *story.Window {
	var first *story.Window
	for i, w := range m.Windows {
		if !m.Gone && !w.Closed && w.Date >= today && (first == nil || w.Date < first.Date || w.Date == first.Date && w.Start < first.Start) {
			first = &m.Windows[i]
		}
	}
	return first
}

// whatToDo says how to get a lost moment back, or that it is lost.
func whatToDo(m story.Moment, today production.Date) string {
	if w := firstChance(m, today); w != nil {
		where := ""
		if w.Place != "" {
			where = " at " + production.CalmName(w.Place)
		}
		return fmt.Sprintf("Plan again: it can be covered on %s, %s–%s%s.", w.Date.Spoken(), w.Start, w.End, where)
	}
	closed := func(w story.Window) bool { return w.Closed && w.Date >= today }
	switch {
	case m.ID == "" || m.Gone:
		return "Dismiss it, or give it times of your own if it happens all the same."
	case slices.ContainsFunc(m.Windows, closed):
		return "Ask the 1st AD what may be filmed outside the set, and plan again."
	}
	return "Wait for the next schedule, or give it times of your own."
}

// listed is "Ann", "Ann and Ben", "Ann, Ben and Cy".
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func byID(moments []story.Moment) map[production.MomentID]story.Moment {
	now := make(map[production.MomentID]story.Moment, len(moments))
	for _, m := range moments {
		now[m.ID] = m
	}
	return now
}

// momentsByID are the moments of a production as they stand now.
func momentsByID(ctx context.Context, tx *store.Tx, in production.ProductionID) (map[production.MomentID]story.Moment, error) {
	moments, err := tx.FindMoments(ctx, in, store.MomentFilter{})
	return byID(moments), err
}

// markBroken marks what the plan promised for today and later and cannot happen any more. Days that
// are over stay as they were.
func markBroken(plan coverage.Plan, today production.Date, now map[production.MomentID]story.Moment) {
	for _, day := range plan.Days {
		for i := range day.Covers {
			if day.Date >= today {
				day.Covers[i].Broken = noLongerHolds(day, day.Covers[i], now)
			}
		}
	}
}

func whatOf(kind string) string {
	if kind == string(story.Interview) {
		return "interview"
	}
	return "moment"
}

// closedNow is why a cover does not hold on a set that is closed since.
const closedNow = "the set is closed now"

func notThen(day coverage.PlanDay) string { return "it is no longer on " + day.Date.Spoken() }

// noLongerHolds says in words why a planned cover cannot happen any more, "" when it can.
func noLongerHolds(day coverage.PlanDay, c coverage.Cover, now map[production.MomentID]story.Moment) string {
	m, known := now[c.Moment]
	if !known || m.Gone {
		return "it is no longer in the script or schedule"
	}
	why := notThen(day)
	for _, w := range m.Windows {
		switch {
		case w.Date != day.Date:
		case w.Closed:
			why = closedNow
		case w.Start <= c.Start && c.End <= w.End:
			return ""
		default:
			why = "on " + day.Date.Spoken() + " it now runs " + w.Start.String() + "–" + w.End.String()
		}
	}
	return why
}
