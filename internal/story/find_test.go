package story

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// at reads a clock time in a test.
func at(text string) production.Clock {
	c, err := production.ParseClock(text)
	if err != nil {
		panic(err)
	}
	return c
}

func strip(scene, set, from, to string, cast ...string) production.Strip {
	return production.Strip{ID: production.StripID("strip " + scene + from), SceneNumber: scene, SceneID: production.SceneID("id" + scene), Set: set,
		Start: at(from), End: at(to), Capacity: 3, Cast: cast}
}

func scene(number, set, text string, cast ...string) production.Scene {
	return production.Scene{ID: production.SceneID("id" + number), Number: number, Set: set, IntExt: production.Interior, TimeOfDay: "DAY", Characters: cast, Eighths: 8,
		Lines: []production.Line{{Kind: production.Action, Text: text, Number: 10}}}
}

// film is a small production of four scenes on three days: a fall, a farewell on a closed set, rain.
func film() production.Facts {
	fall := scene("1", "BALCONY", "Maya falls from the balcony.", "MAYA", "TOM")
	fall.Elements = []production.Element{{Category: production.CategoryStunts, Name: "High fall, 4 m"}, {Category: production.CategoryBackground, Name: "Neighbours (60)"}}
	farewell := scene("2", "BEDROOM", "Maya weeps against the window. Tom waves goodbye.", "MAYA", "TOM")
	rain := scene("3", "BRIDGE", "Rain hammers the bridge.", "MAYA", "ADA")
	rain.IntExt, rain.TimeOfDay = production.Exterior, "NIGHT"
	tea := scene("4", "KITCHEN", "Tom makes tea.", "TOM", "MAYA", "ADA")
	closed := strip("2", "BEDROOM", "12:00", "14:00", "MAYA", "TOM")
	closed.Closed, closed.Capacity = true, 0
	unit := func(place, call, wrap string, strips ...production.Strip) []production.UnitDay {
		return []production.UnitDay{{Unit: "Main", Call: at(call), Wrap: at(wrap), Location: place, Strips: strips}}
	}
	for i, s := range []*production.Scene{&fall, &farewell, &rain, &tea} {
		s.Position = i
	}
	return production.Facts{
		Scenes: []production.Scene{fall, farewell, rain, tea},
		Days: []production.Day{
			{ID: "a", Number: 1, Date: "2026-05-04", Units: unit("Old town", "08:00", "18:00", strip("1", "BALCONY", "09:00", "12:00", "MAYA", "TOM"), strip("4", "KITCHEN", "15:00", "17:00", "TOM", "MAYA"))},
			{ID: "b", Number: 2, Date: "2026-05-05", Units: unit("Stage", "08:00", "18:00", strip("4", "BEDROOM", "10:00", "12:00", "TOM"), closed, strip("4", "KITCHEN", "14:00", "17:00", "TOM"))},
			{ID: "c", Number: 3, Date: "2026-05-06", Units: unit("River", "18:00", "02:00+1", strip("3", "BRIDGE", "21:00", "01:00+1", "MAYA", "ADA"))},
		},
		Events: []production.Event{
			{ID: "e1", Kind: production.Fitting, Title: "Costume fitting", Date: "2026-05-01", Start: production.NoClock, End: production.NoClock, People: []string{"Nora Vance"}},
			{ID: "e2", Kind: production.Build, Title: "Build day 1", Date: "2026-04-27", Start: at("08:00"), End: at("17:00"), Place: "BEDROOM"},
			{ID: "e3", Kind: production.Build, Title: "Build day 2", Date: "2026-04-28", Start: at("08:00"), End: at("17:00"), Place: "BEDROOM"},
			{ID: "e4", Kind: production.Build, Title: "Build day 3", Date: "2026-04-29", Start: at("08:00"), End: at("17:00"), Place: "BEDROOM"},
		},
		People: []production.Person{
			{Kind: production.Cast, Name: "Nora Vance", Character: "MAYA"},
			{Kind: production.Cast, Name: "Ben Ode", Character: "TOM"},
			{Kind: production.Head, Name: "Rob Keating", Role: "Stunt coordinator"},
		},
	}
}

// titled finds a moment by its title.
func titled(t *testing.T, list []Moment, title string) Moment {
	t.Helper()
	var titles []string
	for _, m := range list {
		if m.Title == title {
			return m
		}
		titles = append(titles, m.Title)
	}
	t.Fatalf("no moment %q among %q", title, titles)
	return Moment{}
}

// said joins a moment's reasons.
func said(m Moment) string {
	var texts []string
	for _, r := range m.Reasons {
		texts = append(texts, r.Text)
	}
	return strings.Join(texts, "; ")
}

