package revise

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// take merges a paper that must be accepted, and checks on the way that taking it in again changes
// nothing and that the facts handed in stay as they were.
func take(t *testing.T, facts production.Facts, doc intake.Document) (production.Facts, Changes) {
	t.Helper()
	before := fmt.Sprintf("%+v", facts)
	merged, changes, err := Merge(facts, doc, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if after := fmt.Sprintf("%+v", facts); after != before {
		t.Error("merging changed the facts that were handed in")
	}
	again, more, err := Merge(merged, doc, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(merged, again); diff != "" {
		t.Errorf("taking the paper in again changed: %s", diff)
	}
	if n := len(more.Added) + len(more.Removed) + len(more.Moved) + len(more.Changed) + len(more.Lineage); n > 0 {
		t.Errorf("taking the paper in again reports %+v", more)
	}
	return merged, changes
}

func readDoc(t *testing.T, name, text string) intake.Document {
	t.Helper()
	return mustRead(t, text, intake.Options{Name: name})
}

// shown lists changes as "what title: why".
func shown(changes []Change) []string {
	var out []string
	for _, c := range changes {
		if c.ID == "" {
			out = append(out, "WITHOUT ID")
		}
		out = append(out, c.What+" "+c.Title+": "+c.Why)
	}
	return out
}

func sceneIDs(facts production.Facts) map[string]production.SceneID {
	ids := map[string]production.SceneID{}
	for _, s := range facts.Scenes {
		ids[s.Heading] = s.ID
	}
	return ids
}

func TestMergeScriptRevision(t *testing.T) {
	t.Parallel()
	one, changes := take(t, production.Facts{}, readDoc(t, "a.fountain", intaketest.DraftOne))
	if len(changes.Added) != 5 || len(one.People) != 2 {
		t.Fatalf("added %v, people %v", shown(changes.Added), one.People)
	}
	withPlan, _ := take(t, one, readDoc(t, "a.csv", intaketest.Plan))
	two, changes := take(t, withPlan, readDoc(t, "b.fountain", intaketest.DraftTwo))
	ids, now := sceneIDs(withPlan), sceneIDs(two)
	if now["INT. KITCHEN - NIGHT"] != ids["INT. KITCHEN - DAY"] || now["EXT. QUAY - NIGHT"] != ids["EXT. QUAY - NIGHT"] {
		t.Error("scenes 1 and 2 did not keep their ids")
	}
	kitchen := two.Scenes[0]
	if kitchen.Lines[1].Text != "Coffee." || kitchen.Eighths != 16 || kitchen.Estimated || !kitchen.InSchedule {
		t.Errorf("scene 1 should have the new text and the schedule's length: %+v", kitchen)
	}
	if diff := cmp.Diff([]string{"scene 1A INT. HALL - DAY: new in the script", "person BEE: new"}, shown(changes.Added)); diff != "" {
		t.Error(diff)
	}
	if len(changes.Removed) > 0 {
		t.Errorf("removed %v although scene 3 is in the schedule", shown(changes.Removed))
	}
	last := two.Scenes[len(two.Scenes)-1]
	if last.Number != "3" || last.InScript || len(last.Lines) > 0 {
		t.Errorf("scene 3 should stay for the schedule alone: %+v", last)
	}
	if len(changes.Warnings) == 0 || !strings.Contains(changes.Warnings[len(changes.Warnings)-1].Message, "1A") ||
		!slices.ContainsFunc(changes.Warnings, func(w intake.Warning) bool {
			return w.Message == "scene 3 is in the schedule but not in the script"
		}) {
		t.Errorf("warnings are %v", changes.Warnings)
	}
}

func TestMergeScheduleRevision(t *testing.T) {
	t.Parallel()
	facts, _ := take(t, production.Facts{}, readDoc(t, "a.fountain", intaketest.DraftOne))
	facts, _ = take(t, facts, readDoc(t, "a.csv", intaketest.Plan))
	now, changes := take(t, facts, readDoc(t, "b.csv", intaketest.MovedPlan))
	if diff := cmp.Diff([]string{"scene 2 EXT. QUAY - NIGHT: from Tue 12 May to Thu 14 May"}, shown(changes.Moved)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"scene 99 DOCK: new in the schedule", "day Day 3, Thu 14 May: new in the schedule"}, shown(changes.Added)); diff != "" {
		t.Error(diff)
	}
	if facts.Days[0].ID != now.Days[0].ID || facts.Days[1].ID != now.Days[1].ID {
		t.Error("the days of 12 and 13 May did not keep their ids")
	}
	if facts.Days[0].Units[0].Strips[1].ID != now.Days[2].Units[0].Strips[0].ID {
		t.Error("the strip of scene 2 lost its id when it moved")
	}
	for _, d := range now.Days {
		for _, s := range d.Strips() {
			if s.SceneID == "" || s.ID == "" {
				t.Errorf("the strip of scene %s has id %q and scene %q", s.SceneNumber, s.ID, s.SceneID)
			}
		}
	}
	if diff := cmp.Diff([]string{"SUNNY", "GULL"}, now.Scenes[1].Characters); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]intake.Warning{{Message: "scene 99 is in the schedule but not in the script"}}, changes.Warnings); diff != "" {
		t.Error(diff)
	}
}

