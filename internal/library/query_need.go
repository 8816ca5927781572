package library

import (
	"errors"
	"strings"
	"unicode"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// fewestLetters is how much of a word must be there for it to be the beginning of another.
const fewestLetters = 2

// Need is what the question asks of the index. days are the dates of the shoot days by their numbers.
//
// It returns fault.Invalid with the column for a day that the schedule does not have.
func (q Query) Need(days map[int]production.Date) (Need, error) {
	var n Need
	for _, p := range q.Parts {
		c, err := p.clause(days)
		if err != nil {
			return Need{}, err
		}
		n.Clauses = append(n.Clauses, c)
	}
	return n, nil
}

func (p Part) clause(days map[int]production.Date) (Clause, error) {
	c := Clause{Not: p.Not}
	if p.Filter == "" {
		c.Said = p.Text
		c.Any = p.terms()
		return c, nil
	}
	c.Common = filters[p.Filter].common
	for _, v := range p.Values {
		terms, err := filters[p.Filter].need(v, days)
		if err != nil {
			if told := (*fault.Error)(nil); errors.As(err, &told) {
				return c, told.WithPosition(fault.Position{Line: 1, Column: p.At})
			}
			return c, err
		}
		c.Any = append(c.Any, terms...)
	}
	return c, nil
}

// terms are what a word or phrase stands for. A word of several pieces, such as stop-motion or DSC_0123, wants all of them;
// one of letters and digits that nothing stands between is looked for as a whole and in pieces.
func (p Part) terms() []Term {
	list := pieces(p.Text)
	words := make([]string, len(list))
	joined := len(list) > 1
	for i, at := range list {
		words[i] = at.word
		joined = joined && (i == 0 || at.joined)
	}
	last := words[len(words)-1]
	out := []Term{{Words: words, Near: len(words) > 1 && (p.Phrase || joined), Prefix: p.Prefix && len([]rune(last)) >= fewestLetters}}
	if len(words) > 1 || p.Phrase {
		return out
	}
	if cut := lettersAndDigits(last); len(cut) > 1 {
		out = append(out, Term{Words: cut, Prefix: out[0].Prefix && len(cut[len(cut)-1]) >= fewestLetters})
	}
	return out
}

// lettersAndDigits are the runs of letters and of digits of a word.
func lettersAndDigits(word string) []string {
	var out []string
	begin := 0
	runes := []rune(word)
	for i := 1; i <= len(runes); i++ {
		if i == len(runes) || unicode.IsDigit(runes[i]) != unicode.IsDigit(runes[i-1]) {
			out = append(out, string(runes[begin:i]))
			begin = i
		}
	}
	return out
}

// Digits reports whether a folded word has digits in it: such words are too many to keep a list of.
func Digits(word string) bool { return strings.ContainsFunc(word, unicode.IsDigit) }
