package paper

import "github.com/btsdirector/bts/internal/office"

// Trace is where something came from and what it became.
type Trace struct {
	Of     Traced   `json:"of"`
	From   []Traced `json:"from"`
	Became []Traced `json:"became"`
}

// Traced is one thing on the way.
type Traced struct {
	Kind  string `json:"kind"`  // scene, moment, arc, beat, shot, day; also paper, finder, template, proof
	ID    string `json:"id"`    // a scene's number, a day's date; "" for what cannot be opened
	Title string `json:"title"` //
	State string `json:"state"` // how it stands, in words
}

// NewTrace makes the document of a trace.
func NewTrace(t office.Trace) Trace {
	lines := func(all []office.Traced) []Traced {
		out := []Traced{}
		for _, x := range all {
			out = append(out, Traced{string(x.Kind), x.ID, x.Title, x.State})
		}
		return out
	}
	return Trace{lines([]office.Traced{t.Of})[0], lines(t.From), lines(t.Became)}
}