func TestMergeWithoutNumbers(t *testing.T) {
	t.Parallel()
	one := "INT. KITCHEN - DAY\n\nEDDA\nTea for two, please, and quickly.\n\nEXT. QUAY - NIGHT\n\nSUNNY\nRain. It has rained all day on us.\n\nINT. HUT - DAY\n\nEDDA\nDry.\n\nINT. HUT - DAY\n\nEDDA\nWet.\n"
	two := "EXT. SEA - DAY\n\nNothing.\n\n" + one[:strings.Index(one, "EXT. QUAY")] + "EXT. HARBOUR - NIGHT\n\nSUNNY\nRain. It has rained all day on us.\n\nINT. HUT - DAY\n\nEDDA\nBone dry.\n\nINT. HUT - DAY\n\nEDDA\nWet.\n"
	facts, _ := take(t, production.Facts{}, readDoc(t, "a.fountain", one))
	now, changes := take(t, facts, readDoc(t, "b.fountain", two))
	for i, s := range facts.Scenes {
		if now.Scenes[i+1].ID != s.ID {
			t.Errorf("scene %s (%s) became another one: %s", s.Number, s.Heading, now.Scenes[i+1].Heading)
		}
	}
	if diff := cmp.Diff([]string{"scene 1 EXT. SEA - DAY: new in the script"}, shown(changes.Added)); diff != "" || len(changes.Removed) > 0 {
		t.Error(diff, shown(changes.Removed))
	}
	t.Run("the schedule's numbers are taken over", func(t *testing.T) {
		t.Parallel()
		withPlan, changes := take(t, facts, readDoc(t, "a.csv", "Day,Scene,Int/Ext,Set\n1,10,INT,HUT\n1,5,INT,KITCHEN\n2,11,INT,HUT\n2,7,EXT,QUAY\n"))
		var got []string
		for _, s := range withPlan.Scenes {
			got = append(got, s.Number+" "+s.Heading)
		}
		want := []string{"5 INT. KITCHEN - DAY", "7 EXT. QUAY - NIGHT", "10 INT. HUT - DAY", "11 INT. HUT - DAY"}
		if diff := cmp.Diff(want, got); diff != "" || len(changes.Warnings) > 0 {
			t.Error(diff, changes.Warnings)
		}
		take(t, withPlan, readDoc(t, "a.fountain", one))
	})
	t.Run("by order", func(t *testing.T) {
		t.Parallel()
		withPlan, changes := take(t, facts, readDoc(t, "a.csv", "Day,Scene\n1,1\n1,2\n2,3\n2,4\n"))
		if len(withPlan.Scenes) != 4 || len(changes.Warnings) > 0 {
			t.Errorf("%d scenes, %v", len(withPlan.Scenes), changes.Warnings)
		}
	})
}

