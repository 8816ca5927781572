package intake

import (
	"slices"
	"strings"

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
// Events keep their ids by UID. The schedule's events and those of other calendars stay.
func (m *merger) calendar(c Calendar) {
	if c.Partial {
		m.updateCalendar(c)
		return
	}
	known, others := ofCalendar(m.facts.Events, c.Key)
	m.facts.Events = append(others, exchange(known, c.Events)...)
}

// exchange gives fresh events the ids of known ones with the same UID.
func exchange(known, fresh []production.Event) []production.Event {
	ids := make(map[string][]production.EventID, len(known))
	for _, e := range known {
		ids[e.UID] = append(ids[e.UID], e.ID)
	}
	fresh = slices.Clone(fresh)
	for i := range fresh {
		e := &fresh[i]
		if same := ids[e.UID]; len(same) > 0 {
			e.ID, ids[e.UID] = same[0], same[1:]
		} else {
			e.ID = production.NewID[production.EventID]()
		}
	}
	return fresh
}

// spokenOf is the UID of the update's that an event falls under, "" for none: its own, or that of the
// series or of the several days that it is a part of.
func spokenOf(uid string, spoken map[string]bool) string {
	for {
		if spoken[uid] {
			return uid
		}
		cut := strings.LastIndexByte(uid, '/')
		if cut < 0 {
			return ""
		}
		uid = uid[:cut]
	}
}

// updateCalendar takes in an update: one invitation, change or cancellation. An event that is known
// from another calendar stays there: people send each other what the calendar has too.
func (m *merger) updateCalendar(c Calendar) {
	spoken := map[string]bool{}
	for _, uid := range slices.Concat(c.Whole, c.Cancelled) {
		spoken[uid] = true
	}
	for _, e := range c.Events {
		if whole := spokenOf(e.UID, spoken); whole == "" {
			spoken[e.UID] = true
		}
	}
	old, homes := m.outdated(c, spoken), m.homes()
	var known, others, fresh []production.Event
	for _, e := range m.facts.Events {
		uid := ""
		if e.Calendar != "" {
			uid = spokenOf(e.UID, spoken)
		}
		if uid == "" || old[uid] {
			others = append(others, e)
		} else {
			known = append(known, e)
		}
	}
	for _, e := range c.Events {
		if old[spokenOf(e.UID, spoken)] {
			continue
		}
		series := seriesOf(e.UID)
		e.Calendar = firstOf(homes[e.UID], homes[series], homes[seriesOf(series)], c.Key)
		fresh = append(fresh, e)
	}
	m.facts.Events = append(others, exchange(known, fresh)...)
}

// homes tells for every UID, and every series, the calendar that it is known from.
func (m *merger) homes() map[string]string {
	homes := map[string]string{}
	for _, e := range m.facts.Events {
		if e.Calendar == "" {
			continue
		}
		series := seriesOf(e.UID)
		for _, uid := range []string{e.UID, series, seriesOf(series)} {
			homes[uid] = firstOf(homes[uid], e.Calendar)
		}
	}
	return homes
}

// seriesOf is the UID of the series that an occurrence, or a day, belongs to; else uid itself.
func seriesOf(uid string) string {
	if cut := strings.LastIndexByte(uid, '/'); cut >= 0 {
		return uid[:cut]
	}
	return uid
}

// outdated finds the UIDs of the update of which something newer is known (RFC 5546, 2.1.5).
func (m *merger) outdated(c Calendar, spoken map[string]bool) map[string]bool {
	old := map[string]bool{}
	for _, e := range m.facts.Events {
		if e.Calendar == "" {
			continue
		}
		uid := spokenOf(e.UID, spoken)
		stated, said := c.Sequence[uid]
		if uid == "" || !said || old[uid] || e.Sequence <= stated {
			continue
		}
		old[uid] = true
		m.warn("%q is known in a newer version; the older one of this calendar was left out", e.Title)
	}
	return old
}
