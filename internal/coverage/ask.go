package coverage

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// Ask is what somebody wants to know: what would the plan be if this were different? People and moments
// are named by id, by an end of it, or as people call them; days by date or "day 5".
type Ask struct {
	Name     string        `json:"name,omitempty"`
	CrewDays int           `json:"crew_days,omitempty"` // 0 as paid
	Without  []string      `json:"without,omitempty"`   // people left out
	Extra    []crew.Member `json:"extra,omitempty"`     // people who are not in the crew, free on every day
	Must     []string      `json:"must,omitempty"`      // moments that have to be covered
	NoGo     []string      `json:"no_go,omitempty"`     // moments that nobody covers, and days on which nobody goes
	Time     time.Duration `json:"time,omitempty"`
	Seed     int64         `json:"seed,omitempty"`
}

// Named is a person or a moment as it was called when somebody asked.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Wish is an Ask of which every name was found.
type Wish struct {
	Name     string            `json:"name"`
	CrewDays int               `json:"crew_days"` // 0 as paid
	Without  []Named           `json:"without"`
	Extra    []crew.Member     `json:"extra"`
	Must     []Named           `json:"must"`
	NoGo     []Named           `json:"no_go"`
	NoGoDays []production.Date `json:"no_go_days"`
}

// Limits of a wish.
const (
	MostCrewDays = 5000 // keeps a slip of the finger from asking for a plan that cannot end
	longestName  = 120
)

// Resolve finds everything that an ask names. It returns fault.Invalid that lists all that was not
// found or makes no sense, each with what to do.
func (a Ask) Resolve(in Input) (Wish, error) {
	var wrong complaints
	w := Wish{Name: strings.TrimSpace(a.Name), CrewDays: a.CrewDays, Without: []Named{}, Extra: []crew.Member{}, Must: []Named{}, NoGo: []Named{}, NoGoDays: []production.Date{}}
	if utf8.RuneCountInString(w.Name) > longestName {
		wrong.add("Give a shorter one.", "the name is longer than %d characters", longestName)
	}
	if a.CrewDays < 0 || a.CrewDays > MostCrewDays {
		wrong.add(fmt.Sprintf("Give a whole number from 1 to %d; one person on one day is one crew-day.", MostCrewDays), "%d is not a number of crew-days", a.CrewDays)
	}
	for _, said := range a.Without {
		find(&wrong, &w.Without, people(in.Members), said, "person of the crew")
	}
	a.addExtra(&wrong, &w, in.Members)
	known := titles(in.Moments)
	for _, said := range a.Must {
		find(&wrong, &w.Must, known, said, "moment")
	}
	for _, said := range a.NoGo {
		if date, is := dayOf(said, in.Facts.Days); is {
			in.noGoDay(&wrong, &w, date)
		} else {
			find(&wrong, &w.NoGo, known, said, "moment or shoot day")
		}
	}
	w.contradictions(&wrong, in.Moments)
	if len(wrong.said) == 0 && w.empty() {
		wrong.add("Say how many crew-days, who is missing or added, or what must or must not be covered.", "nothing is different from the plan there is")
	}
	return w, wrong.err()
}

// empty reports whether nothing is different.
func (w Wish) empty() bool {
	return w.CrewDays == 0 && len(w.Without)+len(w.Extra)+len(w.Must)+len(w.NoGo)+len(w.NoGoDays) == 0
}

func (a Ask) addExtra(wrong *complaints, w *Wish, members []crew.Member) {
	for _, m := range a.Extra {
		m.Name = strings.TrimSpace(m.Name)
		twice := func(other crew.Member) bool { return strings.EqualFold(other.Name, m.Name) }
		if slices.ContainsFunc(members, twice) || slices.ContainsFunc(w.Extra, twice) {
			wrong.add("Give the additional person another name.", "%s is there already", m.Name)
		}
		var bad *fault.Error
		if errors.As(m.Check(skillNames()), &bad) {
			wrong.add(bad.Remedy, "%s", bad.Message)
		}
		m.Away = []production.DateRange{}
		w.Extra = append(w.Extra, m)
	}
}

