package planner

import (
	"math"
	"strings"
	"testing"
)

// handMade is a problem and a legal plan that touch every rule: two days, three people, an
// interview, a deliverable, a frozen day. Each rule's test breaks one thing in a copy.
func handMade() (*Problem, *Solution) {
	p := &Problem{
		Name: "hand-made", Skills: []string{"video", "sound"}, Arcs: []string{"making"}, People: []string{"Ada"},
		Params: Params{Prep: 30, Post: 30, MaxShift: 600, Turnaround: 660, MealLen: 30, MealMin: 120, MealMax: 300,
			AfterMeal: 300, Grid: 30, StartGrid: 30, KitBuffer: 15, Lambda: 100, Slopes: [3]int{3, 2, 1}, ShortPenalty: 10_000},
		Places: []Place{{Name: "stage"}, {Name: "harbour"}}, Travel: [][]int{{0, 45}, {45, 0}},
		Days: []Day{
			{Calendar: 0, Units: []Unit{{Strips: []Strip{{Scene: 1, Place: 0, Start: 540, End: 660, Cast: []int{0}, Cap: 2}}}}},
			{Calendar: 1, Units: []Unit{{Strips: []Strip{{Scene: 2, Place: 0, Start: 1980, End: 2100, Cap: 3}}}}},
		},
		Kit: []Kit{{"camera", 1}},
		Crew: []Crew{
			{Name: "Kim", Skills: []int{0}, Avail: []bool{true, true}, Cost: 500, MaxWeek: 2},
			{Name: "Lee", Skills: []int{0, 1}, Avail: []bool{true, true}, Cost: 400, MaxWeek: 2},
			{Name: "Max", Skills: []int{1}, Avail: []bool{true, true}, Cost: 300, MaxWeek: 2},
		},
		BudgetDays: 4, FreezeDay: 1, Stab: Stab{Triple: 100, CancelDay: 200, AddDay: 50},
	}
	window := func(day, start, end, place int) []Window { return []Window{{day, start, end, place, 100}} }
	one, both := []Role{{0, 1}}, []Role{{0, 1}, {1, 1}}
	p.Moments = []Moment{
		{Name: "stunt", Value: 60, Dur: 60, Roles: both, Kit: []KitNeed{{0, 1}}, Person: -1, LastDay: 0, Windows: window(0, 540, 690, 0)},
		{Name: "boats", Value: 40, Dur: 60, Roles: one, Person: -1, LastDay: -1, Windows: window(0, 660, 780, 1)},
		{Name: "dusk", Value: 50, Dur: 60, Roles: one, Person: -1, LastDay: -1, Windows: window(0, 870, 1080, 1)},
		{Name: "talk", Value: 30, Dur: 30, Roles: one, Person: 0, LastDay: -1, Windows: append(window(0, 600, 660, 1), Window{1, 2010, 2130, 1, 90})},
		{Name: "wrap", Value: 20, Dur: 30, Roles: both, Kit: []KitNeed{{0, 1}}, Person: -1, LastDay: -1, Windows: window(1, 1980, 2100, 0)},
	}
	p.Deliverables = []Deliverable{{Name: "reel", Need: 3, Members: []int{0, 1, 3}, ByDay: 0, Weight: 2}}
	s := &Solution{
		Covers: []Cover{{0, 0, 540, 0, []int{0, 2}}, {1, 0, 660, 1, []int{0}}, {2, 0, 900, 1, []int{0}}, {3, 1, 2070, 1, []int{0}}, {4, 1, 1980, 0, []int{1, 2}}},
		Shifts: []Shift{{0, 0, 510, 720}, {2, 0, 510, -1}, {0, 1, 2040, -1}, {1, 1, 1950, -1}, {2, 1, 1950, -1}},
	}
	p.BudgetDays = 5
	p.Baseline = &Solution{
		Covers: []Cover{s.Covers[0], {2, 1, 1980, 0, []int{0}}, {4, 1, 2010, 0, []int{0, 2}}},
		Shifts: []Shift{{0, 0, 510, 720}, {2, 0, 510, -1}, {0, 1, 1950, -1}, {2, 1, 1950, -1}},
	}
	return p, s
}

// TestObjectiveByHand: arc: total 20,000, thirds at 6,666 and 13,333; covered 6,000 + 4,000 + 5,000
// + 3,000×0.9 + 2,000 = 19,700: 3×6,666 + 2×6,667 + 6,367 = 39,699. Short: 1 × 2 × 10,000. Cost:
// 2×500 + 400 + 2×300 = 2,000. Stability: Kim's part in "wrap" is gone, 100; Lee's day is new, 50;
// "dusk" has no window on the second day, so nothing is due for it.
func TestObjectiveByHand(t *testing.T) {
	t.Parallel()
	p, s := handMade()
	want := 39_699 - 20_000 - 2_000 - 150
	if r := Check(p, s); !r.Valid || r.Objective != want {
		t.Errorf("%+v, want valid and %d", r, want)
	}
}

