package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	gocmp "github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/storyboard"
	"github.com/btsdirector/bts/internal/worksheet"
)

var shotlistGuards = map[string]guard{
	"POST /p/{slug}/views":                 {inProduction, access.SeeStory},
	"POST /p/{slug}/views/{id}":            {inProduction, access.SeeStory},
	"POST /p/{slug}/views/{id}/remove":     {inProduction, access.SeeStory},
	"GET /p/{slug}/shotlist":               {inProduction, access.SeeStory},
	"GET /p/{slug}/shotlist/{id}":          {inProduction, access.SeeStory},
	"GET /p/{slug}/shotlist.csv":           {inProduction, access.SeeStory},
	"GET /p/{slug}/shotlist.xlsx":          {inProduction, access.SeeStory},
	"GET /p/{slug}/shotlist.pdf":           {inProduction, access.SeeStory},
	"POST /p/{slug}/shotlist/import":       {inProduction, access.EditShots},
	"POST /p/{slug}/shotlist/import/apply": {inProduction, access.EditShots},
	"GET /p/{slug}/trace/{kind}/{id}":      {inProduction, access.SeeMoments},
	"POST /p/{slug}/shotlist":              {inProduction, access.EditShots},
	"POST /p/{slug}/shotlist/bulk":         {inProduction, access.EditShots},
	"POST /p/{slug}/shotlist/suggest":      {inProduction, access.EditShots},
	"POST /p/{slug}/shotlist/{id}":         {inProduction, access.EditShots},
	"POST /p/{slug}/shotlist/{id}/mark":    {inProduction, access.EditShots},
	"POST /p/{slug}/shotlist/{id}/move":    {inProduction, access.EditShots},
	"POST /p/{slug}/shotlist/{id}/remove":  {inProduction, access.EditShots},
}

const shotlistPath = lampRoom + "/shotlist"

// shotRows are the titles on a shot list, in order.
func shotRows(t *testing.T, r reply) []string {
	t.Helper()
	return r.find(t, ".shot .shot-title").Map(func(_ int, e *goquery.Selection) string { return strings.TrimSpace(e.Text()) })
}

func (s *site) shots(t *testing.T) []office.ListedShot {
	t.Helper()
	list, err := s.office.Shotlist(s.operator(), s.film.ID, office.ShotFilter{})
	must(t, err)
	return list.Shots
}

func TestShotlistByHand(t *testing.T) {
	t.Parallel()
	s := played(t)
	ben := s.member(t, "Ben", access.Crew)
	ben.get(shotlistPath).want(t, http.StatusOK, "the empty list").says(t, ".empty", "No shots yet")
	day := s.plan(t).Days[0]
	moment := string(day.Covers[0].Moment)
	form := url.Values{"title": {"The wick, מקרוב"}, "moment": {moment}, "size": {"close up"}, "lens": {"85 mm"}, "medium": {"stills"}, "back": {shotlistPath}}
	ben.post(shotlistPath, form).want(t, http.StatusSeeOther, "a new shot")
	page := ben.get(shotlistPath + "?day=" + string(day.Date) + "&medium=stills&status=planned&priority=should&q=wick&moment=" + moment)
	page.says(t, ".shot", "The wick, מקרוב")
	page.says(t, ".shot-how", "CU · 85 mm · stills")
	page.says(t, ".shot-why", "planned on day")
	ben.get(shotlistPath+"?medium=sound").says(t, "main", "Nothing matches")

	refused := ben.post(shotlistPath, url.Values{"title": {" "}, "note": {"kept"}, "medium": {"video"}}).want(t, http.StatusUnprocessableEntity, "a shot without a title")
	refused.says(t, "#add-shot [role=alert]", "no title")
	refused.says(t, "#new-note", "kept")

	one := shotlistPath + "/" + string(s.shots(t)[0].ID)
	ben.post(one+"/mark", url.Values{"status": {"got"}}).want(t, http.StatusSeeOther, "got")
	marked := ben.get(shotlistPath)
	marked.says(t, ".head .sub", "1 of 1 shot is got")
	marked.says(t, "#toasts", "The shot is got.")
	if n := marked.find(t, ".afterwards input[name=proof]").Length(); n != 1 {
		t.Errorf("the proof is asked %d times", n)
	}
	ben.post(one+"/mark", url.Values{"status": {"got"}, "proof": {"A017_C003"}}).want(t, http.StatusSeeOther, "the proof")
	proven := ben.get(one)
	proven.says(t, ".shot-state", "A017_C003")
	proven.says(t, ".history", "The wick")
	undo, _ := marked.find(t, "#toasts form").Attr("action")
	ben.post(undo, nil).want(t, http.StatusSeeOther, "taken back")

	ben.get(lampRoom+"/moments/"+moment).says(t, "#shots", "The wick")
	ben.get(lampRoom+"/days/"+string(day.Date)).says(t, "#shots", "The wick")

	ben.post(one, url.Values{"title": {"The wick"}, "moment": {""}, "medium": {"video"}}).want(t, http.StatusSeeOther, "an edit")
	if got := s.shots(t)[0]; got.Title != "The wick" || got.Moment != "" || got.Medium != shotlist.Video {
		t.Errorf("%+v", got.Shot)
	}
	ben.post(one+"/remove", url.Values{"back": {one}}).want(t, http.StatusSeeOther, "off the list")
	ben.get(one).want(t, http.StatusNotFound, "a shot off the list")
}

