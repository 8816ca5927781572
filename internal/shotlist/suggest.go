package shotlist

import (
	_ "embed"
	"encoding/json"
	"sync"

	"github.com/btsdirector/bts/internal/framing"
)

//go:embed suggest.json
var suggestText []byte

// suggestion is a shot to begin from, as data.
type suggestion struct {
	Title  string `json:"title"`
	Note   string `json:"note"`
	Medium Medium `json:"medium"`
	Sound  string `json:"sound"`
	framing.Framing
}

var suggestions = sync.OnceValue(func() map[string][]suggestion {
	var file struct {
		Kinds map[string][]suggestion `json:"kinds"`
	}
	if err := json.Unmarshal(suggestText, &file); err != nil {
		panic("shotlist: suggest.json: " + err.Error())
	}
	return file.Kinds
})

// Step is how far apart the places of new neighbours are.
const Step = 1024.0

// Suggest are first shots for a kind of moment, in their order; those of any moment for a kind without its own.
func Suggest(kind string) []Shot {
	all := suggestions()
	list, known := all[kind]
	if !known {
		list = all["any"]
	}
	var out []Shot
	for i, g := range list {
		s := New()
		s.Title, s.Note, s.Medium, s.Sound, s.Framing, s.Place = g.Title, g.Note, g.Medium, g.Sound, g.Tidy(), float64(i+1)*Step
		out = append(out, s)
	}
	return out
}
