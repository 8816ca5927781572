package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/web/ui"
)

func cutPattern(pattern string) (method, path string, ok bool) { return strings.Cut(pattern, " ") }

// libraryChoices are the filters that the page offers, and what can be done with what is picked.
func (s *Server) libraryChoices(r *http.Request, b *book, page ui.Page, days []office.LibraryDay, view *ui.LibraryView) error {
	q := r.URL.Query()
	devices, err := s.office.Devices(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	field := func(name, label string, options ...ui.Option) {
		to := &view.Selects
		if slices.Contains([]string{"rating", "state", "card", "scene", "moment"}, name) {
			to, view.Further = &view.More, view.Further || q.Get(name) != ""
		}
		*to = append(*to, ui.Field{ID: "lib-" + name, Name: name, Label: label, Value: q.Get(name), Options: append([]ui.Option{{Text: label}}, options...)})
	}
	var of, cameras []ui.Option
	for _, d := range days {
		row := b.libraryDay(page, nil, d)
		of = append(of, ui.Option{Value: row.Key, Text: row.Title})
	}
	for _, d := range devices {
		cameras = append(cameras, ui.Option{Value: d, Text: d})
	}
	field("day", "Every day", of...)
	field("kind", "Everything", ui.Option{Value: "still", Text: "Stills"}, ui.Option{Value: "video", Text: "Clips"}, ui.Option{Value: "audio", Text: "Recordings"})
	if len(cameras) > 0 {
		field("camera", "Every camera", cameras...)
	}
	field("verdict", "Any verdict", ui.Option{Value: "first", Text: "1st"}, ui.Option{Value: "second", Text: "2nd"}, ui.Option{Value: "kill", Text: "Kill"}, ui.Option{Value: "none", Text: "Undecided"})
	field("rating", "Any stars", ui.Option{Value: "1", Text: "★ or more"}, ui.Option{Value: "2", Text: "★★ or more"}, ui.Option{Value: "3", Text: "★★★ or more"}, ui.Option{Value: "4", Text: "★★★★ or more"}, ui.Option{Value: "5", Text: "★★★★★"})
	field("state", "Any state", ui.Option{Value: "broken", Text: "Broken"}, ui.Option{Value: "waiting", Text: "Pictures being made"})
	cards, err := s.cardNames(r, page)
	if err != nil {
		return err
	}
	moments, scenes := b.assetMoments(), b.assetScenes()
	for _, more := range []struct {
		name, label string
		options     []ui.Option
	}{{"card", "Every card", cards}, {"scene", "Every scene", scenes}, {"moment", "Every moment", moments}} {
		if len(more.options) > 0 {
			field(more.name, more.label, more.options...)
		} else if q.Get(more.name) != "" {
			view.Only = append(view.Only, ui.OnlyView{Text: "Of one " + more.name + " alone", URL: below(page, filtersOf(q, more.name))})
		}
	}
	view.Bulk = libraryBulk(page, moments, cards)
	b.libraryFiles(page, q, view)
	return nil
}

// cardNames are the cards of the log, for whoever may see it.
func (s *Server) cardNames(r *http.Request, page ui.Page) (out []ui.Option, err error) {
	if !page.Rights.Cards {
		return nil, nil
	}
	c := current(r)
	log, err := shelved(&s.shelf, c, "cardnames", func() ([]cardlog.Card, error) { return s.office.CardNames(r.Context(), c.Production.ID) })
	for _, card := range log {
		out = append(out, ui.Option{Value: string(card.ID), Text: card.Name + " · " + card.Day.Spoken()})
	}
	return out, err
}

func (b *book) assetMoments() (out []ui.Option) {
	for _, m := range b.moments {
		out = append(out, ui.Option{Value: string(m.ID), Text: shortened(m.Title, 60)})
	}
	return out
}

func (b *book) assetScenes() (out []ui.Option) {
	for _, sc := range b.scenes {
		out = append(out, ui.Option{Value: string(sc.ID), Text: shortened("Scene "+sc.Number+" "+ui.Place(sc.Set), 60)})
	}
	return out
}

// libraryBulk is what can be done with what is picked.
func libraryBulk(page ui.Page, moments, cards []ui.Option) *ui.LibraryBulk {
	b := &ui.LibraryBulk{
		Edit: page.Rights.EditLibrary, Action: page.Link("library", "do"), Zip: page.Link("library", "zip"), Contact: page.Link("library", "contact.pdf"),
		List: page.Link("library", "edit-list"), Captions: page.Link("captions"), Fetch: page.Rights.FetchOriginals,
	}
	b.Moments = append([]ui.Option{{Text: "No moment"}}, moments...)
	b.Cards = append([]ui.Option{{Text: "No card"}}, cards...)
	return b
}

// libraryFiles are what can be taken along of what is shown.
func (b *book) libraryFiles(page ui.Page, q url.Values, view *ui.LibraryView) {
	if len(view.Days) == 0 {
		return
	}
	stills := false
	for _, d := range view.Days {
		stills = stills || d.Cull != ""
	}
	query := filtersOf(q)
	and := func(more string) string { return strings.TrimPrefix(query+"&"+more, "&") }
	if stills {
		ofStills := strings.TrimPrefix(filtersOf(q, "kind")+"&kind=still", "&")
		view.Cull, view.Captions = below(page, ofStills, "cull"), page.Link("captions")+"?"+ofStills
	}
	view.Files = []ui.DayLink{
		{Text: "Contact sheet, A4", URL: below(page, and("paper=A4"), "contact.pdf")}, {Text: "Contact sheet, Letter", URL: below(page, and("paper=Letter"), "contact.pdf")},
		{Text: "List for the editing room, ALE", URL: below(page, and("format=ale"), "edit-list")}, {Text: "List, CSV", URL: below(page, and("format=csv"), "edit-list")},
		{Text: "List, JSON", URL: below(page, and("format=json"), "edit-list")}, {Text: "ZIP to look at", URL: below(page, and("what=proxies"), "zip")},
	}
	if page.Rights.FetchOriginals {
		view.Files = append(view.Files, ui.DayLink{Text: "ZIP of originals", URL: below(page, and("what=originals"), "zip")})
	}
}

// cells are assets in the grid; the first of them is the from-th of its day.
func (b *book) cells(page ui.Page, q url.Values, list []office.Shown, from int) []ui.CellView {
	out := make([]ui.CellView, len(list))
	query := filtersOf(q, "day")
	for i, a := range list {
		out[i] = b.cell(page, a, from+i)
		if query != "" {
			out[i].URL += "?" + query
		}
	}
	return out
}

// cell is an asset in the grid.
func (b *book) cell(page ui.Page, a office.Shown, index int) ui.CellView {
	c := ui.CellView{
		ID: string(a.ID), Index: index, URL: page.Link("library", string(a.ID)), Name: a.Name, Kind: string(a.Kind), Rating: a.Rating, Verdict: string(a.Verdict), Problem: a.Problem,
		Small: lookURL(page, a, "small", "poster", "medium"), Wave: lookURL(page, a, "wave"),
	}
	if d, made := a.Looks["strip"]; made && a.Kind == media.Video {
		c.Strip, c.Frames, c.Columns = lookURL(page, a, "strip"), d.Frames, d.Columns
	}
	if a.Kind != media.Audio {
		c.Wave = ""
	}
	c.Waiting = a.State != library.Broken && c.Small == "" && c.Wave == ""
	var said []string
	if !a.TakenAt.IsZero() {
		c.Foot = a.TakenAt.In(b.film.Zone()).Format("15:04")
	}
	if a.Duration.Num > 0 {
		c.Foot = strings.TrimPrefix(c.Foot+" · "+lengthWords(a.Duration.Seconds()), " · ")
	}
	said = append(said, a.Name, kindWord(a.Kind), c.Foot)
	if a.Rating > 0 {
		said = append(said, counted(a.Rating, "star", "stars"))
	}
	if a.Verdict != "" {
		said = append(said, map[library.Verdict]string{library.First: "first", library.Second: "second", library.Kill: "killed"}[a.Verdict])
	}
	if a.Problem != "" {
		said = append(said, "broken: "+a.Problem)
	}
	c.Said = strings.Join(said, ", ")
	return c
}

// lookURL is the address of the first of these roles that the asset has, "" for none. Its end changes with the bytes, so that a
// browser may keep them.
func lookURL(page ui.Page, a office.Shown, roles ...string) string {
	for _, role := range roles {
		if d, made := a.Looks[role]; made {
			return page.Link("library", string(a.ID), role) + "?of=" + d.SHA256[:min(12, len(d.SHA256))]
		}
	}
	return ""
}

func kindWord(k media.Kind) string {
	return cmp.Or(map[media.Kind]string{media.Still: "still", media.Video: "clip", media.Audio: "recording"}[k], string(k))
}

// lengthWords are seconds as a clip's length: "0:42", "1:02:03".
func lengthWords(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second)).Round(time.Second)
	h, m, s := int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60
	if h > 0 {
		return fmt.Sprintf("%d:%02d:%02d", h, m, s)
	}
	return fmt.Sprintf("%d:%02d", m, s)
}