func TestSuggestedShotsMove(t *testing.T) {
	t.Parallel()
	s := played(t)
	ben := s.member(t, "Ben", access.Crew)
	moment := string(s.moments(t)[0].ID)
	ben.get(lampRoom+"/moments/"+moment).says(t, "#shots", "Suggest shots")
	ben.post(shotlistPath+"/suggest", url.Values{"moment": {moment}}).want(t, http.StatusSeeOther, "suggestions")
	of := shotlistPath + "?moment=" + moment
	before := shotRows(t, ben.get(lampRoom+"/moments/"+moment))
	if len(before) < 2 {
		t.Fatalf("suggested: %v", before)
	}
	last := ""
	for _, shot := range s.shots(t) {
		if shot.Title == before[len(before)-1] {
			last = string(shot.ID)
		}
	}
	ben.post(shotlistPath+"/"+last+"/move", url.Values{"to": {""}}).want(t, http.StatusSeeOther, "a move")
	want := append([]string{before[len(before)-1]}, before[:len(before)-1]...)
	if d := gocmp.Diff(want, shotRows(t, ben.get(lampRoom+"/moments/"+moment))); d != "" {
		t.Error(d)
	}
	ben.get(of).says(t, ".filter .flag", "show all")
	eve := s.member(t, "Eve", access.Publicity)
	page := eve.get(of).want(t, http.StatusOK, "publicity looks")
	if n := page.find(t, ".shot form, #add-shot, #import-shots, #suggest-shots").Length(); n != 0 || len(shotRows(t, page)) != len(before) {
		t.Errorf("publicity sees %d forms and %d shots", n, len(shotRows(t, page)))
	}
	if found := ben.get(of).find(t, `nav a[data-go="x"]`).Length(); found == 0 {
		t.Error("no key leads to the shot list")
	}
}

// TestShotlistIsQuick: however many shots there are, the page asks the database equally often.
func TestShotlistIsQuick(t *testing.T) {
	t.Parallel()
	s := played(t)
	ada := s.owner(t)
	pages := []string{shotlistPath, lampRoom + "/moments/" + string(s.moments(t)[0].ID)}
	add := func(n int) {
		for range n {
			_, _, err := s.office.AddShot(s.operator(), s.film.ID, shotlist.Shot{Title: "A shot", Moment: s.moments(t)[0].ID})
			must(t, err)
		}
	}
	add(1)
	few := s.queriesOf(t, ada, pages)
	add(60)
	many := s.queriesOf(t, ada, pages)
	for _, page := range pages {
		if few[page] == 0 || many[page] > few[page] || many[page] > mostQueries {
			t.Errorf("%s asks %d times, with more shots %d times", page, few[page], many[page])
		}
	}
}

