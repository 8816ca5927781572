package revise

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// ofCalendar parts the events of one calendar, "" for the schedule, from all others.
func ofCalendar(events []production.Event, key string) (own, others []production.Event) {
	for _, e := range events {
		if e.Calendar == key {
			own = append(own, e)
		} else {
			others = append(others, e)
		}
	}
	return own, others
}

// calendar takes in a calendar file. A whole calendar replaces the events that are known from it; an
// update touches those alone of which it speaks, and only if it is not older than what is known.
// Events keep their ids by UID and occurrence. The schedule's events stay, and so do those of other
// calendars of which this one does not speak.
func (m *merger) calendar(c intake.Calendar) {
	if c.Partial {
		m.updateCalendar(m.withoutTorn(c))
		return
	}
	m.wholeCalendar(m.recognised(c))
}

// entryOf names an event among all calendars.
type entryOf struct {
	calendar string
	intake.Occurrence
}

// exchange gives fresh events the ids of the same known ones.
func exchange(known, fresh []production.Event) []production.Event {
	ids := make(map[entryOf][]production.EventID, len(known))
	for _, e := range known {
		name := entryOf{e.Calendar, intake.OccurrenceOf(e)}
		ids[name] = append(ids[name], e.ID)
	}
	fresh = slices.Clone(fresh)
	for i := range fresh {
		e := &fresh[i]
		name := entryOf{e.Calendar, intake.OccurrenceOf(*e)}
		if same := ids[name]; len(same) > 0 {
			e.ID, ids[name] = same[0], same[1:]
		} else {
			e.ID = production.NewID[production.EventID]()
		}
	}
	return fresh
}

// spoken are the occurrences of which a calendar speaks; one without an id stands for the whole UID.
type spoken map[intake.Occurrence]bool

func spokenIn(c intake.Calendar) spoken {
	says := spoken{}
	for _, uid := range c.Whole {
		says[intake.Occurrence{UID: uid}] = true
	}
	for _, o := range c.Cancelled {
		says[o] = true
	}
	for _, e := range c.Events {
		if _, said := says.of(e); !said {
			says[intake.Occurrence{UID: e.UID, ID: occasion(e)}] = true
		}
	}
	return says
}

// occasion is the occurrence of which the event is one day, if it is one of several.
func occasion(e production.Event) string {
	first, _, _ := strings.Cut(e.Occurrence, "/")
	return first
}

// of is what an event is spoken of as: itself, the occurrence of which it is a day, or its UID.
func (s spoken) of(e production.Event) (intake.Occurrence, bool) {
	for _, o := range [...]intake.Occurrence{intake.OccurrenceOf(e), {UID: e.UID, ID: occasion(e)}, {UID: e.UID}} {
		if s[o] {
			return o, true
		}
	}
	return intake.Occurrence{}, false
}

// updateCalendar takes in an update: one invitation, change or cancellation. An event that is known
// from other calendars stays there: people send each other what the calendar has too.
func (m *merger) updateCalendar(c intake.Calendar) {
	says := spokenIn(c)
	old, homes := m.outdated(c, says), m.homes()
	var known, others, fresh []production.Event
	for _, e := range m.facts.Events {
		if o, said := says.of(e); e.Calendar != "" && said && !old[o] {
			known = append(known, e)
		} else {
			others = append(others, e)
		}
	}
	for _, e := range c.Events {
		if o, _ := says.of(e); old[o] {
			continue
		}
		for _, home := range homes[e.UID] {
			e.Calendar = home
			fresh = append(fresh, e)
		}
		if len(homes[e.UID]) == 0 {
			fresh = append(fresh, e)
		}
	}
	m.facts.Events = append(others, exchange(known, fresh)...)
}

// withoutTorn leaves out the events in the midst of which the file is cut off, where they are known: what
// is known of them is whole.
func (m *merger) withoutTorn(c intake.Calendar) intake.Calendar {
	homes := m.homes()
	c.Events = slices.DeleteFunc(slices.Clone(c.Events), func(e production.Event) bool { return c.Torn[e.UID] && homes[e.UID] != nil })
	c.Cancelled = slices.DeleteFunc(slices.Clone(c.Cancelled), func(o intake.Occurrence) bool { return c.Torn[o.UID] })
	return c
}

// homes tells for every UID the calendars that it is known from.
func (m *merger) homes() map[string][]string {
	homes := map[string][]string{}
	for _, e := range m.facts.Events {
		if e.Calendar != "" && !slices.Contains(homes[e.UID], e.Calendar) {
			homes[e.UID] = append(homes[e.UID], e.Calendar)
		}
	}
	return homes
}

// outdated finds what the update speaks of and of which something newer is known (RFC 5546, 2.1.5).
func (m *merger) outdated(c intake.Calendar, says spoken) spoken {
	old := spoken{}
	for _, e := range m.facts.Events {
		if e.Calendar == "" {
			continue
		}
		o, said := says.of(e)
		stated, numbered := c.Sequence[o]
		if !said || !numbered || old[o] || e.Sequence <= stated {
			continue
		}
		old[o] = true
		m.warn("%q is known in a newer version; the older one of this calendar was left out", e.Title)
	}
	return old
}
