package cli

import (
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
)

// TestPlanIsReadOut: the printed plan says what a crew-day is worth, what a day buys, what changed and why,
// and what it would take to cover what is left out.
func TestPlanIsReadOut(t *testing.T) {
	t.Parallel()
	plan := coverage.Plan{
		CrewDays: 2, UsedDays: 2, Covered: 2, Total: 4, Changes: coverage.Changes{Kept: 1, Moved: 1, Dropped: 1},
		CrewDay: coverage.CrewDay{Used: true, More: 3, MoreName: "Ada", MoreDate: "2026-05-08", Least: 1, LeastName: "Jun", LeastDate: "2026-05-07"},
		Days: []coverage.PlanDay{{
			Date: "2026-05-07", Number: 4, Loss: "Without this day all 2 of its moments would be lost.",
			Covers: []coverage.Cover{{
				Title: "The lamp is lit", Start: 850, End: 940, Place: "Lamp room", Team: []coverage.TeamMember{{Name: "Ada"}},
				Changed: "moved from Tue 5 May", Why: "Scene 21 moved to day 4 (Thu 7 May).",
			}},
		}},
		Dropped: []coverage.Dropped{{Title: "Rain", Date: "2026-05-06", Start: 600, Why: "Jun is not available on day 3 (Wed 6 May) any more."}},
		Uncovered: []coverage.Uncovered{
			{Title: "Fall from the bridge", Score: 92, Reason: "All 2 paid crew-days are used.", Change: "One more crew-day on day 5 (Fri 8 May), for Ada"},
			{Title: "Bedroom at night", Score: 41, Reason: "Closed set."},
		},
	}
	var b strings.Builder
	if err := printPlan(&b, plan); err != nil {
		t.Fatal(err)
	}
	want := `2 of 4 moments covered with 2 of 2 crew-days.
One more crew-day, Ada on Fri 8 May, would bring 3 more moments. The one that brings least is Jun on Thu 7 May: 1 moment would be lost without it.
Against the plan before: 1 kept, 1 moved, 1 dropped, 0 new.

Day 4 · Thu 7 May
  Without this day all 2 of its moments would be lost.
    14:10–15:40  The lamp is lit · Lamp room · Ada

What changed, and why
  Rain: dropped, was on Wed 6 May
       Jun is not available on day 3 (Wed 6 May) any more.
  The lamp is lit: Thu 7 May, moved from Tue 5 May
       Scene 21 moved to day 4 (Thu 7 May).

Not covered, and why
   92  Fall from the bridge
       All 2 paid crew-days are used.
       It would take: One more crew-day on day 5 (Fri 8 May), for Ada.
   41  Bedroom at night
       Closed set.
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	b.Reset()
	if err := printPlan(&b, coverage.Plan{Days: []coverage.PlanDay{{Date: production.Date("2026-05-07")}}}); err != nil || strings.Contains(b.String(), "It would take") || strings.Contains(b.String(), "What changed") {
		t.Errorf("a plan from before reasons were looked for reads %q, %v", b.String(), err)
	}
}
