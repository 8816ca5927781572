package story

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a sentence, or a pause (comma, dash, bracket) between clauses.
type token struct {
	raw   string // as written
	low   string // lower case, plain apostrophes
	bare  string // low without a possessive ending
	pause bool
}

// sentence is one sentence of a paragraph.
type sentence []token

var plainSigns = strings.NewReplacer("’", "'", "‘", "'", "“", "", "”", "", "\"", "", "*", "", "_", "", "\u00a0", " ")

// bytesPerWord is how much of a script a word takes with what follows it, on the low side.
const bytesPerWord = 5

// sentences cuts a paragraph into sentences and words.
func (lex *lexicon) sentences(text string) []sentence {
	text = plainSigns.Replace(text)
	var all []sentence
	current := make(sentence, 0, len(text)/bytesPerWord+1) // of the whole paragraph, one piece of memory
	flush := func() {
		if len(current) > 0 {
			all = append(all, current[:len(current):len(current)])
			current = current[len(current):]
		}
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isWordRune(r) {
			end := wordEnd(text, i)
			low := strings.ToLower(text[i:end])
			current = append(current, token{raw: text[i:end], low: low, bare: strings.TrimSuffix(low, "'s")})
			i = end
			continue
		}
		switch {
		case r == '.' && lex.endsAbbreviation(current):
			current[len(current)-1].raw += "."
		case r == '.' || r == '!' || r == '?' || r == '…':
			flush()
		case !unicode.IsSpace(r):
			if n := len(current); n > 0 && !current[n-1].pause {
				current = append(current, token{raw: string(r), low: string(r), bare: string(r), pause: true})
			}
		}
		i += size
	}
	flush()
	return all
}

// endsAbbreviation reports whether the sentence so far ends in "Dr" or a single capital.
func (lex *lexicon) endsAbbreviation(s sentence) bool {
	if len(s) == 0 {
		return false
	}
	last := s[len(s)-1]
	return lex.is("abbreviation", last.low) || (len(last.raw) == 1 && last.raw != "I" && unicode.IsUpper(rune(last.raw[0])))
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// wordEnd is the end of the word that begins at i; apostrophes and single hyphens inside belong to it.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r) {
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			if (r != '\'' && r != '-') || !isWordRune(next) {
				return i
			}
		}
		i += size
	}
	return i
}

// shouted reports whether a word is written in capitals (two letters or more).
func shouted(word string) bool {
	letters := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 1
}

// capitalised reports whether a word begins with a capital.
func capitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// upperFirst writes the first letter of a text large.
func upperFirst(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(r)) + text[size:]
}

// lowerFirst writes the first letter of a text small.
func lowerFirst(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToLower(r)) + text[size:]
}
