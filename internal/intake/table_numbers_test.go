package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

func TestSceneRanges(t *testing.T) {
	t.Parallel()
	known := func(numbers string) []production.Scene {
		var scenes []production.Scene
		for number := range strings.FieldsSeq(numbers) {
			scenes = append(scenes, production.Scene{Number: number})
		}
		return scenes
	}
	tests := map[string]struct {
		cell  string
		known []production.Scene
		want  string
		warn  string
	}{
		"plain":                {"6-8", nil, "6 7 8", `"6-8" was read as scenes 6, 7, 8`},
		"thru":                 {"6 thru 9", nil, "6 7 8 9", "was read as scenes"},
		"with an inserted one": {"6-8", known("5 6 6A 7 8 9"), "6 6A 7 8", ""},
		"letters at the ends":  {"6A–7", known("6 6A 7"), "6A 7", ""},
		"a scene of that name": {"6-8", known("6 6-8 7 8"), "6-8", ""},
		"unknown letters":      {"6A-6C", nil, "6A-6C", "looks like a range"},
		"too long":             {"1-101", nil, "1-101", "looks like a range"},
		"backwards":            {"12-1", nil, "12-1", "looks like a range"},
		"among others":         {"2, 6-7 & 9", nil, "2 6 7 9", "was read as scenes 6, 7"},
		"no range":             {"12A", nil, "12A", ""},
		"too many":             {strings.Repeat("1,", 60) + "1", nil, strings.TrimSpace(strings.Repeat("1 ", 50)), "cut after 50"},
		"too long a number":    {"7, 8 with half of the ninth maybe", nil, "7", "too long for a scene number"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, "Date,Scene\n2026-05-12,\""+test.cell+"\"\n", Options{Name: "a.csv", Known: test.known})
			var got []string
			for _, s := range doc.Schedule.Days[0].Strips() {
				got = append(got, s.SceneNumber)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
			if said := warningsOf(doc); !strings.Contains(said, test.warn) || test.warn == "" && said != "" {
				t.Errorf("warnings are %q, want %q", said, test.warn)
			}
		})
	}
}

func TestTableInsideOutside(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, "Datum;Szene;I/A;Motiv\n12.05.2026;1;A;KAI\n12.05.2026;2;I;HALLE\n12.05.2026;3;I/A;TOR\n", Options{Name: "a.csv"})
	var got []production.IntExt
	for _, s := range doc.Schedule.Breakdown {
		got = append(got, s.IntExt)
	}
	if diff := cmp.Diff([]production.IntExt{production.Exterior, production.Interior, production.Both}, got); diff != "" {
		t.Error(diff)
	}
}
