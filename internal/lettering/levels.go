package lettering

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// mostNested is how deep text may be set apart in text set apart; Unicode allows 125.
const mostNested = 60

// levelsOf gives each letter of a line its level by the bidirectional algorithm of Unicode (UAX #9, rules W1 to I2):
// even for what runs to the right, odd for what runs to the left. golang.org/x/text knows the classes of letters, but
// gives only directions, from which the order of numbers beside names cannot be told. Marks that embed or override,
// which no name needs, are passed over; the line has no spaces at its end.
func levelsOf(text []rune) []int {
	base := 0
	if startsLeft(text) {
		base = 1
	}
	l := leveller{text: text, classes: make([]bidi.Class, len(text)), levels: make([]int, len(text))}
	for i, r := range text {
		l.classes[i] = classOf(r)
	}
	l.sequence(0, len(text), base, 0)
	return l.levels
}

// leveller works on one line.
type leveller struct {
	text    []rune
	classes []bidi.Class
	levels  []int
}

// sequence levels text[from:to] at a level; what is set apart in it is a sequence of its own.
func (l *leveller) sequence(from, to, level, depth int) {
	s := sequence{level: level, forward: bidi.L, text: l.text}
	if level%2 == 1 {
		s.forward = bidi.R
	}
	for i := from; i < to; i++ {
		class := l.classes[i]
		l.levels[i] = level
		switch class {
		case bidi.BN, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF:
			continue
		}
		s.at, s.classes = append(s.at, i), append(s.classes, class)
		if end := l.end(i, to); end > i && depth < mostNested {
			inner := (level + 2) &^ 1 // the next even level
			if class == bidi.RLI || class == bidi.FSI && startsLeft(l.text[i+1:end]) {
				inner = (level + 1) | 1 // the next odd level
			}
			l.sequence(i+1, end, inner, depth+1)
			i = end - 1
		}
	}
	s.resolve()
	for k, i := range s.at {
		l.levels[i] = s.levelOf(s.classes[k])
	}
}

// end is where the text that is set apart from i on ends, i for a letter that sets nothing apart.
func (l *leveller) end(i, to int) int {
	if class := l.classes[i]; class != bidi.LRI && class != bidi.RLI && class != bidi.FSI {
		return i
	}
	depth := 0
	for k := i; k < to; k++ {
		switch l.classes[k] {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			depth++
		case bidi.PDI:
			depth--
		}
		if depth == 0 {
			return k
		}
	}
	return to
}

// sequence is text that is levelled together.
type sequence struct {
	text    []rune
	at      []int        // places in the text
	classes []bidi.Class // of these, changed rule by rule
	level   int
	forward bidi.Class // the direction of the level: L or R
}

func (s *sequence) resolve() {
	s.resolveWeak()
	s.resolveBrackets()
	s.resolveNeutral()
}

// resolveWeak gives numbers, signs and accents the class that their neighbours make of them (W1 to W7).
func (s *sequence) resolveWeak() {
	c := s.classes
	strong, before := s.forward, s.forward
	for i, class := range c {
		switch {
		case class == bidi.NSM: // W1
			c[i] = before
		case class == bidi.LRI || class == bidi.RLI || class == bidi.FSI || class == bidi.PDI:
			c[i] = bidi.ON
		case class == bidi.EN && strong == bidi.AL: // W2
			c[i] = bidi.AN
		}
		before = c[i]
		if before == bidi.L || before == bidi.R || before == bidi.AL {
			strong = before
		}
	}
	for i := range c {
		if c[i] == bidi.AL { // W3
			c[i] = bidi.R
		}
		if i > 0 && i+1 < len(c) && c[i-1] == c[i+1] && (c[i] == bidi.CS && (c[i-1] == bidi.EN || c[i-1] == bidi.AN) || c[i] == bidi.ES && c[i-1] == bidi.EN) { // W4
			c[i] = c[i-1]
		}
	}
	s.resolveSigns()
}

// resolveSigns joins signs such as % to the number beside them, and numbers to the letters before them (W5 to W7).
func (s *sequence) resolveSigns() {
	c := s.classes
	for from := 0; from < len(c); from++ {
		to := from
		for to < len(c) && c[to] == bidi.ET {
			to++
		}
		if from < to && (from > 0 && c[from-1] == bidi.EN || to < len(c) && c[to] == bidi.EN) {
			for ; from < to; from++ {
				c[from] = bidi.EN
			}
		}
		from = max(from, to-1)
	}
	strong := s.forward
	for i, class := range c {
		switch class {
		case bidi.ES, bidi.ET, bidi.CS:
			c[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = class
		case bidi.EN:
			if strong == bidi.L {
				c[i] = bidi.L
			}
		}
	}
}

// brackets are those that stand in texts, each before its partner.
var brackets = []rune("()[]{}⟨⟩（）［］｛｝「」『』【】〈〉《》")

// partner is the other bracket of a pair, the letter itself where it is none.
func partner(r rune) rune {
	if number := slices.Index(brackets, r); number >= 0 {
		return brackets[number^1]
	}
	return r
}

// resolveBrackets lets both brackets of a pair run as what they hold (N0).
func (s *sequence) resolveBrackets() {
	type pair struct{ open, shut int }
	var pairs []pair
	var open []pair // places of brackets that are not shut yet, and of their partners in the table
	for k, i := range s.at {
		number := slices.Index(brackets, s.text[i])
		if number < 0 || s.classes[k] != bidi.ON {
			continue
		}
		if number%2 == 0 {
			open = append(open, pair{k, number + 1})
			continue
		}
		for n := len(open) - 1; n >= 0; n-- {
			if open[n].shut == number {
				pairs, open = append(pairs, pair{open[n].open, k}), open[:n]
				break
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return a.open - b.open })
	for _, p := range pairs {
		if class := s.held(p.open, p.shut); class != bidi.ON {
			s.classes[p.open], s.classes[p.shut] = class, class
		}
	}
}

// held is how a pair of brackets runs, ON where nothing in it says so.
func (s *sequence) held(open, shut int) bidi.Class {
	other := false
	for _, class := range s.classes[open+1 : shut] {
		switch side := sideOf(class); side {
		case s.forward:
			return s.forward
		case bidi.L, bidi.R:
			other = true
		}
	}
	if !other {
		return bidi.ON
	}
	for k := open - 1; k >= 0; k-- {
		if side := sideOf(s.classes[k]); side != bidi.ON {
			return side
		}
	}
	return s.forward
}

// resolveNeutral lets spaces and signs run as what is on both sides of them, or as the level does (N1, N2).
func (s *sequence) resolveNeutral() {
	before := s.forward
	for from := 0; from < len(s.classes); from++ {
		if side := sideOf(s.classes[from]); side != bidi.ON {
			before = side
			continue
		}
		to, after := from, s.forward
		for ; to < len(s.classes); to++ {
			if side := sideOf(s.classes[to]); side != bidi.ON {
				after = side
				break
			}
		}
		class := s.forward
		if before == after {
			class = before
		}
		for ; from < to; from++ {
			s.classes[from] = class
		}
		from--
	}
}

// sideOf is the direction that a class gives to signs beside it, ON for none.
func sideOf(class bidi.Class) bidi.Class {
	switch class {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.AL, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// levelOf is the level of a letter of a class in this sequence (I1, I2).
func (s *sequence) levelOf(class bidi.Class) int {
	switch {
	case class == s.forward:
		return s.level
	case s.level%2 == 0 && class != bidi.R: // numbers
		return s.level + 2
	}
	return s.level + 1
}
