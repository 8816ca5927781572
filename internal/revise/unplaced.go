package revise

import (
	"slices"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
)

// waiting are the known scenes that wait for a shoot day, by number, and wait on after a table that
// speaks of none: it has not placed them.
func (m *merger) waiting(schedule *production.Schedule) []string {
	if m.says.all || len(schedule.Unplaced) > 0 {
		return schedule.Unplaced
	}
	placed := map[string]bool{}
	eachStrip(schedule.Days, func(_ *production.Day, _ string, s *production.Strip) {
		placed[slate.Key(s.SceneNumber)], placed[slate.Base(s.SceneNumber)] = true, true
	})
	return slices.DeleteFunc(slices.Clone(m.facts.Unplaced), func(number string) bool { return placed[slate.Key(number)] })
}

// withWaiting adds the scenes that wait on to the breakdown of a table, as the schedule described them.
func (m *merger) withWaiting(fresh []production.Scene, waiting []string) []production.Scene {
	if m.says.all || len(waiting) == 0 {
		return fresh
	}
	numbers := map[string]bool{}
	for _, number := range waiting {
		numbers[slate.Key(number)] = true
	}
	kept := m.asDescribed(fresh, numbers)
	if len(kept) == 0 {
		return fresh
	}
	all := slices.Concat(fresh, kept)
	m.match = newMatcher(m.facts.Scenes, all)
	return all
}
