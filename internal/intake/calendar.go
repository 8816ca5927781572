package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/intake/ical"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// longestEvent is how many days of one event are taken in, one event a day.
const longestEvent = 60

// manyDays is how many further days the events of one file may have together.
const manyDays = 10_000

// calendarReader turns the events of one calendar file into the production's.
type calendarReader struct {
	opt      Options
	zone     *time.Location
	file     ical.File
	out      Calendar
	name     production.EventKind // what the calendar's name says of its events
	told     map[*ical.Component]told
	own      int // events of our own feeds
	days     int // second and further days of events that may still be taken in
	warnings []Warning
}

// ReadCalendar reads the events of a calendar (iCalendar: RFC 5545, 7986 and relatives, also broken
// ones). Series are laid out between opt.From and opt.To, at most 2,000 occurrences each; dates and
// times are those of opt.Zone. What is no event is left out with a warning. A file without any event
// is fault.Invalid, unless it came by a subscription (opt.Calendar), which may be empty.
func ReadCalendar(data []byte, opt Options) (Document, error) {
	r := calendarReader{opt: opt, zone: opt.Zone, file: ical.Parse(data), told: map[*ical.Component]told{}, days: manyDays}
	if r.zone == nil {
		r.zone = time.UTC
	}
	if len(r.file.Roots) == 0 {
		return Document{}, opt.invalid(1, "this is not a calendar: BEGIN:VCALENDAR was expected").
			WithRemedy("Export the calendar again as iCalendar (.ics). %s", Readable)
	}
	if err := r.refuseCut(); err != nil {
		return Document{}, err
	}
	answers := r.leaveAnswers()
	r.identify()
	from, to := opt.window()
	agenda := r.file.Events(ical.Layout{Zone: r.zone, From: from, To: to})
	r.problems(r.file.Problems)
	r.problems(agenda.Problems)
	r.ignored(agenda.Ignored)
	r.events(agenda)
	if len(r.out.Events) == 0 && len(r.out.Cancelled) == 0 {
		if opt.Calendar == "" && len(r.out.Whole) == 0 {
			return Document{}, r.empty(answers)
		}
		r.warn(0, "no event of this calendar lies in the time of the production")
	}
	if r.file.Cut { // what stood below the cut is unknown: nothing that is missing here is gone
		r.out.Whole = nil
	}
	slices.SortStableFunc(r.warnings, func(a, b Warning) int { return cmp.Compare(a.Line, b.Line) })
	return Document{Kind: KindCalendar, Format: FormatCalendar, Calendar: &r.out, Warnings: r.warnings}, nil
}

// window is between which dates series are laid out; a zero time leaves a side open.
func (o Options) window() (from, to time.Time) {
	if !o.Now.IsZero() {
		today := production.DateOf(o.Now).At(0, time.UTC)
		from, to = today.AddDate(-1, 0, 0), today.AddDate(2, 0, 0)
	}
	if o.From.Known() {
		from = o.From.At(0, time.UTC)
	}
	if o.To.Known() {
		to = o.To.At(0, time.UTC)
	}
	return from, to
}

func (r *calendarReader) warn(line int, format string, args ...any) {
	if len(r.warnings) > 5*maxWarnings {
		return
	}
	r.warnings = append(r.warnings, Warning{Line: line, Message: fmt.Sprintf(format, args...)})
}

func (r *calendarReader) problems(problems []ical.Problem) {
	for _, p := range problems {
		r.warn(p.Line, "%s", p.Message)
	}
}

// leaveAnswers drops calendars that only answer or ask (RFC 5546): they say nothing of the event.
func (r *calendarReader) leaveAnswers() int {
	before := len(r.file.Roots)
	r.file.Roots = slices.DeleteFunc(r.file.Roots, func(c *ical.Component) bool {
		switch strings.ToUpper(c.Text("METHOD")) {
		case "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH":
			r.warn(int(c.Line), "this is an answer to an invitation; it was left out, for it does not say when the event is")
			return true
		}
		return false
	})
	return before - len(r.file.Roots)
}

