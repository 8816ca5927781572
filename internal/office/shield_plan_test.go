package office_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
)

// TestAClosedSetIsNotToldInReasons: what the plan before did on a set that is closed since, and what others
// would have to replace there, is nothing to whoever does not work at the set; neither in the list of what
// was dropped nor in the reasons of other moments.
func TestAClosedSetIsNotToldInReasons(t *testing.T) {
	t.Parallel()
	h := open(t)
	kitchen := "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"
	h.take(script, schedule("white.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,", kitchen))
	h.hire("Nora", "video", "stills", "sound", "interview")
	h.hire("Ines", "video", "stills", "sound", "interview")
	first, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: 150 * time.Millisecond, CrewDays: 2}, nil)
	must(t, err)
	if len(first.Days) != 1 || len(first.Uncovered) == 0 || !strings.Contains(first.Uncovered[0].Reason, "would have to replace") {
		t.Fatalf("one day should be chosen before the other: %+v", first)
	}
	h.take(schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", kitchen))
	heard := func(role access.Role) string {
		plan, err := h.LatestPlan(h.as(role), h.in)
		must(t, err)
		text, err := json.Marshal(plan)
		must(t, err)
		return strings.ToLower(string(text))
	}
	words := []string{"roof", "explode", "stunt", "balcony"}
	for round := range 2 { // the plan from before the set was closed, and the one after
		if viewer := heard(access.Viewer); strings.Contains(viewer, "null,null") || containsAny(viewer, words) {
			t.Errorf("round %d: a viewer hears of the closed set: %s", round, viewer)
		}
		if director := heard(access.Director); !containsAny(director, words) {
			t.Errorf("round %d: the test looks at the wrong thing: %s", round, director)
		}
		if round == 0 {
			if second := h.plan(); len(second.Dropped) == 0 || second.Dropped[0].Why == "" {
				t.Fatalf("nothing was dropped: %+v", second)
			}
		}
	}
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
