package coverage_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

func TestResolve(t *testing.T) {
	t.Parallel()
	in := input(t)
	in.Moments[1].Status = story.Dismissed
	in.Frozen = tuesday
	sam := crew.Member{ID: "sam", Name: "Sam Lee", Skills: []string{"video"}, MaxWeek: 5}
	tests := map[string]struct {
		ask  coverage.Ask
		says []string // what is wrong; nil for nothing
	}{
		"by id":           {coverage.Ask{Must: []string{"fall"}, NoGo: []string{"rain"}, Without: []string{"nora"}}, nil},
		"by name":         {coverage.Ask{Must: []string{"Moment Fall"}, Without: []string{"name of nora"}}, nil},
		"day by number":   {coverage.Ask{NoGo: []string{"day 3"}}, nil},
		"day by date":     {coverage.Ask{NoGo: []string{string(thursday)}}, nil},
		"somebody more":   {coverage.Ask{Extra: []crew.Member{sam}}, nil},
		"nothing":         {coverage.Ask{}, []string{"nothing is different"}},
		"negative":        {coverage.Ask{CrewDays: -1}, []string{"-1 is not a number of crew-days"}},
		"far too many":    {coverage.Ask{CrewDays: 6000}, []string{"6000"}},
		"a day that over": {coverage.Ask{NoGo: []string{string(monday)}}, []string{"Mon 4 May is over"}},
		"no such day":     {coverage.Ask{NoGo: []string{"2031-01-01"}}, []string{"nothing happens on"}},
		"both lists":      {coverage.Ask{Must: []string{"fall"}, NoGo: []string{"fall"}}, []string{"must-have and a no-go"}},
		"dismissed":       {coverage.Ask{Must: []string{"talk"}}, []string{"is dismissed", "Restore"}},
		"there already":   {coverage.Ask{Extra: []crew.Member{{Name: "name of NORA", Skills: []string{"video"}, MaxWeek: 5}}}, []string{"is there already"}},
		"no skill":        {coverage.Ask{Extra: []crew.Member{{Name: "Sam", MaxWeek: 5}}}, []string{"Sam has no skill"}},
		"all at once": {
			coverage.Ask{CrewDays: -2, Without: []string{"Zed"}, Must: []string{"dance"}, NoGo: []string{"noise"}},
			[]string{"-2", `person of the crew "Zed"`, `moment "dance"`, `"noise"`},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := test.ask.Resolve(in)
			if (err != nil) != (test.says != nil) || err != nil && !fault.Is(err, fault.Invalid) {
				t.Fatalf("got %v", err)
			}
			for _, words := range test.says {
				if !strings.Contains(fault.PersonText(err), words) {
					t.Errorf("%q does not say %q", fault.PersonText(err), words)
				}
			}
		})
	}
}

// wished is the plan as the ask would have it.
func wished(t *testing.T, in coverage.Input, ask coverage.Ask) coverage.Plan {
	t.Helper()
	wish, err := ask.Resolve(in)
	if err != nil {
		t.Fatal(err)
	}
	return plan(t, wish.Apply(in))
}

func TestApply(t *testing.T) {
	t.Parallel()
	two := func(in *coverage.Input) {
		in.Members = append(in.Members, member("otto", "sound"))
		in.CrewDays = 1
	}
	sam := crew.Member{ID: "sam", Name: "Sam Lee", Skills: []string{"video"}, MaxWeek: 5}
	tests := map[string]struct {
		ask  coverage.Ask
		want []string // covered
	}{
		"as it is":         {coverage.Ask{CrewDays: 1}, []string{"fall"}},
		"more days":        {coverage.Ask{CrewDays: 2}, []string{"fall", "talk"}},
		"must have":        {coverage.Ask{Must: []string{"rain"}}, []string{"rain"}},
		"no go":            {coverage.Ask{NoGo: []string{"fall"}}, []string{"talk"}},
		"nobody on a day":  {coverage.Ask{NoGo: []string{string(monday)}}, []string{"talk"}},
		"without":          {coverage.Ask{Without: []string{"nora"}}, []string{}},
		"somebody instead": {coverage.Ask{Without: []string{"nora"}, Extra: []crew.Member{sam}}, []string{"fall"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := input(t, two)
			before := slices.Clone(in.Moments)
			got := []string{}
			for id := range covered(wished(t, in, test.ask)) {
				got = append(got, id)
			}
			slices.Sort(got)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("covered (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(before, in.Moments); diff != "" || len(in.Members) != 2 || in.Members[0].Away != nil {
				t.Errorf("trying out changed what it was tried on: %s", diff)
			}
		})
	}
}

