package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
	"github.com/btsdirector/bts/internal/web/ui"
)

const correctionsPath = lampRoom + "/corrections"

// lampDay is the shoot day of the example on which the tests correct.
func (s *site) lampDay(t *testing.T) production.Day {
	t.Helper()
	for _, d := range s.known(t).Days {
		if d.Date == shootDay {
			return d
		}
	}
	t.Fatalf("nothing is shot on %s", shootDay)
	return production.Day{}
}

// correctForm is the form of a thing, with what stands in it.
func correctForm(t *testing.T, b *browser, what correction.What, target string) url.Values {
	t.Helper()
	return formOf(t, b.get(correctURL(lampRoom, what, target)).want(t, http.StatusOK, "the form"), correctionsPath)
}

// marked is the text of the marks on a page.
func marked(t *testing.T, r reply) string { return r.text(t, "main a.flag.corrected") }

func TestCorrectingOnThePage(t *testing.T) {
	t.Parallel()
	s := played(t)
	finn, ben, pia := s.member(t, "Finn", access.AD), s.member(t, "Ben", access.Crew), s.member(t, "Pia", access.Publicity)
	day := s.lampDay(t)
	dayPath, call := lampRoom+"/days/"+string(day.Date), fieldName("f", day.Units[0].Unit, "call")
	at, _ := finn.get(dayPath).find(t, "main a.correct-link").First().Attr("href")
	form := formOf(t, finn.get(at).want(t, http.StatusOK, "the form behind Correct"), correctionsPath)
	paper := form.Get(call)
	form.Set(call, "05:45")
	form.Set("note", "the 1st AD said so")
	finn.post(correctionsPath, form).want(t, http.StatusSeeOther, "correcting the call")

	page := finn.get(at)
	page.says(t, "#toasts", "Call is corrected.", "Undo")
	page.says(t, ".corrected-by", "The paper says "+paper, "Corrected by Finn", "the 1st AD said so", "Take the paper’s word")
	for _, b := range []*browser{finn, ben} {
		for _, path := range []string{dayPath, lampRoom + "/schedule"} {
			if text := marked(t, b.get(path)); !strings.Contains(text, "Call: the paper says "+paper) || !strings.Contains(text, "the 1st AD said so") {
				t.Errorf("the marks on %s say %q", path, text)
			}
		}
	}
	ben.get(dayPath).says(t, ".times", "05:45")
	if n := ben.get(dayPath).find(t, "main .correct-link").Length(); n != 0 {
		t.Errorf("the crew is offered %d links to correct", n)
	}
	look := ben.get(at).want(t, http.StatusOK, "the crew may look")
	look.says(t, "main", "The paper says "+paper)
	if n := look.find(t, "main form, main button").Length(); n != 0 {
		t.Errorf("the crew is offered %d forms", n)
	}
	ben.get(correctionsPath).want(t, http.StatusOK, "the list for the crew").silent(t, "main", "Take the paper")
	list := finn.get(correctionsPath)
	list.says(t, "main", "1 field shows other than the papers say.", "Day 5 · Fri 8 May", "unit: call", "05:45", "Finn", "the 1st AD said so")
	finn.get(importPath).says(t, "main", "1 field shows other than the papers say.")
	if page := pia.get(lampRoom + "/schedule"); page.find(t, "main .corrected, main .correct-link").Length() != 0 {
		t.Error("publicity sees what was corrected")
	}
	pia.get(correctionsPath).want(t, http.StatusForbidden, "the list for publicity")
	pia.get(at).want(t, http.StatusForbidden, "the form for publicity")
	ben.post(correctionsPath, form).want(t, http.StatusForbidden, "correcting by the crew")
}

