package web

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// mostQueries is what any page may ask of the database.
const mostQueries = 40

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
	}
	small := s.queriesOf(t, ada, pages)
	s.grow(t, 200)
	big := s.queriesOf(t, ada, pages)
	for _, page := range pages {
		if small[page] == 0 || big[page] > small[page] || big[page] > mostQueries {
			t.Errorf("%s asks %d times, with ten times as much %d times; at most %d", page, small[page], big[page], mostQueries)
		}
	}
}

// queriesOf counts the statements of each page. A flash or a noted session would only show the first time.
func (s *site) queriesOf(t *testing.T, b *browser, pages []string) map[string]int64 {
	t.Helper()
	count := map[string]int64{}
	for _, page := range pages {
		b.get(page).want(t, http.StatusOK, page)
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
