package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

const base = "/api/productions/the-lamp-room"

// asked is a call that must be answered with the status; its document is decoded.
func asked[T any](s *site, ctx context.Context, status int, method, path, body string) (doc T) {
	s.t.Helper()
	got := s.call(ctx, method, base+path, body)
	if got.Code != status {
		s.t.Fatalf("%s %s: %d %.300s, want %d", method, path, got.Code, got.Body, status)
	}
	must(s.t, json.Unmarshal(got.Body.Bytes(), &doc))
	return doc
}

func (s *site) scenes() string {
	s.t.Helper()
	return s.call(s.ctx, http.MethodGet, base+"/scenes", "").Body.String()
}

// newScript is a body that imports a script of one scene.
func newScript(how string) string {
	text, _ := json.Marshal([]byte("INT. BOAT HOUSE - DAY #1#\n\nRain.\n"))
	return `{"force":true,` + how + `"files":[{"name":"new.fountain","content":` + string(text) + `}]}`
}

// TestPapersWait: a dry run keeps nothing; what is asked for waits, comes in and goes back as a whole.
func TestPapersWait(t *testing.T) {
	t.Parallel()
	s := open(t)
	before := s.scenes()
	dry := asked[office.ImportResult](s, s.ctx, 200, http.MethodPost, "/import", newScript(`"dry_run":true,`))
	if dry.Proposal != "" || len(dry.Changes.Removed) == 0 {
		t.Errorf("the dry run says %+v", dry)
	}
	if all := asked[paper.Revisions](s, s.ctx, 200, http.MethodGet, "/proposals", ""); len(all.Revisions) != 1 {
		t.Errorf("a dry run is kept: %+v", all)
	}
	waits := asked[office.ImportResult](s, s.ctx, 200, http.MethodPost, "/import", newScript(`"ask":true,`))
	one := "/proposals/" + string(waits.Proposal)
	if shown := asked[paper.RevisionResult](s, s.ctx, 200, http.MethodGet, one, ""); shown.State != "open" || shown.ID != string(waits.Proposal) ||
		cmp.Diff(dry.Changes, shown.Result.Changes) != "" {
		t.Errorf("what waits is shown as %+v", shown)
	}
	if s.scenes() != before {
		t.Error("what waits changed the scenes")
	}
	other := asked[office.ImportResult](s, s.ctx, 200, http.MethodPost, "/import", `{"files":[{"name":"a.vcf","content":"`+contact+`"}]}`)
	asked[map[string]string](s, s.ctx, 409, http.MethodPost, one+"/apply", "")
	if again := asked[paper.RevisionResult](s, s.ctx, 200, http.MethodPost, one+"/compare", ""); again.Outdated || again.State != "open" {
		t.Errorf("compared again it is %+v", again.Revision)
	}
	applied := asked[office.ImportResult](s, s.ctx, 200, http.MethodPost, one+"/apply", "")
	if applied.State != production.ProposalApplied || !strings.Contains(s.scenes(), "BOAT HOUSE") {
		t.Errorf("applied it is %+v", applied)
	}
	asked[map[string]string](s, s.ctx, 409, http.MethodPost, "/proposals/"+string(other.Proposal)+"/undo", "")
	if undone := asked[office.ImportResult](s, s.ctx, 200, http.MethodPost, one+"/undo", ""); undone.State != production.ProposalUndone {
		t.Errorf("undone it is %+v", undone)
	}
	if s.scenes() != before {
		t.Error("undo does not bring the scenes back")
	}
	asked[map[string]string](s, s.ctx, 409, http.MethodPost, one+"/discard", "")
}

// contact is "BEGIN:VCARD VERSION:4.0 FN:Ann Other END:VCARD" on four lines, in base64.
const contact = "QkVHSU46VkNBUkQNClZFUlNJT046NC4wDQpGTjpBbm4gT3RoZXINCkVORDpWQ0FSRA0K"

