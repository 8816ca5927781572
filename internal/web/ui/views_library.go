package ui

import (
	"fmt"
	"strings"
)

// LibraryView is the library, a row for each day. Filters are in the query: day, kind, camera, card, scene, moment, verdict, rating, state.
type LibraryView struct {
	Sentence string
	Query    string // of the filters alone, for addresses that want them
	Selects  []Field
	More     []Field    // under a fold
	Only     []OnlyView // filters that have no field: of a card, moment, scene alone
	Filtered bool
	Further  bool // one of those under the fold holds
	AllURL   string
	Days     []LibraryDayView
	Cells    []CellView // those that a page without script shows
	CellsOf  string     // key of their day
	Earlier  string     // address of the cells before, "" for none
	Later    string
	Cull     string // address of the culling of the stills among them, "" for none
	Captions string // address of their captions, "" for none

	Suggested *DayLink // to what may belong together, nil for nothing
	Files     []DayLink
	Kept      *SavedViews
	Bulk      *LibraryBulk // what can be done with what is picked; nil for whoever may do nothing
	Upload    *UploadView  // for whoever may bring files in
	Ingest    *IngestForm  // for whoever runs the machine
	Watched   *WatchedView // likewise
	Waiting   int64        // pieces of work on pictures
	Looks     string       // address that has them made, "" for whoever may not
	Empty     bool         // nothing was brought in yet
}

// OnlyView is a filter that holds, and the address without it.
type OnlyView struct{ Text, URL string }

// LibraryDayView is a day of the library.
type LibraryDayView struct {
	Key   string // "2026-05-12", "none"
	Title string // "Day 14 · Tue 12 May"
	Short string // "14", for the scrubber
	Text  string // "1,204 stills, 38 clips, 6 recordings"
	Count int
	URL   string // of this day alone
	Cull  string
}

// id is the day's element.
func (d LibraryDayView) id() string { return "day-" + d.Key }

// CellView is an asset in the grid.
type CellView struct {
	ID      string
	Index   int // in its day, from 0
	URL     string
	Name    string
	Kind    string
	Said    string // all in words
	Small   string // address of its picture, "" for none yet
	Strip   string
	Frames  int
	Columns int
	Wave    string
	Foot    string // "14:03 · 0:42"
	Rating  int
	Verdict string
	Problem string
	Waiting bool
}

// stars are a rating as stars.
func stars(n int) string { return strings.Repeat("★", n) }

// verdictWord is a verdict in a word.
func verdictWord(v string) string {
	return map[string]string{"first": "1st", "second": "2nd", "kill": "Kill"}[v]
}

// WatchedView are the folders that the library takes from.
type WatchedView struct {
	Add     string
	Hint    string
	Folders []WatchedFolder
}

// WatchedFolder is one of them.
type WatchedFolder struct {
	Path, Text, Problem, Remove string
	Refused                     []string
}

// UploadView is what files are sent with from the device of whoever looks.
type UploadView struct {
	To    string // address of the tus protocol
	Cards []Option
}

// LibraryBulk is the bar of what is picked. Field names in the POST: id (each), do, and verdict, rating, tag, person, moment, day, card,
// note; back.
type LibraryBulk struct {
	Edit    bool
	Action  string
	Moments []Option
	Cards   []Option
	Zip     string // addresses to POST to
	Contact string
	List    string

	Captions string
	Fetch    bool // may fetch originals
}

// IngestForm begins to bring files of the machine in. Field names in the POST: path, card, no_proxies, back.
type IngestForm struct {
	Action string
	Fields []Field
	Error  string
}

// AssetView is the page of an asset.
type AssetView struct {
	Title    string
	Sub      string
	Kind     string
	Cell     CellView
	Player   *PlayerView // nil for stills
	Picture  string      // address of the picture that is shown, "" for none
	Large    string
	Alt      string
	Width    int
	Height   int
	Problem  string
	Waiting  bool
	Hurry    string
	Facts    []Fact
	Fields   []Fact // as the file says them
	Files    []Fact
	Matches  []string
	Form     *AssetForm
	Verdicts string // address to POST verdict and rating to, "" for whoever may not
	Original string
	Proxy    string
	Prev     string
	Next     string
	History  []HistoryView
	Remove   string
	Said     *TranscriptView // what is said in it, nil for stills
	Trace    string          // where it came from and what it became
}

