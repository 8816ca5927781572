package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// daysOf shows the days of a document as "number date scenes".
func daysOf(doc Document) []string {
	var shown []string
	for _, d := range doc.Schedule.Days {
		text := fmt.Sprintf("%d %s", d.Number, d.Date)
		for _, s := range d.Strips() {
			text += " " + firstOf(s.SceneNumber, s.Banner)
		}
		shown = append(shown, text)
	}
	return shown
}

func warningsOf(doc Document) string {
	var all []string
	for _, w := range doc.Warnings {
		all = append(all, w.Message)
	}
	return strings.Join(all, "\n")
}

func TestTableDays(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		rows string
		want []string
		warn string // "" for no warning at all
	}{
		"number alone below a date":    {"1,2026-05-12,1\n1,,2\n2,2026-05-13,3\n1,,4\n", []string{"1 2026-05-12 1 2 4", "2 2026-05-13 3"}, ""},
		"number above its date":        {"1,,1\n1,2026-05-12,2\n", []string{"1 2026-05-12 1 2"}, ""},
		"date above its number":        {",2026-05-12,1\n1,,2\n,,3\n", []string{"1 2026-05-12 1 2 3"}, ""},
		"a day that has no date":       {"1,2026-05-12,1\n2,,2\n", []string{"1 2026-05-12 1", "2  2"}, "shoot day 2 has no date"},
		"two numbers on one date":      {"1,2026-05-12,1\n2,2026-05-12,2\n", []string{"1 2026-05-12 1 2"}, "two shoot day numbers, 1 and 2"},
		"one number on two dates":      {"1,2026-05-12,1\n1,2026-05-13,2\n", []string{"1 2026-05-12 1", "1 2026-05-13 2"}, "two dates, Tue 12 May and Wed 13 May"},
		"dates in both columns":        {"2026-05-12,2026-05-12,1\n2026-05-13,2026-05-13,2\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, ""},
		"short dates in both columns":  {"12/05/2026,12/05/2026,1\n13/05/2026,13/05/2026,2\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, ""},
		"dates in the column of days":  {"2026-05-12,,1\n2026-05-13,,2\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, ""},
		"dates that cannot be":         {"1,2026-02-30,1\n2,2026-13-01,2\n", []string{"1  1", "2  2"}, "\"2026-02-30\" is not a date; shoot day 1 has its number alone"},
		"numbers that only come later": {",2026-05-12,1\n,2026-05-13,2\n2,,3\n", []string{"1 2026-05-12 1", "2 2026-05-13 2 3"}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, "Day,Date,Scene\n"+test.rows, Options{Name: "a.csv"})
			if diff := cmp.Diff(test.want, daysOf(doc)); diff != "" {
				t.Error(diff)
			}
			if said := warningsOf(doc); !strings.Contains(said, test.warn) || test.warn == "" && said != "" {
				t.Errorf("warnings are %q, want %q", said, test.warn)
			}
		})
	}
}

func TestTableUnitTimes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		rows       string // Datum;Szene;Beginn;Ende
		call, wrap string
		start      string // of the second scene
	}{
		"first rows of days":  {"12.05.2026;1;07:00;18:00\n;2;;\n;3;;\n13.05.2026;4;08:00;19:00\n;5;;\n", "07:00", "18:00", "11:45"},
		"dates in every row":  {"12.05.2026;1;07:00;18:00\n12.05.2026;2;;\n12.05.2026;3;;\n", "07:00", "18:00", "11:45"},
		"the same all day":    {"12.05.2026;1;07:00;18:00\n;2;07:00;18:00\n;3;07:00;18:00\n", "07:00", "18:00", "11:45"},
		"times of the scenes": {"12.05.2026;1;09:00;10:00\n;2;10:00;12:00\n;3;13:00;15:00\n", "08:00", "15:30", "10:00"},
		"one scene in a day":  {"12.05.2026;1;09:00;10:00\n13.05.2026;2;10:00;12:00\n", "08:00", "10:30", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, "Datum;Szene;Beginn;Ende\n"+test.rows, Options{Name: "a.csv"})
			u := doc.Schedule.Days[0].Units[0]
			if u.Call.String() != test.call || u.Wrap.String() != test.wrap {
				t.Errorf("call %s, wrap %s; want %s and %s", u.Call, u.Wrap, test.call, test.wrap)
			}
			if len(u.Strips) > 1 && u.Strips[1].Start.String() != test.start {
				t.Errorf("the second scene begins at %s, want %s", u.Strips[1].Start, test.start)
			}
		})
	}
}
