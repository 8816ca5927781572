package story_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// shared reads a real sample file from the folder beside the project.
func shared(t testing.TB, parts ...string) []byte {
	t.Helper()
	root := os.Getenv("BTS_SHARED")
	for dir, _ := os.Getwd(); root == "" && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "shared", "data")); err == nil {
			root = filepath.Join(dir, "shared", "data")
		}
	}
	data, err := os.ReadFile(filepath.Join(append([]string{root}, parts...)...))
	if err != nil && os.Getenv("CI") != "true" {
		t.Skipf("THE SHARED SAMPLE FILES ARE MISSING, NOTHING IS TESTED HERE: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func bigFish(t testing.TB) production.Facts {
	t.Helper()
	data := shared(t, "scripts", "nyousefi-Fountain", "Big Fish.fountain")
	doc, err := intake.Read(data, intake.Options{Name: "Big Fish.fountain"})
	if err != nil {
		t.Fatal(err)
	}
	return production.Facts{Scenes: doc.Script.Scenes}
}

func friendship(t testing.TB) production.Facts {
	t.Helper()
	data := shared(t, "schedules", "USS-friendship", "large_sample_schedule.uss")
	doc, err := intake.Read(data, intake.Options{Name: "large.uss"})
	if err != nil {
		t.Fatal(err)
	}
	s := doc.Schedule
	return production.Facts{Scenes: s.Breakdown, Days: s.Days, Events: s.Events, People: s.People, Locations: s.Locations}
}

// TestBigFish knows the film: what a behind-the-scenes director would not miss is found, with the
// kind it has, and the figures of speech of the script are not.
func TestBigFish(t *testing.T) {
	t.Parallel()
	list := story.Find(bigFish(t), story.Options{})
	if len(list) < 100 || len(list) > 250 {
		t.Errorf("found %d moments, want 100 to 250", len(list))
	}
	for i, m := range list[:25] {
		t.Logf("%2d %3d %-14s %-5s %s | %s", i+1, m.Score, m.Kind, m.Scene, m.Title, m.Reasons[0].Text)
	}
	for name, want := range map[string]struct {
		kind story.Kind
		says string
	}{
		"the fish in the river":         {story.Technical, "hands into the water"},
		"the last swim":                 {story.Technical, "Will walks into the river"},
		"the circus":                    {story.Collaboration, "olympia circus"},
		"the parachute over the war":    {story.Stunt, "Edward jumps from the plane"},
		"the flood":                     {story.Technical, "a deluge descends"},
		"the car under water":           {story.Technical, "the car is underwater"},
		"the eye of the witch":          {story.FittingTest, "eye patch"},
		"the giant":                     {story.Technical, "giant bursts forth"},
		"the werewolf":                  {story.Stunt, "massive black dog"},
		"the fall from the ladder":      {story.Stunt, "ladder gives way"},
		"the bath":                      {story.Technical, "claw-foot bathtub"},
		"the human cannonball":          {story.Stunt, "giant cannon"},
		"the crowd at the grave":        {story.Collaboration, "the crowd gathered in small groups"},
		"the mob before the courthouse": {story.Collaboration, "a mob of about 50"},
		"the father's part":             {story.Interview, "Edward is in"},
	} {
		if !finds(list, want.kind, want.says) {
			t.Errorf("%s: no %s moment whose reasons say %q", name, want.kind, want.says)
		}
	}
	for _, trap := range []string{"heart falls", "lion in wait", "strangling vines", "sound of rain", "shoot him in the neck",
		"could jump", "fists ready for a fight", "battle: the flowered battlefield", "shadow falling", "dead for years"} {
		for _, m := range list {
			for _, r := range m.Reasons {
				if strings.Contains(r.Text, trap) {
					t.Errorf("fell for %q: %q in %s", trap, r.Text, m.Title)
				}
			}
		}
	}
}

// finds reports whether a moment of a kind has a reason with the words.
func finds(list []story.Moment, kind story.Kind, words string) bool {
	for _, m := range list {
		for _, r := range m.Reasons {
			if m.Kind == kind && strings.Contains(r.Text, words) {
				return true
			}
		}
	}
	return false
}

// TestRealSchedule holds what must be true of every moment on a real schedule of 148 scenes.
func TestRealSchedule(t *testing.T) {
	t.Parallel()
	f := friendship(t)
	list := story.Find(f, story.Options{})
	if len(list) < 25 || len(list) > 250 {
		t.Errorf("found %d moments, want 25 to 250", len(list))
	}
	for i, m := range list[:25] {
		t.Logf("%2d %3d %-14s %-5s %s | %s", i+1, m.Score, m.Kind, m.Scene, m.Title, m.Reasons[0].Text)
	}
	checkAll(t, f, list)
}

func TestEveryMomentOfBigFishHolds(t *testing.T) {
	t.Parallel()
	f := bigFish(t)
	checkAll(t, f, story.Find(f, story.Options{}))
}

// lampRoom joins the example production's script and schedule by scene number.
func lampRoom(t testing.TB) production.Facts {
	t.Helper()
	file := func(name string) intake.Document {
		data, err := examples.LampRoom.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := intake.Read(data, intake.Options{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	scenes, plan := file(examples.ScriptFile).Script.Scenes, file(examples.ScheduleFile).Schedule
	byNumber := map[string]production.Scene{}
	for _, s := range plan.Breakdown {
		byNumber[s.Number] = s
	}
	for i, s := range scenes {
		scenes[i].Elements = append(scenes[i].Elements, byNumber[s.Number].Elements...)
	}
	return production.Facts{Scenes: scenes, Days: plan.Days, Events: plan.Events, People: plan.People, Locations: plan.Locations}
}

// TestShortFeature runs a scheduled short feature: enough to choose from, not a flood.
func TestShortFeature(t *testing.T) {
	t.Parallel()
	f := lampRoom(t)
	list := story.Find(f, story.Options{})
	if len(list) < 40 || len(list) > 90 {
		t.Errorf("found %d moments, want 40 to 90", len(list))
	}
	kinds := map[story.Kind]bool{}
	closed := 0
	for _, m := range list {
		kinds[m.Kind] = true
		for _, w := range m.Windows {
			if w.Closed {
				closed++
			}
		}
	}
	for _, kind := range story.Kinds {
		if kind != story.Unplanned && !kinds[kind] {
			t.Errorf("no moment of kind %s", kind)
		}
	}
	if closed == 0 {
		t.Error("the closed set is not told")
	}
	checkAll(t, f, list)
}

// checkAll holds the promises of Find for a list.
func checkAll(t *testing.T, f production.Facts, list []story.Moment) {
	t.Helper()
	days := map[production.Date]production.Day{}
	for _, d := range f.Days {
		days[d.Date] = d
	}
	keys := map[string]bool{}
	for _, m := range list {
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", m.Title, err)
		}
		if keys[m.Key] || m.Key == "" {
			t.Errorf("key %q of %q is not unique", m.Key, m.Title)
		}
		keys[m.Key] = true
		sum := 0
		for _, r := range m.Reasons {
			sum += r.Points
		}
		if len(m.Reasons) == 0 || sum != m.Score || m.Arc == "" || len(m.Roles) == 0 || m.ID != "" {
			t.Errorf("%q: %d reasons with %d points for score %d, arc %q, roles %v, id %q", m.Title, len(m.Reasons), sum, m.Score, m.Arc, m.Roles, m.ID)
		}
		for _, w := range m.Windows {
			day, shooting := days[w.Date]
			if w.Start%15 != 0 || w.End%15 != 0 || int(w.End-w.Start) < m.Minutes {
				t.Errorf("%q: window %s to %s for %d minutes", m.Title, w.Start, w.End, m.Minutes)
			}
			if shooting && (w.Start < day.Call()-90-15 || w.End > day.Wrap()+30+15) {
				t.Errorf("%q: window %s to %s outside the day %s to %s", m.Title, w.Start, w.End, day.Call(), day.Wrap())
			}
		}
	}
}

func BenchmarkFind(b *testing.B) {
	facts := bigFish(b)
	b.ReportAllocs()
	for b.Loop() {
		story.Find(facts, story.Options{})
	}
}
