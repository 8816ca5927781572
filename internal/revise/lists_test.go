package revise

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

func shotTitles(facts production.Facts) []string {
	var out []string
	for _, s := range facts.Shots {
		out = append(out, s.Scene+"/"+s.Number+" "+s.Size)
	}
	return out
}

func titles(changes []Change) string {
	var out []string
	for _, c := range changes {
		out = append(out, c.What+" "+c.Title)
	}
	return strings.Join(out, "; ")
}

func TestMergeShots(t *testing.T) {
	t.Parallel()
	facts, _ := take(t, production.Facts{}, readDoc(t, "s.fountain", "INT. HUT - DAY #1#\n\nText.\n\nEXT. QUAY - DAY #2#\n\nText.\n"))
	facts, changes := take(t, facts, readDoc(t, "shots.csv", "Scene,Shot,Size\n2,1,CU\n1,1,LS\n1,2,CU\n9,1,MS\n"))
	if diff := cmp.Diff([]string{"1/1 LS", "1/2 CU", "2/1 CU", "9/1 MS"}, shotTitles(facts)); diff != "" || len(changes.Added) != 4 {
		t.Error(diff, changes.Added)
	}
	if facts.Shots[0].SceneID != facts.Scenes[0].ID || facts.Shots[2].SceneID != facts.Scenes[1].ID || facts.Shots[3].SceneID != "" {
		t.Errorf("shots are linked to %v", facts.Shots)
	}
	again, changes := take(t, facts, readDoc(t, "shots.csv", "Scene,Shot,Size\n2,1,CU\n1,1,LS\n1,2,CU\n9,1,MS\n"))
	if diff := cmp.Diff(facts, again); diff != "" || len(changes.Added)+len(changes.Removed)+len(changes.Changed) > 0 {
		t.Error(diff, changes)
	}
	now, changes := take(t, facts, readDoc(t, "shots.csv", "Scene,Shot,Size\n1,2,MCU\n1,3,LS\n"))
	if diff := cmp.Diff([]string{"1/2 MCU", "1/3 LS", "2/1 CU", "9/1 MS"}, shotTitles(now)); diff != "" {
		t.Error(diff)
	}
	if now.Shots[0].ID != facts.Shots[1].ID || now.Shots[2].ID != facts.Shots[2].ID {
		t.Error("shots did not keep their ids")
	}
	if titles(changes.Removed) != "shot Scene 1, shot 1" || titles(changes.Added) != "shot Scene 1, shot 3" {
		t.Errorf("removed %q, added %q", titles(changes.Removed), titles(changes.Added))
	}
	if diff := cmp.Diff([]FieldChange{{"size", "CU", "MCU"}}, changes.Changed[0].Fields); diff != "" {
		t.Error(diff)
	}
	after, _ := take(t, now, readDoc(t, "s.fountain", "INT. HUT - DAY #1#\n\nText.\n\nEXT. ROAD - DAY #9#\n\nMore.\n"))
	if diff := cmp.Diff(shotTitles(now), shotTitles(after)); diff != "" || after.Shots[3].SceneID == "" || after.Shots[2].SceneID != "" {
		t.Errorf("a new script leaves the shots %v %s", after.Shots, diff)
	}
}

func TestMergeLocations(t *testing.T) {
	t.Parallel()
	const plan = "Date,Scene,Set,Location\n2026-05-12,1,QUAY,Harbour\n2026-05-12,2,HUT,Studio\n"
	facts, _ := take(t, production.Facts{}, readDoc(t, "a.csv", plan))
	list := readDoc(t, "l.csv", "Location,Address,Contact,Notes,Set\nharbour,1 Harbour Rd,Pia Pier,tide,JETTY\nDepot,9 Far St,,,\n")
	facts, changes := take(t, facts, list)
	want := []string{"Harbour / QUAY+JETTY / 1 Harbour Rd / Pia Pier / tide", "Studio / HUT", "Depot / 9 Far St"}
	if diff := cmp.Diff(want, placesOf(facts.Locations)); diff != "" {
		t.Error(diff)
	}
	if titles(changes.Added) != "location Depot" || titles(changes.Changed) != "location Harbour" || len(changes.Changed[0].Fields) != 4 {
		t.Errorf("changes are %+v", changes)
	}
	if _, changes := take(t, facts, list); len(changes.Added)+len(changes.Changed) > 0 {
		t.Errorf("the same list again changes %+v", changes)
	}
	facts, _ = take(t, facts, readDoc(t, "a.csv", plan))
	want = []string{"Harbour / QUAY+JETTY / 1 Harbour Rd / Pia Pier / tide", "Studio / HUT", "Depot / 9 Far St"}
	if diff := cmp.Diff(want, placesOf(facts.Locations)); diff != "" {
		t.Errorf("after the schedule: %s", diff)
	}
}

