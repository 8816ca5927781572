package story

import (
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/production"
)

// findsOf are the ids of the cues that find something in an example, read where the cue looks.
func findsOf(lex *lexicon, c cue, text string) []string {
	line, set := production.Action, "BRIDGE"
	switch place := firstOf(c.In); place {
	case "dialogue":
		line = production.Dialogue
	case "parenthetical":
		line = production.Parenthetical
	case "heading":
		text, set = "", text
	}
	s := production.Scene{Number: "7", Set: set, Characters: []string{"MAYA", "TOM", "KARL"}, Lines: []production.Line{{Kind: line, Text: text, Number: 1}}}
	r := &reader{lex: lex, cast: newCast(lex, []production.Scene{s})}
	var ids []string
	for _, e := range r.scene(s) {
		id := e.source
		if e.heading {
			id, _, _ = strings.Cut(id, headingMark)
		}
		ids = append(ids, id)
	}
	return ids
}

func firstOf(places []string) string {
	if len(places) == 0 {
		return "action"
	}
	return places[0]
}

// TestExamplesOfEveryCue reads the sentences that the lexicon files give for each cue.
func TestExamplesOfEveryCue(t *testing.T) {
	t.Parallel()
	for _, tag := range Languages() {
		lex := languageOf(tag)
		for _, c := range lex.cues {
			t.Run(tag+" "+c.ID, func(t *testing.T) {
				t.Parallel()
				if len(c.Examples.Yes) == 0 || len(c.Examples.No) == 0 {
					t.Errorf("the cue has %d examples for and %d against", len(c.Examples.Yes), len(c.Examples.No))
				}
				for _, text := range c.Examples.Yes {
					if ids := findsOf(lex, c, text); !slices.Contains(ids, c.ID) {
						t.Errorf("%q is not found, only %q", text, ids)
					}
				}
				for _, text := range c.Examples.No {
					if slices.Contains(findsOf(lex, c, text), c.ID) {
						t.Errorf("fell for %q", text)
					}
				}
			})
		}
	}
}
