package revise

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// long is a paragraph of its own for every seed.
func long(seed uint64) string {
	return strings.ToUpper(sentence(rand.New(rand.NewPCG(seed, 3)), 1)[:1]) + sentence(rand.New(rand.NewPCG(seed, 5)), 30)
}

// paragraphs are several of them, as Fountain.
func paragraphs(seeds ...uint64) string {
	var text []string
	for _, s := range seeds {
		text = append(text, long(s))
	}
	return strings.Join(text, "\n\n") + "\n\n"
}

// families puts a lineage into words: "split 12 → 12 12A".
func families(before, after production.Facts, changes Changes) []string {
	number := map[string]string{}
	for _, f := range []production.Facts{after, before} {
		for _, s := range f.Scenes {
			number[string(s.ID)] = s.Number
		}
	}
	var out []string
	for _, l := range changes.Lineage {
		words := l.How
		for _, id := range l.From {
			words += " " + number[id]
		}
		words += " →"
		for _, f := range after.Scenes {
			number[string(f.ID)] = f.Number
		}
		for _, id := range l.To {
			words += " " + number[id]
		}
		out = append(out, words)
	}
	return out
}

func TestMergeLineage(t *testing.T) {
	t.Parallel()
	kitchen, quay, hut := "INT. KITCHEN - DAY #11#\n\n"+paragraphs(1, 2), "EXT. QUAY - DAY #12#\n\n", "INT. HUT - DAY #13#\n\n"
	one := kitchen + quay + paragraphs(3, 4, 5, 6) + hut + paragraphs(7, 8)
	tests := map[string]struct {
		before, after string
		want          []string
		same          map[string]string // number after → number before of the same scene
	}{
		"split, the number keeps": {
			one, kitchen + quay + paragraphs(3) + "EXT. QUAY - LATER #12A#\n\n" + paragraphs(4, 5, 6) + hut + paragraphs(7, 8),
			[]string{"split 12 → 12 12A"}, map[string]string{"12": "12", "13": "13"},
		},
		"split in three": {
			one, kitchen + quay + paragraphs(3, 4) + "EXT. QUAY - LATER #12A#\n\n" + paragraphs(5) + "EXT. SEA - LATER #12B#\n\n" + paragraphs(6) + hut + paragraphs(7, 8),
			[]string{"split 12 → 12 12A 12B"}, map[string]string{"12": "12"},
		},
		"joined": {
			one, kitchen + quay + paragraphs(3, 4, 5, 6, 7, 8),
			[]string{"joined 12 13 → 12"}, map[string]string{"12": "12", "11": "11"},
		},
		"joined, the other one is omitted": {
			one, kitchen + quay + paragraphs(3, 4, 5, 6, 7, 8) + ".OMITTED #13#\n\n",
			[]string{"joined 12 13 → 12"}, map[string]string{"12": "12", "13": "13"},
		},
		"a new scene is no part": {
			one, kitchen + quay + paragraphs(3, 4, 5, 6) + "EXT. QUAY - LATER #12A#\n\n" + paragraphs(20, 21) + hut + paragraphs(7, 8),
			nil, map[string]string{"12": "12", "13": "13"},
		},
		"omitted and restored": {
			kitchen + ".OMITTED #12#\n\n" + hut + paragraphs(7, 8), one,
			nil, map[string]string{"12": "12"},
		},
		"rewritten": {
			one, kitchen + quay + paragraphs(30, 31) + hut + paragraphs(7, 8),
			nil, map[string]string{"12": "12"},
		},
		"letters before the number": {
			one, kitchen + "EXT. SEA - DAY #A12#\n\n" + paragraphs(40) + quay + paragraphs(3, 4, 5, 6) + hut + paragraphs(7, 8),
			nil, map[string]string{"12": "12"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before, _ := take(t, production.Facts{}, readDoc(t, "a.fountain", test.before))
			after, changes := take(t, before, readDoc(t, "b.fountain", test.after))
			if diff := cmp.Diff(test.want, families(before, after, changes)); diff != "" {
				t.Error(diff)
			}
			for _, c := range slices.Concat(changes.Added, changes.Removed, changes.Changed) {
				why := map[string]string{"12A": "split from scene 12", "12B": "split from scene 12", "13": "now part of scene 12"}[strings.Fields(c.Title)[0]]
				if c.What == whatScene && len(test.want) > 0 && !strings.HasPrefix(c.Why, why) {
					t.Errorf("%s: %s, want %s", c.Title, c.Why, why)
				}
			}
			ids := map[string]production.SceneID{}
			for _, s := range before.Scenes {
				ids[s.Number] = s.ID
			}
			for _, s := range after.Scenes {
				if was := test.same[s.Number]; was != "" && ids[was] != s.ID {
					t.Errorf("scene %s is not scene %s", s.Number, was)
				}
			}
		})
	}
}

