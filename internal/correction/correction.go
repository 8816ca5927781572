// Package correction lays local corrections over the main unit's facts. The facts stay as the papers
// say; a correction says "show this field of this thing as X, because Y", and can be taken away again.
package correction

import (
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// What is the kind of thing that is corrected.
type What string

// The kinds of thing.
const (
	Scene    What = "scene"
	Day      What = "day" // also a unit's part of it and its strips
	Event    What = "event"
	Person   What = "person"
	Location What = "location"
)

// State says how a correction stands to what the papers say now.
type State string

// The states.
const (
	Standing State = "standing" // the paper still says Was, or only we estimate what it leaves open
	Agreed   State = "agreed"   // the paper now says Value itself: nothing is left to correct
	Disputed State = "disputed" // the paper now says something else; both are to be shown until a person decides
	Orphaned State = "orphaned" // the thing is gone
	Replaced State = "replaced" // a later correction of the same field is shown in its place
)

// Correction is one field of one thing, as it is to be shown.
type Correction struct {
	ID         production.CorrectionID `json:"id"`
	Production production.ProductionID `json:"production"`
	What       What                    `json:"what"`
	Target     string                  `json:"target"` // id of the thing; a location's name
	Part       string                  `json:"part"`   // of a day: the unit's name or the strip's id, where the field is one of theirs; else ""
	Field      string                  `json:"field"`  // name of a Field
	Value      string                  `json:"value"`  // as people write it
	Was        string                  `json:"was"`    // what the paper said when the correction was made, from Read
	Note       string                  `json:"note"`   // why
	By         string                  `json:"by"`     // who made it
	At         time.Time               `json:"at"`     // when; the later of two corrections of a field is shown

	Scene production.SceneID `json:"scene,omitempty"` // of a strip: its scene, set by Apply while the strip is there
	Met   bool               `json:"met,omitempty"`   // a paper has agreed since: what a paper says after that is news; set by Apply
	State State              `json:"state"`           // set by Apply
	Paper string             `json:"paper"`           // what the paper says now, set by Apply; "" when the thing is gone

	// What follows is set by Apply and not kept.
	PaperShows bool        `json:"paper_shows,omitempty"` // of a disputed one: the paper's word is shown, since it is the stricter or ours cannot be
	Again      bool        `json:"again,omitempty"`       // of an agreed one: a paper had agreed before this one
	Also       []Elsewhere `json:"also,omitempty"`        // the other strips of its scene where it is shown
}

// Elsewhere is a strip that has no correction of its own and shows that of another of its scene.
type Elsewhere struct {
	Strip production.StripID `json:"strip"`
	Paper string             `json:"paper"` // what the paper says of it
}

// Kind is how the text of a field is written.
type Kind string

// The kinds of field.
const (
	Line    Kind = "line"    // one line
	Text    Kind = "text"    // several lines
	Capital Kind = "capital" // one line in capitals, as scripts write sets
	Choice  Kind = "choice"  // one of Field.Choices
	YesNo   Kind = "yes_no"  // "yes" or "no"
	Count   Kind = "count"   // a whole number
	Length  Kind = "length"  // eighths of a page: "1 3/8"
	Clock   Kind = "clock"   // "07:30", past midnight "00:30+1"
	Date    Kind = "date"    // "2026-05-12"
	Dates   Kind = "dates"   // "2026-05-12 to 2026-05-14, 2026-05-20"
	Names   Kind = "names"   // separated by commas, or by semicolons where a name holds a comma
	Email   Kind = "email"   //
	Phone   Kind = "phone"   // as written
)

// Part says which part of a day a field belongs to.
type Part string

// The parts; the empty one is the thing itself.
const (
	OfUnit  Part = "unit"
	OfStrip Part = "strip"
)

// Field is something that can be corrected.
type Field struct {
	Name     string   `json:"name"`
	Label    string   `json:"label"`
	Example  string   `json:"example"`
	Kind     Kind     `json:"kind"`
	Of       Part     `json:"of,omitempty"`
	Choices  []string `json:"choices,omitempty"`
	Optional bool     `json:"optional"` // may be empty
}

// Fields lists what can be corrected of a kind of thing, in the order it is offered; nil for a kind
// that is not known.
func Fields(what What) []Field {
	list := make([]Field, len(registry[what]))
	for i, f := range registry[what] {
		list[i] = f.Field
	}
	if len(list) == 0 {
		return nil
	}
	return list
}

// EstimateMark stands before a time or length that Read gives when no paper says it and only we estimate
// it. In other fields it is a character like any other.
const EstimateMark = "~"