// identify finds the calendar's name and key, and whether it is only an update.
func (r *calendarReader) identify() {
	var id, maker string
	uids := map[string]bool{}
	for _, c := range r.file.Roots {
		r.out.Name = firstOf(r.out.Name, spelling.Single(c.Text("X-WR-CALNAME")), spelling.Single(c.Text("NAME")))
		maker = firstOf(maker, makerOf(c.Text("PRODID")))
		if c.Name == "VCALENDAR" {
			id = firstOf(id, c.Text("X-WR-RELCALID"), c.Text("UID"))
		}
		switch strings.ToUpper(c.Text("METHOD")) {
		case "REQUEST", "CANCEL", "ADD":
			r.out.Partial = true
		}
		for _, event := range append(c.Parts, c) {
			if event.Name == "VEVENT" && len(uids) < 2 {
				uids[firstOf(event.Text("UID"), fmt.Sprint("line ", event.Line))] = true
			}
		}
	}
	r.out.Key = spelling.Shorten(firstOf(r.opt.Calendar, id, joinedKey(r.out.Name, maker), "calendar"), 200)
	// One event alone and without a calendar's name is what people send each other.
	r.out.Nameless = firstOf(r.opt.Calendar, id, r.out.Name) == ""
	if r.out.Nameless && len(uids) < 2 || r.file.Cut {
		r.out.Partial = true
	}
	if kind := eventKind(r.out.Name); kind == production.Holiday {
		r.name = kind
	}
}

func joinedKey(name, maker string) string {
	if name == "" || maker == "" {
		return name + maker
	}
	return name + " · " + maker
}

// makerOf is the program that wrote the file, without the numbers of its version: the key must not
// change with an update of the program.
func makerOf(product string) string {
	words := strings.Fields(product)
	words = slices.DeleteFunc(words, func(w string) bool {
		return strings.ContainsAny(w, "0123456789") && !strings.Contains(w, "//")
	})
	return spelling.Single(strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' || c == '.' {
			return -1
		}
		return c
	}, strings.Join(words, " ")))
}

// otherParts are what calendars hold beside events.
var otherParts = []struct{ name, one, many string }{
	{"VTODO", "to-do was", "to-dos were"}, {"VJOURNAL", "journal entry was", "journal entries were"},
	{"VFREEBUSY", "list of free and busy times was", "lists of free and busy times were"},
	{"VAVAILABILITY", "availability was", "availabilities were"}, {"VPOLL", "poll was", "polls were"},
}

func (r *calendarReader) ignored(counts map[string]int) {
	for _, part := range otherParts {
		switch n := counts[part.name]; {
		case n == 1:
			r.warn(0, "one %s left out: only events are taken in", part.one)
		case n > 1:
			r.warn(0, "%d %s left out: only events are taken in", n, part.many)
		}
	}
}

// empty is the refusal of a file from which nothing could be taken.
func (r *calendarReader) empty(answers int) error {
	switch {
	case r.own > 0:
		return r.opt.invalid(0, "this is our own plan as a calendar, not the main unit's").WithRemedy("Import the calendar that the production office sends.")
	case answers > 0:
		return r.opt.invalid(0, "this is an answer to an invitation and does not say when the event is").WithRemedy("Import the invitation itself, or the whole calendar.")
	}
	what, line, remedy := "this is a calendar without events", 0, "Export the calendar again with its events, as iCalendar (.ics)."
	if n := r.written(); n > 0 {
		what, remedy = fmt.Sprintf("no event of this calendar can be read, of %d", n), "Look at it in the program that made it, and export it again as iCalendar (.ics)."
	}
	if len(r.warnings) > 0 {
		what, line = what+" ("+r.warnings[0].Message+")", r.warnings[0].Line
	}
	return r.opt.invalid(line, "%s", what).WithRemedy("%s", remedy)
}

// written is how many events stand in the file, whether or not they can be read.
func (r *calendarReader) written() (n int) {
	for _, c := range r.file.Roots {
		for _, part := range append(c.Parts, c) {
			if part.Name == "VEVENT" {
				n++
			}
		}
	}
	return n
}
