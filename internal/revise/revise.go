// Package revise takes what a new paper says into what is known. Merge joins a document with the facts and keeps every
// identity; Diff tells what is different, as people read it.
package revise

import (
	"errors"

	"github.com/btsdirector/bts/internal/intake"
)

// ErrForeign is the cause of a refusal that a person can answer: the paper seems to belong to another
// production. MergeOptions.Force takes it in.
var ErrForeign = errors.New("the paper seems to belong to another production")

// Change is one thing that a paper added, removed, moved or changed.
type Change struct {
	What   string        `json:"what"` // "scene", "day", "event", "person", "location", "shot"
	ID     string        `json:"id"`
	Title  string        `json:"title"`
	Why    string        `json:"why"`
	Fields []FieldChange `json:"fields,omitempty"` // what is different, for something that changed
}

// FieldChange is one field of something before and after, as people read it.
type FieldChange struct {
	Field string `json:"field"` // "heading", "length", "call", "cast" …
	Was   string `json:"was"`   // "" for nothing
	Is    string `json:"is"`
}

// Lineage says that the new draft made other scenes or people of those there were.
type Lineage struct {
	How  string   `json:"how"`  // "split", "joined"
	What string   `json:"what"` // "scene"
	From []string `json:"from"` // ids before
	To   []string `json:"to"`   // ids after
}

// The things that changes speak of.
const (
	whatScene    = "scene"
	whatDay      = "day"
	whatEvent    = "event"
	whatPerson   = "person"
	whatLocation = "location"
	whatShot     = "shot"
)

// Changes is what Merge did.
type Changes struct {
	Added    []Change         `json:"added"`
	Removed  []Change         `json:"removed"`
	Moved    []Change         `json:"moved"`   // on another day or at another place in the order
	Changed  []Change         `json:"changed"` // the same thing with other contents
	Lineage  []Lineage        `json:"lineage,omitempty"`
	Warnings []intake.Warning `json:"warnings"`
}