// TranscriptView is what is said in a recording. Fields of the POSTs: file, back to Import; speaker, text, base, back to the
// Save of a cue; back to Remove.
type TranscriptView struct {
	Cues   []CueView
	Import string // "" for whoever may not write
	Make   string // has it written down by a machine, "" where that cannot be
	Why    string // why it cannot
	Rules  string // who writes, for whoever decides it
	Remove string
	Files  []DayLink // to take along
	Base   string
}

// DictationView is the form of who writes down what is said.
type DictationView struct {
	Action, Error, Sentence string
	Here                    string // why no program of this machine can, "" where one can
	Base                    int64
	Fields                  []Field
}

// CueView is something that is said.
type CueView struct {
	ID       string
	At       string  // 00:12:03, "" unknown
	From, To float64 // seconds; below zero unknown
	Speaker  string
	Text     string
	Edit     string // the same page, with a form for this cue; "" for whoever may not
	Save     string // address to POST to, where this cue is being changed
	Off      string // address to POST to that takes it off
}

// FoundView is what the library has for a question.
type FoundView struct {
	Query    string
	Sentence string   // "12 found."
	Instead  []string // "“hallrd” is nowhere; this is for “hallard”."
	Wrong    string   // why the question cannot be read
	List     []FoundAssetView
	More     string // the next page, "" for none
	Filters  []string
}

// FoundAssetView is an asset with the place where it has what was asked for.
type FoundAssetView struct {
	Cell  CellView
	Where string    // "Said at 00:12:03", "Caption"
	Text  []WordRun // the words around it
	Sub   string
}

// WordRun is a stretch of text that was asked for, or not.
type WordRun struct {
	Text string
	Hit  bool
}

// AssetForm changes what is written of an asset. Field names in the POST: those of the fields, base, back.
type AssetForm struct {
	Action string
	Base   int64
	Fields []Field
	Error  string
}

// PlayerView is a film or sound with its marks.
type PlayerView struct {
	Audio   bool
	Source  string // address of the film, "" where it is not made yet
	Type    string
	Poster  string
	Strip   string
	Frames  int
	Columns int
	Wave    string
	Num     int64 // frames a second as a fraction, 0 for none
	Den     int64
	Start   int64 // number of the first frame
	Drop    bool
	Seconds float64
	Marks   []ClipMark
	Add     string // address to POST a mark to, "" for whoever may not
	Remove  string
}

// ClipMark is a point or range.
type ClipMark struct {
	In, Out int64
	At      string // "01:02:03;04 – 01:02:05;00"
	Text    string
	By      string
}

func (v PlayerView) seconds() string { return fmt.Sprintf("%g", v.Seconds) }

// CullView is the page on which stills are chosen. Without script it shows one at a time.
type CullView struct {
	List    string // address of the list, with the filters
	Edits   string // address to POST edits to
	Back    string
	Total   int
	At      int // of the still that is shown, from 0
	Still   *AssetView
	Prev    string
	Next    string
	Empty   bool
	Title   string
	Peaking string // address of the worker that finds edges
	MayEdit bool
}

// starWords are stars in a select.
func starWords(n int) string {
	if n == 0 {
		return "No stars"
	}
	return count(n, "star", "stars")
}

// libraryTasks are the tasks that bring files in or make pictures.
func (p Page) libraryTasks() []TaskView {
	var out []TaskView
	for _, t := range p.running() {
		if t.Library {
			out = append(out, t)
		}
	}
	return out
}

// verdictOptions are the verdicts as buttons.
var verdictOptions = []Option{{"first", "1st"}, {"second", "2nd"}, {"kill", "Kill"}, {"", "Undecided"}}

// proxyWords name what is looked at.
func proxyWords(kind string) string {
	switch kind {
	case "video":
		return "Film to look at"
	case "audio":
		return "Sound to listen to"
	}
	return "Picture to look at"
}
