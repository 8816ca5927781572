package revise

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
)

// script replaces the script's part of the scenes.
func (m *merger) script(script *production.Script) {
	old := m.facts.Scenes
	pair := m.match.pair
	kept := make([]bool, len(old))
	heir := map[string]int{} // number of a scene of the script → index in scenes
	scenes := make([]production.Scene, 0, len(script.Scenes))
	ids := make([]production.SceneID, len(script.Scenes))
	for i, fresh := range script.Scenes {
		if j := pair[i]; j >= 0 && !kept[j] {
			kept[j] = true
			fresh = underScript(old[j], fresh)
		} else {
			fresh.ID = production.NewID[production.SceneID]()
			fresh.Elements, fresh.Characters = slices.Clone(fresh.Elements), slices.Clone(fresh.Characters)
		}
		scenes = append(scenes, fresh)
		ids[i] = fresh.ID
		heir[slate.Key(fresh.Number)] = i
	}
	m.changes.Lineage = m.match.lineage(ids)
	m.inheritClosed(scenes)
	for j, s := range old {
		if kept[j] {
			continue
		}
		i, part := heir[slate.Base(s.Number)]
		if part && slate.Base(s.Number) == slate.Key(s.Number) && pair[i] >= 0 && (old[pair[i]].InScript || slate.Key(old[pair[i]].Number) != slate.Key(s.Number)) {
			part = false // another scene has the number now
		}
		switch {
		case part && s.InSchedule && !s.InScript:
			foldPart(&scenes[i], s)
		case s.InSchedule:
			scenes = append(scenes, withoutScript(s))
		}
	}
	m.facts.Scenes = scenes
	m.renameByScenes(nil)
	m.settle()
}

// underScript is the fresh scene of a script with what the schedule said about the known one. A
// length or page that is only our estimate gives way to one from paper.
func underScript(known, fresh production.Scene) production.Scene {
	fresh.ID = known.ID
	fresh.Elements = append(ofSource(fresh.Elements, production.FromScript), ofSource(known.Elements, production.FromSchedule)...)
	fresh.InSchedule, fresh.Closed = known.InSchedule, known.Closed
	if !known.InSchedule {
		return fresh
	}
	fresh.ScriptDay, fresh.MinutesToShoot = known.ScriptDay, known.MinutesToShoot
	fresh.Synopsis = cmp.Or(fresh.Synopsis, known.Synopsis)
	if !fresh.NumberGiven && known.NumberGiven {
		fresh.Number, fresh.NumberGiven = slate.Base(known.Number), true
	}
	if fresh.Estimated && !known.Estimated && known.Eighths > 0 {
		fresh.Eighths, fresh.Estimated = known.Eighths, false
		fresh.Page = cmp.Or(known.Page, fresh.Page)
	}
	return fresh
}

// withoutScript is a scene of which only the schedule knows.
func withoutScript(s production.Scene) production.Scene {
	s.InScript, s.Omitted = false, false
	s.Lines, s.Notes, s.Tags, s.Sections, s.SourceLine = nil, nil, nil, nil, 0
	s.Elements = ofSource(s.Elements, production.FromSchedule)
	return s
}

// foldPart adds what the schedule says about a part of a scene ("22PT2") to the whole.
func foldPart(whole *production.Scene, part production.Scene) {
	for _, e := range part.Elements {
		whole.AddElement(e)
	}
	if part.Eighths > 0 && !whole.Estimated && !slate.IsRetake(part.Number) {
		whole.Eighths += part.Eighths
	}
	whole.MinutesToShoot += part.MinutesToShoot
	whole.InSchedule = true
}

func ofSource(elements []production.Element, source production.Source) []production.Element {
	var out []production.Element
	for _, e := range elements {
		if e.Source == source {
			out = append(out, e)
		}
	}
	return out
}

// settle orders the scenes (the script's first, in its order, then the others by number), gives
// counted scenes numbers that nobody else has, and gathers characters.
func (m *merger) settle() {
	scenes := m.facts.Scenes
	slices.SortStableFunc(scenes, func(a, b production.Scene) int {
		switch {
		case a.InScript && !b.InScript:
			return -1
		case b.InScript && !a.InScript:
			return 1
		}
		return slate.Compare(a, b)
	})
	freeNumbers(scenes)
	for i := range scenes {
		scenes[i].Position = i
		scenes[i].Characters = castOf(scenes[i])
	}
	m.castFromScenes()
}

// freeNumbers moves a counted number out of the way of the same number given by a paper.
func freeNumbers(scenes []production.Scene) {
	used := map[string]bool{}
	for _, s := range scenes {
		if s.NumberGiven {
			used[slate.Key(s.Number)] = true
		}
	}
	before := "0"
	for i := range scenes {
		s := &scenes[i]
		if !s.NumberGiven {
			if used[slate.Key(s.Number)] {
				s.Number, _ = slate.Inserted(before, 0, used)
			}
			used[slate.Key(s.Number)] = true
		}
		before = s.Number
	}
}

// castOf lists who speaks in the scene and who is called for it.
func castOf(s production.Scene) []string {
	var names []string
	for _, l := range s.Lines {
		if l.Kind == production.Character {
			production.AddName(&names, intake.CharacterName(l.Text))
		}
	}
	for _, e := range s.Elements {
		if e.Category == production.CategoryCast {
			production.AddName(&names, e.Name)
		}
	}
	return names
}
