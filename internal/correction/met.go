package correction

import (
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// Unmeet forgets that papers agreed, for when those papers are undone: without it the old value, which
// comes back with the undoing, would count as news and be Disputed instead of Standing.
//
// agreed are corrections as Apply settled them over the papers that are undone. Only those count that are
// Agreed and that no paper had agreed with before. Neither argument is changed.
func Unmeet(list, agreed []Correction) []Correction {
	first := map[production.CorrectionID]bool{}
	for _, c := range agreed {
		if c.State == Agreed && !c.Again {
			first[c.ID] = true
		}
	}
	out := slices.Clone(list)
	for i := range out {
		out[i].Met = out[i].Met && !first[out[i].ID]
	}
	return out
}
