package ui

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/worksheet"
)

// WorksheetView is the planning worksheet: a part of it, or all, to fill in and to print.
type WorksheetView struct {
	Action string // where answers go
	Base   string // state that the answers were written on
	Sheet  *worksheet.Sheet
	Parts  []SheetPart // those shown
	Steps  []SheetStep
	Next   string // key of the part behind this one, "" for the last
	Error  string // what could not be understood
	Begun  bool   // there is a production
	Zone   *Field // of a production that the first answers open
	Made   SheetMade
	Print  string // address of the whole sheet
}

// SheetStep is a part in the line of parts.
type SheetStep struct {
	Number  int
	Title   string
	URL     string // "" before there is a production
	Current bool
	Done    string // "8 of 11"
}

// SheetPart is a part with its questions.
type SheetPart struct {
	Number    int
	Key       string
	Title     string
	Intro     string
	Questions []SheetQuestion
}

// SheetQuestion is a question with its answer.
type SheetQuestion struct {
	worksheet.Question
	Lines    []string // of the answer, without choices
	Choices  []SheetChoice
	Rows     []SheetRow // of a day
	Answered bool
}

// SheetChoice is a choice, and whether it is made.
type SheetChoice struct {
	Key   string
	Title string
	On    bool
}

// SheetRow is something that happens on the day.
type SheetRow struct {
	N int
	worksheet.Row
}

// ID is the id of a question's field.
func (q SheetQuestion) ID() string { return "q-" + q.Key }

// text is the answer as it is typed.
func (q SheetQuestion) text() string { return strings.Join(q.Lines, "\n") }

// rows is how tall its field is.
func (q SheetQuestion) rows() string {
	switch q.Type {
	case worksheet.Text:
		return "3"
	case worksheet.Lines, worksheet.People, worksheet.Team:
		return fmt.Sprint(max(3, len(q.Lines)+1))
	}
	return "2"
}

// SheetMade is what the answers made so far.
type SheetMade struct {
	Groups  []MadeGroup
	Remarks []string
	Wrong   string       // why the answer that was just changed is not taken
	Day     *DayLineView // the planned day, nil before there is a plan
	DayName string       // "Day 1 · Sat 5 Dec"
	DayURL  string       // the day's packet
	Plan    string       // "6 of 8 moments are in the plan."
}

// MadeGroup is what was made of one kind.
type MadeGroup struct {
	Title string
	Icon  string
	Items []MadeItem
	More  int // items not shown
}

// MadeItem is one thing that was made.
type MadeItem struct {
	Text string
	Note string // "10:00–12:30"
	URL  string
}

// ChecklistView is the checklist of a day.
type ChecklistView struct {
	Stages []CheckStage
	Add    string // where something is added, "" for whoever may not
	Done   int
	Of     int
}

// CheckStage is a part of the checklist.
type CheckStage struct {
	Key    string
	Title  string
	Checks []CheckView
}

// CheckView is something to look at.
type CheckView struct {
	ID   string
	Text string
	Done bool
	By   string
	Tick string // where it is ticked off, "" for whoever may not
	Off  string // where it is taken off the list
}

// Words say how far the list is.
func (v ChecklistView) Words() string { return fmt.Sprintf("%d of %d", v.Done, v.Of) }
