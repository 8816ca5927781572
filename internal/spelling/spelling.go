// Package spelling makes what people wrote comparable, however they spell it: capitals, accents, signs and
// spaces.
package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key is what a name or a label is compared by: lower case, no accents, words of letters and digits with
// one space between them.
func Key(s string) string {
	s = strings.ToLower(s)
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ı': // the Turkish i without a dot is written I in capitals
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteByte('i')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		default:
			space = true
		}
	}
	return b.String()
}

// isPlain reports a key that is plain already: small letters and digits, one space between words.
func isPlain(s string) bool {
	space := true // as before the first word
	for i := 0; i < len(s); i++ {
		b := s[i]
		if !(b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == ' ' && !space) {
			return false
		}
		space = b == ' '
	}
	return !space || s == ""
}

// blank is white space, and what is nothing to read: control characters that came along from some program.
func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// Single is s with every run of white space and control characters made one space.
func Single(s string) string {
	space := true // as before the first word
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b >= utf8.RuneSelf || b < ' ' || b == 0x7f || b == ' ' && space {
			return strings.Join(strings.FieldsFunc(s, blank), " ")
		}
		space = b == ' '
	}
	if space && s != "" {
		return s[:len(s)-1]
	}
	return s
}

// Shorten cuts s to n runes for a message, with an ellipsis where something is missing, and makes it Single.
func Shorten(s string, n int) string {
	runes := []rune(Single(s))
	if len(runes) <= n {
		return string(runes)
	}
	return string(runes[:n]) + "…"
}

// Words is the set of the words of a text.
func Words(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[w] = true
	}
	return set
}
