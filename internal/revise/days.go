package revise

import (
	"maps"
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// dayPairs finds out which known shoot day each fresh one is.
type dayPairs struct {
	old, fresh []production.Day
	pair       []int // for every fresh day the old one, -1 for none
	taken      []bool
	onDate     map[production.Date]int // old days by date
	shared     []map[int]int           // for every fresh day: old day → scenes on both
}

// pairDays gives the fresh days their ids. A day is known by its date. Where the scenes tell that a
// day was put off to another date it goes with them, by number where dates are missing.
func (m *merger) pairDays(fresh []production.Day) {
	p := newDayPairs(m.facts.Days, fresh)
	p.putOff()
	p.byDate()
	p.byNumber()
	p.byOffset()
	for i := range fresh {
		if j := p.pair[i]; j >= 0 {
			fresh[i].ID = p.old[j].ID
		} else {
			fresh[i].ID = production.NewID[production.DayID]()
		}
	}
}

// tellingDays is how many days a scene may be shot on to tell one day from another.
const tellingDays = 40

func newDayPairs(old, fresh []production.Day) *dayPairs {
	p := dayPairs{old: old, fresh: fresh, pair: make([]int, len(fresh)), taken: make([]bool, len(old)), onDate: map[production.Date]int{}}
	shot := map[string][]int{} // scene → old days, as many as can tell something
	for j := len(old) - 1; j >= 0; j-- {
		if old[j].Date.Known() {
			p.onDate[old[j].Date] = j
		}
		for scene := range scenesOf(old[j]) {
			if len(shot[scene]) < tellingDays {
				shot[scene] = append(shot[scene], j)
			}
		}
	}
	p.shared = make([]map[int]int, len(fresh))
	for i, d := range fresh {
		p.pair[i], p.shared[i] = -1, map[int]int{}
		for scene := range scenesOf(d) {
			for _, j := range shot[scene] {
				p.shared[i][j]++
			}
		}
	}
	return &p
}

// scenesOf are the scenes of a day as strips know them; banners say nothing.
func scenesOf(d production.Day) map[string]bool {
	scenes := map[string]bool{}
	for _, u := range d.Units {
		for k := range u.Strips {
			if s := &u.Strips[k]; s.SceneNumber != "" {
				scenes[sceneOfStrip(s)] = true
			}
		}
	}
	return scenes
}

func (p *dayPairs) set(i, j int) { p.pair[i], p.taken[j] = j, true }

// putOff pairs days that moved as a whole: the same scenes on another date, and one thing more that
// says so. That is the number of the day, or the days around it that moved alike, or a date that is
// gone and one that is new. Two days that only changed places keep their dates, and their scenes move.
func (p *dayPairs) putOff() {
	alike := p.alike()
	onDate := map[production.Date]bool{}
	for _, d := range p.fresh {
		onDate[d.Date] = true
	}
	var moved []int
	for i, j := range alike {
		if j < 0 || !p.dated(i, j) || p.fresh[i].Date == p.old[j].Date {
			continue
		}
		there, known := p.onDate[p.fresh[i].Date]
		if known && p.shared[i][there] >= p.shared[i][j] {
			continue
		}
		vacant := !known && !onDate[p.old[j].Date] && p.shared[i][j] > 1
		if p.fresh[i].Number == p.old[j].Number || vacant || p.row(alike, i) {
			moved = append(moved, i)
		}
	}
	for _, i := range moved {
		p.set(i, alike[i])
	}
}

func (p *dayPairs) dated(i, j int) bool { return p.fresh[i].Date.Known() && p.old[j].Date.Known() }

// alike finds, for every fresh day, the old one with most of the same scenes: at least half of the
// fuller day's, and each the other's best. Among equals the same date counts, then the same number.
func (p *dayPairs) alike() []int {
	best, claim := make([]int, len(p.fresh)), make([]int, len(p.old))
	for j := range claim {
		claim[j] = -1
	}
	for i := range p.fresh {
		best[i] = -1
		for _, j := range slices.Sorted(maps.Keys(p.shared[i])) {
			if best[i] < 0 || p.closer(i, j, i, best[i]) {
				best[i] = j
			}
			if claim[j] < 0 || p.closer(i, j, claim[j], j) {
				claim[j] = i
			}
		}
	}
	for i, j := range best {
		if j >= 0 && (claim[j] != i || 2*p.shared[i][j] < max(len(scenesOf(p.fresh[i])), len(scenesOf(p.old[j])))) {
			best[i] = -1
		}
	}
	return best
}

// closer reports that one pair of days has more in common than another.
func (p *dayPairs) closer(i, j, otherI, otherJ int) bool {
	if a, b := p.shared[i][j], p.shared[otherI][otherJ]; a != b {
		return a > b
	}
	if a, b := p.fresh[i].Date == p.old[j].Date, p.fresh[otherI].Date == p.old[otherJ].Date; a != b {
		return a
	}
	return p.fresh[i].Number == p.old[j].Number && p.fresh[otherI].Number != p.old[otherJ].Number
}

// row reports that the day is one of three in a row that moved alike.
func (p *dayPairs) row(alike []int, i int) bool {
	with := func(n int) bool {
		k := i + n
		return k >= 0 && k < len(alike) && alike[k] == alike[i]+n && p.fresh[k].Date != p.old[alike[k]].Date
	}
	return with(-1) && (with(-2) || with(1)) || with(1) && with(2)
}

func (p *dayPairs) byDate() {
	for i, d := range p.fresh {
		if j, ok := p.onDate[d.Date]; ok && p.pair[i] < 0 && !p.taken[j] {
			p.set(i, j)
		}
	}
}

// byNumber pairs days by number where one of the two has no date.
func (p *dayPairs) byNumber() {
	numbered := map[int]int{}
	for j := len(p.old) - 1; j >= 0; j-- {
		if !p.taken[j] {
			numbered[p.old[j].Number] = j
		}
	}
	for i, d := range p.fresh {
		if j, ok := numbered[d.Number]; ok && p.pair[i] < 0 && !p.taken[j] && !p.dated(i, j) {
			p.set(i, j)
		}
	}
}

// byOffset pairs what is left when most of the days that moved did so by the same number of days.
func (p *dayPairs) byOffset() {
	count, moved, common := map[int]int{}, 0, 0
	for i, j := range p.pair {
		if j < 0 || !p.dated(i, j) || p.fresh[i].Date == p.old[j].Date {
			continue
		}
		offset := p.fresh[i].Date.DaysSince(p.old[j].Date)
		count[offset]++
		moved++
		if count[offset] > count[common] {
			common = offset
		}
	}
	if count[common] < 3 || count[common]*2 <= moved {
		return
	}
	for i, d := range p.fresh {
		if p.pair[i] >= 0 || !d.Date.Known() {
			continue
		}
		if j, ok := p.onDate[d.Date.AddDays(-common)]; ok && !p.taken[j] {
			p.set(i, j)
		}
	}
}
