package fixity_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/fixity"
	"github.com/btsdirector/bts/internal/mhl"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// recorder gives every run a second of its own.
func recorder() *fixity.Recorder {
	at := time.Date(2026, 5, 4, 19, 30, 5, 0, time.UTC)
	return &fixity.Recorder{Creator: mhl.Creator{Host: "cart.local", Tool: "bts", ToolVersion: "test"}, Clock: func() time.Time { return at }}
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(path, 0o750); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func verify(t *testing.T, o fixity.Options) fixity.Report {
	t.Helper()
	report, err := fixity.Verify(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// card makes a folder with files and a history of one generation.
func card(t *testing.T, formats ...digest.Format) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "A001")
	write(t, dir, map[string]string{"Clips/a.mov": "aaaa", "Clips/b.mov": "bbbb", "Clips/Deep/c.mov": strings.Repeat("c", 9<<20+5), "notes.txt": "n", "Empty/": ""})
	report := verify(t, fixity.Options{Folder: dir, Begin: true, Formats: formats, Record: recorder()})
	if len(report.Recorded) != 1 {
		t.Fatalf("recorded %v", report.Recorded)
	}
	return dir
}

func move(from, to string) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, to)), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
}

func remove(name string) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func put(name, content string) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		write(t, dir, map[string]string{name: content})
	}
}

