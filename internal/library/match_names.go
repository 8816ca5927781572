package library

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
)

// plainWords are the words of a text, lower case, cut wherever there is no letter, digit or mark, and where a small letter is
// followed by a large one, as in "AnaBridge".
func plainWords(text string) []string {
	var b strings.Builder
	before := ' '
	for _, r := range text {
		switch {
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteRune(' ')
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		case r != '\'' && r != '’':
			b.WriteRune(' ')
		}
		before = r
	}
	return strings.Fields(b.String())
}

// pathWords are the words of the names of an asset, with a space at either end.
func pathWords(s Seen) string {
	var words []string
	for _, name := range append([]string{s.Asset.Name}, s.Names...) {
		words = append(append(words, plainWords(name)...), "|") // what stands in two names is not one after the other
	}
	return " " + strings.Join(words, " ") + " "
}

// titleWords are the words of a title that tell it from others: those of four letters and more, where there are two at least.
func titleWords(title string) []string {
	var words []string
	for _, w := range plainWords(title) {
		if len([]rune(w)) >= 4 {
			words = append(words, w)
		}
	}
	if len(words) < 2 {
		return nil
	}
	return words
}

// says reports whether the names say all words of a list, in whatever order.
func (v *view) says(words []string) bool {
	for _, w := range words {
		if !strings.Contains(v.path, " "+w+" ") {
			return false
		}
	}
	return len(words) > 0
}

var sceneInName = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])(?:scene|szene|sc)[ _.-]?0*(\d{1,4}[a-z]{0,2})(?:[^a-z0-9]|$)`)

// sceneHint notes which scene the slate says, or else a name.
func (v *view) sceneHint() {
	if number := strings.TrimSpace(v.a.Slate.Scene); number != "" {
		v.hint, v.hintSays = number, "the slate says "+number
		return
	}
	for _, name := range append([]string{v.a.Name}, v.seen.Names...) {
		if p := sceneInName.FindStringSubmatch(name); p != nil {
			v.hint, v.hintSays = strings.ToUpper(p[1]), "its name says scene "+strings.ToUpper(p[1])
			return
		}
	}
}

// hinted is the scene that slate or name mean, and how sure that is: 95 for its very number, 85 for a set-up, which many
// slates write as a letter behind the number of the scene (12A, 12B of scene 12), 75 for a part or retake.
func (v *view) hinted() (production.Scene, int, string, bool) {
	if v.hint == "" {
		return production.Scene{}, 0, "", false
	}
	less := 0
	if v.a.Slate.Scene == "" {
		less = 15 // a name is written by whoever copied
	}
	key := slate.Key(v.hint)
	if s, ok := v.m.byKey[key]; ok {
		return s, 95 - less, v.hintSays, true
	}
	if s, ok := v.m.byKey[slate.Base(key)]; ok {
		return s, 75 - less, v.hintSays + ", a part of scene " + s.Number, true
	}
	bare := strings.TrimRight(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if s, ok := v.m.byKey[bare]; ok && bare != "" {
		return s, 85 - less, v.hintSays + ", a set-up of scene " + s.Number, true
	}
	return production.Scene{}, 0, "", false
}
