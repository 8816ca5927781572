package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// Corrections is the list of local corrections, in the order they were made.
type Corrections struct {
	Corrections []Correction `json:"corrections"`
}

// Correction is one field as it is shown other than the papers say.
type Correction struct {
	ID     string `json:"id"`
	What   string `json:"what"` // scene, day, event, person or location
	Target string `json:"target"`
	Part   string `json:"part"`
	Name   string `json:"name"` // what people call it, "" when it is gone
	Field  string `json:"field"`
	Value  string `json:"value"`
	Was    string `json:"was"`   // what the papers said when it was made
	Paper  string `json:"paper"` // what they say now
	State  string `json:"state"` // standing, agreed, disputed, orphaned or replaced

	PaperShows bool                   `json:"paper_shows"`     // of a disputed one: the paper's word is shown, since it is the stricter or ours cannot be
	Scene      string                 `json:"scene,omitempty"` // of a strip: its scene
	Also       []correction.Elsewhere `json:"also,omitempty"`  // the other strips of its scene where it is shown

	Note string `json:"note"`
	By   string `json:"by"`
	At   string `json:"at"`
}

// Corrected is what correcting something came to: all corrections as they are now, and what of ours no
// longer holds.
type Corrected struct {
	Corrections
	Broken []office.Broken `json:"broken"`
}

// NewCorrections makes the list of corrections; the facts tell what they are called.
func NewCorrections(all []correction.Correction, facts production.Facts, zone *time.Location) Corrections {
	out := Corrections{Corrections: []Correction{}}
	for _, c := range all {
		out.Corrections = append(out.Corrections, Correction{
			ID: string(c.ID), What: string(c.What), Target: c.Target, Part: c.Part, Name: correction.NameOf(facts, c), Field: c.Field,
			Value: c.Value, Was: c.Was, Paper: c.Paper, State: string(c.State), PaperShows: c.PaperShows, Scene: string(c.Scene), Also: c.Also, Note: c.Note, By: c.By, At: instant(c.At, zone),
		})
	}
	return out
}

// NewCorrected makes the document of a correction.
func NewCorrected(all Corrections, broken []office.Broken) Corrected {
	return Corrected{all, list(broken)}
}

// Facts are scenes and schedule together, as they are shown: where the names are found that people use.
func Facts(scenes []production.Scene, s office.Schedule) production.Facts {
	return production.Facts{Scenes: scenes, Days: s.Days, Events: s.Events, People: s.People, Locations: s.Locations}
}
