package paper

import (
	"github.com/btsdirector/bts/internal/office"
)

// Dictation is who writes down what is said in recordings.
type Dictation struct {
	How      string `json:"how"` // "", here or server
	URL      string `json:"url"` // for whoever may set it
	Model    string `json:"model"`
	Language string `json:"language"`
	HasKey   bool   `json:"has_key"`
	Here     string `json:"here"` // why no program of this machine can, "" where one can
	Base     int64  `json:"base"`
}

// NewDictation makes the document of who writes.
func NewDictation(d office.Dictation) Dictation {
	out := Dictation{How: string(d.How), URL: d.URL, Model: d.Model, Language: d.Language, HasKey: d.HasKey, Base: d.Base}
	if d.Here != nil {
		out.Here = d.Here.Error()
	}
	return out
}