// TestWhatCanHappenToACopy does one thing to a recorded folder, verifies it twice with recording and once deep
// without, and every time the answer must be right: the first time as want says, later as again says.
func TestWhatCanHappenToACopy(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		do          func(t *testing.T, dir string)
		want, again fixity.Report
		code, later fault.Code
	}{
		"nothing": {func(*testing.T, string) {}, fixity.Report{OK: 4}, fixity.Report{OK: 4}, "", ""},
		"flipped bit": {put("Clips/a.mov", "aaac"), fixity.Report{OK: 3, Differs: []string{"Clips/a.mov"}},
			fixity.Report{OK: 3, Differs: []string{"Clips/a.mov"}}, fault.Corrupt, fault.Corrupt},
		"shorter": {put("Clips/a.mov", "a"), fixity.Report{OK: 3, Differs: []string{"Clips/a.mov"}},
			fixity.Report{OK: 3, Differs: []string{"Clips/a.mov"}}, fault.Corrupt, fault.Corrupt},
		"gone": {remove("Clips/a.mov"), fixity.Report{OK: 3, Missing: []string{"Clips/a.mov"}},
			fixity.Report{OK: 3, Missing: []string{"Clips/a.mov"}}, fault.Missing, fault.Missing},
		"gone and flipped": {func(t *testing.T, dir string) { remove("Clips/a.mov")(t, dir); put("notes.txt", "N")(t, dir) },
			fixity.Report{OK: 2, Missing: []string{"Clips/a.mov"}, Differs: []string{"notes.txt"}},
			fixity.Report{OK: 2, Missing: []string{"Clips/a.mov"}, Differs: []string{"notes.txt"}}, fault.Corrupt, fault.Corrupt},
		"empty folder gone": {remove("Empty"), fixity.Report{OK: 4, Missing: []string{"Empty/"}}, fixity.Report{OK: 4, Missing: []string{"Empty/"}}, fault.Missing, fault.Missing},
		"folder gone": {remove("Clips"), fixity.Report{OK: 1, Missing: []string{"Clips/Deep/c.mov", "Clips/a.mov", "Clips/b.mov"}},
			fixity.Report{OK: 1, Missing: []string{"Clips/Deep/c.mov", "Clips/a.mov", "Clips/b.mov"}}, fault.Missing, fault.Missing},
		"added":             {put("Clips/new.mov", "new"), fixity.Report{OK: 4, New: []string{"Clips/new.mov"}}, fixity.Report{OK: 5}, "", ""},
		"added and ignored": {put("Clips/.DS_Store", "x"), fixity.Report{OK: 4}, fixity.Report{OK: 4}, "", ""},
		"renamed":           {move("Clips/a.mov", "Clips/z.mov"), fixity.Report{OK: 3, Renamed: []fixity.Rename{{From: "Clips/a.mov", To: "Clips/z.mov"}}}, fixity.Report{OK: 4}, "", ""},
		"folder renamed": {move("Clips", "Takes"), fixity.Report{OK: 1, Renamed: []fixity.Rename{
			{From: "Clips/Deep/c.mov", To: "Takes/Deep/c.mov"}, {From: "Clips/a.mov", To: "Takes/a.mov"}, {From: "Clips/b.mov", To: "Takes/b.mov"}}}, fixity.Report{OK: 4}, "", ""},
		"moved away and another in its place": {func(t *testing.T, dir string) {
			move("Clips/a.mov", "a.mov")(t, dir)
			put("Clips/a.mov", "else")(t, dir)
		},
			fixity.Report{OK: 3, Differs: []string{"Clips/a.mov"}, New: []string{"a.mov"}}, fixity.Report{OK: 4, Differs: []string{"Clips/a.mov"}}, fault.Corrupt, fault.Corrupt},
		"copied": {put("Clips/copy.mov", "aaaa"), fixity.Report{OK: 4, New: []string{"Clips/copy.mov"}}, fixity.Report{OK: 5}, "", ""},
		"swapped": {func(t *testing.T, dir string) {
			move("Clips/a.mov", "x")(t, dir)
			move("Clips/b.mov", "Clips/a.mov")(t, dir)
			move("x", "Clips/b.mov")(t, dir)
		}, fixity.Report{OK: 2, Differs: []string{"Clips/a.mov", "Clips/b.mov"}}, fixity.Report{OK: 2, Differs: []string{"Clips/a.mov", "Clips/b.mov"}}, fault.Corrupt, fault.Corrupt},
		"a link instead": {func(t *testing.T, dir string) {
			remove("notes.txt")(t, dir)
			if err := os.Symlink("/etc/hostname", filepath.Join(dir, "notes.txt")); err != nil {
				t.Fatal(err)
			}
		}, fixity.Report{OK: 3, Missing: []string{"notes.txt"}}, fixity.Report{OK: 3, Missing: []string{"notes.txt"}}, fault.Missing, fault.Missing},
		"a folder by link": {func(t *testing.T, dir string) {
			if err := os.Symlink(os.TempDir(), filepath.Join(dir, "out")); err != nil {
				t.Fatal(err)
			}
		}, fixity.Report{OK: 4}, fixity.Report{OK: 4}, "", ""},
		"a name that XML cannot hold": {put("bell\a.mov", "b"), fixity.Report{OK: 4, New: []string{"bell\a.mov"}}, fixity.Report{OK: 4, New: []string{"bell\a.mov"}}, "", ""},
		"a name that is not UTF-8":    {put("caf\xe9.mov", "b"), fixity.Report{OK: 4, New: []string{"caf\xe9.mov"}}, fixity.Report{OK: 4, New: []string{"caf\xe9.mov"}}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := card(t, digest.XXH64, digest.MD5)
			test.do(t, dir)
			first := verify(t, fixity.Options{Folder: dir, Record: recorder()})
			is(t, "first", test.want, test.code, first)
			is(t, "later", test.again, test.later, verify(t, fixity.Options{Folder: dir, Record: recorder()}))
			is(t, "deep", test.again, test.later, verify(t, fixity.Options{Folder: dir, Deep: true}))
			if h := generations(t, dir); h != 3 {
				t.Errorf("%d generations, want 3", h)
			}
		})
	}
}

func is(t *testing.T, when string, want fixity.Report, code fault.Code, got fixity.Report) {
	t.Helper()
	parts := cmp.FilterPath(func(p cmp.Path) bool {
		return len(p) > 1 && !strings.Contains(" .OK .Missing .Differs .New .Renamed .Unreadable .Unproven ", " "+p.Index(1).String()+" ")
	}, cmp.Ignore())
	if diff := cmp.Diff(want, got, parts, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s:\n%s", when, diff)
	}
	if is := fault.CodeOf(got.Verdict()); is != code {
		t.Errorf("%s: the verdict is %q, want %q: %v", when, is, code, got.Verdict())
	}
}

