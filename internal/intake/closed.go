package intake

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// closedWords are what schedules write for a closed set, in plain letters.
var closedWords = []string{" closed set ", " set closed ", " geschlossenes set ", " set cerrado ", " set fechado ", " plateau ferme ", " set chiuso "}

// saysClosed finds "closed set" in what people wrote: overlooking one would put us where nobody
// wants us, so the words alone are enough.
func saysClosed(texts ...string) bool {
	for _, t := range texts {
		key := " " + plainKey(t) + " "
		for _, words := range closedWords {
			if strings.Contains(key, words) {
				return true
			}
		}
	}
	return false
}

// closedAbove reports that the strip right above the next one is a banner that closes the set.
func closedAbove(strips []production.Strip) bool {
	if len(strips) == 0 {
		return false
	}
	return saysClosed(strips[len(strips)-1].Banner)
}

// keepClosed carries closed sets and limits over to a paper that has no place for them: most programs
// cannot write them, and a set must not open because a file was exported anew. A paper that has one
// decides, also that a set is open.
func (m *merger) keepClosed(fresh []production.Day) {
	closed, limits := map[string]bool{}, map[string]int{}
	eachStrip(m.facts.Days, func(_ *production.Day, _ string, s *production.Strip) {
		if s.SceneNumber == "" {
			return
		}
		key := sceneOfStrip(s)
		closed[key] = closed[key] || s.Closed
		if s.Capacity >= 0 {
			limits[key] = s.Capacity
		}
	})
	eachStrip(fresh, func(_ *production.Day, _ string, s *production.Strip) {
		key := sceneOfStrip(s)
		if closed[key] && !s.Closed && !m.says.closed {
			s.Closed = true
			m.warn("the schedule does not say whether the set of scene %s is closed; it stays closed. A column \"Closed set\" with no opens it", s.SceneNumber)
		}
		if limit, ok := limits[key]; ok && s.Capacity < 0 && !m.says.limits {
			s.Capacity = limit
		}
	})
}
