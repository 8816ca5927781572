package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// closedScenes are the scenes whose set is closed, in shooting order.
func closedScenes(days []production.Day) string {
	var closed []string
	for _, d := range days {
		for _, s := range d.Strips() {
			if s.Closed && s.SceneNumber != "" {
				closed = append(closed, s.SceneNumber)
			}
		}
	}
	return strings.Join(closed, " ")
}

func TestClosedSets(t *testing.T) {
	t.Parallel()
	set := strings.Replace(intaketest.USS, `"name": "Quay"`, `"name": "Quay (closed set)"`, 1)
	banner := strings.Replace(intaketest.USS, "MEAL 21:00-22:00", "CLOSED SET", 1)
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
