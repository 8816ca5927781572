package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/web/ui"
)

// libraryRoutes are the clips, stills and recordings. What takes originals along is looked at by the office once more.
func (s *Server) libraryRoutes(mux *http.ServeMux) {
	see := map[string]handler{
		"GET library": s.showLibrary, "GET library/window": s.showCells, "GET library/days": s.sendLibraryDays, "GET library/assets": s.sendAssets,
		"GET library/cull": s.showCull, "GET library/{id}": s.showAsset, "GET library/{id}/{role}": s.sendLookOf, "POST library/hurry": s.hurryAssets,
		"GET library/zip": s.sendBundle, "POST library/zip": s.sendBundle, "GET library/contact.pdf": s.sendContact, "POST library/contact.pdf": s.sendContact,
		"GET library/find": s.findAssets, "GET transcripts/{id}/{format}": s.sendTranscript,
		"GET library/edit-list": s.sendEditList, "POST library/edit-list": s.sendEditList,
	}
	edit := map[string]handler{
		"library/do": s.changeAssets, "library/edits": s.takeEdits, "library/{id}": s.saveAsset, "library/{id}/verdict": s.judgeAsset, "library/{id}/remove": s.removeAsset,
		"library/{id}/marks": s.addMark, "library/{id}/marks/remove": s.removeMark,
		"transcripts/{id}/make": s.makeTranscript, "transcripts/{id}/remove": s.removeTranscript, "transcripts/{id}/cues/{cue}": s.editCue, "transcripts/{id}/cues/{cue}/off": s.removeCue,
	}
	for pattern, h := range see {
		method, path, _ := cutPattern(pattern)
		s.handle(mux, method+" /p/{slug}/"+path, access.SeeLibrary, h)
	}
	for path, h := range edit {
		s.handle(mux, "POST /p/{slug}/"+path, access.EditLibrary, h)
	}
	s.handle(mux, "GET /p/{slug}/dictation", access.EditProduction, s.showDictation)
	s.handle(mux, "POST /p/{slug}/dictation", access.EditProduction, s.saveDictation)
	s.upload(mux, "POST /p/{slug}/transcripts/{id}/import", access.EditLibrary, s.importTranscript)
	s.handle(mux, "POST /p/{slug}/library/looks", access.IngestMedia, s.makeLooks)
	s.handleOwnerIn(mux, "POST /p/{slug}/library/ingest", access.IngestMedia, s.startIngest)
	s.handleOwnerIn(mux, "POST /p/{slug}/watched", access.IngestMedia, s.watchFolder)
	s.handleOwnerIn(mux, "POST /p/{slug}/watched/{id}/remove", access.IngestMedia, s.unwatchFolder)
}

// libraryKeys are the filters of the address, in the order of the page.
var libraryKeys = production.ViewPages["library"]

// libraryFilter are the filters of an address.
func libraryFilter(q url.Values) store.AssetFilter {
	f := store.AssetFilter{
		Kind: media.Kind(q.Get("kind")), Device: q.Get("camera"), Card: production.CardID(q.Get("card")), Scene: production.SceneID(q.Get("scene")),
		Moment: production.MomentID(q.Get("moment")),
	}
	if day := q.Get("day"); day != "" {
		date := production.Date(day)
		if day == "none" {
			date = ""
		}
		f.Day = &date
	}
	if v := q.Get("verdict"); v == "none" {
		f.Undecided = true
	} else {
		f.Verdict = library.Verdict(v)
	}
	f.Rated, _ = strconv.Atoi(q.Get("rating")) // what is no number filters nothing
	switch q.Get("state") {
	case "broken":
		f.State = library.Broken
	case "waiting":
		f.Waiting = true
	}
	return f
}

// filtersOf are the filters of an address alone, to be put behind another.
func filtersOf(q url.Values, without ...string) string {
	out := url.Values{}
	for _, key := range libraryKeys {
		if q.Get(key) != "" && !slices.Contains(without, key) {
			out.Set(key, q.Get(key))
		}
	}
	return out.Encode()
}

// below is an address of the library with filters.
func below(page ui.Page, query string, parts ...string) string {
	at := page.Link(append([]string{"library"}, parts...)...)
	if query != "" {
		at += "?" + query
	}
	return at
}

// plainCells is how many cells a page without script shows, and most how many a window has.
const (
	plainCells = 120
	mostCells  = 240
)

func (s *Server) showLibrary(w http.ResponseWriter, r *http.Request) error {
	return s.showLibraryWith(w, r, http.StatusOK, nil)
}

