package intake

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/intake/ical"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// told is what an event says beside its time.
type told struct {
	kind         production.EventKind
	title, place string
	scene        string
	people       []string
}

// events takes in what was laid out.
func (r *calendarReader) events(agenda ical.Agenda) {
	ours := len(r.file.Roots) == 1 && strings.HasPrefix(r.file.Roots[0].Text("PRODID"), "-//BTS Director//")
	r.out.Sequence, r.out.Torn = map[Occurrence]int{}, map[string]bool{}
	r.out.Events = make([]production.Event, 0, len(agenda.Events))
	for _, e := range agenda.Events {
		if ours || ownUID(e.UID) {
			r.own++
			continue
		}
		if e.Fields.Cut {
			r.out.Torn[e.UID] = true
		}
		if r.out.Partial {
			all := Occurrence{UID: e.UID}
			r.out.Sequence[Occurrence{e.UID, e.ID}] = e.Sequence
			r.out.Sequence[all] = max(r.out.Sequence[all], e.Sequence)
		}
		if e.Cancelled {
			r.out.Cancelled = append(r.out.Cancelled, Occurrence{e.UID, e.ID})
			continue
		}
		r.place(e)
	}
	for _, uid := range agenda.Whole {
		if !ours && !ownUID(uid) {
			r.out.Whole = append(r.out.Whole, uid)
		}
	}
	if r.own > 0 {
		r.warn(0, "%d events are from our own plan and were left out", r.own)
	}
}

// ownUID reports the name of an entry of our own feeds.
func ownUID(uid string) bool {
	at := strings.LastIndexByte(uid, '@')
	domain := uid[at+1:]
	return at >= 0 && (domain == "bts" || strings.HasPrefix(domain, "bts.") || strings.HasPrefix(domain, "btsdirector."))
}

// place gives the event its date and clock in the production's zone. One of several days becomes one
// a day; one that only passes midnight stays whole.
func (r *calendarReader) place(e ical.Event) {
	about := r.tell(e.Fields, e.ID != "")
	event := production.Event{
		Kind: about.kind, Title: about.title, Place: about.place, Scene: about.scene, People: about.people,
		Calendar: r.out.Key, UID: e.UID, Occurrence: e.ID, Sequence: e.Sequence, Start: production.NoClock, End: production.NoClock,
	}
	if e.AllDay && about.kind == production.OtherEvent && r.name != "" {
		event.Kind = r.name
	}
	from, to := e.Start, e.End
	if !e.AllDay {
		from, to = ical.Reading(from.In(r.zone)), ical.Reading(to.In(r.zone))
	}
	if from.Year() < 1 || to.Year() > 9999 {
		r.warn(int(e.Fields.Line), "an event (%q) lies beyond any calendar and was left out", spelling.Shorten(about.title, 40))
		return
	}
	first := production.DateOf(from)
	last := production.DateOf(to.Add(-time.Second))
	begin := clockIn(from, first)
	end := clockIn(to, first)
	switch whole := e.AllDay; {
	case whole && last <= first:
		event.Date = first
		r.out.Events = append(r.out.Events, event)
	case !whole && (e.Open || end <= 24*60 || end-begin < 24*60):
		event.Date, event.Start = first, begin
		if !e.Open {
			event.End = end
		}
		r.out.Events = append(r.out.Events, event)
	default:
		r.daily(e, event, first, last, begin, end)
	}
}

// daily adds one event for every day from first to last.
func (r *calendarReader) daily(e ical.Event, event production.Event, first, last production.Date, begin, end production.Clock) {
	n := last.DaysSince(first)
	if n >= longestEvent {
		r.warn(int(e.Fields.Line), "%q lasts %d days; only the first %d were taken in", spelling.Shorten(event.Title, 40), n+1, longestEvent)
		n = longestEvent - 1
	}
	if n > r.days {
		r.warn(int(e.Fields.Line), "too many events of this calendar last several days; of %q only the first day was taken in", spelling.Shorten(event.Title, 40))
		n = 0
	}
	r.days -= n
	for i := range n + 1 {
		event.Date = first.AddDays(i)
		event.Occurrence = strings.ReplaceAll(string(event.Date), "-", "")
		if e.ID != "" {
			event.Occurrence = e.ID + "/" + event.Occurrence
		}
		if !e.AllDay {
			offset := production.Clock(i * 24 * 60)
			event.Start, event.End = max(begin-offset, 0), min(end-offset, 24*60)
		}
		r.out.Events = append(r.out.Events, event)
	}
}

// clockIn is the time in minutes since the midnight with which the date begins.
func clockIn(t time.Time, date production.Date) production.Clock {
	days := production.DateOf(t).DaysSince(date)
	return production.Clock(days*24*60 + t.Hour()*60 + t.Minute())
}

// tell reads what an event says; the occurrences of a series share it.
func (r *calendarReader) tell(c *ical.Component, repeats bool) told {
	if known, ok := r.told[c]; ok {
		return known
	}
	t := told{title: spelling.Shorten(c.Text("SUMMARY"), 300), place: spelling.Shorten(c.Text("LOCATION"), 300)}
	t.kind = eventKind(t.title)
	for p := range c.FindAll("CATEGORIES") {
		if t.kind == production.OtherEvent {
			t.kind = eventKind(spelling.Shorten(ical.Unescape(p.Value), 300))
		}
	}
	t.title = firstOf(t.title, eventTitles[t.kind])
	if m := sceneInTitle.FindStringSubmatch(t.title); m != nil {
		t.scene = strings.ToUpper(m[1])
	}
	for p := range c.FindAll("ATTENDEE") {
		r.attendee(p, &t)
	}
	t.people = slices.Clip(t.people)
	if repeats {
		r.told[c] = t
	}
	return t
}

// sceneInTitle finds "Sc 12A", "Sc. 12", "Scene #12A", "scenes 4-6" in a title.
var sceneInTitle = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:sc|scs|scn|scene|scenes|szene|sz|bild|seq|escena|cena|scena)[.:]?\s*#?\s*([A-Z]{0,2}\d+[A-Z]{0,3})(?:$|[^\p{L}\p{N}])`)

// attendee adds somebody who comes; a room is the place where the event has none.
func (r *calendarReader) attendee(p *ical.Property, t *told) {
	mail := strings.TrimSpace(p.Value)
	if len(mail) >= 7 && strings.EqualFold(mail[:7], "mailto:") {
		mail = mail[7:]
	} else if strings.Contains(mail, ":") && !strings.Contains(mail, "@") {
		mail = ""
	}
	name := spelling.Shorten(firstOf(strings.Trim(ical.Unescape(p.Param("CN")), `"' `), mail), 120)
	switch strings.ToUpper(p.Param("CUTYPE")) {
	case "ROOM", "RESOURCE":
		t.place = firstOf(t.place, name)
		return
	}
	if !strings.EqualFold(p.Param("PARTSTAT"), "DECLINED") {
		production.AddName(&t.people, name)
	}
}
