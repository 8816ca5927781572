package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/production"
)

// intro is the beginning of a heading: "INT.", "EXT", "I/E", "INNEN/AUSSEN", "内景".
type intro struct {
	where  production.IntExt
	word   string // first word as it stands
	rest   string // what follows, "" at the end
	dotted bool   // a dot, or its like, follows the words
	paired bool   // two words with a slash between them
	dashed bool   // a dash parts it from the rest
}

// cutIntro cuts the introduction from the start of a line, of whatever kind the line is.
func cutIntro(s string) (intro, bool) {
	first, rest, dotted := cutWord(s)
	where, known := introduction(first)
	if !known {
		return intro{}, false
	}
	in := intro{where: where, word: first, dotted: dotted}
	if after, slash := cutSlash(rest); slash {
		second, tail, dot := cutWord(after)
		other, known := introduction(second)
		if !known {
			return intro{}, false
		}
		if other != where {
			in.where = production.Both
		}
		in.paired, in.dotted, rest = true, in.dotted || dot, tail
	}
	if len(first) == 1 && !in.paired || !in.dotted && !boundary(rest) {
		return intro{}, false // "I am here", "E flat"; "室内很暗"
	}
	trimmed := strings.TrimLeft(rest, " \t\u3000")
	in.dashed = trimmed != "" && strings.ContainsRune(dashes, firstRune(trimmed))
	in.rest = strings.TrimLeft(rest, " \t\u3000.:"+dashes)
	return in, true
}

const dashes = "-–—－"

// sureIntros introduce nothing but headings, in scripts without capitals and without a dot.
var sureIntros = map[string]bool{"内景": true, "外景": true, "內景": true}

// plain reports that a line beginning so is a heading although nothing forces it. The words of
// Fountain 1.1 stand in any case. The others are ordinary words of their languages ("Est-ce que …",
// "Inne i huset …", "INTERIOR MONOLOGUE"): they must be in capitals and marked by a dot, a slash, a
// dash or a time of day.
func (in intro) plain(line string) bool {
	if in.rest == "" {
		return false
	}
	switch upper := strings.ToUpper(in.word); {
	case upper == "INT" || upper == "EXT" || len(in.word) == 1:
		return true
	case upper == "EST":
		return in.dotted || in.word == "EST"
	case !shouted(in.word):
		return false
	case in.dotted || sureIntros[in.word]:
		return true
	}
	_, time := splitTime(in.rest)
	return shouted(line) && (in.paired || in.dashed || time != "" || headingDash.MatchString(in.rest))
}

// forced reports that the words introduce a line that is a heading already. There small letters
// count too ("Innen. Küche", "Exterior casa - noche"), as long as a sign shows that they are meant.
func (in intro) forced() bool {
	switch upper := strings.ToUpper(in.word); {
	case upper == "INT" || upper == "EXT" || len(in.word) == 1:
		return true
	case shouted(in.word) || in.dotted || in.paired || in.dashed:
		return true
	}
	_, time := splitTime(in.rest)
	return time != "" || headingDash.MatchString(in.rest)
}

// cutWord cuts the letters at the start of s and the dot after them.
func cutWord(s string) (word, rest string, dotted bool) {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if end < 0 {
		return s, "", false
	}
	word, rest = s[:end], s[end:]
	for _, dot := range []string{".", "．", "。", "：", "、"} {
		if after, ok := strings.CutPrefix(rest, dot); ok {
			return word, after, true
		}
	}
	return word, rest, false
}

// cutSlash cuts the sign between two introductions: "/" with spaces round it, or a bare hyphen.
func cutSlash(rest string) (after string, ok bool) {
	trimmed := strings.TrimLeft(rest, " ")
	for _, slash := range []string{"/", "／"} {
		if after, ok := strings.CutPrefix(trimmed, slash); ok {
			return strings.TrimLeft(after, " "), true
		}
	}
	if after, ok := strings.CutPrefix(rest, "-"); ok {
		if second, _, _ := cutWord(after); len(second) > 1 {
			_, known := introduction(second)
			return after, known
		}
	}
	return "", false
}

func boundary(rest string) bool {
	return rest == "" || strings.ContainsRune(" \t\u3000"+dashes, firstRune(rest))
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
