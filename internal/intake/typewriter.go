package intake

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// wrapped is the number of lines that a text fills at a width, broken between words. Words that are
// longer than a line are broken anywhere, and so are those of scripts that write without spaces.
func wrapped(text string, columns int) int {
	total := 0
	for line := range strings.SplitSeq(text, "\n") {
		used, n := 0, 1
		for word := range strings.FieldsSeq(line) {
			w, breaks := typed(word)
			space := 0
			if used > 0 {
				space = 1
			}
			switch {
			case used+space+w <= columns:
				used += space + w
			case breaks || w > columns:
				rest := used + space + w - columns
				full := (rest + columns - 1) / columns
				n += full
				used = rest - (full-1)*columns
			default:
				n++
				used = w
			}
		}
		total += n
	}
	return total
}

// typed is the width of a word on a typewriter, and whether a line may end inside it.
func typed(word string) (columns int, breaks bool) {
	for _, r := range word {
		switch {
		case r < 0x300:
			columns++
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case isWide(r):
			columns += 2
			breaks = true
		default:
			columns++
			breaks = breaks || unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
		}
	}
	return columns, breaks
}

func isWide(r rune) bool {
	kind := width.LookupRune(r).Kind()
	return kind == width.EastAsianWide || kind == width.EastAsianFullwidth
}
