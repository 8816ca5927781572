package intake

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// shots replaces the shots of the scenes that a shot list names, and keeps those of all others. Shots
// keep their ids by scene and number.
func (m *merger) shots(fresh []production.Shot) {
	named := map[string]bool{}
	for _, s := range fresh {
		named[numberKey(s.Scene)] = true
	}
	var shots []production.Shot
	ids := map[string][]production.ShotID{}
	for _, s := range m.facts.Shots {
		if named[numberKey(s.Scene)] {
			ids[shotKey(s)] = append(ids[shotKey(s)], s.ID)
		} else {
			shots = append(shots, s)
		}
	}
	for _, s := range fresh {
		if known := ids[shotKey(s)]; len(known) > 0 {
			s.ID, ids[shotKey(s)] = known[0], known[1:]
		} else {
			s.ID = production.NewID[production.ShotID]()
		}
		shots = append(shots, s)
	}
	slices.SortStableFunc(shots, func(a, b production.Shot) int {
		return compareNumbers(production.Scene{Number: a.Scene}, production.Scene{Number: b.Scene})
	})
	m.facts.Shots = shots
}

func shotKey(s production.Shot) string { return numberKey(s.Scene) + "\n" + plainKey(s.Number) }

// relinkShots points every shot at its scene, as relink does for strips.
func (m *merger) relinkShots() {
	byNumber := map[string]production.SceneID{}
	for _, s := range m.facts.Scenes {
		if key := numberKey(s.Number); byNumber[key] == "" {
			byNumber[key] = s.ID
		}
	}
	for i := range m.facts.Shots {
		s := &m.facts.Shots[i]
		if s.SceneID = byNumber[numberKey(s.Scene)]; s.SceneID == "" {
			s.SceneID = byNumber[baseNumber(s.Scene)]
		}
		if s.Scene == "" {
			s.SceneID = ""
		}
	}
}

// joinLocations takes in a location list: places are known by name, what the list says of them fills
// in or replaces, their sets stay.
func (m *merger) joinLocations(fresh []production.Location) {
	places, at := slices.Clone(m.facts.Locations), map[string]int{}
	for i, p := range places {
		places[i].Sets = slices.Clone(p.Sets)
		at[plainKey(p.Name)] = i
	}
	for _, p := range fresh {
		i, known := at[plainKey(p.Name)]
		if !known {
			at[plainKey(p.Name)] = len(places)
			places = append(places, p)
			continue
		}
		have := &places[i]
		have.Address, have.Contact, have.Note = firstOf(p.Address, have.Address), firstOf(p.Contact, have.Contact), firstOf(p.Note, have.Note)
		for _, set := range p.Sets {
			addName(&have.Sets, set)
		}
	}
	m.facts.Locations = places
}

// keepPlaces gives the places of a new schedule what a location list said about them. A place that
// only a list named stays: no schedule speaks for it.
func (m *merger) keepPlaces(known []production.Location) {
	places, at := slices.Clone(m.facts.Locations), map[string]int{}
	for i, p := range places {
		at[plainKey(p.Name)] = i
	}
	for _, p := range known {
		if p.Address == "" && p.Contact == "" && p.Note == "" {
			continue
		}
		if i, ok := at[plainKey(p.Name)]; ok {
			have := &places[i]
			have.Address, have.Contact = firstOf(have.Address, p.Address), firstOf(have.Contact, p.Contact)
			have.Note = firstOf(have.Note, p.Note)
			continue
		}
		places = append(places, p)
	}
	m.facts.Locations = places
}

// fillPerson adds what a list says about how to reach somebody and where they work.
func fillPerson(have *production.Person, p production.Person) {
	have.Department = firstOf(p.Department, have.Department)
	have.Email = firstOf(strings.TrimSpace(p.Email), have.Email)
	have.Phone = firstOf(strings.TrimSpace(p.Phone), have.Phone)
	if p.Kind == production.CrewMember && have.Kind == production.Head || p.Kind == production.Head && have.Kind == production.CrewMember {
		have.Kind = production.Head // one paper calls them a head of department
	}
}
