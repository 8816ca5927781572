package planner

import (
	"os"
	"path/filepath"
	"testing"
)

// sharedDir finds the folder with the example problems: BTS_SHARED, or ../shared/data beside the
// project. Without it the test is skipped, in continuous integration it fails.
func sharedDir(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("BTS_SHARED")
	if dir == "" {
		dir, _ = os.Getwd()
		for {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				break
			}
			if filepath.Dir(dir) == dir {
				break
			}
			dir = filepath.Dir(dir)
		}
		dir = filepath.Join(dir, "..", "shared", "data")
	}
	dir = filepath.Join(dir, "planner")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the example problems are missing: %v", err)
		}
		t.Skipf("SKIPPED, NOT TESTED: no example problems (%v); set BTS_SHARED", err)
	}
	return dir
}

func sharedProblem(t testing.TB, name string) *Problem {
	t.Helper()
	f, err := os.Open(filepath.Join(sharedDir(t), name+".problem.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func sharedSolution(t testing.TB, name string) *Solution {
	t.Helper()
	f, err := os.Open(filepath.Join(sharedDir(t), name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := DecodeSolution(f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The objectives of the example solutions are part of the model's description: meeting them all
// proves that the rules are read right.
func TestCheckSharedExamples(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		problem, solution string
		want              int
	}{
		{"tiny-1", "tiny-1.example", 99_041},
		{"small-1", "small-1.example", 511_950},
		{"small-1", "small-1.optimal", 520_000},
		{"small-2", "small-2.example", 496_142},
		{"small-3", "small-3.example", 555_413},
		{"feature-1", "feature-1.example", 2_302_814},
		{"feature-2", "feature-2.example", 2_160_900},
		{"feature-3", "feature-3.example", 2_226_986},
		{"series-1", "series-1.example", 8_500_797},
		{"feature-1-revised", "feature-1-revised.example", 2_298_314},
	} {
		t.Run(c.solution, func(t *testing.T) {
			t.Parallel()
			got := Check(sharedProblem(t, c.problem), sharedSolution(t, c.solution))
			if !got.Valid || got.Objective != c.want {
				t.Errorf("got %v %d %v, want valid %d", got.Valid, got.Objective, got.Errors, c.want)
			}
		})
	}
}

func TestSharedBaselineIsKept(t *testing.T) {
	t.Parallel()
	p := sharedProblem(t, "feature-1-revised")
	kept, possible := Kept(p, sharedSolution(t, "feature-1-revised.example"))
	if kept != 150 || possible != 150 {
		t.Errorf("kept %d of %d, want 150 of 150", kept, possible)
	}
}
