package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// treatmentField is one field of the treatment; a list has one entry to a line.
type treatmentField struct {
	name, label, hint string
	of                func(*outline.Treatment) *string
	listOf            func(*outline.Treatment) *[]string // nil for a text
}

// text is the field as it is typed.
func (f treatmentField) text(t *outline.Treatment) string {
	if f.listOf != nil {
		return strings.Join(*f.listOf(t), "\n")
	}
	return *f.of(t)
}

// treatmentFields are the fields of the treatment in the order they are asked.
var treatmentFields = []treatmentField{
	{name: "tone", label: "Tone of the film", hint: "In the director's words, for example: quiet, close, as if by one lamp", of: func(t *outline.Treatment) *string { return &t.Tone }},
	{name: "palette", label: "Palette", hint: "Colours and light", of: func(t *outline.Treatment) *string { return &t.Palette }},
	{name: "lenses", label: "Lenses", hint: "For example: 35 and 85, nothing wider inside", of: func(t *outline.Treatment) *string { return &t.Lenses }},
	{name: "movement", label: "Movement", hint: "Hand, tripod, slider: what the camera may do", of: func(t *outline.Treatment) *string { return &t.Movement }},
	{name: "sound", label: "Sound", hint: "Voices, room, music, silence", of: func(t *outline.Treatment) *string { return &t.Sound }},
	{name: "references", label: "References", hint: "Films, pictures, addresses: one to a line", listOf: func(t *outline.Treatment) *[]string { return &t.References }},
	{name: "audience", label: "Audience", hint: "Who is to see it, and where", of: func(t *outline.Treatment) *string { return &t.Audience }},
	{name: "avoid", label: "What to avoid", hint: "What must not be shown, asked or done", of: func(t *outline.Treatment) *string { return &t.Avoid }},
	{name: "checks", label: "Tone check", hint: "Questions to ask of every cut, one to a line: would it fit between two scenes of the film?", listOf: func(t *outline.Treatment) *[]string { return &t.Checks }},
}

// treatmentLines are the fields that say something.
func treatmentLines(t outline.Treatment) []ui.Fact {
	var out []ui.Fact
	for _, f := range treatmentFields {
		if text := f.text(&t); text != "" {
			out = append(out, ui.Fact{Name: f.label, Value: text})
		}
	}
	return out
}

// treatmentInShort is what matters most of the treatment: the tone, the palette, what to avoid; the other fields only
// where these say nothing.
func treatmentInShort(t outline.Treatment) []ui.Fact {
	first, rest := []ui.Fact{}, []ui.Fact{}
	for _, line := range treatmentLines(t) {
		switch line.Name {
		case treatmentFields[0].label, treatmentFields[1].label, treatmentFields[7].label:
			first = append(first, line)
		default:
			rest = append(rest, line)
		}
	}
	return append(first, rest[:min(len(rest), 3-len(first))]...)
}

func treatmentForm(page ui.Page, out office.Outline) ui.StoryForm {
	form := ui.StoryForm{Action: page.Link("story", "treatment"), Base: strconv.FormatInt(out.Base, 10), Save: "Save"}
	for _, f := range treatmentFields {
		form.Fields = append(form.Fields, ui.Field{ID: "treatment-" + f.name, Name: f.name, Label: f.label, Hint: f.hint, Lines: 3, Value: f.text(&out.Treatment)})
	}
	return form
}

func writtenTreatment(r *http.Request) office.Written {
	fields := map[string]any{}
	for _, f := range treatmentFields {
		text := typed(r.PostFormValue(f.name))
		if f.listOf != nil {
			fields[f.name] = linesOf(text)
		} else {
			fields[f.name] = text
		}
	}
	return office.Written{Base: baseOf(r), Fields: fields}
}

