package mhl_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/mhl"
	"github.com/google/go-cmp/cmp"
)

// oddTree has what goes wrong elsewhere: an empty folder, nothing but spaces, letters in two spellings, right to
// left, a line break, a name of 255 bytes, what XML must escape, a file called as a folder is ignored.
var oddTree = map[string]string{
	"Clips/A002C006_141024_R2EC.mov":          "abcd\n",
	"Clips/A002C007_141024_R2EC.mov":          "def\n",
	"Clips/empty.mov":                         "",
	"AAA.txt":                                 "before the folders by name",
	"Empty/":                                  "",
	"Deep/er/and/deeper/x.wav":                "x",
	"Deep/er.txt":                             "sorts between",
	"Zoë/Zoe\u0308.txt":                       "nfd",
	"Zoë/Zoë.txt":                             "nfc",
	"مرحبا/بالعالم.mov":                       "rtl",
	`back\slash & <angle> "quote" 'tick'.txt`: "escape",
	"  spaces  /  both  ends  .txt":           "spaces",
	"tab\tand\nline\rbreak.txt":               "control",
	strings.Repeat("n", 251) + ".mov":         "long",
	".hidden":                                 "hidden",
	"Sound/ascmhl.txt":                        "no history",
	"Z/.DS_Store":                             "ignored",
}

func TestReferenceAcceptsWhatIsWritten(t *testing.T) {
	t.Parallel()
	for name, formats := range map[string][]digest.Format{
		"one format": {digest.XXH128},
		"all":        {digest.XXH64, digest.C4, digest.MD5, digest.XXH3, digest.SHA1, digest.XXH128},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "A002R2EC")
			write(t, dir, oddTree)
			record(t, dir, formats...)
			valid(t, dir)
			for _, args := range [][]string{{"verify", dir}, {"diff", dir}, {"info", dir}, {"verify", "-dh", dir}} {
				if out, code := reference(t, args...); code != 0 {
					t.Errorf("ascmhl %v ends with %d:\n%s", args, code, out)
				}
			}
		})
	}
}

// TestFolderHashesAreThoseOfTheReference lets the reference record the same tree and compares every hash.
func TestFolderHashesAreThoseOfTheReference(t *testing.T) {
	t.Parallel()
	ours, theirs := filepath.Join(t.TempDir(), "A002R2EC"), filepath.Join(t.TempDir(), "A002R2EC")
	tree := map[string]string{}
	for name, content := range oddTree {
		if !strings.ContainsAny(name, "\r") { // it reads the name with a changed line break
			tree[name] = content
		}
	}
	formats := []digest.Format{digest.C4, digest.MD5, digest.SHA1, digest.XXH128, digest.XXH3, digest.XXH64}
	args := []string{"create", theirs}
	for _, f := range formats {
		args = append(args, "-h", string(f))
	}
	write(t, ours, tree)
	write(t, theirs, tree)
	record(t, ours, formats...)
	if out, code := reference(t, args...); code != 0 {
		t.Fatal(out)
	}
	if diff := cmp.Diff(recorded(t, theirs), recorded(t, ours)); diff != "" {
		t.Errorf("recorded otherwise than by the reference:\n%s", diff)
	}
}

// recorded lists the records of the newest manifest in their order, without times.
func recorded(t *testing.T, dir string) (lines []string) {
	t.Helper()
	steps := open(t, dir).Generations
	f, err := os.Open(filepath.Join(dir, steps[len(steps)-1].Path))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	line := func(name string, groups ...[]mhl.Hash) {
		for _, hashes := range groups {
			for _, h := range hashes {
				name += " " + string(h.Format) + ":" + string(h.Action) + ":" + h.Value
			}
		}
		lines = append(lines, name)
	}
	m, err := mhl.ReadManifest(f, "", func(r mhl.Record) error {
		line(r.Path, r.Hashes, r.Content, r.Structure)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	line("root", m.Content, m.Structure)
	return lines
}

func TestHistoriesContinueEachOther(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "Reels")
	write(t, dir, map[string]string{"A002/Clips/a.mov": "a", "A002/b.txt": "b", "A003/c.mov": "c", "Summary.txt": "s"})
	if out, code := reference(t, "create", "-h", "md5", filepath.Join(dir, "A002")); code != 0 {
		t.Fatal(out)
	}
	record(t, filepath.Join(dir, "A003"), digest.C4)
	record(t, dir, digest.C4, digest.MD5, digest.XXH64) // theirs in A002, ours in A003, a new one above
	valid(t, dir)
	if out, code := reference(t, "create", "-h", "c4", dir); code != 0 {
		t.Fatalf("the reference does not continue: %s", out)
	}
	record(t, dir, digest.C4)
	valid(t, dir)
	if out, code := reference(t, "verify", dir); code != 0 {
		t.Errorf("the reference does not verify: %s", out)
	}
	h := open(t, dir)
	if problems := h.Problems(); len(problems) > 0 {
		t.Error(problems)
	}
	for scope, want := range map[string]int{"A002": 4, "A003": 4, ".": 3} {
		got := len(h.Generations)
		for _, n := range h.Nested {
			if n.Scope == scope {
				got = len(n.Generations)
			}
		}
		if got != want {
			t.Errorf("%s has %d generations, want %d", scope, got, want)
		}
	}
	var actions []mhl.Action
	for _, r := range h.Expected("A002/Clips/a.mov") {
		actions = append(actions, r.Action)
	}
	if diff := cmp.Diff([]mhl.Action{"original", "verified", "verified"}, actions); diff != "" { // md5, then c4 and xxh64
		t.Error(diff)
	}
}

// TestFlattenedAsByTheReference lets the reference flatten a history of two formats with a failed hash in it, and compares
// what stands there of every file.
func TestFlattenedAsByTheReference(t *testing.T) {
	t.Parallel()
	dir, out := filepath.Join(t.TempDir(), "A002R2EC"), t.TempDir()
	write(t, dir, map[string]string{"Clips/a.mov": "a", "Clips/b.mov": "b", "Side.txt": "s"})
	record(t, dir, digest.XXH64)
	record(t, dir, digest.XXH64, digest.MD5)
	write(t, dir, map[string]string{"Side.txt": "spoilt"})
	record(t, dir, digest.XXH64)
	if text, code := reference(t, "flatten", dir, out); code != 0 {
		t.Fatal(text)
	}
	found, err := filepath.Glob(filepath.Join(out, "*.mhl"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%v, %v", found, err)
	}
	var ours bytes.Buffer
	if err := open(t, dir).Flatten(&ours, mhl.Generation{Creator: creator, Started: started, Created: started}); err != nil {
		t.Fatal(err)
	}
	theirs, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(flatRecords(t, theirs), flatRecords(t, ours.Bytes())); diff != "" {
		t.Errorf("flattened otherwise than by the reference:\n%s", diff)
	}
}

// flatRecords are the files of a flat manifest with their hashes, sorted.
func flatRecords(t *testing.T, manifest []byte) (lines []string) {
	t.Helper()
	_, err := mhl.ReadManifest(bytes.NewReader(manifest), "", func(r mhl.Record) error {
		if !r.Folder {
			for _, h := range r.Hashes {
				lines = append(lines, fmt.Sprintf("%s %s %s %s", r.Path, h.Format, h.Value, h.Action))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return lines
}
