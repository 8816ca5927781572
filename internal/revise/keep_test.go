package revise

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// TestMergeTableKeepsWhatItCannotSay takes in a table after a breakdown: only what a table has columns
// for gives way.
func TestMergeTableKeepsWhatItCannotSay(t *testing.T) {
	t.Parallel()
	facts, _ := take(t, production.Facts{}, readDoc(t, "q.uss", intaketest.USS))
	elements := func(f production.Facts) []string {
		var names []string
		for _, e := range f.Scenes[0].Elements {
			names = append(names, e.Label+" "+e.Name)
		}
		return names
	}
	tests := map[string]struct {
		table    string
		elements []string
		cast     []string
		heading  string
		place    string
	}{
		"bare":     {"Date,Scene\n2026-05-08,1\n2026-05-08,2\n2026-05-12,3\n", []string{"Players EDDA", "Players SUNNY", "Location Harbour", "Puppets Gull"}, []string{"EDDA", "SUNNY"}, "EXT. QUAY - NIGHT", "Pier"},
		"cast":     {"Date,Scene,Cast\n2026-05-08,1,EDDA\n2026-05-08,2,\n2026-05-12,3,\n", []string{"Location Harbour", "Puppets Gull", "Cast EDDA"}, []string{"EDDA"}, "EXT. QUAY - NIGHT", "Pier"},
		"location": {"Date,Scene,Location\n2026-05-08,1,Dock\n2026-05-08,2,\n2026-05-12,3,\n", []string{"Players EDDA", "Players SUNNY", "Puppets Gull", "Location Dock"}, []string{"EDDA", "SUNNY"}, "EXT. QUAY - NIGHT", "Dock"},
		"set":      {"Date,Scene,Set\n2026-05-08,1,MOLE\n2026-05-08,2,\n2026-05-12,3,\n", []string{"Players EDDA", "Players SUNNY", "Location Harbour", "Puppets Gull"}, []string{"EDDA", "SUNNY"}, "EXT. MOLE - NIGHT", "Pier"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now, _ := take(t, facts, readDoc(t, "q.csv", test.table))
			if diff := cmp.Diff(test.elements, elements(now)); diff != "" {
				t.Error("elements:", diff)
			}
			if diff := cmp.Diff(test.cast, now.Days[0].Strips()[0].Cast); diff != "" {
				t.Error("cast of the strip:", diff)
			}
			if s := now.Scenes[0]; s.Heading != test.heading || s.MinutesToShoot != 95 || s.Synopsis != "She lands" {
				t.Errorf("scene 1 is %+v", s)
			}
			if place := now.Days[0].Units[0].Location; place != test.place {
				t.Errorf("the unit works at %q, want %q", place, test.place)
			}
			if len(now.People[0].Away) != 1 || now.People[0].Name != "Ann Actor" || now.People[len(now.People)-1].Role != "Director" {
				t.Errorf("people are %+v", now.People)
			}
		})
	}
	t.Run("a schedule without names keeps performers and heads", func(t *testing.T) {
		t.Parallel()
		at := strings.Index(intaketest.USS, `"_people": [{`)
		end := at + strings.IndexByte(intaketest.USS[at:], '\n')
		now, _ := take(t, facts, readDoc(t, "q.uss", intaketest.USS[:at]+intaketest.USS[end:]))
		if diff := cmp.Diff(facts.People, now.People); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("a scene that the table leaves out", func(t *testing.T) {
		t.Parallel()
		script, _ := take(t, facts, readDoc(t, "a.fountain", "EXT. QUAY - NIGHT #1#\n\nShe lands.\n\nINT. HUT - DAY #2#\n\nDry.\n"))
		now, _ := take(t, script, readDoc(t, "q.csv", "Date,Scene\n2026-05-08,2\n"))
		if diff := cmp.Diff(elements(script), elements(now)); diff != "" || now.Scenes[0].InSchedule {
			t.Error(diff, now.Scenes[0].InSchedule)
		}
	})
}

func TestMergeRenamedCharacter(t *testing.T) {
	t.Parallel()
	facts, _ := take(t, production.Facts{}, readDoc(t, "q.uss", intaketest.USS))
	renamed := strings.NewReplacer(`"character": "Edda"`, `"character": "Edith"`, `"name": "EDDA"`, `"name": "EDITH"`).Replace(intaketest.USS)
	recast := strings.Replace(renamed, "Ann Actor", "Bo Actor", 1)
	t.Run("the same performer", func(t *testing.T) {
		t.Parallel()
		now, changes := take(t, facts, readDoc(t, "q.uss", renamed))
		if p := now.People[0]; p.ID != facts.People[0].ID || p.Character != "EDITH" || p.Name != "Ann Actor" || len(now.People) != 3 {
			t.Errorf("people are %+v", now.People)
		}
		if diff := cmp.Diff([]string{"person Ann Actor (EDITH): renamed from EDDA"}, shown(changes.Moved)); diff != "" {
			t.Error(diff)
		}
		if len(changes.Added)+len(changes.Removed) > 0 {
			t.Errorf("added %v, removed %v", shown(changes.Added), shown(changes.Removed))
		}
	})
	t.Run("the script came first", func(t *testing.T) {
		t.Parallel()
		script, _ := take(t, facts, readDoc(t, "a.fountain", "EXT. QUAY - NIGHT #1#\n\nEDITH\nTea.\n"))
		now, changes := take(t, script, readDoc(t, "q.uss", renamed))
		if p := now.People[0]; p.ID != facts.People[0].ID || p.Character != "EDITH" || len(now.People) != 3 {
			t.Errorf("people are %+v", now.People)
		}
		if diff := cmp.Diff([]string{"person EDITH: the same person as EDDA"}, shown(changes.Removed)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("another performer", func(t *testing.T) {
		t.Parallel()
		now, changes := take(t, facts, readDoc(t, "q.uss", recast))
		if slices.ContainsFunc(now.People, func(p production.Person) bool { return p.ID == facts.People[0].ID && p.Character == "EDITH" }) || len(changes.Moved) > 0 {
			t.Errorf("people are %+v", now.People)
		}
	})
}

// TestEstimatedLengthsGiveWay holds that a length which is marked as an estimate replaces no length
// that a paper gave.
func TestEstimatedLengthsGiveWay(t *testing.T) {
	t.Parallel()
	file := func(scene string) intake.Document {
		return mustRead(t, `{"breakdowns":[{"id":"a","type":"scene","scene":"1",`+scene+`}]}`, intake.Options{Name: "a.uss"})
	}
	facts, _ := take(t, production.Facts{}, file(`"pages":2`))
	now, _ := take(t, facts, file(`"pages":1,"_pagesEstimated":true`))
	if s := now.Scenes[0]; s.Eighths != 16 || s.Estimated {
		t.Errorf("the length is %d eighths, estimated %v", s.Eighths, s.Estimated)
	}
	facts, _ = take(t, production.Facts{}, file(`"pages":1,"_pagesEstimated":true`))
	if s := facts.Scenes[0]; s.Eighths != 8 || !s.Estimated {
		t.Errorf("the first length is %d eighths, estimated %v", s.Eighths, s.Estimated)
	}
}
