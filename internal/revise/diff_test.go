package revise

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// planned are facts with one of everything.
func planned() production.Facts {
	scene := production.Scene{
		ID: "sc-1", Number: "1", NumberGiven: true, Heading: "INT. KITCHEN - DAY", IntExt: production.Interior, Set: "KITCHEN", TimeOfDay: "DAY",
		Eighths: 8, Characters: []string{"EDDA"}, InScript: true, InSchedule: true, ScriptDay: "D1", MinutesToShoot: 60, Synopsis: "She cooks", Tags: []string{"fire"},
		Elements: []production.Element{{Category: production.CategoryCast, Label: "Cast", Name: "EDDA"}, {Category: 109, Label: "Props", Name: "kettle"}},
		Lines:    []production.Line{{Kind: production.Action, Text: "Steam."}, {Kind: production.Character, Text: "EDDA (V.O.)"}, {Kind: production.Dialogue, Text: "Tea."}},
	}
	other := production.Scene{ID: "sc-2", Number: "2", NumberGiven: true, Heading: "EXT. QUAY - DAY", InScript: true, InSchedule: true, Position: 1}
	return production.Facts{
		Scenes: []production.Scene{scene, other},
		Days: []production.Day{
			{ID: "d-1", Number: 1, Date: "2026-05-12", Units: []production.UnitDay{{
				Unit: "Main", Call: 420, Wrap: 1080, Location: "Studio",
				Strips: []production.Strip{{ID: "st-1", SceneNumber: "1", SceneID: "sc-1", Start: 540, End: 660, Set: "KITCHEN", Capacity: -1, Cast: []string{"EDDA"}}},
			}}},
			{ID: "d-2", Number: 2, Date: "2026-05-13", Units: []production.UnitDay{{Unit: "Main", Call: 420, Wrap: 1080}}},
		},
		Events:    []production.Event{{ID: "e-1", Kind: production.Fitting, Title: "Fitting", Date: "2026-05-01", Start: 600, End: 660, Place: "Stage", People: []string{"Ann"}}},
		People:    []production.Person{{ID: "p-1", Kind: production.Cast, Name: "Ann Actor", Character: "EDDA", BoardID: "1"}, {ID: "p-2", Kind: production.Head, Name: "Dee Rector", Role: "Director"}},
		Locations: []production.Location{{Name: "Studio", Sets: []string{"KITCHEN"}}},
		Shots:     []production.Shot{{ID: "sh-1", Scene: "1", SceneID: "sc-1", Number: "3", Size: "CU", Description: "The kettle"}},
	}
}