// TestSchedulesKeepListedPlaces: a schedule drops only what a schedule alone named.
func TestSchedulesKeepListedPlaces(t *testing.T) {
	t.Parallel()
	list := "Location,Contact,Set\nDepot,,YARD\nHarbour,,\"JETTY, QUAY\"\n"
	address := "Location,Address\nHarbour,1 Harbour Rd\n"
	plan := "Date,Scene,Set,Location\n2026-05-12,1,QUAY,Harbour\n2026-05-12,2,HUT,Studio\n2026-05-12,3,MOLE,Harbour\n"
	later := "Date,Scene,Set,Location\n2026-05-12,1,PIER,Harbour\n"
	tests := map[string]struct {
		papers []string
		want   []string
	}{
		"the list first":         {[]string{list, plan}, []string{"Harbour! / QUAY+MOLE+JETTY", "Studio / HUT", "Depot! / YARD"}},
		"the list last":          {[]string{plan, list}, []string{"Harbour! / QUAY+MOLE+JETTY", "Studio / HUT", "Depot! / YARD"}},
		"a later schedule":       {[]string{plan, list, later}, []string{"Harbour! / PIER+JETTY+QUAY", "Depot! / YARD"}},
		"nothing but a later":    {[]string{list, plan, "Date,Scene,Set,Location\n2026-05-12,2,HUT,Studio\n"}, []string{"Studio / HUT", "Harbour! / JETTY+QUAY", "Depot! / YARD"}},
		"without places":         {[]string{plan, list, address, "Date,Scene,Set\n2026-05-12,1,QUAY\n"}, []string{"Harbour! / QUAY+MOLE+JETTY / 1 Harbour Rd", "Studio / HUT", "Depot! / YARD"}},
		"a breakdown":            {[]string{plan, list, address, "Scene,Set,Location\n9,SHED,Depot\n"}, []string{"Harbour! / QUAY+MOLE+JETTY / 1 Harbour Rd", "Studio / HUT", "Depot! / YARD+SHED"}},
		"without places, nobody": {[]string{plan, "Date,Scene,Set\n2026-05-12,1,QUAY\n"}, []string{"Harbour / QUAY+MOLE", "Studio / HUT"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts := production.Facts{}
			for _, paper := range test.papers {
				facts, _ = take(t, facts, readDoc(t, "a.csv", paper))
			}
			for i := range facts.Locations {
				if facts.Locations[i].Listed {
					facts.Locations[i].Name += "!"
				}
			}
			if diff := cmp.Diff(test.want, placesOf(facts.Locations)); diff != "" {
				t.Error(diff)
			}
		})
	}
	facts, _ := take(t, production.Facts{}, readDoc(t, "a.csv", plan))
	if _, changes := take(t, facts, readDoc(t, "l.csv", "Location,Contact,Set\nStudio,,HUT\n")); len(changes.Changed)+len(changes.Added) > 0 {
		t.Errorf("that a list names what is known is told: %+v", changes)
	}
}

