package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"github.com/PuerkitoBio/goquery"
	gocmp "github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/story"
)

const momentsPath = lampRoom + "/moments"

// rows are the titles on a list of moments, in order.
func rows(t *testing.T, r reply) []string {
	t.Helper()
	return r.find(t, ".mrow-title a, .moment h2 a").Map(func(_ int, e *goquery.Selection) string { return e.Text() })
}

func TestMomentList(t *testing.T) {
	t.Parallel()
	s := played(t)
	ben := s.member(t, "Ben", access.Crew)
	all := s.moments(t)
	page := ben.get(momentsPath).want(t, http.StatusOK, "the moments")
	if got := rows(t, page); len(got) != len(all) || got[0] != all[0].Title {
		t.Errorf("%d moments from %q on, want %d from %q on", len(got), got[0], len(all), all[0].Title)
	}
	stunts := slices.DeleteFunc(slices.Clone(all), func(m story.Moment) bool { return m.Kind != story.Stunt })
	if got := rows(t, ben.get(momentsPath+"?kind=stunt")); len(stunts) == 0 || len(got) != len(stunts) {
		t.Errorf("%d stunts are listed, want %d", len(got), len(stunts))
	}
	cards := ben.get(momentsPath + "?kind=stunt&view=cards")
	if n := cards.find(t, "article.moment svg[role=img]").Length(); n < len(stunts) {
		t.Errorf("%d day lines on %d cards", n, len(stunts))
	}
	ben.get(momentsPath+"?status=confirmed").says(t, "main", "Nothing matches")
	ben.get(momentsPath+"?q=zeppelin&kind=nonsense").want(t, http.StatusOK, "nonsense in the filter").says(t, "main", "Nothing matches")
	for by, key := range map[string]func(m story.Moment) string{
		"day": func(m story.Moment) string {
			for _, d := range s.plan(t).Days {
				for _, c := range d.Covers {
					if c.Moment == m.ID {
						return string(d.Date)
					}
				}
			}
			w, ok := m.BestWindow()
			return cmp.Or(map[bool]string{true: string(w.Date)}[ok], "~")
		},
	} {
		sorted := s.byTitle(t, rows(t, ben.get(momentsPath+"?sort="+by)))
		if !slices.IsSortedFunc(sorted, func(a, b story.Moment) int { return cmp.Compare(key(a), key(b)) }) {
			t.Errorf("the list is not in the order of %s", by)
		}
	}
	first := s.byTitle(t, rows(t, ben.get(momentsPath+"?sort=scene")))
	if first[0].Scene != "1" || first[len(first)-1].Scene != "" {
		t.Errorf("by scene the list goes from scene %q to %q", first[0].Scene, first[len(first)-1].Scene)
	}
}

// byTitle are the moments with these titles, in that order.
func (s *site) byTitle(t *testing.T, titles []string) []story.Moment {
	t.Helper()
	known := map[string]story.Moment{}
	for _, m := range s.moments(t) {
		known[m.Title] = m
	}
	var out []story.Moment
	for _, title := range titles {
		out = append(out, known[title])
	}
	return out
}

func TestMomentPage(t *testing.T) {
	t.Parallel()
	s := played(t)
	ben, pia := s.member(t, "Ben", access.Crew), s.member(t, "Pia", access.Publicity)
	plan := s.plan(t)
	covered := plan.Days[0].Covers[0]
	path := momentsPath + "/" + string(covered.Moment)
	page := ben.get(path).want(t, http.StatusOK, "a covered moment")
	page.says(t, "h1", covered.Title)
	page.says(t, ".note.good", firstNames(covered.Team), covered.Start.String())
	page.says(t, ".windows", "The plan covers it here.")
	left := plan.Uncovered[0]
	ben.get(momentsPath+"/"+string(left.Moment)).says(t, ".note", left.Reason)
	if n := pia.get(path).want(t, http.StatusOK, "the moment for publicity").find(t, "main form").Length(); n != 0 {
		t.Errorf("publicity sees %d forms", n)
	}
	pia.post(path+"/dismiss", nil).want(t, http.StatusForbidden, "dismissing by publicity")
	ben.get(momentsPath+"/made-up").want(t, http.StatusNotFound, "a moment that is none")
}