// TestCorrectionsByTheNamesOfPeople: things are named as people say, all corrections hold or none.
func TestCorrectionsByTheNamesOfPeople(t *testing.T) {
	t.Parallel()
	s := open(t)
	asked[map[string]string](s, s.ctx, 422, http.MethodPost, "/corrections",
		`{"corrections":[{"what":"scene","target":"1","field":"set","value":"Boat house"},{"what":"day","target":"1","field":"call","value":"late"}]}`)
	if all := asked[paper.Corrections](s, s.ctx, 200, http.MethodGet, "/corrections", ""); len(all.Corrections) != 0 {
		t.Fatalf("half of them hold: %+v", all)
	}
	got := asked[paper.Corrected](s, s.ctx, 200, http.MethodPost, "/corrections",
		`{"corrections":[{"what":"scene","target":"1","field":"set","value":"Boat house","note":"Ann said"},{"what":"day","target":"2026-05-04","part":"main","field":"call","value":"6:30"}]}`)
	if len(got.Corrections.Corrections) != 2 || got.Broken == nil {
		t.Fatalf("the answer is %+v", got)
	}
	first, second := got.Corrections.Corrections[0], got.Corrections.Corrections[1]
	if first.Name != "scene 1" || first.Note != "Ann said" || first.State != "standing" || second.Name != "day 1, Main unit" || second.Part != "Main" || second.Was != "07:00" {
		t.Errorf("they are %+v and %+v", first, second)
	}
	if !strings.Contains(s.scenes(), "BOAT HOUSE") {
		t.Error("the correction is not shown")
	}
	thing := asked[office.CorrectedThing](s, s.ctx, 200, http.MethodGet, "/correctable?what=scene&target=1", "")
	if f := thing.Fields[0]; f.Name != "set" || f.Shown != "BOAT HOUSE" || f.Correction == nil || string(f.Correction.ID) != first.ID {
		t.Errorf("the field is %+v", f)
	}
	left := asked[paper.Corrected](s, s.ctx, 200, http.MethodDelete, "/corrections/"+first.ID, "")
	if len(left.Corrections.Corrections) != 1 || strings.Contains(s.scenes(), "BOAT HOUSE") {
		t.Errorf("after one is removed: %+v", left)
	}
}

// TestBeingTold: a webhook's secret is told once, a notice is put away for one person alone.
func TestBeingTold(t *testing.T) {
	t.Parallel()
	s := open(t)
	ad, crew := s.as(access.AD), s.as(access.Crew)
	made := asked[paper.Watch](s, ad, 200, http.MethodPut, "/watches/webhook", `{"level":"all","address":"https://hooks.example.org/in"}`)
	if !strings.HasPrefix(made.Secret, "whsec_") || made.Level != "all" {
		t.Errorf("made it is %+v", made)
	}
	made.Secret = ""
	if diff := cmp.Diff(paper.Watches{Watches: []paper.Watch{made}}, asked[paper.Watches](s, ad, 200, http.MethodGet, "/watches", "")); diff != "" {
		t.Error("listed it is (-want +got)", diff)
	}
	if others := asked[paper.Watches](s, crew, 200, http.MethodGet, "/watches", ""); len(others.Watches) != 0 {
		t.Errorf("somebody else is told so: %+v", others)
	}
	asked[struct{}](s, ad, 200, http.MethodDelete, "/watches/webhook", "")
	if left := asked[paper.Watches](s, ad, 200, http.MethodGet, "/watches", ""); len(left.Watches) != 0 {
		t.Errorf("after it was ended: %+v", left)
	}
	asked[map[string]string](s, ad, 503, http.MethodPut, "/watches/mail", `{"level":"all"}`)
	asked[map[string]string](s, s.ctx, 422, http.MethodPut, "/watches/webhook", `{"level":"all","address":"https://hooks.example.org/in"}`)

	s.imported()
	news := asked[paper.Notices](s, ad, 200, http.MethodGet, "/notices", "")
	if len(news.Notices) == 0 || news.Notices[0].Revision == "" {
		t.Fatalf("the news are %+v", news)
	}
	asked[struct{}](s, ad, 200, http.MethodPost, "/notices/"+news.Notices[0].ID+"/away", "")
	left := asked[paper.Notices](s, ad, 200, http.MethodGet, "/notices", "")
	if len(left.Notices) != len(news.Notices)-1 {
		t.Errorf("put away, there are %+v", left)
	}
	if others := asked[paper.Notices](s, crew, 200, http.MethodGet, "/notices", ""); len(others.Notices) != len(news.Notices) {
		t.Errorf("put away for everybody: %+v", others)
	}
}

// secret is a word that only stands in a closed scene.
const secret = "QUICKSILVER"

