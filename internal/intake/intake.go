// Package intake reads the main unit's papers: screenplays (Fountain, Final Draft, Fade In, Celtx), shooting
// schedules (Universal Schedule Standard, tables), calendars and contact cards. Readers are pure: bytes in, facts and warnings
// with positions out; taking them into what is known is the work of package revise.
package intake

import (
	"fmt"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Kind says what sort of paper a document is.
type Kind string

// The kinds of paper.
const (
	KindScript    Kind = "script"
	KindSchedule  Kind = "schedule"
	KindPeople    Kind = "people"
	KindCalendar  Kind = "calendar"
	KindShots     Kind = "shotlist"
	KindLocations Kind = "locations"
)

// The formats that Read recognises.
const (
	FormatFountain = "fountain"
	FormatFDX      = "fdx"
	FormatOSF      = "osf"
	FormatCeltx    = "celtx"
	FormatUSS      = "uss"
	FormatTable    = "csv"
	FormatXLSX     = "xlsx"
	FormatCalendar = "ics"
	FormatCard     = "vcf"
)

// Warning is something a person should look at although the paper could be read. Line is the
// 1-based line in the file, 0 where no single line is meant.
type Warning struct {
	Line    int    `json:"line"`
	Message string `json:"message"`
}

// Calendar is what a reader finds in a calendar file. It speaks for its own events alone: those of
// other calendars and of the schedule stay as they are.
type Calendar struct {
	Key       string             // what the calendar is known by across exports: its subscription, else its name and maker
	Nameless  bool               // the file does not say which calendar it is: Key is its maker's alone, and its UIDs must tell
	Name      string             // for people, "" where the file has none
	Partial   bool               // the file holds updates (METHOD:PUBLISH of one item, REQUEST, CANCEL), not the whole calendar
	Events    []production.Event // with UID, Occurrence, Sequence and Calendar set
	Cancelled []Occurrence       // what is cancelled
	Whole     []string           // UIDs that Events describe completely: in an update, occurrences known beside them are gone
	Sequence  map[Occurrence]int // of an update: the SEQUENCE with which it speaks of each
	Torn      map[string]bool    // UIDs of events in the midst of which the file is cut off
}

// Occurrence names an event within its calendar.
type Occurrence struct {
	UID string `json:"uid"`
	ID  string `json:"occurrence,omitempty"` // which part, as production.Event has it; "" for all that the UID has
}

// OccurrenceOf is what an event is known by in its calendar.
func OccurrenceOf(e production.Event) Occurrence { return Occurrence{e.UID, e.Occurrence} }

// Document is what a reader found in one file. Script is set for KindScript, Schedule for
// KindSchedule, Calendar for KindCalendar; People also holds heads of department named in a schedule.
type Document struct {
	Kind      Kind
	Format    string // fountain, fdx, osf, celtx, uss, csv, xlsx, ics or vcf
	Script    *production.Script
	Schedule  *production.Schedule
	Calendar  *Calendar
	People    []production.Person
	Shots     []production.Shot
	Locations []production.Location
	Columns   []string // fields that a table has columns for; what it has none for it says nothing about
	Closed    bool     // the schedule says for its scenes whether the set is closed, a silent one counts as open
	Limits    bool     // the schedule says how many BTS people the sets hold
	Warnings  []Warning

	given []production.Day // the schedule's days with the times that a table gives, nil where it has none
}

// GivenDays are the days of a schedule with the times that a table itself gives, without those of the day
// model; nil for other papers.
func (d Document) GivenDays() []production.Day { return d.given }

// Title is the project's name as the paper gives it, "" where it gives none.
func (d Document) Title() string {
	switch {
	case d.Script != nil:
		return d.Script.Title
	case d.Schedule != nil && d.Schedule.Project != "":
		return d.Schedule.Project
	case d.Schedule != nil:
		return d.Schedule.Name
	}
	return ""
}

// Options guide the readers. The zero value works: columns are found by their names, dates that can
// be read two ways are day first, times come from StandardDay.
type Options struct {
	Name    string             // file name, for messages and as a hint to the format
	Mapping map[string]string  // field → column name, for tables; nil maps by header names
	Locale  string             // BCP 47 tag, "en-US" reads 5/12 as May 12
	Start   production.Date    // first shoot day, where the schedule has none
	Day     *DayModel          // fills missing times; nil is StandardDay
	Pages   *PageModel         // estimates scene lengths; nil is StandardPage
	Known   []production.Scene // scenes known already: their lengths help the day model

	Zone     *time.Location  // the production's time zone, in which clock times are; nil is UTC
	From, To production.Date // recurring events are laid out between these dates; "" is a year before and two after Now
	Now      time.Time       // when the file is read; the zero time leaves what depends on it out
	Calendar string          // key of the subscription that a calendar came by, "" for a file
}

// dayModel is the model for missing times.
func (o Options) dayModel() DayModel {
	if o.Day != nil {
		return *o.Day
	}
	return StandardDay
}

// pageModel is the model for missing scene lengths.
func (o Options) pageModel() PageModel {
	if o.Pages != nil {
		return o.Pages.usable()
	}
	return StandardPage
}

// invalid makes the error of a reader: what was found, at a line of the file.
func (o Options) invalid(line int, format string, args ...any) *fault.Error {
	return fault.New(fault.Invalid, format, args...).WithPosition(fault.Position{File: o.Name, Line: line})
}

// Read recognises the format by content, with the file's name as a hint, and reads it. Every error
// is fault.Invalid with the file, a line where one is known, what was found and what to do. What comes by
// a subscription must be a calendar, and all of it.
func Read(data []byte, opt Options) (Document, error) {
	if opt.Calendar != "" {
		if err := opt.refuseOther(data); err != nil {
			return Document{}, err
		}
	}
	format, err := recognise(data, opt)
	if err != nil {
		return Document{}, err
	}
	readers := map[string]func([]byte, Options) (Document, error){
		FormatFountain: ReadFountain, FormatFDX: ReadFDX, FormatOSF: ReadOSF, FormatCeltx: ReadCeltx,
		FormatUSS: ReadUSS, FormatTable: ReadTable, FormatXLSX: ReadWorkbook, FormatCalendar: ReadCalendar, FormatCard: ReadCards,
	}
	doc, err := readers[format](data, opt)
	if err != nil {
		return Document{}, err
	}
	doc.Warnings = foremost(doc.Warnings)
	return doc, nil
}

// maxWarnings is how many warnings a person can be asked to read.
const maxWarnings = 200

// foremost cuts a flood of warnings and says how many there were.
func foremost(warnings []Warning) []Warning {
	if len(warnings) <= maxWarnings {
		return warnings
	}
	rest := Warning{Message: fmt.Sprintf("%d more warnings like these", len(warnings)-maxWarnings)}
	return append(warnings[:maxWarnings:maxWarnings], rest)
}

// tooMany is the error for a file with more scenes than any production has.
func (o Options) tooMany(line int) *fault.Error {
	return o.invalid(line, "there are more than %d scenes: this is not one script or schedule", maxScenes).WithRemedy("%s", Readable)
}

// tooLong is the error for a file with more lines than any script has.
func (o Options) tooLong(line int) *fault.Error {
	return o.invalid(line, "there are more than %d lines: this is not one script", maxLines).WithRemedy("%s", Readable)
}

// requireScenes refuses a script without a single scene: taking it in would empty the production.
func requireScenes(doc Document, opt Options, remedy string) error {
	if doc.Script == nil || len(doc.Script.Scenes) > 0 {
		return nil
	}
	return opt.invalid(0, "no scene heading was found").WithRemedy("%s", remedy)
}
