package mhl_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/mhl"
)

// TestSharedHistories reads every history of the shared data: nothing may be wrong with any, and each file must be
// as it is recorded.
func TestSharedHistories(t *testing.T) {
	t.Parallel()
	root := sharedDir(t, "ascmhl")
	found := 0
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() || e.Name() != mhl.Folder {
			return err
		}
		found++
		dir := filepath.Dir(name)
		h := open(t, dir)
		for _, p := range h.Problems() {
			t.Errorf("%s: %v", dir, p)
		}
		for name := range h.Files() {
			data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				t.Error(err)
				continue
			}
			for _, want := range h.Expected(name) {
				pass := digest.NewPass(want.Format)
				_, _ = pass.Write(data)
				if got := pass.Sums()[0]; !got.Same(want.Sum) {
					t.Errorf("%s/%s is %v, recorded as %v", dir, name, got, want.Sum)
				}
			}
		}
		return nil
	})
	if err != nil || found < 8 {
		t.Errorf("found %d histories, %v", found, err)
	}
}

// TestScenarioAgain makes scenario 5 of the shared data anew: two cards that were recorded alone, then their
// folder. What is written must be what is recorded there, hash for hash and in the same order.
func TestScenarioAgain(t *testing.T) {
	t.Parallel()
	output := filepath.Join(sharedDir(t, "ascmhl"), "examples", "scenarios", "Output", "scenario_05")
	dir := filepath.Join(t.TempDir(), "Reels")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(output, "travel_01", "Reels"))); err != nil {
		t.Fatal(err)
	}
	summary, err := os.ReadFile(filepath.Join(output, "file_server", "Reels", "Summary.txt"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"Summary.txt": string(summary)})
	record(t, dir, digest.XXH64)
	valid(t, dir)
	for _, scope := range []string{".", "A002R2EC", "A003R2EC"} {
		want, got := recorded(t, filepath.Join(output, "file_server", "Reels", scope)), recorded(t, filepath.Join(dir, scope))
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", scope, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	h := open(t, dir)
	references := h.Generations[0].References
	if len(references) != 2 || references[0].Path != "A002R2EC/ascmhl/0002_A002R2EC_2026-05-04_193005Z.mhl" {
		t.Errorf("the folder refers to %v", references)
	}
	if problems := h.Problems(); len(problems) > 0 {
		t.Error(problems)
	}
}
