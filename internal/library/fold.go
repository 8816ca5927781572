package library

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestToken is the most characters of a word that count. Longer ones are cut: nobody types them.
const longestToken = 64

// fold is a word as it is looked for: lower case, without accents, ligatures and widths. Both engines are given folded
// words and do nothing further to them, so that they cannot differ.
func fold(word string) string {
	word = firstRunes(word, longestToken)
	if plain(word) {
		return strings.ToLower(word)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		// Accents, vowel points and breathings. Classes below ten are parts of letters: viramas, voicing marks.
		if norm.NFKD.PropertiesString(string(r)).CCC() >= 10 {
			continue
		}
		r = unicode.ToLower(r)
		if as, ok := spelled[r]; ok {
			b.WriteString(as)
			continue
		}
		b.WriteRune(r)
	}
	return firstRunes(norm.NFKC.String(b.String()), longestToken)
}

// spelled are letters that no decomposition takes apart, as people type them who have no such key.
var spelled = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i", 'ħ': "h", 'ς': "σ",
}

func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func firstRunes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}

// piece is a word in a text, where it stands in bytes.
type piece struct {
	word     string // folded
	from, to int
	joined   bool // follows the one before without anything between them
}

// pieces are the words of a text in their order: runs of letters and digits. A character of a script that writes no spaces
// is a word of its own.
func pieces(text string) []piece {
	var out []piece
	begin := -1
	cut := func(to int) {
		if begin >= 0 {
			if word := fold(text[begin:to]); word != "" {
				joined := len(out) > 0 && out[len(out)-1].to == begin
				out = append(out, piece{word, begin, to, joined})
			}
		}
		begin = -1
	}
	alone := false // the run is a character of such a script, which only marks may follow
	for i, r := range text {
		mark := unicode.Is(unicode.M, r)
		switch {
		case !mark && !unicode.IsLetter(r) && !unicode.IsNumber(r):
			cut(i)
		case mark: // belongs to the letter before it
		case unspaced(r):
			cut(i)
			begin, alone = i, true
		case begin < 0 || alone:
			cut(i)
			begin, alone = i, false
		}
	}
	cut(len(text))
	return out
}

// unspaced reports a letter of a script without spaces between words.
func unspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// tokens are the folded words of a text.
func tokens(text string) []string {
	list := pieces(text)
	out := make([]string, len(list))
	for i, p := range list {
		out[i] = p.word
	}
	return out
}

// spellings are further ways in which somebody may write a word of letters and digits: "a003c012" is found by "a003",
// "c012", "012" and "12" as well, "harbournight2" by "harbournight". It is empty for a word of one sort.
func spellings(word string) []string {
	var out []string
	add := func(s string) {
		if s != "" && s != word {
			out = append(out, s)
		}
	}
	digit := func(i int) bool { return word[i] >= '0' && word[i] <= '9' }
	if !plain(word) {
		return nil
	}
	for i := 0; i < len(word); {
		letters := i
		for letters < len(word) && !digit(letters) {
			letters++
		}
		digits := letters
		for digits < len(word) && digit(digits) {
			digits++
		}
		add(word[i:digits])
		if letters > i && digits > letters {
			if letters-i > 1 {
				add(word[i:letters])
			}
			add(word[letters:digits])
		}
		add(strings.TrimLeft(word[letters:digits], "0"))
		i = digits
	}
	return out
}

// humps are the words of a name that is written in one: "HarbourNight" is Harbour and Night.
func humps(name string) []string {
	var out []string
	begin := 0
	before := rune(0)
	for i, r := range name {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			out = append(out, name[begin:i])
			begin = i
		}
		before = r
	}
	if begin == 0 {
		return nil
	}
	return append(out, name[begin:])
}