// Taking the paper's word, undoing that, and undoing the correction itself: each leads back exactly.
func TestTakingThePapersWord(t *testing.T) {
	t.Parallel()
	s := played(t)
	finn, ben := s.member(t, "Finn", access.AD), s.member(t, "Ben", access.Crew)
	before, day := s.known(t), s.lampDay(t)
	dayPath, call := lampRoom+"/days/"+string(day.Date), fieldName("f", day.Units[0].Unit, "call")
	for _, time := range []string{"05:30", "05:45"} { // the second replaces the first
		form := correctForm(t, finn, correction.Day, string(day.ID))
		form.Set(call, time)
		finn.post(correctionsPath, form).want(t, http.StatusSeeOther, "correcting the call")
	}
	list := finn.get(correctionsPath)
	list.says(t, "#replaced", "05:30")
	undo, _ := list.find(t, "#toasts form").Attr("action")
	remove, _ := list.find(t, "main form[action$='/remove']").First().Attr("action")
	ben.post(remove, nil).want(t, http.StatusForbidden, "removing by the crew")
	finn.post(undo, nil).want(t, http.StatusSeeOther, "undoing the second correction")
	back := finn.get(dayPath)
	back.says(t, "#toasts", "It shows as it did before.")
	back.says(t, ".times", "05:30")
	again, _ := back.find(t, "#toasts form").Attr("action")
	finn.post(again, nil).want(t, http.StatusSeeOther, "undoing the undoing")
	list = finn.get(correctionsPath)
	list.says(t, "main", "05:45", "Replaced by another correction")
	remove, _ = list.find(t, "main form[action$='/remove']").First().Attr("action")
	finn.post(remove, url.Values{"back": {dayPath}}).want(t, http.StatusSeeOther, "taking the paper's word")
	if diff := gocmp.Diff(before, s.known(t)); diff != "" {
		t.Errorf("after taking the paper's word (-before +after):\n%s", diff)
	}
	finn.get(dayPath).says(t, "#toasts", "The paper’s word shows again.", "Undo")
	finn.get(correctionsPath).says(t, "main", "Nothing is corrected")
	finn.post(remove, nil).want(t, http.StatusNotFound, "removing what is gone")
}

// A form that comes back as it was corrects nothing: no estimate becomes a fact, no text another one.
func TestUntouchedThingsStay(t *testing.T) {
	t.Parallel()
	s := played(t)
	finn := s.member(t, "Finn", access.AD)
	facts := s.known(t)
	things := map[correction.What]string{
		correction.Scene: string(facts.Scenes[0].ID), correction.Day: string(s.lampDay(t).ID), correction.Event: string(facts.Events[0].ID),
		correction.Person: string(facts.People[0].ID), correction.Location: facts.Locations[0].Name,
	}
	for what, target := range things {
		form := correctForm(t, finn, what, target)
		got := finn.post(correctionsPath, form).want(t, http.StatusUnprocessableEntity, "an untouched "+string(what))
		got.says(t, "main .wrong", "Nothing was corrected.", "Change a value first.")
	}
	if diff := gocmp.Diff(facts, s.known(t)); diff != "" {
		t.Errorf("forms that nobody touched changed the facts:\n%s", diff)
	}
}

func TestRefusedCorrections(t *testing.T) {
	t.Parallel()
	s := played(t)
	finn := s.member(t, "Finn", access.AD)
	before, day := s.known(t), s.lampDay(t)
	unit := day.Units[0].Unit
	call, wrap, note := fieldName("f", unit, "call"), fieldName("f", unit, "wrap"), fieldName("f", "", "note")
	for name, c := range map[string]struct {
		change map[string]string
		wrong  string // field that is marked, "" for the whole form
		says   string
	}{
		"no time":             {map[string]string{call: "tea time"}, call, "is no time of day"},
		"a good and a bad":    {map[string]string{note: "Mind the tide", wrap: "late"}, wrap, "is no time of day"},
		"wrap before call":    {map[string]string{call: "23:59"}, call, "lies before"},
		"a reason of a novel": {map[string]string{note: "Mind the tide", "note": strings.Repeat("so ", 2000)}, note, "Say it in a few words."},
	} {
		form := correctForm(t, finn, correction.Day, string(day.ID))
		for field, value := range c.change {
			form.Set(field, value)
		}
		got := finn.post(correctionsPath, form).want(t, http.StatusUnprocessableEntity, name)
		got.says(t, "main .wrong", c.says)
		if bad := got.find(t, "main [aria-invalid=true]").AttrOr("name", ""); bad != c.wrong {
			t.Errorf("%s: the field %q is marked, want %q", name, bad, c.wrong)
		}
		back := formOf(t, got, correctionsPath)
		for field, value := range c.change {
			if kept := back.Get(field); kept != strings.TrimSpace(value) && kept != value {
				t.Errorf("%s: %s comes back as %q", name, field, kept)
			}
		}
	}
	finn.get(correctURL(lampRoom, correction.Day, "none")).want(t, http.StatusNotFound, "a day that is none")
	finn.get(correctURL(lampRoom, "mood", "none")).want(t, http.StatusNotFound, "a kind that is none")
	if diff := gocmp.Diff(before, s.known(t)); diff != "" {
		t.Errorf("refused corrections changed the facts:\n%s", diff)
	}
}

