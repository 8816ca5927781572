package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
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

// TestForeignHeadings reads the headings of other languages and scripts, and tells night from day.
func TestForeignHeadings(t *testing.T) {
	t.Parallel()
	type want struct {
		IntExt    production.IntExt
		Set, Time string
		Night     bool
	}
	tests := map[string]want{
		"INTÉRIEUR - CUISINE - NUIT":       {"INT", "CUISINE", "NUIT", true},
		"INTE\u0301RIEUR. CUISINE - SOIR":  {"INT", "CUISINE", "SOIR", true},
		"EXT. JARDIN, JOUR":                {"EXT", "JARDIN", "JOUR", false},
		"INNEN. KÜCHE - ABEND":             {"INT", "KÜCHE", "ABEND", true},
		"AUSSEN HOF - MORGENDÄMMERUNG":     {"EXT", "HOF", "MORGENDÄMMERUNG", false},
		"INNEN/AUSSEN. AUTO - NACHT":       {"INT/EXT", "AUTO", "NACHT", true},
		"INTERIOR. CASA DE ANA - NOCHE":    {"INT", "CASA DE ANA", "NOCHE", true},
		"EXTERIOR CALLE - DÍA":             {"EXT", "CALLE", "DÍA", false},
		"EXT. PRAIA - MADRUGADA":           {"EXT", "PRAIA", "MADRUGADA", true},
		"ESTERNO. STRADA. NOTTE":           {"EXT", "STRADA", "NOTTE", true},
		"INTERNO CASA - SERA":              {"INT", "CASA", "SERA", true},
		"WN. KUCHNIA - WIECZÓR":            {"INT", "KUCHNIA", "WIECZÓR", true},
		"SISÄ. KEITTIÖ - YÖ":               {"INT", "KEITTIÖ", "YÖ", true},
		"INT. KØKKEN - NAT":                {"INT", "KØKKEN", "NAT", true},
		"İÇ. EV - GECE":                    {"INT", "EV", "GECE", true},
		"BELSŐ. HÁZ - ÉJJEL":               {"INT", "HÁZ", "ÉJJEL", true},
		"ΕΣΩΤ. ΣΠΙΤΙ - ΝΥΧΤΑ":              {"INT", "ΣΠΙΤΙ", "ΝΥΧΤΑ", true},
		"ИНТ. КВАРТИРА - НОЧЬ":             {"INT", "КВАРТИРА", "НОЧЬ", true},
		"НАТ. УЛИЦА ДЕНЬ":                  {"EXT", "УЛИЦА", "ДЕНЬ", false},
		"ИНТ./НАТ. МАШИНА - ВЕЧЕР":         {"INT/EXT", "МАШИНА", "ВЕЧЕР", true},
		"ІНТ. КУХНЯ - НІЧ":                 {"INT", "КУХНЯ", "НІЧ", true},
		"ინტ. სახლი - ღამე":                {"INT", "Სახლი", "ღამე", true},
		"内景 咖啡馆 日":                         {"INT", "咖啡馆", "日", false},
		"外景 码头 - 深夜":                       {"EXT", "码头", "深夜", true},
		"內景。客廳－夜":                          {"INT", "客廳", "夜", true},
		"内/外 车内 夜":                         {"INT/EXT", "车内", "夜", true},
		"屋内 喫茶店（夜）":                        {"INT", "喫茶店", "夜", true},
		"실내. 집 - 밤":                        {"INT", "집", "밤", true},
		"داخلي - منزل - ليل":               {"INT", "منزل", "ليل", true},
		"\u200fخارجي. شارع - نهار\u200f":   {"EXT", "شارع", "نهار", false},
		"פנים. בית - לילה":                 {"INT", "בית", "לילה", true},
		"ภายใน - บ้าน - กลางคืน":           {"INT", "บ้าน", "กลางคืน", true},
		"अंदर. घर - रात":                   {"INT", "घर", "रात", true},
		"NỘI. NHÀ - ĐÊM":                   {"INT", "NHÀ", "ĐÊM", true},
		"INT-EXT. CAR - DAY":               {"INT/EXT", "CAR", "DAY", false},
		"INT. TRAIL IN THE WOODS. EVENING": {"INT", "TRAIL IN THE WOODS", "EVENING", true},
		"Ext. Trail. Before noon.":         {"EXT", "TRAIL", "BEFORE NOON", false},
		"EXT. LAKE. LATE AFTERNOON. DUSK.": {"EXT", "LAKE", "LATE AFTERNOON", false},
		"INT. PIER. NIGHT, RAIN":           {"INT", "PIER", "NIGHT", true},
		"INT. CAFE, NIGHT CLUB":            {"INT", "CAFE, NIGHT CLUB", "", false},
		"INT. ST. JAMES'S HALL - DAY":      {"INT", "ST. JAMES'S HALL", "DAY", false},
		"INT. LION'S DEN - NIGHT":          {"INT", "LION'S DEN", "NIGHT", true},
		"INT. MALL - MAGIC SHOP":           {"INT", "MALL - MAGIC SHOP", "", false},
	}
	for line, w := range tests {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			h, ok := parseHeading(line)
			if !ok {
				t.Fatal("not taken for a heading")
			}
			scene := production.Scene{TimeOfDay: h.TimeOfDay}
			got := want{h.IntExt, h.Set, strings.ToLower(h.TimeOfDay), scene.Night()}
			w.Time, w.Set, got.Set = strings.ToLower(w.Time), strings.ToLower(w.Set), strings.ToLower(got.Set)
			if diff := cmp.Diff(w, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestForcedHeadingInSmallLetters: what a program or a dot calls a heading is read in any case.
func TestForcedHeadingInSmallLetters(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]production.IntExt{
		"Innen. Küche - Nacht": "INT", "Exterior casa - noche": "EXT", "Interior design's office": "", "est. town": "EXT", "SNIPER SCOPE POV": "",
	} {
		if got := forcedHeading(line).IntExt; got != want {
			t.Errorf("%q is %q, want %q", line, got, want)
		}
	}
}

func TestParseHeadingLeavesSentences(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"INTERCUT the phone call", "Interior design is her trade.", "Est-ce que tu viens?", "I am here.", "E flat.", "EXTREMELY LOUD",
		"ESTABLISHING", "Inne i huset sitter hon.", "12 men stand in a row.", "INT.", "EXT/INT. DOORWAY - DAY", "Ulko ovi aukeaa.", "",
		"Interior monologue - she counts.", "INTERIOR MONOLOGUE", "Interior. Nothing moves in her.", "室内很暗。", "外面 下雨了", "داخلي كل شيء هادئ", "INNE I HUSET", "PL 7 passes.",
		"Interno di casa - notte", "!INT. HOUSE - DAY", "INTÉRIEUR NUIT POUR TOUS LES ENFANTS", "外 她走了",
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