// showLibraryWith shows the library; form, when given, is a form that was refused.
func (s *Server) showLibraryWith(w http.ResponseWriter, r *http.Request, status int, form *ui.IngestForm) error {
	page := s.page(r, "Library", ui.RoomLibrary)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	if form != nil {
		page.URL = page.Link("library")
	}
	q, in := r.URL.Query(), b.film.ID
	f := libraryFilter(q)
	all, err := s.office.LibraryDays(r.Context(), in, store.AssetFilter{})
	if err != nil {
		return err
	}
	days, query := all, filtersOf(q)
	if query != "" {
		if days, err = s.office.LibraryDays(r.Context(), in, f); err != nil {
			return err
		}
	}
	view := ui.LibraryView{Sentence: librarySentence(days), Query: query, Filtered: query != "", AllURL: page.Link("library"), Empty: len(all) == 0}
	for _, d := range days {
		view.Days = append(view.Days, b.libraryDay(page, q, d))
	}
	if err := s.libraryChoices(r, b, page, all, &view); err != nil {
		return err
	}
	if err := s.firstCells(r, b, page, days, &view); err != nil {
		return err
	}
	if view.Waiting, err = s.office.WaitingLooks(r.Context(), in); err != nil {
		return err
	}
	suggested, err := s.office.OpenSuggestions(r.Context(), in)
	if err != nil {
		return err
	}
	if suggested > 0 {
		view.Suggested = &ui.DayLink{Text: counted(suggested, "suggestion waits", "suggestions wait"), URL: page.Link("library", "matches")}
	}
	if page.Rights.IngestMedia {
		cards, err := s.cardNames(r, page)
		if err != nil {
			return err
		}
		view.Looks, view.Upload = page.Link("library", "looks"), &ui.UploadView{To: page.Link("library", "uploads"), Cards: cards}
	}
	view.Ingest = form
	if form == nil && page.Owner && page.Rights.IngestMedia {
		view.Ingest = newIngestForm(page, s.office.CopyRoots())
		if view.Watched, err = s.watchedView(r, page); err != nil {
			return err
		}
	}
	if view.Kept, err = s.savedViews(r, page, "library"); err != nil {
		return err
	}
	return s.show(w, r, status, ui.LibraryPage(page, view))
}

// librarySentence says how much there is.
func librarySentence(days []office.LibraryDay) string {
	if len(days) == 0 {
		return ""
	}
	n := map[media.Kind]int{}
	for _, d := range days {
		for kind, k := range d.ByKind {
			n[kind] += k
		}
	}
	return office.KindWords(n) + " of " + counted(len(days), "day", "days") + "."
}

// libraryDay is a row of the library.
func (b *book) libraryDay(page ui.Page, q url.Values, d office.LibraryDay) ui.LibraryDayView {
	v := ui.LibraryDayView{Key: cmp.Or(string(d.Day), "none"), Title: "Of no day", Short: "–", Text: office.KindWords(d.ByKind), Count: d.Count}
	if d.Day != "" {
		v.Title, v.Short = d.Day.Spoken(), d.Day.At(0, time.UTC).Format("2 Jan")
		if d.Number > 0 {
			v.Title, v.Short = fmt.Sprintf("Day %d · %s", d.Number, d.Day.Spoken()), strconv.Itoa(d.Number)
		}
	}
	one := url.Values{}
	for _, key := range libraryKeys {
		if q.Get(key) != "" {
			one.Set(key, q.Get(key))
		}
	}
	one.Set("day", v.Key)
	v.URL = below(page, one.Encode())
	if d.ByKind[media.Still] > 0 {
		one.Set("kind", string(media.Still))
		v.Cull = below(page, one.Encode(), "cull")
	}
	return v
}

// firstCells are the cells of the page itself: of the first day, or from the place that the address says.
func (s *Server) firstCells(r *http.Request, b *book, page ui.Page, days []office.LibraryDay, view *ui.LibraryView) error {
	if len(days) == 0 {
		return nil
	}
	q := r.URL.Query()
	from := whole(q.Get("from"))
	first := days[0]
	f := libraryFilter(q)
	f.Day, f.Offset, f.Limit = &first.Day, from, plainCells
	list, err := s.office.Assets(r.Context(), b.film.ID, f)
	if err != nil {
		return err
	}
	view.CellsOf, view.Cells = view.Days[0].Key, b.cells(page, q, list, from)
	at := func(n int) string { return view.Days[0].URL + "&from=" + strconv.Itoa(n) }
	if from > 0 {
		view.Earlier = at(max(0, from-plainCells))
	}
	if from+len(list) < first.Count {
		view.Later = at(from + plainCells)
	}
	return nil
}

// whole is a number of an address, 0 for what is none.
func whole(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// showCells sends a window of the grid alone.
func (s *Server) showCells(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Library", ui.RoomLibrary)
	q := r.URL.Query()
	f := libraryFilter(q)
	f.Offset = whole(q.Get("from"))
	f.Limit = min(mostCells, cmp.Or(whole(q.Get("n")), plainCells))
	list, err := s.office.Assets(r.Context(), current(r).Production.ID, f)
	if err != nil {
		return err
	}
	b := &book{film: current(r).Production, links: page}
	pick := page.Rights.Library
	return s.show(w, r, http.StatusOK, ui.Cells(b.cells(page, q, list, f.Offset), pick))
}

// sendLibraryDays tells how much each day has, for a page that is open already.
func (s *Server) sendLibraryDays(w http.ResponseWriter, r *http.Request) error {
	days, err := s.office.LibraryDays(r.Context(), current(r).Production.ID, libraryFilter(r.URL.Query()))
	if err != nil {
		return err
	}
	type row struct {
		Key   string `json:"key"`
		Count int    `json:"count"`
		Text  string `json:"text"`
	}
	rows := []row{}
	for _, d := range days {
		rows = append(rows, row{cmp.Or(string(d.Day), "none"), d.Count, office.KindWords(d.ByKind)})
	}
	s.writeJSON(w, r, http.StatusOK, map[string]any{"days": rows, "sentence": librarySentence(days)})
	return nil
}
