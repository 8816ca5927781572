package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// mostQueries is what any page may ask of the database when nothing of it lies on the shelf. That of a day asks most: every
// room along its way has a line on it, and what is missing of it in the evening.
const mostQueries = 60

// No page asks the database more often because the production is bigger.
func TestQueriesDoNotGrow(t *testing.T) {
	t.Parallel()
	s := played(t)
	ada := s.owner(t)
	day, moment := s.plan(t).Days[0], s.moments(t)[0]
	pages := []string{
		"/", lampRoom, lampRoom + "/script", lampRoom + "/script/1", lampRoom + "/schedule", momentsPath, momentsPath + "?view=cards",
		momentsPath + "/" + string(moment.ID), lampRoom + "/crew", planPath, lampRoom + "/days", lampRoom + "/days/" + string(day.Date),
		lampRoom + "/days/" + string(day.Date) + "/packet.pdf", importPath, lampRoom + "/people",
		correctionsPath, correctURL(lampRoom, correction.Day, string(s.lampDay(t).ID)), s.revision(t), "/account",
	}
	s.correctTwice(t)
	s.member(t, "Nora", access.Crew).register(copied("A001", 2)).want(t, http.StatusSeeOther, "a receipt")
	pages = append(pages, cardsPath, cardsPath+"/running", ada.get(cardsPath).find(t, ".roll a").AttrOr("href", ""))
	pages = append(pages, planPath+"/whatif", planPath+"/scenarios/"+string(s.whatIf(t).ID))
	small := s.queriesOf(t, ada, pages)
	s.grow(t, 200)
	big := s.queriesOf(t, ada, pages)
	for _, page := range pages {
		if small[page] == 0 || big[page] > small[page] || big[page] > mostQueries {
			t.Errorf("%s asks %d times, with ten times as much %d times; at most %d", page, small[page], big[page], mostQueries)
		}
	}
}

// revision is the page of the newest revision.
func (s *site) revision(t *testing.T) string {
	t.Helper()
	all, err := s.office.Proposals(s.operator(), s.film.ID, 1)
	must(t, err)
	return lampRoom + "/revisions/" + string(all[0].ID)
}

// correctTwice corrects something of a day and of a scene.
func (s *site) correctTwice(t *testing.T) {
	t.Helper()
	day, scene := s.lampDay(t), s.known(t).Scenes[0]
	_, err := s.office.Correct(s.operator(), s.film.ID, []correction.Correction{
		{What: correction.Day, Target: string(day.ID), Part: day.Units[0].Unit, Field: "call", Value: "05:45"},
		{What: correction.Scene, Target: string(scene.ID), Field: "synopsis", Value: "She comes ashore."},
	})
	must(t, err)
}

// queriesOf counts the statements of each page when nothing of it lies on the shelf. A flash or a noted
// session would only show the first time.
func (s *site) queriesOf(t *testing.T, b *browser, pages []string) map[string]int64 {
	t.Helper()
	count := map[string]int64{}
	for _, page := range pages {
		b.get(page).want(t, http.StatusOK, page)
		s.happen(t, "crew", "{}")
		before := s.store.Queries()
		b.get(page)
		count[page] = s.store.Queries() - before
	}
	return count
}

// grow adds moments, scenes and their strips until there are n more of each.
func (s *site) grow(t *testing.T, n int) {
	t.Helper()
	title := "A further moment"
	for i := range n {
		title = fmt.Sprintf("A further moment, number %d", i)
		_, err := s.office.AddMoment(s.operator(), s.film.ID, story.Change{Title: &title})
		must(t, err)
		if i%20 == 0 {
			_, _, err := s.office.AddCard(s.operator(), s.film.ID, cardlog.Card{Name: fmt.Sprintf("B%03d", i), Day: "2026-05-07"})
			must(t, err)
		}
	}
	table := "Date,Scene,Set,Start,End\n"
	for i := range n {
		table += fmt.Sprintf("2026-05-%02d,%d,STAGE,07:00,18:00\n", 4+i%20, 100+i)
	}
	_, err := s.office.Import(s.operator(), s.film.ID, []office.File{{Name: "more.csv", Data: []byte(table)}}, office.ImportOptions{Force: true}, nil)
	must(t, err)
	must(t, s.store.Read(t.Context(), func(tx *store.Tx) error {
		scenes, err := tx.FindScenes(t.Context(), s.film.ID)
		if len(scenes) < n {
			t.Errorf("there are only %d scenes", len(scenes))
		}
		return err
	}))
}

