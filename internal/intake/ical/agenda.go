package ical

import (
	"fmt"
	"strings"
	"time"
)

const (
	// maxOccurrences is how many occurrences of one series are laid out.
	maxOccurrences = 2000
	// maxRepeats is how many a whole file may have beyond one for each event.
	maxRepeats = 20_000
	// seriesSteps and fileSteps bound the work of laying out rules that hardly ever, or never, match.
	seriesSteps = 100_000
	fileSteps   = 5_000_000
	// openYears is how long a series without an end runs where nobody says until when.
	openYears = 3
)

// Layout says how to lay out a calendar.
type Layout struct {
	Zone     *time.Location // what floating times are in, and unknown zones; nil is UTC
	From, To time.Time      // dates between which repeated events are laid out, both included; zero leaves a side open
}

// Event is one event or one occurrence of a series.
type Event struct {
	UID      string     // of the event or series; made from its contents where the file has none
	ID       string     // which occurrence: the date and time it was first meant for, "" for an event that does not repeat
	Sequence int        // how often it was changed
	Fields   *Component // where its title, place … are: the event, or the change of this occurrence

	Start, End time.Time // for a whole day midnights in UTC, the end behind the last day
	AllDay     bool
	Open       bool // no end is known: End is Start
	Cancelled  bool
}

// Agenda is a calendar laid out.
type Agenda struct {
	Events   []Event  // occurrences of one series together, each UID where the file has it first
	Whole    []string // UIDs of which the file holds the event or series itself, not only changes of occurrences
	Problems []Problem
	Ignored  map[string]int // how many VTODO, VJOURNAL … were left out
}

// agenda is the work on one file.
type agenda struct {
	layout  Layout
	out     Agenda
	zones   *zones
	steps   int // work left for the whole file
	repeats int // occurrences left for the whole file
	cut     bool
	order   []string
	groups  map[string]*group
}

// group is what a file says about one UID.
type group struct {
	masters, changes []*entry
}

// Events lays out the events of all calendars in the file. Broken ones are left out or mended with a
// Problem; whatever the rules say, the number of events stays within a few ten thousand beyond those
// written.
func (f File) Events(layout Layout) Agenda {
	if layout.Zone == nil {
		layout.Zone = time.UTC
	}
	a := agenda{layout: layout, steps: fileSteps, repeats: maxRepeats, groups: map[string]*group{}}
	a.out.Ignored = map[string]int{}
	a.zones = &zones{base: layout.Zone, defined: map[string]*Component{}, found: map[string]*time.Location{}, problem: a.problem}
	for _, root := range f.Roots {
		a.define(root)
	}
	for _, root := range f.Roots {
		a.collect(root, setting{floating: layout.Zone})
	}
	a.out.Events = make([]Event, 0, len(a.order))
	for _, uid := range a.order {
		a.layOut(uid, a.groups[uid])
	}
	if a.cut {
		a.problem(0, "the repeated events are more than can be taken in; only the first %d occurrences were", maxRepeats)
	}
	return a.out
}

func (a *agenda) problem(line int, format string, args ...any) {
	if len(a.out.Problems) < maxProblems {
		a.out.Problems = append(a.out.Problems, Problem{line, fmt.Sprintf(format, args...)})
	}
}

// define remembers the zones that the file defines.
func (a *agenda) define(c *Component) {
	if c.Name == "VTIMEZONE" {
		if id := c.Text("TZID"); id != "" {
			a.zones.defined[strings.Trim(id, `"`)] = c
		}
		return
	}
	for _, part := range c.Parts {
		a.define(part)
	}
}

// setting is what a calendar says for all of its events.
type setting struct {
	floating *time.Location // what floating times are in
	utc      *time.Location // what times in UTC keep to when they repeat, nil for UTC itself
	cancel   bool           // METHOD:CANCEL
}

// collect gathers the events, also those outside of any calendar and those that were nested by
// mistake. The zone of X-WR-TIMEZONE is what floating times are in, and what times in UTC keep to
// over a year when they repeat: that is how the programs that write it mean it.
func (a *agenda) collect(c *Component, in setting) {
	switch c.Name {
	case "VEVENT":
		a.add(c, in)
	case "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VPOLL":
		a.out.Ignored[c.Name]++
	case "VTIMEZONE", "VALARM", "VCARD":
		return
	case "VCALENDAR":
		in.cancel = strings.EqualFold(c.Text("METHOD"), "CANCEL")
		if p := c.Find("X-WR-TIMEZONE"); p != nil && strings.TrimSpace(p.Value) != "" {
			if loc := a.zones.find(p.Value, int(p.Line)); loc != nil {
				in.floating, in.utc = loc, loc
			}
		}
	}
	for _, part := range c.Parts {
		a.collect(part, in)
	}
}

func (a *agenda) add(c *Component, in setting) {
	e := a.entry(c, in)
	if e == nil {
		return
	}
	g := a.groups[e.uid]
	if g == nil {
		g = &group{}
		a.groups[e.uid] = g
		a.order = append(a.order, e.uid)
	}
	if e.changes() {
		g.changes = append(g.changes, e)
	} else {
		g.masters = append(g.masters, e)
	}
}
