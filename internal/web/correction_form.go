package web

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// changedField is a field in which somebody wrote something else than stood there.
type changedField struct {
	office.CorrectedField
	value string
}

// refusedCorrection is a form that was sent and not taken.
type refusedCorrection struct {
	form    url.Values
	changed []changedField
	err     error
}

// fieldName is the name of an input: "f" for what is wanted, "w" for what stood there.
func fieldName(kind, part, field string) string { return kind + "_" + part + "_" + field }

// formValue is what stands in a field's input: nothing where we only estimate, so that leaving it alone
// makes no fact of an estimate.
func formValue(shown string) string {
	if strings.HasPrefix(shown, correction.EstimateMark) {
		return ""
	}
	return shown
}

// changedFields are the fields of the form that a person has changed. They are compared with what the
// person saw: what somebody else corrected meanwhile stays.
func changedFields(thing office.CorrectedThing, form url.Values) []changedField {
	var out []changedField
	for _, f := range thing.Fields {
		name := fieldName("f", f.Part, f.Name)
		if !form.Has(name) {
			continue
		}
		was := formValue(f.Shown)
		if seen := fieldName("w", f.Part, f.Name); form.Has(seen) {
			was = form.Get(seen)
		}
		value := plainLines(form.Get(name))
		if value != plainLines(was) {
			out = append(out, changedField{f, value})
		}
	}
	return out
}

// plainLines is a text as it was before a browser sent it: browsers end lines their own way.
func plainLines(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }

// correctView is the page of one thing; refused is nil for a fresh form.
func (b *book) correctView(page ui.Page, thing office.CorrectedThing, refused *refusedCorrection) ui.CorrectView {
	v := ui.CorrectView{Title: thing.Title, What: string(thing.What), Target: thing.Target, Crumb: b.correctCrumb(thing)}
	if name := b.correctedThing(thing.What, thing.Target); name != "" {
		v.Title = name
	}
	if page.Rights.Import {
		v.Action = page.Link("corrections")
	}
	v.Note = ui.Field{ID: "correct-note", Name: "note", Label: "Why", Hint: "Whoever reads the mark sees it, for example: the 1st AD said so on the phone", Autocomplete: "off"}
	wrong := ""
	if refused != nil {
		v.Error, v.Note.Value = spoken(refused.err), refused.form.Get("note")
		wrong = refused.field()
	}
	for i, f := range thing.Fields {
		if i == 0 || f.Part != thing.Fields[i-1].Part {
			v.Parts = append(v.Parts, ui.CorrectPart{ID: fmt.Sprintf("part-%d", len(v.Parts)), Name: partName(thing.What, f), Fold: f.Of == correction.OfStrip})
		}
		part := &v.Parts[len(v.Parts)-1]
		row := b.correctRow(page, f, part.ID+"-"+f.Name)
		if refused != nil {
			refused.fill(&row)
			part.Open = part.Open || refused.touches(f)
		}
		if row.Field.Name == wrong {
			row.Field.Error, row.Field.Autofocus, v.Error = v.Error, true, ""
		}
		part.Open = part.Open || row.By != nil
		part.Rows = append(part.Rows, row)
	}
	return v
}

// partName is the heading above the fields of a part; things of one part need none.
func partName(what correction.What, f office.CorrectedField) string {
	if f.PartName == "" && what == correction.Day {
		return "The whole day"
	}
	return ui.Capital(f.PartName)
}

// correctCrumb leads back to where the thing stands.
func (b *book) correctCrumb(thing office.CorrectedThing) ui.DayLink {
	switch thing.What {
	case correction.Scene:
		if sc := b.sceneAt[production.SceneID(thing.Target)]; sc != nil && b.links.Rights.Script {
			return ui.DayLink{Text: "Scene " + sc.Number, URL: b.sceneURL(sc.Number)}
		}
	case correction.Day:
		for _, d := range b.schedule.Days {
			if string(d.ID) == thing.Target {
				return b.dayLink(d.Date)
			}
		}
	}
	return ui.DayLink{Text: "Schedule", URL: b.links.Link("schedule")}
}