// TestImpossibleMust names every must-have that no plan can cover, with the reason.
func TestImpossibleMust(t *testing.T) {
	t.Parallel()
	in := input(t, func(in *coverage.Input) {
		in.Moments[0].Windows[0].Closed = true
		in.Moments[1].Roles = []story.Role{{Skill: story.TimeLapse, Count: 1}}
	})
	wish, err := coverage.Ask{Must: []string{"fall", "talk", "rain"}, NoGo: []string{string(thursday)}}.Resolve(in)
	if err != nil {
		t.Fatal(err)
	}
	_, err = coverage.Build(wish.Apply(in))
	for _, words := range []string{"“moment fall” cannot be covered: closed set", "needs 1 with the skill timelapse, and the crew has 0", "on day 3 (Thu 7 May)", "Take it off the list"} {
		if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.PersonText(err), words) {
			t.Errorf("%v does not say %q", err, words)
		}
	}
	wish.Must = wish.Must[2:]
	wish.NoGoDays = nil
	desk, err := coverage.Build(wish.Apply(in))
	if err != nil || len(desk.Problem.Must) != 1 {
		t.Errorf("a possible must-have: %v, %v", desk, err)
	}
}

func TestDifferenceInWords(t *testing.T) {
	t.Parallel()
	cover := func(id string, score int) coverage.Cover {
		return coverage.Cover{Moment: production.MomentID(id), Title: id, Score: score}
	}
	on := func(crewDays int, date production.Date, covers ...coverage.Cover) coverage.Plan {
		return coverage.Plan{CrewDays: crewDays, Days: []coverage.PlanDay{{Date: date, Covers: covers}}}
	}
	now := on(4, monday, cover("a", 50), cover("b", 40))
	tests := map[string]struct {
		then coverage.Plan
		want string
	}{
		"the same":     {on(4, monday, cover("a", 50), cover("b", 40)), "The same crew-days: the same moments are covered."},
		"one more":     {on(5, monday, cover("a", 50), cover("b", 40), cover("c", 9)), "+1 crew-day: 1 more moment: “c”."},
		"more, fewer":  {on(6, monday, cover("a", 50), cover("c", 9), cover("d", 90), cover("e", 70)), "+2 crew-days: 3 more moments, among them “d” and “e”; 1 fewer: “b”."},
		"fewer":        {on(2, monday, cover("a", 50)), "−2 crew-days: 1 moment fewer: “b”."},
		"another day":  {on(4, tuesday, cover("a", 50), cover("b", 40)), "The same crew-days: the same moments are covered; 2 on another day."},
		"nothing left": {on(1, monday), "−3 crew-days: 2 moments fewer: “a” and “b”."},
	}
	for name, test := range tests {
		if got := coverage.Compare(now, test.then).Words(); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// TestScenarioSaysItOnce: the crew-days that its name says are not said again, others are.
func TestScenarioSaysItOnce(t *testing.T) {
	t.Parallel()
	lost := []coverage.Cover{{Title: "Lunch"}}
	tests := map[string]struct {
		wish coverage.Wish
		days int
		want string
	}{
		"the same":     {coverage.Wish{CrewDays: 12}, 2, "1 moment fewer: “Lunch”."},
		"and somebody": {coverage.Wish{CrewDays: 12, Without: []coverage.Named{{Name: "Nora"}}}, 2, "1 moment fewer: “Lunch”."},
		"another plan": {coverage.Wish{CrewDays: 12}, 3, "+3 crew-days: 1 moment fewer: “Lunch”."},
		"as paid":      {coverage.Wish{Without: []coverage.Named{{Name: "Nora"}}}, 0, "The same crew-days: 1 moment fewer: “Lunch”."},
		"named":        {coverage.Wish{Name: "More", CrewDays: 12}, 2, "1 moment fewer: “Lunch”."},
	}
	for name, test := range tests {
		s := coverage.Scenario{Wish: test.wish, Difference: coverage.Difference{CrewDays: test.days, Lost: lost}}
		if got := s.Sentence(10); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestWishInWords(t *testing.T) {
	t.Parallel()
	w := coverage.Wish{
		CrewDays: 12, Without: []coverage.Named{{Name: "Nora"}}, Extra: []crew.Member{{Name: "Sam", Skills: []string{"video", "sound"}}},
		Must: []coverage.Named{{Name: "The fall"}}, NoGo: []coverage.Named{{Name: "Lunch"}}, NoGoDays: []production.Date{monday},
	}
	want := "+2 crew-days, without Nora, with Sam (video, sound), must have “The fall”, no “Lunch”, nobody on Mon 4 May"
	if got := w.Words(10); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for paid, want := range map[int]string{13: "−1 crew-day", 12: "12 crew-days, as paid"} {
		if got := (coverage.Wish{CrewDays: 12}).Words(paid); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := (coverage.Wish{Without: []coverage.Named{{Name: "Nora"}}}).Words(4); got != "Without Nora" {
		t.Errorf("got %q", got)
	}
}

func TestPoints(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		span       coverage.Span
		paid, used int
		want       []int // nil where it is refused
	}{
		"around 14":         {coverage.Span{}, 14, 0, []int{6, 8, 10, 12, 14, 16, 18, 20, 22}},
		"around 40":         {coverage.Span{}, 40, 0, []int{16, 22, 28, 34, 40, 46, 52, 58, 64}},
		"around 2":          {coverage.Span{}, 2, 0, []int{1, 2, 3, 4, 5, 6}},
		"some are used":     {coverage.Span{}, 14, 9, []int{9, 11, 13, 14, 15, 17, 19, 21}},
		"the paid between":  {coverage.Span{From: 4, To: 10, Step: 4}, 7, 0, []int{4, 7, 8}},
		"without the paid":  {coverage.Span{From: 4, To: 10, Step: 3}, 30, 0, []int{4, 7, 10}},
		"one":               {coverage.Span{From: 5, To: 5}, 5, 0, []int{5}},
		"backwards":         {coverage.Span{From: 9, To: 4}, 7, 0, nil},
		"negative":          {coverage.Span{Step: -1}, 7, 0, nil},
		"too many":          {coverage.Span{From: 1, To: 100, Step: 1}, 7, 0, nil},
		"fewer than used":   {coverage.Span{From: 3, To: 9}, 7, 5, nil},
		"a huge step":       {coverage.Span{Step: math.MaxInt}, 7, 0, nil},
		"a huge start":      {coverage.Span{From: math.MaxInt}, 7, 0, nil},
		"a huge end":        {coverage.Span{To: math.MaxInt}, 7, 0, nil},
		"many are paid":     {coverage.Span{}, 4900, 0, []int{1960, 2695, 3430, 4165, 4900}},
		"more than anybody": {coverage.Span{From: 1, To: 9000, Step: 1000}, 7, 0, nil},
	}
	for name, test := range tests {
		got, err := test.span.Points(test.paid, test.used)
		if diff := cmp.Diff(test.want, got); diff != "" || (err != nil) != (test.want == nil) {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
}

func TestCurveSentence(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		now     int
		covered map[int]int
		want    string
	}{
		"falls":        {8, map[int]int{6: 10, 8: 18, 10: 24, 12: 28, 14: 29}, "The next crew-day brings about 3 moments; after 12 it is less than one each."},
		"flat":         {12, map[int]int{10: 20, 12: 28, 14: 29}, "The next crew-day brings less than one moment; 2 fewer would cost 8 moments."},
		"nothing more": {12, map[int]int{10: 28, 12: 28, 14: 28}, "The next crew-day brings nothing more; with 2 fewer as many are covered."},
		"never flat":   {4, map[int]int{2: 4, 4: 8, 6: 12}, "The next crew-day brings about 2 moments; up to 6 each brings at least one."},
		"at the end":   {6, map[int]int{2: 4, 6: 12}, "The last crew-day bought about 2 moments."},
		"one dip":      {4, map[int]int{2: 4, 4: 8, 6: 10, 8: 9, 10: 20, 12: 20}, "The next crew-day brings about 1 moment; after 10 it is less than one each."},
		"one point":    {4, map[int]int{4: 8}, ""},
		"below all":    {1, map[int]int{4: 8, 6: 9}, ""},
	}
	for name, test := range tests {
		c := coverage.Curve{Now: test.now}
		for days, n := range test.covered {
			c.Points = append(c.Points, coverage.Scenario{Figures: coverage.Figures{CrewDays: days, Covered: n}})
		}
		slices.SortFunc(c.Points, func(a, b coverage.Scenario) int { return a.Figures.CrewDays - b.Figures.CrewDays })
		if got := c.Sentence(); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// TestBestIsNeverWorse: a search that finds nothing is beaten by the plan before and by a plan of fewer days.
func TestBestIsNeverWorse(t *testing.T) {
	t.Parallel()
	in := input(t)
	before := plan(t, in)
	empty := &planner.Solution{Covers: []planner.Cover{}, Shifts: []planner.Shift{}}
	more := in
	more.CrewDays = 5
	desk := build(t, more)
	if kept := desk.Best(empty, nil, &before); len(kept.Covers) != 3 || desk.Read(kept).Covered != 3 || desk.Worth(kept) <= desk.Worth(empty) {
		t.Errorf("the plan of fewer days is lost: %+v", kept)
	}
	more.Previous = &before
	if kept := build(t, more).Best(empty); len(kept.Covers) != 3 {
		t.Errorf("the plan before is lost: %+v", kept)
	}
	fewer := in
	fewer.CrewDays, fewer.Previous = 2, &before
	if kept := build(t, fewer).Best(empty); len(kept.Covers) != 0 {
		t.Errorf("a plan with too many days is kept: %+v", kept)
	}
}

func TestFigures(t *testing.T) {
	t.Parallel()
	in := input(t, func(in *coverage.Input) { in.CrewDays, in.Moments[0].MustHave, in.Moments[2].MustHave = 1, true, true })
	desk := build(t, in)
	s, err := planner.Solve(t.Context(), desk.Problem, planner.Options{Iterations: 2000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	got := desk.Figures(desk.Read(s))
	if got.Worth <= 0 || got.Worth >= 1000 {
		t.Errorf("one of three moments is worth %d of 1000", got.Worth)
	}
	got.Worth = 0
	want := coverage.Figures{CrewDays: 1, UsedDays: 1, Covered: 1, Total: 3, Promised: 1, PromisedTotal: 2, Cost: 400}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
	in.CrewDays = 3
	before := plan(t, in)
	for name, change := range map[string]func(*coverage.Input){ // she worked on Monday, and the others go on
		"has left": func(in *coverage.Input) { in.Members = in.Members[1:] },
		"is left out": func(in *coverage.Input) {
			*in = coverage.Wish{Without: []coverage.Named{{ID: "nora"}}}.Apply(*in)
		},
		"costs more now": func(in *coverage.Input) {
			in.Members[0].Cost = 900
			in.Members[0].Away = []production.DateRange{{From: tuesday, To: thursday}}
		},
	} {
		later := in
		later.Previous, later.Frozen = &before, tuesday
		later.Members = []crew.Member{in.Members[0], member("otto", "video")}
		later.Members[1].Cost = 100
		change(&later)
		if p := plan(t, later); build(t, later).Figures(p).Cost != 400+100+100 {
			t.Errorf("when she %s, %d crew-days cost %d, want 600", name, p.UsedDays, build(t, later).Figures(p).Cost)
		}
	}
	desk = build(t, in)
	if s, err = planner.Solve(t.Context(), desk.Problem, planner.Options{Iterations: 2000, Seed: 1}); err != nil || desk.Figures(desk.Read(s)).Worth != 1000 {
		t.Errorf("all of it is worth %d of 1000, %v", desk.Figures(desk.Read(s)).Worth, err)
	}
}
