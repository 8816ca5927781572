package revise

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// How scenes became others.
const (
	wasSplit   = "split"
	wereJoined = "joined"
)

// What makes a part of a split or joined scene: so much of the shorter text stands in the longer one,
// and it is more than a line or two.
const (
	partOfText = 0.5
	heirOfText = 0.3
	fewGrams   = 6
)

// lineage finds the scenes that were split or joined: a new scene whose text stood in a known one that
// lives on, and a scene that is gone or omitted whose text stands in another now. ids are those of
// the fresh scenes.
func (m *matcher) lineage(ids []production.SceneID) []Lineage {
	heir := make([]int, len(m.old)) // fresh scene by old scene
	for j := range heir {
		heir[j] = -1
	}
	for i, j := range m.pair {
		if j >= 0 && heir[j] < 0 {
			heir[j] = i
		}
	}
	return append(m.splits(heir, ids), m.joins(heir, ids)...)
}

// splits gathers, for every old scene, the new scenes that were made of it.
func (m *matcher) splits(heir []int, ids []production.SceneID) []Lineage {
	parts := map[int][]int{}
	var wholes []int
	for _, i := range m.order {
		if m.pair[i] >= 0 && !m.old[m.pair[i]].Omitted || len(m.is[i].text) < fewGrams {
			continue
		}
		from, most := -1, partOfText
		for _, n := range m.near[i] {
			if n.inOld >= most && heir[n.old] >= 0 && heir[n.old] != i && m.livesOn(heir[n.old], n.old) {
				from, most = n.old, n.inOld
			}
		}
		if from < 0 {
			continue
		}
		if parts[from] == nil {
			wholes = append(wholes, from)
		}
		parts[from] = append(parts[from], i)
	}
	slices.Sort(wholes)
	var list []Lineage
	for _, j := range wholes {
		l := Lineage{How: wasSplit, What: whatScene, From: []string{string(m.old[j].ID)}, To: []string{string(ids[heir[j]])}}
		for _, i := range parts[j] {
			l.To = append(l.To, string(ids[i]))
		}
		list = append(list, l)
	}
	return list
}

// livesOn reports that the heir of an old scene is omitted or holds some of its text.
func (m *matcher) livesOn(heir, old int) bool {
	return m.fresh[heir].Omitted || m.likeness(heir, old).inOld >= heirOfText
}

// joins gathers, for every fresh scene, the old ones that went into it.
func (m *matcher) joins(heir []int, ids []production.SceneID) []Lineage {
	m.holding = newIndex(m.is, textOf)
	gone := map[int][]int{}
	var wholes []int
	for j := range m.old {
		if heir[j] >= 0 && !(m.fresh[heir[j]].Omitted && !m.old[j].Omitted) || len(m.was[j].text) < fewGrams {
			continue
		}
		if i := m.tookIn(j); i >= 0 {
			if gone[i] == nil {
				wholes = append(wholes, i)
			}
			gone[i] = append(gone[i], j)
		}
	}
	slices.SortFunc(wholes, func(a, b int) int { return cmp.Compare(m.fresh[a].Position, m.fresh[b].Position) })
	var list []Lineage
	for _, i := range wholes {
		l := Lineage{How: wereJoined, What: whatScene, From: []string{string(m.old[m.pair[i]].ID)}, To: []string{string(ids[i])}}
		for _, j := range gone[i] {
			l.From = append(l.From, string(m.old[j].ID))
		}
		list = append(list, l)
	}
	return list
}

// tookIn is the fresh scene, with an old one of its own, that holds most of the text of an old scene
// that is gone; -1 for none.
func (m *matcher) tookIn(j int) int {
	best, most := -1, partOfText
	for _, i := range m.holding.find(m.was[j].text) {
		own, held := m.pair[i], m.rarity.compare(&m.was[j], &m.is[i]).inNew
		if own < 0 || own == j || held < most || m.likeness(i, own).inNew < heirOfText {
			continue
		}
		best, most = i, held
	}
	return best
}
