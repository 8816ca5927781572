package coverage_test

import (
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

func TestBuildRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(*coverage.Input)
		says   string
	}{
		"nobody":       {func(in *coverage.Input) { in.Members = nil }, "nobody in the BTS crew"},
		"no paid day":  {func(in *coverage.Input) { in.CrewDays = 0 }, "no crew-days are paid"},
		"negative":     {func(in *coverage.Input) { in.CrewDays = -2 }, "no crew-days are paid"},
		"no shoot day": {func(in *coverage.Input) { in.Facts.Days, in.Moments = nil, nil }, "no shoot days"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := coverage.Build(input(t, test.change))
			if text := fault.PersonText(err); !fault.Is(err, fault.Invalid) || !strings.Contains(text, test.says) || !strings.Contains(text, ". ") {
				t.Errorf("got %v, want it invalid, with %q and a remedy", err, test.says)
			}
		})
	}
}

// TestAside is about moments that no plan can cover: each has its reason, and the planner never sees it.
func TestAside(t *testing.T) {
	t.Parallel()
	change := func(m story.Moment, c func(*story.Moment)) story.Moment { c(&m); return m }
	window := func(c func(*story.Window)) story.Window {
		w := at(monday, 540, 720, "LAMP ROOM")
		c(&w)
		return w
	}
	closed := window(func(w *story.Window) { w.Closed = true })
	tests := map[string]struct {
		moment story.Moment
		why    string // "" for one that can be covered
	}{
		"open":            {moment("m", 50, at(monday, 540, 720, "LAMP ROOM")), ""},
		"closed set":      {moment("m", 50, closed), "Closed set"},
		"no room":         {moment("m", 50, window(func(w *story.Window) { w.Capacity = 0 })), "no room for BTS"},
		"closed or open":  {moment("m", 50, closed, at(tuesday, 540, 720, "GALLERY")), ""},
		"too short":       {moment("m", 50, at(monday, 540, 560, "LAMP ROOM")), "long enough"},
		"short on grid":   {moment("m", 50, at(monday, 541, 575, "LAMP ROOM")), "long enough"},
		"long on grid":    {moment("m", 50, at(monday, 541, 586, "LAMP ROOM")), ""},
		"after embargo":   {change(moment("m", 50, at(tuesday, 540, 720, "GALLERY")), func(m *story.Moment) { m.LastDate = monday }), "after Mon 4 May"},
		"on embargo":      {change(moment("m", 50, at(monday, 540, 720, "LAMP ROOM")), func(m *story.Moment) { m.LastDate = monday }), ""},
		"unscheduled":     {change(moment("m", 50), func(m *story.Moment) { m.Scene = "77" }), "Scene 77 is on no shoot day yet"},
		"without a scene": {moment("m", 50), "Nobody has said yet"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			desk := build(t, input(t, func(in *coverage.Input) { in.Moments = []story.Moment{test.moment} }))
			if asked := len(desk.Problem.Moments) == 1; asked != (test.why == "") {
				t.Fatalf("the planner is asked: %v", asked)
			}
			if test.why == "" {
				return
			}
			p := desk.Read(&planner.Solution{})
			if got := reasons(p)["m"]; !strings.Contains(got, test.why) || p.Total != 1 {
				t.Errorf("of %d moments, the reason is %q, want %q", p.Total, got, test.why)
			}
		})
	}
}

func TestDismissedIsNotAsked(t *testing.T) {
	t.Parallel()
	p := plan(t, input(t, func(in *coverage.Input) { in.Moments[0].Status = story.Dismissed }))
	if _, there := covered(p)["fall"]; there || p.Total != 2 || len(reasons(p)) != 0 {
		t.Errorf("a dismissed moment is in the plan, or counted: %+v", p)
	}
}

