package lettering

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/bidi"
	"github.com/google/go-cmp/cmp"
)

// seen is a line as it stands from left to right, each letter for itself.
func seen(text string) string {
	line := []rune(text)
	var out []rune
	for _, s := range inSight(line) {
		part := slices.Clone(line[s.from:s.to])
		if s.leftward() {
			slices.Reverse(part)
		}
		out = append(out, part...)
	}
	return Bare(string(out))
}

// TestOrderOfALine writes in capitals what runs from right to left.
func TestOrderOfALine(t *testing.T) {
	t.Parallel()
	hebrew := func(text string) string {
		return strings.Map(func(r rune) rune {
			if r >= 'A' && r <= 'Z' {
				return 'א' + r - 'A'
			}
			return r
		}, text)
	}
	cases := []struct{ name, text, want string }{
		{"one direction", "day 4, 14:00–15:00", "day 4, 14:00–15:00"},
		{"a name", "day 4 DANA here", "day 4 ANAD here"},
		{"a number after a name", "with DANA 12 there", "with 12 ANAD there"},
		{"the whole line", "DANA 12, 14:00", "14:00 ,12 ANAD"},
		{"a line that begins left", "DANA MEETS tom.", ".tom STEEM ANAD"},
		{"brackets", "tom (DANA) and (DANA B) c", "tom (ANAD) and (B ANAD) c"},
		{"brackets in a name", "tom DANA (LEAH) c", "tom )HAEL( ANAD c"},
		{"apart", Apart(hebrew("DANA 2")) + " · 14:00–15:00 · " + Apart(hebrew("LEAH")), "2 ANAD · 14:00–15:00 · HAEL"},
		{"not apart", "a DANA · 14:00 · LEAH", "a HAEL · 14:00 · ANAD"},
		{"percent", "DANA 50% LEAH", "HAEL 50% ANAD"},
	}
	for _, c := range cases {
		if diff := cmp.Diff(hebrew(c.want), seen(hebrew(c.text))); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestDirectionsOfAnyLine compares with another reading of the same rules, which knows directions alone.
func TestDirectionsOfAnyLine(t *testing.T) {
	t.Parallel()
	letters := []rune("abאבגشع12٣٤ ,.:-–%()[]\u0301\u2068\u2069\u2068\u2069")
	random := rand.New(rand.NewPCG(1, 2))
	for range 50_000 {
		line := make([]rune, 1+random.IntN(14))
		for i := range line {
			line[i] = letters[random.IntN(len(letters))]
		}
		line = append(line, 'z') // no spaces at the end
		var p bidi.Paragraph
		base := bidi.LeftToRight
		if startsLeft(line) {
			base = bidi.RightToLeft
		}
		runs := p.Segment(line, base)
		levels := levelsOf(line)
		for n := range runs.NumRuns() {
			run := runs.Run(n)
			for i := run.Start; i < run.End; i++ {
				if levels[i]%2 == 0 != run.IsLeftToRight() {
					t.Fatalf("%q: letter %d is on level %d (%v)", string(line), i, levels[i], levels)
				}
			}
		}
	}
}
