package story

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// sampleWords is how much of a script is read to know its language.
const sampleWords = 1500

// DetectLanguage tells the language of a script by its short common words and the words of its scene
// headings: one of Languages, English where no other is clearly more likely. A schedule without a
// script is known by its sets and times of day.
func DetectLanguage(f production.Facts) string {
	sample := sampleOf(f)
	best, most := defaultLanguage, count(lexicons()[defaultLanguage], sample)
	for _, tag := range Languages() {
		if n := count(lexicons()[tag], sample); n > most {
			best, most = tag, n
		}
	}
	return best
}

// sampled are the words by which a language is told.
type sampled struct{ text, headings []string }

// sampleOf takes words from the beginning of a script until there are enough.
func sampleOf(f production.Facts) sampled {
	var s sampled
	for _, scene := range f.Scenes {
		s.headings = append(s.headings, plainLower(scene.Set)...)
		s.headings = append(s.headings, plainLower(scene.TimeOfDay)...)
		s.text = append(s.text, plainLower(scene.Synopsis)...)
		for _, line := range scene.Lines {
			if line.Kind == production.Action || line.Kind == production.Dialogue {
				s.text = append(s.text, plainLower(line.Text)...)
			}
			if len(s.text) > sampleWords {
				return s
			}
		}
	}
	return s
}

func plainLower(text string) []string {
	return strings.FieldsFunc(strings.ToLower(plainSigns.Replace(text)), func(r rune) bool { return r != '\'' && !isWordRune(r) })
}

// count is how many words of a sample belong to a language.
func count(lex *lexicon, s sampled) int {
	n := 0
	for _, w := range s.text {
		if lex.is("common", w) {
			n++
		}
	}
	for _, w := range s.headings {
		if lex.is("headings", w) {
			n++
		}
	}
	return n
}
