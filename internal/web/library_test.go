package web

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/timecode"
)

const libraryPath = lampRoom + "/library"

// asset puts an asset with a small picture and an original into the library.
func (s *site) asset(t *testing.T, name string, change ...func(*library.Asset)) library.Asset {
	t.Helper()
	a := library.Asset{
		ID: production.NewID[production.AssetID](), Content: "xxh128-" + name, Name: name, Kind: media.Still, Format: "jpeg", State: library.Read, Day: "2026-05-07",
		TakenAt: time.Date(2026, 5, 7, 12, 0, 0, 0, time.UTC), People: []string{}, Tags: []string{}, Marks: []library.Mark{}, Matches: []library.Match{},
	}
	for _, c := range change {
		c(&a)
	}
	var picture bytes.Buffer
	sheet := image.NewRGBA(image.Rect(0, 0, 90, 60))
	for i := range sheet.Pix {
		sheet.Pix[i] = byte(i * len(name))
	}
	sheet.Set(1, 1, color.White)
	must(t, jpeg.Encode(&picture, sheet, nil))
	shown, err := s.vault.Put(t.Context(), bytes.NewReader(picture.Bytes()))
	must(t, err)
	original, err := s.vault.Put(t.Context(), strings.NewReader("original of "+name))
	must(t, err)
	must(t, s.store.Write(t.Context(), func(tx *store.Tx) error {
		list := []library.Asset{a}
		err := tx.AddAssets(t.Context(), s.film.ID, list)
		if err == nil {
			err = tx.SaveReading(t.Context(), s.film.ID, a.ID, media.Reading{Kind: a.Kind})
		}
		if err == nil {
			err = tx.SaveAssetFiles(t.Context(), s.film.ID, []library.File{{Asset: a.ID, At: "vault:" + original.SHA256, Name: name, Bytes: original.Bytes, Modified: a.TakenAt}})
		}
		for _, role := range []string{"small", "medium"} {
			if err == nil {
				err = tx.SaveDerived(t.Context(), s.film.ID, library.Derived{Asset: a.ID, Role: role, SHA256: shown.SHA256, MIME: "image/jpeg", Width: 90, Height: 60, Bytes: shown.Bytes})
			}
		}
		return err
	}))
	return a
}

// clip makes an asset a film at 29.97 frames a second with drop-frame timecode.
func clip(a *library.Asset) {
	a.Kind, a.Format, a.Rate, a.Duration = media.Video, "mov", timecode.Rate{Num: 30000, Den: 1001}, timecode.Rational{Num: 1001, Den: 10}
	a.Start = timecode.Timecode{Frame: 107892, Rate: a.Rate, Drop: true}
}

func TestLibraryByDay(t *testing.T) {
	t.Parallel()
	s := played(t)
	ada := s.owner(t)
	dana := s.member(t, "Dana", access.Director)
	dana.get(libraryPath).want(t, http.StatusOK, "an empty library").says(t, "main", "Nothing here yet", "bts ingest")
	dana.get(libraryPath).silent(t, "main", "Bring it in")
	ada.get(libraryPath).says(t, "main", "Bring it in")
	for i := range 3 {
		s.asset(t, fmt.Sprintf("A%d.jpg", i))
	}
	film := s.asset(t, "C1.mov", clip)
	s.asset(t, "B1.jpg", func(a *library.Asset) { a.Day, a.Verdict, a.Rating = "2026-05-08", library.First, 4 })
	s.asset(t, "X1.jpg", func(a *library.Asset) { a.Day, a.State, a.Problem = "", library.Broken, "its end is missing" })
	page := dana.get(libraryPath).want(t, http.StatusOK, "the library")
	page.says(t, ".lib-day:first-child header", "Thu 7 May", "3 stills, 1 clip")
	page.says(t, ".lib-day:last-child header", "Of no day", "1 still")
	page.says(t, "main .sub", "5 stills, 1 clip of 3 days.")
	if n := page.find(t, ".cell").Length(); n != 4 {
		t.Errorf("%d cells without script, want those of the first day", n)
	}
	if words := page.find(t, `.cell[data-id="`+string(film.ID)+`"] a`).AttrOr("aria-label", ""); words != "C1.mov, clip, 13:00 · 1:40" {
		t.Errorf("the clip is called %q", words)
	}
	for query, want := range map[string]string{
		"?kind=video": "C1.mov", "?day=2026-05-08": "B1.jpg", "?verdict=first": "B1.jpg", "?rating=4": "B1.jpg", "?state=broken": "X1.jpg", "?day=none": "X1.jpg",
	} {
		got := dana.get(libraryPath+query).want(t, http.StatusOK, query)
		if n := got.find(t, ".cell").Length(); n != 1 {
			t.Errorf("%s shows %d assets", query, n)
		}
		got.says(t, ".cell", want)
	}
	if n := dana.get(libraryPath+"?verdict=none").find(t, ".lib-day").Length(); n != 2 {
		t.Errorf("what is undecided is of %d days", n)
	}
	if words := dana.get(libraryPath+"?state=broken").find(t, ".cell a").AttrOr("aria-label", ""); !strings.Contains(words, "broken: its end is missing") {
		t.Errorf("the broken one is called %q", words)
	}
	dana.get(libraryPath+"?camera=None").says(t, "main", "Nothing matches")
	window := dana.get(libraryPath+"/window?day=2026-05-07&from=1&n=2").want(t, http.StatusOK, "a window")
	if n := window.find(t, "li.cell").Length(); n != 2 || window.find(t, "main").Length() != 0 {
		t.Errorf("the window has %d cells", n)
	}
	if at := window.find(t, "li.cell").First().AttrOr("data-index", ""); at != "1" {
		t.Errorf("the window begins at %s", at)
	}
	dana.post(lampRoom+"/views", url.Values{"name": {"Firsts"}, "page": {"library"}, "query": {"verdict=first"}}).want(t, http.StatusSeeOther, "a view")
	dana.get(libraryPath).says(t, ".saved-views", "Firsts")
}

