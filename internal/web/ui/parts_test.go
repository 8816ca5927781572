package ui

import (
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

func TestWords(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, got, want string }{
		{"eighths of nothing", Eighths(0), ""},
		{"eighths below a page", Eighths(3), "3/8"},
		{"eighths over a page", Eighths(11), "1 3/8"},
		{"whole pages", Eighths(16), "2"},
		{"a set in capitals", Place("LAMP ROOM - STAIRS"), "Lamp Room – Stairs"},
		{"a set as written", Place("Åse's Kitchen"), "Åse's Kitchen"},
		{"a character in capitals", Name("ÅSE OF THE ROCKS"), "Åse Of The Rocks"},
		{"estimated times", Times(clock(14, 10), clock(24, 30), true), "~14:10–00:30+1"},
		{"unknown times", Times(production.NoClock, clock(9, 0), false), ""},
		{"thousands", number(1234567), "1\u202f234\u202f567"},
		{"one", count(1, "moment", "moments"), "1 moment"},
		{"initials of three names", initials("Ada van Moreau"), "AM"},
		{"back on this host", SafeBack("/p/x/moments?q=a", "/"), "/p/x/moments?q=a"},
		{"back elsewhere", SafeBack("//evil.example", "/p/x"), "/p/x"},
		{"back elsewhere with a backslash", SafeBack("/\\evil.example", "/p/x"), "/p/x"},
		{"back to an address", SafeBack("https://evil.example", "/p/x"), "/p/x"},
		{"a theme from a cookie", string(ThemeOf("set")), "set"},
		{"a theme nobody knows", string(ThemeOf("\"><script>")), "auto"},
		{"a phone number", dialled("+47 555 01 42"), "+475550142"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, tt.got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestStripColours(t *testing.T) {
	t.Parallel()
	scene := func(side production.IntExt, time string) *production.Scene {
		return &production.Scene{Number: "21", IntExt: side, TimeOfDay: time, Set: "LAMP ROOM", InScript: true}
	}
	tests := []struct {
		name  string
		scene *production.Scene
		want  string
	}{
		{"interior day is white", scene("INT", "DAY"), "strip-id"},
		{"exterior day is yellow", scene("EXT", "DAY"), "strip-ed"},
		{"interior night is blue", scene("INT", "NIGHT"), "strip-in"},
		{"exterior night is green", scene("EXT", "NIGHT"), "strip-en"},
		{"a scene nobody knows is white", nil, "strip-id"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			v := StripOf(production.Strip{SceneNumber: "21", Start: production.NoClock}, tt.scene, "/p/x")
			if v.class() != tt.want {
				t.Errorf("got %s, want %s", v.class(), tt.want)
			}
			if v.Unknown != (tt.scene == nil) {
				t.Errorf("unknown is %v", v.Unknown)
			}
		})
	}
}

func TestClosedStripSaysSo(t *testing.T) {
	t.Parallel()
	html := draw(t, Strip(StripView{Scene: "14", Text: "Bedroom", Closed: true}))
	if !strings.Contains(html, "<em>closed</em>") {
		t.Errorf("the word closed is missing: %s", html)
	}
}

func TestDayLineFits(t *testing.T) {
	t.Parallel()
	v := DayLineView{Main: []Span{{Start: clock(9, 30), End: clock(12, 0)}, {Start: production.NoClock}}, BTS: []Span{{Start: clock(23, 0), End: clock(24, 20)}}}.fitted()
	if v.From != clock(9, 0) || v.To != clock(25, 0) {
		t.Errorf("the line runs from %s to %s", v.From, v.To)
	}
	if got := v.at(clock(17, 0)); got != "50.00%" {
		t.Errorf("17:00 stands at %s", got)
	}
	if empty := (DayLineView{}).fitted(); empty.To <= empty.From {
		t.Errorf("an empty day runs from %s to %s", empty.From, empty.To)
	}
}

func TestNavigationShowsOnlyWhatIsAllowed(t *testing.T) {
	t.Parallel()
	tests := []struct {
		role access.Role
		want []string
	}{
		{access.Viewer, []string{"Today", "Prep", "Shoot"}},
		{access.Crew, []string{"Today", "Prep", "Shoot", "Post", "Story", "Storyboards", "Interviews", "Moments", "Plan", "BTS crew", "Script", "Schedule"}},
		{access.Publicity, []string{"Today", "Prep", "Shoot", "Post", "Story", "Storyboards", "Interviews", "Moments", "Plan", "Schedule"}},
		{access.Director, []string{"Today", "Prep", "Shoot", "Post", "Learn", "Story", "Storyboards", "Interviews", "Moments", "Plan", "BTS crew", "Script", "Schedule", "Import", "People and roles"}},
	}
	for _, tt := range tests {
		t.Run(string(tt.role), func(t *testing.T) {
			t.Parallel()
			actor := access.Actor{Roles: map[production.ProductionID]access.Role{"p1": tt.role}}
			p := samplePage("Plan", RoomPlan)
			p.Rights = RightsOf(actor, "p1")
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(draw(t, PlanPage(p, samplePlan()))))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			doc.Find(".rail [data-go], .places a, .account a[data-place]").Each(func(_ int, s *goquery.Selection) {
				if place := s.AttrOr("data-place", ""); place != "Password and passkeys" {
					got = append(got, place)
				}
			})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if may := doc.Find(`.plan-form`).Length() > 0; may != p.Rights.MakePlan {
				t.Errorf("the Plan button is there: %v", may)
			}
		})
	}
}

func TestAssets(t *testing.T) {
	t.Parallel()
	built := fstest.MapFS{
		"manifest.json": {Data: []byte(`{"app.css":"app-A.css","app.js":"app-B.js","board.js":"board-D.js","calendar.js":"calendar-F.js","cull.js":"cull-H.js","library.js":"library-I.js","peaking.js":"peaking-J.js","storyboard.js":"storyboard-E.js","sw.js":"sw-G.js","upload.js":"upload-L.js","inter-latin-opsz-normal.woff2":"i-C.woff2"}`)},
		"app-A.css":     {Data: []byte("a{}")}, "secret.txt": {Data: []byte("no")},
	}
	assets, err := NewAssets(built)
	if err != nil {
		t.Fatal(err)
	}
	get := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		assets.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w
	}
	if w := get(assets.Path("app.css")); w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("style: %d, %v", w.Code, w.Header())
	}
	for _, path := range []string{"/assets/secret.txt", "/assets/", "/assets/manifest.json", "/assets/../secret.txt"} {
		if w := get(path); w.Code != 404 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestAssetsRefused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		fs   fstest.MapFS
		want fault.Code
	}{
		{"not built", fstest.MapFS{"README": {}}, fault.Missing},
		{"not JSON", fstest.MapFS{"manifest.json": {Data: []byte("{")}}, fault.Corrupt},
		{"without a script", fstest.MapFS{"manifest.json": {Data: []byte(`{"app.css":"a.css"}`)}}, fault.Corrupt},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, err := NewAssets(tt.fs); !fault.Is(err, tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
