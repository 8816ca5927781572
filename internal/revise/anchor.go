package revise

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/slate"
)

// look describes every scene and finds, for every fresh one, the old ones with which it has the most
// in common.
func (m *matcher) look() {
	m.was, m.is = make([]profile, len(m.old)), make([]profile, len(m.fresh))
	readable := false // a breakdown has no text to compare
	for i, s := range m.fresh {
		m.is[i] = newProfile(s, true)
		readable = readable || len(s.Lines) > 0
	}
	for j, s := range m.old {
		m.was[j] = newProfile(s, readable)
	}
	m.rarity = newRarity(m.was, m.is)
	texts, facts := newIndex(m.was, textOf), newIndex(m.was, factsOf)
	m.near = make([][]near, len(m.fresh))
	for i := range m.fresh {
		p := &m.is[i]
		found := texts.find(p.text)
		if len(p.text) == 0 || len(found) < maxNear {
			found = append(found, facts.find(p.facts)...)
		}
		slices.Sort(found)
		for _, j := range slices.Compact(found) {
			m.near[i] = append(m.near[i], near{j, m.rarity.compare(&m.was[j], p)})
		}
		slices.SortStableFunc(m.near[i], func(a, b near) int { return cmp.Compare(b.rank(), a.rank()) })
	}
}

// rank orders scenes by what they have in common: text first.
func (n near) rank() float64 { return n.text + n.facts/4 }

func textOf(p *profile) []uint64  { return p.text }
func factsOf(p *profile) []uint64 { return p.facts }

// gramIndex finds old scenes by what stands in them. All lists lie one behind the other; start says
// where the list of a bucket begins.
type gramIndex struct {
	start []int32
	list  []int32
	mask  uint64
	score []int32 // of the old scenes during one search
}

func newIndex(scenes []profile, grams func(*profile) []uint64) *gramIndex {
	total := 0
	for j := range scenes {
		total += len(grams(&scenes[j]))
	}
	size := tableSize(total)
	x := gramIndex{start: make([]int32, size+1), list: make([]int32, total), mask: uint64(size - 1), score: make([]int32, len(scenes))}
	for j := range scenes {
		for _, g := range grams(&scenes[j]) {
			x.start[g&x.mask+1]++
		}
	}
	for b := range size {
		x.start[b+1] += x.start[b]
	}
	next := slices.Clone(x.start[:size])
	for j := range scenes {
		for _, g := range grams(&scenes[j]) {
			x.list[next[g&x.mask]] = int32(j)
			next[g&x.mask]++
		}
	}
	return &x
}

// A search looks at the rarest words of a scene, and at no word that stands nearly everywhere: that
// keeps the work in proportion to the length of the scripts.
const (
	maxNear   = 6  // scenes that are compared word by word
	maxProbes = 48 // words looked up
	commonest = 96 // scenes that a word may stand in to be looked up
)

// find returns the scenes that share most of the rare grams.
func (x *gramIndex) find(grams []uint64) []int {
	var touched []int
	probes := 0
	for _, bound := range [][2]int32{{1, 3}, {4, 15}, {16, commonest}} {
		for _, g := range grams {
			bucket := g & x.mask
			list := x.list[x.start[bucket]:x.start[bucket+1]]
			if n := int32(len(list)); n < bound[0] || n > bound[1] || probes >= maxProbes {
				continue
			}
			probes++
			for _, j := range list {
				if x.score[j] == 0 {
					touched = append(touched, int(j))
				}
				x.score[j] += 1 + commonest/int32(len(list)) // a rare word counts for more
			}
		}
	}
	slices.SortFunc(touched, func(a, b int) int { return cmp.Or(cmp.Compare(x.score[b], x.score[a]), cmp.Compare(a, b)) })
	for _, j := range touched {
		x.score[j] = 0
	}
	return touched[:min(len(touched), maxNear)]
}

// What makes an anchor: texts that have much in common, or breakdowns that have nearly all, and in
// either case more than with any other scene.
const (
	anchorText  = 0.4
	anchorFacts = 0.75
	anchorLead  = 0.1
)

// findAnchors finds the pairs that contents alone prove: each is the other's best, by a distance.
func (m *matcher) findAnchors() {
	m.anchor, m.anchored = make([]int, len(m.fresh)), make([]int, len(m.old))
	best, second := make([]float64, len(m.old)), make([]float64, len(m.old))
	claims := make([]int, len(m.old))
	for j := range m.old {
		m.anchored[j], claims[j] = -1, -1
	}
	for i, list := range m.near {
		for _, n := range list {
			switch rank := n.rank(); {
			case rank > best[n.old]:
				best[n.old], second[n.old], claims[n.old] = rank, best[n.old], i
			case rank > second[n.old]:
				second[n.old] = rank
			}
		}
	}
	for i, list := range m.near {
		m.anchor[i] = -1
		if len(list) == 0 || claims[list[0].old] != i || !m.proves(i, list[0]) {
			continue
		}
		next := second[list[0].old]
		if len(list) > 1 {
			next = max(next, list[1].rank())
		}
		if list[0].rank()-next >= anchorLead {
			m.anchor[i], m.anchored[list[0].old] = list[0].old, i
		}
	}
	m.weighNumbers()
}