// correctRow is one field with its input.
func (b *book) correctRow(page ui.Page, f office.CorrectedField, id string) ui.CorrectRow {
	value := formValue(f.Shown)
	row := ui.CorrectRow{
		Field: inputFor(f, id, value), Shown: spokenValue(f.Shown),
		Was: ui.Field{Name: fieldName("w", f.Part, f.Name), Value: value},
	}
	row.By = b.correctedBy(page, f, "take-"+id)
	return row
}

// correctedBy is who corrected a field, and what the papers say; nil where their word is shown anyway.
func (b *book) correctedBy(page ui.Page, f office.CorrectedField, form string) *ui.CorrectedBy {
	c := f.Correction
	if c == nil || c.State == correction.Agreed {
		return nil
	}
	by := &ui.CorrectedBy{Words: "Corrected by " + b.whoCorrected(*c), Paper: paperSays(f.Paper), Form: form}
	if f.Of == correction.OfStrip && c.Part != f.Part { // taken away at its own place, for the whole scene
		by.Words, by.From = "Corrected for the whole scene by "+b.whoCorrected(*c), b.carriedFrom(page.Base, *c)
		return by
	}
	if by.Bad = c.State == correction.Disputed; by.Bad {
		by.Why = disputedWords(*c)
		if c.PaperShows {
			by.Words = "Corrected to " + quoted(c.Value) + " by " + b.whoCorrected(*c)
		}
	}
	by.Words = sentences(by.Words, b.elsewhereWords(*c))
	if page.Rights.Import {
		by.Remove = page.Link("corrections", string(c.ID), "remove")
	}
	return by
}

// inputFor is the input that suits a field.
func inputFor(f office.CorrectedField, id, value string) ui.Field {
	field := ui.Field{
		ID: id, Name: fieldName("f", f.Part, f.Name), Label: f.Label, Value: value, Autocomplete: "off",
		Required: !f.Optional && value != "",
	}
	if value == "" && f.Example != "" {
		field.Hint = "For example: " + f.Example
	}
	if value != f.Shown {
		field.Hint = "We estimate " + strings.TrimPrefix(f.Shown, correction.EstimateMark) + "; no paper says."
	}
	switch f.Kind {
	case correction.Choice:
		field.Options, field.Hint = choicesOf(f, value), ""
	case correction.YesNo:
		field.Options, field.Hint = []ui.Option{{Value: "yes", Text: "Yes"}, {Value: "no", Text: "No"}}, ""
	case correction.Text:
		field.Lines = 3
	case correction.Names:
		field.Lines = 2
	case correction.Count:
		field.Type, field.Min, field.Max, field.Narrow = "number", "0", "999", true
	case correction.Date:
		field.Type = "date"
	case correction.Clock, correction.Length:
		field.Narrow = true
		if field.Hint == "" {
			field.Hint = "Like " + f.Example
		}
	case correction.Phone:
		field.Type = "tel"
	}
	return field
}

// choicesOf are the choices of a field, with what stands there now and with nothing where that may be.
func choicesOf(f office.CorrectedField, value string) []ui.Option {
	var options []ui.Option
	if f.Optional || value == "" {
		options = append(options, ui.Option{Text: "–"})
	}
	if value != "" && !slices.Contains(f.Choices, value) {
		options = append(options, ui.Option{Value: value, Text: value})
	}
	for _, c := range f.Choices {
		text := c
		if words := eventWords[production.EventKind(c)]; words != "" {
			text = words
		}
		options = append(options, ui.Option{Value: c, Text: text})
	}
	return options
}

// fill puts what was sent back into the input.
func (r *refusedCorrection) fill(row *ui.CorrectRow) {
	if name := row.Field.Name; r.form.Has(name) {
		row.Field.Value = r.form.Get(name)
	}
	if name := row.Was.Name; r.form.Has(name) {
		row.Was.Value = r.form.Get(name)
	}
}

func (r *refusedCorrection) touches(f office.CorrectedField) bool {
	return slices.ContainsFunc(r.changed, func(c changedField) bool { return c.Part == f.Part && c.Name == f.Name })
}

// field is the input that the error is about, "" when that cannot be told.
func (r *refusedCorrection) field() string {
	found := ""
	for _, c := range r.changed {
		if len(r.changed) == 1 || strings.HasPrefix(spoken(r.err), c.Label+":") {
			if found != "" {
				return ""
			}
			found = fieldName("f", c.Part, c.Name)
		}
	}
	return found
}