func TestShotlistAsFiles(t *testing.T) {
	t.Parallel()
	s := played(t)
	ben := s.member(t, "Ben", access.Crew)
	_, _, err := s.office.AddShot(s.operator(), s.film.ID, shotlist.Shot{Title: "The wick", Medium: shotlist.Stills})
	must(t, err)
	ben.get(shotlistPath+"?medium=stills").says(t, ".head .acts", "XLSX")
	for format, begins := range map[string]string{"csv": "\uFEFFShot,Moment", "xlsx": "PK", "pdf": "%PDF"} {
		got := ben.get(shotlistPath+"."+format+"?medium=stills").want(t, http.StatusOK, format)
		if !strings.HasPrefix(got.body, begins) || !strings.Contains(got.header.Get("Content-Disposition"), "-shots."+format) {
			t.Errorf("%s: %.40q as %s", format, got.body, got.header.Get("Content-Disposition"))
		}
	}
	ben.get(shotlistPath+".pdf?paper=Legal").want(t, http.StatusUnprocessableEntity, "a paper that nobody has")
	id := string(s.shots(t)[0].ID)
	send := func(text string) reply {
		return ben.send(shotlistPath+"/import", "list.csv", text)
	}
	page := send("Shot,Status,Id\nThe wick,got,"+id+"\nA new one,,\n").want(t, http.StatusOK, "a look")
	page.says(t, ".head .sub", "1 shot is new, 1 changes, 0 stay")
	if n := len(s.shots(t)); n != 1 {
		t.Errorf("a look makes it %d shots", n)
	}
	content, _ := page.find(t, "input[name=content]").Attr("value")
	ben.post(shotlistPath+"/import/apply", url.Values{"name": {"list.csv"}, "content": {content}}).want(t, http.StatusSeeOther, "taken in")
	after := ben.get(shotlistPath)
	after.says(t, "#toasts", "1 shot is new, 1 is changed.")
	undo, _ := after.find(t, "#toasts form").Attr("action")
	ben.post(undo, nil).want(t, http.StatusSeeOther, "taken back")
	if all := s.shots(t); len(all) != 1 || all[0].Status != shotlist.Planned {
		t.Errorf("%+v", all)
	}
	refused := send("Shot,Moment,Medium\nA,Nowhere,oil\n").want(t, http.StatusUnprocessableEntity, "what cannot be")
	refused.says(t, ".wrongs", "csv:2")
	refused.says(t, ".wrongs", `"oil" is not a medium`)
	send("a,b\n").says(t, ".wrongs", "no column is called")
	ben.post(shotlistPath+"/import/apply", url.Values{"content": {"!"}}).want(t, http.StatusUnprocessableEntity, "half a file")
}

