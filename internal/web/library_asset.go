package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

func (s *Server) showAsset(w http.ResponseWriter, r *http.Request) error {
	return s.showAssetWith(w, r, http.StatusOK, "")
}

// showAssetWith shows an asset; wrong says why its form was refused.
func (s *Server) showAssetWith(w http.ResponseWriter, r *http.Request, status int, wrong string) error {
	page := s.page(r, "Asset", ui.RoomLibrary)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	sheet, err := s.office.Asset(r.Context(), b.film.ID, assetID(r))
	if err != nil {
		return err
	}
	page.Title = sheet.Name
	if status != http.StatusOK {
		page.URL = page.Link("library", string(sheet.ID))
	}
	v := b.assetView(page, sheet)
	if v.Said, err = s.transcriptView(r, page, sheet.Shown); err != nil {
		return err
	}
	v.Trace = traceLink(page, office.TraceAsset, string(sheet.ID))
	before, behind, err := s.office.AssetsBeside(r.Context(), b.film.ID, sheet.ID, libraryFilter(r.URL.Query()))
	if err != nil {
		return err
	}
	query := filtersOf(r.URL.Query())
	for _, to := range []struct {
		id production.AssetID
		at *string
	}{{before, &v.Prev}, {behind, &v.Next}} {
		if to.id != "" {
			*to.at = below(page, query, string(to.id))
		}
	}
	if page.Rights.EditLibrary {
		cards, err := s.cardNames(r, page)
		if err != nil {
			return err
		}
		v.Form = b.assetForm(page, sheet, cards)
		v.Form.Error = wrong
		if wrong != "" {
			for i := range v.Form.Fields {
				v.Form.Fields[i].Value = r.PostFormValue(v.Form.Fields[i].Name)
			}
		}
	}
	return s.show(w, r, status, ui.AssetPage(page, v))
}

// assetView is what the page of an asset shows.
func (b *book) assetView(page ui.Page, sheet office.AssetSheet) ui.AssetView {
	a := sheet.Shown
	at := page.Link("library", string(a.ID))
	v := ui.AssetView{
		Title: cmp.Or(a.Title, a.Name), Kind: string(a.Kind), Cell: b.cell(page, a, 0), Problem: a.Problem, Picture: lookURL(page, a, "medium", "small"), Large: lookURL(page, a, "large", "medium", "small"),
		Alt: cmp.Or(a.Caption, a.Name), Proxy: lookURL(page, a, "proxy", "large"), Facts: b.assetFacts(a), History: b.assetHistory(page, sheet),
	}
	v.Sub = joinedWords(map[bool]string{true: a.Name}[a.Title != ""], b.assetDay(a), v.Cell.Foot, a.CardName)
	if d, made := a.Looks["medium"]; made {
		v.Width, v.Height = d.Width, d.Height
	}
	if a.Kind != media.Still && a.State != library.Broken {
		v.Player = b.playerView(page, a)
	}
	if page.Rights.EditLibrary {
		v.Verdicts, v.Remove = at+"/verdict", at+"/remove"
	}
	if page.Rights.FetchOriginals {
		v.Original = at + "/original"
	}
	for _, f := range sheet.Reading.Fields {
		v.Fields = append(v.Fields, ui.Fact{Name: f.Group + ":" + f.Name, Value: shortened(f.Value, 400)})
	}
	for _, f := range sheet.Files {
		v.Files = append(v.Files, ui.Fact{Name: cmp.Or(f.Host, "Vault"), Value: cmp.Or(f.Path(), f.Name)})
	}
	for _, m := range a.Matches {
		if m.State == library.Suggested {
			v.Matches = append(v.Matches, fmt.Sprintf("%s: %s, %s", ui.Capital(string(m.What)), m.Title, strings.Join(m.Reasons, ", ")))
		}
	}
	return v
}

func (b *book) assetDay(a office.Shown) string {
	if a.Day == "" {
		return ""
	}
	if a.DayNumber > 0 {
		return fmt.Sprintf("Day %d · %s", a.DayNumber, a.Day.Spoken())
	}
	return a.Day.Spoken()
}

