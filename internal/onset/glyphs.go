package onset

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// unknownGlyph stands for a character that cannot be printed.
const unknownGlyph = '?'

// latin spells what Windows-1252, the alphabet of a PDF's built-in fonts, lacks and a decomposition
// does not give: letters with strokes, Greek (after ISO 843) and Cyrillic (after BGN/PCGN), signs.
var latin = func() map[rune]string {
	spelt := map[rune]string{
		'ł': "l", 'đ': "d", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ŋ': "ng", 'ĸ': "k", 'ſ': "s", 'ə': "e", 'ɛ': "e", 'ɔ': "o",
		'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l", 'μ': "m",
		'ν': "n", 'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
		'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y", 'к': "k", 'л': "l", 'м': "m",
		'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh",
		'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
		'і': "i", 'ї': "yi", 'є': "ye", 'ґ': "g", 'ў': "w", 'ђ': "dj", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'џ': "dz",
	}
	for small, text := range spelt {
		if large := unicode.ToUpper(small); large != small && text != "" {
			spelt[large] = strings.ToUpper(text[:1]) + text[1:]
		}
	}
	for sign, text := range map[rune]string{
		'Ъ': "", 'Ь': "", 'ẞ': "SS", '→': "->", '←': "<-", '≈': "~", '≤': "<=", '≥': ">=", '−': "-", '‑': "-", '‒': "-", '―': "-", '′': "'", '″': "\"",
		'ʼ': "'", '№': "No.", '✓': "v", '½': "1/2", '⅛': "1/8", '⅜': "3/8", '⅝': "5/8", '⅞': "7/8", '\u2009': " ", '\u202f': " ", '\u200b': "",
		'\u2060': "", '\ufeff': "",
	} {
		spelt[sign] = text
	}
	return spelt
}()

// alike are signs that are spelt as they look.
const alike = "−‑‒―\u2009\u202f\u200b\u2060\ufeff"

// unseen are marks without a width, which built-in fonts do not know and nobody misses: joiners, and those that say how
// text runs.
const unseen = "\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"

// toCP1252 spells text for a built-in font: as it is where the font has the letter, else in Latin
// letters. foreign tells that a letter is spelt another way, lost that some character could not be spelt and became a
// question mark.
func toCP1252(text string) (spelt string, lost, foreign bool) {
	var out []byte
	for _, r := range norm.NFC.String(text) {
		if b, ok := charmap.Windows1252.EncodeRune(r); ok {
			out = append(out, b)
			continue
		}
		if strings.ContainsRune(unseen, r) {
			continue
		}
		foreign = foreign || !strings.ContainsRune(alike, r)
		for _, part := range norm.NFD.String(spell(r)) {
			b, ok := charmap.Windows1252.EncodeRune(part)
			switch {
			case unicode.Is(unicode.Mn, part):
				continue // an accent that no letter of the font carries
			case ok:
				out = append(out, b)
			case latin[part] != "":
				out = append(out, latin[part]...)
			default:
				out, lost = append(out, unknownGlyph), true
			}
		}
	}
	return string(out), lost, foreign
}

// inLatin spells a letter that no font has.
func inLatin(letter rune) (spelt string, lost bool) {
	bytes, lost, _ := toCP1252(string(letter))
	for _, b := range []byte(bytes) {
		spelt += string(charmap.Windows1252.DecodeByte(b))
	}
	return spelt, lost
}

func spell(r rune) string {
	if text, ok := latin[r]; ok {
		return text
	}
	return string(r)
}

// oneLine turns line breaks, tabs and other control characters into spaces.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) || r == ' '
	}), " ")
}
