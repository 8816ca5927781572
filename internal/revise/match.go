package revise

import (
	"slices"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
)

// matcher pairs scenes of a new paper with known ones, surest pairs first.
type matcher struct {
	old, fresh []production.Scene
	pair       []int  // for every fresh scene the index of the old one, -1 for none
	taken      []bool // for every old scene
	order      []int  // fresh scenes in the order of their numbers
	leader     []int  // for a further part ("22PT2") the first part, else -1

	was, is  []profile // of old and of fresh scenes
	rarity   *rarity
	near     [][]near // for every fresh scene the old ones with the most in common, best first
	anchor   []int    // for every fresh scene the old one that its contents alone point at, -1 for none
	anchored []int    // the other way round
	trust    []trust  // for every fresh scene how far numbers can be trusted around it

	holding *gramIndex // finds fresh scenes by their text
}

// near is an old scene that has something in common with a fresh one.
type near struct {
	old int
	likeness
}

// newMatcher finds for every fresh scene the old scene that it is. Parts of one scene ("22PT1",
// "22PT2") may share an old scene of the script. A number that both papers give is believed
// as long as the contents of the scenes around it agree; where they tell of a renumbering, contents
// decide.
func newMatcher(old, fresh []production.Scene) *matcher {
	m := matcher{old: old, fresh: fresh, pair: make([]int, len(fresh)), taken: make([]bool, len(old)), order: slate.Order(fresh)}
	m.leader = make([]int, len(fresh))
	for i := range m.pair {
		m.pair[i], m.leader[i] = -1, -1
	}
	m.look()
	m.findAnchors()
	m.byNumber()
	m.byParts(givenNumber)
	m.lead()
	m.takeAnchors()
	m.byKey(func(_ production.Scene, p *profile) string { return p.print })
	if !m.counted() {
		m.byKey(func(s production.Scene, p *profile) string {
			if p.place == "" {
				return ""
			}
			return slate.Key(s.Number) + "\n" + p.place
		})
	}
	m.align()
	m.byKey(func(_ production.Scene, p *profile) string { return p.place })
	m.byText()
	m.byKey(func(s production.Scene, _ *profile) string { return production.NormalHeading(s.Heading) }) // no place, no text
	m.byParts(func(s production.Scene) string { return slate.Key(s.Number) })
	m.byCount()
	m.follow()
	return &m
}

// givenNumber is the key of a number that the paper itself carries, "" else.
func givenNumber(s production.Scene) string {
	if !s.NumberGiven {
		return ""
	}
	return slate.Key(s.Number)
}

// lead finds, for parts that are still unpaired, the first part of the same scene: only that one
// looks for a partner.
func (m *matcher) lead() {
	first := map[string]int{}
	for _, i := range m.order {
		base := slate.Base(m.fresh[i].Number)
		if m.pair[i] >= 0 || base == slate.Key(m.fresh[i].Number) {
			continue
		}
		if j, ok := first[base]; ok {
			m.leader[i] = j
			continue
		}
		first[base] = i
	}
}

// follow pairs further parts with the script's scene that their first part found.
func (m *matcher) follow() {
	for i, first := range m.leader {
		if first >= 0 && m.pair[first] >= 0 && m.old[m.pair[first]].InScript {
			m.pair[i] = m.pair[first]
		}
	}
}

// free reports that a fresh scene still looks for a partner of its own.
func (m *matcher) free(i int) bool { return m.pair[i] < 0 && m.leader[i] < 0 }

func (m *matcher) set(i, j int) { m.pair[i], m.taken[j] = j, true }

// counted reports a script without numbers of its own: those that we counted shift with every new
// scene and prove nothing.
func (m *matcher) counted() bool {
	return len(m.fresh) > 0 && m.fresh[0].InScript &&
		!slices.ContainsFunc(m.fresh, func(s production.Scene) bool { return s.NumberGiven })
}

// What two texts must have in common to be one scene where nothing else says so, and where a little
// else does (the place, the number, the order).
const (
	tellingText    = 0.3
	supportingText = 0.15
)