// What lies on the shelf is as new as the database: a change shows on the next page, whoever made it
// and wherever, and no right is got around.
func TestShelf(t *testing.T) {
	t.Parallel()
	s := played(t)
	dana, pia, vera := s.member(t, "Dana", access.Director), s.member(t, "Pia", access.Publicity), s.member(t, "Vera", access.Viewer)
	count := func(b *browser, page string) int64 {
		before := s.store.Queries()
		b.get(page).want(t, http.StatusOK, page)
		return s.store.Queries() - before
	}
	if cold, warm := count(dana, momentsPath), count(dana, momentsPath); warm >= cold {
		t.Errorf("the page asks %d times, and again %d times", cold, warm)
	}
	vera.get(momentsPath).want(t, http.StatusForbidden, "moments for a viewer")
	vera.get(lampRoom).silent(t, "main", "moments proposed", "scenes")
	if n := pia.get(momentsPath).find(t, "main form[method=post]").Length(); n != 0 {
		t.Errorf("publicity is offered %d forms", n)
	}
	title, dismissed := "Seen by somebody else", story.Dismissed
	m := s.moments(t)[0]
	_, err := s.office.EditMoment(s.operator(), s.film.ID, m.ID, story.Change{Title: &title})
	must(t, err)
	for name, b := range map[string]*browser{"director": dana, "publicity": pia} {
		if got := rows(t, b.get(momentsPath)); !slices.Contains(got, title) {
			t.Errorf("the %s does not see the change", name)
		}
	}
	must(t, s.office.UpdateMember(s.operator(), s.film.ID, s.members(t)[0]))
	_, err = s.office.EditMoment(s.operator(), s.film.ID, m.ID, story.Change{Status: &dismissed})
	must(t, err)
	if got := rows(t, pia.get(momentsPath)); slices.Contains(got, title) {
		t.Error("a dismissed moment is still shown")
	}
	asked := dana.send(importPath, "more.csv", "Date,Scene,Set,Start,End\n2026-05-04,1,ATTIC,07:00,18:00\n").header.Get("Location")
	dana.post(asked+"/apply", nil).want(t, http.StatusSeeOther, "taking it in")
	dana.get(lampRoom+"/schedule").says(t, "main", "Attic")
	plan := s.planned(t, 6)
	dana.get(planPath).says(t, "main", strconv.Itoa(plan.UsedDays)+" crew-days used", strconv.Itoa(plan.Covered)+" of")
}

func (s *site) members(t *testing.T) []crew.Member {
	t.Helper()
	all, err := s.office.Members(s.operator(), s.film.ID)
	must(t, err)
	return all
}

// Whoever may not see closed scenes does not get them from the shelf either, nor from the palette.
func TestClosedScenesOnPages(t *testing.T) {
	t.Parallel()
	s := played(t)
	dana, pia := s.member(t, "Dana", access.Director), s.member(t, "Pia", access.Publicity)
	var closed production.Scene
	scenes, err := s.office.Scenes(s.operator(), s.film.ID)
	must(t, err)
	for _, sc := range scenes {
		if sc.Number == "14" {
			closed = sc
		}
	}
	set := ui.Place(closed.Set)
	if set == "" {
		t.Fatal("the example has no scene 14")
	}
	for range 2 { // the second time from the shelf
		dana.get(lampRoom+"/schedule").says(t, "main", set)
		if page := dana.get(lampRoom + "/find?q=14"); !strings.Contains(page.body, set) {
			t.Errorf("the director does not find %s: %s", set, page.body)
		}
		if page := pia.get(lampRoom + "/find?q=scene+14"); strings.Contains(page.body, set) {
			t.Errorf("publicity finds %s", page.body)
		}
		for _, page := range []string{lampRoom + "/schedule", momentsPath, planPath, lampRoom} {
			if got := pia.get(page).want(t, http.StatusOK, page); strings.Contains(got.text(t, "main"), set) {
				t.Errorf("publicity sees the closed scene on %s", page)
			}
		}
	}
}
