package revise

import (
	"fmt"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// closedAndLimits shows the scenes of strips, "!" for closed ones, with limits.
func closedAndLimits(facts production.Facts) string {
	var out []string
	for _, s := range allStrips(facts) {
		text := s.SceneNumber
		if s.Closed {
			text += "!"
		}
		if s.Capacity >= 0 {
			text += fmt.Sprint("/", s.Capacity)
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func TestClosedSetsThroughSplits(t *testing.T) {
	t.Parallel()
	half, other, third := paragraphs(101), paragraphs(102), paragraphs(103)
	one := "INT. BEDROOM - NIGHT #12#\n\n" + half + other + "EXT. QUAY - DAY #13#\n\n" + third
	split := "INT. BEDROOM - NIGHT #12A#\n\n" + half + "INT. BEDROOM - LATER #12B#\n\n" + other + "EXT. QUAY - DAY #13#\n\n" + third
	higher := "INT. BEDROOM - NIGHT #12#\n\n" + half + "INT. BATH - LATER #13#\n\n" + other + "EXT. QUAY - DAY #14#\n\n" + third
	joined := "INT. BEDROOM - NIGHT #12#\n\n" + third + half + other
	shot := "Date,Scene,Closed set,Max BTS\n2026-05-12,12,yes,2\n2026-05-12,13,no,\n"
	plain := func(numbers string) string {
		text := "Date,Scene\n"
		for _, n := range strings.Fields(numbers) {
			text += "2026-05-12," + n + "\n"
		}
		return text
	}
	tests := map[string]struct {
		papers []string
		want   string
	}{
		"split":                        {[]string{one, shot, split, plain("12A 12B 13")}, "12A!/2 12B!/2 13"},
		"split with higher numbers":    {[]string{one, shot, higher, plain("12 13 14")}, "12!/2 13!/2 14"},
		"a draft between":              {[]string{one, shot, split, split + "\n\nMore.\n", plain("12A 12B 13")}, "12A!/2 12B!/2 13"},
		"a schedule between":           {[]string{one, shot, split, plain("12A 13"), plain("12A 12B 13")}, "12A!/2 12B!/2 13"},
		"the schedule knows it first":  {[]string{one, shot, plain("12A 12B 13"), split}, "12A!/2 12B!/2 13"},
		"without a script":             {[]string{shot, plain("12A 12B 13")}, "12A!/2 12B!/2 13"},
		"parts of a strip":             {[]string{one, shot, plain("12PT1 13 12PT2")}, "12PT1!/2 13 12PT2!/2"},
		"parts become whole":           {[]string{one, "Date,Scene,Closed set\n2026-05-12,12PT1,yes\n2026-05-12,12PT2,no\n2026-05-12,13,no\n", plain("12 13")}, "12! 13"},
		"a paper that says it is open": {[]string{one, shot, split, "Date,Scene,Closed set\n2026-05-12,12A,yes\n2026-05-12,12B,no\n2026-05-12,13,no\n"}, "12A!/2 12B/2 13"},
		"a scene that was put in":      {[]string{one, shot, one + "\n\nINT. CAR - DAY #13A#\n\n" + paragraphs(104), plain("12 13 13A")}, "12!/2 13 13A"},
		"joined":                       {[]string{"EXT. QUAY - DAY #12#\n\n" + third + "INT. BEDROOM - NIGHT #13#\n\n" + half, "Date,Scene,Closed set\n2026-05-12,12,no\n2026-05-12,13,yes\n", "EXT. QUAY - DAY #12#\n\n" + third + half, plain("12")}, "12!"},
		"joined the other way":         {[]string{one, shot, joined, plain("12")}, "12!/2"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts := production.Facts{}
			for _, paper := range test.papers {
				facts, _ = take(t, facts, mustRead(t, paper, intake.Options{}))
			}
			if got := closedAndLimits(facts); got != test.want {
				t.Errorf("the sets are %s, want %s", got, test.want)
			}
			for _, s := range facts.Scenes {
				for _, e := range s.Elements {
					if inherits(e) {
						t.Errorf("scene %s still has the remark %v", s.Number, e)
					}
				}
			}
		})
	}
}

func TestMergeKeepsClosedSets(t *testing.T) {
	t.Parallel()
	first := "Date,Scene,Closed,Notes\n2026-05-12,1,yes,\n2026-05-12,2,yes,\n2026-05-12,3,,\n"
	keyless := strings.Replace(intaketest.USS, `"_closed": true, `, "", 1)
	tests := map[string]struct{ name, data, want string }{
		"no column":                    {"b.csv", "Date,Scene\n2026-05-12,1\n2026-05-12,2\n2026-05-12,3\n", "1 2"},
		"no column, words for another": {"b.csv", "Date,Scene,Notes\n2026-05-12,1,\n2026-05-12,2,\n2026-05-12,3,closed set\n", "1 2 3"},
		"an empty column":              {"b.csv", "Date,Scene,Closed\n2026-05-12,1,\n2026-05-12,2,\n2026-05-12,3,\n", "1 2"},
		"a column that opens the last": {"b.csv", "Date,Scene,Closed\n2026-05-12,1,no\n2026-05-12,2,no\n2026-05-12,3,no\n", ""},
		"a column that opens one":      {"b.csv", "Date,Scene,Closed\n2026-05-12,1,yes\n2026-05-12,2,\n2026-05-12,3,\n", "1"},
		"a schedule with the key":      {"b.uss", strings.Replace(intaketest.USS, `"_closed": true`, `"_closed": false`, 1), "3"},
		"a schedule without the key":   {"b.uss", keyless, "1 2 3"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts, _ := take(t, production.Facts{}, readDoc(t, "a.csv", first))
			facts, _ = take(t, facts, readDoc(t, test.name, test.data))
			if got := closedScenes(facts.Days); got != test.want {
				t.Errorf("closed are %q, want %q", got, test.want)
			}
		})
	}
}
