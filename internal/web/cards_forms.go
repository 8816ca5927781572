package web

import (
	"net/http"
	"path"
	"strconv"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/mounts"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// newCardForm logs a card, or changes one; prefix keeps ids apart.
func (b *book) newCardForm(action, save, prefix string, members []crew.Member) ui.CardForm {
	id := func(name string) string { return prefix + "-" + name }
	return ui.CardForm{Action: action, Save: save, Fields: []ui.Field{
		{ID: id("name"), Name: "name", Label: "Card", Hint: "As on its label: A001", Required: true},
		{ID: id("day"), Name: "day", Label: "Shot on", Type: "date", Value: string(b.today)},
		{ID: id("camera"), Name: "camera", Label: "Camera or recorder"},
		operatorField(id("operator"), members),
		{ID: id("mark"), Name: "mark", Label: "It is", Value: string(cardlog.InUse), Options: []ui.Option{{Value: string(cardlog.InUse), Text: "in use"}, {Value: string(cardlog.Full), Text: "full"}}},
		{ID: id("medium"), Name: "medium", Label: "Sort of card", List: "card-media"},
		{ID: id("size"), Name: "size_gb", Label: "Size in GB", Type: "number", Min: "0", Narrow: true},
		{ID: id("note"), Name: "note", Label: "Note"},
	}}
}

func operatorField(id string, members []crew.Member) ui.Field {
	f := ui.Field{ID: id, Name: "operator", Label: "Shot by", Options: []ui.Option{{Text: "Nobody named"}}}
	for _, m := range members {
		f.Options = append(f.Options, ui.Option{Value: string(m.ID), Text: m.Name})
	}
	return f
}

// registerForm takes a receipt in.
func (b *book) registerForm(page ui.Page, members []crew.Member) ui.CardForm {
	return ui.CardForm{Action: page.Link("cards", "receipts"), Fields: []ui.Field{
		{ID: "receipt-day", Name: "day", Label: "Shot on", Type: "date", Hint: "Empty is the day of the offload"},
		{ID: "receipt-camera", Name: "camera", Label: "Camera or recorder", Hint: "Empty is what the receipt says"},
		operatorField("receipt-operator", members),
	}}
}

// copyForm is the form that starts an offload on this machine, nil for whoever does not own it.
func (s *Server) copyForm(r *http.Request, b *book, page ui.Page, members []crew.Member, refused *ui.CopyForm) (*ui.CopyForm, error) {
	if !page.Owner {
		return nil, nil
	}
	sources, targets, err := s.office.CardPlaces(r.Context(), b.film.ID)
	if err != nil {
		return nil, err
	}
	rules, err := s.office.CardRules(r.Context(), b.film.ID)
	if err != nil {
		return nil, err
	}
	form := ui.CopyForm{
		Action: page.Link("cards", "offload"), Preview: page.Link("cards", "offload", "preview"), Where: s.office.CardRoots(),
		Source: ui.Field{ID: "source-path", Name: "source_path", Label: "Another folder", Hint: "Its whole path, in place of the above"},
		To:     ui.Field{ID: "to-path", Name: "to_path", Label: "One more copy", Hint: "The whole path of a folder"},
		Fields: []ui.Field{
			{ID: "copy-name", Name: "name", Label: "Name of the card", Hint: "What stands on it: A001", Required: true},
			{ID: "copy-day", Name: "day", Label: "Shot on", Type: "date", Value: string(b.today)},
			{ID: "copy-camera", Name: "camera", Label: "Camera or recorder"},
			operatorField("copy-operator", members),
			{ID: "copy-medium", Name: "medium", Label: "Sort of card", List: "card-media"},
			{ID: "copy-folder", Name: "folder", Label: "Folder in each copy's drive", Value: path.Join(b.film.Slug, string(b.today))},
			{ID: "copy-names-like", Name: "names", Label: "Copies are called", Hint: "Of {production} {day} {card} {camera} {date} {operator}; empty is the name of the card", Value: rules.Names},
			{ID: "copy-verify", Name: "verify", Label: "Read back", Value: string(offload.VerifyCopies), Options: []ui.Option{{Value: string(offload.VerifyCopies), Text: "every copy"}, {Value: string(offload.VerifyBoth), Text: "every copy and the card"}}},
		},
	}
	chosen := map[string]bool{}
	if refused != nil {
		values := valuesOf(refused.Fields)
		fillFields(form.Fields, values)
		form.Error, form.Names, form.Source.Value, form.To.Value = refused.Error, refused.Names, refused.Source.Value, refused.To.Value
		for _, list := range [][]ui.PlaceView{refused.Sources, refused.Targets} {
			for _, p := range list {
				chosen[p.Path] = true
			}
		}
	}
	form.Brings = page.Rights.IngestMedia
	form.Bring = refused == nil || refused.Bring
	form.Sources, form.Targets = placeViews(sources, chosen), placeViews(targets, chosen)
	return &form, nil
}

func placeViews(volumes []mounts.Volume, chosen map[string]bool) []ui.PlaceView {
	var out []ui.PlaceView
	for _, v := range volumes {
		text := v.System
		if v.Camera != "" {
			text = v.Camera
		}
		if text == "" {
			text = "folder"
		}
		if v.Size > 0 {
			text += ", " + ui.Bytes(v.Size) + ", " + ui.Bytes(v.Free) + " free"
		}
		out = append(out, ui.PlaceView{Path: v.Path, Name: v.Name, Text: text, Chosen: chosen[v.Path]})
	}
	return out
}

// fillFields gives fields their values by name.
func fillFields(fields []ui.Field, values map[string]string) {
	for i := range fields {
		if value, ok := values[fields[i].Name]; ok {
			fields[i].Value = value
		}
	}
}

func valuesOf(fields []ui.Field) map[string]string {
	values := map[string]string{}
	for _, f := range fields {
		values[f.Name] = f.Value
	}
	return values
}

// written are the fields as a form that was sent has them.
func written(r *http.Request, names ...string) []ui.Field {
	var fields []ui.Field
	for _, name := range names {
		fields = append(fields, ui.Field{Name: name, Value: typed(r.PostFormValue(name))})
	}
	return fields
}

// cardValues are what the form of a card says.
func cardValues(c cardlog.Card) map[string]string {
	size := ""
	if c.Size > 0 {
		size = strconv.FormatFloat(float64(c.Size)/gigabyte, 'f', -1, 64)
	}
	return map[string]string{
		"name": c.Name, "day": string(c.Day), "camera": c.Camera, "operator": string(c.Operator), "medium": c.Medium, "size_gb": size, "note": c.Note,
	}
}

const gigabyte = 1e9

// cardOf is a card as a form says it.
func cardOf(r *http.Request) (cardlog.Card, error) {
	value := func(name string) string { return typed(r.PostFormValue(name)) }
	size, err := sizeOf(value("size_gb"))
	return cardlog.Card{
		Name: value("name"), Day: production.Date(value("day")), Camera: value("camera"), Operator: production.MemberID(value("operator")), Medium: value("medium"),
		Size: size, Note: value("note"), Mark: cardlog.Mark(value("mark")),
	}, err
}
