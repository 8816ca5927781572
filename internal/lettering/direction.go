package lettering

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// Marks of Unicode that have no width and say how text runs (UAX #9).
const (
	leftToRightMark = '\u200e'
	rightToLeftMark = '\u200f'
	isolate         = '\u2068' // what follows runs for itself, in the direction of its first letter
	popIsolate      = '\u2069'
)

// RightToLeft tells whether there are letters that run from right to left.
func RightToLeft(text string) bool {
	for _, r := range text {
		if r >= 0x590 && runsLeft(r) { // the first script that does is Hebrew
			return true
		}
	}
	return false
}

func runsLeft(r rune) bool {
	class := classOf(r)
	return class == bidi.R || class == bidi.AL
}

func classOf(r rune) bidi.Class {
	properties, _ := bidi.LookupRune(r)
	return properties.Class()
}

// Apart keeps text that runs from right to left from reaching into what stands beside it, as a name between times.
// Other text stays as it is.
func Apart(text string) string {
	if !RightToLeft(text) {
		return text
	}
	return string(isolate) + text + string(popIsolate)
}

// Bare is text without the marks that Apart and Continued add.
func Bare(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case leftToRightMark, rightToLeftMark, isolate, popIsolate:
			return -1
		}
		return r
	}, text)
}

// Continued makes the lines of a paragraph run as the whole of it does: each gets the direction of the paragraph, and
// what is set apart stays so on the next line.
func Continued(lines []string) []string {
	paragraph := strings.Join(lines, " ")
	if !RightToLeft(paragraph) {
		return lines
	}
	begin := string(leftToRightMark)
	if startsLeft([]rune(paragraph)) {
		begin = string(rightToLeftMark)
	}
	out, open := make([]string, 0, len(lines)), 0
	for _, line := range lines {
		out = append(out, begin+strings.Repeat(string(isolate), open)+line)
		open = max(open+strings.Count(line, string(isolate))-strings.Count(line, string(popIsolate)), 0)
	}
	return out
}

// startsLeft tells whether a paragraph runs from right to left: its first letter outside of what is set apart does
// (UAX #9, P2 and P3).
func startsLeft(text []rune) bool {
	depth := 0
	for _, r := range text {
		switch class := classOf(r); {
		case class == bidi.FSI || class == bidi.LRI || class == bidi.RLI:
			depth++
		case class == bidi.PDI:
			depth = max(depth-1, 0)
		case depth > 0:
		case class == bidi.R || class == bidi.AL:
			return true
		case class == bidi.L:
			return false
		}
	}
	return false
}

// span is text[from:to], which is on one level: text of an odd level runs from right to left.
type span struct{ from, to, level int }

func (s span) leftward() bool { return s.level%2 == 1 }

// inSight cuts a line into spans of one level and puts them as they stand, from left to right (UAX #9, L2).
func inSight(text []rune) []span {
	var spans []span
	highest := 0
	for i, level := range levelsOf(text) {
		if i == 0 || level != spans[len(spans)-1].level {
			spans = append(spans, span{i, i, level})
		}
		spans[len(spans)-1].to = i + 1
		highest = max(highest, level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(spans); i++ {
			from := i
			for i < len(spans) && spans[i].level >= level {
				i++
			}
			slices.Reverse(spans[from:i])
		}
	}
	return spans
}
