package intake

import (
	"hash/fnv"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

var partSuffix = regexp.MustCompile(`^(.*\d[A-Z]*)[ -]?(?:PT|PART)\.?[ ]?\d+$`)

// baseNumber is the scene that a number is a part of: 22 for "22PT1"; itself otherwise. It is a
// numberKey.
func baseNumber(number string) string {
	key := numberKey(number)
	if m := partSuffix.FindStringSubmatch(key); m != nil {
		return m[1]
	}
	return key
}

// matcher pairs scenes of a new paper with known ones, surest pairs first.
type matcher struct {
	old, fresh []production.Scene
	pair       []int  // for every fresh scene the index of the old one, -1 for none
	taken      []bool // for every old scene
	order      []int  // fresh scenes in the order of their numbers
	leader     []int  // for a further part ("22PT2") the first part, else -1
}

// matchScenes finds for every fresh scene the index of the old scene that it is, -1 for a new one.
// Parts of one scene ("22PT1", "22PT2") may share an old scene.
func matchScenes(old, fresh []production.Scene) []int {
	m := matcher{old: old, fresh: fresh, pair: make([]int, len(fresh)), taken: make([]bool, len(old)), order: numberOrder(fresh)}
	m.leader = make([]int, len(fresh))
	for i := range m.pair {
		m.pair[i], m.leader[i] = -1, -1
	}
	given := func(s production.Scene) string {
		if !s.NumberGiven {
			return ""
		}
		return numberKey(s.Number)
	}
	m.byKey(given)
	m.byParts(given)
	m.lead()
	m.byKey(func(s production.Scene) string {
		if len(s.Lines) == 0 {
			return ""
		}
		return production.NormalHeading(s.Heading) + "\n" + textPrint(s, 0)
	})
	if !m.counted() {
		m.byKey(func(s production.Scene) string {
			if place := placeKey(s); place != "" {
				return numberKey(s.Number) + "\n" + place
			}
			return ""
		})
	}
	m.bySequence()
	m.byKey(placeKey)
	m.byKey(func(s production.Scene) string { return textPrint(s, tellingText) })
	m.byKey(func(s production.Scene) string { return production.NormalHeading(s.Heading) }) // no place, no text
	m.byParts(func(s production.Scene) string { return numberKey(s.Number) })
	m.byCount()
	m.follow()
	return m.pair
}

// lead finds, for parts that are still unpaired, the first part of the same scene: only that one
// looks for a partner.
func (m *matcher) lead() {
	first := map[string]int{}
	for _, i := range m.order {
		base := baseNumber(m.fresh[i].Number)
		if m.pair[i] >= 0 || base == numberKey(m.fresh[i].Number) {
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

// numberOrder sorts scenes by number, so that a breakdown in shooting order reads like a script.
func numberOrder(scenes []production.Scene) []int {
	order := make([]int, len(scenes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compareNumbers(scenes[a], scenes[b]) })
	return order
}

// compareNumbers orders "2", "12", "12A"; scenes of a script keep the script's order.
func compareNumbers(a, b production.Scene) int {
	if a.InScript && b.InScript {
		return a.Position - b.Position
	}
	na, ra := leadingNumber(a.Number)
	nb, rb := leadingNumber(b.Number)
	if na != nb {
		return na - nb
	}
	return strings.Compare(ra, rb)
}

func leadingNumber(number string) (int, string) {
	key := numberKey(number)
	at := strings.IndexAny(key, "0123456789")
	if at < 0 {
		return 1 << 30, key
	}
	end := at
	for end < len(key) && key[end] >= '0' && key[end] <= '9' {
		end++
	}
	n, _ := strconv.Atoi(key[at:min(end, at+9)])
	return n, key[end:] + key[:at]
}

// placeKey is where a scene plays: inside or outside and the set, in plain letters.
func placeKey(s production.Scene) string {
	if s.Set == "" {
		return ""
	}
	return string(s.IntExt) + "\n" + plainKey(s.Set)
}

// counted reports a script without numbers of its own: those that we counted shift with every new
// scene and prove nothing.
func (m *matcher) counted() bool {
	return len(m.fresh) > 0 && m.fresh[0].InScript &&
		!slices.ContainsFunc(m.fresh, func(s production.Scene) bool { return s.NumberGiven })
}

// tellingText is how many letters of text, alone, make a scene the same under another heading.
const tellingText = 20

// textPrint is a hash of the scene's text, "" for one with fewer letters than least.
func textPrint(s production.Scene, least int) string {
	hash, n := fnv.New64a(), 0
	for _, l := range s.Lines {
		hash.Write([]byte(l.Text))
		hash.Write([]byte{'\n'})
		n += len(l.Text)
	}
	if n < least {
		return ""
	}
	return strconv.FormatUint(hash.Sum64(), 36)
}

// byKey pairs scenes with the same key, the first with the first.
func (m *matcher) byKey(key func(production.Scene) string) {
	waiting := map[string][]int{}
	for j, s := range m.old {
		if m.taken[j] {
			continue
		}
		if k := key(s); k != "" {
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
		k := key(m.fresh[i])
		if list := waiting[k]; k != "" && len(list) > 0 {
			m.set(i, list[0])
			waiting[k] = list[1:]
		}
	}
}

func (m *matcher) set(i, j int) { m.pair[i], m.taken[j] = j, true }

// maxTable bounds the work of bySequence; scripts are far below it.
const maxTable = 4 << 20

// bySequence pairs scenes that play at the same place in the same order, by the longest common
// subsequence of those still unpaired.
func (m *matcher) bySequence() {
	var a, b []int
	for j := range m.old {
		if !m.taken[j] {
			a = append(a, j)
		}
	}
	for _, i := range m.order {
		if m.free(i) {
			b = append(b, i)
		}
	}
	if len(a)*len(b) > maxTable || len(a) == 0 || len(b) == 0 {
		return
	}
	keysA, keysB := m.keys(m.old, a), m.keys(m.fresh, b)
	width := len(b) + 1
	table := make([]int32, (len(a)+1)*width)
	for x := len(a) - 1; x >= 0; x-- {
		for y := len(b) - 1; y >= 0; y-- {
			best := max(table[(x+1)*width+y], table[x*width+y+1])
			if keysA[x] != "" && keysA[x] == keysB[y] {
				best = max(best, table[(x+1)*width+y+1]+1)
			}
			table[x*width+y] = best
		}
	}
	for x, y := 0, 0; x < len(a) && y < len(b); {
		switch {
		case keysA[x] != "" && keysA[x] == keysB[y] && table[x*width+y] == table[(x+1)*width+y+1]+1:
			m.set(b[y], a[x])
			x, y = x+1, y+1
		case table[(x+1)*width+y] >= table[x*width+y+1]:
			x++
		default:
			y++
		}
	}
}

func (m *matcher) keys(scenes []production.Scene, index []int) []string {
	keys := make([]string, len(index))
	for n, i := range index {
		keys[n] = placeKey(scenes[i])
	}
	return keys
}

// byParts pairs parts with their whole: fresh parts with one scene of the script, or one fresh scene
// with the first of several old parts. The key is the number, "" for scenes to leave out.
func (m *matcher) byParts(key func(production.Scene) string) {
	whole := map[string]int{}
	for j := len(m.old) - 1; j >= 0; j-- {
		if k := key(m.old[j]); k != "" {
			whole[baseNumber(k)] = j
		}
	}
	for i, s := range m.fresh {
		k := key(s)
		j, ok := whole[baseNumber(k)]
		if !m.free(i) || !ok || k == "" {
			continue
		}
		freshPart := baseNumber(k) != k
		oldPart := baseNumber(m.old[j].Number) != numberKey(m.old[j].Number)
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
			byNumber[numberKey(m.old[j].Number)] = j
		}
	}
	for i, s := range m.fresh {
		j, ok := byNumber[numberKey(s.Number)]
		if !m.free(i) || !ok || m.taken[j] || s.InScript && m.old[j].InScript {
			continue
		}
		m.set(i, j)
	}
}
