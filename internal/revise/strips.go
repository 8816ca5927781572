package revise

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
)

func eachStrip(days []production.Day, visit func(d *production.Day, unit string, s *production.Strip)) {
	for i := range days {
		for j := range days[i].Units {
			u := &days[i].Units[j]
			for k := range u.Strips {
				visit(&days[i], u.Unit, &u.Strips[k])
			}
		}
	}
}

// linkStrips points strips of a fresh schedule at the scenes that its breakdown means: a schedule may
// use other numbers than a script that was renumbered.
func linkStrips(days []production.Day, means map[string]production.SceneID) {
	eachStrip(days, func(_ *production.Day, _ string, s *production.Strip) {
		if s.SceneNumber == "" {
			return
		}
		s.SceneID = means[slate.Key(s.SceneNumber)]
		if s.SceneID == "" {
			s.SceneID = means[slate.Base(s.SceneNumber)]
		}
	})
}

// sceneBook finds scenes by id and by number.
type sceneBook struct {
	byNumber map[string]production.SceneID
	number   map[production.SceneID]string
}

func newSceneBook(scenes []production.Scene) sceneBook {
	b := sceneBook{map[string]production.SceneID{}, map[production.SceneID]string{}}
	for _, s := range scenes {
		b.number[s.ID] = s.Number
		if key := slate.Key(s.Number); b.byNumber[key] == "" {
			b.byNumber[key] = s.ID
		}
	}
	return b
}

// find is the scene of something that stood at a scene. Where that is gone, or "", it is looked up by
// number, or by the number without its part ("22PT1" is a part of scene 22).
func (b sceneBook) find(id production.SceneID, number string) production.SceneID {
	_, there := b.number[id]
	switch {
	case number == "":
		return ""
	case id != "" && there:
		return id
	case b.byNumber[slate.Key(number)] != "":
		return b.byNumber[slate.Key(number)]
	}
	return b.byNumber[slate.Base(number)]
}

// relink keeps strips and shots at their scene. A shot goes by that scene's number from then on; the
// number of a strip is the schedule's.
func (m *merger) relink() {
	book := newSceneBook(m.facts.Scenes)
	m.facts.Days = production.CloneDays(m.facts.Days)
	eachStrip(m.facts.Days, func(_ *production.Day, _ string, s *production.Strip) {
		s.SceneID = book.find(s.SceneID, s.SceneNumber)
	})
	m.facts.Shots = slices.Clone(m.facts.Shots)
	for i := range m.facts.Shots {
		shot := &m.facts.Shots[i]
		shot.SceneID = book.find(shot.SceneID, shot.Scene)
		shot.Scene = numberNow(shot.Scene, book.number[shot.SceneID])
	}
}

// numberNow is a scene's number as it is now, in place of the one that something was written for: "3PT1"
// for "2PT1" where scene 2 has become 3.
func numberNow(written, number string) string {
	was, is := slate.Key(written), slate.Key(number)
	switch {
	case is == "" || was == is || slate.Base(was) == is:
		return written
	case slate.IsSpan(was):
		return number
	}
	return strings.Replace(was, slate.Base(was), number, 1)
}

// sceneOfStrip is what a strip shoots: its scene and which part of it, else its number.
func sceneOfStrip(s *production.Strip) string { return sceneAndPart(s.SceneID, s.SceneNumber) }

func sceneAndPart(id production.SceneID, number string) string {
	key := slate.Key(number)
	if id == "" || key == "" {
		return key
	}
	return string(id) + " " + strings.Replace(key, slate.Base(key), "", 1)
}

// stripIDs hands out the ids of known strips: first to the same scene of the same unit on the same
// day, then to the same scene of that unit on another day, then to the same scene anywhere.
type stripIDs struct {
	known [3]map[stripPlace][]production.StripID
	taken map[production.StripID]bool
}

// stripPlace is what a strip is known by; day and unit are "" where any will do.
type stripPlace struct {
	day         production.DayID
	unit, scene string
	banner      string
}

func stripPlaces(d *production.Day, unit string, s *production.Strip) [3]stripPlace {
	unit = strings.ToLower(unit)
	scene := sceneOfStrip(s)
	return [3]stripPlace{{d.ID, unit, scene, s.Banner}, {"", unit, scene, s.Banner}, {"", "", scene, s.Banner}}
}

func newStripIDs(days []production.Day) *stripIDs {
	ids := stripIDs{taken: map[production.StripID]bool{}}
	for n := range ids.known {
		ids.known[n] = map[stripPlace][]production.StripID{}
	}
	eachStrip(days, func(d *production.Day, unit string, s *production.Strip) {
		for n, place := range stripPlaces(d, unit, s) {
			ids.known[n][place] = append(ids.known[n][place], s.ID)
		}
	})
	return &ids
}

// give sets the ids of all strips.
func (ids *stripIDs) give(days []production.Day) {
	eachStrip(days, func(_ *production.Day, _ string, s *production.Strip) { s.ID = "" })
	for n := range ids.known {
		eachStrip(days, func(d *production.Day, unit string, s *production.Strip) {
			if s.ID == "" {
				s.ID = ids.next(ids.known[n], stripPlaces(d, unit, s)[n])
			}
		})
	}
	eachStrip(days, func(_ *production.Day, _ string, s *production.Strip) {
		if s.ID == "" {
			s.ID = production.NewID[production.StripID]()
		}
	})
}

func (ids *stripIDs) next(from map[stripPlace][]production.StripID, place stripPlace) production.StripID {
	for len(from[place]) > 0 {
		id := from[place][0]
		from[place] = from[place][1:]
		if !ids.taken[id] {
			ids.taken[id] = true
			return id
		}
	}
	return ""
}