// linesOf are the lines of a text that say something.
func linesOf(text string) []string {
	list := []string{}
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// typed is a text as it is kept: browsers end lines with two characters.
func typed(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }

// baseOf is the state of the journal that a form was made from.
func baseOf(r *http.Request) int64 {
	n, err := strconv.ParseInt(r.PostFormValue("base"), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// writtenFields are the texts of a form.
func writtenFields(r *http.Request, names ...string) office.Written {
	fields := map[string]any{}
	for _, name := range names {
		fields[name] = typed(r.PostFormValue(name))
	}
	return office.Written{Base: baseOf(r), Fields: fields}
}

func newArcForm(*http.Request) ui.NewArcForm {
	f := ui.NewArcForm{
		Name:     ui.Field{ID: "arc-name", Name: "name", Label: "Name", Hint: "For example: the boat that would not sink"},
		Template: ui.Field{ID: "arc-template", Name: "template", Label: "Begin from", Hint: "A template brings its beats", Options: []ui.Option{{Text: "An empty arc"}}},
	}
	for _, t := range outline.Templates() {
		f.Template.Options = append(f.Template.Options, ui.Option{Value: t.Key, Text: fmt.Sprintf("%s: %s", t.Name, t.Question)})
	}
	return f
}

func arcForm(page ui.Page, at int64, a outline.Arc) ui.StoryForm {
	return ui.StoryForm{Action: page.Link("story", "arcs", string(a.ID)), Base: strconv.FormatInt(at, 10), Save: "Save", Fields: []ui.Field{
		{ID: "arc-edit-name", Name: "name", Label: "Name", Value: a.Name, Required: true},
		{ID: "arc-edit-question", Name: "question", Label: "Question", Hint: "What keeps somebody watching", Value: a.Question, Lines: 2},
		{ID: "arc-edit-logline", Name: "logline", Label: "Logline", Hint: "What it is about, in a line", Value: a.Logline, Lines: 2},
	}}
}

func newBeatForm(page ui.Page, a outline.Arc) ui.StoryForm {
	return ui.StoryForm{Action: page.Link("story", "arcs", string(a.ID), "beats"), Save: "Add the beat", Fields: []ui.Field{
		{ID: "beat-new-title", Name: "title", Label: "Title", Hint: "The turn, for example: it works", Required: true},
		{ID: "beat-new-note", Name: "note", Label: "Note", Lines: 2},
	}}
}

func beatForm(page ui.Page, at int64, b outline.Beat) ui.StoryForm {
	return ui.StoryForm{Action: page.Link("story", "beats", string(b.ID)), Base: strconv.FormatInt(at, 10), Save: "Save", Fields: []ui.Field{
		{ID: "beat-edit-title", Name: "title", Label: "Title", Value: b.Title, Required: true},
		{ID: "beat-edit-note", Name: "note", Label: "Note", Value: b.Note, Lines: 4},
	}}
}

// moreWants is how many empty lines a form offers for what else a beat could want.
const moreWants = 2

func wantFields(wants []outline.Want) []ui.WantFields {
	var sources []ui.Option
	for _, s := range outline.Sources {
		sources = append(sources, ui.Option{Value: string(s), Text: s.Title()})
	}
	var out []ui.WantFields
	for i := range len(wants) + moreWants {
		w := outline.Want{Source: outline.FromMoment}
		count := ""
		if i < len(wants) {
			w, count = wants[i], strconv.Itoa(wants[i].Count)
		}
		n := strconv.Itoa(i + 1)
		out = append(out, ui.WantFields{
			Count:  ui.Field{ID: "want-count-" + n, Name: "want_count", Label: "How many", Type: "number", Min: "0", Max: "999", Narrow: true, Value: count},
			Source: ui.Field{ID: "want-source-" + n, Name: "want_source", Label: "From", Options: sources, Value: string(w.Source)},
			Text:   ui.Field{ID: "want-text-" + n, Name: "want_text", Label: "What", Value: w.Text},
		})
	}
	return out
}

// writtenBeat reads the form of a beat. A line of wants without number and text is none.
func writtenBeat(r *http.Request) (office.Written, error) {
	w := writtenFields(r, "title", "note")
	counts, sources, texts := r.PostForm["want_count"], r.PostForm["want_source"], r.PostForm["want_text"]
	if len(counts) != len(sources) || len(counts) != len(texts) {
		return w, fault.New(fault.Invalid, "the form did not arrive whole").WithRemedy("Try again.")
	}
	wants := []outline.Want{}
	for i := range counts {
		count, text := strings.TrimSpace(counts[i]), strings.TrimSpace(texts[i])
		if count == "0" || count == "" && text == "" {
			continue
		}
		n, err := strconv.Atoi(count)
		if count == "" {
			n, err = 1, nil
		}
		if err != nil {
			return w, fault.New(fault.Invalid, "%q is not a number of things to want", count).WithRemedy("Write a number from 1 to 999.")
		}
		wants = append(wants, outline.Want{Source: outline.Source(sources[i]), Count: n, Text: text})
	}
	w.Fields.(map[string]any)["wants"] = wants
	return w, nil
}

// arcMoves is where an arc can go.
func arcMoves(page ui.Page, out office.Outline, id production.ArcID) ui.MoveForm {
	options, now, last := []ui.Option{{Text: "First"}}, "", ""
	for _, a := range out.Arcs {
		if a.ID == id {
			now = last
			continue
		}
		last = string(a.ID)
		options = append(options, ui.Option{Value: last, Text: "Behind " + shortened(a.Name, 60)})
	}
	return ui.MoveForm{
		Action: page.Link("story", "arcs", string(id), "move"), Groups: []ui.MoveTarget{{Options: options}},
		To: ui.Field{ID: "move-to", Name: "to", Label: "Where", Hint: "Move", Value: now},
	}
}

// beatMoves is where a beat can go.
func beatMoves(page ui.Page, out office.Outline, beat outline.Beat) ui.MoveForm {
	f := ui.MoveForm{Action: page.Link("story", "beats", string(beat.ID), "move"), To: ui.Field{ID: "move-to", Name: "to", Label: "Where", Hint: "Move"}}
	for _, a := range out.Arcs {
		last := string(a.ID) + "|"
		group := ui.MoveTarget{Name: shortened(a.Name, 60), Options: []ui.Option{{Value: last, Text: "First"}}}
		for _, b := range a.Beats {
			if b.ID == beat.ID {
				f.To.Value = last
				continue
			}
			last = string(a.ID) + "|" + string(b.ID)
			group.Options = append(group.Options, ui.Option{Value: last, Text: "Behind " + shortened(b.Title, 60)})
		}
		f.Groups = append(f.Groups, group)
	}
	return f
}

// looseField offers the moments that tell no beat yet.
func looseField(out office.Outline) ui.Field {
	f := ui.Field{ID: "tie-moment", Name: "moment", Label: "Tie a moment", Required: true}
	for _, m := range out.Loose {
		f.Options = append(f.Options, ui.Option{Value: string(m.ID), Text: shortened(m.Title, 80)})
	}
	return f
}

// storyTie is how a moment's page ties it to the story; nil for whoever may not see the story.
func (s *Server) storyTie(r *http.Request, page ui.Page, m story.Moment) (*ui.StoryTie, error) {
	if !page.Rights.Story {
		return nil, nil
	}
	out, err := s.outline(r)
	if err != nil {
		return nil, err
	}
	path := page.Link("story", "moments", string(m.ID))
	tie := ui.MoveForm{Action: path + "/tie", To: ui.Field{ID: "tie-to", Name: "to", Label: "Beat", Hint: "Tie"}, Groups: []ui.MoveTarget{{Options: []ui.Option{{Text: "None"}}}}}
	arcs := []ui.Option{}
	v := &ui.StoryTie{}
	for _, a := range out.Arcs {
		arcs = append(arcs, ui.Option{Value: string(a.ID), Text: shortened(a.Name, 60)})
		group := ui.MoveTarget{Name: shortened(a.Name, 60)}
		for _, b := range a.Beats {
			group.Options = append(group.Options, ui.Option{Value: string(b.ID), Text: shortened(b.Title, 60)})
			if b.ID == m.Beat {
				v.Beat, v.BeatURL, tie.To.Value = b.Title, page.Link("story", "beats", string(b.ID)), string(b.ID)
			}
		}
		if len(group.Options) > 0 {
			tie.Groups = append(tie.Groups, group)
		}
	}
	arc := ""
	if i := slices.IndexFunc(out.Arcs, func(a office.ArcStory) bool { return a.Name == m.Arc }); i >= 0 {
		arc = string(out.Arcs[i].ID)
	}
	if err := s.talkOf(r, page, m, v); err != nil {
		return nil, err
	}
	v.Tie, v.Promote = tie, ui.StoryForm{Action: path + "/promote", Save: "Make it a beat", Fields: []ui.Field{
		{ID: "promote-arc", Name: "arc", Label: "Of the arc", Options: arcs, Value: arc},
		{ID: "promote-new", Name: "new_arc", Label: "Or of a new arc", Hint: "Its name"},
	}}
	return v, nil
}