func generations(t *testing.T, dir string) int {
	t.Helper()
	place, err := mhl.At(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer place.Close()
	h, err := mhl.Open(context.Background(), place, "x")
	if err != nil || h.Damaged() {
		t.Fatal(err, h.Problems())
	}
	return len(h.Generations)
}

// broken fails in the middle of one file.
type broken struct{ io.Reader }

func (broken) Close() error { return nil }

func TestUnreadable(t *testing.T) {
	t.Parallel()
	dir := card(t)
	report := verify(t, fixity.Options{Folder: dir, Record: recorder(), Open: func(name string) (io.ReadCloser, error) {
		f, err := os.Open(filepath.Join(dir, name))
		if name == "Clips/Deep/c.mov" {
			return broken{io.MultiReader(io.LimitReader(f, 2<<20), iotest{syscall.EIO})}, err
		}
		return f, err
	}})
	is(t, "unreadable", fixity.Report{OK: 3, Unreadable: []string{"Clips/Deep/c.mov"}}, fault.Unavailable, report)
	if generations(t, dir) != 2 {
		t.Error("what could be read is not recorded")
	}
	is(t, "readable again", fixity.Report{OK: 4}, "", verify(t, fixity.Options{Folder: dir, Record: recorder(), Deep: true}))
}

type iotest struct{ err error }

func (i iotest) Read([]byte) (int, error) { return 0, i.err }

func TestCancelled(t *testing.T) {
	t.Parallel()
	dir := card(t)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := fixity.Verify(ctx, fixity.Options{Folder: dir, Record: recorder(), Open: func(name string) (io.ReadCloser, error) {
		cancel()
		return os.Open(filepath.Join(dir, name))
	}})
	if !errors.Is(err, context.Canceled) || generations(t, dir) != 1 {
		t.Errorf("ended with %v and %d generations", err, generations(t, dir))
	}
}

func TestNothingToProve(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	write(t, dir, map[string]string{"file": "x"})
	for folder, want := range map[string]fault.Code{dir: fault.NotFound, file: fault.Invalid, filepath.Join(dir, "none"): fault.NotFound} {
		if _, err := fixity.Verify(context.Background(), fixity.Options{Folder: folder}); fault.CodeOf(err) != want {
			t.Errorf("%s: %v", folder, err)
		}
	}
	if _, err := fixity.Verify(context.Background(), fixity.Options{Folder: card(t), Begin: true, Record: recorder()}); !fault.Is(err, fault.Conflict) {
		t.Errorf("a history begins twice: %v", err)
	}
}

// TestRestored damages a file, loses another, records that, and brings both back: all is well then, and the hashes of
// folders that were recorded in between are no fault.
func TestRestored(t *testing.T) {
	t.Parallel()
	dir := card(t)
	put("Clips/a.mov", "aaac")(t, dir)
	remove("notes.txt")(t, dir)
	verify(t, fixity.Options{Folder: dir, Record: recorder()})
	put("Clips/a.mov", "aaaa")(t, dir)
	put("notes.txt", "n")(t, dir)
	is(t, "restored", fixity.Report{OK: 4}, "", verify(t, fixity.Options{Folder: dir, Deep: true}))
	is(t, "recorded", fixity.Report{OK: 4}, "", verify(t, fixity.Options{Folder: dir, Record: recorder()}))
	is(t, "deep", fixity.Report{OK: 4}, "", verify(t, fixity.Options{Folder: dir, Deep: true}))
}

// TestFolderHashIsCompared records a folder hash that is not that of its files, as only a faulty tool does.
func TestFolderHashIsCompared(t *testing.T) {
	t.Parallel()
	dir := sharedCopy(t, "ascmhl/examples/scenarios/Output/scenario_01/travel_01/A002R2EC")
	manifest := filepath.Join(dir, "ascmhl", "0001_A002R2EC_2020-01-16_091500Z.mhl")
	text, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	wrong := strings.Replace(string(text), "4c226b42e27d7af3", "4c226b42e27d7af4", 1)
	pass := digest.NewPass(digest.C4)
	_, _ = pass.Write([]byte(wrong))
	write(t, dir, map[string]string{"ascmhl/" + filepath.Base(manifest): wrong, "ascmhl/ascmhl_chain.xml": `<?xml version="1.0" encoding="UTF-8"?>
<ascmhldirectory xmlns="urn:ASC:MHL:DIRECTORY:v2.0"><hashlist sequencenr="1"><path>` + filepath.Base(manifest) + "</path><c4>" + pass.Sums()[0].Value + "</c4></hashlist></ascmhldirectory>"})
	is(t, "quick", fixity.Report{OK: 3}, "", verify(t, fixity.Options{Folder: dir}))
	is(t, "deep", fixity.Report{OK: 3, Differs: []string{"Clips/"}}, fault.Corrupt, verify(t, fixity.Options{Folder: dir, Deep: true}))
}
