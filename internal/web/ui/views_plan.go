package ui

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// PlanView is the coverage plan on its board.
type PlanView struct {
	Headline  string // "9 of 12 crew-days used well."
	Sentence  string // "31 of 44 moments covered. Within 1.4 % of the best possible plan."
	Price     string // what one more crew-day would bring, "" unknown
	Made      string // "Made by Ada, Tue 5 May 21:40"
	Changes   string // against the plan before: "24 kept, 3 moved, 1 dropped, 4 added", "" for the first
	Stale     string // why the plan should be made again: "The schedule changed after this plan.", "" when fresh
	CrewDays  int    // paid crew-days, for the field
	Seconds   int    // time the planner may take, for the field
	Days      []BoardDay
	Crew      []BoardCrew
	Selected  *PlanDayView // the day of ?day=, nil for none
	Uncovered []UncoveredView
	Changed   []ChangedView // against the plan before, with reasons
	Running   *TaskView     // planning runs
	Missing   *EmptyView    // what is needed before a plan can be made, instead of the board; nil when there is one
	WhatIf    *WhatIfView   // what else the plan could be; nil before there is one
}

// BoardDay is one column of the board. Attended days are wide, others narrow.
type BoardDay struct {
	Date     string // "Thu 7 May"
	Short    string // "7 May", for narrow columns
	Number   int    // shoot day, 0 for a day without shooting
	Attended bool
	Now      bool
	Past     bool
	Break    bool // a thick black day break stands before it: days off, company move
	Selected bool
	URL      string // of the plan with this day selected, or of the day
	Call     string // main unit, "07:00", "" unknown
	Wrap     string
	Strips   []StripView
	Covers   []CoverView
	Buys     string // what the day is chosen for, "" when not attended
}

// CoverView is one moment covered on a day.
type CoverView struct {
	MomentID string
	Title    string
	Kind     story.Kind
	Arc      Arc
	Start    production.Clock
	End      production.Clock
	Place    string
	Scene    string
	Team     []string // "Ada Moreau, video"
	Names    []string // "Ada Moreau"
	Score    int
	URL      string
	Changed  string // "moved from day 5", "" when it stayed

	BookingURL string // of the booking in the calendar, "" for nowhere
	Held       bool   // somebody put it there by hand
	Broken     bool   // it does not hold any more
	Moves      bool   // it may be dragged
}

// Label is a booking in words.
func (c CoverView) Label() string {
	held := ""
	if c.Held {
		held = "held"
	}
	times := ""
	if c.End > c.Start {
		times = c.Times()
	}
	return joinWords(c.Title, times, c.Place, joinNames(c.Names), held)
}

func joinWords(words ...string) string {
	var said []string
	for _, w := range words {
		if w != "" {
			said = append(said, w)
		}
	}
	return strings.Join(said, ", ")
}

// BoardCrew is one person's row of the board.
type BoardCrew struct {
	Name   string
	Skills string       // "Video, interview"
	Used   string       // "5 of 6 days"
	Shifts []*ShiftView // one for each of PlanView.Days, nil where off
	Away   []bool       // one for each of PlanView.Days: cannot work
}

// ShiftView is one person's working day.
type ShiftView struct {
	Name   string
	Skills string
	Call   production.Clock
	Wrap   production.Clock
	Meal   production.Clock // start, NoClock where none is due
	MealTo production.Clock
}

// Times are call and wrap: "10:00–18:30".
func (s ShiftView) Times() string { return clockRange(s.Call, s.Wrap, false) }

// MealTimes are "13:00–13:30", "" where no meal is due.
func (s ShiftView) MealTimes() string { return clockRange(s.Meal, s.MealTo, false) }

// line is the shift as a bar with its meal.
func (s ShiftView) line() DayLineView {
	return DayLineView{Label: s.Name + " works " + s.Times(), From: s.Call, To: max(s.Wrap, s.Call+1)}
}

// meal is the meal as a span of the shift.
func (s ShiftView) meal() Span { return Span{Start: s.Meal, End: s.MealTo} }

// Times are when it is covered: "14:10–15:40".
func (c CoverView) Times() string { return clockRange(c.Start, c.End, false) }

// PlanDayView is the selected day beside the board.
type PlanDayView struct {
	Title     string // "Day 4 · Thu 7 May"
	Buys      string
	Loss      string   // what would be lost without the day
	Only      []string // titles of what happens on no other day
	Line      DayLineView
	Covers    []CoverView
	Shifts    []ShiftView
	PacketURL string // "" when the person may not see packets
	CloseURL  string // of the plan without a selected day
}

// UncoveredView is a moment left out, and why.
type UncoveredView struct {
	MomentID string
	Title    string
	Kind     story.Kind
	Scene    string
	Score    int
	Reason   string
	Change   string // the cheapest change that would cover it, "" where no single one does
	URL      string
}

// className is the width and state of a day's column.
func (d BoardDay) className() string {
	class := "off"
	if d.Attended {
		class = "on"
	}
	for _, mark := range []struct {
		is   bool
		name string
	}{{d.Now, " now"}, {d.Past, " past"}, {d.Break, " break"}, {d.Selected, " selected"}} {
		if mark.is {
			class += mark.name
		}
	}
	return class
}
