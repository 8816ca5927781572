package paper

import (
	"encoding/json"
	"time"

	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/story"
)

// Story is the story behind the story as far as it is told by now.
type Story struct {
	Treatment outline.Treatment `json:"treatment"`
	Arcs      []Arc             `json:"arcs"`
	Loose     []LooseMoment     `json:"loose"` // moments that tell no beat yet, best first
	Base      int64             `json:"base"`  // the state of what is written: send it back with a change
}

// Arc is a thread of the story with its beats, in the order they are told.
type Arc struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Logline  string   `json:"logline"`
	Question string   `json:"question"`
	Template string   `json:"template"` // key of the template it was made from, "" for none
	Strength Strength `json:"strength"`
	Level    string   `json:"level"` // to which all that is wanted has come, as a key of the strength
	Beats    []Beat   `json:"beats"`
}

// Beat is a step of an arc with the moments that tell it.
type Beat struct {
	ID       string         `json:"id"`
	Title    string         `json:"title"`
	Note     string         `json:"note"`
	Wants    []outline.Want `json:"wants"`
	Strength Strength       `json:"strength"`
	Level    string         `json:"level"`
	Moments  []TiedMoment   `json:"moments"`
}

// Strength is how many of the things that are wanted have come at least so far.
type Strength struct {
	Wanted   int `json:"wanted"` // all of them
	Found    int `json:"found"`
	Planned  int `json:"planned"`
	Captured int `json:"captured"`
	Selected int `json:"selected"`
	Cut      int `json:"cut"`
}

// LooseMoment is a moment as the story names it.
type LooseMoment struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Kind  string `json:"kind"`
	Scene string `json:"scene"`
}

// TiedMoment is a moment that tells a beat.
type TiedMoment struct {
	LooseMoment
	Level string `json:"level"`
}

// NewStory makes the document of the story.
func NewStory(o office.Outline) Story {
	out := Story{Treatment: NewTreatment(o.Treatment), Arcs: []Arc{}, Loose: []LooseMoment{}, Base: o.Base}
	for _, a := range o.Arcs {
		arc := Arc{
			ID: string(a.ID), Name: a.Name, Logline: a.Logline, Question: a.Question, Template: a.Template,
			Strength: newStrength(a.Strength), Level: a.Strength.Now().Title(), Beats: []Beat{},
		}
		for _, b := range a.Beats {
			arc.Beats = append(arc.Beats, newBeat(b))
		}
		out.Arcs = append(out.Arcs, arc)
	}
	for _, m := range o.Loose {
		out.Loose = append(out.Loose, looseMoment(m))
	}
	return out
}

// NewTreatment is the treatment without lists that are null.
func NewTreatment(t outline.Treatment) outline.Treatment {
	t.References, t.Checks, t.Pictures = list(t.References), list(t.Checks), list(t.Pictures)
	return t
}

func newBeat(b office.BeatStory) Beat {
	out := Beat{
		ID: string(b.ID), Title: b.Title, Note: b.Note, Wants: list(b.Wants), Strength: newStrength(b.Strength),
		Level: b.Strength.Now().Title(), Moments: []TiedMoment{},
	}
	for _, m := range b.Moments {
		out.Moments = append(out.Moments, TiedMoment{looseMoment(m.Moment), m.Level.Title()})
	}
	return out
}

func newStrength(b outline.Bar) Strength {
	return Strength{b[outline.Wanted], b[outline.Tied], b[outline.Planned], b[outline.Captured], b[outline.Selected], b[outline.Cut]}
}

func looseMoment(m story.Moment) LooseMoment {
	return LooseMoment{string(m.ID), m.Title, string(m.Kind), m.Scene}
}

// Templates are the arcs to begin from.
type Templates struct {
	Templates []outline.Template `json:"templates"`
}

// NewTemplates makes the list of templates.
func NewTemplates(all []outline.Template) Templates { return Templates{list(all)} }

// Act is what somebody wrote, with the id by which it is taken back.
type Act struct {
	Act  string  `json:"act"`  // "" when nothing changed
	Lost []Field `json:"lost"` // what others had written meanwhile and gave way; the history keeps it
}

// Field is one field of what is written, with its values as JSON.
type Field struct {
	Name string `json:"name"`
	Was  any    `json:"was"`
	Now  any    `json:"now"`
}

// Made is an act that made something.
type Made struct {
	ID string `json:"id"` // of the arc or beat
	Act
}

// NewAct makes the document of an act.
func NewAct(a office.Act) Act { return Act{string(a.ID), newFields(a.Lost)} }

// NewMade makes the document of an act that made what has the id.
func NewMade[ID ~string](id ID, a office.Act) Made { return Made{string(id), NewAct(a)} }

// History is what was written on the story, newest first.
type History struct {
	Entries []Entry `json:"entries"`
}

// Entry is one thing that was changed by one act; those of one act are taken back together.
type Entry struct {
	Act    string  `json:"act"`
	At     string  `json:"at"`
	By     string  `json:"by"`
	Kind   string  `json:"kind"`   // treatment, arc or beat
	Object string  `json:"object"` // its id, "" for the treatment
	Title  string  `json:"title"`  // what it was called after the act
	Fields []Field `json:"fields"`
	Lost   []Field `json:"lost"`   // was: on what the writer wrote; now: what somebody had set meanwhile and gave way
	Undoes string  `json:"undoes"` // the act that this one takes back, "" for none
}

// NewHistory makes the document of a history.
func NewHistory(all []journal.Entry, zone *time.Location) History {
	out := History{Entries: []Entry{}}
	for _, e := range all {
		out.Entries = append(out.Entries, Entry{
			Act: string(e.Act), At: instant(e.At, zone), By: e.By, Kind: string(e.Kind), Object: e.Object, Title: e.Title,
			Fields: newFields(e.Fields), Lost: newFields(e.Lost), Undoes: string(e.Undoes),
		})
	}
	return out
}

func newFields(all []journal.Field) []Field {
	out := []Field{}
	for _, f := range all {
		out = append(out, Field{f.Name, plainValue(f.Name, f.Was), plainValue(f.Name, f.Now)})
	}
	return out
}

// listed are the fields that are lists: what is written before anything is in them may be null.
var listed = map[string]bool{"wants": true, "references": true, "checks": true, "of": true, "beats": true, "pictures": true}

// plainValue is a value of the journal for a program.
func plainValue(name string, text json.RawMessage) any {
	if listed[name] && (len(text) == 0 || string(text) == "null") {
		return []any{}
	}
	if len(text) == 0 {
		return ""
	}
	return text
}