func TestMergeParts(t *testing.T) {
	t.Parallel()
	parts := "Date,Scene,Set,Pages,Cast\n2026-05-12,2PT1,QUAY,1,SUNNY\n2026-05-13,2PT2,QUAY,4/8,SUNNY; BEE\n2026-05-13,1,KITCHEN,1,\n2026-05-13,3,HUT,1,\n"
	check := func(t *testing.T, facts production.Facts) {
		t.Helper()
		if len(facts.Scenes) != 3 {
			t.Fatalf("%d scenes, want 3", len(facts.Scenes))
		}
		quay := facts.Scenes[1]
		if quay.Number != "2" || quay.Eighths != 12 || !slices.Equal(quay.Characters, []string{"SUNNY", "BEE"}) {
			t.Errorf("scene 2 has %d eighths and %q", quay.Eighths, quay.Characters)
		}
		if facts.Days[0].Strips()[0].SceneID != quay.ID || facts.Days[1].Strips()[0].SceneID != quay.ID {
			t.Error("the parts' strips do not point at scene 2")
		}
	}
	t.Run("script first", func(t *testing.T) {
		t.Parallel()
		facts, _ := take(t, production.Facts{}, readDoc(t, "a.fountain", intaketest.DraftOne))
		facts, _ = take(t, facts, readDoc(t, "a.csv", parts))
		check(t, facts)
		facts, _ = take(t, facts, readDoc(t, "a.fountain", intaketest.DraftOne))
		check(t, facts)
	})
	t.Run("schedule first", func(t *testing.T) {
		t.Parallel()
		facts, _ := take(t, production.Facts{}, readDoc(t, "a.csv", parts))
		if len(facts.Scenes) != 4 {
			t.Fatalf("%d scenes before the script, want 4", len(facts.Scenes))
		}
		facts, _ = take(t, facts, readDoc(t, "a.fountain", intaketest.DraftOne))
		check(t, facts)
	})
}

func TestMergeRefusesAnotherProduction(t *testing.T) {
	t.Parallel()
	var script, other, table strings.Builder
	other.WriteString("Title: The Moon\n\n")
	table.WriteString("Date,Scene,Set\n")
	for i := range 20 {
		fmt.Fprintf(&script, "INT. ROOM %c - DAY #%d#\n\nText.\n\n", 'A'+i, i+1)
		fmt.Fprintf(&other, "EXT. CRATER %c - NIGHT #%d#\n\nDust.\n\n", 'A'+i, i+1)
		fmt.Fprintf(&table, "2026-05-%02d,%d,CRATER %c\n", i+1, i+1, 'A'+i)
	}
	facts, _ := take(t, production.Facts{}, readDoc(t, "a.fountain", script.String()))
	for name, doc := range map[string]intake.Document{
		"schedule": readDoc(t, "moon.csv", strings.ReplaceAll(table.String(), "CRATER ", "CRATER X")),
		"script":   readDoc(t, "moon.fountain", strings.ReplaceAll(other.String(), "CRATER ", "CRATER X")),
	} {
		got, _, err := Merge(facts, doc, MergeOptions{Title: "Rooms"})
		e := intaketest.WantInvalid(t, err)
		if !strings.Contains(e.Message, "Rooms") || !strings.Contains(e.Remedy, "force") {
			t.Errorf("%s: the error is %v", name, e)
		}
		if diff := cmp.Diff(facts, got); diff != "" {
			t.Errorf("%s: the facts changed: %s", name, diff)
		}
		if _, _, err := Merge(facts, doc, MergeOptions{Force: true}); err != nil {
			t.Errorf("%s: forced: %v", name, err)
		}
	}
	bare := readDoc(t, "bare.csv", "Date,Scene\n2026-05-01,1\n2026-05-01,2\n2026-05-01,3\n2026-05-01,4\n2026-05-01,5\n2026-05-02,6\n2026-05-02,7\n2026-05-02,8\n2026-05-02,9\n2026-05-02,10\n")
	take(t, facts, bare) // numbers alone are enough where nothing speaks against them
	if _, _, err := Merge(facts, intake.Document{}, MergeOptions{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("an empty document is taken in: %v", err)
	}
}

func TestMergeUSS(t *testing.T) {
	t.Parallel()
	facts, changes := take(t, production.Facts{}, readDoc(t, "q.uss", intaketest.USS))
	if len(facts.Scenes) != 4 || len(facts.Days) != 2 || len(facts.Events) != 3 || len(facts.People) != 3 {
		t.Fatalf("%d scenes, %d days, %d events, %d people", len(facts.Scenes), len(facts.Days), len(facts.Events), len(facts.People))
	}
	if len(changes.Added) != 14 {
		t.Errorf("added %q", shown(changes.Added))
	}
	later := strings.NewReplacer(
		`"name": "Camera test", "date": "2026-05-02`, `"name": "Camera test", "date": "2026-05-04`,
		`"name": "Dee Rector", "role"`, `"name": "Someone Else", "role"`).Replace(intaketest.USS)
	now, changes := take(t, facts, readDoc(t, "q2.uss", later))
	if diff := cmp.Diff([]string{"event Camera test, Mon 4 May: from Sat 2 May to Mon 4 May"}, shown(changes.Moved)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"person Dee Rector, Director: in neither script nor schedule"}, shown(changes.Removed)); diff != "" {
		t.Error(diff)
	}
	eventID := func(f production.Facts) production.EventID {
		i := slices.IndexFunc(f.Events, func(e production.Event) bool { return e.Kind == production.CameraTest })
		return f.Events[i].ID
	}
	if eventID(facts) != eventID(now) {
		t.Error("the camera test lost its id when it moved")
	}
	t.Run("a table keeps events and closed sets", func(t *testing.T) {
		t.Parallel()
		table, changes := take(t, now, readDoc(t, "q.csv", "Date,Scene,Set,Cast\n2026-05-08,1,QUAY,1\n2026-05-08,2,HUT,1; 2\n2026-05-12,3,HUT,\n2026-05-12,4,,\n"))
		if len(table.Events) != 3 || !table.Days[0].Strips()[2].Closed || table.Days[0].Strips()[0].Capacity != 3 {
			t.Errorf("%d events, scene 2 is %+v", len(table.Events), table.Days[0].Strips()[2])
		}
		if diff := cmp.Diff([]string{"EDDA", "SUNNY"}, table.Days[0].Strips()[2].Cast); diff != "" {
			t.Error("cast numbers were not found:", diff)
		}
		if len(changes.Warnings) != 2 {
			t.Errorf("warnings are %v, want one for each closed scene", changes.Warnings)
		}
	})
}