func TestRules(t *testing.T) {
	t.Parallel()
	list := Find(film(), Options{MinScore: 20})
	for name, want := range map[string]struct {
		title  string
		kind   Kind
		reason string
		first  Window
	}{
		"a stunt from script and breakdown": {"High fall, 4 m (balcony)", Stunt, "stunt: Maya falls from the balcony",
			Window{Date: "2026-05-04", Day: 1, Start: at("08:15"), End: at("12:00"), Place: "BALCONY", Location: "Old town", Factor: 100, Capacity: 3}},
		"a crowd with its number": {"Neighbours (60) (balcony)", Collaboration, "crowd: Neighbours (60)",
			Window{Date: "2026-05-04", Day: 1, Start: at("08:45"), End: at("12:00"), Place: "BALCONY", Location: "Old town", Factor: 100, Capacity: 3}},
		"a night exterior in rain": {"Rain (bridge)", Technical, "night shoot: 21:00 to 01:00+1 on day 3",
			Window{Date: "2026-05-06", Day: 3, Start: at("20:30"), End: at("01:00+1"), Place: "BRIDGE", Location: "River", Factor: 100, Capacity: 3}},
		"a closed set": {"Maya weeps against the window", Performance, "closed set: nobody from BTS enters or watches a monitor",
			Window{Date: "2026-05-05", Day: 2, Start: at("12:00"), End: at("14:00"), Place: "BEDROOM", Location: "Stage", Factor: 100, Closed: true}},
		"a fitting without a time": {"Costume fitting – Nora Vance (Maya)", FittingTest, "on the schedule: Costume fitting, Fri 1 May",
			Window{Date: "2026-05-01", Start: at("10:00"), End: at("11:30"), Factor: 100, Estimated: true, Capacity: -1}},
		"a build of three days": {"Build: bedroom (3 days)", SetBuild, "grows over 3 days: a time-lapse shows it",
			Window{Date: "2026-04-27", Start: at("08:00"), End: at("17:00"), Place: "BEDROOM", Factor: 100, Capacity: -1}},
		"the first shot": {"First shot of the film: scene 1", FirstShot, "first shot of the first day: scene 1",
			Window{Date: "2026-05-04", Day: 1, Start: at("08:30"), End: at("12:00"), Place: "BALCONY", Location: "Old town", Factor: 100, Capacity: 3}},
		"the last shot": {"Last shot of the film: scene 3, and wrap of Nora Vance (Maya)", LastShot, "last shot of the last day: scene 3, day 3",
			Window{Date: "2026-05-06", Day: 3, Start: at("00:45+1"), End: at("01:30+1"), Place: "BRIDGE", Location: "River", Factor: 100, Capacity: 3}},
		"a wrap": {"Wrap of Ben Ode (Tom)", Wrap, "last scene of Ben Ode (Tom): scene 4, day 2",
			Window{Date: "2026-05-05", Day: 2, Start: at("16:30"), End: at("17:15"), Place: "KITCHEN", Location: "Stage", Factor: 100, Capacity: 3}},
		"the last day on a set": {"Wrap of Ben Ode (Tom)", Wrap, "last of 2 days on the kitchen set: day 2",
			Window{Date: "2026-05-05", Day: 2, Start: at("16:30"), End: at("17:15"), Place: "KITCHEN", Location: "Stage", Factor: 100, Capacity: 3}},
		"an arrival at a place": {"Arrival at River", Arrival, "first day at River: day 3",
			Window{Date: "2026-05-06", Day: 3, Start: at("21:00"), End: at("01:15+1"), Place: "BRIDGE", Location: "River", Factor: 100, Capacity: 3}},
		"a pair": {"First scene of Maya and Tom together", Performance, "first time Maya and Tom share a scene: scene 1, day 1",
			Window{Date: "2026-05-04", Day: 1, Start: at("09:00"), End: at("12:00"), Place: "BALCONY", Location: "Old town", Factor: 100, Capacity: 3}},
		"a talk before a stunt": {"Director with Maya, scene 1", DirectorActor, "blocking before stunt: High fall, 4 m",
			Window{Date: "2026-05-04", Day: 1, Start: at("08:30"), End: at("09:15"), Place: "BALCONY", Location: "Old town", Factor: 100, Capacity: 3}},
		"an interview between two strips": {"Interview: Nora Vance (Maya)", Interview, "Maya is in 4 of 4 scenes",
			Window{Date: "2026-05-04", Day: 1, Start: at("12:15"), End: at("14:30"), Place: "Old town", Location: "Old town", Factor: 100, Capacity: -1}},
		"a head of department": {"Interview: Rob Keating, stunt coordinator", Interview, "their work: High fall, 4 m (scene 1)",
			Window{Date: "2026-05-04", Day: 1, Start: at("07:00"), End: at("08:00"), Place: "Old town", Location: "Old town", Factor: 40, Capacity: -1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := titled(t, list, want.title)
			if m.Kind != want.kind || !strings.Contains(said(m), want.reason) {
				t.Errorf("%s: kind %s, reasons %s; want %s, %q", m.Title, m.Kind, said(m), want.kind, want.reason)
			}
			if len(m.Windows) == 0 {
				t.Fatalf("%s has no windows", m.Title)
			}
			if diff := cmp.Diff(want.first, m.Windows[0]); diff != "" {
				t.Errorf("%s: first window (-want +got)\n%s", m.Title, diff)
			}
		})
	}
}