// Two people have the same form open: who saves later does not take back what the other corrected.
func TestTwoPeopleCorrect(t *testing.T) {
	t.Parallel()
	s := played(t)
	finn, dana := s.member(t, "Finn", access.AD), s.member(t, "Dana", access.Director)
	scene := s.known(t).Scenes[2]
	mine, theirs := correctForm(t, finn, correction.Scene, string(scene.ID)), correctForm(t, dana, correction.Scene, string(scene.ID))
	mine.Set(fieldName("f", "", "synopsis"), "She counts the steps.")
	theirs.Set(fieldName("f", "", "script_day"), "D9")
	finn.post(correctionsPath, mine).want(t, http.StatusSeeOther, "the first")
	dana.post(correctionsPath, theirs).want(t, http.StatusSeeOther, "the second")
	page := dana.get(lampRoom + "/script/" + scene.Number)
	page.says(t, ".facts", "She counts the steps.", "D9")
	if text := marked(t, page); !strings.Contains(text, "Synopsis: the paper says") || !strings.Contains(text, "Script day: the paper says") {
		t.Errorf("the marks say %q", text)
	}
}

// called is a schedule of two days with the calls given.
func called(first, second string) string {
	return "Date,Day,Scene,Set,I/E,D/N,Location,Cast,Call,Wrap,Start,End\n" +
		"2026-05-11,1,1,ROOF,EXT,DAY,Studio,ANN," + first + ",18:00,09:00,12:00\n2026-05-12,2,2,KITCHEN,INT,DAY,Studio,BEN," + second + ",18:00,09:00,12:00\n"
}

// TestARevisionDisagrees: the revision page says in words with which corrections a paper disagrees.
func TestARevisionDisagrees(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	finn := s.member(t, "Finn", access.AD)
	finn.send(importPath, "white.csv", called("08:00", "08:00")).want(t, http.StatusOK, "the first schedule")
	for i, call := range []string{"06:30", "06:45"} {
		day := s.known(t).Days[i]
		form := correctForm(t, finn, correction.Day, string(day.ID))
		form.Set(fieldName("f", day.Units[0].Unit, "call"), call)
		finn.post(correctionsPath, form).want(t, http.StatusSeeOther, "correcting")
	}
	at := finn.send(importPath, "pink.csv", called("07:00", "06:45")).want(t, http.StatusSeeOther, "a schedule that disagrees").header.Get("Location")
	open := finn.get(at)
	open.says(t, "main", "2 corrections of ours")
	open.says(t, ".loss.disputed", "Day 1 · Mon 11 May, main unit: call", "Ours06:30", "Paper07:00", "The paper said 08:00 when this was corrected. Ours keeps showing")
	open.says(t, ".loss.settled", "Day 2 · Tue 12 May, main unit: call", "says so itself")
	if open.find(t, ".breaks form").Length() != 0 {
		t.Error("a paper that is not in can be believed")
	}
	finn.post(at+"/apply", nil).want(t, http.StatusSeeOther, "taking it in")
	in := finn.get(at)
	in.says(t, ".loss.disputed", "Ours still shows.", "Take the paper’s word")
	finn.get(correctionsPath).says(t, "main", "The papers have changed", "disputed", "The papers say so now", "1 field shows other", "1 needs somebody to look")
	accept, _ := in.find(t, ".loss.disputed form").Attr("action")
	got := finn.post(accept, url.Values{"back": {at}}).want(t, http.StatusSeeOther, "taking the paper's word")
	if to := got.header.Get("Location"); to != at {
		t.Errorf("taking the paper's word leads to %q", to)
	}
	finn.get(at).says(t, ".loss.disputed", "The correction was taken away since.")
	if call := s.known(t).Days[0].Call(); call != 7*60 {
		t.Errorf("the call is %s", call)
	}
}