func TestWindowsLieOnTheGrid(t *testing.T) {
	t.Parallel()
	desk := build(t, input(t, func(in *coverage.Input) {
		in.Moments = []story.Moment{moment("m", 50, at(tuesday, 547, 719, "GALLERY"))}
		in.Moments[0].Minutes, in.Moments[0].HoldKit = 31, 100
	}))
	m := desk.Problem.Moments[0]
	want := planner.Window{Day: 1, Start: 1440 + 555, End: 1440 + 705, Place: m.Windows[0].Place, Factor: 100}
	if m.Windows[0] != want || m.Dur != 45 || m.KitHold != 105 {
		t.Errorf("got %+v for %d minutes, kit for %d; want %+v, 45, 105", m.Windows[0], m.Dur, m.KitHold, want)
	}
}

func TestValue(t *testing.T) {
	t.Parallel()
	s := coverage.DefaultSettings()
	tests := map[string]struct {
		change func(*story.Moment)
		want   int
	}{
		"proposed":  {func(*story.Moment) {}, 50},
		"confirmed": {func(m *story.Moment) { m.Status = story.Confirmed }, 50 + s.Confirmed},
		"promised":  {func(m *story.Moment) { m.MustHave = true }, 50 + s.MustHave},
		"both":      {func(m *story.Moment) { m.MustHave, m.Status = true, story.Confirmed }, 50 + s.MustHave + s.Confirmed},
		"worthless": {func(m *story.Moment) { m.Score = 0 }, 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := moment("m", 50, at(monday, 540, 720, "LAMP ROOM"))
			test.change(&m)
			desk := build(t, input(t, func(in *coverage.Input) { in.Moments = []story.Moment{m} }))
			if got := desk.Problem.Moments[0].Value; got != test.want {
				t.Errorf("worth %d, want %d", got, test.want)
			}
		})
	}
}

func TestMustHaveWinsTheOnlyDay(t *testing.T) {
	t.Parallel()
	p := plan(t, input(t, func(in *coverage.Input) { in.CrewDays, in.Moments[2].MustHave = 1, true }))
	if diff := cmp.Diff(map[string]production.Date{"rain": thursday}, covered(p)); diff != "" {
		t.Errorf("the promised moment is worth the day (-want +got):\n%s", diff)
	}
}

func TestCapacity(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		strip func(*production.Strip)
		want  int
	}{
		"nobody said":  {func(*production.Strip) {}, coverage.DefaultSettings().Capacity},
		"one":          {func(s *production.Strip) { s.Capacity = 1 }, 1},
		"none":         {func(s *production.Strip) { s.Capacity = 0 }, 0},
		"closed":       {func(s *production.Strip) { s.Closed = true }, 0},
		"closed for 4": {func(s *production.Strip) { s.Closed, s.Capacity = true, 4 }, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			desk := build(t, input(t, func(in *coverage.Input) { in.Facts.Days[0] = day(1, monday, "LAMP ROOM", test.strip) }))
			strip := desk.Problem.Days[0].Units[0].Strips[0]
			if strip.Cap != test.want || strip.Start != 540 || strip.End != 720 || !slices.Equal(strip.Cast, []int{0}) {
				t.Errorf("got %+v, want room for %d, 540 to 720, Ruth", strip, test.want)
			}
		})
	}
}

// TestNobodyOnAClosedSet: a moment by hand whose window runs over a closed scene waits until that is over.
func TestNobodyOnAClosedSet(t *testing.T) {
	t.Parallel()
	p := plan(t, input(t, func(in *coverage.Input) {
		in.Facts.Days[0] = day(1, monday, "LAMP ROOM", func(s *production.Strip) { s.Closed = true })
		in.Moments = []story.Moment{moment("m", 50, at(monday, 540, 780, "LAMP ROOM"))}
	}))
	if len(p.Days) != 1 || p.Days[0].Covers[0].Start < 720 {
		t.Errorf("somebody is on the closed set: %+v", p.Days)
	}
}

