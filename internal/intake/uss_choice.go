package intake

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

// chooseBoards prefers the stripboard that is marked as the one in force, then that whose strips stand
// in most days, then one with a calendar, then the last one, for "Script Order" comes first in most files.
func (r *ussReader) chooseBoards() *ussBoardSet {
	var best *ussBoardSet
	bestRank := []int{-1}
	for i := range r.sets {
		set := &r.sets[i]
		rank := []int{0, set.days, 0, set.strips}
		if set.inForce && set.days > 0 {
			rank[0] = 1
		}
		if c := r.calendarOf(set.calendar); c != nil && c.start.Known() {
			rank[2] = 1
		}
		if slices.Compare(rank, bestRank) >= 0 {
			best, bestRank = set, rank
		}
	}
	return best
}

func isBoneyard(board string) bool {
	name := spelling.Key(board)
	for _, word := range []string{"boneyard", "bone yard", "unscheduled", "recycle", "not scheduled"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// unitName is "Second" for "second unit".
func unitName(board string) string {
	var words []string
	for word := range strings.FieldsSeq(board) {
		if !strings.EqualFold(word, "unit") && !strings.EqualFold(word, "board") {
			words = append(words, capital(word))
		}
	}
	return firstOf(strings.Join(words, " "), "Second")
}

// saysUnit reports a name that speaks of a unit.
func saysUnit(name string) bool {
	key := " " + spelling.Key(name) + " "
	for _, word := range []string{" unit ", " units ", " 2nd ", " second ", " splinter ", " einheit ", " equipe ", " unidad ", " unidade ", " unita "} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

// isMainUnit reports a name of the first unit.
func isMainUnit(name string) bool {
	key := strings.TrimSpace(strings.ReplaceAll(" "+spelling.Key(name)+" ", " unit ", " "))
	switch key {
	case "", "main", "first", "1st", "1", "a", "hauptunit", "principal", "principale":
		return true
	}
	return false
}

// unplace notes scenes without a day that no board has and returns how many they are.
func (r *ussReader) unplace(b *ussBoard) int {
	before := len(r.out.Unplaced)
	for _, ref := range b.refs {
		if ref.breakdown < 0 {
			continue
		}
		strip := &r.breakdowns[ref.breakdown]
		if strip.kind == kindScene && strip.placed == 0 && !strip.unplaced {
			strip.unplaced = true
			r.out.Unplaced = append(r.out.Unplaced, strip.number)
		}
	}
	return len(r.out.Unplaced) - before
}

// unplaceRest adds scenes that stand on no board at all to those without a day.
func (r *ussReader) unplaceRest() {
	placed := map[string]bool{}
	for _, number := range r.out.Unplaced {
		placed[slate.Key(number)] = true
	}
	for _, day := range r.out.Days {
		for _, strip := range day.Strips() {
			placed[slate.Key(strip.SceneNumber)] = true
		}
	}
	for _, s := range r.out.Breakdown {
		if !placed[slate.Key(s.Number)] {
			r.out.Unplaced = append(r.out.Unplaced, s.Number)
		}
	}
}

// unitSets are the chosen stripboard and those that are further units of the same plan: named like a
// unit, with days of their own, and without a scene that another one shoots. The main unit comes first.
func (r *ussReader) unitSets(chosen *ussBoardSet) []*ussBoardSet {
	units := []*ussBoardSet{chosen}
	if !saysUnit(chosen.name) || chosen.days == 0 {
		return units
	}
	taken := map[int32]bool{}
	r.take(chosen, taken)
	for i := range r.sets {
		set := &r.sets[i]
		if set == chosen || set.days == 0 || !saysUnit(set.name) || r.shares(set, taken) {
			continue
		}
		r.take(set, taken)
		units = append(units, set)
	}
	slices.SortStableFunc(units, func(a, b *ussBoardSet) int {
		switch {
		case isMainUnit(a.name) == isMainUnit(b.name):
			return 0
		case isMainUnit(a.name):
			return -1
		}
		return 1
	})
	return units
}

// take notes the scenes that a stripboard shoots.
func (r *ussReader) take(set *ussBoardSet, taken map[int32]bool) {
	r.eachScene(set, func(i int32) bool { taken[i] = true; return true })
}

// shares reports that a stripboard shoots a scene of those taken.
func (r *ussReader) shares(set *ussBoardSet, taken map[int32]bool) bool {
	shared := false
	r.eachScene(set, func(i int32) bool { shared = taken[i]; return !shared })
	return shared
}

func (r *ussReader) eachScene(set *ussBoardSet, visit func(i int32) bool) {
	for _, b := range set.boards {
		for _, ref := range b.refs {
			if !b.boneyard && ref.breakdown >= 0 && r.breakdowns[ref.breakdown].kind == kindScene && !visit(ref.breakdown) {
				return
			}
		}
	}
}

// locations gathers where the company works, from the breakdown's location category and from the
// days, with the sets found there. A day's unit without a place takes that of its scenes.
func (r *ussReader) locations() {
	r.out.Locations = GatherLocations(r.out.Days, r.out.Breakdown)
}
