// Package onset makes what people take along on the day: the day packet on paper and in calendars.
//
// A Packet is filled by whoever knows plan, schedule and crew; this package only sets it. It knows
// no database and no clock: equal packets give equal bytes.
package onset

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// Packet is one day as the BTS unit needs it in the hand. Times are minutes from 00:00 of Date in
// Zone, past 24:00 for a night shoot; unknown times are production.NoClock.
type Packet struct {
	ProductionID production.ProductionID // stays when the title changes; calendar entries hang on it
	Production   string                  // the production's title
	Title        string                  // "Day 4 · Thu 7 May"
	Date         production.Date
	Number       int    // shoot day number, 0 for a day without shooting
	Of           int    // shoot days in the schedule, 0 unknown
	Zone         string // IANA name of the time zone, printed
	Revision     string // which schedule this follows, "Blue, 1 May"
	Changed      string // that the plan is older than the schedule, in words; "" when it is not

	Call, Wrap production.Clock // of the main unit
	Estimated  bool             // call and wrap are our day model's, not the schedule's

	Locations []PacketPlace
	Units     []PacketUnit
	Shifts    []PacketShift
	Moments   []Entry
	DoNot     []string           // where not to be and when: closed sets, head counts
	Notes     []string           //
	Events    []production.Event // fittings, rehearsals, builds … of the day
	Missed    []string           // what is not covered today, and why
	Checks    []Check            // what to look at, in the order of the day
	Shots     []SheetShot        // of the BTS unit's own list, the most important first
	Look      []Said             // what the treatment says of them
	URL       string             // the live page; printed as a QR code when set
}

// Check is something to look at.
type Check struct {
	Stage string // the list it is on, in words: "Technical setup"
	Text  string
	Done  bool
}

// PacketPlace is a location of the day.
type PacketPlace struct {
	Name string
	Sets []string // scene sets found there
	Note string   // address, parking, nearest hospital …
}

// PacketUnit is one unit's part of the day.
type PacketUnit struct {
	Name       string // "Main"
	Call, Wrap production.Clock
	Location   string
	Strips     []PacketStrip // in shooting order
}

// PacketStrip is one scene of a unit's day; a banner has neither scene nor colour.
type PacketStrip struct {
	Scene      string
	Heading    string // or the banner's words
	Colour     Colour
	Start, End production.Clock
	Cast       []string
	Closed     bool // closed set: nobody from BTS enters or watches a monitor
	Capacity   int  // BTS people allowed, -1 when nobody said
}

// PacketShift is one person of the BTS unit at work.
type PacketShift struct {
	Name         string
	Skills       []string
	Call         production.Clock
	Meal, MealTo production.Clock // NoClock where none is due
	Wrap         production.Clock
}

// Entry is one moment to cover.
type Entry struct {
	Moment     production.MomentID // calendar entries hang on it
	Start, End production.Clock
	Title      string
	Kind       string // in words: "Stunt"
	Scene      string // scene number, "" without one
	Place      string // set or location
	Team       []TeamMember
	Kit        []string
	Why        []string // the evidence, best first
	Note       string
	Closed     bool   // on a closed set: ask before going in
	Broken     string // why it cannot happen any more, "the set is closed now"; "" while it holds
}

// Warning says that the moment does not hold any more, and why; "" while it holds.
func (m Entry) Warning() string {
	if m.Broken == "" {
		return ""
	}
	return "Does not hold: " + m.Broken + "; plan again."
}

// TeamMember is one person in one slot of a moment's team.
type TeamMember struct {
	Name  string
	Skill string
}

// Colour is what a strip's colour on the board says.
type Colour string

// The four kinds of strip; white, yellow, blue and green on a board, four greys on paper.
const (
	IntDay   Colour = "int_day"
	ExtDay   Colour = "ext_day"
	IntNight Colour = "int_night"
	ExtNight Colour = "ext_night"
)

// ColourOf is the colour of a scene's strip. A scene that plays inside and outside counts as outside.
func ColourOf(s production.Scene) Colour {
	outside, night := s.IntExt == production.Exterior || s.IntExt == production.Both, s.Night()
	switch {
	case outside && night:
		return ExtNight
	case outside:
		return ExtDay
	case night:
		return IntNight
	}
	return IntDay
}

// moments are the entries in order of start; those without a time come last.
func (p Packet) moments() []Entry {
	sorted := slices.Clone(p.Moments)
	slices.SortStableFunc(sorted, func(a, b Entry) int {
		return cmp.Or(byTime(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return sorted
}

// byTime orders times as slices.SortFunc wants it, unknown ones last.
func byTime(a, b production.Clock) int {
	switch {
	case a.Known() == b.Known():
		return cmp.Compare(a, b)
	case a.Known():
		return -1
	}
	return 1
}

// shifts are the crew in order of call; those without one come last.
func (p Packet) shifts() []PacketShift {
	sorted := slices.Clone(p.Shifts)
	slices.SortStableFunc(sorted, func(a, b PacketShift) int {
		return byTime(a.Call, b.Call)
	})
	return sorted
}

// span is the earliest call and the latest wrap of the BTS crew, NoClock for a day without any.
func (p Packet) span() (call, wrap production.Clock) {
	call, wrap = production.NoClock, production.NoClock
	for _, s := range p.Shifts {
		if s.Call.Known() && (!call.Known() || s.Call < call) {
			call = s.Call
		}
		wrap = max(wrap, s.Wrap)
	}
	return call, wrap
}
