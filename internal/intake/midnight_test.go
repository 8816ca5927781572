package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPassMidnight(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		rows string // call, wrap, scene, start, end
		want string // scenes with their starts
		warn string
	}{
		"a night":                       {"17:00,03:00,1,18:00,\n,,2,00:45,\n", "1 18:00 2 00:45+1", ""},
		"a night without wrap":          {"17:00,,1,18:00,\n,,2,00:45,\n", "1 18:00 2 00:45+1", ""},
		"a night without call":          {",,1,22:00,\n,,2,00:30,\n", "1 22:00 2 00:30+1", ""},
		"a day out of order":            {"12:00,20:00,1,13:00,14:00\n,,2,08:00,09:00\n", "2 08:00 1 13:00", "scene 2 at 08:00"},
		"out of order without call":     {",,1,10:00,11:00\n,,2,06:00,07:00\n,,3,12:00,13:00\n", "2 06:00 1 10:00 3 12:00", "scene 2 at 06:00"},
		"late on a day that has a wrap": {"08:00,19:00,1,09:00,10:00\n,,2,02:00,03:00\n", "2 02:00 1 09:00", "scene 2 at 02:00"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, "Date,Call,Wrap,Scene,Start,End\n2026-05-12,"+strings.ReplaceAll(strings.TrimSuffix(test.rows, "\n"), "\n", "\n,")+"\n", Options{Name: "a.csv"})
			var got []string
			for _, s := range doc.Schedule.Days[0].Strips() {
				got = append(got, s.SceneNumber, s.Start.String())
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
