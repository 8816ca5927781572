package card_test

import (
	"slices"
	"strings"
)

// without are the paths that hold none of the words.
func without(paths []string, words ...string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(path, word) })
	})
}

func below(folder string, paths []string) []string {
	var out []string
	for _, path := range paths {
		out = append(out, folder+"/"+path)
	}
	return out
}

func small(paths []string) []string {
	var out []string
	for _, path := range paths {
		out = append(out, strings.ToLower(path))
	}
	return out
}
