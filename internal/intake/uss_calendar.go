package intake

import (
	"slices"
	"strconv"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// The words of the standard for what an event does to the calendar.
const (
	effectStart  = "start"
	effectDayOff = "dayoff"
	effectEvent  = "event"
)

// effect is what the event does and kind its finer word. The documentation has effect "event" with
// type "travel"; files since 1.0 have type "event" with name "travel".
func (e ussEvent) effect() (effect, kind string) {
	effect, kind = plainKey(e.Effect.String()), plainKey(e.Type.String())
	if effect == "" {
		effect, kind = kind, ""
	}
	if kind == "" || kind == "custom" {
		kind = plainKey(e.Name.String())
	}
	switch effect {
	case "day off", "holiday":
		effect, kind = effectDayOff, firstOf(kind, effect)
	case effectStart, effectDayOff, effectEvent:
	default:
		effect, kind = effectEvent, firstOf(kind, effect)
	}
	return effect, kind
}

// dayOf reads the date of an ISO time. Programs write a local midnight in UTC, which falls on the
// evening before east of Greenwich: the date is that of the nearest midnight. With an offset the
// date stands as written. An unreadable date is "".
func dayOf(s string) production.Date {
	if len(s) < 10 {
		return ""
	}
	date, err := production.ParseDate(s[:10])
	if err != nil || !sensible(date) {
		return ""
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || s[len(s)-1] != 'Z' {
		return date
	}
	if t.Hour()*60+t.Minute() > 12*60 {
		return date.AddDays(1)
	}
	return date
}

// sensible keeps dates within the age of film.
func sensible(d production.Date) bool { return d >= "1900-01-01" && d <= "2200-12-31" }

// calendar finds the calendar of a stripboard, the only or first one where it names none.
func (r *ussReader) calendar(set *ussBoardSet) *ussCalendar {
	all := r.file.Calendars.Items
	for i := range all {
		if set != nil && all[i].ID == set.Calendar && set.Calendar != "" {
			return &all[i]
		}
	}
	if len(all) > 0 {
		return &all[0]
	}
	return nil
}

// startOf is the date of the first shoot day, "" when the calendar has none.
func startOf(c *ussCalendar) production.Date {
	var start production.Date
	for _, e := range c.Events.Items {
		if effect, _ := e.effect(); effect == effectStart {
			if d := dayOf(e.Date.String()); d.Known() && (!start.Known() || d < start) {
				start = d
			}
		}
	}
	return start
}

// dateWalk gives the dates of shoot days in order.
type dateWalk struct {
	next  production.Date // "" when nobody knows the start
	off   map[production.Date]bool
	week  [7]bool
	dates []production.Date
}

// dates reads the calendar of the stripboard. Weekly days off do not move the first day: the
// standard says that the start event is its date.
func (r *ussReader) dates(set *ussBoardSet) *dateWalk {
	walk := &dateWalk{off: map[production.Date]bool{}, next: r.opt.Start}
	c := r.calendar(set)
	if c == nil {
		r.warnUndated(walk)
		return walk
	}
	if len(r.file.Calendars.Items) > 1 {
		r.warn(c.ID, "the file has %d calendars; %q was taken", len(r.file.Calendars.Items), c.Name)
	}
	free := 0
	for _, day := range c.DaysOff {
		if n, err := strconv.Atoi(day); err == nil && n >= 0 && n < 7 && !walk.week[n] {
			walk.week[n] = true
			free++
		}
	}
	if free == 7 {
		walk.week = [7]bool{}
		r.warn(c.ID, "the calendar has every day of the week off, which was not followed")
	}
	for _, e := range c.Events.Items {
		if effect, _ := e.effect(); effect == effectDayOff {
			walk.off[dayOf(e.Date.String())] = true
		}
	}
	if start := startOf(c); start.Known() {
		walk.next = start
	}
	r.warnUndated(walk)
	return walk
}

func (r *ussReader) warnUndated(walk *dateWalk) {
	if !walk.next.Known() {
		r.warn("", "the schedule has no start date: shoot days are numbered but have no dates")
	}
}

// at is the date of the shoot day of index n, "" without a start.
func (w *dateWalk) at(n int) production.Date {
	for len(w.dates) <= n && w.next.Known() {
		date := w.next
		if !w.off[date] && (len(w.dates) == 0 || !w.week[date.Weekday()]) {
			w.dates = append(w.dates, date)
		}
		w.next = date.AddDays(1)
		if !sensible(w.next) {
			w.next = ""
		}
	}
	if n >= len(w.dates) {
		return ""
	}
	return w.dates[n]
}

// longestShoot bounds the days over which weekly days off are spelled out.
const longestShoot = 1000

// awayDays are the dates on which an element cannot work: its own days off, which are weekdays or
// dates, and events with the effect dayOff.
func (r *ussReader) awayDays(e ussElement) []production.DateRange {
	var days []production.Date
	week := map[time.Weekday]bool{}
	for _, day := range e.DaysOff {
		if n, err := strconv.Atoi(day); err == nil && n >= 0 && n < 7 {
			week[time.Weekday(n)] = true
		} else if d := dayOf(day); d.Known() {
			days = append(days, d)
		}
	}
	if first, last := r.span(); len(week) > 0 && first.Known() {
		last = min(last, first.AddDays(longestShoot))
		for d := first; d <= last; d = d.AddDays(1) {
			if week[d.Weekday()] {
				days = append(days, d)
			}
		}
	}
	for _, event := range e.Events.Items {
		if effect, _ := event.effect(); effect == effectDayOff {
			if d := dayOf(event.Date.String()); d.Known() {
				days = append(days, d)
			}
		}
	}
	return ranges(days)
}

// span is the time from the first to the last shoot day.
func (r *ussReader) span() (first, last production.Date) {
	for _, d := range r.out.Days {
		if d.Date.Known() && (!first.Known() || d.Date < first) {
			first = d.Date
		}
		last = max(last, d.Date)
	}
	return first, last
}

// ranges joins days that follow each other.
func ranges(days []production.Date) []production.DateRange {
	slices.Sort(days)
	var spans []production.DateRange
	for _, d := range slices.Compact(days) {
		if n := len(spans); n > 0 && spans[n-1].To.AddDays(1) == d {
			spans[n-1].To = d
			continue
		}
		spans = append(spans, production.DateRange{From: d, To: d})
	}
	return spans
}