func TestBytesOfAssets(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	a := s.asset(t, "A1.jpg")
	at := libraryPath + "/" + string(a.ID)
	dana, pia := s.member(t, "Dana", access.Director), s.member(t, "Pia", access.Publicity)
	got := dana.get(at+"/small?of=1").want(t, http.StatusOK, "a picture")
	for name, want := range map[string]string{
		"Content-Type": "image/jpeg", "Cache-Control": "private, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff", "Accept-Ranges": "bytes", "Content-Encoding": "",
	} {
		if is := got.header.Get(name); is != want {
			t.Errorf("%s is %q, want %q", name, is, want)
		}
	}
	tag := got.header.Get("Etag")
	if tag == "" || dana.get(at+"/small", "If-None-Match", tag).status != http.StatusNotModified {
		t.Error("the browser has to fetch again what it has")
	}
	part := dana.get(at+"/small", "Range", "bytes=2-5").want(t, http.StatusPartialContent, "a part")
	if part.body != got.body[2:6] || part.header.Get("Content-Range") != fmt.Sprintf("bytes 2-5/%d", len(got.body)) {
		t.Errorf("the part is %q %v", part.body, part.header)
	}
	dana.get(at+"/proxy").want(t, http.StatusNotFound, "what is not made")
	dana.get(libraryPath+"/"+string(production.NewID[production.AssetID]())+"/small").want(t, http.StatusNotFound, "what is not there")
	original := dana.get(at+"/original").want(t, http.StatusOK, "the original")
	if original.body != "original of A1.jpg" || original.header.Get("Content-Disposition") != `attachment; filename="A1.jpg"` {
		t.Errorf("the original is %q %v", original.body, original.header)
	}
	pia.get(at+"/small").want(t, http.StatusOK, "a picture for publicity")
	pia.get(at+"/original").want(t, http.StatusForbidden, "the original for publicity")
	s.member(t, "Vera", access.Viewer).get(at+"/small?of=1").want(t, http.StatusForbidden, "a picture for a viewer")
}

