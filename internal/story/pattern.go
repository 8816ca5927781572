package story

import (
	"fmt"
	"strings"
)

// everyCue marks a trap that holds for all cues.
const everyCue = -1

// gapWords is how many words a "~" may skip.
const gapWords = 3

// pattern is a sequence of words to find in a sentence.
type pattern struct {
	cue        int
	trap       bool
	fromStart  bool // only at the beginning of a clause
	steps      []step
	sourceText string
}

// step is one place of a pattern: words to choose from, any word, a gap or the end of a clause.
type step struct {
	words map[string]bool
	any   bool
	gap   bool
	end   bool
}

// parsePattern reads a pattern. Its parts are separated by spaces:
//
//	fall|falls   one of these words
//	jump+        a verb and its regular forms: jump, jumps, jumping, jumped
//	slam++       the same with the last letter doubled: slamming, slammed
//	_            any one word
//	~            up to three words
//	$            the beginning (as first part) or end of a clause
//
// A pattern cannot begin with "_" or "~". A broken pattern is a mistake in our data and panics.
func parsePattern(source string) *pattern {
	p := &pattern{sourceText: source}
	for i, part := range strings.Fields(source) {
		switch {
		case part == "$" && i == 0:
			p.fromStart = true
		case part == "$":
			p.steps = append(p.steps, step{end: true})
		case part == "_":
			p.steps = append(p.steps, step{any: true})
		case strings.Contains(part, "~"):
			p.steps = append(p.steps, step{gap: true})
		default:
			words := map[string]bool{}
			for _, word := range strings.Split(part, "|") {
				for _, form := range inflect(word) {
					words[form] = true
				}
			}
			p.steps = append(p.steps, step{words: words})
		}
	}
	if len(p.steps) == 0 || p.steps[0].words == nil {
		panic(fmt.Sprintf("story: pattern %q does not begin with a word", source))
	}
	return p
}

// inflect gives the regular forms of an English verb marked with "+" or "++", otherwise the word.
func inflect(word string) []string {
	stem := strings.TrimRight(word, "+")
	if stem == word {
		return []string{word}
	}
	last := stem[len(stem)-1:]
	switch {
	case strings.HasSuffix(word, "++"):
		return []string{stem, stem + "s", stem + last + "ing", stem + last + "ed"}
	case last == "e":
		return []string{stem, stem + "s", stem[:len(stem)-1] + "ing", stem + "d"}
	case last == "y" && !strings.ContainsAny(stem[len(stem)-2:len(stem)-1], "aeiou"):
		return []string{stem, stem[:len(stem)-1] + "ies", stem + "ing", stem[:len(stem)-1] + "ied"}
	case last == "s" || last == "x" || strings.HasSuffix(stem, "sh") || strings.HasSuffix(stem, "ch"):
		return []string{stem, stem + "es", stem + "ing", stem + "ed"}
	}
	return []string{stem, stem + "s", stem + "ing", stem + "ed"}
}

// first are the words that the pattern can begin with.
func (p *pattern) first() map[string]bool { return p.steps[0].words }

// match reports whether the pattern holds at token i, and the token after its end.
func (p *pattern) match(tokens []token, i int) (end int, ok bool) {
	if p.fromStart && i > 0 && !tokens[i-1].pause {
		return 0, false
	}
	return matchSteps(p.steps, tokens, i)
}

func matchSteps(steps []step, tokens []token, i int) (int, bool) {
	if len(steps) == 0 {
		return i, true
	}
	s := steps[0]
	if s.end {
		if i < len(tokens) && !tokens[i].pause {
			return 0, false
		}
		return matchSteps(steps[1:], tokens, i)
	}
	if s.gap {
		for skip := 0; skip <= gapWords; skip++ {
			if end, ok := matchSteps(steps[1:], tokens, i+skip); ok {
				return end, true
			}
			if i+skip >= len(tokens) || tokens[i+skip].pause {
				break
			}
		}
		return 0, false
	}
	if i >= len(tokens) || tokens[i].pause || !s.any && !s.words[tokens[i].low] {
		return 0, false
	}
	return matchSteps(steps[1:], tokens, i+1)
}
