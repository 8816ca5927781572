package ussout

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// sharedFile reads a file of the shared sample data: under BTS_SHARED, or shared/data beside the
// project. Without it the test is skipped, in continuous integration it fails.
func sharedFile(t testing.TB, parts ...string) []byte {
	t.Helper()
	root := os.Getenv("BTS_SHARED")
	for dir, _ := os.Getwd(); root == "" && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		candidate := filepath.Join(dir, "..", "shared", "data")
		if info, err := os.Stat(candidate); err == nil && info.IsDir() {
			root = candidate
		}
	}
	data, err := os.ReadFile(filepath.Join(append([]string{root}, parts...)...))
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatal(err)
	case err != nil:
		t.Skipf("SKIPPED, NOT TESTED: the shared sample data is missing (%v); set BTS_SHARED", err)
	}
	return data
}

// TestSamples writes into real files: all that was in them stays, their facts stay, and a second export
// changes nothing. A file made of their facts has the same days and scenes.
func TestSamples(t *testing.T) {
	t.Parallel()
	for name, load := range map[string]func(t *testing.T) []byte{
		"friendship, large": func(t *testing.T) []byte {
			return sharedFile(t, "schedules", "USS-friendship", "large_sample_schedule.uss")
		},
		"friendship, small": func(t *testing.T) []byte {
			return sharedFile(t, "schedules", "USS-friendship", "small_sample_schedule.uss")
		},
		"documentation": func(t *testing.T) []byte {
			return sharedFile(t, "schedules", "USS-docs", "samples", "schedule.uss")
		},
		"the example": func(t *testing.T) []byte {
			data, err := os.ReadFile(filepath.Join("..", "..", "..", "examples", "the-lamp-room", "the-lamp-room.uss"))
			if err != nil {
				t.Fatal(err)
			}
			return data
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := load(t)
			before := read(t, file).Schedule
			facts := production.Facts{
				Scenes: before.Breakdown, Days: before.Days, Events: before.Events, People: before.People, Unplaced: before.Unplaced,
			}
			work := someWork(facts)
			out := mustWrite(t, file, facts, work)
			checkKept(t, file, out)
			if diff := cmp.Diff(before, read(t, out).Schedule); diff != "" {
				t.Error("our work changes the facts:", diff)
			}
			if again := mustWrite(t, out, facts, work); string(again) != string(out) {
				t.Error("writing again changes the file")
			}
			after := read(t, mustWrite(t, nil, facts, work)).Schedule
			if diff := cmp.Diff(before.Days, after.Days); diff != "" {
				t.Error("days:", diff)
			}
			if diff := cmp.Diff(before.Breakdown, after.Breakdown); diff != "" {
				t.Error("scenes:", diff)
			}
			if diff := cmp.Diff(before.Events, after.Events, anyOrder); diff != "" {
				t.Error("events:", diff)
			}
			if diff := cmp.Diff(before.People, after.People); diff != "" {
				t.Error("people:", diff)
			}
		})
	}
}
