package revise

import (
	"slices"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

// shots replaces the shots of the scenes that a shot list names, and keeps those of all others. The list
// means scenes by the numbers that they have now. Shots keep their ids by scene and number.
func (m *merger) shots(fresh []production.Shot) {
	book := newSceneBook(m.facts.Scenes)
	fresh = slices.Clone(fresh)
	named := map[string]bool{}
	for i := range fresh {
		fresh[i].SceneID = book.find("", fresh[i].Scene)
		named[sceneOfShot(fresh[i])] = true
	}
	var shots []production.Shot
	ids := map[string][]production.ShotID{}
	for _, s := range m.facts.Shots {
		s.SceneID = book.find(s.SceneID, s.Scene)
		if named[sceneOfShot(s)] {
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
		return slate.Compare(production.Scene{Number: a.Scene}, production.Scene{Number: b.Scene})
	})
	m.facts.Shots = shots
}

// sceneOfShot is the scene of a shot and which part of it, else its number.
func sceneOfShot(s production.Shot) string { return sceneAndPart(s.SceneID, s.Scene) }

func shotKey(s production.Shot) string { return sceneOfShot(s) + "\n" + spelling.Key(s.Number) }
