package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// mostFound is how many things of one kind the palette is told, best first.
const mostFound = 6

// thing is one place that the palette can go to.
type thing struct {
	Text string `json:"text"` // what people call it
	Hint string `json:"hint"` // what it is, where and when
	Href string `json:"href"`
}

// find answers ?q= with the days, scenes, moments and people whose names hold every word of it, as far
// as the person may see them. An empty question finds nothing.
func (s *Server) find(w http.ResponseWriter, r *http.Request) error {
	found := []thing{}
	if words := strings.Fields(strings.ToLower(r.URL.Query().Get("q"))); len(words) > 0 {
		b, err := s.open(r.Context(), current(r), s.links(r))
		if err != nil {
			return err
		}
		people, err := s.crewThings(r, b)
		if err != nil {
			return err
		}
		for _, kind := range [][]thing{b.dayThings(), b.sceneThings(), b.momentThings(), people, b.peopleThings()} {
			found = append(found, matching(kind, words)...)
		}
	}
	s.writeJSON(w, r, http.StatusOK, found)
	return nil
}

// links is a page for addresses and rights alone: it leaves the flash for the page that is looked at.
func (s *Server) links(r *http.Request) ui.Page {
	c := current(r)
	return ui.Page{Base: base(r), Rights: ui.RightsOf(c.Actor, c.Production.ID)}
}

// matching are the things that hold every word, those first whose names begin with the first one.
func matching(all []thing, words []string) []thing {
	var out []thing
	for _, t := range all {
		text := strings.ToLower(t.Text + " " + t.Hint)
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) }) {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b thing) int { return rank(a, words) - rank(b, words) })
	return out[:min(len(out), mostFound)]
}

// rank is smaller the better a thing's name fits: the whole name, its beginning, a word of it, the hint.
func rank(t thing, words []string) int {
	name, asked := strings.ToLower(t.Text), strings.Join(words, " ")
	switch {
	case name == asked:
		return 0
	case strings.HasPrefix(name, asked+" "):
		return 1
	case strings.HasPrefix(name, asked):
		return 2
	case strings.Contains(name, words[0]):
		return 3
	}
	return 4
}

// dayThings are the shoot days, and those without shooting that the plan attends.
func (b *book) dayThings() []thing {
	room := "plan?day="
	if b.links.Rights.Packet {
		room = "days/"
	}
	var out []thing
	for _, date := range b.dates() {
		out = append(out, thing{b.title(date), b.locations(date), b.links.Link(room + string(date))})
	}
	return out
}

func (b *book) sceneThings() []thing {
	if !b.links.Rights.Script {
		return nil
	}
	var out []thing
	for _, sc := range b.scenes {
		out = append(out, thing{"Scene " + sc.Number, ui.Place(sc.Heading), b.sceneURL(sc.Number)})
	}
	return out
}

// momentThings are the moments that somebody may still want, the best first.
func (b *book) momentThings() []thing {
	var out []thing
	for _, m := range b.moments {
		if m.Status == story.Dismissed {
			continue
		}
		hint := m.Kind.Title()
		if w, ok := m.BestWindow(); ok {
			hint += ", " + b.dayWords(w.Date)
		}
		out = append(out, thing{m.Title, hint, b.links.Link("moments", string(m.ID))})
	}
	return out
}

// crewThings are the BTS crew, for whoever may see them.
func (s *Server) crewThings(r *http.Request, b *book) ([]thing, error) {
	if !current(r).Actor.May(access.SeeCrew, b.film.ID) {
		return nil, nil
	}
	members, err := s.office.Members(r.Context(), b.film.ID)
	var out []thing
	for _, m := range members {
		out = append(out, thing{m.Name, "BTS crew: " + strings.ToLower(skillWords(m.Skills)), b.links.Link("crew#member-" + string(m.ID))})
	}
	return out, err
}

// peopleThings are the main unit's people; they lead to the moments that name them.
func (b *book) peopleThings() []thing {
	if !b.links.Rights.Moments {
		return nil
	}
	var out []thing
	for _, p := range b.schedule.People {
		name, hint := ui.Name(p.Name), p.Role
		if p.Kind == production.Cast {
			hint = "Cast: " + ui.Name(p.Character)
		}
		out = append(out, thing{name, hint, b.links.Link("moments?q=" + url.QueryEscape(name))})
	}
	return out
}
