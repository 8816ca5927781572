package story

import (
	"reflect"
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// Change is what a person changes about a moment; a nil field stays as it is.
type Change struct {
	Title    *string            `json:"title,omitempty"`
	Kind     *Kind              `json:"kind,omitempty"`
	Scene    *string            `json:"scene,omitempty"`
	Score    *int               `json:"score,omitempty"`
	Windows  *[]Window          `json:"windows,omitempty"`
	Minutes  *int               `json:"minutes,omitempty"`
	HoldKit  *int               `json:"hold_kit,omitempty"`
	Roles    *[]Role            `json:"roles,omitempty"`
	Person   *string            `json:"person,omitempty"`
	Cast     *[]string          `json:"cast,omitempty"`
	Arc      *string            `json:"arc,omitempty"`
	LastDate *production.Date   `json:"last_date,omitempty"`
	Status   *Status            `json:"status,omitempty"`
	Note     *string            `json:"note,omitempty"`
	MustHave *bool              `json:"must_have,omitempty"`
	Beat     *production.BeatID `json:"beat,omitempty"`
}

// field moves one field that the finder also sets.
type field struct {
	apply func(m *Moment, c Change) (set bool)
	copy  func(m *Moment, from Moment)
}

// fields are the fields that people and the finder both write, by the name kept in Moment.Edited.
var fields = map[string]field{
	"title":     newField(func(m *Moment) *string { return &m.Title }, func(c Change) *string { return c.Title }),
	"kind":      newField(func(m *Moment) *Kind { return &m.Kind }, func(c Change) *Kind { return c.Kind }),
	"scene":     newField(func(m *Moment) *string { return &m.Scene }, func(c Change) *string { return c.Scene }),
	"score":     newField(func(m *Moment) *int { return &m.Score }, func(c Change) *int { return c.Score }),
	"windows":   newField(func(m *Moment) *[]Window { return &m.Windows }, func(c Change) *[]Window { return c.Windows }),
	"minutes":   newField(func(m *Moment) *int { return &m.Minutes }, func(c Change) *int { return c.Minutes }),
	"hold_kit":  newField(func(m *Moment) *int { return &m.HoldKit }, func(c Change) *int { return c.HoldKit }),
	"roles":     newField(func(m *Moment) *[]Role { return &m.Roles }, func(c Change) *[]Role { return c.Roles }),
	"person":    newField(func(m *Moment) *string { return &m.Person }, func(c Change) *string { return c.Person }),
	"cast":      newField(func(m *Moment) *[]string { return &m.Cast }, func(c Change) *[]string { return c.Cast }),
	"arc":       newField(func(m *Moment) *string { return &m.Arc }, func(c Change) *string { return c.Arc }),
	"last_date": newField(func(m *Moment) *production.Date { return &m.LastDate }, func(c Change) *production.Date { return c.LastDate }),
}

func newField[T any](of func(*Moment) *T, wanted func(Change) *T) field {
	return field{
		apply: func(m *Moment, c Change) bool {
			value := wanted(c)
			if value == nil || reflect.DeepEqual(*of(m), *value) {
				return false
			}
			*of(m) = *value
			return true
		},
		copy: func(m *Moment, from Moment) { *of(m) = *of(&from) },
	}
}

// Edit applies a person's change to a moment and notes which fields the finder must leave alone from
// now on. It returns fault.Invalid, and the moment as it was, for a change that cannot be accepted.
func Edit(m Moment, change Change) (Moment, error) {
	edited := m
	names := slices.Clone(m.Edited)
	for name, f := range fields {
		if f.apply(&edited, change) {
			names = append(names, name)
		}
	}
	edited.Edited = uniqueSorted(names)
	if change.Status != nil {
		edited.Status = *change.Status
	}
	if change.Note != nil {
		edited.Note = *change.Note
	}
	if change.MustHave != nil {
		edited.MustHave = *change.MustHave
	}
	if change.Beat != nil {
		edited.Beat = *change.Beat
	}
	edited.Windows = slices.Clone(edited.Windows)
	edited.Roles = slices.Clone(edited.Roles)
	edited.Cast = slices.Clone(edited.Cast)
	if err := edited.Check(); err != nil {
		return m, err
	}
	return edited, nil
}

// sameMoment reports whether nothing about a moment changed. An empty list is no list: stores differ
// in how they give one back.
func sameMoment(a, b Moment) bool {
	for _, m := range []*Moment{&a, &b} {
		m.Reasons, m.Windows, m.Roles = orNil(m.Reasons), orNil(m.Windows), orNil(m.Roles)
		m.Cast, m.Edited = orNil(m.Cast), orNil(m.Edited)
	}
	return reflect.DeepEqual(a, b)
}

func orNil[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}
