package intake

import (
	"strings"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// The words of the standard for what an event does to the calendar.
const (
	effectStart  = "start"
	effectDayOff = "dayoff"
	effectEvent  = "event"
)

// ussEvent is one event of a calendar or element.
type ussEvent struct {
	at       jsonspan.Span
	effect   string
	kind     string // finer word: "fitting", "holiday"
	name     string
	own      string // our "_kind"
	from, to production.Date
	more     []production.Date // of "dates"
	start    production.Clock
	end      production.Clock
	place    string
	scene    string
	people   jsonspan.Span
	passed   bool // not to be listed: a date that our own writer keeps free, or an event of another calendar
}

// maxSpan bounds the dates of one event, for a hold over a year is a mistake; maxDates those of all
// events together. Beyond it an event has only its first date.
const (
	maxSpan  = 366
	maxDates = 100000
)

// daysOf are the event's dates, none without a readable one.
func (r *ussReader) daysOf(e ussEvent) []production.Date {
	days := e.more
	if e.from.Known() {
		days = append(days, e.from)
		for d := e.from.AddDays(1); d <= e.to && len(days) < maxSpan && r.dates < maxDates; d = d.AddDays(1) {
			days = append(days, d)
			r.dates++
		}
	}
	return days
}

// eachEvent visits the events of a list.
func (r *ussReader) eachEvent(list jsonspan.Span, visit func(ussEvent)) {
	n := 0
	r.eachObject(list, func(_ string, at jsonspan.Span) bool {
		visit(r.eventOf(at))
		n++
		return n < maxScenes
	})
}

// eventOf reads an event with its date or range of dates.
func (r *ussReader) eventOf(at jsonspan.Span) ussEvent {
	f := fieldsOf(at)
	e := ussEvent{
		at: at, name: spelling.Single(f.text("name", "title", "description")), own: strings.ReplaceAll(f.text("_kind"), "_", " "),
		place: spelling.Single(f.text("_place", "location")), scene: spelling.Single(f.text("_scene")), people: f.get("_people"),
		passed: !f.get("_gap").Null() || !f.get("_imported").Null(),
	}
	e.effect, e.kind = effectOf(f)
	e.from = r.date(f.get("date", "startdate", "from"))
	e.to = r.date(f.get("enddate", "to"))
	for _, key := range []string{"start", "end"} {
		v := f.get(key)
		if d := dayOf(spanText(v)); d.Known() && key == "start" && !e.from.Known() {
			e.from = d
		} else if d.Known() && key == "end" && !e.to.Known() {
			e.to = d
		}
	}
	if !e.from.Known() {
		e.from = e.to
	}
	if e.to.Known() && e.to < e.from {
		r.warn(at, "an event (%q) ends before it begins; its dates were turned round", spelling.Shorten(firstOf(e.name, e.kind), 40))
		e.from, e.to = e.to, e.from
	}
	if dates := f.get("dates"); dates.Kind() == '[' {
		e.more = r.datesOf(dates)
	}
	e.start = r.clock(f, "_start", "starttime")
	e.end = r.clock(f, "_end", "endtime")
	return e
}

// datesOf reads a list of plain dates.
func (r *ussReader) datesOf(v jsonspan.Span) []production.Date {
	var days []production.Date
	for leaf := range v.Leaves() {
		if d := r.date(leaf); d.Known() && len(days) < maxSpan {
			days = append(days, d)
		}
	}
	return days
}

// effectOf is what the event does and its finer word. The documentation of 0.1 has effect "event" with
// type "travel"; files since 0.9 have type "event" with name "travel".
func effectOf(f ussFields) (effect, kind string) {
	effect, kind = spelling.Key(f.text("effect")), spelling.Key(f.text("type", "kind"))
	if effect == "" {
		effect, kind = kind, ""
	}
	name := spelling.Key(f.text("name", "title"))
	if kind == "" || kind == "custom" {
		kind = firstOf(name, kind)
	}
	switch strings.ReplaceAll(effect, " ", "") {
	case effectStart, "startdate", "shootstart", "startofshoot", "firstday":
		return effectStart, kind
	case effectDayOff, "off", "daysoff", "nonshooting", "restday", "turnaround":
		return effectDayOff, kind
	case "holiday", "holidays", "feiertag", "feriado":
		return effectDayOff, firstOf(kind, "holiday")
	case effectEvent:
		return effectEvent, kind
	}
	if yes, _ := f.flag("isstart"); yes {
		return effectStart, kind
	}
	if yes, _ := f.flag("isholiday"); yes {
		return effectDayOff, "holiday"
	}
	if yes, _ := f.flag("isdayoff"); yes {
		return effectDayOff, kind
	}
	return effectEvent, firstOf(kind, effect)
}

// clock reads a time of our extensions, or what drifted files call it.
func (r *ussReader) clock(f ussFields, names ...string) production.Clock {
	v := f.get(names...)
	text := spanText(v)
	if text == "" {
		return production.NoClock
	}
	c, err := production.ParseClock(text)
	if err != nil {
		r.warn(v, "%q is not a time of day and was left out", spelling.Shorten(text, 20))
	}
	return c
}