// TestTheWayIsOneClick: from the scene to the moment, the beat, the shot, and back.
func TestTheWayIsOneClick(t *testing.T) {
	t.Parallel()
	s := played(t)
	ada := s.owner(t)
	m := s.moments(t)[0]
	for _, other := range s.moments(t) {
		if other.Scene != "" {
			m = other
			break
		}
	}
	shot, _, err := s.office.AddShot(s.operator(), s.film.ID, shotlist.Shot{Title: "The wick", Moment: m.ID})
	must(t, err)
	beat, _, err := s.office.PromoteMoment(s.operator(), s.film.ID, m.ID, "people", "")
	must(t, err)
	frames, _, err := s.office.AddFrames(s.operator(), s.film.ID, []office.NewFrame{{Frame: storyboard.Frame{Moment: m.ID, Shot: shot.ID, Title: "The wick, near"}}})
	must(t, err)
	pages := map[string]string{
		"frame": lampRoom + "/frames/" + string(frames[0].ID), "board": lampRoom + "/boards/" + string(m.ID), "trace of the board": lampRoom + "/trace/storyboard/" + string(m.ID),
		"scene": lampRoom + "/script/" + m.Scene, "moment": momentsPath + "/" + string(m.ID), "arc": lampRoom + "/story/arcs/people",
		"beat": lampRoom + "/story/beats/" + string(beat.ID), "shot": shotlistPath + "/" + string(shot.ID),
	}
	for from, ways := range map[string][]string{
		"scene": {"moment", "shot"}, "moment": {"scene", "arc", "beat", "shot"}, "arc": {"beat"}, "beat": {"arc", "moment", "shot"}, "shot": {"scene", "moment", "arc", "beat"},
		"frame": {"moment", "board", "shot"}, "trace of the board": {"moment", "frame"},
	} {
		page := ada.get(pages[from]).want(t, http.StatusOK, from)
		for _, to := range ways {
			if page.find(t, `#trace a[href="`+pages[to]+`"]`).Length() == 0 {
				t.Errorf("no click leads from the %s to the %s", from, to)
			}
		}
	}
	board := ada.get(pages["board"])
	if board.find(t, `a[href="`+pages["trace of the board"]+`"]`).Length() == 0 {
		t.Error("no click leads from a board to its trace")
	}
	date := string(m.Windows[0].Date)
	day := ada.get(lampRoom+"/days/"+date).find(t, ".packet-foot a[data-sheet]").AttrOr("href", "")
	ada.get(day).want(t, http.StatusOK, "the trace of a day").says(t, "#trace", "Scene "+m.Scene)
	_, err = s.office.AnswerWorksheet(s.operator(), s.film.ID, office.Written{Fields: worksheet.Answers{"pieces": {"story_clip"}}})
	must(t, err)
	piece := ada.get(lampRoom+"/worksheet").find(t, `.made a[href*="/trace/deliverable/"]`).AttrOr("href", "")
	ada.get(piece).want(t, http.StatusOK, "the trace of a deliverable").says(t, "#trace", "The wick")
	ada.get(lampRoom+"/trace/shot/none").want(t, http.StatusNotFound, "the trace of nothing")
}

func TestViewsAreKeptByName(t *testing.T) {
	t.Parallel()
	s := played(t)
	ben, eve := s.member(t, "Ben", access.Crew), s.member(t, "Eve", access.Publicity)
	if n := ben.get(momentsPath).find(t, ".saved-views").Length(); n != 0 {
		t.Error("a list as it is can be kept")
	}
	at := momentsPath + "?kind=stunt&arc="
	query, _ := ben.get(at).find(t, ".saved-views input[name=query]").Attr("value")
	ben.post(lampRoom+"/views", url.Values{"name": {"Falls, נפילות"}, "page": {"moments"}, "query": {query}, "shared": {"on"}, "back": {at}}).want(t, http.StatusSeeOther, "kept")
	page := ben.get(at)
	page.says(t, ".saved-views a[aria-current=page]", "Falls, נפילות")
	if href, _ := eve.get(momentsPath).find(t, ".saved-views a").Attr("href"); href != momentsPath+"?kind=stunt" {
		t.Errorf("the view leads to %q", href)
	}
	remove, _ := page.find(t, ".saved-views .act").Attr("action")
	ben.post(remove, url.Values{"back": {at}}).want(t, http.StatusSeeOther, "taken away")
	away := ben.get(at)
	if away.find(t, ".saved-views nav").Length() != 0 {
		t.Error("the view is still there")
	}
	undo, _ := away.find(t, "#toasts form").Attr("action")
	ben.post(undo, nil).want(t, http.StatusSeeOther, "taken back")
	ben.get(at).says(t, ".saved-views nav", "Falls")
	ben.post(lampRoom+"/views", url.Values{"name": {"x"}, "page": {"moments"}, "query": {"next=//elsewhere.example"}}).want(t, http.StatusUnprocessableEntity, "an address of elsewhere")
}
