package ui

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/story"
)

// StoryView is the board of arcs and beats, with the treatment above it.
type StoryView struct {
	Sentence  string // "7 arcs, 12 beats. 9 of 31 things wanted are planned."
	Treatment TreatmentView
	Arcs      []ArcView
	Loose     []LooseMoment // best first; the most worthwhile ones only
	LooseMore int           // further ones
	NewArc    NewArcForm
}

// TreatmentView is the treatment in short.
type TreatmentView struct {
	Lines []Fact // "Tone" and what it is; empty fields are left out
}

// ArcView is an arc as a column of the board and on its own page.
type ArcView struct {
	ID       string
	Arc      Arc
	Logline  string
	Question string
	Bar      StrengthView
	Beats    []BeatView
}

// BeatView is a beat as a card of the board and on its own page.
type BeatView struct {
	ID      string
	Title   string
	Note    string
	Arc     Arc
	ArcID   string
	Wants   []WantView
	Moments []BeatMoment
	Bar     StrengthView
	Closed  bool // the reader may know no more than that it is there
}

// WantView is something that a beat wants.
type WantView struct {
	Source outline.Source
	Text   string
	Count  int
}

// words is the want in a line: "2 interviews: each about the other".
func (w WantView) words() string {
	text := strings.ToLower(w.Source.Title())
	if w.Count > 1 {
		text = fmt.Sprintf("%d × %s", w.Count, text)
	}
	if w.Text == "" {
		return text
	}
	return text + ": " + w.Text
}

// BeatMoment is a moment tied to a beat.
type BeatMoment struct {
	ID    string
	Title string
	Kind  story.Kind
	Level outline.Level
	URL   string
}

// LooseMoment is a moment that tells no beat yet.
type LooseMoment struct {
	ID    string
	Title string
	Kind  story.Kind
	Arc   Arc
	Scene string
	Score int
	URL   string
}

// StrengthView is how far an arc or a beat has come.
type StrengthView struct {
	Arc Arc
	Bar outline.Bar
}

// words say what the line shows: "2 of 5 planned, 1 more found".
func (v StrengthView) words() string {
	total := v.Bar[outline.Wanted]
	if total == 0 {
		return "nothing wanted yet"
	}
	for l := outline.Cut; l > outline.Wanted; l-- {
		n := v.Bar[l]
		if n == 0 {
			continue
		}
		text := fmt.Sprintf("%d of %d %s", n, total, l.Title())
		if l > outline.Tied && v.Bar[outline.Tied] > n {
			text += fmt.Sprintf(", %d more found", v.Bar[outline.Tied]-n)
		}
		return text
	}
	return fmt.Sprintf("%d wanted", total)
}

// part is a level's share of the line, in percent of its length.
func (v StrengthView) part(l outline.Level) string {
	if v.Bar[outline.Wanted] == 0 {
		return "0"
	}
	return fmt.Sprint(100 * v.Bar[l] / v.Bar[outline.Wanted])
}

// NewArcForm adds an arc.
type NewArcForm struct {
	Name     Field
	Template Field
	Error    string
	Open     bool
}

// ArcPageView is an arc with what can be done to it.
type ArcPageView struct {
	Trace   *TraceView
	Arc     ArcView
	Form    StoryForm
	NewBeat StoryForm
	Move    MoveForm
	History []HistoryView
}

// BeatPageView is a beat with what can be done to it.
type BeatPageView struct {
	Trace   *TraceView
	Beat    BeatView
	Form    StoryForm
	Wants   []WantFields
	Move    MoveForm
	Tie     Field // moments that tell no beat yet
	History []HistoryView
}

// StoryForm is a form of text fields. Base is the state of the journal that its values are from: what somebody else
// writes meanwhile is not overwritten by fields that stay as they were.
type StoryForm struct {
	Action string
	Base   string
	Save   string
	Fields []Field
	Error  string
	Open   bool
}

// WantFields are the fields of one want.
type WantFields struct{ Source, Count, Text Field }

// MoveForm puts something elsewhere: what dragging does, for the keyboard.
type MoveForm struct {
	Action string
	To     Field        // options by group
	Groups []MoveTarget // where it can go
}

// MoveTarget is an arc as a place to move to.
type MoveTarget struct {
	Name    string
	Options []Option
}

// HistoryView is one act on the story.
type HistoryView struct {
	Who   string // "Ada Moreau, Tue 5 May, 22:10"
	What  string // "Title of The goodbye"
	Lines []HistoryLine
	Undo  string // address to POST to, "" where the reader may not
}

// HistoryLine is one field: what it was and is, in words.
type HistoryLine struct {
	Field, Was, Now string
	Lost            bool // Now was written by somebody else at the same time and gave way
}

// StoryTie is how a moment's page ties it to the story.
type StoryTie struct {
	Beat    string // title of the beat it tells, "" for none
	BeatURL string
	Tie     MoveForm // beats by arc
	Promote StoryForm
}