// joinedWords are the words that say something, with points between.
func joinedWords(words ...string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " · ")
}

// assetFacts are what is known of an asset, in words.
func (b *book) assetFacts(a office.Shown) (facts []ui.Fact) {
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, ui.Fact{Name: name, Value: value})
		}
	}
	if !a.TakenAt.IsZero() {
		add("Recorded", a.TakenAt.In(b.film.Zone()).Format("Mon 2 Jan 2006, 15:04:05")+map[bool]string{true: ", by " + a.Clock}[a.Clock != ""])
	}
	add("Timecode", a.Start.String())
	if a.Duration.Num > 0 {
		add("Length", joinedWords(lengthWords(a.Duration.Seconds()), map[bool]string{true: a.Rate.String() + " frames a second"}[a.Rate.Known()]))
	}
	if a.Width > 0 {
		add("Picture", fmt.Sprintf("%d × %d", a.Width, a.Height))
	}
	add("File", joinedWords(a.Format, ui.Bytes(a.Bytes)))
	add("Camera", a.Device)
	add("Reel", a.Reel)
	add("Slate", strings.TrimSpace(a.Slate.Scene+" "+a.Slate.Take))
	add("Moment", a.MomentTitle)
	add("Scene", a.SceneNumber)
	add("People", strings.Join(a.People, ", "))
	add("Place", a.Place)
	add("Tags", strings.Join(a.Tags, ", "))
	add("Caption", a.Caption)
	add("Note", a.Note)
	return facts
}

// playerView is a clip or recording to be played.
func (b *book) playerView(page ui.Page, a office.Shown) *ui.PlayerView {
	start := a.Counted()
	at := page.Link("library", string(a.ID))
	v := &ui.PlayerView{
		Audio: a.Kind == media.Audio, Source: lookURL(page, a, "proxy"), Poster: lookURL(page, a, "medium", "poster", "small"), Wave: lookURL(page, a, "wave"),
		Num: start.Rate.Num, Den: start.Rate.Den, Start: start.Frame, Drop: start.Drop, Seconds: a.Duration.Seconds(),
	}
	if d, made := a.Looks["strip"]; made {
		v.Strip, v.Frames, v.Columns = lookURL(page, a, "strip"), d.Frames, d.Columns
	}
	for _, m := range a.Marks {
		view := ui.ClipMark{In: m.In, Out: m.Out, At: a.At(m.In), Text: m.Text, By: m.By}
		if m.Out != m.In {
			view.At += " – " + a.At(m.Out)
		}
		v.Marks = append(v.Marks, view)
	}
	if page.Rights.EditLibrary {
		v.Add, v.Remove = at+"/marks", at+"/marks/remove"
	}
	return v
}

// assetForm changes what is written of an asset.
func (b *book) assetForm(page ui.Page, sheet office.AssetSheet, cards []ui.Option) *ui.AssetForm {
	a := sheet.Asset
	choice := func(name, label, value string, options []ui.Option) ui.Field {
		return ui.Field{ID: "asset-" + name, Name: name, Label: label, Value: value, Options: append([]ui.Option{{Text: "None"}}, options...)}
	}
	text := func(name, label, value, hint string) ui.Field {
		return ui.Field{ID: "asset-" + name, Name: name, Label: label, Value: value, Hint: hint}
	}
	f := &ui.AssetForm{Action: page.Link("library", string(a.ID)), Base: sheet.Base, Fields: []ui.Field{
		text("title", "Title", a.Title, ""),
		{ID: "asset-caption", Name: "caption", Label: "Caption", Value: a.Caption, Lines: 3},
		{ID: "asset-note", Name: "note", Label: "Note", Value: a.Note, Lines: 2},
		text("people", "People", strings.Join(a.People, ", "), "Parted by commas"), text("tags", "Tags", strings.Join(a.Tags, ", "), "Parted by commas"), text("place", "Place", a.Place, ""),
		{ID: "asset-day", Name: "day", Label: "Shoot day", Type: "date", Value: string(a.Day)},
	}}
	if len(b.moments) > 0 {
		f.Fields = append(f.Fields, choice("moment", "Moment", string(a.Moment), b.assetMoments()))
	}
	if len(b.scenes) > 0 {
		f.Fields = append(f.Fields, choice("scene", "Scene", string(a.Scene), b.assetScenes()))
	}
	if len(cards) > 0 {
		f.Fields = append(f.Fields, choice("card", "Card", string(a.Card), cards))
	}
	return f
}