// may reports that a pair does not speak against itself. Two scenes that both carry a number, and not
// the same one, are one scene only if the contents say so; how clearly depends on what numbers are
// worth around here.
func (m *matcher) may(i, j int) bool {
	a, b := givenNumber(m.old[j]), givenNumber(m.fresh[i])
	bothTexts := len(m.was[j].text) > 0 && len(m.is[i].text) > 0
	// Text without any heading has its place as well.
	samePlace := m.was[j].place == m.is[i].place && m.is[i].place+m.is[i].print != ""
	if a == "" || b == "" {
		return samePlace || bothTexts && m.likeness(i, j).text >= supportingText
	}
	if a == b && m.trust[i] != renumbered {
		return true
	}
	switch m.trust[i] {
	case renumbered:
		return samePlace || bothTexts && m.likeness(i, j).text >= supportingText
	case unclear:
		return bothTexts && m.likeness(i, j).text >= supportingText || !bothTexts && samePlace
	}
	return bothTexts && m.likeness(i, j).text >= tellingText
}

func (m *matcher) likeness(i, j int) likeness {
	for _, n := range m.near[i] {
		if n.old == j {
			return n.likeness
		}
	}
	return m.rarity.compare(&m.was[j], &m.is[i])
}

// byKey pairs scenes with the same key, the first with the first. Texts that have nothing in common
// are not paired for their place.
func (m *matcher) byKey(key func(production.Scene, *profile) string) {
	waiting := map[string][]int{}
	for j, s := range m.old {
		if m.taken[j] {
			continue
		}
		if k := key(s, &m.was[j]); k != "" {
			waiting[k] = append(waiting[k], j)
		}
	}
	if len(waiting) == 0 {
		return
	}
	for _, i := range m.order {
		if !m.free(i) {
			continue
		}
		k := key(m.fresh[i], &m.is[i])
		list := waiting[k]
		if k == "" || len(list) == 0 {
			continue
		}
		if j := list[0]; m.may(i, j) && !m.contradict(i, j) {
			m.set(i, j)
			waiting[k] = list[1:]
		}
	}
}

// contradict reports two texts long enough to tell that they are different.
func (m *matcher) contradict(i, j int) bool {
	return min(len(m.was[j].text), len(m.is[i].text)) >= enoughGrams && m.likeness(i, j).text < supportingText
}

// byText pairs what is left by text alone, wherever it went.
func (m *matcher) byText() {
	for _, i := range m.order {
		if !m.free(i) {
			continue
		}
		for _, n := range m.near[i] {
			if !m.taken[n.old] && n.text >= tellingText {
				m.set(i, n.old)
				break
			}
		}
	}
}

// byParts pairs parts with their whole: fresh parts with one scene of the script, or one fresh scene
// with the first of several old parts. The key is the number, "" for scenes to leave out.
func (m *matcher) byParts(key func(production.Scene) string) {
	whole := map[string]int{}
	for j := len(m.old) - 1; j >= 0; j-- {
		if k := key(m.old[j]); k != "" {
			whole[slate.Base(k)] = j
		}
	}
	for i, s := range m.fresh {
		k := key(s)
		j, ok := whole[slate.Base(k)]
		if !m.free(i) || !ok || k == "" {
			continue
		}
		freshPart := slate.Base(k) != k
		oldPart := slate.Base(m.old[j].Number) != slate.Key(m.old[j].Number)
		if freshPart && m.old[j].InScript || oldPart && !freshPart && !m.taken[j] {
			m.set(i, j)
		}
	}
}

// byCount pairs what is left by number where one paper only counts: the third scene of a script
// without numbers is scene 3 of the schedule. Two scripts are not paired so: their counts shift.
func (m *matcher) byCount() {
	byNumber := map[string]int{}
	for j := len(m.old) - 1; j >= 0; j-- {
		if !m.taken[j] {
			byNumber[slate.Key(m.old[j].Number)] = j
		}
	}
	for i, s := range m.fresh {
		j, ok := byNumber[slate.Key(s.Number)]
		if !m.free(i) || !ok || m.taken[j] || s.InScript && m.old[j].InScript {
			continue
		}
		if s.NumberGiven && m.old[j].NumberGiven {
			continue // byNumber has decided already
		}
		m.set(i, j)
	}
}
