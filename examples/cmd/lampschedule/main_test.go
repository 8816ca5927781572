package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The committed schedule is what the tables give: nobody edits it by hand, nobody forgets to write it.
func TestCommittedFilesAreCurrent(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{ussName, csvName} {
		want, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", "..", "the-lamp-room", name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s is out of date; run: go generate ./examples\n%s", name, diff)
		}
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	for eighths, want := range map[int]string{1: "1/8", 7: "7/8", 8: "1", 11: "1 3/8", 16: "2"} {
		if got := pages(eighths); got != want {
			t.Errorf("pages(%d) = %q, want %q", eighths, got, want)
		}
	}
}
