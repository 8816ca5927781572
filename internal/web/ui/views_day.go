package ui

import "github.com/btsdirector/bts/internal/story"

// DaysView is the list of shoot days.
type DaysView struct {
	Sentence string // "12 shoot days, 7 attended."
	Days     []DayRow
}

// DayRow is one day of the list.
type DayRow struct {
	Title    string // "Day 4 · Thu 7 May"
	Place    string // "Harbour, stage 2"
	Attended bool
	Now      bool
	Past     bool
	Line     DayLineView
	Text     string // "4 moments: …" or why nobody goes
	People   []string
	URL      string
}

// PacketView is the day packet: what somebody of the BTS crew needs on the day, phone first.
type PacketView struct {
	Trace    string // address of where the day came from and what it became, "" for who may not know
	Title    string // "Day 4 · Thu 7 May"
	Place    string // where the company works
	Attended bool
	Buys     string // what the day is for
	Call     string // BTS unit: first call, "10:00"
	Meal     string // "13:00–13:30", "" where none is due
	Wrap     string
	MainCall string // main unit, with ~ when estimated
	MainWrap string
	Line     DayLineView
	Changes  []string // against the plan before, in words
	Moments  []PacketMoment
	Places   []PacketPlace
	Crew     []ShiftView
	Strips   []StripView
	Contacts []Contact
	Notes    []string // where not to stand, closed sets, quiet hours
	Missed   []UncoveredView
	PDF      string // URL, "" when there is none
	ICS      string
	Before   *DayLink
	After    *DayLink
	Correct  string // address of the form that corrects the day, "" for whoever may not
	Marks    DayMarks
	Revision string // "Schedule: blue, 4 May. Plan: Tue 5 May 21:40."
	Live     bool   // the day is today: now and next are marked
	Checks   ChecklistView
	Shots    *ShotsSection
	Cards    *CardsOfDay
	Tonight  *TonightView // nil for none
}

// CardsOfDay say how far the day's cards are; nil for none, and for whoever may not see them.
type CardsOfDay struct {
	Text string // "3 cards full, 1 not safe yet"
	Open bool   // some are not safe yet
	URL  string
}

// DayMarks say what of the main unit's day was corrected.
type DayMarks struct {
	Call, Wrap, Place, Note *MarkView
}

// PacketMoment is one moment of the day, in the order of the day.
type PacketMoment struct {
	ID     string
	Title  string
	Kind   story.Kind
	Arc    Arc
	Time   string // "14:10–15:40"
	Scene  string
	Place  string
	Team   []string // "Ada Moreau, video"
	Kit    []string
	Person string   // interviewee
	Why    string   // strongest reason
	Notes  []string // where not to stand, who to ask
	State  string   // "now", "next", "past", ""
	URL    string
}

// PacketPlace is somewhere the BTS crew goes that day.
type PacketPlace struct {
	Name     string
	Location string
	Time     string
	Note     string // "2 BTS people allowed", "Closed set from 15:00"
	Closed   bool
}

// Contact is somebody to ask on the day.
type Contact struct {
	Name  string
	Role  string
	Phone string
}

// DayLink leads to the day before or after.
type DayLink struct {
	Text string
	URL  string
}

// TodayView is the first page of a production: what is now, what comes, what needs somebody.
type TodayView struct {
	Title     string // "Day 4 · Thu 7 May", "Prep", the production's title
	Sentence  string // "Two people, four moments. Call 10:00 at the harbour."
	Line      *DayLineView
	Now       *PacketMoment
	Next      []PacketMoment
	PacketURL string // "" when there is no packet to open
	Attention []Attention
	Steps     []Step // first steps of a new production; empty once all are done
	Coming    []DayRow
	Figures   []Figure
	News      []News
	Tonight   *TonightView // nil for none
}

// Attention is something that waits for a person.
type Attention struct {
	Text   string
	Detail string
	Action string
	URL    string
	Bad    bool // overdue or broken
}

// Step is one of the first steps of a production.
type Step struct {
	Title  string
	Text   string
	Action string
	URL    string // "" when the person may not do it
	Done   bool
}

// Figure is a number that says how things stand.
type Figure struct {
	Value string
	Text  string
	URL   string
}

// News is something that happened.
type News struct {
	When string
	Text string
	URL  string
}
