package ui

import "github.com/btsdirector/bts/internal/production"

// ScriptView is the list of scenes.
type ScriptView struct {
	Sentence string // "36 scenes, 41 2/8 pages. The Lamp Room, blue draft."
	Query    string
	Scenes   []SceneRow
	Filtered bool
}

// SceneRow is one scene of the list.
type SceneRow struct {
	Strip    StripView
	Heading  string
	Length   string // "1 3/8"
	Page     string
	Cast     string
	Days     string // "Day 4", "" when not scheduled
	Moments  int
	Omitted  bool
	Synopsis string
	URL      string
}

// SceneView is one scene with its text.
type SceneView struct {
	Trace    *TraceView
	Number   string
	Heading  string
	Mark     *MarkView // of the heading: set, inside or outside, time of day
	Correct  string    // address of the form that corrects the scene, "" for whoever may not
	Strip    StripView
	Facts    []MarkedFact // "Length": "1 3/8", "Script day": "D2" …
	Lines    []production.Line
	Notes    []production.Note
	Elements []ElementGroup
	Shots    []ShotRow // of the main unit's shot list
	Moments  []MomentView
	Days     []DayLink // when it is shot
	Before   *DayLink  // scene before
	After    *DayLink
	Missing  string // why there is no text: "The schedule knows this scene, the script does not."
}

// Fact is a name and a value.
type Fact struct {
	Name  string
	Value string
}

// MarkedFact is a fact of which it shows when it was corrected.
type MarkedFact struct {
	Name  string
	Value string
	Mark  *MarkView
}

// ShotRow is one shot of a scene.
type ShotRow struct {
	Number string
	How    string // "CU, low, dolly in, 35 mm"
	Text   string
}

// ElementGroup is what a scene needs of one category.
type ElementGroup struct {
	Category string
	Names    []string
}

// ScheduleView is the shooting schedule as a board read from top to bottom.
type ScheduleView struct {
	Sentence  string // "12 shoot days, 4 to 16 May 2026. Blue schedule of 2 May."
	Export    string // address of the schedule as a file, with our bookings; "" where the person may not
	Days      []ScheduleDay
	Cast      []CastRow
	Columns   []DayColumn // shoot days of the cast table
	People    []PersonRow // others in the papers
	Locations []LocationRow
	Events    []EventRow
	Unplaced  []SceneRow // scenes in no day
	Query     string
}

// ScheduleDay is one shoot day of one or more units.
type ScheduleDay struct {
	Anchor   string // "day-4"
	Title    string // "Day 4 · Thu 7 May"
	Now      bool
	Units    []UnitView
	Pages    string // "4 2/8 pages"
	Attended bool
	Mark     *MarkView // of the note
	URL      string    // of the day
	Correct  string    // address of the form that corrects it, "" for whoever may not
}

// UnitView is one unit's part of a day.
type UnitView struct {
	Name     string
	Times    string // "07:00–19:00", with ~ when estimated
	Location string
	Mark     *MarkView // of times and location
	Strips   []StripView
}

// EventRow is something on the calendar that is not a scene.
type EventRow struct {
	When  string // "Mon 27 Apr 10:00–12:00"
	Kind  string // "Costume fitting"
	Title string
	Who   string
	Place string

	Mark    *MarkView
	Correct string // address of the form that corrects it, "" for whoever may not
}

// ImportView is the page that takes in scripts and schedules.
type ImportView struct {
	Revisions []RevisionRow
	Running   []TaskView
	Problem   *ImportProblem // why the last file was refused
	Mapping   *MappingView   // a table asks what its columns mean
	Result    *ImportResult  // what the last import brought
	Corrected string         // "3 fields show other than the papers say", "" for none
	Calendars CalendarsView
}

// CalendarsView are the calendars that are fetched again and again.
type CalendarsView struct {
	List []CalendarRow
	Form CalendarForm
}

// CalendarRow is one of them.
type CalendarRow struct {
	Name    string
	Address string // without what is secret in it
	Rule    string // what becomes of its changes, in words
	Checked string // "looked at Tue 5 May, 18:05; again about 18:35"
	Problem string // why it could not be read the last time
	Waits   string // page of what it changes and somebody must decide, "" for nothing
	Look    string // addresses to POST to
	Remove  string
}

// CalendarForm subscribes to a calendar. Field names in the POST: address, name, alone.
type CalendarForm struct {
	Action  string
	Address Field
	Name    Field
	Alone   bool
	Error   string
	Open    bool
}

// RevisionRow is one taking-in of papers.
type RevisionRow struct {
	Title  string // names of the files
	Kinds  string // "Script, Fountain"
	State  string // "open", "applied", "discarded", "undone"
	Newest bool   // the newest paper of one of its sorts that is in use
	When   string
	Who    string
	Lines  []string // "36 scenes, 10 characters", a line for each file
	Breaks string   // "3 of ours no longer hold", "" for none
	URL    string   // "" where there is nothing to look at
}

// ImportProblem is a refused file, said so that somebody can mend it.
type ImportProblem struct {
	File   string
	At     string // "line 212", "" unknown
	Found  string
	Remedy string
	Anyway []string // tokens of the kept files, when a person may take them in all the same
}

// ImportResult is what an import brought.
type ImportResult struct {
	Title    string // "the-lamp-room.fountain is in"
	Facts    []Fact
	Changes  []string
	Warnings []string
	Next     *Attention
	Look     string // page of the revision
	Undo     string // address to POST to for taking it back
}

// MappingView asks what the columns of a table mean. Field names in the POST: token, kind, and col_<field>
// with the column's name as value ("" for none); as, to be asked about another kind of table.
type MappingView struct {
	File    string
	Token   string // names the waiting upload
	Kind    string // of table: "schedule", "cast" …
	Kinds   []Option
	Columns []string
	Rows    [][]string // the first few
	Fields  []MappingField
	Error   string
}

// MappingField is one thing that a schedule says, and the column that says it.
type MappingField struct {
	Field    string // "scene"
	Label    string // "Scene number"
	Required bool
	Column   string // chosen or guessed
}
