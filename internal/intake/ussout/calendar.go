package ussout

import (
	"strconv"

	"github.com/btsdirector/bts/internal/production"
)

// calendar adds the calendar: the first shoot day, what is skipped so that every day falls on its
// date, and the events.
func (s *schedule) calendar() {
	c := calendarJSON{ID: id("calendar"), DaysOff: []int{}, Events: []eventJSON{}, Name: "Main unit"}
	shoots := map[production.Date]bool{}
	var first, last production.Date
	for _, d := range s.facts.Days {
		if !d.Date.Known() {
			continue
		}
		shoots[d.Date] = true
		if !first.Known() || d.Date < first {
			first = d.Date
		}
		last = max(last, d.Date)
	}
	if first.Known() {
		c.Events = append(c.Events, eventJSON{ID: id("start"), Date: isoDate(first), Type: "start"})
	}
	week := restDays(shoots, first, last)
	for day, off := range week {
		if off {
			c.DaysOff = append(c.DaysOff, day)
		}
	}
	skipped := map[production.Date]bool{}
	for i, e := range s.facts.Events {
		if !e.Date.Known() {
			continue
		}
		event := s.event(e, i, shoots)
		skipped[e.Date] = skipped[e.Date] || event.Type == "dayOff"
		if event.Type != "event" || event.Imported || !s.toElements(event) {
			c.Events = append(c.Events, event)
		}
	}
	c.Events = append(c.Events, gaps(shoots, skipped, week, first, last)...)
	s.out.Calendars = []calendarJSON{c}
}

// restDays are the weekdays on which nobody ever shoots, from Sunday on; one that comes only once
// between the first and the last day says nothing.
func restDays(shoots map[production.Date]bool, first, last production.Date) (week [7]bool) {
	if !first.Known() || last.DaysSince(first) > maxShoot {
		return week
	}
	var seen [7]int
	for d := first; d <= last; d = d.AddDays(1) {
		if day := d.Weekday(); shoots[d] {
			seen[day] = -maxShoot
		} else {
			seen[day]++
		}
	}
	for day, n := range seen {
		week[day] = n >= 2
	}
	return week
}

// maxShoot is how many days a shoot may last for its free dates to be spelled out. Our "_days" have
// the dates of longer ones.
const maxShoot = 1000

// gaps are the free dates between shoot days that neither a weekly day off nor an event skips.
func gaps(shoots, skipped map[production.Date]bool, week [7]bool, first, last production.Date) []eventJSON {
	var events []eventJSON
	if !first.Known() || last.DaysSince(first) > maxShoot {
		return nil
	}
	for d := first; d < last; d = d.AddDays(1) {
		if !shoots[d] && !skipped[d] && !week[d.Weekday()] {
			events = append(events, eventJSON{ID: id("gap", string(d)), Date: isoDate(d), Type: "dayOff", Name: orNull("dayOff"), Gap: true})
		}
	}
	return events
}

// toElements puts an event of characters alone at their elements, where programs look for fittings and
// travel. Readers join it again, with the people in the order of the elements: in another order it
// stays on the calendar.
func (s *schedule) toElements(event eventJSON) bool {
	last := -1
	for _, name := range event.People {
		at, known := s.castAt[name]
		if !known || at <= last {
			return false
		}
		last = at
	}
	for _, name := range event.People {
		own := event
		own.ID, own.People = id(event.ID, name), nil
		e := &s.out.Elements[s.castAt[name]]
		e.Events = append(e.Events, own)
	}
	return len(event.People) > 0
}

// event writes an event. A day off on a date that is shot after all is written as an event, which
// moves no shoot day.
func (s *schedule) event(e production.Event, i int, shoots map[production.Date]bool) eventJSON {
	out := eventJSON{
		ID: id("event", string(e.ID), string(e.Date), e.Title, strconv.Itoa(i)), Date: isoDate(e.Date), Type: "event", Name: orNull(e.Title),
		Kind: e.Kind, Start: e.Start.String(), End: e.End.String(), Place: e.Place, Scene: e.Scene, People: e.People, Imported: e.Calendar != "",
	}
	if (e.Kind == production.DayOff || e.Kind == production.Holiday) && !shoots[e.Date] && e.Calendar == "" {
		out.Type = "dayOff"
	}
	return out
}