// noGoDay takes a day on which nobody is to go.
func (in Input) noGoDay(wrong *complaints, w *Wish, date production.Date) {
	onIt := func(win story.Window) bool { return win.Date == date }
	known := slices.ContainsFunc(in.Facts.Days, func(d production.Day) bool { return d.Date == date }) ||
		slices.ContainsFunc(in.Moments, func(m story.Moment) bool { return slices.ContainsFunc(m.Windows, onIt) })
	switch {
	case !known:
		wrong.add("Choose a shoot day of the schedule.", "nothing happens on %s", date)
	case in.Frozen.Known() && date < in.Frozen && date == in.today():
		wrong.add("Choose a day that is still to come.", "%s has begun: the crew are called", date.Spoken())
	case in.Frozen.Known() && date < in.Frozen:
		wrong.add("Choose a day that is still to come.", "%s is over", date.Spoken())
	case !slices.Contains(w.NoGoDays, date):
		w.NoGoDays = append(w.NoGoDays, date)
		slices.Sort(w.NoGoDays)
	}
}

// today is the date where the production is, "" where no day is over.
func (in Input) today() production.Date {
	if in.Now.IsZero() {
		return ""
	}
	zone := in.Zone
	if zone == nil {
		zone = time.UTC
	}
	return production.DateOf(in.Now.In(zone))
}

// contradictions finds moments that are wanted and not wanted.
func (w Wish) contradictions(wrong *complaints, moments []story.Moment) {
	for _, n := range w.Must {
		if slices.ContainsFunc(w.NoGo, func(o Named) bool { return o.ID == n.ID }) {
			wrong.add("Leave it on one of the two lists.", "“%s” is a must-have and a no-go", n.Name)
		}
		for _, m := range moments {
			if string(m.ID) == n.ID && m.Status == story.Dismissed {
				wrong.add("Restore dismissed moments first.", "“%s” is dismissed", n.Name)
			}
		}
	}
}

// dayOf reads "2026-05-08", or "day 5" by the number of the shoot day.
func dayOf(said string, days []production.Day) (production.Date, bool) {
	said = strings.TrimSpace(said)
	if date, err := production.ParseDate(said); err == nil {
		return date, true
	}
	for _, d := range days {
		if d.Number > 0 && strings.EqualFold(said, fmt.Sprintf("day %d", d.Number)) {
			return d.Date, true
		}
	}
	return "", false
}

func people(members []crew.Member) []Named {
	all := make([]Named, len(members))
	for i, m := range members {
		all[i] = Named{string(m.ID), m.Name}
	}
	return all
}

func titles(moments []story.Moment) []Named {
	all := make([]Named, len(moments))
	for i, m := range moments {
		all[i] = Named{string(m.ID), m.Title}
	}
	return all
}

// shortestEnd is how much of an id must be said.
const shortestEnd = 6

// find adds the one thing that is meant to a list, once, or complains.
func find(wrong *complaints, list *[]Named, known []Named, said, what string) {
	said = strings.TrimSpace(said)
	var found, exact []Named
	for _, n := range known {
		switch {
		case n.ID == said:
			exact = []Named{n}
		case strings.EqualFold(n.Name, said), len(said) >= shortestEnd && (strings.HasSuffix(n.ID, said) || strings.HasPrefix(n.ID, said)):
			found = append(found, n)
		}
	}
	if exact != nil {
		found = exact
	}
	switch {
	case len(found) == 0:
		wrong.add("Write its id, or its name as it is listed.", "there is no %s %q", what, said)
	case len(found) > 1:
		wrong.add("Write the id; its end tells them apart.", "%d are called %q", len(found), said)
	case !slices.Contains(*list, found[0]):
		*list = append(*list, found[0])
	}
}

// complaints collects all that is wrong, so that a person hears of it at once.
type complaints struct{ said, remedies []string }

func (c *complaints) add(remedy, format string, args ...any) {
	c.said = append(c.said, fmt.Sprintf(format, args...))
	if remedy != "" && !slices.Contains(c.remedies, remedy) {
		c.remedies = append(c.remedies, remedy)
	}
}

func (c *complaints) err() error {
	if len(c.said) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, "%s", strings.Join(c.said, "; ")).WithRemedy("%s", strings.Join(c.remedies, " "))
}
