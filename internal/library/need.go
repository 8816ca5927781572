package library

import (
	"math"
	"strings"
)

// Need is what must be in the index for an asset to be found: every clause.
type Need struct{ Clauses []Clause }

// Clause holds when one of its terms does; with Not, when none does.
type Clause struct {
	Any    []Term
	Not    bool
	Common bool   // a filter that large parts of a library pass, such as kind: an index looks at it last
	Said   string // the word or words that it came from; "" for a filter, which does not count for the order
}

// Term is words that must all be there.
type Term struct {
	Words  []string // folded, or marks
	Near   bool     // one after the other
	Prefix bool     // the last is the beginning of a word
	Weak   bool     // not what was written, but close to it
}

// Ranked reports whether assets are found by words, so that some fit better than others.
func (n Need) Ranked() bool {
	for _, c := range n.Clauses {
		if c.Said != "" && !c.Not {
			return true
		}
	}
	return false
}

// What a word counts where it is found: in what an asset is called and who is on it, in what is written of it, or
// elsewhere, which is what is said in it and other ways to write its name.
const (
	inNames = 1.0
	inText  = 0.5
	inRest  = 0.25
	isWeak  = 0.7 // times that for a word that is only close: the beginning of another, or taken for it
	byWords = 90  // of the hundred; the rest is the lift, a point each
)

// Score is how well words fit, 0 to 100: how good a place each word of the need has in the asset, and what people decided
// of it. Both engines are asked for candidates alone, so that they rank alike.
func (n Need) Score(names, text string, lift int) int {
	names, text = " "+names+" ", " "+text+" "
	sum, clauses := 0.0, 0.0
	for _, c := range n.Clauses {
		if c.Said == "" || c.Not {
			continue
		}
		clauses++
		best := 0.0
		for _, t := range c.Any {
			best = max(best, t.worth(names, text))
		}
		sum += best
	}
	if clauses == 0 {
		return 0
	}
	return int(min(100, max(0, math.Round(byWords*sum/clauses)+float64(lift))))
}

// worth is how good a place the words of a term have.
func (t Term) worth(names, text string) float64 {
	words := t.Words
	if t.Near {
		words = []string{strings.Join(t.Words, " ")}
	}
	worth := inNames
	for i, word := range words {
		here := place(" "+word+" ", names, text)
		if t.Prefix && i == len(words)-1 {
			here = max(here, isWeak*place(" "+word, names, text))
		}
		worth = min(worth, here)
	}
	if t.Weak {
		worth *= isWeak
	}
	return worth
}

func place(word, names, text string) float64 {
	switch {
	case strings.Contains(names, word):
		return inNames
	case strings.Contains(text, word):
		return inText
	}
	return inRest
}

// Instead says that a word that is nowhere was taken for another.
type Instead struct {
	Said string `json:"said"`
	Used string `json:"used"`
}
