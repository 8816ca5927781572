package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseHeading(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		line string
		want heading
	}{
		"plain":             {"INT. HOUSE - DAY", heading{Text: "INT. HOUSE - DAY", IntExt: "INT", Set: "HOUSE", TimeOfDay: "DAY"}},
		"two spaces, year":  {"INT.  WILL'S BEDROOM - NIGHT (1973)", heading{Text: "INT. WILL'S BEDROOM - NIGHT (1973)", IntExt: "INT", Set: "WILL'S BEDROOM", TimeOfDay: "NIGHT"}},
		"no dot no dash":    {"EXT HOUSE DAY", heading{Text: "EXT HOUSE DAY", IntExt: "EXT", Set: "HOUSE", TimeOfDay: "DAY"}},
		"dash after word":   {"INT - HOUSE - DAY", heading{Text: "INT - HOUSE - DAY", IntExt: "INT", Set: "HOUSE", TimeOfDay: "DAY"}},
		"both":              {"INT./EXT. CAR - DUSK", heading{Text: "INT./EXT. CAR - DUSK", IntExt: "INT/EXT", Set: "CAR", TimeOfDay: "DUSK"}},
		"short both":        {"I/E CAR - DAY", heading{Text: "I/E CAR - DAY", IntExt: "INT/EXT", Set: "CAR", TimeOfDay: "DAY"}},
		"dotted both":       {"I./E. CAR - DAY", heading{Text: "I./E. CAR - DAY", IntExt: "INT/EXT", Set: "CAR", TimeOfDay: "DAY"}},
		"establishing":      {"EST. TOWN - DAWN", heading{Text: "EST. TOWN - DAWN", IntExt: "EXT", Set: "TOWN", TimeOfDay: "DAWN"}},
		"small letters":     {"int. house - day", heading{Text: "int. house - day", IntExt: "INT", Set: "HOUSE", TimeOfDay: "DAY"}},
		"set of two parts":  {"INT. HOUSE - KITCHEN - NIGHT", heading{Text: "INT. HOUSE - KITCHEN - NIGHT", IntExt: "INT", Set: "HOUSE - KITCHEN", TimeOfDay: "NIGHT"}},
		"set without time":  {"INT. HOUSE - KITCHEN", heading{Text: "INT. HOUSE - KITCHEN", IntExt: "INT", Set: "HOUSE - KITCHEN"}},
		"flashback":         {"INT. HOUSE - DAY - FLASHBACK (1944) #110A#", heading{Number: "110A", Text: "INT. HOUSE - DAY - FLASHBACK (1944)", IntExt: "INT", Set: "HOUSE", TimeOfDay: "DAY"}},
		"number with signs": {"INT. HOUSE - DAY #I-1-A#", heading{Number: "I-1-A", Text: "INT. HOUSE - DAY", IntExt: "INT", Set: "HOUSE", TimeOfDay: "DAY"}},
		"number with dot":   {"INT. HOUSE - DAY #1.#", heading{Number: "1", Text: "INT. HOUSE - DAY", IntExt: "INT", Set: "HOUSE", TimeOfDay: "DAY"}},
		"leading number":    {"12A INT. HOUSE - DAY 12A", heading{Number: "12A", Text: "INT. HOUSE - DAY", IntExt: "INT", Set: "HOUSE", TimeOfDay: "DAY"}},
		"German":            {"INNEN. KÜCHE - TAG", heading{Text: "INNEN. KÜCHE - TAG", IntExt: "INT", Set: "KÜCHE", TimeOfDay: "TAG"}},
		"German both":       {"INNEN/AUSSEN AUTO - NACHT", heading{Text: "INNEN/AUSSEN AUTO - NACHT", IntExt: "INT/EXT", Set: "AUTO", TimeOfDay: "NACHT"}},
		"Portuguese":        {"EXT. PRAÇA - NOITE", heading{Text: "EXT. PRAÇA - NOITE", IntExt: "EXT", Set: "PRAÇA", TimeOfDay: "NOITE"}},
		"long dash":         {"INT. HOUSE – NIGHT", heading{Text: "INT. HOUSE – NIGHT", IntExt: "INT", Set: "HOUSE", TimeOfDay: "NIGHT"}},
		"curly quote":       {"INT. WILL’S ROOM - DAY", heading{Text: "INT. WILL’S ROOM - DAY", IntExt: "INT", Set: "WILL'S ROOM", TimeOfDay: "DAY"}},
		"continuous":        {"INT. HALL -- CONTINUOUS", heading{Text: "INT. HALL -- CONTINUOUS", IntExt: "INT", Set: "HALL", TimeOfDay: "CONTINUOUS"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := parseHeading(test.line)
			if !ok {
				t.Fatalf("%q is not taken for a heading", test.line)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseHeadingLeavesSentences(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"INTERCUT the phone call", "Interior design is her trade.", "Est-ce que tu viens?", "I am here.", "E flat.", "EXTREMELY LOUD",
		"ESTABLISHING", "Inne i huset sitter hon.", "12 men stand in a row.", "INT.", "EXT/INT. DOORWAY - DAY", "Ulko ovi aukeaa.", "",
	} {
		if h, ok := parseHeading(line); ok {
			t.Errorf("%q was taken for a heading: %+v", line, h)
		}
	}
}

func TestEighths(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"1 3/8": 11, "3/8": 3, "2": 16, "1.375": 11, "1,5": 12, "2 4/8 pgs": 20, "1⅜": 11, "0": 0, "1/4": 2} {
		if got, ok := parseEighths(text); !ok || got != want {
			t.Errorf("parseEighths(%q) = %d, %t, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "x", "1/0", "-1", "1e9", "NaN", "3/x", "99999"} {
		if got, ok := parseEighths(text); ok {
			t.Errorf("parseEighths(%q) = %d, want it refused", text, got)
		}
	}
}
