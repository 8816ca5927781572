package library_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
)

func TestTonight(t *testing.T) {
	t.Parallel()
	zone := berlin(t)
	tests := map[string]struct {
		now   string
		have  library.Holdings
		words string
		gaps  []string
	}{
		"nothing came in": {
			"22:00", library.Holdings{},
			"3 of 3 planned moments have no material yet: Make-up of the wounds, High fall from the bridge, Talk with Mara Lind; 1 shot that the unit must have is open.",
			[]string{
				"moment makeup false: planned 13:45–14:30; nothing of that day is in the library yet | Bring the cards of the day in; the schedule has no other time for it: somebody has to tell of it instead.",
				"moment stunt false: planned 13:50–14:20; nothing of that day is in the library yet | Bring the cards of the day in; it can be had again on day 10 (Wed 13 May) 09:00–11:00 at LAMP ROOM.",
				"interview t1 false: planned 17:00–17:30; nothing of that day is in the library yet | Bring the cards of the day in; the schedule has no other time for it: somebody has to tell of it instead.",
				"shot w1 false: the unit must have it, and nobody said that it was got | It can be had again on day 10 (Wed 13 May) 09:00–11:00 at LAMP ROOM.",
			},
		},
		"in the middle of the day": {
			"14:25", library.Holdings{OnDay: 40, Moments: map[production.MomentID]int{"stunt": 12}},
			"All that was due is here; 2 of 3 planned moments are still to come; 1 shot that the unit must have is open.",
			[]string{
				"moment makeup true: planned 13:45–14:30, which is still to come | ",
				"interview t1 true: planned 17:00–17:30, which is still to come | ",
				"shot w1 false: the unit must have it, and nobody said that it was got | It can be had again on day 10 (Wed 13 May) 09:00–11:00 at LAMP ROOM.",
			},
		},
		"a talk with stills alone": {
			"22:00", library.Holdings{OnDay: 40, Moments: map[production.MomentID]int{"stunt": 12, "makeup": 3, "talk": 5}, Maybe: map[production.MomentID]int{"talk": 2}},
			"1 of 3 planned moments have no material yet: Talk with Mara Lind; 1 shot that the unit must have is open.",
			[]string{
				"interview t1 false: there is material of it, but no recording of the talk | Look at the suggestions; the schedule has no other time for it: somebody has to tell of it instead.",
				"shot w1 false: the unit must have it, and nobody said that it was got | It can be had again on day 10 (Wed 13 May) 09:00–11:00 at LAMP ROOM.",
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := around(zone).Tonight(d9, d9.At(clock(test.now), zone), test.have)
			if diff := cmp.Diff(test.words, got.Words); diff != "" {
				t.Error(diff)
			}
			var gaps []string
			for _, g := range got.Gaps {
				gaps = append(gaps, fmt.Sprintf("%s %s %t: %s | %s", g.What, g.ID, g.Ahead, g.Why, g.Still))
			}
			if diff := cmp.Diff(test.gaps, gaps); diff != "" {
				t.Error(diff)
			}
			if missing := len(got.Missing()); got.Planned-got.Covered-got.Ahead > missing {
				t.Errorf("%d planned, %d covered, %d ahead, yet %d missing", got.Planned, got.Covered, got.Ahead, missing)
			}
		})
	}
}

func TestADayWithoutAPlanHasNoGaps(t *testing.T) {
	t.Parallel()
	got := around(berlin(t)).Tonight("2026-06-01", noon, library.Holdings{})
	if got.Words != "" || len(got.Gaps) != 0 {
		t.Errorf("%+v", got)
	}
}