func TestDiffFields(t *testing.T) {
	t.Parallel()
	strip := func(f *production.Facts) *production.Strip { return &f.Days[0].Units[0].Strips[0] }
	tests := map[string]struct {
		change func(*production.Facts)
		what   string
		why    string
		fields []FieldChange
	}{
		"heading":         {func(f *production.Facts) { f.Scenes[0].Heading = "INT. CELLAR - DAY" }, "scene", "heading", []FieldChange{{"heading", "INT. KITCHEN - DAY", "INT. CELLAR - DAY"}}},
		"set and time":    {func(f *production.Facts) { f.Scenes[0].Set, f.Scenes[0].TimeOfDay = "CELLAR", "NIGHT" }, "scene", "set, time of day", []FieldChange{{"set", "KITCHEN", "CELLAR"}, {"time of day", "DAY", "NIGHT"}}},
		"number":          {func(f *production.Facts) { f.Scenes[0].Number = "1A" }, "scene", "number", []FieldChange{{"number", "1", "1A"}}},
		"length":          {func(f *production.Facts) { f.Scenes[0].Eighths = 11 }, "scene", "length", []FieldChange{{"length", "1", "1 3/8"}}},
		"text":            {func(f *production.Facts) { f.Scenes[0].Lines[2].Text = "Coffee." }, "scene", "1 of 3 lines differs", []FieldChange{{"text", "Tea.", "Coffee."}}},
		"order of text":   {func(f *production.Facts) { slices.Reverse(f.Scenes[0].Lines) }, "scene", "lines in another order", []FieldChange{{"text", "Steam.", "Tea."}}},
		"cast":            {func(f *production.Facts) { f.Scenes[0].Characters = []string{"BEE", "SUNNY"} }, "scene", "cast", []FieldChange{{"cast", "EDDA", "BEE, SUNNY"}}},
		"needs":           {func(f *production.Facts) { f.Scenes[0].Elements[1].Name = "pan" }, "scene", "props", []FieldChange{{"props", "kettle", "pan"}}},
		"story day":       {func(f *production.Facts) { f.Scenes[0].ScriptDay = "D2" }, "scene", "story day", []FieldChange{{"story day", "D1", "D2"}}},
		"shooting time":   {func(f *production.Facts) { f.Scenes[0].MinutesToShoot = 0 }, "scene", "shooting time", []FieldChange{{"shooting time", "60 min", ""}}},
		"synopsis":        {func(f *production.Facts) { f.Scenes[0].Synopsis = "She sings" }, "scene", "synopsis", []FieldChange{{"synopsis", "She cooks", "She sings"}}},
		"tags":            {func(f *production.Facts) { f.Scenes[0].Tags = nil }, "scene", "tags", []FieldChange{{"tags", "fire", ""}}},
		"omitted":         {func(f *production.Facts) { f.Scenes[0].Omitted, f.Scenes[0].Heading = true, "OMITTED" }, "scene", "omitted", []FieldChange{{"omitted", "", "omitted"}}},
		"left the script": {func(f *production.Facts) { f.Scenes[0].InScript = false }, "scene", "script", []FieldChange{{"script", "in the script", ""}}},
		"boneyard":        {func(f *production.Facts) { f.Days[0].Units[0].Strips = nil }, "scene", "shoot day", []FieldChange{{"shoot day", "Tue 12 May", ""}}},
		"strip's time":    {func(f *production.Facts) { strip(f).Start = 600 }, "scene", "time on Tue 12 May", []FieldChange{{"time on Tue 12 May", "09:00-11:00", "10:00-11:00"}}},
		"set closed":      {func(f *production.Facts) { strip(f).Closed = true }, "scene", "set open on Tue 12 May", []FieldChange{{"set open on Tue 12 May", "open", "closed"}}},
		"capacity":        {func(f *production.Facts) { strip(f).Capacity = 2 }, "scene", "people allowed on Tue 12 May", []FieldChange{{"people allowed on Tue 12 May", "", "2"}}},
		"call and wrap":   {func(f *production.Facts) { f.Days[0].Units[0].Call, f.Days[0].Units[0].Wrap = 360, 1020 }, "day", "call, wrap", []FieldChange{{"call", "07:00", "06:00"}, {"wrap", "18:00", "17:00"}}},
		"location":        {func(f *production.Facts) { f.Days[0].Units[0].Location = "Pier" }, "day", "location", []FieldChange{{"location", "Studio", "Pier"}}},
		"day's note":      {func(f *production.Facts) { f.Days[0].Note = "Rain cover" }, "day", "note", []FieldChange{{"note", "", "Rain cover"}}},
		"day's number":    {func(f *production.Facts) { f.Days[0].Number = 4 }, "day", "number", []FieldChange{{"number", "1", "4"}}},
		"second unit": {func(f *production.Facts) {
			f.Days[0].Units = append(f.Days[0].Units, production.UnitDay{Unit: "Second", Strips: []production.Strip{{ID: "st-9", SceneNumber: "2"}}})
		}, "day", "units", []FieldChange{{"units", "", "Second unit with 2"}}},
		"event": {func(f *production.Facts) {
			f.Events[0].Start, f.Events[0].Place, f.Events[0].People = 540, "Wardrobe", nil
		}, "event", "time, place, people", []FieldChange{{"time", "10:00-11:00", "09:00-11:00"}, {"place", "Stage", "Wardrobe"}, {"people", "Ann", ""}}},
		"performer": {func(f *production.Facts) { f.People[0].Name = "Bo Actor" }, "person", "performer", []FieldChange{{"performer", "Ann Actor", "Bo Actor"}}},
		"number and away": {func(f *production.Facts) {
			f.People[0].BoardID, f.People[0].Away = "7", []production.DateRange{{From: "2026-05-12", To: "2026-05-14"}}
		}, "person", "number, away", []FieldChange{{"number", "1", "7"}, {"away", "", "Tue 12 May to Thu 14 May"}}},
		"contact": {func(f *production.Facts) { f.People[1].Phone = "+351 1" }, "person", "contact", []FieldChange{{"contact", "", "another e-mail address or telephone number"}}},
		"place":   {func(f *production.Facts) { f.Locations[0].Sets, f.Locations[0].Address = []string{"HUT"}, "Road 1" }, "location", "sets, address", []FieldChange{{"sets", "KITCHEN", "HUT"}, {"address", "", "Road 1"}}},
		"shot":    {func(f *production.Facts) { f.Shots[0].Size, f.Shots[0].Minutes = "wide", 20 }, "shot", "size, time", []FieldChange{{"size", "CU", "wide"}, {"time", "", "20 min"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before, after := planned(), planned()
			test.change(&after)
			changes := Diff(before, after, nil)
			i := slices.IndexFunc(changes.Changed, func(c Change) bool { return c.What == test.what })
			if i < 0 {
				t.Fatalf("no %s changed: %+v", test.what, changes)
			}
			c := changes.Changed[i]
			if diff := cmp.Diff(test.fields, c.Fields); diff != "" || c.Why != test.why || c.ID == "" || c.Title == "" {
				t.Errorf("%q, want %q: %s", c.Why, test.why, diff)
			}
			if n := len(changes.Added) + len(changes.Removed) + len(changes.Moved); n > 0 {
				t.Errorf("also reported: %+v", changes)
			}
			back := Diff(after, before, nil)
			for k, f := range back.Changed[i].Fields {
				if want := test.fields[k]; f.Field == want.Field && test.why != "contact" && (f.Was != want.Is || f.Is != want.Was) {
					t.Errorf("the other way round it says %+v", f)
				}
			}
		})
	}
}

// TestDiffIsQuiet: what is only estimated, or another spelling of the same, is no change.
func TestDiffIsQuiet(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*production.Facts){
		"nothing":           func(*production.Facts) {},
		"another dash":      func(f *production.Facts) { f.Scenes[0].Heading = "INT. KITCHEN – DAY" },
		"the number's case": func(f *production.Facts) { f.Scenes[0].Number = "01" },
		"estimated length":  func(f *production.Facts) { f.Scenes[1].Estimated, f.Scenes[1].Eighths = true, 9 },
		"estimated times": func(f *production.Facts) {
			f.Days[1].Units[0].Estimated, f.Days[1].Units[0].Call, f.Days[1].Units[0].Wrap = true, 420, 1080
		},
		"a cue's extension": func(f *production.Facts) { f.Scenes[0].Lines[1].Text = "EDDA" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before, after := planned(), planned()
			before.Days[1].Units[0].Estimated = true
			before.Days[1].Units[0].Call = 300
			after.Days[1].Units[0].Estimated = true
			change(&after)
			if changes := Diff(before, after, nil); !cmp.Equal(changes, Changes{}) {
				t.Errorf("it reports %+v", changes)
			}
		})
	}
}

