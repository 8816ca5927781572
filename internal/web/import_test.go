package web

import (
	"bytes"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

const importPath = lampRoom + "/import"

// send uploads files as the import form does: name, content, name, content …
func (b *browser) send(path string, files ...string) reply {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i+1 < len(files); i += 2 {
		part, err := form.CreateFormFile("file", files[i])
		must(b.t, err)
		_, err = part.Write([]byte(files[i+1]))
		must(b.t, err)
	}
	must(b.t, form.Close())
	return b.do(http.MethodPost, path, &body, "Content-Type", form.FormDataContentType())
}

func example(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(examples.LampRoom, name)
	must(t, err)
	return string(data)
}

// known is everything that imports can change.
func (s *site) known(t *testing.T) (facts production.Facts) {
	t.Helper()
	must(t, s.store.Read(t.Context(), func(tx *store.Tx) (err error) {
		facts, err = tx.FindFacts(t.Context(), s.film.ID)
		return err
	}))
	return facts
}

func TestImportPage(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	finn := s.member(t, "Finn", access.AD)
	finn.get(importPath).want(t, http.StatusOK, "before the first").says(t, "main", "Drop the script and the schedule here")
	page := finn.send(importPath, "lamp.uss", example(t, examples.ScheduleFile), "lamp.fountain", example(t, examples.ScriptFile))
	page.want(t, http.StatusOK, "both papers at once")
	page.says(t, "section[aria-label=Imported]", "are in", "36 scenes", "12 shoot days", "See the moments")
	again := finn.get(importPath)
	again.says(t, ".revisions", "Universal Schedule", "Fountain", "lamp.uss", "in use", "Finn")
	if n := again.find(t, ".revisions > li").Length(); n != 1 {
		t.Errorf("%d revisions are listed", n)
	}
	if n := len(s.moments(t)); n < 20 {
		t.Errorf("%d moments were found", n)
	}
	longer := strings.Replace(example(t, examples.ScriptFile), "INT.", "INT.", 1) + "\n\nEXT. QUAY - DAY #36#\n\nEDDA falls from the ladder.\n"
	finn.send(importPath, "blue.fountain", longer).want(t, http.StatusOK, "the next draft").says(t, "main", "blue.fountain is in", "New scene")
}

func TestRefusedImports(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.papers(t)
	finn := s.member(t, "Finn", access.AD)
	before, moments := s.known(t), s.moments(t)
	script, schedule := example(t, examples.ScriptFile), example(t, examples.ScheduleFile)
	for name, c := range map[string]struct {
		files []string
		says  []string
	}{
		"no file":          {nil, []string{"no file was handed in"}},
		"an empty file":    {[]string{"empty.fountain", ""}, []string{"empty.fountain", "empty"}},
		"a picture":        {[]string{"still.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"}, []string{"still.jpg"}},
		"half a schedule":  {[]string{"cut.uss", schedule[:len(schedule)/2]}, []string{"cut.uss", "line "}},
		"broken XML":       {[]string{"cut.fdx", "<?xml version=\"1.0\"?>\n<FinalDraft DocumentType=\"Script\">\n<Content>\n<Paragraph Type="}, []string{"cut.fdx", "line "}},
		"good and bad":     {[]string{"lamp.fountain", script + "\n\nINT. NEW - DAY\n\nX\n", "cut.uss", schedule[:999]}, []string{"cut.uss"}},
		"a table of noise": {[]string{"noise.csv", strings.Repeat("\x00\x01\x02", 300)}, []string{"noise.csv"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := finn.send(importPath, c.files...).want(t, http.StatusUnprocessableEntity, name)
			got.says(t, ".note.bad", "Nothing was changed.")
			lower := strings.ToLower(got.text(t, ".note.bad"))
			for _, w := range c.says {
				if !strings.Contains(lower, w) {
					t.Errorf("the problem does not name %q: %s", w, lower)
				}
			}
			if ps := got.find(t, ".note.bad p"); ps.Length() != 3 || strings.TrimSpace(ps.Eq(2).Text()) == "Nothing was changed." {
				t.Errorf("no remedy is given: %s", lower)
			}
		})
	}
	finn.do(http.MethodPost, importPath, strings.NewReader("file=x"), "Content-Type", "application/x-www-form-urlencoded").
		want(t, http.StatusUnprocessableEntity, "a form without files")
	if diff := gocmp.Diff(before, s.known(t)); diff != "" {
		t.Errorf("refused files changed the facts:\n%s", diff)
	}
	if diff := gocmp.Diff(moments, s.moments(t)); diff != "" {
		t.Errorf("refused files changed the moments:\n%s", diff)
	}
}

// foreign is a schedule whose headings nobody has heard of.
const foreign = "Wann,Was,Wo genau,Beginn,Ende\n2026-05-04,1,HAFEN,07:00,09:00\n2026-05-05,2,TURM,08:00,11:30\n"

func TestImportAsksForColumns(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	finn := s.member(t, "Finn", access.AD)
	asked := finn.send(importPath, "plan <b>.csv", foreign).want(t, http.StatusUnprocessableEntity, "unknown headings")
	asked.says(t, "#mapping", "What do the columns of plan <b>.csv mean?")
	asked.says(t, "section[aria-labelledby=mapping] table", "Wo genau", "HAFEN")
	if asked.find(t, ".note.bad").Length() != 0 {
		t.Error("a question is shown as a problem")
	}
	path := importPath + "/mapping"
	form := formOf(t, asked, path)
	refused := finn.post(path, form).want(t, http.StatusUnprocessableEntity, "answering nothing")
	refused.says(t, "section[aria-labelledby=mapping] .wrong", "Map the columns")
	if len(s.known(t).Days) != 0 {
		t.Error("days came in without an answer")
	}
	form.Set("as", "crew")
	crew := finn.post(path, form).want(t, http.StatusOK, "another kind of table")
	if asks := formOf(t, crew, path); !asks.Has("col_name") || !asks.Has("col_role") || asks.Has("col_scene") || asks.Get("kind") != "crew" {
		t.Errorf("asked about a crew list: %v", asks)
	}
	form.Del("as")
	for field, column := range map[string]string{"date": "Wann", "scene": "Was", "set": "Wo genau", "start": "Beginn", "end": "Ende"} {
		if !form.Has("col_" + field) {
			t.Fatalf("the form does not ask for %s: %v", field, form)
		}
		form.Set("col_"+field, column)
	}
	finn.post(path, form).want(t, http.StatusOK, "answering").says(t, "section[aria-label=Imported]", "plan <b>.csv is in", "2 shoot days")
	days := s.known(t).Days
	if len(days) != 2 || days[0].Strips()[0].Start != 7*60 || days[1].Strips()[0].SceneNumber != "2" {
		t.Errorf("the days are %+v", days)
	}
	next := foreign + "2026-05-06,3,KAI,09:00,10:00\n"
	finn.send(importPath, "next.csv", next).want(t, http.StatusOK, "the next table").says(t, "main", "next.csv is in", "3 shoot days")

	form.Set("token", strings.Repeat("0", 64)+" gone.csv")
	finn.post(path, form).want(t, http.StatusNotFound, "an upload that is gone").says(t, "[data-fault]", "Choose the file again.")
	ben := s.member(t, "Ben", access.Crew)
	ben.post(path, form).want(t, http.StatusForbidden, "mapping by the crew")
	ben.post(path, url.Values{}).want(t, http.StatusForbidden, "mapping nothing by the crew")
}

// A big upload is taken in by a job; the page says so and shows what came of it.
func TestBigImport(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.hire(t)
	finn := s.member(t, "Finn", access.AD)
	big := example(t, examples.ScriptFile) + "\n\n/*\n" + strings.Repeat("A note that nobody reads, again and again.\n", bigImport/40) + "*/\n"
	got := finn.send(importPath, "big.fountain", big).want(t, http.StatusSeeOther, "a big upload")
	if to := got.header.Get("Location"); to != importPath {
		t.Errorf("a big upload leads to %q", to)
	}
	finn.get(importPath).says(t, "main bts-progress", "Import big.fountain")
	if task := s.over(t); task.State != production.TaskDone {
		t.Fatalf("the task ended as %s: %s", task.State, task.Error)
	}
	if n := len(s.known(t).Scenes); n != 36 {
		t.Errorf("%d scenes came in", n)
	}
	finn.get(importPath).says(t, ".revisions", "big.fountain", "36 scenes")

	noise := strings.Repeat("\x00\x9f\x92\x96", bigImport/3)
	finn.send(importPath, "noise.fdx", noise).want(t, http.StatusSeeOther, "big noise")
	if task := s.over(t); task.State != production.TaskFailed || !strings.Contains(task.Error, "noise.fdx") {
		t.Errorf("the task ended as %s: %s", task.State, task.Error)
	}
	finn.get(importPath).says(t, "main bts-progress", "noise.fdx")
	if n := len(s.known(t).Scenes); n != 36 {
		t.Errorf("noise left %d scenes", n)
	}
}

func TestTooBigImport(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	finn := s.member(t, "Finn", access.AD)
	finn.send(importPath, "huge.fountain", strings.Repeat("x", maxUpload+1)).want(t, http.StatusUnprocessableEntity, "more than 64 MiB").
		says(t, "[data-fault]", "larger than 64 MB")
}