func TestMergePeople(t *testing.T) {
	t.Parallel()
	facts, _ := take(t, production.Facts{}, readDoc(t, "a.fountain", intaketest.DraftOne))
	edda := facts.People[0].ID
	facts, _ = take(t, facts, readDoc(t, "p.csv", "Name,Role,Character\nAnn Actor,,EDDA\nDee Rector,Director,\n"))
	if facts.People[0].ID != edda || facts.People[0].Name != "Ann Actor" {
		t.Errorf("Edda is %+v", facts.People[0])
	}
	facts, _ = take(t, facts, readDoc(t, "a.csv", intaketest.Plan))
	facts, _ = take(t, facts, readDoc(t, "b.fountain", intaketest.DraftTwo))
	if facts.People[0].Name != "Ann Actor" || !slices.ContainsFunc(facts.People, func(p production.Person) bool { return p.Role == "Director" }) {
		t.Errorf("names from the list were lost: %+v", facts.People)
	}
}

func TestMergeBigFish(t *testing.T) {
	t.Parallel()
	fountain, err := intake.Read(intaketest.SharedFile(t, "scripts", "screenplain-examples", "Big-Fish.fountain"), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fdx, err := intake.Read(intaketest.SharedFile(t, "scripts", "screenplain-examples", "Big-Fish.fdx"), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	facts, _ := take(t, production.Facts{}, fountain)
	now, changes := take(t, facts, fdx)
	for i, s := range facts.Scenes {
		if now.Scenes[i].ID != s.ID {
			t.Errorf("scene %s changed its identity between the formats", s.Number)
		}
	}
	if n := len(changes.Added) + len(changes.Removed); n > 0 || len(now.People) != 48 {
		t.Errorf("%d changes, %d people, want none and 48", n, len(now.People))
	}
	friendship, err := intake.Read(intaketest.SharedFile(t, "schedules", "USS-friendship", "large_sample_schedule.uss"), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = Merge(facts, friendship, MergeOptions{Title: "Big Fish"})
	e := intaketest.WantInvalid(t, err)
	if !strings.Contains(e.Message, "Big Fish") || !strings.Contains(e.Message, "Friendship Pod Affair") {
		t.Errorf("the error names not both productions: %v", e)
	}
}
