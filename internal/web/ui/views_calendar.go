package ui

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// CalendarView is the calendar of a shoot: a day, a week or all of it.
type CalendarView struct {
	View     string // "day", "week" or "shoot"
	Title    string // "Day 4 · Thu 7 May"
	Sentence string
	Views    []Tab
	Before   *DayLink // nil at the end
	After    *DayLink
	Today    *DayLink // nil where today is shown, and when it is no day of the shoot
	People   Field    // whose lanes are shown
	Dense    *Tab     // the other width of days, in the shoot view
	Days     []CalDay // of the day and week views
	Shoot    *CalShoot
	Open     []CoverView // moments that are not booked and could be here
	OpenMore int
	Missing  *EmptyView // what is needed first, instead of all this
	Moves    bool       // the person may move bookings
	Foot     SheetFoot
}

// SheetFoot is the foot of a printed page.
type SheetFoot struct {
	Of      []string        // production, schedule, plan
	Printed production.Date // when the page was made; the client knows better when it is printed
	Zone    string          // of the production
}

// CalDay is a day as lanes on one scale.
type CalDay struct {
	Date  production.Date
	Title string
	URL   string // of the day packet, "" where the person may not see it
	Buys  string
	Now   production.Clock // NoClock for another day
	From  production.Clock // ends of the scale, whole hours
	To    production.Clock
	Rows  []CalRow
	Past  bool
	List  []CoverView // its bookings in words: on paper and on a telephone, where bars are too narrow for them
}

// CalRow is one lane of a day: a unit of the film, or somebody of the BTS unit.
type CalRow struct {
	Name   string
	Note   string // "08:30–17:15", "away", "free"
	Member string // id, "" for the main unit and for whoever is in the crew no more
	Main   bool
	Away   bool
	Shift  *Span
	Meal   *Span
	Bars   []CalBar
}

// CalBar is a strip of the main unit or a booking.
type CalBar struct {
	Moment string // id of a booking, "" for a strip and for what is not to be moved
	Team   string // ids, with commas between
	Start  production.Clock
	End    production.Clock
	Text   string
	Label  string // all of it in words
	Strip  *StripView
	Arc    Arc
	Held   bool
	Broken bool
	URL    string // of the booking or the scene
}

// CalShoot is the whole shoot as a grid: days across, people down.
type CalShoot struct {
	Days  []BoardDay
	Dates []production.Date
	Crew  []BoardCrew
	Dense bool
}

// strip is a strip of a day: on a narrow one it is too small to be opened.
func (v CalShoot) strip(d BoardDay, s StripView) StripView {
	if v.Dense || !d.Attended {
		s.URL = ""
	}
	return s
}

// line is the day's scale.
func (d CalDay) line() DayLineView { return DayLineView{From: d.From, To: d.To} }

// hourMarks are the hours of the scale.
func (d CalDay) hourMarks() (marks []production.Clock) {
	for c := d.From; c <= d.To; c += 60 {
		marks = append(marks, c)
	}
	return marks
}

// wide reports whether an hour is told in words: on long days every second.
func (d CalDay) wide(c production.Clock) bool { return d.To-d.From <= 12*60 || (c-d.From)%120 == 0 }

// high is the height of a lane in pixels.
func (v CalendarView) high() int {
	if v.View == "week" {
		return 30 // a bar in it is 24 high: a target
	}
	return 44
}

// class is the colour of a bar.
func (b CalBar) class() string {
	class := "cal-booking dl-arc " + b.Arc.class()
	if b.Strip != nil {
		class = "dl-" + b.Strip.class()
		if b.Strip.Closed {
			class += " dl-closed"
		}
	}
	if b.Held {
		class += " held"
	}
	if b.Broken {
		class += " broken"
	}
	return class
}

// BookingView is one booking, or a moment that could be booked.
type BookingView struct {
	ID        string
	Title     string
	Kind      story.Kind
	Arc       Arc
	When      string // "Day 4 · Thu 7 May, 14:10–15:40", "" for what is not booked
	Place     string
	Team      []string
	Held      bool
	Broken    string // why it does not hold any more
	Why       string // why it is not booked, or what changed
	MomentURL string
	Form      *MoveBookingForm // nil for whoever may not move it, and for what is over
	HoldURL   string           // "" where that cannot be done
	FreeURL   string
	OffURL    string
}

// MoveBookingForm is "Move…", the keyboard's twin of dragging.
type MoveBookingForm struct {
	Action string
	URL    string // of the page, which with the fields in its query shows what it would be
	Day    Field
	At     Field
	Team   []Field
	Words  string // of the button
	Trial  *TrialView
}

// TrialView is what a move would be.
type TrialView struct {
	Head    string // "Thu 7 May, 14:10–15:40 at Lamp Room"
	Clashes []string
	Notes   []string
	Turns   []string
}

// says is the verdict in one line.
func (t TrialView) says() string {
	if len(t.Clashes) == 0 {
		return "Nothing is in the way."
	}
	return fmt.Sprintf("%s in the way:", map[bool]string{true: "One thing is", false: count(len(t.Clashes), "thing", "things") + " are"}[len(t.Clashes) == 1])
}

// barWords are what a bar shows on its second line.
func (b CalBar) times() string { return Times(b.Start, b.End, false) }

// isoDate is a date for a program.
func isoDate(d production.Date) string { return string(d) }

func minutes(c production.Clock) string { return fmt.Sprint(int(c)) }

func listWords(words []string) string { return strings.Join(words, ", ") }

// calendarAttributes tell the island where to ask and to send.
func calendarAttributes(p Page, v CalendarView) templ.Attributes {
	if !v.Moves {
		return nil
	}
	return templ.Attributes{
		"moves": true, "tries": "/api/productions/" + p.Production.Slug + "/plan/bookings", "sends": p.Link("calendar", "bookings"), "back": p.URL,
	}
}

// bookingAttributes make a bar one that can be taken up.
func bookingAttributes(b CalBar) templ.Attributes {
	return momentAttributes(b.Moment, b.Team, b.Moment != "")
}

func momentAttributes(id, team string, moves bool) templ.Attributes {
	if !moves {
		return nil
	}
	return templ.Attributes{"data-booking": id, "data-team": team, "draggable": "false"}
}
