package web

import (
	"maps"
	"slices"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// kindOf is the kind of moment that a saved plan names.
func kindOf(name string) story.Kind { return story.Kind(name) }

func sortedDates(set map[production.Date]bool) []production.Date {
	return slices.Sorted(maps.Keys(set))
}

func appendOnce(list []string, text string) []string {
	if slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}
