package paper

import (
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/transcript"
)

// Transcript is what is said in a recording, in order.
type Transcript struct {
	Asset string `json:"asset"`
	Cues  []Cue  `json:"cues"`
	Base  int64  `json:"base"` // the state of what is written: send it back with a change
}

// Cue is something that is said.
type Cue struct {
	ID      string   `json:"id"`
	From    *float64 `json:"from"` // seconds from the beginning of the recording, null unknown
	To      *float64 `json:"to"`
	Speaker string   `json:"speaker"`
	Text    string   `json:"text"`
}

// NewTranscript makes the document.
func NewTranscript(asset string, t office.Transcript) Transcript {
	out := Transcript{Asset: asset, Cues: []Cue{}, Base: t.Base}
	seconds := func(ms int64) *float64 {
		if ms == transcript.NoTime {
			return nil
		}
		s := float64(ms) / 1000
		return &s
	}
	for _, c := range t.Cues {
		out.Cues = append(out.Cues, Cue{string(c.ID), seconds(c.From), seconds(c.To), c.Speaker, c.Text})
	}
	return out
}