func TestChangeManyAssets(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Crew)
	a, b := s.asset(t, "A1.jpg", func(a *library.Asset) { a.Tags = []string{"rain"} }), s.asset(t, "B1.jpg")
	ids := url.Values{"id": {string(a.ID), string(b.ID)}}
	do := func(what string, more ...string) reply {
		form := url.Values{"id": ids["id"], "do": {what}}
		for i := 0; i < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		return dana.post(libraryPath+"/do", form)
	}
	do("verdict:kill").want(t, http.StatusSeeOther, "killing")
	page := dana.get(libraryPath + "?verdict=kill")
	page.says(t, "#toasts", "2 assets judged: kill.", "Undo")
	if n := page.find(t, ".cell").Length(); n != 2 {
		t.Errorf("%d are killed", n)
	}
	dana.post(page.find(t, "#toasts form").AttrOr("action", ""), nil).want(t, http.StatusSeeOther, "undo")
	dana.get(libraryPath+"?verdict=kill").says(t, "main", "Nothing matches")
	do("tag", "tag", "bridge, night").want(t, http.StatusSeeOther, "tagging")
	do("untag", "tag", "night").want(t, http.StatusSeeOther, "untagging")
	dana.get(libraryPath+"/"+string(a.ID)).says(t, ".shot-facts", "rain, bridge")
	dana.get(libraryPath+"/"+string(b.ID)).silent(t, ".shot-facts", "rain", "night")
	do("rating", "rating", "5").want(t, http.StatusSeeOther, "rating")
	do("day", "day", "2026-05-09").want(t, http.StatusSeeOther, "another day")
	do("note", "note", "wind").want(t, http.StatusSeeOther, "a note")
	do("person", "person", "Edda Roe").want(t, http.StatusSeeOther, "a person")
	dana.get(libraryPath+"?day=2026-05-09&rating=5").says(t, ".lib-day", "2 stills")
	for name, got := range map[string]reply{
		"six stars": do("rating", "rating", "6"), "nothing that can be done": do("paint"), "no tag": do("tag", "tag", " "), "nobody": do("person"),
		"no day": do("day", "day", "2026-02-30"), "nothing": dana.post(libraryPath+"/do", url.Values{"do": {"verdict:first"}}),
	} {
		got.want(t, http.StatusUnprocessableEntity, name)
	}
	do("moment", "moment", "made-up").want(t, http.StatusNotFound, "a moment that is none")
	told := dana.post(libraryPath+"/do", url.Values{"id": ids["id"], "do": {"verdict:first"}}, "Accept", "application/json").want(t, http.StatusOK, "for a page that stays")
	var said struct{ Said, Undo string }
	must(t, json.Unmarshal([]byte(told.body), &said))
	if said.Said != "2 assets judged: 1st." || !strings.HasPrefix(said.Undo, lampRoom+"/story/undo/") {
		t.Errorf("told %+v", said)
	}
	do("remove").want(t, http.StatusSeeOther, "out of the library")
	dana.get(libraryPath).says(t, "main", "Nothing here yet")
}

func TestCullingInTheBackground(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Crew)
	a, b := s.asset(t, "A1.jpg"), s.asset(t, "B1.jpg")
	send := func(body string) reply {
		return dana.do(http.MethodPost, libraryPath+"/edits", strings.NewReader(body), "Content-Type", "application/json", "Accept", "application/json")
	}
	got := send(`{"edits":[{"id":"` + string(a.ID) + `","fields":{"verdict":"first"}},{"id":"gone","fields":{"verdict":"kill"}},{"id":"` + string(b.ID) + `","fields":{"tags":["rain"],"rating":2}}]}`)
	if got.want(t, http.StatusOK, "three edits"); !strings.Contains(got.body, `"refused":["gone"]`) {
		t.Errorf("told %s", got.body)
	}
	var told struct {
		Assets []struct{ Verdict, Medium string }
	}
	list := dana.get(libraryPath+"/assets?n=10&kind=still", "Accept", "application/json").want(t, http.StatusOK, "the list")
	must(t, json.Unmarshal([]byte(list.body), &told))
	if len(told.Assets) != 2 || told.Assets[0].Verdict != "first" || !strings.Contains(told.Assets[0].Medium, "/medium?of=") {
		t.Errorf("the list is %+v", told)
	}
	for name, body := range map[string]string{
		"a field that is not for culling": `{"edits":[{"id":"` + string(a.ID) + `","fields":{"gone":true}}]}`, "no JSON": `{`, "no verdict": `{"edits":[{"id":"` + string(a.ID) + `","fields":{"verdict":"maybe"}}]}`, "nothing": `{}`,
	} {
		send(body).want(t, http.StatusUnprocessableEntity, name)
	}
	page := dana.get(libraryPath+"/cull").want(t, http.StatusOK, "culling without script")
	page.says(t, ".cull-plain", "A1.jpg", "1 of 2", "Next")
	next := page.find(t, ".cull-plain .acts a").AttrOr("href", "")
	dana.get(next).says(t, ".cull-plain", "B1.jpg", "2 of 2")
	at := libraryPath + "/" + string(b.ID)
	dana.post(at+"/verdict", url.Values{"verdict": {"second"}, "back": {next}}).want(t, http.StatusSeeOther, "by its form")
	if is := dana.get(next).find(t, `.cull-plain [name=verdict][aria-pressed="true"]`).AttrOr("value", ""); is != "second" {
		t.Errorf("the verdict is %q", is)
	}
	dana.get(libraryPath+"/cull?verdict=kill").says(t, "main", "No stills here")
	pia := s.member(t, "Pia", access.Publicity)
	if n := pia.get(libraryPath+"/cull").want(t, http.StatusOK, "culling for publicity").find(t, "main form").Length(); n != 0 {
		t.Errorf("publicity is offered %d forms", n)
	}
}

