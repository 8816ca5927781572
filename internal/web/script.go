package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// scriptRoutes are the screenplay.
func (s *Server) scriptRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/script", access.SeeScript, s.showScript)
	s.handle(mux, "GET /p/{slug}/script/{scene}", access.SeeScript, s.showScene)
}

func (s *Server) showScript(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Script", ui.RoomScript)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	view := ui.ScriptView{Query: strings.TrimSpace(r.URL.Query().Get("q"))}
	view.Filtered = view.Query != ""
	eighths, estimated := 0, false
	days, moments := office.ShootDays(b.schedule.Days), b.momentsByScene()
	for _, sc := range b.scenes {
		eighths += sc.Eighths
		estimated = estimated || sc.Estimated
		if !sceneMatches(sc, view.Query) {
			continue
		}
		view.Scenes = append(view.Scenes, b.sceneRow(sc, days[sc.ID], moments[sc.Number]))
	}
	if len(b.scenes) > 0 {
		about := ""
		if estimated {
			about = "about "
		}
		view.Sentence = fmt.Sprintf("%s, %s%s pages.", counted(len(b.scenes), "scene", "scenes"), about, production.Pages(eighths))
	}
	return s.show(w, r, http.StatusOK, ui.ScriptPage(page, view))
}

// sceneMatches reports whether a scene has the words in number, heading, synopsis or cast.
func sceneMatches(sc production.Scene, query string) bool {
	if query == "" {
		return true
	}
	text := strings.ToLower(strings.Join([]string{sc.Number, sc.Heading, sc.Synopsis, strings.Join(sc.Characters, " ")}, " "))
	for _, word := range strings.Fields(strings.ToLower(query)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func (b *book) momentsByScene() map[string]int {
	count := map[string]int{}
	for _, m := range b.moments {
		count[m.Scene]++
	}
	return count
}

func (b *book) sceneRow(sc production.Scene, days []int, moments int) ui.SceneRow {
	length := production.Pages(sc.Eighths)
	if sc.Estimated {
		length = "~" + length
	}
	return ui.SceneRow{
		Strip: b.sceneStrip(sc), Heading: sc.Heading, Length: length, Page: sc.Page, Cast: castWords(sc.Characters),
		Days: dayList(days), Moments: moments, Omitted: sc.Omitted, Synopsis: sc.Synopsis, URL: b.sceneURL(sc.Number),
	}
}

// sceneStrip is a scene as a strip outside any day.
func (b *book) sceneStrip(sc production.Scene) ui.StripView {
	return b.strip(production.Strip{
		SceneNumber: sc.Number, SceneID: sc.ID, Set: sc.Set, Start: production.NoClock, End: production.NoClock,
	})
}

func castWords(characters []string) string {
	names := make([]string, len(characters))
	for i, c := range characters {
		names[i] = ui.Name(c)
	}
	return strings.Join(names, ", ")
}

// dayList is "Day 4" or "Days 4, 5".
func dayList(days []int) string {
	switch len(days) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("Day %d", days[0])
	}
	return "Days " + strings.Trim(strings.ReplaceAll(fmt.Sprint(days), " ", ", "), "[]")
}

func (s *Server) showScene(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "", ui.RoomScript)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	sc, err := s.office.FindScene(r.Context(), b.film.ID, r.PathValue("scene"))
	if err != nil {
		return err
	}
	if err := s.openMarks(r, b); err != nil {
		return err
	}
	page.Title = "Scene " + sc.Number
	view := ui.SceneView{
		Number: sc.Number, Heading: sc.Heading, Strip: b.sceneStrip(sc), Lines: sc.Lines, Notes: sc.Notes,
		Facts: b.sceneFacts(sc), Elements: elementGroups(sc.Elements),
		Mark: b.mark(correction.Scene, string(sc.ID), "", "set", "int_ext", "time_of_day"), Correct: b.correctLink(correction.Scene, string(sc.ID)),
	}
	if !sc.InScript {
		view.Missing = "The schedule knows this scene, the script does not. Import the newest draft to read it."
	}
	for _, m := range b.moments {
		if m.Scene == sc.Number {
			view.Moments = append(view.Moments, b.moment(m))
		}
	}
	for _, d := range b.schedule.Days {
		for _, strip := range d.Strips() {
			if strip.SceneID == sc.ID {
				view.Days = append(view.Days, b.dayLink(d.Date))
			}
		}
	}
	view.Before, view.After = b.neighbours(sc)
	shots, err := s.office.Shots(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	for _, shot := range shots {
		if shot.SceneID == sc.ID {
			view.Shots = append(view.Shots, shotRow(shot))
		}
	}
	if view.Trace, err = s.trace(r, page, office.TraceScene, sc.Number); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.ScenePage(page, view))
}

// dayLink leads to a day: its packet, or the schedule for whoever may not open packets.
func (b *book) dayLink(date production.Date) ui.DayLink {
	url := b.links.Link("days", string(date))
	if !b.links.Rights.Packet {
		url = b.links.Link("schedule")
	}
	return ui.DayLink{Text: b.title(date), URL: url}
}

func (b *book) neighbours(sc production.Scene) (before, after *ui.DayLink) {
	link := func(i int) *ui.DayLink {
		if i < 0 || i >= len(b.scenes) {
			return nil
		}
		return &ui.DayLink{Text: "Scene " + b.scenes[i].Number, URL: b.sceneURL(b.scenes[i].Number)}
	}
	for i := range b.scenes {
		if b.scenes[i].ID == sc.ID {
			return link(i - 1), link(i + 1)
		}
	}
	return nil, nil
}

// pagesWords is a length with its noun: "1 page", "5/8 page", "1 3/8 pages".
func pagesWords(eighths int) string {
	if eighths <= 8 {
		return production.Pages(eighths) + " page"
	}
	return production.Pages(eighths) + " pages"
}

// sceneFacts are what is known of a scene; a field that was corrected to nothing is there too.
func (b *book) sceneFacts(sc production.Scene) []ui.MarkedFact {
	length := pagesWords(sc.Eighths)
	if sc.Estimated {
		length = "about " + length
	}
	var facts []ui.MarkedFact
	for _, f := range []struct{ name, value, field string }{
		{"Length", length, "eighths"}, {"Page", sc.Page, ""}, {"Script day", sc.ScriptDay, "script_day"}, {"Synopsis", sc.Synopsis, "synopsis"},
		{"Characters", castWords(sc.Characters), "characters"},
	} {
		fact := ui.MarkedFact{Name: f.name, Value: f.value}
		if f.field != "" {
			fact.Mark = b.mark(correction.Scene, string(sc.ID), "", f.field)
		}
		if fact.Value != "" || fact.Mark != nil {
			facts = append(facts, fact)
		}
	}
	return facts
}

// elementGroups are the elements by category, in the order they come.
func elementGroups(elements []production.Element) []ui.ElementGroup {
	var groups []ui.ElementGroup
	at := map[string]int{}
	for _, e := range elements {
		i, known := at[e.Label]
		if !known {
			i = len(groups)
			at[e.Label] = i
			groups = append(groups, ui.ElementGroup{Category: e.Label})
		}
		groups[i].Names = append(groups[i].Names, e.Name)
	}
	return groups
}

// shotRow is a shot of the main unit's list in two parts: what it is called, and how it is taken.
func shotRow(s production.Shot) ui.ShotRow {
	row := ui.ShotRow{Number: s.Number, Text: s.Description}
	for _, part := range []string{s.Size, s.Angle, s.Movement, s.Lens, s.Equipment} {
		row.How = appendWords(row.How, part)
	}
	return row
}