// shot is a schedule in which scene 1 is shot on the days given, closed where it says so.
func shot(days ...string) string {
	text := "Date,Day,Scene,Set,I/E,D/N,Location,Cast,Call,Wrap,Start,End,Closed\n"
	for _, d := range days {
		date, closed, said := strings.Cut(d, " ")
		if !said {
			closed = "no"
		}
		text += date + ",1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00," + closed + "\n"
	}
	return text
}

// takeIn hands a paper in and takes it in where it asks.
func (b *browser) takeIn(name, paper string) {
	b.t.Helper()
	if at := b.send(importPath, name, paper).header.Get("Location"); at != "" {
		b.post(at+"/apply", nil).want(b.t, http.StatusSeeOther, "taking "+name+" in")
	}
}

// TestAClosedSceneOnThePages: a set that is closed for one day is closed for the scene, and each place says
// from where that comes.
func TestAClosedSceneOnThePages(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	finn := s.member(t, "Finn", access.AD)
	finn.takeIn("white.csv", shot("2026-05-11"))
	day := s.known(t).Days[0]
	form := correctForm(t, finn, correction.Day, string(day.ID))
	form.Set(fieldName("f", string(day.Strips()[0].ID), "closed"), "yes")
	finn.post(correctionsPath, form).want(t, http.StatusSeeOther, "closing the set")
	finn.takeIn("pink.csv", shot("2026-05-11", "2026-05-12"))
	finn.get(correctionsPath).says(t, "main", "In place of the papers", "scene 1: closed set", "It holds for the whole scene: also on")
	there := s.known(t).Days[1]
	page := finn.get(correctURL(lampRoom, correction.Day, string(there.ID)))
	page.says(t, ".corrected-by", "The paper says no.", "Corrected for the whole scene by Finn", "See the correction", "scene 1: closed set")
	if n := page.find(t, ".corrected-by button").Length(); n != 0 {
		t.Errorf("the other day offers %d buttons to take it away", n)
	}
	if text := marked(t, finn.get(lampRoom+"/days/2026-05-12")); !strings.Contains(text, "Closed set: the paper says no. Corrected by Finn") {
		t.Errorf("the marks on the other day say %q", text)
	}
	finn.takeIn("blue.csv", shot("2026-05-13 yes"))
	finn.takeIn("green.csv", shot("2026-05-13"))
	list := finn.get(correctionsPath)
	list.says(t, "#disputed ~ ul", "closed set", "An earlier paper had agreed; this one does not. Ours shows until somebody decides.")
	remove, _ := list.find(t, "main form[action$='/remove']").First().Attr("action")
	finn.post(remove, nil).want(t, http.StatusSeeOther, "taking it away")
	if s.known(t).Days[0].Strips()[0].Closed {
		t.Error("after taking the paper's word the set is closed")
	}
}