func TestKitIsWhatThePeopleBring(t *testing.T) {
	t.Parallel()
	desk := build(t, input(t, func(in *coverage.Input) {
		in.Members = []crew.Member{member("a", "video", "stills"), member("b", "video"), member("c", "sound")}
	}))
	got := map[string]int{}
	for _, k := range desk.Problem.Kit {
		got[k.Name] = k.Stock
	}
	want := map[string]int{"video camera": 2, "stills body": 1, "sound bag": 1, "interview kit": 0, "time-lapse rig": 0}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("stock (-want +got):\n%s", diff)
	}
}

func TestTravel(t *testing.T) {
	t.Parallel()
	s := coverage.DefaultSettings()
	desk := build(t, input(t, func(in *coverage.Input) { in.Facts.Days[1].Units[0].Location = "Harbour" }))
	place := func(day int) int { return desk.Problem.Days[day].Units[0].Strips[0].Place }
	lamp, harbour, rocks := place(0), place(1), place(2)
	for name, test := range map[string]struct{ from, to, want int }{
		"same place":     {lamp, lamp, 0},
		"same location":  {lamp, rocks, s.SameLocation},
		"other location": {lamp, harbour, s.OtherLocation},
		"and back":       {harbour, lamp, s.OtherLocation},
	} {
		if got := desk.Problem.Travel[test.from][test.to]; got != test.want {
			t.Errorf("%s: %d minutes, want %d", name, got, test.want)
		}
	}
}

func TestAwayIsRespected(t *testing.T) {
	t.Parallel()
	p := plan(t, input(t, func(in *coverage.Input) {
		in.Members[0].Away = []production.DateRange{{From: monday, To: tuesday}}
	}))
	if diff := cmp.Diff(map[string]production.Date{"rain": thursday}, covered(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestNightBelongsToItsDay: a window past midnight stays on the day on which it began.
func TestNightBelongsToItsDay(t *testing.T) {
	t.Parallel()
	p := plan(t, input(t, func(in *coverage.Input) {
		in.Moments = []story.Moment{moment("m", 50, at(monday, 1500, 1590, "LAMP ROOM"))}
	}))
	c := p.Days[0].Covers[0]
	if p.Days[0].Date != monday || c.Start < 1500 || c.End > 1590 || p.Days[0].Shifts[0].Wrap < 1530 {
		t.Errorf("got %+v on %s", c, p.Days[0].Date)
	}
}

// TestACompanyMove: a scene whose breakdown names a location is shot there, whatever the unit's day says,
// and the drive to it is planned.
func TestACompanyMove(t *testing.T) {
	t.Parallel()
	in := input(t, func(in *coverage.Input) {
		in.Facts.Scenes = append(in.Facts.Scenes, production.Scene{ID: "away", Number: "24", Elements: []production.Element{
			{Category: production.CategoryLocation, Label: "Location", Name: "Harbour", Source: production.FromSchedule},
		}})
		unit := &in.Facts.Days[0].Units[0]
		unit.Strips = append(unit.Strips, production.Strip{SceneNumber: "24", SceneID: "away", Start: 720, End: 900, Set: "QUAY", Capacity: -1})
		quay := at(monday, 720, 780, "QUAY")
		quay.Location = "Harbour"
		in.Moments = []story.Moment{moment("lamp", 60, at(monday, 690, 720, "LAMP ROOM")), moment("quay", 50, quay)}
	})
	desk := build(t, in)
	strips := desk.Problem.Days[0].Units[0].Strips
	if got, want := desk.Problem.Travel[strips[0].Place][strips[1].Place], in.Settings.OtherLocation; got != want {
		t.Errorf("the drive takes %d minutes, want %d", got, want)
	}
	if strips[1].Place != desk.Problem.Moments[1].Windows[0].Place {
		t.Error("the strip and the moment at it are at two places")
	}
	if p := plan(t, in); len(p.Days) != 1 || p.Days[0].Covers[1].Start != 750 {
		t.Errorf("the moment after the move does not wait for the drive: %+v", p.Days)
	}
}