func TestMergeCrewAndCast(t *testing.T) {
	t.Parallel()
	facts, _ := take(t, production.Facts{}, readDoc(t, "a.csv", "Date,Scene,Set,Cast\n2026-05-12,1,QUAY,\"1. EDDA, SUNNY\"\n"))
	facts, _ = take(t, facts, readDoc(t, "c.csv", "#,Character,Actor,Phone,Away\n1,Edda,Ann Actor,+44,13 May 2026\n"))
	if p := facts.People[0]; p.Name != "Ann Actor" || p.Phone != "+44" || len(p.Away) != 1 || p.BoardID != "1" {
		t.Errorf("Edda is %+v", p)
	}
	facts, _ = take(t, facts, readDoc(t, "c.csv", "Department,Name,Role,Email\nCamera,Cam Era,DoP,cam@example.org\nCamera,Foc Us,1st AC,\n"))
	facts, changes := take(t, facts, readDoc(t, "c.csv", "Department,Name,Role,Phone\nCamera,Cam Era,DoP,1\nCamera,Foc Us,1st AC,2\n"))
	last := facts.People[len(facts.People)-2:]
	if last[0].Kind != production.Head || last[0].Email != "cam@example.org" || last[0].Phone != "1" || last[1].Kind != production.CrewMember || last[1].Department != "Camera" || len(changes.Added) > 0 {
		t.Errorf("the crew is %+v, added %v", last, changes.Added)
	}
}

// TestMergeBreakdown: a breakdown says nothing of when scenes are shot.
func TestMergeBreakdown(t *testing.T) {
	t.Parallel()
	facts, _ := take(t, production.Facts{}, readDoc(t, "a.csv", "Date,Scene,Set,Cast,Location\n2026-05-12,1,QUAY,EDDA,Harbour\n2026-05-13,2,HUT,SUNNY,Studio\n"))
	before := facts
	facts, changes := take(t, facts, readDoc(t, "b.csv", "Scene,Set,I/E,Pages,Cast\n1,QUAY,EXT,1 3/8,\"EDDA, GHOST\"\n3,ROAD,EXT,2/8,EDDA\n"))
	if len(facts.Days) != 2 || facts.Days[0].ID != before.Days[0].ID || facts.Days[1].Units[0].Strips[0].ID != before.Days[1].Units[0].Strips[0].ID {
		t.Fatalf("the days are %+v", facts.Days)
	}
	if cast := facts.Days[0].Units[0].Strips[0].Cast; len(cast) != 2 || facts.Days[0].Units[0].Strips[0].SceneID != facts.Scenes[0].ID {
		t.Errorf("the first strip is %+v", facts.Days[0].Units[0].Strips[0])
	}
	var got []string
	for _, s := range facts.Scenes {
		got = append(got, s.Number+" "+s.Heading+" "+strings.Join(s.Characters, "+"))
	}
	if diff := cmp.Diff([]string{"1 EXT. QUAY EDDA+GHOST", "2 HUT SUNNY", "3 EXT. ROAD EDDA"}, got); diff != "" {
		t.Error(diff)
	}
	if facts.Scenes[0].Eighths != 11 || facts.Scenes[1].ID != before.Scenes[1].ID || len(changes.Removed) > 0 || titles(changes.Added) != "scene 3 EXT. ROAD; person GHOST" {
		t.Errorf("scenes %+v, removed %v, added %q", facts.Scenes, changes.Removed, titles(changes.Added))
	}
	if diff := cmp.Diff(placesOf(before.Locations), placesOf(facts.Locations)); diff != "" {
		t.Error(diff)
	}
	if len(before.Days[0].Units[0].Strips[0].Cast) != 1 {
		t.Error("the facts before were changed")
	}
	facts, _ = take(t, facts, readDoc(t, "b.csv", "Scene,Set,Location\n3,ROAD,Route 1\n"))
	if diff := cmp.Diff([]string{"Harbour / QUAY", "Studio / HUT", "Route 1 / ROAD"}, placesOf(facts.Locations)); diff != "" || len(facts.Scenes) != 3 {
		t.Error(diff, len(facts.Scenes))
	}
}

// TestACrewListOutlivesSchedules: a schedule that names another head for a role takes nobody off a crew list.
func TestACrewListOutlivesSchedules(t *testing.T) {
	t.Parallel()
	facts, _ := take(t, production.Facts{}, readDoc(t, "q.uss", intaketest.USS))
	facts, _ = take(t, facts, readDoc(t, "crew.csv", "Department,Name,Position,Phone\nDirection,Ann Other,Director,+44 1\n"))
	now, changes := take(t, facts, readDoc(t, "q.uss", intaketest.USS))
	if diff := cmp.Diff(facts.People, now.People); diff != "" || len(changes.Removed) > 0 {
		t.Errorf("after the schedule came again (-before +after): %s", diff)
	}
}