// assetWords are the fields of an asset in words, those that a history shows.
var assetWords = map[string]string{
	"day": "Shoot day", "card": "Card", "moment": "Moment", "scene": "Scene", "people": "People", "place": "Place", "rating": "Stars", "verdict": "Verdict", "tags": "Tags", "title": "Title",
	"caption": "Caption", "note": "Note", "marks": "Marks", "gone": "Taken out",
}

// assetHistory is what was done to an asset, newest first.
func (b *book) assetHistory(page ui.Page, sheet office.AssetSheet) []ui.HistoryView {
	var out []ui.HistoryView
	for _, e := range sheet.History {
		v := ui.HistoryView{Who: e.By + ", " + minute(e.At, b.film.Zone()), What: e.Title}
		for _, f := range e.Fields {
			if name, known := assetWords[f.Name]; known {
				v.Lines = append(v.Lines, ui.HistoryLine{Field: name, Was: b.assetValue(f.Name, outline.ValueWords(f.Was)), Now: b.assetValue(f.Name, outline.ValueWords(f.Now))})
			}
		}
		if page.Rights.EditLibrary {
			v.Undo = page.Link("story", "undo", string(e.Act))
		}
		out = append(out, v)
	}
	return out
}

// assetValue says ties in words: histories keep their ids.
func (b *book) assetValue(field, value string) string {
	switch field {
	case "moment":
		for _, m := range b.moments {
			if string(m.ID) == value {
				return m.Title
			}
		}
	case "scene":
		if sc := b.sceneAt[production.SceneID(value)]; sc != nil {
			return "Scene " + sc.Number
		}
	case "marks":
		if value != "" {
			return "changed"
		}
	default:
		return value
	}
	return map[bool]string{true: "another one"}[value != ""]
}

// showCull shows stills to be chosen.
func (s *Server) showCull(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Cull stills", ui.RoomLibrary)
	q := url.Values{}
	for _, key := range libraryKeys {
		q.Set(key, r.URL.Query().Get(key))
	}
	q.Set("kind", string(media.Still))
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	f := libraryFilter(q)
	days, err := s.office.LibraryDays(r.Context(), b.film.ID, f)
	if err != nil {
		return err
	}
	query := filtersOf(q)
	v := ui.CullView{
		Title: "Cull stills", List: below(page, query, "assets"), Edits: page.Link("library", "edits"), Back: below(page, filtersOf(q, "kind")), At: whole(r.URL.Query().Get("at")), Peaking: s.assets.Path("peaking.js"),
		MayEdit: page.Rights.EditLibrary,
	}
	for _, d := range days {
		v.Total += d.Count
	}
	f.Offset, f.Limit = v.At, 1
	list, err := s.office.Assets(r.Context(), b.film.ID, f)
	if err != nil {
		return err
	}
	if v.Empty = len(list) == 0; !v.Empty {
		still := b.assetView(page, office.AssetSheet{Shown: list[0]})
		v.Still = &still
		step := func(n int) string { return below(page, query, "cull") + "&at=" + strconv.Itoa(n) }
		if v.At > 0 {
			v.Prev = step(v.At - 1)
		}
		if v.At+1 < v.Total {
			v.Next = step(v.At + 1)
		}
	}
	return s.show(w, r, http.StatusOK, ui.CullPage(page, v))
}
