package web

import (
	"fmt"
	"maps"
	"slices"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// kindOf is the kind of moment that a saved plan names.
func kindOf(name string) story.Kind { return story.Kind(name) }

// counted is a number with its noun: "1 day", "3 days".
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func sortedDates(set map[production.Date]bool) []production.Date {
	return slices.Sorted(maps.Keys(set))
}

func appendOnce(list []string, text string) []string {
	if slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}