// roomScript is a script of ten scenes, the first so many new, each with its number.
func roomScript(added int) string {
	var b strings.Builder
	for n := range added {
		fmt.Fprintf(&b, "EXT. NOWHERE %c - DAY #%d#\n\n%s", 'A'+n, n+1, paragraphs(uint64(50+n)))
	}
	for n := range 10 {
		fmt.Fprintf(&b, "INT. ROOM %c - DAY #%d#\n\n%s", 'A'+n, n+1+added, paragraphs(uint64(n+1)))
	}
	return b.String()
}

func boarded(added int) string {
	var b strings.Builder
	b.WriteString("Date,Scene,Set,I/E,D/N,Closed set\n")
	for n := range 10 {
		fmt.Fprintf(&b, "2026-05-%02d,%d,ROOM %c,INT,DAY,%s\n", 4+n/2, n+1+added, 'A'+n, map[bool]string{true: "yes", false: "no"}[n == 3])
	}
	return b.String()
}

// TestMergeRenumbered gives a script new numbers while the schedule still has the old ones.
func TestMergeRenumbered(t *testing.T) {
	t.Parallel()
	facts, _ := take(t, production.Facts{}, readDoc(t, "a.fountain", roomScript(0)))
	facts, _ = take(t, facts, readDoc(t, "a.csv", boarded(0)))
	ids := sceneIDs(facts)
	check := func(name string, now production.Facts) {
		t.Helper()
		for heading, id := range sceneIDs(now) {
			if was, known := ids[heading]; known && was != id {
				t.Errorf("%s: %s became another scene", name, heading)
			}
		}
		heading := map[production.SceneID]string{}
		for _, s := range now.Scenes {
			heading[s.ID] = s.Heading
		}
		for n, s := range allStrips(now) {
			if want := fmt.Sprintf("INT. ROOM %c - DAY", 'A'+n); heading[s.SceneID] != want {
				t.Errorf("%s: the strip of %s shoots %q", name, want, heading[s.SceneID])
			}
			if s.Closed != (n == 3) || s.ID != allStrips(facts)[n].ID {
				t.Errorf("%s: strip %d is another, or its set opened", name, n)
			}
		}
	}
	now, changes := take(t, facts, readDoc(t, "b.fountain", roomScript(2)))
	check("the script alone", now)
	if len(changes.Added) != 2 || len(changes.Removed) > 0 || len(changes.Changed) != 10 || changes.Changed[0].Why != "number" {
		t.Errorf("added %q, removed %q, changed %q", shown(changes.Added), shown(changes.Removed), shown(changes.Changed))
	}
	stale, _ := take(t, now, readDoc(t, "a.csv", boarded(0)))
	check("the old schedule again", stale)
	now, _ = take(t, now, readDoc(t, "b.csv", boarded(2)))
	check("the new schedule", now)
	bare, _ := take(t, now, readDoc(t, "c.csv", strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(boarded(2), ",Closed set", ""), ",yes", ""), ",no", "")))
	check("a schedule without closed sets", bare)
}

func allStrips(facts production.Facts) []production.Strip {
	var all []production.Strip
	for _, d := range facts.Days {
		all = append(all, d.Strips()...)
	}
	return all
}

