package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// closedScenes are the scenes whose set is closed, in shooting order.
func closedScenes(days []production.Day) string {
	var closed []string
	eachStrip(days, func(_ *production.Day, _ string, s *production.Strip) {
		if s.Closed && s.SceneNumber != "" {
			closed = append(closed, s.SceneNumber)
		}
	})
	return strings.Join(closed, " ")
}

func TestClosedSets(t *testing.T) {
	t.Parallel()
	set := strings.Replace(ussDocumented, `"name": "Quay"`, `"name": "Quay (closed set)"`, 1)
	banner := strings.Replace(ussDocumented, "MEAL 21:00-22:00", "CLOSED SET", 1)
	banner = strings.Replace(banner, `"_closed": true, `, "", 1)
	tests := map[string]struct{ name, data, want string }{
		"set column":         {"a.csv", "Date,Scene,Set\n2026-05-12,1,BEDROOM - Closed set\n2026-05-12,2,HALL\n", "1"},
		"heading column":     {"a.csv", "Date,Scene,Heading\n2026-05-12,1,INT. BEDROOM (CLOSED SET) - DAY\n2026-05-12,2,INT. HALL - DAY\n", "1"},
		"set, another row":   {"a.csv", "Date,Scene,Set\n2026-05-12,1,BEDROOM CLOSED SET\n2026-05-13,1,\n", "1 1"},
		"banner above a row": {"a.csv", "Date,Scene,Description\n2026-05-12,1,Tea\n,,*** CLOSED SET ***\n,\"2, 3\",Kiss\n,4,Tea\n", "2 3"},
		"another language":   {"a.csv", "Datum,Szene,Bemerkungen\n12.05.2026,1,Geschlossenes Set\n12.05.2026,2,\n", "1"},
		"set of a board":     {"a.uss", set, "1 2 3"},
		"banner of a board":  {"a.uss", banner, "2 3"},
		"nothing but a noun": {"a.csv", "Date,Scene,Set\n2026-05-12,1,CLOSED SHOP SET\n", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, test.data, Options{Name: test.name})
			if diff := cmp.Diff(test.want, closedScenes(doc.Schedule.Days)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMergeKeepsClosedSets(t *testing.T) {
	t.Parallel()
	first := "Date,Scene,Closed,Notes\n2026-05-12,1,yes,\n2026-05-12,2,yes,\n2026-05-12,3,,\n"
	keyless := strings.Replace(ussDocumented, `"_closed": true, `, "", 1)
	tests := map[string]struct{ name, data, want string }{
		"no column":                    {"b.csv", "Date,Scene\n2026-05-12,1\n2026-05-12,2\n2026-05-12,3\n", "1 2"},
		"no column, words for another": {"b.csv", "Date,Scene,Notes\n2026-05-12,1,\n2026-05-12,2,\n2026-05-12,3,closed set\n", "1 2 3"},
		"an empty column":              {"b.csv", "Date,Scene,Closed\n2026-05-12,1,\n2026-05-12,2,\n2026-05-12,3,\n", "1 2"},
		"a column that opens the last": {"b.csv", "Date,Scene,Closed\n2026-05-12,1,no\n2026-05-12,2,no\n2026-05-12,3,no\n", ""},
		"a column that opens one":      {"b.csv", "Date,Scene,Closed\n2026-05-12,1,yes\n2026-05-12,2,\n2026-05-12,3,\n", "1"},
		"a schedule with the key":      {"b.uss", strings.Replace(ussDocumented, `"_closed": true`, `"_closed": false`, 1), "3"},
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
