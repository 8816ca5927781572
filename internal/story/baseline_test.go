package story_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// named says for which kinds each scene is named, by scene number.
type named map[string][]story.Kind

// keywords names scenes by words alone, for the kinds of which its action lines hold so many words:
// what there is to beat.
func keywords(t testing.TB, f production.Facts, least int) named {
	t.Helper()
	var list struct {
		About string                  `json:"about"`
		Date  string                  `json:"date"`
		Words map[story.Kind][]string `json:"words"`
	}
	readTestdata(t, "keywords.json", &list)
	kinds := map[string][]story.Kind{}
	for kind, words := range list.Words {
		for _, w := range words {
			for _, form := range forms(w) {
				kinds[form] = append(kinds[form], kind)
			}
		}
	}
	found := named{}
	for _, s := range f.Scenes {
		count := map[story.Kind]int{}
		for _, line := range s.Lines {
			if line.Kind != production.Action {
				continue
			}
			for _, w := range strings.FieldsFunc(strings.ToLower(line.Text), func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') }) {
				for _, kind := range kinds[w] {
					count[kind]++
				}
			}
		}
		for kind, n := range count {
			if n >= least {
				found[s.Number] = append(found[s.Number], kind)
			}
		}
	}
	return found
}

// forms are a word and what English makes of it: plural, third person, past and participle.
func forms(word string) []string {
	list := []string{word, word + "s", word + "es", word + "ed", word + "ing", word + word[len(word)-1:] + "ed", word + word[len(word)-1:] + "ing"}
	if stem, ok := strings.CutSuffix(word, "e"); ok {
		list = append(list, stem+"ed", stem+"ing")
	}
	if stem, ok := strings.CutSuffix(word, "y"); ok {
		list = append(list, stem+"ies", stem+"ied")
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// finder names scenes as people see them: by the moments that are proposed with the usual options.
func finder(f production.Facts) named {
	found := named{}
	for _, m := range story.Find(f, story.Options{}) {
		if m.Scene != "" {
			found[m.Scene] = append(found[m.Scene], m.Kind)
		}
	}
	return found
}
