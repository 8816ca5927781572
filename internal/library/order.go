package library

import (
	"cmp"
	"slices"
)

// Order puts assets into the order in which lists show them: by day, time and id.
func Order(all []Asset) {
	slices.SortFunc(all, func(a, b Asset) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), a.TakenAt.Compare(b.TakenAt), cmp.Compare(a.ID, b.ID))
	})
}
