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

// fillPerson adds what a list says about how to reach somebody and where they work.
func fillPerson(have *production.Person, p production.Person) {
	have.Department = firstOf(p.Department, have.Department)
	have.Email = firstOf(strings.TrimSpace(p.Email), have.Email)
	have.Phone = firstOf(strings.TrimSpace(p.Phone), have.Phone)
	if p.Kind == production.CrewMember && have.Kind == production.Head || p.Kind == production.Head && have.Kind == production.CrewMember {
		have.Kind = production.Head // one paper calls them a head of department
	}
}
