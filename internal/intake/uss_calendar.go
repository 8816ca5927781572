package intake

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// ussCalendar is a calendar: the first shoot day and what is skipped.
type ussCalendar struct {
	at     jsonspan.Span
	id     string
	name   string
	start  production.Date // "" without a start event
	week   [7]bool         // weekly days off, from Sunday
	off    map[production.Date]bool
	events jsonspan.Span
}

// indexCalendars reads the calendars' days; their other events come later.
func (r *ussReader) indexCalendars(top ussFields) error {
	list := top.get("calendars")
	r.eachObject(list, func(id string, c jsonspan.Span) bool {
		r.addCalendar(id, c)
		return len(r.calendars) <= maxCalendars
	})
	if len(r.calendars) > maxCalendars {
		return r.tooMuch(list, "calendars")
	}
	return nil
}

// maxCalendars bounds calendars and stripboards: nobody keeps as many plans of one shoot.
const maxCalendars = 500

func (r *ussReader) addCalendar(id string, at jsonspan.Span) *ussCalendar {
	f := fieldsOf(at)
	c := ussCalendar{at: at, id: firstOf(f.id(), id), name: f.text("name", "title"), events: f.get("events"), off: map[production.Date]bool{}}
	r.weekOff(&c, f)
	var others refCount
	r.eachEvent(c.events, func(e ussEvent) {
		switch e.effect {
		case effectStart:
			if c.start.Known() && e.from != c.start {
				others.add(e.at)
			}
			if e.from.Known() && (!c.start.Known() || e.from < c.start) {
				c.start = e.from
			}
		case effectDayOff:
			for _, d := range r.daysOf(e) {
				if len(c.off) < maxDays {
					c.off[d] = true
				}
			}
		}
	})
	if others.n > 0 {
		r.warn(others.first, "the calendar %q has more than one start; the first date, %s, was taken", spelling.Shorten(c.name, 40), c.start)
	}
	r.calendars = append(r.calendars, c)
	return &r.calendars[len(r.calendars)-1]
}

// weekOff reads "daysOff": weekdays as the standard has them, and whole dates where a program has
// written these.
func (r *ussReader) weekOff(c *ussCalendar, f ussFields) {
	week, dates := r.daysOff(f.get("daysoff"))
	free := 0
	for day, off := range week {
		c.week[day] = off
		if off {
			free++
		}
	}
	if free == 7 {
		c.week = [7]bool{}
		r.warn(c.at, "the calendar has every day of the week off, which was not followed")
	}
	for _, d := range append(dates, r.eachDate(f.get("holidays"))...) {
		c.off[d] = true
	}
}

// daysOff reads a list of days off: weekdays 0 (Sunday) to 6 or by name, an ISO 7 for Sunday, seven
// truth values from Sunday on, or dates.
func (r *ussReader) daysOff(v jsonspan.Span) (week [7]bool, dates []production.Date) {
	flags, n := [7]bool{}, 0
	var odd refCount
	take := func(at jsonspan.Span, text string) {
		if day, ok := dayOffOf(text); ok {
			week[day] = true
		} else if d := r.date(at); d.Known() && len(dates) < maxDays {
			dates = append(dates, d)
		} else if text != "" {
			odd.add(at)
		}
	}
	for m := range v.Members() { // {"saturday": true}
		if day, ok := dayOffOf(m.Key); ok && m.Value.Text() == "true" {
			week[day] = true
		}
	}
	for leaf := range v.Leaves() {
		switch text := spanText(leaf); {
		case leaf.Kind() == 't' || leaf.Kind() == 'f':
			if n < 7 {
				flags[n] = leaf.Kind() == 't'
			}
			n++
		case v.Kind() == '"' && len(text) < 100 && strings.ContainsAny(text, ",; "):
			if d := r.date(leaf); d.Known() {
				dates = append(dates, d)
				continue
			}
			for _, part := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(",; ", c) }) {
				take(jsonspan.Span{}, part)
			}
		default:
			take(leaf, text)
		}
	}
	if n == 7 {
		week = flags
	}
	if odd.n > 0 {
		r.warn(odd.first, "%d days off are neither weekdays (0 for Sunday to 6) nor dates and were left out", odd.n)
	}
	return week, dates
}

// weekdayStarts begin the names of weekdays, in plain letters, from Sunday on.
var weekdayStarts = [7][]string{
	{"sun", "sonn", "dim", "dom", "zon", "son", "вос", "日"}, {"mon", "lun", "seg", "maa", "man", "пон", "月"},
	{"tue", "die", "mar", "ter", "din", "tir", "вто", "火"}, {"wed", "mit", "mer", "mie", "qua", "woe", "ons", "сре", "水"},
	{"thu", "don", "jeu", "gio", "jue", "qui", "tor", "чет", "木"}, {"fri", "fre", "ven", "vie", "sex", "vri", "пят", "金"},
	{"sat", "sam", "sab", "zat", "lor", "суб", "土"},
}

// dayOffOf reads a weekday: a number from Sunday on, or a name in the languages of schedules.
func dayOffOf(text string) (time.Weekday, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return time.Weekday(n % 7), n >= 0 && n <= 7
	}
	key := spelling.Key(text)
	if strings.ContainsAny(key, "0123456789") {
		return 0, false
	}
	for day, names := range weekdayStarts {
		if slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(key, name) }) {
			return time.Weekday(day), true
		}
	}
	return 0, false
}

// calendarOf finds the calendar of a stripboard or board by its reference, the first one where it has
// none or the file does not know it.
func (r *ussReader) calendarOf(id string) *ussCalendar {
	for i := range r.calendars {
		if r.calendars[i].id == id && id != "" {
			return &r.calendars[i]
		}
	}
	if len(r.calendars) > 0 {
		return &r.calendars[0]
	}
	return nil
}

// dateWalk gives the dates of shoot days in order.
type dateWalk struct {
	next  production.Date // "" when nobody knows the start
	off   map[production.Date]bool
	week  [7]bool
	dates []production.Date
}

// walk begins a calendar. Weekly days off do not move the first day: the standard says that the start
// event is its date.
func (r *ussReader) walk(c *ussCalendar) *dateWalk {
	walk := &dateWalk{next: r.opt.Start}
	if c != nil {
		walk.off, walk.week = c.off, c.week
		if c.start.Known() {
			walk.next = c.start
		}
	}
	return walk
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

// longestShoot bounds the days over which weekly days off are spelled out, maxDays the dates of one
// calendar or person.
const (
	longestShoot = 1000
	maxDays      = 4000
)

// awayDays are the dates on which an element cannot work: its own days off, which are weekdays or
// dates, and events with the effect dayOff.
func (r *ussReader) awayDays(e *ussElement) []production.DateRange {
	f := fieldsOf(e.at)
	week, days := r.daysOff(f.get("daysoff"))
	if first, last := r.span(); week != [7]bool{} && first.Known() {
		last = min(last, first.AddDays(longestShoot))
		for d := first; d <= last; d = d.AddDays(1) {
			if week[d.Weekday()] {
				days = append(days, d)
			}
		}
	}
	r.eachEvent(f.get("events"), func(e ussEvent) {
		if e.effect == effectDayOff && len(days) < maxDays {
			days = append(days, r.daysOf(e)...)
		}
	})
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

func mergeRanges(a, b []production.DateRange) []production.DateRange {
	var days []production.Date
	for _, r := range append(slices.Clone(a), b...) {
		for d := r.From; d <= r.To; d = d.AddDays(1) {
			days = append(days, d)
		}
	}
	return ranges(days)
}
