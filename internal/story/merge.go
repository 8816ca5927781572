package story

import (
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// MergeCounts says what a merge did.
type MergeCounts struct {
	Added   int `json:"added"`   // found for the first time
	Updated int `json:"updated"` // found again, with something new about them
	Kept    int `json:"kept"`    // unchanged
	Gone    int `json:"gone"`    // no longer found, kept because a person touched them
	Removed int `json:"removed"` // no longer found and never touched
}

// Merge brings newly found moments together with those a production has. People's work wins: ids,
// status, notes, promises, beats and edited fields stay, by-hand moments are left alone, dismissed ones stay
// dismissed. What is no longer found is removed, or marked Gone where a person touched it: it then
// loses its windows, which belong to the old schedule, unless a person set them. The result is
// sorted like Find's; the arguments are not changed.
func Merge(existing, found []Moment) (result []Moment, changed MergeCounts) {
	return MergeHolding(existing, found, nil)
}

// MergeHolding is Merge where some moments count as touched because something that people made hangs on them.
func MergeHolding(existing, found []Moment, held map[production.MomentID]bool) (result []Moment, changed MergeCounts) {
	partner := pair(existing, found)
	used := make([]bool, len(found))
	for i, old := range existing {
		switch n := partner[i]; {
		case old.Origin == ByHand:
			result, changed.Kept = append(result, old), changed.Kept+1
		case n >= 0:
			used[n] = true
			fresh := update(old, found[n])
			if sameMoment(old, fresh) {
				changed.Kept++
			} else {
				changed.Updated++
			}
			result = append(result, fresh)
		case touched(old) || held[old.ID]:
			changed.Gone++
			old.Gone = true
			if !slices.Contains(old.Edited, "windows") {
				old.Windows = nil
			}
			result = append(result, old)
		default:
			changed.Removed++
		}
	}
	for i, m := range found {
		if !used[i] {
			m.ID = production.NewID[production.MomentID]()
			result, changed.Added = append(result, m), changed.Added+1
		}
	}
	sortMoments(result)
	return result, changed
}

// pair finds for each existing moment the one that is the same: by key, else by kind, scene number
// and title, which outlive a scene that lost its identity. -1 means none.
func pair(existing, found []Moment) []int {
	byKey, byTitle := map[string]int{}, map[string]int{}
	for i, m := range found {
		byKey[m.Key] = i
		byTitle[likeness(m)] = i
	}
	partner := make([]int, len(existing))
	taken := map[int]bool{}
	for i, m := range existing {
		partner[i] = -1
		if n, ok := byKey[m.Key]; ok && m.Origin != ByHand && !taken[n] {
			partner[i], taken[n] = n, true
		}
	}
	for i, m := range existing {
		if n, ok := byTitle[likeness(m)]; ok && m.Origin != ByHand && partner[i] < 0 && !taken[n] {
			partner[i], taken[n] = n, true
		}
	}
	return partner
}

func likeness(m Moment) string { return string(m.Kind) + "\n" + m.Scene + "\n" + m.Title }

// touched reports whether a person has done anything with a moment.
func touched(m Moment) bool {
	return m.Status != Proposed || len(m.Edited) > 0 || m.Note != "" || m.MustHave || m.Beat != ""
}

// update is the found moment with everything that people decided about the old one.
func update(old, found Moment) Moment {
	m := found
	m.ID, m.Status, m.Note, m.MustHave, m.Edited, m.Origin, m.Beat = old.ID, old.Status, old.Note, old.MustHave, old.Edited, old.Origin, old.Beat
	for _, name := range old.Edited {
		if f, ok := fields[name]; ok {
			f.copy(&m, old)
		}
	}
	return m
}
