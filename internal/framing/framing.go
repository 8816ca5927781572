// Package framing is how a camera looks at something, in the words of the trade: size, angle and movement. Storyboards
// and shot lists share it. The words are data (words.json); what somebody writes in their own words stays as written.
package framing

import (
	_ "embed"
	"encoding/json"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
)

// Word is one word of the trade.
type Word struct {
	Key   string   `json:"key"`   // short, as it is written on a shot list: "CU"
	Title string   `json:"title"` // "Close-up"
	Also  []string `json:"also"`  // other ways to write it, in lower case
}

// Words are the words for each aspect, in the order they are offered.
type Words struct {
	Sizes     []Word `json:"sizes"` // from closest to widest, then those that count heads or things
	Angles    []Word `json:"angles"`
	Movements []Word `json:"movements"`
}

//go:embed words.json
var text []byte

// All are the words. Callers must not change them.
var All = sync.OnceValue(func() Words {
	var w Words
	if err := json.Unmarshal(text, &w); err != nil {
		panic("framing: words.json: " + err.Error())
	}
	return w
})

// Framing is how a camera looks at something. Each field is the key of a word, somebody's own words, or "".
type Framing struct {
	Size     string `json:"size"`
	Angle    string `json:"angle"`
	Movement string `json:"movement"`
	Lens     string `json:"lens"` // "35 mm", "24-70"
}

// longest is how much somebody may write for one field, in characters.
const longest = 200

// Check returns fault.Invalid for a field that is longer than 200 characters.
func (f Framing) Check() error {
	for name, text := range map[string]string{"size": f.Size, "angle": f.Angle, "movement": f.Movement, "lens": f.Lens} {
		if n := utf8.RuneCountInString(text); n > longest {
			return fault.New(fault.Invalid, "the %s has %d characters, more than %d", name, n, longest).WithRemedy("Put the rest into the note.")
		}
	}
	return nil
}

// Tidy is the framing with every word that is known under its key: "close up" is CU.
func (f Framing) Tidy() Framing {
	all := All()
	return Framing{Key(all.Sizes, f.Size), Key(all.Angles, f.Angle), Key(all.Movements, f.Movement), strings.TrimSpace(f.Lens)}
}

// Key is the key of a word however it is written, and else what was written, without space around it.
func Key(words []Word, said string) string {
	said = strings.TrimSpace(said)
	plain := strings.ToLower(strings.Join(strings.FieldsFunc(said, func(r rune) bool { return r == ' ' || r == '-' || r == '_' }), " "))
	for _, w := range words {
		if strings.EqualFold(w.Key, said) || strings.EqualFold(w.Title, said) {
			return w.Key
		}
		for _, other := range w.Also {
			if other == plain {
				return w.Key
			}
		}
	}
	return said
}

// Title is a word in full, and else what was written.
func Title(words []Word, key string) string {
	for _, w := range words {
		if w.Key == key {
			return w.Title
		}
	}
	return key
}

// Line is the framing in a line: "CU · low angle · handheld · 35 mm"; "" for none.
func (f Framing) Line() string {
	var parts []string
	all := All()
	lower := func(s string) string {
		if s == "" || strings.ToUpper(s) == s {
			return s
		}
		return strings.ToLower(s[:1]) + s[1:]
	}
	for _, part := range []string{f.Size, lower(Title(all.Angles, f.Angle)), lower(Title(all.Movements, f.Movement)), f.Lens} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}