func TestMergeRenamedInTheScript(t *testing.T) {
	t.Parallel()
	script := "INT. KITCHEN - DAY #1#\n\nEDDA\nThe kettle has been on for an hour.\n\nSUNNY\nThen it is dry.\n\nEXT. QUAY - DAY #2#\n\nEDDA\nNobody comes here in winter.\n\nGULL\nNever.\n"
	facts, _ := take(t, production.Facts{}, readDoc(t, "a.fountain", script))
	facts, _ = take(t, facts, readDoc(t, "p.csv", "Name,Role,Character\nAnn Actor,,EDDA\n"))
	who := func(f production.Facts, character string) production.PersonID {
		i := slices.IndexFunc(f.People, func(p production.Person) bool { return p.Character == character })
		if i < 0 {
			return ""
		}
		return f.People[i].ID
	}
	t.Run("the same lines", func(t *testing.T) {
		t.Parallel()
		now, changes := take(t, facts, readDoc(t, "b.fountain", strings.ReplaceAll(script, "EDDA", "EDITH")))
		if who(now, "EDITH") != who(facts, "EDDA") || who(now, "EDDA") != "" {
			t.Errorf("people are %+v", now.People)
		}
		if diff := cmp.Diff([]string{"person Ann Actor (EDITH): renamed from EDDA"}, shown(changes.Moved)); diff != "" || len(changes.Added)+len(changes.Removed)+len(changes.Changed) > 0 {
			t.Error(diff, shown(changes.Added), shown(changes.Removed), shown(changes.Changed))
		}
	})
	t.Run("a new character with lines of their own", func(t *testing.T) {
		t.Parallel()
		now, _ := take(t, facts, readDoc(t, "b.fountain", strings.ReplaceAll(script, "GULL\nNever.", "TERN\nIt was always so, my dear.")))
		if who(now, "TERN") == who(facts, "GULL") || who(now, "TERN") == "" {
			t.Errorf("people are %+v", now.People)
		}
	})
	t.Run("another performer", func(t *testing.T) {
		t.Parallel()
		now, changes := take(t, facts, readDoc(t, "p.csv", "Name,Role,Character\nBo Actor,,EDDA\n"))
		want := []Change{{What: "person", ID: string(who(now, "EDDA")), Title: "Bo Actor (EDDA)", Why: "performer", Fields: []FieldChange{{"performer", "Ann Actor", "Bo Actor"}}}}
		if diff := cmp.Diff(want, changes.Changed); diff != "" || who(now, "EDDA") != who(facts, "EDDA") {
			t.Error(diff)
		}
	})
}

func TestMergeRetake(t *testing.T) {
	t.Parallel()
	facts, _ := take(t, production.Facts{}, readDoc(t, "a.fountain", intaketest.DraftOne))
	now, _ := take(t, facts, readDoc(t, "a.csv", "Date,Scene,Set,Pages\n2026-05-12,1,KITCHEN,2\n2026-05-12,2,QUAY,1\n2026-05-13,R1,KITCHEN,2\n2026-05-13,3 (PT1),HUT,1\n2026-05-14,3 Part 2,HUT,1\n"))
	if len(now.Scenes) != 3 || now.Scenes[0].Eighths != 16 || now.Scenes[2].Eighths != 16 {
		t.Errorf("scenes are %+v", now.Scenes)
	}
	for n, scene := range []int{0, 1, 0, 2, 2} {
		if strip := allStrips(now)[n]; strip.SceneID != now.Scenes[scene].ID {
			t.Errorf("the strip %s is not one of scene %s", strip.SceneNumber, now.Scenes[scene].Number)
		}
	}
}

func TestMergeKeepsCalendarsAndShots(t *testing.T) {
	t.Parallel()
	facts, _ := take(t, production.Facts{}, readDoc(t, "q.uss", intaketest.USS))
	facts.Events = append(facts.Events, production.Event{ID: "e-1", Title: "Scout", Date: "2026-05-03", Calendar: "team", UID: "1"})
	facts.Shots = []production.Shot{{ID: "s-1", Scene: "1", SceneID: facts.Scenes[0].ID, Number: "1"}, {ID: "s-2", Scene: "2", SceneID: "gone", Number: "1"}}
	now, changes := take(t, facts, readDoc(t, "q.uss", strings.Replace(intaketest.USS, `"name": "Camera test", "date": "2026-05-02`, `"name": "Camera test", "date": "2026-05-04`, 1)))
	if e := now.Events[len(now.Events)-1]; e.ID != "e-1" || len(now.Events) != 4 || len(changes.Removed) > 0 {
		t.Errorf("events are %+v, removed %q", now.Events, shown(changes.Removed))
	}
	if len(now.Shots) != 2 || now.Shots[0].SceneID != facts.Scenes[0].ID || now.Shots[1].SceneID != facts.Scenes[1].ID {
		t.Errorf("shots are %+v", now.Shots)
	}
}
