package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

func TestUSSDocumented(t *testing.T) {
	t.Parallel()
	s := mustRead(t, intaketest.USS, Options{Name: "quay.uss"}).Schedule
	wantDays := []production.Day{
		{Number: 1, Date: "2026-05-08", Note: "Night", Units: []production.UnitDay{
			{Unit: "Main", Call: intaketest.Clock(t, "17:00"), Wrap: intaketest.Clock(t, "02:00+1"), Location: "Pier", Strips: []production.Strip{
				{SceneNumber: "1", Start: intaketest.Clock(t, "18:00"), End: intaketest.Clock(t, "19:45"), Estimated: true, Set: "QUAY", Capacity: 3, Cast: []string{"EDDA", "SUNNY"}},
				{Banner: "MEAL 21:00-22:00", Start: intaketest.Clock(t, "21:00"), End: intaketest.Clock(t, "22:00"), Capacity: -1},
				{SceneNumber: "2", Start: intaketest.Clock(t, "22:00"), End: intaketest.Clock(t, "01:00+1"), Estimated: true, Set: "HUT", Closed: true, Capacity: -1, Cast: []string{"EDDA"}},
			}},
			{Unit: "Second", Call: intaketest.Clock(t, "08:00"), Wrap: intaketest.Clock(t, "09:30"), Estimated: true},
		}},
		{Number: 2, Date: "2026-05-12", Units: []production.UnitDay{
			{Unit: "Main", Call: intaketest.Clock(t, "08:00"), Wrap: intaketest.Clock(t, "19:00"), Estimated: true, Strips: []production.Strip{
				{SceneNumber: "3", Start: intaketest.Clock(t, "09:00"), End: intaketest.Clock(t, "18:30"), Estimated: true, Set: "HUT", Closed: true, Capacity: -1},
			}},
		}},
	}
	if diff := cmp.Diff(wantDays, s.Days); diff != "" {
		t.Error("days:", diff)
	}
	wantScene := production.Scene{
		Number: "1", NumberGiven: true, Heading: "EXT. QUAY - NIGHT", IntExt: "EXT", Set: "QUAY", TimeOfDay: "NIGHT", Eighths: 11, Page: "4",
		Synopsis: "She lands", Characters: []string{"EDDA", "SUNNY"}, InSchedule: true, MinutesToShoot: 95,
		Elements: []production.Element{
			{Category: 100, Label: "Players", Name: "EDDA", Source: "schedule"}, {Category: 100, Label: "Players", Name: "SUNNY", Source: "schedule"},
			{Category: 6, Label: "Location", Name: "Harbour", Source: "schedule"}, {Category: 501, Label: "Puppets", Name: "Gull", Source: "schedule"},
		},
	}
	if diff := cmp.Diff(wantScene, s.Breakdown[0]); diff != "" {
		t.Error("breakdown:", diff)
	}
	wantEvents := []production.Event{
		{Kind: production.Fitting, Title: "Fitting", Date: "2026-05-01", Start: -1, End: -1, People: []string{"EDDA", "SUNNY"}},
		{Kind: production.CameraTest, Title: "Camera test", Date: "2026-05-02", Start: intaketest.Clock(t, "10:00"), End: intaketest.Clock(t, "12:00"),
			People: []string{"Dee Rector", "EDDA"}, Place: "Stage", Scene: "1"},
		{Kind: production.Holiday, Title: "Holiday", Date: "2026-05-11", Start: -1, End: -1},
	}
	if diff := cmp.Diff(wantEvents, s.Events); diff != "" {
		t.Error("events:", diff)
	}
	wantPeople := []production.Person{
		{Kind: production.Cast, Name: "Ann Actor", Character: "EDDA", BoardID: "1", Away: []production.DateRange{{From: "2026-05-12", To: "2026-05-12"}}},
		{Kind: production.Cast, Name: "SUNNY", Character: "SUNNY", BoardID: "2"},
		{Kind: production.Head, Name: "Dee Rector", Role: "Director"},
	}
	if diff := cmp.Diff(wantPeople, s.People); diff != "" {
		t.Error("people:", diff)
	}
	wantPlaces := []production.Location{{Name: "Pier", Sets: []string{"HUT"}}, {Name: "Harbour", Sets: []string{"QUAY"}}}
	if diff := cmp.Diff(wantPlaces, s.Locations); diff != "" {
		t.Error("locations:", diff)
	}
	if s.Draft != "Blue 2026-04-20" || s.Project != "The Quay" || !cmp.Equal(s.Unplaced, []string{"4"}) {
		t.Errorf("draft %q, project %q, unplaced %q", s.Draft, s.Project, s.Unplaced)
	}
}