func TestClosedSetIsLeftAlone(t *testing.T) {
	t.Parallel()
	for _, m := range Find(film(), Options{MinScore: 1}) {
		for _, w := range m.Windows {
			overlaps := w.Date == "2026-05-05" && w.Place == "BEDROOM" && w.Start < at("14:00") && at("12:00") < w.End
			if overlaps && !w.Closed {
				t.Errorf("%q stands on the closed set from %s to %s", m.Title, w.Start, w.End)
			}
			if m.SceneID == "id2" && m.Kind != FittingTest && !w.Closed {
				t.Errorf("%q is about the closed scene but its window %s is open", m.Title, w.Start)
			}
		}
	}
}

func TestRehearsalOfAClosedSceneIsClosed(t *testing.T) {
	t.Parallel()
	f := film()
	f.Events = []production.Event{
		{ID: "r", Kind: production.Rehearsal, Title: "Rehearsal", Date: "2026-05-02", Start: at("10:00"), End: at("12:00"), Scene: "2"},
		{ID: "b", Kind: production.Build, Title: "Build", Date: "2026-05-02", Start: at("10:00"), End: at("12:00"), Scene: "2"},
	}
	list := Find(f, Options{})
	if m := titled(t, list, "Rehearsal"); !m.Windows[0].Closed {
		t.Errorf("the rehearsal of a closed scene is open: %+v", m.Windows)
	}
	if m := titled(t, list, "Build"); m.Windows[0].Closed {
		t.Errorf("the build for a closed scene is closed: %+v", m.Windows)
	}
}

func TestBreakdownAddsToScript(t *testing.T) {
	t.Parallel()
	f := film()
	both := titled(t, Find(f, Options{}), "High fall, 4 m (balcony)").Score
	f.Scenes[0].Elements = nil
	alone := titled(t, Find(f, Options{}), "Maya falls from the balcony").Score
	if both <= alone {
		t.Errorf("script and breakdown give %d, the script alone %d", both, alone)
	}
}

func TestTheOrderOfThingsDoesNotMatter(t *testing.T) {
	t.Parallel()
	want := Find(film(), Options{})
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		f := film()
		shuffle(random, f.Scenes)
		shuffle(random, f.Days)
		shuffle(random, f.Events)
		shuffle(random, f.People)
		shuffle(random, f.Scenes[0].Elements)
		for i := range f.Days {
			shuffle(random, f.Days[i].Units[0].Strips)
		}
		if diff := cmp.Diff(want, Find(f, Options{})); diff != "" {
			t.Fatalf("another order gives other moments:\n%s", diff)
		}
	}
}

func shuffle[T any](random *rand.Rand, list []T) {
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

func TestFindLeavesTheFactsAlone(t *testing.T) {
	t.Parallel()
	f := film()
	slices.Reverse(f.Scenes)
	slices.Reverse(f.Scenes[3].Elements)
	before := film()
	slices.Reverse(before.Scenes)
	slices.Reverse(before.Scenes[3].Elements)
	Find(f, Options{})
	if diff := cmp.Diff(before, f); diff != "" {
		t.Errorf("the facts changed:\n%s", diff)
	}
}

func TestWithoutASchedule(t *testing.T) {
	t.Parallel()
	f := film()
	f.Days, f.Events = nil, nil
	list := Find(f, Options{})
	if m := titled(t, list, "High fall, 4 m (balcony)"); len(m.Windows) != 0 || m.Minutes != 60 {
		t.Errorf("an unscheduled stunt has windows %v and %d minutes", m.Windows, m.Minutes)
	}
	if got := Find(production.Facts{}, Options{}); len(got) != 0 {
		t.Errorf("nothing gives %v", got)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	few := Find(film(), Options{Most: 3})
	if open := len(few) - closedAmong(few); open > 3 || len(few) < 3 {
		t.Errorf("asked for 3, got %d open ones of %d", open, len(few))
	}
	for _, m := range Find(film(), Options{MinScore: 70}) {
		if m.Score < 70 && !slices.ContainsFunc(m.Windows, func(w Window) bool { return w.Closed }) {
			t.Errorf("%q scores %d", m.Title, m.Score)
		}
	}
}

func closedAmong(list []Moment) int {
	n := 0
	for _, m := range list {
		if slices.ContainsFunc(m.Windows, func(w Window) bool { return w.Closed }) {
			n++
		}
	}
	return n
}