func TestMarksOfAClip(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Crew)
	a := s.asset(t, "C1.mov", clip)
	at := libraryPath + "/" + string(a.ID)
	dana.post(at+"/marks", url.Values{"in": {"01:00:59;29"}, "out": {"01:01:00;02"}, "text": {"the fall"}}).want(t, http.StatusSeeOther, "a range over a minute")
	page := dana.get(at)
	page.says(t, "[data-marks] li", "01:00:59;29 – 01:01:00;02", "the fall", "Dana")
	li := page.find(t, "[data-marks] li")
	if in, out := li.AttrOr("data-in", ""), li.AttrOr("data-out", ""); in != "1799" || out != "1800" {
		t.Errorf("the range is %s to %s: two numbers are left out, and no frame is", in, out)
	}
	dana.post(at+"/marks", url.Values{"in": {"12"}}).want(t, http.StatusSeeOther, "a frame")
	for name, in := range map[string]string{"no timecode": "soon", "a number that is left out": "01:01:00;00"} {
		dana.post(at+"/marks", url.Values{"in": {in}}).want(t, http.StatusUnprocessableEntity, name)
	}
	dana.post(at+"/marks", url.Values{"in": {"30"}, "out": {"20"}}).want(t, http.StatusUnprocessableEntity, "an out before its in")
	dana.post(at+"/marks/remove", url.Values{"in": {"1799"}, "out": {"1800"}, "text": {"the fall"}}).want(t, http.StatusSeeOther, "off")
	page = dana.get(at)
	page.silent(t, "[data-marks]", "the fall")
	dana.post(at+"/marks/remove", url.Values{"in": {"1799"}, "out": {"1800"}, "text": {"the fall"}}).want(t, http.StatusNotFound, "off twice")
	dana.post(page.find(t, "#toasts form").AttrOr("action", ""), nil).want(t, http.StatusSeeOther, "undo")
	dana.get(at).says(t, "[data-marks]", "the fall")
}

func TestFilesToTakeAlong(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana, pia := s.member(t, "Dana", access.Director), s.member(t, "Pia", access.Publicity)
	a, b := s.asset(t, "A1.jpg"), s.asset(t, "a1.JPG", func(a *library.Asset) { a.Content, a.Caption = "other", "Łódź, 雨" })
	s.asset(t, "C1.mov", clip)
	got := dana.post(libraryPath+"/zip", url.Values{"id": {string(a.ID), string(b.ID)}, "what": {"originals"}}).want(t, http.StatusOK, "a ZIP")
	if n := strconv.Itoa(len(got.body)); got.header.Get("Content-Length") != n {
		t.Errorf("it was said to be %s bytes long and is %s", got.header.Get("Content-Length"), n)
	}
	file, err := zip.NewReader(strings.NewReader(got.body), int64(len(got.body)))
	must(t, err)
	var names []string
	for _, f := range file.File {
		names = append(names, f.Name)
		if f.Method != zip.Store || !f.Modified.Equal(a.TakenAt) {
			t.Errorf("%s is pressed or of another time: %v", f.Name, f.Modified)
		}
	}
	if strings.Join(names, " ") != "2026-05-07/A1.jpg 2026-05-07/a1 (2).JPG" {
		t.Errorf("the ZIP has %q", names)
	}
	pia.get(libraryPath+"/zip?what=originals").want(t, http.StatusForbidden, "originals for publicity")
	pia.get(libraryPath+"/zip?what=proxies&kind=still").want(t, http.StatusOK, "pictures for publicity")
	dana.get(libraryPath+"/zip?what=everything").want(t, http.StatusUnprocessableEntity, "no such thing")
	dana.get(libraryPath+"/zip?what=originals&verdict=kill").want(t, http.StatusUnprocessableEntity, "nothing")
	sheet := dana.get(libraryPath+"/contact.pdf?paper=Letter").want(t, http.StatusOK, "a contact sheet")
	if sheet.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(sheet.body, "%PDF-") {
		t.Errorf("the contact sheet is %v", sheet.header)
	}
	dana.get(libraryPath+"/contact.pdf?paper=A9").want(t, http.StatusUnprocessableEntity, "a paper that is none")
	table := dana.get(libraryPath+"/edit-list?format=csv").want(t, http.StatusOK, "a table")
	rows, err := csv.NewReader(strings.NewReader(table.body)).ReadAll()
	must(t, err)
	if len(rows) != 4 || rows[3][0] != "C1.mov" || rows[3][3] != "01:00:00;00" || rows[3][4] != "01:01:40;02" {
		t.Errorf("the table is %q", rows)
	}
	ale := dana.get(libraryPath+"/edit-list?format=ale").want(t, http.StatusOK, "an ALE")
	if !strings.Contains(ale.body, "FPS\t29.97\r\n") || !strings.Contains(ale.body, "C1.mov\tVA1A2\t01:00:00;00\t01:01:40;02\t") || strings.Contains(ale.body, "A1.jpg") {
		t.Errorf("the ALE is %s", ale.body)
	}
	dana.get(libraryPath+"/edit-list?format=doc").want(t, http.StatusUnprocessableEntity, "a format that is none")
}

