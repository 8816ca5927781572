package revise

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
)

// schedule replaces the schedule's part of everything that the paper has a place for. A table has none
// for events, banners, notes of days, scenes that wait for a day, and most of a breakdown: those known stay.
func (m *merger) schedule(schedule *production.Schedule, breakdown []production.Scene, boards map[string]string) {
	if !m.says.all && len(schedule.Days) == 0 {
		m.bareBreakdown(schedule, breakdown)
		return
	}
	waiting := m.waiting(schedule)
	at := m.breakdown(m.withWaiting(breakdown, waiting))
	fresh := resolveDays(schedule.Days, boards)
	linkStrips(fresh, at)
	m.pairDays(fresh)
	m.keepClosed(fresh)
	m.keepUnsaid(fresh, breakdown)
	m.castOfStrips(fresh)
	m.locations(fresh, schedule.Locations)
	newStripIDs(m.facts.Days).give(fresh)
	m.facts.Days = fresh
	if m.says.all {
		m.events(schedule.Events)
	}
	m.facts.Unplaced = waiting
	m.renameByScenes(schedule.People)
	m.schedulePeople(schedule.People)
	m.settle()
}

// boardNames finds the character behind a board number, from the new paper first.
func boardNames(known, fresh []production.Person) map[string]string {
	names := map[string]string{}
	for _, p := range append(slices.Clone(known), fresh...) {
		if p.Kind == production.Cast && p.BoardID != "" {
			names[p.BoardID] = p.Character
		}
	}
	return names
}

func resolveNames(names []string, boards map[string]string) []string {
	out := slices.Clone(names)
	for i, name := range out {
		out[i] = cmp.Or(boards[name], name)
	}
	return out
}

// resolveScenes is the breakdown with characters for cast numbers.
func resolveScenes(scenes []production.Scene, boards map[string]string) []production.Scene {
	out := slices.Clone(scenes)
	for i := range out {
		out[i].Characters = resolveNames(out[i].Characters, boards)
		out[i].Elements = slices.Clone(out[i].Elements)
		for j := range out[i].Elements {
			if e := &out[i].Elements[j]; e.Category == production.CategoryCast {
				e.Name = cmp.Or(boards[e.Name], e.Name)
			}
		}
	}
	return out
}

func resolveDays(days []production.Day, boards map[string]string) []production.Day {
	out := production.CloneDays(days)
	for i := range out {
		for j := range out[i].Units {
			for k := range out[i].Units[j].Strips {
				strip := &out[i].Units[j].Strips[k]
				strip.Cast = resolveNames(strip.Cast, boards)
			}
		}
	}
	return out
}

// breakdown replaces the schedule's part of the scenes. It returns which scene the paper means by each
// of its numbers.
func (m *merger) breakdown(fresh []production.Scene) map[string]production.SceneID {
	old := m.facts.Scenes
	pair := m.match.pair
	means := map[string]production.SceneID{}
	seen := make([]bool, len(old))
	scenes := slices.Clone(old)
	for _, i := range slate.Order(fresh) {
		j := pair[i]
		switch {
		case j < 0:
			s := fresh[i]
			s.ID = production.NewID[production.SceneID]()
			scenes = append(scenes, s)
		case seen[j]:
			foldPart(&scenes[j], fresh[i])
		default:
			seen[j] = true
			scenes[j] = m.underSchedule(old[j], fresh[i])
		}
		if key := slate.Key(fresh[i].Number); means[key] == "" {
			means[key] = scenes[max(j, 0)].ID
			if j < 0 {
				means[key] = scenes[len(scenes)-1].ID
			}
		}
	}
	m.facts.Scenes = scenes[:0]
	for j, s := range scenes {
		switch {
		case j >= len(old) || seen[j] || !s.InSchedule:
			m.facts.Scenes = append(m.facts.Scenes, s)
		case s.InScript:
			s.InSchedule = false
			m.says.describe(&s, production.Scene{})
			s.Elements = m.says.elements(s.Elements)
			m.facts.Scenes = append(m.facts.Scenes, s)
		}
	}
	return means
}

// underSchedule is the known scene with what the fresh breakdown says about it.
func (m *merger) underSchedule(known, fresh production.Scene) production.Scene {
	s := known
	s.Elements = append(m.says.elements(known.Elements), fresh.Elements...)
	s.InSchedule = true
	m.says.describe(&s, fresh)
	if !known.NumberGiven && fresh.NumberGiven {
		s.Number, s.NumberGiven = slate.Base(fresh.Number), true
	}
	s.Synopsis = cmp.Or(s.Synopsis, fresh.Synopsis)
	if fresh.Eighths > 0 && (!fresh.Estimated || s.Estimated || s.Eighths == 0) {
		s.Eighths, s.Estimated = fresh.Eighths, fresh.Estimated
		s.Page = cmp.Or(fresh.Page, s.Page)
	}
	return s
}
