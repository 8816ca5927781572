package story

import (
	"strconv"
	"strings"
)

// ending says how a language bends the regular words of a lexicon. The first rule that fits counts.
type ending struct {
	Mark  string   `json:"mark"`  // what the pattern writes after the word: "+" or "++"
	After []string `json:"after"` // the word ends in one of these; any word where there are none
	// Forms are put after the word: "<" first takes its last letter away, "=" says that letter twice.
	Forms []string `json:"forms"`
}

// inflect gives the regular forms of a word marked with "+" or "++", otherwise the word. A mark that
// no rule explains is taken off.
func inflect(endings []ending, word string) []string {
	stem := strings.TrimRight(word, "+")
	if stem == word {
		return []string{word}
	}
	for _, e := range endings {
		if e.Mark != word[len(stem):] || !e.fits(stem) {
			continue
		}
		forms := make([]string, len(e.Forms))
		for i, form := range e.Forms {
			base, last := stem, stem[len(stem)-1:]
			if rest, cut := strings.CutPrefix(form, "<"); cut {
				base, form = stem[:len(stem)-1], rest
			}
			if rest, twice := strings.CutPrefix(form, "="); twice {
				form = last + rest
			}
			forms[i] = base + form
		}
		return forms
	}
	return []string{stem}
}

func (e ending) fits(stem string) bool {
	for _, after := range e.After {
		if strings.HasSuffix(stem, after) {
			return true
		}
	}
	return len(e.After) == 0
}

// The numbers that "#" stands for: fewer people are a group and no crowd, and a year counts nobody.
const (
	fewestMany = 10
	firstYear  = 1900
)

// many reports whether a word is a number from ten up: "50", "forty", "twenty-two".
func (lex *lexicon) many(low string) bool {
	if low[0] <= '9' {
		n, err := strconv.Atoi(low)
		return err == nil && n >= fewestMany && n < firstYear
	}
	first, _, _ := strings.Cut(low, "-")
	return lex.numbers[first]
}

// countingKey is what patterns that begin with a number are filed under, "" for a word that is none.
func (lex *lexicon) countingKey(low string) string {
	simple := low[0] > '9' && !strings.Contains(low, "-")
	if simple && !lex.numbers[low] || !simple && !lex.many(low) {
		return ""
	}
	return anyNumber
}