func TestUSSWarns(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, intaketest.USS, Options{Name: "quay.uss"})
	var all []string
	for _, w := range doc.Warnings {
		all = append(all, w.Message)
	}
	for _, want := range []string{`2 stripboards; "First pass" was taken, with 3 shoot days`, `"Party") has no readable date`} {
		if !strings.Contains(strings.Join(all, "\n"), want) {
			t.Errorf("no warning says %q in %q", want, all)
		}
	}
}

func TestUSSBoards(t *testing.T) {
	t.Parallel()
	scenes := `{"id":"a","type":"scene","scene":"1"},{"id":"b","type":"scene","scene":"2"},{"id":"d","type":"day"},{"id":"e","type":"day"},{"id":"n","type":"scene","scene":null}`
	start := `"calendars":[{"id":"k","daysOff":[],"events":[{"type":"start","date":"2026-03-02T00:00:00.000Z"}]}]`
	tests := map[string]struct {
		boards string
		want   []string // number, date and scenes of each day
		warn   string
	}{
		"day strips close":   {`["a","d","b","e"]`, []string{"1 2026-03-02 1", "2 2026-03-03 2"}, ""},
		"no last day strip":  {`["a","d","b"]`, []string{"1 2026-03-02 1", "2 2026-03-03 2"}, "does not end with a day strip"},
		"day strips open":    {`["d","a","e","b"]`, []string{"1 2026-03-02 1", "2 2026-03-03 2"}, ""},
		"lists in lists":     {`[["a","d"],["b","e"]]`, []string{"1 2026-03-02 1", "2 2026-03-03 2"}, ""},
		"empty day":          {`["a","d","e","b"]`, []string{"1 2026-03-02 1", "2 2026-03-03", "3 2026-03-04 2"}, "does not end"},
		"no day strips":      {`["a","b"]`, nil, "no day strips"},
		"scene without name": {`["a","n","d"]`, []string{"1 2026-03-02 1 U1"}, "without a number"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, `{"breakdowns":[`+scenes+`],"stripboards":{"boards":[{"name":"x","breakdownIds":`+test.boards+`}]},`+start+`}`, Options{})
			var got []string
			for _, d := range doc.Schedule.Days {
				row := strings.TrimSpace(string(rune('0'+d.Number)) + " " + string(d.Date))
				for _, s := range d.Strips() {
					row += " " + s.SceneNumber
				}
				got = append(got, row)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			found := test.warn == ""
			for _, w := range doc.Warnings {
				found = found || strings.Contains(w.Message, test.warn)
			}
			if !found {
				t.Errorf("no warning says %q: %v", test.warn, doc.Warnings)
			}
		})
	}
}

func TestUSSDates(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]production.Date{
		"2026-05-12T00:00:00.000Z":  "2026-05-12",
		"2026-05-12T08:00:00.000Z":  "2026-05-12", // midnight in Los Angeles
		"2026-05-11T22:00:00.000Z":  "2026-05-12", // midnight in Berlin
		"2026-05-12T12:00:00.000Z":  "2026-05-12", // noon
		"2026-05-12T00:00:00+02:00": "2026-05-12",
		"2026-05-12":                "2026-05-12",
		"12 May":                    "",
		"2026-13-40T00:00:00Z":      "",
		"":                          "",
	} {
		if got := dayOf(text); got != want {
			t.Errorf("dayOf(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestUSSSamples(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		path                         []string
		scenes, days, people, events int
		category                     production.Category // one that scene 0 must have
	}{
		// A banner of the large file ("GREECE UNIT") has text under "scene"; it stays a banner.
		"friendship, large": {[]string{"schedules", "USS-friendship", "large_sample_schedule.uss"}, 147, 31, 40, 6, 0},
		"friendship, small": {[]string{"schedules", "USS-friendship", "small_sample_schedule.uss"}, 1, 1, 2, 3, production.CategoryProps},
		"documentation":     {[]string{"schedules", "USS-docs", "samples", "schedule.uss"}, 1, 1, 2, 8, production.CategoryProps},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc, err := Read(intaketest.SharedFile(t, test.path...), Options{Name: name + ".uss"})
			if err != nil {
				t.Fatal(err)
			}
			s := doc.Schedule
			got := []int{len(s.Breakdown), len(s.Days), len(s.People), len(s.Events)}
			if diff := cmp.Diff([]int{test.scenes, test.days, test.people, test.events}, got); diff != "" {
				t.Errorf("scenes, days, people, events: %s", diff)
			}
			if test.category != 0 && !s.Breakdown[0].HasElement(test.category) {
				t.Errorf("scene 0 lacks category %d: %v", test.category, s.Breakdown[0].Elements)
			}
			if s.Breakdown[0].Set == "" || s.Breakdown[0].IntExt != production.Exterior {
				t.Errorf("scene 0 plays %s in %q", s.Breakdown[0].IntExt, s.Breakdown[0].Set)
			}
		})
	}
}