func TestDecide(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.papers(t)
	ben := s.member(t, "Ben", access.Crew)
	m := s.moments(t)[0]
	list := momentsPath + "?sort=day"
	for _, c := range []struct {
		do   string
		want story.Status
		said string
		undo string
	}{
		{"confirm", story.Confirmed, " is confirmed.", "restore"},
		{"dismiss", story.Dismissed, " is dismissed.", "confirm"},
		{"restore", story.Proposed, " is open again.", "dismiss"},
	} {
		path := momentsPath + "/" + string(m.ID) + "/"
		got := ben.post(path+c.do, url.Values{"back": {list}}).want(t, http.StatusSeeOther, c.do)
		if to := got.header.Get("Location"); to != list {
			t.Errorf("%s leads to %q", c.do, to)
		}
		if got := s.moment(t, m.ID); got.Status != c.want || len(got.Edited) != 0 {
			t.Errorf("after %s the moment is %s, set by hand %v", c.do, got.Status, got.Edited)
		}
		page := ben.get(list)
		page.says(t, "#toasts", m.Title+c.said)
		if undo := page.find(t, "#toasts form").AttrOr("action", ""); undo != path+c.undo {
			t.Errorf("%s is undone by %q, want %q", c.do, undo, c.undo)
		}
	}
	ben.post(momentsPath+"/"+string(m.ID)+"/dismiss", url.Values{"back": {"https://evil.example/"}}).want(t, http.StatusSeeOther, "dismissing")
	if got := rows(t, ben.get(momentsPath)); slices.Contains(got, m.Title) {
		t.Error("a dismissed moment is still in the list")
	}
	if got := rows(t, ben.get(momentsPath+"?status=dismissed")); !slices.Equal(got, []string{m.Title}) {
		t.Errorf("dismissed are %v", got)
	}
	ben.post(momentsPath+"/made-up/confirm", nil).want(t, http.StatusNotFound, "confirming nothing")

	ben.post(momentsPath+"/find", nil).want(t, http.StatusSeeOther, "finding again")
	ben.get(momentsPath).says(t, "#toasts", "Looked again: 0 new")
	if got := s.moment(t, m.ID); got.Status != story.Dismissed {
		t.Errorf("after looking again the moment is %s", got.Status)
	}
}

// formOf reads a form of a page as a browser would send it.
func formOf(t *testing.T, r reply, action string) url.Values {
	t.Helper()
	form := r.find(t, `form[method=post][action="`+action+`"]`).First()
	if form.Length() == 0 {
		t.Fatalf("there is no form for %s", action)
	}
	out := url.Values{}
	form.Find("input, textarea").Each(func(_ int, e *goquery.Selection) {
		_, on := e.Attr("checked")
		if name := e.AttrOr("name", ""); name != "" && (e.AttrOr("type", "") != "checkbox" || on) {
			out.Add(name, cmp.Or(e.AttrOr("value", ""), e.Text(), map[bool]string{true: "on"}[on]))
		}
	})
	form.Find("select").Each(func(_ int, e *goquery.Selection) {
		chosen := e.Find("option[selected]")
		if chosen.Length() == 0 {
			chosen = e.Find("option").First() // what a browser shows when nothing is selected
		}
		out.Set(e.AttrOr("name", ""), chosen.AttrOr("value", ""))
	})
	return out
}

// What a person did not touch stays the finder's: a form that comes back as it was changes nothing.
func TestUntouchedFormChangesNothing(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.papers(t)
	ben := s.member(t, "Ben", access.Crew)
	all := s.moments(t)
	if testing.Short() {
		all = all[:20]
	}
	for _, m := range all {
		path := momentsPath + "/" + string(m.ID)
		ben.post(path, formOf(t, ben.get(path), path)).want(t, http.StatusSeeOther, "saving "+m.Title)
		if diff := gocmp.Diff(m, s.moment(t, m.ID)); diff != "" {
			t.Errorf("saving %q untouched changed it (-before +after):\n%s", m.Title, diff)
		}
	}
}

func TestEditMoment(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.papers(t)
	ben := s.member(t, "Ben", access.Crew)
	all := s.moments(t)
	for i, c := range []struct {
		name   string
		set    url.Values
		edited []string
		check  func(m story.Moment) bool
	}{
		{"title and score", url.Values{"title": {" The lamp, lit "}, "score": {"91"}}, []string{"score", "title"},
			func(m story.Moment) bool { return m.Title == "The lamp, lit" && m.Score == 91 }},
		{"note and promise", url.Values{"note": {"ask Voss"}, "must_have": {"on"}}, nil,
			func(m story.Moment) bool { return m.Note == "ask Voss" && m.MustHave }},
		{"team", url.Values{"team_stills": {"2"}, "team_video": {"0"}, "team_sound": {""}, "team_interview": {""}, "team_timelapse": {""}}, []string{"roles"},
			func(m story.Moment) bool { return gocmp.Equal(m.Roles, []story.Role{{Skill: story.Stills, Count: 2}}) }},
		{"window", url.Values{"date": {"2026-05-05"}, "start": {"09:30"}, "end": {"11:00"}, "place": {"LIGHTHOUSE"}}, []string{"windows"},
			func(m story.Moment) bool {
				w := m.Windows[0]
				return len(m.Windows) == 1 && w.Start == 570 && w.End == 660 && w.Day == 2 && w.Location == "Lighthouse" && w.Factor == 100
			}},
		{"over midnight", url.Values{"date": {"2026-05-05"}, "start": {"23:30"}, "end": {"01:00"}, "place": {"Coast road"}}, []string{"windows"},
			func(m story.Moment) bool { return m.Windows[0].Start == 23*60+30 && m.Windows[0].End == 25*60 }},
		{"no day", url.Values{"date": {""}}, []string{"windows"}, func(m story.Moment) bool { return len(m.Windows) == 0 }},
		{"no arc", url.Values{"arc": {""}, "last_date": {"2026-05-09"}}, []string{"arc", "last_date"},
			func(m story.Moment) bool { return m.Arc == "" && m.LastDate == "2026-05-09" }},
	} {
		m := all[i]
		path := momentsPath + "/" + string(m.ID)
		form := formOf(t, ben.get(path), path)
		for name, values := range c.set {
			form[name] = values
		}
		ben.post(path, form).want(t, http.StatusSeeOther, c.name)
		got := s.moment(t, m.ID)
		if !c.check(got) || !slices.Equal(got.Edited, c.edited) {
			t.Errorf("%s: set by hand %v, want %v: %+v", c.name, got.Edited, c.edited, got)
		}
	}
}