func TestDiffOfAWholeShootPutOff(t *testing.T) {
	t.Parallel()
	before, after := planned(), planned()
	for i := range after.Days {
		after.Days[i].Date = after.Days[i].Date.AddDays(2)
	}
	changes := Diff(before, after, nil)
	want := []string{"day Day 1, Thu 14 May: from Tue 12 May to Thu 14 May", "day Day 2, Fri 15 May: from Wed 13 May to Fri 15 May"}
	if diff := cmp.Diff(want, shown(changes.Moved)); diff != "" || len(changes.Changed)+len(changes.Added)+len(changes.Removed) > 0 {
		t.Errorf("%s %+v", diff, changes)
	}
}

func TestDiffOrder(t *testing.T) {
	t.Parallel()
	draft := func(numbers ...int) production.Facts {
		var f production.Facts
		for n, number := range numbers {
			f.Scenes = append(f.Scenes, production.Scene{ID: production.SceneID(fmt.Sprint("sc-", number)), Number: fmt.Sprint(number), Position: n, InScript: true})
		}
		return f
	}
	tests := map[string]struct {
		order []int
		want  []string
	}{
		"later":    {[]int{1, 3, 4, 5, 2}, []string{"scene 2: now after scene 5"}},
		"earlier":  {[]int{5, 1, 2, 3, 4}, []string{"scene 5: now the first scene"}},
		"inserted": {[]int{1, 9, 2, 3, 4, 5}, nil},
		"removed":  {[]int{1, 4, 5}, nil},
		"two":      {[]int{4, 1, 2, 5, 3}, []string{"scene 4: now the first scene", "scene 5: now after scene 2"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, shown(Diff(draft(1, 2, 3, 4, 5), draft(test.order...), nil).Moved)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestDiffMirrors holds over revisions of drafts and schedules that what one direction adds the other
// removes, that moves and changes name the same things, and that nothing is said twice.
func TestDiffMirrors(t *testing.T) {
	t.Parallel()
	names := func(list []Change) string {
		var ids []string
		for _, c := range list {
			ids = append(ids, c.What+" "+c.ID)
		}
		slices.Sort(ids)
		if len(slices.Compact(slices.Clone(ids))) != len(ids) {
			return "twice: " + strings.Join(ids, "\n")
		}
		return strings.Join(ids, "\n")
	}
	for seed := range seeds() / 10 {
		rng := rand.New(rand.NewPCG(seed, 17))
		d, b := newDraft(rng, 40), newShoot(rng, 10, 4)
		before, _ := merged(t, production.Facts{}, d.document())
		before, _ = merged(t, before, b.document())
		heavy(d, 0.1)
		reshuffles["strips move"](b)
		reshuffles["a day dropped"](b)
		after, _ := merged(t, before, d.document())
		after, _ = merged(t, after, b.document())
		there, back := Diff(before, after, nil), Diff(after, before, nil)
		for _, pair := range [][2][]Change{{there.Added, back.Removed}, {there.Removed, back.Added}, {there.Changed, back.Changed}} {
			if diff := cmp.Diff(names(pair[0]), names(pair[1])); diff != "" || strings.HasPrefix(names(pair[0]), "twice") {
				t.Fatalf("seed %d: %s", seed, diff)
			}
		}
		if !cmp.Equal(Diff(after, after, nil), Changes{}) {
			t.Fatalf("seed %d: facts differ from themselves", seed)
		}
	}
}
