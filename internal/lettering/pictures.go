package lettering

import (
	"strings"
	"unicode"
)

// pictures are the blocks of signs that people put beside words: emoji and what they are made of.
var pictures = &unicode.RangeTable{
	R16: []unicode.Range16{{0x2300, 0x23ff, 1}, {0x2600, 0x27bf, 1}, {0x2b00, 0x2bff, 1}},
	R32: []unicode.Range32{{0x1f000, 0x1fbff, 1}},
}

// isPart tells of what changes the picture before it or ties it to the next: the choice of form, a keycap, tags, joiners.
func isPart(r rune) bool {
	return unicode.Is(unicode.Variation_Selector, r) || r == '\u200d' || r == '\u20e3' || r >= 0xe0020 && r <= 0xe007f
}

// stops are signs that end what a picture could stand beside: it is alone between two of them.
const stops = "·|,;:/()[]“”\"–—"

// LeaveOut leaves pictures out of a text of which has knows no letter, with all that belongs to them and the space that
// they took. Where one stands alone, instead is put in its place, so that it is seen that something is there.
func LeaveOut(text string, has func(rune) bool, instead string) string {
	missing := func(r rune) bool { return unicode.Is(pictures, r) && !has(r) }
	if !strings.ContainsFunc(text, missing) {
		return text
	}
	letters := []rune(text)
	var out []rune
	for from := 0; from < len(letters); {
		if !missing(letters[from]) {
			out = append(out, letters[from])
			from++
			continue
		}
		to := from + 1 // several in a row go together
		for to < len(letters) && (missing(letters[to]) || isPart(letters[to]) || letters[to] == ' ' && to+1 < len(letters) && missing(letters[to+1])) {
			to++
		}
		for n := len(out); n > 0 && out[n-1] == '\u200d'; n = len(out) {
			out = out[:n-1] // what tied it to a picture that stays
		}
		before, after := lastSeen(out), firstSeen(letters[to:])
		switch {
		case isStop(before) && isStop(after):
			out = append(out, []rune(instead)...)
		case len(out) == 0 || out[len(out)-1] == ' ':
			if to < len(letters) && letters[to] == ' ' {
				to++
			} else if after == 0 || isStop(after) || unicode.IsPunct(after) {
				out = out[:max(len(out)-1, 0)]
			}
		}
		from = to
	}
	return string(out)
}

func isStop(r rune) bool { return r == 0 || strings.ContainsRune(stops, r) }

func lastSeen(letters []rune) rune {
	for i := len(letters) - 1; i >= 0; i-- {
		if !isBlank(letters[i]) && !isUnseen(letters[i]) {
			return letters[i]
		}
	}
	return 0
}

func firstSeen(letters []rune) rune {
	for _, r := range letters {
		if !isBlank(r) && !isUnseen(r) {
			return r
		}
	}
	return 0
}

// Has reports whether a font of the setter has a letter.
func (s *Setter) Has(r rune) bool { return s.place(r) < len(s.fonts.list()) }
