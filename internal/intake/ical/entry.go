package ical

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"
)

// entry is one VEVENT with its times read.
type entry struct {
	fields    *Component
	uid       string
	sequence  int
	stamp     string // when it was changed last, for equal sequences
	start     Moment
	lasts     span
	zone      *time.Location // what its readings are in; nil for dates
	in        setting        // of its calendar
	placed    bool           // start is known
	changed   Moment         // RECURRENCE-ID
	onward    bool           // RANGE=THISANDFUTURE
	cancelled bool
}

// changes reports that the entry changes an occurrence of a series.
func (e *entry) changes() bool { return !e.changed.Wall.IsZero() }

// entry reads a VEVENT; nil when it says nothing that could be placed or cancelled.
func (a *agenda) entry(c *Component, in setting) *entry {
	e := &entry{fields: c, uid: bounded(c.Text("UID")), in: in, cancelled: in.cancel || strings.EqualFold(c.Text("STATUS"), "CANCELLED")}
	if n, err := strconv.Atoi(c.Text("SEQUENCE")); err == nil {
		e.sequence = min(max(n, 0), 1<<30)
	}
	e.stamp = max(c.Text("LAST-MODIFIED"), c.Text("DTSTAMP"))
	if p := c.Find("RECURRENCE-ID"); p != nil {
		id, ok := a.moment(p, p.Value, in.utc)
		if !ok {
			a.problem(int(p.Line), "the occurrence that is changed here cannot be told: %q", brief(p.Value))
			return nil
		}
		e.changed = id
		e.onward = strings.EqualFold(p.Param("RANGE"), "THISANDFUTURE")
	}
	a.times(e)
	if !e.placed && e.uid == "" {
		a.problem(int(c.Line), "%s has no readable start and was left out", c.named())
		return nil
	}
	if e.uid == "" {
		e.uid = madeUID(c, e.start)
	}
	return e
}

// bounded shortens a UID that no program writes; it goes into the name of every occurrence.
func bounded(uid string) string {
	const longest = 255 // RFC 7986, 5.3
	if len(uid) <= longest {
		return uid
	}
	hash := fnv.New64a()
	hash.Write([]byte(uid))
	return strings.ToValidUTF8(uid[:100], "") + "-" + strconv.FormatUint(hash.Sum64(), 36)
}

// unnamed begins the identity of an event without a UID.
const unnamed = "no-uid-"

// Named reports a UID that the file has, and not one that was made for an event without any.
func Named(uid string) bool { return !strings.HasPrefix(uid, unnamed) }

// madeUID is an identity for an event without one: the same as long as its title and start stay.
func madeUID(c *Component, start Moment) string {
	hash := fnv.New64a()
	hash.Write([]byte(c.Text("SUMMARY") + "\n" + start.String()))
	return unnamed + strconv.FormatUint(hash.Sum64(), 36)
}

// moment reads a date or time of a property, with its TZID. utc stands in for UTC where the calendar
// says which zone it lives in.
func (a *agenda) moment(p *Property, value string, utc *time.Location) (Moment, bool) {
	m, ok := parseMoment(value)
	if !ok {
		return m, false
	}
	switch {
	case m.Timed && strings.EqualFold(p.Param("VALUE"), "DATE"):
		m = Moment{Wall: midnight(m.Wall)}
	case m.Timed && m.Zone == nil:
		m.Zone = a.zones.find(p.Param("TZID"), int(p.Line))
	case m.Zone == time.UTC && utc != nil:
		m = Moment{Wall: m.in(utc, utc), Timed: true, Zone: utc}
	}
	return m, true
}

// times reads start and length. An end before the start changes places with it, a missing start is
// counted back from the end.
func (a *agenda) times(e *entry) {
	start, placed := a.timeOf(e, "DTSTART")
	end, ended := a.timeOf(e, "DTEND")
	if p := e.fields.Find("DURATION"); p != nil && !ended {
		var ok bool
		if e.lasts, ok = parseSpan(p.Value); !ok {
			a.problem(int(p.Line), "the duration %q cannot be read and was left out", brief(p.Value))
		}
	}
	if !placed && ended {
		start, placed = end, true
		a.problem(int(e.fields.Line), "%s has no start; its end is taken for it", e.fields.named())
	}
	e.start, e.placed = start, placed
	if ended && end.Timed && !start.Timed { // a date with an hour to end at begins at midnight
		e.start.Timed, e.start.Zone = true, end.Zone
	} else if !ended && e.lasts.hours%day != 0 {
		e.start.Timed = true
	}
	if e.start.Timed {
		if e.zone = e.start.Zone; e.zone == nil {
			e.zone = e.in.floating
		}
	}
	if ended && placed {
		e.until(end)
	}
	if e.lasts.days < 0 || e.lasts.hours < 0 {
		a.problem(int(e.fields.Line), "%s ends before it begins; start and end were exchanged", e.fields.named())
		e.start.Wall = e.start.Wall.AddDate(0, 0, e.lasts.days).Add(e.lasts.hours)
		e.lasts.days, e.lasts.hours = -e.lasts.days, -e.lasts.hours
	}
	if !e.start.Timed {
		e.lasts.days, e.lasts.hours = max(e.lasts.days, int(e.lasts.hours/day), 1), 0
		e.start.Wall, e.lasts.known = midnight(e.start.Wall), true
	}
}

// until makes a length of an end.
func (e *entry) until(end Moment) {
	e.lasts = span{known: true, wall: true}
	switch {
	case !e.start.Timed:
		e.lasts.days = int(end.Wall.Sub(e.start.Wall) / day)
	case !end.Timed || end.Zone == e.start.Zone:
		e.lasts.hours = end.Wall.Sub(e.start.Wall)
	default:
		if end.Zone == nil {
			end.Zone = e.in.floating
		}
		e.lasts.wall = false
		e.lasts.hours = Instant(end.Wall, end.Zone).Sub(Instant(e.start.Wall, e.zone))
	}
}

// timeOf reads the first readable property of the name.
func (a *agenda) timeOf(e *entry, name string) (Moment, bool) {
	for p := range e.fields.FindAll(name) {
		if m, ok := a.moment(p, p.Value, e.in.utc); ok {
			return m, true
		}
		if strings.TrimSpace(p.Value) != "" {
			a.problem(int(p.Line), "%q is not a date or time and was left out", brief(p.Value))
		}
	}
	return Moment{}, false
}

// newer picks the entry that counts: the higher SEQUENCE, then the later stamp, then the later in
// the file (RFC 5546, 2.1.5).
func newer(a, b *entry) *entry {
	if a == nil || b.sequence > a.sequence || b.sequence == a.sequence && b.stamp >= a.stamp {
		return b
	}
	return a
}

// named is an event as messages speak of it.
func (c *Component) named() string {
	if name := brief(c.Text("SUMMARY")); name != "" {
		return fmt.Sprintf("an event (%q)", name)
	}
	return "an event without a name"
}