// TestUSSFriendshipHas148Scenes holds the two files of the folder together: 147 and 1.
func TestUSSFriendshipHas148Scenes(t *testing.T) {
	t.Parallel()
	total := 0
	for _, name := range []string{"large_sample_schedule.uss", "small_sample_schedule.uss"} {
		doc, err := Read(intaketest.SharedFile(t, "schedules", "USS-friendship", name), Options{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		total += len(doc.Schedule.Breakdown)
	}
	if total != 148 {
		t.Errorf("%d scenes, want 148", total)
	}
}

func TestUSSAway(t *testing.T) {
	t.Parallel()
	data := `{"categories":[{"id":"c","ucid":100,"name":"Cast"}],
	"elements":[{"id":"p","category":"c","name":"EDDA","daysOff":[1,"2","2026-03-20"],"events":{"type":"dayOff","name":"holiday","date":"2026-03-11T00:00:00Z"}},
	 {"id":"k","category":"c","name":"FARAH (1 mo)"},{"id":"l","category":"c","name":"FARAH (5 mo)"}, 7],
	"breakdowns":[{"id":"a","type":"scene","scene":"1","elements":"k"},{"id":"d","type":"day"},{"id":"e","type":"day"}],
	"stripboards":[{"calendar":"other","boards":[{"name":"main","breakdownIds":["a","d","e","e","e","e","e","e","e"]}]}],
	"calendars":[{"id":"k","daysOff":[0,1,2,3,4,5,6],"events":[{"type":"start","date":"2026-03-09T00:00:00Z"},
	 {"type":"event","name":"Visit of the school","_kind":"publicity","date":"2026-03-10T00:00:00Z"},{"effect":"holiday","date":"2026-03-12T00:00:00Z"}]}],
	"_people":[{"name":"New Kid","character":"Gull"},{"role":"nobody"}]}`
	doc := mustRead(t, data, Options{Name: "a.uss"})
	s := doc.Schedule
	want := []production.DateRange{{From: "2026-03-09", To: "2026-03-11"}, {From: "2026-03-16", To: "2026-03-17"}, {From: "2026-03-20", To: "2026-03-20"}}
	if diff := cmp.Diff(want, s.People[0].Away); diff != "" {
		t.Error(diff)
	}
	if s.People[1].Character != "FARAH (1 MO)" || s.People[2].Character != "FARAH (5 MO)" || !cmp.Equal(s.Breakdown[0].Characters, []string{"FARAH (1 MO)"}) {
		t.Errorf("the two Farahs are %+v, in scene 1 plays %q", s.People[1:3], s.Breakdown[0].Characters)
	}
	if last := s.People[len(s.People)-1]; last.Name != "New Kid" || last.Character != "GULL" || len(s.People) != 4 {
		t.Errorf("people are %+v", s.People)
	}
	if s.Events[0].Kind != production.Publicity || s.Events[1].Kind != production.Holiday || len(s.Events) != 2 {
		t.Errorf("events are %+v", s.Events)
	}
	if s.Days[3].Date != "2026-03-13" {
		t.Errorf("the fourth day is %s: the holiday should be skipped, seven days off a week not followed", s.Days[3].Date)
	}
	if len(doc.Warnings) == 0 {
		t.Error("no warning about seven days off a week")
	}
}

func TestEventKind(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]production.EventKind{
		"fitting": production.Fitting, "Costume fitting, Edda": production.Fitting, "Rehearsal in costume": production.Rehearsal,
		"camera test": production.CameraTest, "Hair and make-up test": production.MakeupTest, "Set build: lamp room": production.Build,
		"Company move to the bridge": production.Move, "travel": production.Travel, "EPK interviews": production.Publicity,
		"dayOff": production.DayOff, "holiday": production.Holiday, "Kostümprobe": production.Fitting, "": production.OtherEvent, "party": production.OtherEvent,
	} {
		if got := eventKind(name); got != want {
			t.Errorf("eventKind(%q) = %q, want %q", name, got, want)
		}
	}
}