// TestTheStricterPaperShows: a paper that closes anew what was opened by hand is shown, and says so.
func TestTheStricterPaperShows(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	finn := s.member(t, "Finn", access.AD)
	finn.takeIn("white.csv", shot("2026-05-11 yes"))
	day := s.known(t).Days[0]
	opened := fieldName("f", string(day.Strips()[0].ID), "closed")
	form := correctForm(t, finn, correction.Day, string(day.ID))
	form.Set(opened, "no")
	finn.post(correctionsPath, form).want(t, http.StatusSeeOther, "opening the set")
	finn.takeIn("pink.csv", shot("2026-05-11"))
	at := finn.send(importPath, "blue.csv", shot("2026-05-11 yes")).want(t, http.StatusSeeOther, "a paper that closes it anew").header.Get("Location")
	finn.get(at).says(t, ".loss.disputed", "An earlier paper had agreed; this one does not. With it the paper’s shows until somebody decides.")
	finn.post(at+"/apply", nil).want(t, http.StatusSeeOther, "taking it in")
	if !s.known(t).Days[0].Strips()[0].Closed {
		t.Fatal("the set is open against the paper")
	}
	list := finn.get(correctionsPath)
	list.says(t, "main", "Everything shows as the papers say. 1 needs somebody to look.", "The paper’s shows until somebody decides: it is the stricter one.")
	finn.get(correctURL(lampRoom, correction.Day, string(day.ID))).says(t, ".corrected-by.bad", "The paper says yes.", "The paper’s shows until somebody decides", "Corrected to no by Finn")
	form = correctForm(t, finn, correction.Day, string(day.ID))
	form.Set(opened, "no")
	finn.post(correctionsPath, form).want(t, http.StatusSeeOther, "opening it again, knowing the paper")
	if s.known(t).Days[0].Strips()[0].Closed {
		t.Error("the set stays closed")
	}
	finn.get(correctionsPath).silent(t, "main", "somebody to look")
}

func TestLineageInWords(t *testing.T) {
	t.Parallel()
	b := &book{sceneAt: map[production.SceneID]*production.Scene{"a": {Number: "12"}, "c": {Number: "30"}}}
	got := b.lineage(office.ImportChanges{
		Added: []revise.Change{{What: "scene", ID: "b", Title: "12A INT. STAIRS - DAY"}}, Removed: []revise.Change{{What: "scene", ID: "d", Title: "31 EXT. QUAY"}},
		Changed: []revise.Change{{What: "scene", ID: "e", Title: "41 INT. HALL", Fields: []revise.FieldChange{{Field: "number", Was: "40", Is: "41"}}}},
		Lineage: []revise.Lineage{{How: "split", What: "scene", From: []string{"a"}, To: []string{"a", "b"}}, {How: "joined", What: "scene", From: []string{"c", "d", "e"}, To: []string{"e"}},
			{How: "split", What: "scene", From: []string{"unknown"}, To: []string{"a"}}},
	})
	want := []ui.LineageView{{Text: "Scene 12 is now 12 and 12A."}, {Joined: true, Text: "Scenes 30, 31 and 40 are one: 41."}}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("lineage (-want +got):\n%s", diff)
	}
}

// Every state of a correction has its words, and what is gone is named by the paper that took it.
func TestCorrectionStatesInWords(t *testing.T) {
	t.Parallel()
	b := &book{film: production.Production{TimeZone: "Europe/London"}}
	var all []correction.Correction
	for _, state := range []correction.State{correction.Standing, correction.Agreed, correction.Disputed, correction.Orphaned, correction.Replaced} {
		all = append(all, correction.Correction{ID: "c", What: correction.Event, Target: "gone", Field: "place", Value: "Stage 2", Was: "Stage 1", Paper: "~Stage 3", State: state})
	}
	v := b.correctionsView(ui.Page{Base: lampRoom}, all)
	var titles []string
	for _, g := range v.Groups {
		titles = append(titles, g.Title)
		if row := g.Rows[0]; row.Title != "An event that is gone: place" || row.URL != "" || row.Remove != "" || row.Flag == "" {
			t.Errorf("%s: the row is %+v", g.Title, row)
		}
	}
	if !slices.Equal(titles, []string{"The papers have changed", "What they were about is gone", "In place of the papers", "The papers say so now", "Replaced by another correction"}) {
		t.Errorf("the groups are %q", titles)
	}
	if want := "2 fields show other than the papers say. 2 need somebody to look."; v.Sentence != want {
		t.Errorf("the sentence is %q", v.Sentence)
	}
	if got := b.correctedTitle(all[0], revise.Change{What: "event", ID: "gone", Title: "Wire test, Sat 2 May"}); got != "Wire test, Sat 2 May: place" {
		t.Errorf("what a paper took is called %q", got)
	}
	if got := paperSays("~08:00"); got != "The paper says nothing (we estimate 08:00)." {
		t.Errorf("an estimate is said as %q", got)
	}
}