// TestClosedScenesStayClosed: nobody without the right to see closed scenes reads of them in anything
// that can be asked for: not in corrections, not in what an import changed, not in a warning.
func TestClosedScenesStayClosed(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.closeScene()
	var doc document
	must(t, json.Unmarshal(s.call(t.Context(), http.MethodGet, "/api/openapi.json", "").Body.Bytes(), &doc))
	for _, role := range access.Roles {
		ctx := s.as(role)
		actor, _ := access.From(ctx)
		may, reads := actor.May(access.SeeClosed, s.film.ID), 0
		for path, methods := range doc.Paths {
			described, ok := methods["get"]
			if !ok {
				continue
			}
			for _, address := range s.addresses(path, operations[described.OperationID].query) {
				if body := s.call(ctx, http.MethodGet, address, "").Body.String(); strings.Contains(body, secret) {
					reads++
					if at := strings.Index(body, secret); !may {
						t.Errorf("a %s reads of a closed scene in %s: …%s…", role.Title(), address, body[max(0, at-80):at+40])
					}
				}
			}
		}
		if may && reads < 4 {
			t.Errorf("a %s, who may, reads of the closed scene only %d times: the test looks at the wrong thing", role.Title(), reads)
		}
	}
}

// addresses are the addresses of a path, one for each thing that there is.
func (s *site) addresses(path, query string) (all []string) {
	s.t.Helper()
	path = strings.NewReplacer("{slug}", s.film.Slug, "{date}", "2026-05-04").Replace(path)
	if query != "" {
		path += "?" + query
	}
	var ids []string
	switch {
	case strings.Contains(path, "/proposals/{id}"):
		found, err := s.app.Office.Proposals(s.ctx, s.film.ID, 0)
		must(s.t, err)
		for _, p := range found {
			ids = append(ids, string(p.ID))
		}
	case strings.Contains(path, "/tasks/{id}"):
		found, err := s.app.Office.Tasks(s.ctx, s.film.ID, false)
		must(s.t, err)
		for _, t := range found {
			ids = append(ids, string(t.ID))
		}
	default:
		return []string{path}
	}
	if len(ids) == 0 {
		s.t.Errorf("there is nothing at %s", path)
	}
	for _, id := range ids {
		all = append(all, strings.Replace(path, "{id}", id, 1))
	}
	return all
}

// closeScene closes the first scene of the first day, and puts the secret word into its set and cast by
// correction, and into its text, a warning about it and what a job changed by a new script.
func (s *site) closeScene() {
	s.t.Helper()
	board, err := s.app.Office.Schedule(s.ctx, s.film.ID)
	must(s.t, err)
	day := board.Days[0]
	strip := day.Units[0].Strips[0]
	script := string(example(s.t, examples.ScriptFile).Data)
	at := strings.Index(script, "#"+strip.SceneNumber+"#")
	if at < 0 {
		s.t.Fatalf("scene %s is not in the script", strip.SceneNumber)
	}
	heading := strings.LastIndex(script[:at], "\n") + 1
	script = script[:heading] + "INT. " + secret + " ROOM - DAY #" + strip.SceneNumber + "#\n\n" + secret + " spills." + script[at+len(strip.SceneNumber)+2:]
	fix := func(field, value string) correction.Correction {
		return correction.Correction{What: correction.Day, Target: string(day.ID), Part: string(strip.ID), Field: field, Value: value, Note: "the " + secret}
	}
	_, err = s.app.Office.Correct(s.ctx, s.film.ID, []correction.Correction{fix("closed", "yes"), fix("set", secret+" VAULT"), fix("cast", secret)})
	must(s.t, err)
	task, err := s.app.Office.StartImport(s.ctx, s.film.ID, []office.File{{Name: "lamp.fountain", Data: []byte(script)}}, office.ImportOptions{})
	must(s.t, err)
	for deadline := time.Now().Add(20 * time.Second); !task.State.Over(); time.Sleep(20 * time.Millisecond) {
		task, err = s.app.Office.FindTask(s.ctx, s.film.ID, task.ID)
		must(s.t, err)
		if time.Now().After(deadline) {
			s.t.Fatal("the job does not end")
		}
	}
	all, err := s.app.Office.Proposals(s.ctx, s.film.ID, 1)
	must(s.t, err)
	if all[0].State == production.ProposalOpen {
		_, err = s.app.Office.Apply(s.ctx, s.film.ID, all[0].ID)
		must(s.t, err)
	}
}
