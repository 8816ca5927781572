package coverage_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

func TestReadPutsIndexesBackIntoWords(t *testing.T) {
	t.Parallel()
	p := plan(t, input(t))
	if p.Covered != 3 || p.Total != 3 || p.UsedDays != 3 || p.CrewDays != 3 || p.Value <= 0 || p.Bound < p.Value {
		t.Errorf("figures: %+v", p)
	}
	first := p.Days[0]
	want := coverage.Cover{
		Moment: "fall", Title: "moment fall", Kind: "stunt", Arc: "The light", Score: 90, Start: first.Covers[0].Start,
		End: first.Covers[0].Start + 30, Place: "LAMP ROOM", Location: "Lighthouse",
		Team: []coverage.TeamMember{{Member: "nora", Name: "Name of nora", Skill: "video"}}, Kit: []string{"video camera"},
	}
	if diff := cmp.Diff([]coverage.Cover{want}, first.Covers); diff != "" {
		t.Errorf("first day (-want +got):\n%s", diff)
	}
	if first.Number != 1 || first.Date != monday || first.Buys != "moment fall, which happens on no other day" || first.Loss != "Without this day its moment would be lost." {
		t.Errorf("the day reads %+v", first)
	}
	sh := first.Shifts[0]
	if sh.Name != "Name of nora" || sh.Call > first.Covers[0].Start || sh.Wrap < first.Covers[0].End {
		t.Errorf("the shift %+v does not hold the cover", sh)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	before := plan(t, input(t))
	was := before.Days[0].Covers[0].Start
	other := at(monday, 720, 780, "LAMP ROOM") // another time of the same day
	after := plan(t, input(t, func(in *coverage.Input) {
		in.Previous = &before
		in.Moments[0].Windows[0] = other
		in.Moments[1].Windows[0] = at(thursday, 780, 960, "ROCKS")
		in.Moments[2].Status = story.Dismissed
		in.Moments = append(in.Moments, moment("new", 70, at(thursday, 540, 720, "ROCKS")))
	}))
	if want := (coverage.Changes{Moved: 2, Dropped: 1, Added: 1}); after.Changes != want {
		t.Errorf("changes %+v, want %+v", after.Changes, want)
	}
	words := map[string]string{}
	for _, d := range after.Days {
		for _, c := range d.Covers {
			words[string(c.Moment)] = c.Changed
		}
	}
	if diff := cmp.Diff(map[string]string{"fall": "moved from " + was.String(), "talk": "moved from Tue 5 May", "new": "new in this plan"}, words); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
	if again := plan(t, input(t, func(in *coverage.Input) { in.Previous = &before })); again.Changes != (coverage.Changes{Kept: 3}) {
		t.Errorf("the same again changes %+v", again.Changes)
	}
}

// TestBaselineWithoutWhoLeft: a cover whose team has lost somebody is planned anew, the others stay.
func TestBaselineWithoutWhoLeft(t *testing.T) {
	t.Parallel()
	both := []crew.Member{member("nora", "video"), member("ines", "video")}
	before := plan(t, input(t, func(in *coverage.Input) {
		in.Members = both
		in.Members[0].Away = []production.DateRange{{From: tuesday, To: tuesday}}
	}))
	desk := build(t, input(t, func(in *coverage.Input) {
		in.Members, in.Previous = []crew.Member{both[0]}, &before
		in.Members[0].Away = nil
	}))
	for _, c := range desk.Problem.Baseline.Covers {
		if c.Day == 1 {
			t.Errorf("Ines has left, but her cover is in the baseline: %+v", c)
		}
	}
	for _, s := range desk.Problem.Baseline.Shifts {
		if s.Crew != 0 || s.Day == 1 {
			t.Errorf("Ines has left, but her shift is in the baseline: %+v", s)
		}
	}
}

// TestPastStays: what was done is done, whatever changes afterwards; and nobody is sent to yesterday.
func TestPastStays(t *testing.T) {
	t.Parallel()
	before := plan(t, input(t, func(in *coverage.Input) {
		in.Members = append(in.Members, member("ines", "video"))
		in.Members[0].Away = []production.DateRange{{From: monday, To: monday}} // Ines has Monday
	}))
	if before.Days[0].Shifts[0].Member != "ines" {
		t.Fatalf("Ines should work on Monday: %+v", before.Days[0])
	}
	tests := map[string]func(*coverage.Input){
		"nothing changed":      func(*coverage.Input) {},
		"she has left":         func(in *coverage.Input) { in.Members = in.Members[:1] },
		"she forgot her craft": func(in *coverage.Input) { in.Members[1].Skills = []string{"sound"} },
		"she was away after all": func(in *coverage.Input) {
			in.Members[1].Away = []production.DateRange{{From: monday, To: monday}}
		},
		"the day is gone from the schedule": func(in *coverage.Input) {
			in.Facts.Days, in.Moments[0].Windows = in.Facts.Days[1:], nil
		},
		"the scene moved to Thursday": func(in *coverage.Input) {
			in.Moments[0].Windows = []story.Window{at(thursday, 540, 720, "ROCKS")}
		},
		"the moment is gone":    func(in *coverage.Input) { in.Moments = in.Moments[1:] },
		"it is dismissed":       func(in *coverage.Input) { in.Moments[0].Status = story.Dismissed },
		"it needs three people": func(in *coverage.Input) { in.Moments[0].Roles[0].Count = 3 },
		"it takes longer":       func(in *coverage.Input) { in.Moments[0].Minutes = 600 },
		"the set was closed":    func(in *coverage.Input) { in.Facts.Days[0].Units[0].Strips[0].Closed = true },
		"a chance missed shows up": func(in *coverage.Input) {
			in.Moments = append(in.Moments, moment("late", 99, at(monday, 540, 720, "LAMP ROOM")))
		},
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after := plan(t, input(t, func(in *coverage.Input) {
				in.Members = append(in.Members, member("ines", "video"))
				in.Previous, in.Frozen = &before, tuesday
				change(in)
			}))
			if diff := cmp.Diff(before.Days[0].Shifts, after.Days[0].Shifts); diff != "" {
				t.Errorf("Monday's shifts (-before +after):\n%s", diff)
			}
			if len(after.Days[0].Covers) != 1 || after.Days[0].Covers[0].Moment != "fall" || after.Days[0].Covers[0].Changed != "" {
				t.Errorf("Monday's covers became %+v", after.Days[0].Covers)
			}
			if got := covered(after); got["fall"] != monday || got["talk"] != tuesday || got["rain"] != thursday {
				t.Errorf("covered %v", got)
			}
			if after.UsedDays != 3 || after.Covered != 3 || after.Total < 3 {
				t.Errorf("%d of %d covered with %d crew-days, want the past counted", after.Covered, after.Total, after.UsedDays)
			}
			if why, asked := reasons(after)["late"]; asked && !strings.Contains(why, "day 1 (Mon 4 May), which is over") {
				t.Errorf("the missed chance: %q", why)
			}
		})
	}
}

func TestPastCrewDaysAreUsed(t *testing.T) {
	t.Parallel()
	before := plan(t, input(t))
	_, err := coverage.Build(input(t, func(in *coverage.Input) {
		in.Previous, in.Frozen, in.CrewDays = &before, thursday, 1
	}))
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "2 crew-days are used already, 1 are paid") {
		t.Errorf("got %v", err)
	}
	p := plan(t, input(t, func(in *coverage.Input) { in.Previous, in.Frozen, in.CrewDays = &before, thursday, 2 }))
	if _, there := covered(p)["rain"]; there || p.UsedDays != 2 {
		t.Errorf("both paid days are used, but the plan has %d", p.UsedDays)
	}
}

// TestFirstPlanInMidShoot: without a plan before, the days that are over stay empty.
func TestFirstPlanInMidShoot(t *testing.T) {
	t.Parallel()
	p := plan(t, input(t, func(in *coverage.Input) { in.Frozen = thursday }))
	if diff := cmp.Diff(map[string]production.Date{"rain": thursday}, covered(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := reasons(p)["fall"]; !strings.Contains(got, "which is over") {
		t.Errorf("the reason is %q", got)
	}
}
