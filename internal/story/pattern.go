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
	fromStart  bool // only at the beginning of a clause
	steps      []step
	sourceText string
}

// step is one place of a pattern: words to choose from, any word, a gap, a number, somebody or the end
// of a clause.
type step struct {
	words  map[string]bool
	any    bool
	gap    bool
	end    bool
	number bool
	person bool
}

// parsePattern reads a pattern. Its parts are separated by spaces:
//
//	fall|falls   one of these words
//	jump+        a verb and its regular forms: jump, jumps, jumping, jumped
//	slam++       the same with the last letter doubled: slamming, slammed
//	_            any one word
//	~            up to three words
//	#            a number from ten up, in digits or in words
//	@            somebody: a character's name, a pronoun or a word for people, with what stands before it
//	$            the beginning (as first part) or end of a clause
//
// A pattern cannot begin with "_", "~" or "@". A broken pattern is a mistake in our data and panics.
func (lex *lexicon) parsePattern(source string) *pattern {
	p := &pattern{sourceText: source}
	for i, part := range strings.Fields(source) {
		switch {
		case part == "$" && i == 0:
			p.fromStart = true
		case part == "$":
			p.steps = append(p.steps, step{end: true})
		case part == "_":
			p.steps = append(p.steps, step{any: true})
		case part == "@":
			p.steps = append(p.steps, step{person: true})
		case part == "#":
			p.steps = append(p.steps, step{number: true})
		case strings.Contains(part, "~"):
			p.steps = append(p.steps, step{gap: true})
		default:
			words := map[string]bool{}
			for _, word := range strings.Split(part, "|") {
				for _, form := range inflect(lex.endings, word) {
					words[form] = true
				}
			}
			p.steps = append(p.steps, step{words: words})
		}
	}
	if len(p.steps) == 0 || p.steps[0].words == nil && !p.steps[0].number {
		panic(fmt.Sprintf("story: pattern %q does not begin with a word", source))
	}
	return p
}

// anyNumber is what patterns that begin with "#" are filed under.
const anyNumber = "#"

// first are the words that the pattern can begin with.
func (p *pattern) first() map[string]bool {
	if p.steps[0].number {
		return map[string]bool{anyNumber: true}
	}
	return p.steps[0].words
}

// match reports whether the pattern, whose first word is token i, holds there, and the token after its end.
func (p *pattern) match(c *cast, tokens []token, i int) (end int, ok bool) {
	if p.fromStart && i > 0 && !tokens[i-1].pause {
		return 0, false
	}
	return c.matchSteps(p.steps[1:], tokens, i+1) // the index found the first
}

func (c *cast) matchSteps(steps []step, tokens []token, i int) (int, bool) {
	if len(steps) == 0 {
		return i, true
	}
	switch s := steps[0]; {
	case s.end:
		if i < len(tokens) && !tokens[i].pause {
			return 0, false
		}
		return c.matchSteps(steps[1:], tokens, i)
	case s.gap:
		return c.matchGap(steps[1:], tokens, i)
	case s.person:
		next := c.somebody(tokens, i)
		if next == i {
			return 0, false
		}
		return c.matchSteps(steps[1:], tokens, next)
	case i >= len(tokens) || tokens[i].pause:
		return 0, false
	case s.any || s.holds(tokens[i]) || s.number && c.lex.many(tokens[i].low):
		return c.matchSteps(steps[1:], tokens, i+1)
	}
	return 0, false
}

// holds reports whether a token is one of the words of a step, with or without a possessive ending.
func (s step) holds(t token) bool {
	return s.words[t.low] || len(t.bare) < len(t.low) && s.words[t.bare]
}

// matchGap tries the rest of a pattern after every number of skipped words.
func (c *cast) matchGap(steps []step, tokens []token, i int) (int, bool) {
	for skip := 0; skip <= gapWords; skip++ {
		if end, ok := c.matchSteps(steps, tokens, i+skip); ok {
			return end, true
		}
		if i+skip >= len(tokens) || tokens[i+skip].pause {
			break
		}
	}
	return 0, false
}

// beforePerson is how many words may stand before a word for somebody: "the two young guards".
const beforePerson = 3

// somebody is the token after the words that mean a person from token i on, i where none does.
func (c *cast) somebody(tokens []token, i int) (end int) {
	for k := i; k < len(tokens) && k <= i+beforePerson && !tokens[k].pause; k++ {
		if _, end := c.at(tokens, k); end > k {
			return end
		}
		low := tokens[k].low
		if c.lex.is("people", low) || c.lex.is("pronoun", low) && !c.lex.is("thing", low) {
			return k + 1
		}
		if k == i && !c.lex.is("article", low) {
			return i
		}
	}
	return i
}
