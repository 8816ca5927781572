package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/transcript"
	"github.com/btsdirector/bts/internal/web/ui"
)

// foundAtOnce is how many assets a page of what was found has.
const foundAtOnce = 60

// findAssets looks for assets by words and filters.
func (s *Server) findAssets(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Find in the library", ui.RoomLibrary)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	v, status := ui.FoundView{Query: shortened(strings.TrimSpace(q.Get("q")), 400)}, http.StatusOK
	if v.Query == "" {
		return s.show(w, r, status, ui.FoundPage(page, v))
	}
	from := whole(q.Get("from"))
	found, err := s.office.Search(r.Context(), b.film.ID, v.Query, foundAtOnce, from)
	if formFault(err) {
		v.Wrong, status = spoken(err), Status(err)
		return s.show(w, r, status, ui.FoundPage(page, v))
	}
	if err != nil {
		return err
	}
	v.Sentence = counted(found.Total, "fits", "fit") + ", the best first."
	if found.More {
		v.Sentence = fmt.Sprintf("More than %d fit; the newest of them, the best first.", found.Total)
	}
	for _, i := range found.Instead {
		v.Instead = append(v.Instead, insteadWords(i))
	}
	for _, a := range found.Assets {
		v.List = append(v.List, b.foundView(page, a))
	}
	if from+len(found.Assets) < found.Total {
		v.More = page.Link("library", "find") + "?q=" + url.QueryEscape(v.Query) + fmt.Sprintf("&from=%d", from+len(found.Assets))
	}
	return s.show(w, r, status, ui.FoundPage(page, v))
}

// insteadWords say what was looked for in place of a word that is nowhere.
func insteadWords(i library.Instead) string {
	return fmt.Sprintf("Nothing for “%s”; this is for “%s”.", i.Said, i.Used)
}

// whereWords say where an asset has what was asked for.
var whereWords = map[string]string{
	"title": "Title", "name": "Name", "people": "People", "talk": "Talk with", "moment": "Moment", "caption": "Caption", "note": "Note", "mark": "Mark", "tag": "Tags", "place": "Place",
	"scene": "Scene", "reel": "Reel", "card": "Card", "slate": "Slate", "camera": "Camera", "log": "Log", "transcript": "Said",
}

func (b *book) foundView(page ui.Page, a office.FoundAsset) ui.FoundAssetView {
	shown := office.Shown{Asset: a.Asset, Looks: a.Looks, MomentTitle: a.MomentTitle, SceneNumber: a.SceneNumber, DayNumber: a.DayNumber}
	f := ui.FoundAssetView{Cell: b.cell(page, shown, 0), Where: whereWords[a.Why.Field]}
	if a.Title != "" {
		f.Cell.Name = a.Title
	}
	f.Sub = joinedWords(b.assetDay(shown), f.Cell.Foot, a.MomentTitle, strings.Join(a.People, ", "))
	if a.At.Timed() {
		f.Where = "Said at " + transcript.Clock(a.At.From)[:8]
		f.Cell.URL += fmt.Sprintf("?at=%.1f", float64(a.At.From)/1000)
	}
	at := 0
	for _, hit := range a.Why.Hits {
		if hit.From < at || hit.To > len(a.Why.Text) {
			continue
		}
		f.Text = append(f.Text, ui.WordRun{Text: a.Why.Text[at:hit.From]}, ui.WordRun{Text: a.Why.Text[hit.From:hit.To], Hit: true})
		at = hit.To
	}
	if at > 0 {
		f.Text = append(f.Text, ui.WordRun{Text: a.Why.Text[at:]})
	}
	return f
}
