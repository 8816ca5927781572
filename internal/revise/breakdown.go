package revise

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
)

// bareBreakdown takes in a breakdown without days: the shoot days, the events and the scenes that
// stand on a day stay, whatever it leaves out. It describes scenes and says nothing of when they are
// shot.
func (m *merger) bareBreakdown(schedule *production.Schedule, fresh []production.Scene) {
	all := slices.Concat(fresh, m.placedScenes(fresh))
	m.match = newMatcher(m.facts.Scenes, all)
	m.breakdown(all)
	days := production.CloneDays(m.facts.Days)
	m.dressStrips(days, fresh)
	m.facts.Days = days
	if m.says.field(intake.LocationField) {
		list := listOf(m.facts.Locations)
		for _, s := range fresh {
			list.Add(s.Location(), s.Set)
		}
		m.facts.Locations = list.All()
	}
	m.schedulePeople(schedule.People)
	m.settle()
}

// placedScenes are the known scenes that stand on a shoot day, or wait for one, and that the fresh
// breakdown leaves out, as the schedule describes them.
func (m *merger) placedScenes(fresh []production.Scene) []production.Scene {
	placed := map[string]bool{}
	eachStrip(m.facts.Days, func(_ *production.Day, _ string, s *production.Strip) {
		placed[slate.Key(s.SceneNumber)] = true
		placed[slate.Base(s.SceneNumber)] = true
	})
	for _, number := range m.facts.Unplaced {
		placed[slate.Key(number)] = true
	}
	return m.asDescribed(fresh, placed)
}

// asDescribed are the known scenes of these numbers that the fresh breakdown leaves out, with what the
// schedule said of them.
func (m *merger) asDescribed(fresh []production.Scene, numbers map[string]bool) []production.Scene {
	for _, s := range fresh {
		delete(numbers, slate.Key(s.Number))
	}
	var kept []production.Scene
	for _, s := range m.facts.Scenes {
		if !s.InSchedule || !numbers[slate.Key(s.Number)] || slate.Key(s.Number) == "" {
			continue
		}
		s.Elements = slices.DeleteFunc(slices.Clone(s.Elements), func(e production.Element) bool {
			return e.Source == production.FromScript || !m.says.category(e.Category)
		})
		kept = append(kept, s)
	}
	return kept
}

// dressStrips gives the strips of the described scenes the cast and the set that the breakdown gives.
func (m *merger) dressStrips(days []production.Day, fresh []production.Scene) {
	scenes := map[string]production.Scene{}
	for _, s := range fresh {
		scenes[slate.Key(s.Number)] = s
	}
	eachStrip(days, func(_ *production.Day, _ string, strip *production.Strip) {
		s, ok := scenes[slate.Key(strip.SceneNumber)]
		if !ok || strip.SceneNumber == "" {
			return
		}
		strip.Set = cmp.Or(s.Set, strip.Set)
		if m.says.field(intake.CastField) {
			strip.Cast = slices.Clone(s.Characters)
		}
	})
}
