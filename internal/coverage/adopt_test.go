package coverage_test

import (
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// TestSameUntil: history is who came when and who covered what, when and where; not how it is called.
func TestSameUntil(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*coverage.PlanDay)
		same   bool
	}{
		"nothing":    {func(*coverage.PlanDay) {}, true},
		"words":      {func(d *coverage.PlanDay) { d.Buys, d.Covers[0].Title, d.Covers[0].Why = "else", "else", "else" }, true},
		"a call":     {func(d *coverage.PlanDay) { d.Shifts[0].Call -= 15 }, false},
		"a wrap":     {func(d *coverage.PlanDay) { d.Shifts[0].Wrap += 15 }, false},
		"a meal":     {func(d *coverage.PlanDay) { d.Shifts[0].Meal = 700 }, false},
		"a person":   {func(d *coverage.PlanDay) { d.Shifts[0].Member = "ines" }, false},
		"a time":     {func(d *coverage.PlanDay) { d.Covers[0].Start += 15 }, false},
		"a place":    {func(d *coverage.PlanDay) { d.Covers[0].Place = "QUAY" }, false},
		"a team":     {func(d *coverage.PlanDay) { d.Covers[0].Team[0].Member = "ines" }, false},
		"no work":    {func(d *coverage.PlanDay) { d.Covers = nil }, false},
		"no history": {func(d *coverage.PlanDay) { d.Date = thursday.AddDays(1) }, false},
	} {
		a, b := plan(t, input(t)), plan(t, input(t))
		test.change(&b.Days[0])
		if got := coverage.SameUntil(a, b, tuesday); got != test.same {
			t.Errorf("%s: the same is %v", name, got)
		}
		if !coverage.SameUntil(a, b, monday) {
			t.Errorf("%s: what is to come counts", name)
		}
	}
}

// TestBroken says in words why a plan does not hold any more.
func TestBroken(t *testing.T) {
	t.Parallel()
	before := plan(t, input(t))
	for name, test := range map[string]struct {
		change func(*coverage.Input)
		says   string // "" where it holds
	}{
		"nothing":          {func(*coverage.Input) {}, ""},
		"another need":     {func(in *coverage.Input) { in.Moments[1].Roles = []story.Role{{Skill: story.TimeLapse, Count: 2}} }, "“moment talk” cannot be covered as it was tried out: it takes 2 of the crew now, and had 1"},
		"another skill":    {func(in *coverage.Input) { in.Moments[1].Roles[0].Skill = story.TimeLapse }, "name of nora does not do timelapse any more"},
		"a skill less":     {func(in *coverage.Input) { in.Members[0].Skills = []string{"sound"} }, "name of nora does not do video any more"},
		"dismissed":        {func(in *coverage.Input) { in.Moments[0].Status = story.Dismissed }, "it was dismissed"},
		"gone":             {func(in *coverage.Input) { in.Moments = in.Moments[1:] }, "the moment is gone"},
		"has left":         {func(in *coverage.Input) { in.Members = []crew.Member{member("ines", "video")} }, "name of nora has left the crew"},
		"away":             {func(in *coverage.Input) { in.Members[0].Away = []production.DateRange{{From: tuesday, To: tuesday}} }, "name of nora is not available on day 2 (Tue 5 May) any more"},
		"another time":     {func(in *coverage.Input) { in.Moments[2].Windows[0].Start = 690 }, "its window is"},
		"longer":           {func(in *coverage.Input) { in.Moments[2].Minutes = 180 }, "its window is"},
		"the set is shut":  {func(in *coverage.Input) { in.Moments[0].Windows[0].Closed = true }, "closed set"},
		"fewer crew-days":  {func(in *coverage.Input) { in.CrewDays = 2 }, "more crew-days than are paid"},
		"fewer in a week":  {func(in *coverage.Input) { in.Members[0].MaxWeek = 2 }, "too many days in a week"},
		"days are over":    {func(in *coverage.Input) { in.Frozen, in.Previous = thursday, &before }, ""},
		"too late to call": {func(in *coverage.Input) { in.Frozen, in.Now = monday, monday.At(680, time.UTC) }, "it is too late to call anybody for it"},
	} {
		if got := build(t, input(t, test.change)).Broken(before); (got == "") != (test.says == "") || !strings.Contains(got, test.says) {
			t.Errorf("%s: %q, want %q", name, got, test.says)
		}
	}
}

// TestNobodyIsCalledBeforeNow: what is left of today can be planned, with time to come.
func TestNobodyIsCalledBeforeNow(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		now  production.Clock
		fall bool // Monday's moment, from nine to noon, is covered
	}{
		"in the night":   {300, true},
		"at eight":       {480, true},
		"in the morning": {600, true},
		"too late":       {680, false},
		"in the evening": {1200, false},
	} {
		p := plan(t, input(t, func(in *coverage.Input) { in.Frozen, in.Now = monday, monday.At(test.now, time.UTC) }))
		if _, is := covered(p)["fall"]; is != test.fall {
			t.Errorf("%s: covered are %v", name, covered(p))
		}
		for _, day := range p.Days {
			if day.Date == monday && day.Shifts[0].Call < test.now {
				t.Errorf("%s: called at %s", name, day.Shifts[0].Call)
			}
		}
		if why := reasons(p)["fall"]; !test.fall && why != "It is too late to call anybody for it." {
			t.Errorf("%s: the reason is %q", name, why)
		}
	}
}

// TestAdoptIsAgainstThePlanBefore: the days that are over are that plan's, the differences have reasons, and
// nothing that the plan said of another is left.
func TestAdoptIsAgainstThePlanBefore(t *testing.T) {
	t.Parallel()
	first := plan(t, input(t, func(in *coverage.Input) { in.CrewDays = 1 }))
	tried := plan(t, input(t, func(in *coverage.Input) {
		in.Previous, in.CrewDays = &first, 2
		in.Moments[0].Status = story.Dismissed // so that it drops what the first has
	}))
	before := plan(t, input(t))
	before.Days[0].Buys = "as it was said then"
	now := input(t, func(in *coverage.Input) {
		in.Previous = &before
		in.Moments[0].Status = story.Dismissed
		in.CrewDays = 2
	})
	got := build(t, now).Adopt(tried)
	if len(tried.Dropped) != 1 || len(got.Dropped) != got.Changes.Dropped || got.Changes.Dropped != 1 || got.Changes.Kept+got.Changes.Moved != 2 {
		t.Errorf("%d are listed as dropped, the changes are %+v", len(got.Dropped), got.Changes)
	}
	for _, c := range got.ChangedList() {
		if c.Why == "" {
			t.Errorf("%s changed without a reason", c.Title)
		}
	}
	got.Against(&tried)
	for _, day := range got.Days {
		for _, c := range day.Covers {
			if c.Changed+c.Why != "" {
				t.Errorf("%s still says %q, %q", c.Title, c.Changed, c.Why)
			}
		}
	}
	if len(got.Dropped) != 0 {
		t.Errorf("against what it was, it drops %+v", got.Dropped)
	}
	now.Frozen = tuesday
	if days := build(t, now).Adopt(tried).Days; days[0].Date != monday || days[0].Buys != "as it was said then" {
		t.Errorf("the day that is over reads %+v", days[0])
	}
}