func TestRefusedMomentForms(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.papers(t)
	ben := s.member(t, "Ben", access.Crew)
	before := s.moments(t)
	edit := momentsPath + "/" + string(before[0].ID)
	for name, c := range map[string]struct{ field, value, says string }{
		"no title":           {"title", " ", "no title"},
		"score of 101":       {"score", "101", "not between 0 and 100"},
		"score in words":     {"score", "much", "not a worth"},
		"unknown kind":       {"kind", "explosion", "not a kind"},
		"unknown scene":      {"scene", "99", "no scene 99"},
		"date in words":      {"date", "soon", "soon"},
		"day without a time": {"start", "", "time"},
		"time that is none":  {"end", "27:99", "27:99"},
		"five minutes":       {"minutes", "5", "15 minutes"},
		"half a person":      {"team_video", "0.5", "not a number of people"},
		"nobody":             {"team_video", "0", "obody"},
		"last date in words": {"last_date", "Friday", "Friday"},
	} {
		for _, action := range []string{momentsPath, edit} {
			if name == "nobody" && action == momentsPath {
				continue // a new moment asks for somebody with a camera
			}
			t.Run(name+" at "+action[len(lampRoom):len(momentsPath)], func(t *testing.T) {
				form := url.Values{"title": {"Kofi <i>hums</i>"}, "kind": {"stunt"}, "scene": {"1"}, "score": {"70"}, "minutes": {"30"},
					"date": {"2026-05-05"}, "start": {"10:00"}, "end": {"11:00"}, "place": {"Quay"}, "team_video": {"1"}, "note": {"hush"}, "must_have": {"on"}}
				form.Set(c.field, c.value)
				got := ben.post(action, form).want(t, http.StatusUnprocessableEntity, name)
				got.says(t, `form[action="`+action+`"] .wrong`, c.says)
				back := formOf(t, got, action)
				for field := range form {
					if back.Get(field) != form.Get(field) && field != "kind" {
						t.Errorf("the form comes back with %s %q, want %q", field, back.Get(field), form.Get(field))
					}
				}
			})
		}
	}
	if diff := gocmp.Diff(before, s.moments(t)); diff != "" {
		t.Errorf("refused forms changed the moments:\n%s", diff)
	}
}

func TestAddMoment(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.papers(t)
	ben := s.member(t, "Ben", access.Crew)
	form := formOf(t, ben.get(momentsPath), momentsPath)
	form.Set("title", "Kofi hums")
	ben.post(momentsPath, form).want(t, http.StatusSeeOther, "adding with a title alone")
	page := ben.get(momentsPath)
	page.says(t, "#toasts", "Kofi hums is added.", "Undo")
	page.says(t, "main", "added by hand")
	m := s.byTitle(t, []string{"Kofi hums"})[0]
	want := story.Moment{Title: "Kofi hums", Kind: story.Kinds[0], Score: 60, Minutes: 30, Status: story.Confirmed, Origin: story.ByHand}
	got := story.Moment{Title: m.Title, Kind: m.Kind, Score: m.Score, Minutes: m.Minutes, Status: m.Status, Origin: m.Origin, Arc: m.Arc, LastDate: m.LastDate}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("added (-want +got):\n%s", diff)
	}
	undo := page.find(t, "#toasts form").AttrOr("action", "")
	ben.post(undo, nil).want(t, http.StatusSeeOther, "taking it back")
	if got := s.moment(t, m.ID); got.Status != story.Dismissed {
		t.Errorf("after undo the moment is %s", got.Status)
	}
}
