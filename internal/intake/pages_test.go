package intake

import (
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/production"
)

func TestWrapped(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		text    string
		columns int
		want    int
	}{
		"nothing":              {"", 10, 1},
		"one word":             {"word", 10, 1},
		"between words":        {"one two three four", 9, 2 + 1},
		"exactly full":         {"one two", 7, 1},
		"one too many":         {"one twos", 7, 2},
		"breaks that are kept": {"one\n\ntwo", 9, 3},
		"a word too long":      {strings.Repeat("x", 25), 10, 3},
		"a long word behind":   {"ab " + strings.Repeat("x", 17), 10, 2},
		"ideographs are wide":  {strings.Repeat("字", 11), 10, 3},
		"accents are nothing":  {strings.Repeat("e\u0301", 10), 10, 1},
		"Thai breaks anywhere": {"ab " + strings.Repeat("ก", 15), 10, 2},
		"Hangul is wide":       {"가나다라마 바", 10, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := wrapped(test.text, test.columns); got != test.want {
				t.Errorf("%d lines, want %d", got, test.want)
			}
		})
	}
}

// TestPageBreaks lays out a page of ten lines.
func TestPageBreaks(t *testing.T) {
	t.Parallel()
	action := func(n int) production.Line {
		return production.Line{Kind: production.Action, Text: strings.TrimSuffix(strings.Repeat("x\n", n), "\n")}
	}
	cue, speech := production.Line{Kind: production.Character, Text: "MARA"}, production.Line{Kind: production.Dialogue, Text: "Yes."}
	dual := func(l production.Line) production.Line { l.Dual = true; return l }
	model := PageModel{Lines: 10, Action: 60, Dialogue: 35, Parenthetical: 25, DualDialogue: 28, BeforeHeading: 1}
	for name, test := range map[string]struct {
		first []production.Line // of the first scene, below its heading
		next  []production.Line // of the second
		page  string            // where the second begins
		lines int               // used on the page where it ends
	}{
		"room for all":                         {[]production.Line{action(3)}, []production.Line{action(2)}, "1", 10},
		"a heading is not last on a page":      {[]production.Line{action(6)}, []production.Line{action(1)}, "2", 3},
		"it takes a short paragraph with it":   {[]production.Line{action(4)}, []production.Line{action(3)}, "2", 5},
		"a long one is torn":                   {[]production.Line{action(2)}, []production.Line{action(8)}, "1", 5},
		"a name is not last":                   {[]production.Line{action(6), cue, speech}, nil, "2", 4},
		"a break turns the page":               {[]production.Line{action(1), {Kind: production.PageBreak}}, []production.Line{action(1)}, "2", 3},
		"two breaks turn it once":              {[]production.Line{action(1), {Kind: production.PageBreak}, {Kind: production.PageBreak}}, []production.Line{action(1)}, "2", 3},
		"side by side is as high as one":       {[]production.Line{cue, speech, dual(cue), dual(speech)}, []production.Line{action(2)}, "1", 9},
		"no line alone on the next page":       {[]production.Line{action(9)}, nil, "2", 4},
		"a paragraph of many pages":            {[]production.Line{action(38)}, nil, "5", 1},
		"a speech beside nothing stands alone": {[]production.Line{dual(cue), dual(speech)}, []production.Line{action(2)}, "1", 9},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := pageCursor{model: model}
			a := production.Scene{Heading: "A", Lines: test.first}
			b := production.Scene{Heading: "B", Lines: test.next}
			c.place(&a)
			c.place(&b)
			if b.Page != test.page || c.line != test.lines {
				t.Errorf("the second scene begins on page %s and ends in line %d, want page %s and line %d", b.Page, c.line, test.page, test.lines)
			}
		})
	}
}

// TestGivenPages: what the paper says of pages and lengths stands, and later estimates follow it.
func TestGivenPages(t *testing.T) {
	t.Parallel()
	c := pageCursor{model: StandardPage}
	scenes := []production.Scene{{Heading: "A", Page: "9", Eighths: 3}, {Heading: "B"}, {Heading: "C", Page: "4A"}, {Heading: "D", Omitted: true}}
	for i := range scenes {
		c.place(&scenes[i])
	}
	if a := scenes[0]; a.Page != "9" || a.Eighths != 3 || a.Estimated {
		t.Errorf("the given measures became %s, %d", a.Page, a.Eighths)
	}
	if b := scenes[1]; b.Page != "9" || b.Eighths != 1 || !b.Estimated {
		t.Errorf("behind page 9 comes page %s with %d eighths (estimated %t)", b.Page, b.Eighths, b.Estimated)
	}
	if scenes[2].Page != "4A" || scenes[3].Eighths != 0 || scenes[3].Estimated {
		t.Errorf("page 4A became %s, the omitted scene has %d eighths", scenes[2].Page, scenes[3].Eighths)
	}
}

// TestUnusableModel: measures that somebody left out are the standard's.
func TestUnusableModel(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, "INT. A - DAY\n\nText.\n", Options{Name: "a.fountain", Pages: &PageModel{BeforeHeading: -5}})
	if s := doc.Script.Scenes[0]; s.Page != "1" || s.Eighths != 1 {
		t.Errorf("page %s, %d eighths", s.Page, s.Eighths)
	}
}
