package mhl_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mhl"
	"github.com/google/go-cmp/cmp"
)

// card makes a folder with a history of one generation.
func card(t *testing.T) (dir, manifest string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "A001")
	write(t, dir, map[string]string{"Clips/a.mov": "a", "Clips/b.mov": "b", "c.txt": "c"})
	return dir, record(t, dir, digest.XXH64)
}

func TestDamagedHistories(t *testing.T) {
	t.Parallel()
	remove := func(dir, manifest string) error { return os.Remove(manifest) }
	change := func(old, fresh string) func(dir, manifest string) error {
		return func(_, manifest string) error { return replace(manifest, old, fresh) }
	}
	chain := func(old, fresh string) func(dir, manifest string) error {
		return func(dir, _ string) error { return replace(filepath.Join(dir, mhl.Folder, mhl.ChainFile), old, fresh) }
	}
	for name, test := range map[string]struct {
		do   func(dir, manifest string) error
		code fault.Code
		text string
	}{
		"manifest gone":    {remove, fault.Missing, "it is missing"},
		"manifest changed": {change(`size="1"`, `size="2"`), fault.Corrupt, "was changed"},
		"chain gone": {func(dir, _ string) error { return os.Remove(filepath.Join(dir, mhl.Folder, mhl.ChainFile)) },
			fault.Missing, "the chain is missing"},
		"chain with a gap":      {chain(`sequencenr="1"`, `sequencenr="2"`), fault.Invalid, "gap"},
		"chain without number":  {chain(` sequencenr="1"`, ``), fault.Invalid, "gap"},
		"chain cut":             {chain("</ascmhldirectory>", ""), fault.Invalid, "ends too early"},
		"chain out of folder":   {chain("<path>0001", "<path>../0001"), fault.Invalid, "no path below"},
		"chain of another kind": {chain("urn:ASC:MHL:DIRECTORY:v2.0", "urn:other"), fault.Invalid, `of "urn:other"`},
		"chain with entities":   {chain("<ascmhldirectory", `<!DOCTYPE a [<!ENTITY b "c">]><ascmhldirectory`), fault.Invalid, "document type"},
		"stray manifest": {func(dir, m string) error {
			return os.Link(m, filepath.Join(dir, mhl.Folder, "0002_stray.mhl"))
		}, "", "does not name"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, manifest := card(t)
			if err := test.do(dir, manifest); err != nil {
				t.Fatal(err)
			}
			h := open(t, dir)
			problems := h.Problems()
			if len(problems) != 1 || problems[0].Code != test.code || !strings.Contains(problems[0].Text, test.text) {
				t.Errorf("said: %+v", problems)
			}
			_, err := h.Append(context.Background(), mhl.Generation{Process: mhl.InPlace, Started: started, Creator: creator})
			if refused := fault.Is(err, fault.Corrupt); refused != (test.code != "") {
				t.Errorf("continued with %v", err)
			}
		})
	}
}

func replace(file, old, fresh string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if !strings.Contains(string(data), old) {
		return fmt.Errorf("%s does not contain %q", file, old)
	}
	return os.WriteFile(file, []byte(strings.ReplaceAll(string(data), old, fresh)), 0o600)
}

// TestFailedIsNoReference changes a file: its new hash is recorded as failed, and the first stays what counts.
func TestFailedIsNoReference(t *testing.T) {
	t.Parallel()
	dir, _ := card(t)
	write(t, dir, map[string]string{"c.txt": "changed"})
	record(t, dir, digest.XXH64, digest.MD5)
	valid(t, dir)
	h := open(t, dir)
	if got := h.Expected("c.txt"); len(got) != 1 || got[0].Action != mhl.Original || got[0].Generation != 1 {
		t.Errorf("c.txt is compared with %+v", got)
	}
	if size, ok := h.Size("c.txt"); !ok || size != 1 {
		t.Errorf("c.txt has %d bytes by its history", size)
	}
	if got := recorded(t, dir); !slices.ContainsFunc(got, func(l string) bool { return strings.HasPrefix(l, "c.txt md5:failed:") }) {
		t.Errorf("recorded %q", got)
	}
	if got := h.Expected("Clips/a.mov"); len(got) != 2 || got[1].Format != digest.MD5 || got[1].Action != mhl.Verified {
		t.Errorf("a.mov is compared with %+v", got)
	}
}

func TestRenames(t *testing.T) {
	t.Parallel()
	dir, _ := card(t)
	for from, to := range map[string]string{"c.txt": "d.txt", "Clips": "Takes"} {
		if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
	entries := everything(t, dir, digest.XXH64)
	for i, e := range entries {
		if e.Path == "d.txt" {
			entries[i].Previous = "c.txt"
		}
		if e.Path == "Takes" {
			entries[i].Previous = "Clips"
		}
		if strings.HasPrefix(e.Path, "Takes/") {
			entries[i].Previous = "Clips" + strings.TrimPrefix(e.Path, "Takes")
		}
	}
	recordGeneration(t, dir, mhl.Generation{Entries: entries, Whole: true})
	record(t, dir, digest.XXH64)
	valid(t, dir)
	if out, code := reference(t, "verify", dir); code != 0 {
		t.Errorf("the reference does not follow: %s", out)
	}
	h := open(t, dir)
	if diff := cmp.Diff([]string{"Takes/a.mov", "Takes/b.mov", "d.txt"}, slices.Collect(h.Files())); diff != "" {
		t.Errorf("files by the history:\n%s", diff)
	}
	for _, name := range []string{"d.txt", "Takes/a.mov"} {
		if got := h.Expected(name); len(got) != 1 || got[0].Action != mhl.Original {
			t.Errorf("%s is compared with %+v", name, got)
		}
	}
}

func TestNothingIsWrittenOfWhatXMLCannotHold(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"bell\a.mov", "not\xffutf8", "../out", "/abs", "a//b", "nonchar\uFFFE"} {
		dir, _ := card(t)
		before := everythingWith(t, dir)
		entries := append(everything(t, dir, digest.XXH64), mhl.Entry{Path: name, Hashes: []mhl.Hash{{Sum: digest.Sum{Format: digest.XXH64, Value: "ef46db3751d8e999"}}}})
		_, err := open(t, dir).Append(context.Background(), mhl.Generation{Process: mhl.Transfer, Started: started, Creator: creator, Entries: entries})
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", name, err)
		}
		if diff := cmp.Diff(before, everythingWith(t, dir)); diff != "" {
			t.Errorf("%q: something was written: %s", name, diff)
		}
	}
}

func TestOnlyOneContinues(t *testing.T) {
	t.Parallel()
	dir, _ := card(t)
	late := open(t, dir)
	record(t, dir, digest.XXH64)
	_, err := late.Append(context.Background(), mhl.Generation{Process: mhl.InPlace, Started: started, Creator: creator})
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("a history that has grown is continued: %v", err)
	}
}

func TestEmptyCardAndAddedFile(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "A001")
	write(t, dir, map[string]string{"/": ""})
	record(t, dir)
	write(t, dir, map[string]string{"a.mov": "a"})
	recordGeneration(t, dir, mhl.Generation{Entries: everything(t, dir, digest.MD5)})
	valid(t, dir)
	if diff := cmp.Diff([]string{"a.mov md5:original:0cc175b9c0f1b6a831c399e269772661", "root"}, recorded(t, dir)); diff != "" {
		t.Error(diff)
	}
	if out, code := reference(t, "info", dir); code != 0 {
		t.Error(out)
	}
}
