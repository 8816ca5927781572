package intake

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/btsdirector/bts/internal/production"
)

// headingWords are the words by which scene headings of one language begin, upper case.
type headingWords struct {
	language           string // BCP 47
	interior, exterior string // separated by spaces
}

// introductions lists them. "INT" and "EXT" stand in most languages beside their own words.
var introductions = []headingWords{
	{"en", "INT I INTERIOR", "EXT E EST EXTERIOR"},
	{"fr", "INTÉRIEUR INTERIEUR", "EXTÉRIEUR EXTERIEUR"},
	{"de", "INNEN", "AUSSEN AUßEN AUẞEN"},
	{"es", "INTERIOR", "EXTERIOR"},
	{"pt", "INTERIOR", "EXTERIOR"},
	{"it", "INTERNO", "ESTERNO"},
	{"nl", "BINNEN INTERIEUR", "BUITEN EXTERIEUR"},
	{"da", "INDE INDENDØRS", "UDE UDENDØRS"},
	{"sv", "INNE INTERIÖR", "UTE EXTERIÖR"},
	{"nb", "INNE INNENDØRS INTERIØR", "UTE UTENDØRS EKSTERIØR"},
	{"fi", "SISÄ SISÄLLÄ", "ULKO ULKONA"},
	{"is", "INNI", "ÚTI"},
	{"pl", "WN WNĘTRZE", "PL PLENER"},
	{"cs", "INTERIÉR", "EXTERIÉR"},
	{"hu", "BELSŐ", "KÜLSŐ"},
	{"hr", "INTERIJER UNUTRA", "EKSTERIJER VANI"},
	{"tr", "İÇ IÇ", "DIŞ"},
	{"el", "ΕΣ ΕΣΩΤ ΕΣΩΤΕΡΙΚΟ ΕΣΩΤΕΡΙΚΌ", "ΕΞ ΕΞΩΤ ΕΞΩΤΕΡΙΚΟ ΕΞΩΤΕΡΙΚΌ"},
	{"ru", "ИНТ ИНТЕРЬЕР", "НАТ НАТУРА ЭКСТ ЭКСТЕРЬЕР"},
	{"uk", "ІНТ", "НАТ ЕКСТ"},
	{"bg", "ИНТ ИНТЕРИОР", "ЕКСТ ЕКСТЕРИОР"},
	{"sr", "ИНТ ЕНТ ЕНТЕРИЈЕР", "ЕКСТ ЕКСТЕРИЈЕР"},
	{"ka", "ინტ ინტერიერი", "ექსტ ექსტერიერი"},
	{"hy", "ՆԵՐՍ", "ԱՐՏ"},
	{"ar", "داخلي", "خارجي"},
	{"fa", "داخلی", "خارجی"},
	{"he", "פנים", "חוץ"},
	{"hi", "अंदर आंतरिक", "बाहर बाह्य"},
	{"th", "ภายใน", "ภายนอก"},
	{"vi", "NỘI", "NGOẠI"},
	{"zh", "内景 內景 室内 室內 屋内 屋內 内 內", "外景 室外 屋外 外"},
	{"ja", "屋内 室内", "屋外 室外"},
	{"ko", "실내", "실외"},
}

// intExtWords maps every introduction to its side.
var intExtWords = readIntroductions()

func readIntroductions() map[string]production.IntExt {
	words := map[string]production.IntExt{}
	for _, l := range introductions {
		for _, w := range strings.Fields(l.interior) {
			words[w] = production.Interior
		}
		for _, w := range strings.Fields(l.exterior) {
			words[w] = production.Exterior
		}
	}
	return words
}

// introduction finds what a word, in any case, introduces.
func introduction(word string) (production.IntExt, bool) {
	if where, ok := intExtWords[strings.ToUpper(word)]; ok {
		return where, true
	}
	if where, ok := intExtWords[word]; ok { // Georgian, of which upper case is another alphabet
		return where, true
	}
	composed := norm.NFC.String(word)
	where, ok := intExtWords[strings.ToUpper(composed)]
	return where, ok && composed != word
}

// capitals is s in upper case. Georgian stays as it is: its capitals are a fashion of headlines that
// few typefaces have.
func capitals(s string) string {
	if strings.ContainsFunc(s, isGeorgian) {
		return strings.Map(func(r rune) rune {
			if isGeorgian(r) {
				return r
			}
			return unicode.ToUpper(r)
		}, s)
	}
	return strings.ToUpper(s)
}

func isGeorgian(r rune) bool { return unicode.Is(unicode.Georgian, r) }

// shouted reports a text without small letters. Letters without case count as capitals: nobody can
// write them otherwise.
func shouted(s string) bool {
	for _, r := range s {
		if unicode.IsLower(r) && unicode.ToUpper(r) != r && !isGeorgian(r) {
			return false
		}
	}
	return true
}

// caseless reports a word in a script that has no capital letters.
func caseless(word string) bool {
	for _, r := range word {
		if unicode.IsUpper(r) || unicode.IsLower(r) && !isGeorgian(r) {
			return false
		}
	}
	return word != ""
}