// Whoever may not see closed sets finds them nowhere: not in the grid, its windows, lists, bytes, files.
func TestClosedSetsInTheLibrary(t *testing.T) {
	t.Parallel()
	s := played(t)
	scenes, err := s.office.Scenes(s.operator(), s.film.ID)
	must(t, err)
	var closed, free production.SceneID
	for _, sc := range scenes {
		switch sc.Number {
		case "14":
			closed = sc.ID
		case "1":
			free = sc.ID
		}
	}
	secret := s.asset(t, "SECRET.jpg", func(a *library.Asset) { a.Scene, a.Device = closed, "Secret cam" })
	s.asset(t, "FREE.jpg", func(a *library.Asset) { a.Scene, a.Content = free, "free" })
	pia, dana := s.member(t, "Pia", access.Publicity), s.member(t, "Dana", access.Director)
	for _, path := range []string{"", "/window?n=9", "/days", "/assets?n=9", "/cull", "/edit-list?format=json"} {
		if got := dana.get(libraryPath+path).want(t, http.StatusOK, path); path != "/days" && path != "/cull" && !strings.Contains(got.body, "SECRET.jpg") {
			t.Errorf("the director does not find it at %s", path)
		}
		if got := pia.get(libraryPath+path).want(t, http.StatusOK, path); strings.Contains(got.body, "SECRET.jpg") || strings.Contains(got.body, "Secret cam") || strings.Contains(got.body, string(secret.ID)) || strings.Contains(got.body, "2 stills") {
			t.Errorf("publicity finds it at %s", path)
		}
	}
	at := libraryPath + "/" + string(secret.ID)
	for _, path := range []string{at, at + "/small", at + "/medium?of=1"} {
		pia.get(path).want(t, http.StatusNotFound, path)
	}
	for _, path := range []string{"/zip", "/contact.pdf", "/edit-list"} {
		pia.post(libraryPath+path, url.Values{"id": {string(secret.ID)}, "what": {"proxies"}, "format": {"csv"}}).want(t, http.StatusNotFound, path)
	}
	all := pia.get(libraryPath+"/zip?what=proxies").want(t, http.StatusOK, "a ZIP for publicity")
	if strings.Contains(all.body, "SECRET") || !strings.Contains(all.body, "FREE") {
		t.Error("the ZIP for publicity has it, or nothing")
	}
	sheet := func(b *browser) int {
		return strings.Count(b.get(libraryPath+"/contact.pdf").want(t, http.StatusOK, "a contact sheet").body, "/Subtype /Image")
	}
	if mine, theirs := sheet(dana), sheet(pia); mine != theirs+1 {
		t.Errorf("the contact sheet of the director has %d pictures, that of publicity %d", mine, theirs)
	}
}

func TestIngestFormIsForTheOwner(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	ada := s.owner(t)
	got := ada.post(libraryPath+"/ingest", url.Values{"path": {"/etc"}})
	if got.status < 400 || got.status > 599 {
		t.Errorf("a folder of the system: %d", got.status)
	}
	got.says(t, ".ingest .wrong", ".")
	if is := got.value(t, "path"); is != "/etc" {
		t.Errorf("the form comes back with %q", is)
	}
	s.member(t, "Dana", access.Director).post(libraryPath+"/ingest", url.Values{"path": {"/media"}}).want(t, http.StatusForbidden, "a director")
}