func (m *matcher) proves(i int, n near) bool {
	if len(m.is[i].text) > 0 && len(m.was[n.old].text) > 0 {
		return n.text >= anchorText
	}
	return n.facts >= anchorFacts
}

// trust says what numbers are worth around a scene.
type trust int

const (
	trusted    trust = iota // numbers and contents agree, or nothing is known
	unclear                 // they agree on one side alone: the renumbering begins or ends here
	renumbered              // contents say that the numbers were given anew
)

// weighNumbers asks, for every fresh scene, the anchors before and after it whether they carry the
// same number as their old scene.
func (m *matcher) weighNumbers() {
	m.trust = make([]trust, len(m.fresh))
	votes := make([]int, len(m.order))
	for at, i := range m.order {
		if j := m.anchor[i]; j >= 0 {
			votes[at] = vote(givenNumber(m.old[j]), givenNumber(m.fresh[i]))
		}
	}
	before, after := neighbourVotes(votes), votes
	slices.Reverse(after)
	after = neighbourVotes(after)
	slices.Reverse(after)
	for at, i := range m.order {
		switch against := min(before[at], after[at]); {
		case against >= 0:
			m.trust[i] = trusted
		case max(before[at], after[at]) > 0:
			m.trust[i] = unclear
		default:
			m.trust[i] = renumbered
		}
	}
}

// vote is 1 for a number that stayed, -1 for one that changed, 0 where a paper gives none or only the
// letter changed, as happens when a scene is split.
func vote(was, is string) int {
	switch {
	case was == "" || is == "":
		return 0
	case slate.Base(was) == slate.Base(is):
		return 1
	case slate.SameDigits(was, is):
		return 0
	}
	return -1
}

// voters is how many anchors on one side are asked.
const voters = 3

// neighbourVotes adds up, for every place, the last votes before it.
func neighbourVotes(votes []int) []int {
	sums := make([]int, len(votes))
	var last []int
	for at, v := range votes {
		for _, w := range last {
			sums[at] += w
		}
		if v != 0 {
			last = append(last, v)
			last = last[max(0, len(last)-voters):]
		}
	}
	return sums
}

// byNumber pairs scenes that carry the same number in both papers, where contents do not deny it.
func (m *matcher) byNumber() {
	waiting := map[string][]int{}
	for j, s := range m.old {
		if key := givenNumber(s); key != "" {
			waiting[key] = append(waiting[key], j)
		}
	}
	for _, i := range m.order {
		key := givenNumber(m.fresh[i])
		list := waiting[key]
		if key == "" || len(list) == 0 {
			continue
		}
		if at := max(0, slices.Index(list, m.anchor[i])); m.numberHolds(i, list[at]) {
			m.set(i, list[at])
			waiting[key] = slices.Delete(list, at, at+1)
		}
	}
}

// supporting is how much of one text must stand in the other for a number to be believed although
// another scene has more of it: a scene that was split, or that took another in.
const supporting = 0.3

// numberHolds decides whether a fresh scene is the old one with its number.
func (m *matcher) numberHolds(i, j int) bool {
	if m.anchor[i] == j {
		return true
	}
	l := m.likeness(i, j)
	bothTexts := len(m.was[j].text) > 0 && len(m.is[i].text) > 0
	supported := bothTexts && (l.text >= supportingText || max(l.inOld, l.inNew) >= supporting) || !bothTexts && l.facts >= supporting
	omitted := m.old[j].Omitted || m.fresh[i].Omitted
	samePlace := m.was[j].place == m.is[i].place && m.is[i].place != ""
	rival := m.anchor[i] >= 0 || m.anchored[j] >= 0
	switch {
	case m.trust[i] == renumbered:
		return !rival && bothTexts && l.text >= supportingText
	case m.trust[i] == unclear:
		return !rival && (supported || samePlace || omitted)
	case rival && bothTexts:
		return supported || samePlace && m.anchor[i] < 0 // a part of the scene, written anew
	case rival && !omitted && m.proofByText(i, j):
		return supported
	}
	return true
}

// proofByText reports that what denies the number is text, not a breakdown that many scenes share.
func (m *matcher) proofByText(i, j int) bool {
	if a := m.anchor[i]; a >= 0 && len(m.was[a].text) > 0 && len(m.is[i].text) > 0 {
		return true
	}
	b := m.anchored[j]
	return b >= 0 && len(m.was[j].text) > 0 && len(m.is[b].text) > 0
}

// takeAnchors pairs what contents prove and numbers did not decide. Where numbers are trusted, a
// breakdown that agrees does not make two numbers one scene.
func (m *matcher) takeAnchors() {
	for _, i := range m.order {
		j := m.anchor[i]
		if j < 0 || !m.free(i) || m.taken[j] {
			continue
		}
		bothTexts := len(m.was[j].text) > 0 && len(m.is[i].text) > 0
		if bothTexts || m.trust[i] != trusted || givenNumber(m.old[j]) == "" || givenNumber(m.fresh[i]) == "" {
			m.set(i, j)
		}
	}
}
