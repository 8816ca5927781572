package outline

import (
	_ "embed"
	"encoding/json"
	"slices"
	"sync"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

//go:embed templates.json
var templatesText []byte

// Template is an arc to begin from, as data.
type Template struct {
	Key      string         `json:"key"`
	Name     string         `json:"name"`
	Logline  string         `json:"logline"`
	Question string         `json:"question"`
	Beats    []TemplateBeat `json:"beats"`
}

// TemplateBeat is a beat of a template.
type TemplateBeat struct {
	Title string `json:"title"`
	Note  string `json:"note"`
	Wants []Want `json:"wants"`
}

var templates = sync.OnceValue(func() []Template {
	var file struct{ Templates []Template }
	if err := json.Unmarshal(templatesText, &file); err != nil {
		panic("outline: templates.json: " + err.Error())
	}
	return file.Templates
})

// Templates are the arcs to begin from, in the order they are offered.
func Templates() []Template {
	list := slices.Clone(templates())
	for i := range list {
		list[i].Beats = slices.Clone(list[i].Beats)
		for k := range list[i].Beats {
			list[i].Beats[k].Wants = slices.Clone(list[i].Beats[k].Wants)
		}
	}
	return list
}

// FromTemplate makes an arc and its beats of the template with the key, at a place. It returns fault.Invalid for a
// key that no template has.
func FromTemplate(key string, place float64) (Arc, []Beat, error) {
	list := Templates()
	i := slices.IndexFunc(list, func(t Template) bool { return t.Key == key })
	if i < 0 {
		return Arc{}, nil, fault.New(fault.Invalid, "there is no template %q", key).WithRemedy("Choose one of the list.")
	}
	t := list[i]
	arc := Arc{ID: production.NewID[production.ArcID](), Name: t.Name, Logline: t.Logline, Question: t.Question, Template: key, Place: place}
	var beats []Beat
	for k, b := range t.Beats {
		beats = append(beats, Beat{
			ID: production.NewID[production.BeatID](), Arc: arc.ID, Title: b.Title, Note: b.Note, Wants: b.Wants, Place: float64(k+1) * Step,
		})
	}
	return arc, beats, nil
}
