package ical

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sharedDir is a folder of the shared sample data: under BTS_SHARED, or shared/data beside the
// project. Without it the test is skipped, in continuous integration it fails.
func sharedDir(t testing.TB, parts ...string) string {
	t.Helper()
	root := os.Getenv("BTS_SHARED")
	for dir, _ := os.Getwd(); root == "" && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, "..", "shared", "data")); err == nil && info.IsDir() {
			root = filepath.Join(dir, "..", "shared", "data")
		}
	}
	dir := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("SKIPPED, NOT TESTED: the shared sample data is missing (%v); set BTS_SHARED", err)
	}
	return dir
}

// TestJCalOfReferenceCases holds the codec to the parser cases of ical.js.
func TestJCalOfReferenceCases(t *testing.T) {
	t.Parallel()
	dir := sharedDir(t, "schedules", "ical.js", "test", "parser")
	expected, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(expected) < 10 {
		t.Fatalf("%d cases, %v", len(expected), err)
	}
	for _, path := range expected {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			source := strings.TrimSuffix(path, ".json") + ".ics"
			if _, err := os.Stat(source); err != nil {
				source = strings.TrimSuffix(path, ".json") + ".vcf"
			}
			data, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			compareJSON(t, string(want), Parse(data))
		})
	}
}

// compareJSON compares the file's jCal with JSON text.
func compareJSON(t *testing.T, want string, file File) {
	t.Helper()
	var wanted, got any
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(file.JCal())
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("jCal differs (-want +got):\n%s", diff)
	}
}
