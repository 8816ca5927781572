package mhl_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/mhl"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

// golden compares a file with testdata/NAME, byte by byte.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s:\n%s", name, diff)
	}
}

// scenario plays a day with a still clock: two cards are copied, then their folder with a report to a server, where
// a file is found damaged, one is renamed, and the whole is flattened.
func scenario(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "2026-05-04")
	write(t, dir, map[string]string{"A001/Clips/A001C001.mov": "first", "A001/Clips/A001C002.mov": "second", "A001/Empty/": "", "B001/B001C001.mov": "b"})
	still(t, dir)
	play(t, filepath.Join(dir, "A001"), mhl.Generation{Process: mhl.Transfer, Entries: everything(t, filepath.Join(dir, "A001"), digest.XXH64)}, 0)
	play(t, filepath.Join(dir, "B001"), mhl.Generation{Process: mhl.Transfer, Entries: everything(t, filepath.Join(dir, "B001"), digest.XXH64)}, 1)
	write(t, dir, map[string]string{"Report <day 3>.txt": "a & b", "A001/Clips/A001C002.mov": "sec0nd", "A001/Clips/x.rmd": "ignored"})
	if err := os.Rename(filepath.Join(dir, "B001", "B001C001.mov"), filepath.Join(dir, "B001", "C001C001.mov")); err != nil {
		t.Fatal(err)
	}
	still(t, dir)
	entries := everything(t, dir, digest.XXH64, digest.C4)
	for i := range entries {
		if entries[i].Path == "B001/C001C001.mov" {
			entries[i].Previous = "B001/B001C001.mov"
		}
	}
	play(t, dir, mhl.Generation{Process: mhl.InPlace, Entries: entries, Ignore: []string{"*.rmd"}}, 2)
	return dir
}

// play appends a whole generation, so many hours after the start.
func play(t *testing.T, dir string, g mhl.Generation, hours int) {
	t.Helper()
	g.Whole, g.Started, g.Creator = true, started.Add(time.Duration(hours)*time.Hour), creator
	g.Created = g.Started.Add(time.Minute)
	if _, err := open(t, dir).Append(t.Context(), g); err != nil {
		t.Fatal(err)
	}
}

// still gives everything one time, in the zone of the tests.
func still(t *testing.T, dir string) {
	t.Helper()
	for _, name := range everythingWith(t, dir) {
		if err := os.Chtimes(name, started, started); err != nil {
			t.Fatal(err)
		}
	}
}

func TestGoldens(t *testing.T) {
	t.Parallel()
	dir := scenario(t)
	valid(t, dir)
	for _, name := range everythingWith(t, dir) {
		if filepath.Base(filepath.Dir(name)) != mhl.Folder {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rest, _ := filepath.Rel(dir, name)
		golden(t, filepath.ToSlash(rest), local(data))
	}
	var flat bytes.Buffer
	h := open(t, dir)
	if problems := h.Problems(); len(problems) > 0 {
		t.Error(problems)
	}
	if err := h.Flatten(&flat, mhl.Generation{Started: started.Add(3 * time.Hour), Creator: creator}); err != nil {
		t.Fatal(err)
	}
	golden(t, "flat.mhl", local(flat.Bytes()))
	alone := filepath.Join(t.TempDir(), "flat.mhl")
	if err := os.WriteFile(alone, flat.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	valid(t, filepath.Dir(alone))
	if err := os.WriteFile(filepath.Join(dir, "A001", "Clips", "A001C002.mov"), []byte("second"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, code := reference(t, "verify", "-pl", alone, dir); code != 0 {
		t.Errorf("the reference does not verify by the flattened manifest: %s", out)
	}
}

// local writes the times of files, which are in the zone of the machine, as in the zone of the tests. What depends on
// them, the hashes of manifests, cannot be the same in every zone and is taken out.
func local(data []byte) []byte {
	var lines []string
	for line := range strings.Lines(string(data)) {
		if before, rest, ok := strings.Cut(line, ` lastmodificationdate="`); ok {
			_, after, _ := strings.Cut(rest, `"`)
			line = before + ` lastmodificationdate="…"` + after
		}
		if strings.HasPrefix(strings.TrimSpace(line), "<c4>") {
			line = "      <c4>…</c4>\n"
		}
		lines = append(lines, line)
	}
	return []byte(strings.Join(lines, ""))
}