func TestCheckFindsEveryBrokenRule(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		rule  string
		spoil func(p *Problem, s *Solution)
	}{
		{"covered twice", "rule 1", func(p *Problem, s *Solution) { s.Covers = append(s.Covers, s.Covers[1]) }},
		{"off the grid", "rule 1", func(p *Problem, s *Solution) { s.Covers[2].Start += 15 }},
		{"ends after the window", "rule 1", func(p *Problem, s *Solution) { p.Moments[2].Windows[0].End = 945 }},
		{"before the window", "rule 1", func(p *Problem, s *Solution) { p.Moments[2].Windows[0].Start = 930 }},
		{"another place", "rule 1", func(p *Problem, s *Solution) { s.Covers[2].Place = 0 }},
		{"after the embargo", "rule 1", func(p *Problem, s *Solution) { p.Moments[3].LastDay = 0 }},
		{"nobody in a slot", "rule 2", func(p *Problem, s *Solution) { s.Covers[0].Team = []int{0} }},
		{"the same person twice", "rule 2", func(p *Problem, s *Solution) { s.Covers[4].Team = []int{1, 1} }},
		{"not available", "rule 2", func(p *Problem, s *Solution) { p.Crew[1].Avail[1] = false }},
		{"without the skill", "rule 2", func(p *Problem, s *Solution) { p.Crew[2].Skills = []int{0} }},
		{"slots in the wrong order", "rule 2", func(p *Problem, s *Solution) { s.Covers[0].Team = []int{2, 0} }},
		{"overlap", "rule 3", func(p *Problem, s *Solution) { s.Covers[1].Start, p.Moments[1].Windows[0].Start = 570, 570 }},
		{"no time to travel", "rule 3", func(p *Problem, s *Solution) { p.Travel[0][1] = 75 }},
		{"call off the grid", "rule 4", func(p *Problem, s *Solution) { s.Shifts[1].Call = 495 }},
		{"call too late", "rule 4", func(p *Problem, s *Solution) { s.Shifts[1].Call = 540 }},
		{"shift too long", "rule 4", func(p *Problem, s *Solution) { p.Params.MaxShift = 450 }},
		{"no shift", "rule 4", func(p *Problem, s *Solution) { s.Shifts = s.Shifts[1:] }},
		{"two shifts", "rule 4", func(p *Problem, s *Solution) { s.Shifts = append(s.Shifts, s.Shifts[0]) }},
		{"shift without work", "rule 4", func(p *Problem, s *Solution) { s.Covers = s.Covers[:4] }},
		{"no meal", "rule 5", func(p *Problem, s *Solution) { s.Shifts[0].Meal = -1 }},
		{"meal too early", "rule 5", func(p *Problem, s *Solution) { p.Params.MealMin = 225 }},
		{"meal too late", "rule 5", func(p *Problem, s *Solution) { s.Shifts[0].Meal = 840 }},
		{"long work after the meal", "rule 5", func(p *Problem, s *Solution) { p.Params.AfterMeal = 225 }},
		{"meal during work", "rule 5", func(p *Problem, s *Solution) { s.Shifts[0].Meal = 705 }},
		{"no time for travel and meal", "rule 5", func(p *Problem, s *Solution) { p.Travel[1][1] = 151 }},
		{"no rest", "rule 6", func(p *Problem, s *Solution) { p.Params.Turnaround = 1051 }},
		{"too many days in a week", "rule 6", func(p *Problem, s *Solution) { p.Crew[0].MaxWeek = 1 }},
		{"over budget", "rule 7", func(p *Problem, s *Solution) { p.BudgetDays = 4 }},
		{"kit used twice", "rule 8", func(p *Problem, s *Solution) { p.Moments[1].Kit = []KitNeed{{0, 1}}; p.Moments[0].KitHold = 120 }},
		{"kit not back from the day before", "rule 8", func(p *Problem, s *Solution) { p.Moments[0].KitHold = 1430 }},
		{"too many on set", "rule 9", func(p *Problem, s *Solution) { p.Days[0].Units[0].Strips[0].Cap = 1 }},
		{"closed set", "rule 9", func(p *Problem, s *Solution) { p.Days[1].Units[0].Strips[0].Cap = 0 }},
		{"interview during a scene", "rule 10", func(p *Problem, s *Solution) { p.Days[1].Units[0].Strips[0].Cast = []int{0} }},
		{"two interviews at once", "rule 10", func(p *Problem, s *Solution) {
			p.Moments[4].Person = 0
			p.Moments[4].Dur = 120
			p.Moments[4].Windows[0].End = 2130
		}},
		{"frozen cover dropped", "rule 11", func(p *Problem, s *Solution) {
			s.Covers = s.Covers[1:]
			s.Shifts = append(s.Shifts[:1:1], s.Shifts[2:]...)
		}},
		{"new shift on a frozen day", "rule 11", func(p *Problem, s *Solution) { p.Baseline.Shifts = p.Baseline.Shifts[1:] }},
		{"a must left out", "rule 12", func(p *Problem, s *Solution) {
			p.Must = []int{1}
			s.Covers = append(s.Covers[:1:1], s.Covers[2:]...)
		}},
		{"no such moment", "covers[0].moment", func(p *Problem, s *Solution) { s.Covers[0].Moment = 5 }},
		{"no such time", "covers[0].start", func(p *Problem, s *Solution) { s.Covers[0].Start = math.MaxInt - 60 }},
		{"no such call", "shifts[0].call", func(p *Problem, s *Solution) { s.Shifts[0].Call = math.MinInt + 600 }},
		{"no such person", "shifts[0].crew", func(p *Problem, s *Solution) { s.Shifts[0].Crew = -1 }},
		{"problem without sense", "problem: moments[0].arc", func(p *Problem, s *Solution) { p.Moments[0].Arc = 7 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p, s := handMade()
			c.spoil(p, s)
			r := Check(p, s)
			if r.Valid {
				t.Fatal("the plan passes")
			}
			for _, e := range r.Errors {
				if strings.HasPrefix(e, c.rule) {
					return
				}
			}
			t.Errorf("%s is not among %q", c.rule, r.Errors)
		})
	}
}
