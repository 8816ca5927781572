package offload_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mhl"
	"github.com/btsdirector/bts/internal/offload"
)

func do(t *testing.T, j offload.Job) offload.Receipt {
	t.Helper()
	receipt, err := offload.Do(context.Background(), j)
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}

func history(t *testing.T, folder string) *mhl.History {
	t.Helper()
	at, err := mhl.At(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = at.Close() }()
	h, err := mhl.Open(t.Context(), at, filepath.Base(folder))
	if err != nil || len(h.Problems()) > 0 {
		t.Fatalf("%s: %v, %v", folder, err, h.Problems())
	}
	return h
}

func TestEveryCopyIsSealed(t *testing.T) {
	t.Parallel()
	source := card(t, few)
	a, b := t.TempDir(), t.TempDir()
	receipt := do(t, job(source.Path(), a, b))
	if !receipt.SafeToFormat || receipt.Verdict() != "Safe to format: 2 verified copies." {
		t.Fatalf("%s %v", receipt.Verdict(), receipt.Problems)
	}
	for i, to := range []string{a, b} {
		if h := history(t, filepath.Join(to, "A001")); len(h.Generations) != 1 || h.Generations[0].Process != mhl.Transfer || h.Generations[0].Records != len(few)+1 {
			t.Errorf("%d generations, first %+v", len(h.Generations), h.Generations[0].Manifest)
		}
		if _, err := os.Stat(receipt.Copies[i].MHL); err != nil {
			t.Error(err)
		}
		text, err := os.ReadFile(filepath.Join(to, "A001.offload.json"))
		var beside offload.Receipt
		if err != nil || json.Unmarshal(text, &beside) != nil || len(beside.Items) != len(few) || !beside.SafeToFormat {
			t.Errorf("the receipt beside the copy: %v, %s", err, text)
		}
	}
}

// TestACopyOfACopyContinuesItsHistory offloads a copy that was sealed before, then one that was damaged since.
func TestACopyOfACopyContinuesItsHistory(t *testing.T) {
	t.Parallel()
	source := card(t, few)
	first, second, third := t.TempDir(), t.TempDir(), t.TempDir()
	do(t, job(source.Path(), first))
	j := job(filepath.Join(first, "A001"), second)
	j.Started = j.Started.Add(time.Minute)
	if receipt := do(t, j); !receipt.SafeToFormat {
		t.Fatalf("%v", receipt.Problems)
	}
	h := history(t, filepath.Join(second, "A001"))
	if len(h.Generations) != 2 {
		t.Fatalf("%d generations", len(h.Generations))
	}
	if records(t, h, filepath.Join(second, "A001"), 1)["d.txt"] != mhl.Verified {
		t.Error("what is as recorded is not called verified")
	}
	put(t, filepath.Join(second, "A001"), "d.txt", []byte("other"))
	j = job(filepath.Join(second, "A001"), third)
	j.Started = j.Started.Add(2 * time.Minute)
	receipt := do(t, j)
	if receipt.SafeToFormat || len(receipt.Problems) != 1 || receipt.Problems[0].Code != offload.Differs || receipt.Problems[0].Path != "d.txt" || fault.CodeOf(receipt.Err()) != fault.Corrupt {
		t.Errorf("%s %+v", receipt.Verdict(), receipt.Problems)
	}
	at := filepath.Join(third, "A001")
	if said := records(t, history(t, at), at, 2); said["d.txt"] != mhl.Failed || said["CLIPS/c.xml"] != mhl.Verified {
		t.Errorf("the third generation says %v", said)
	}
}

// records are the files of one generation with what is said of their first hash.
func records(t *testing.T, h *mhl.History, folder string, generation int) map[string]mhl.Action {
	t.Helper()
	if len(h.Generations) <= generation {
		t.Fatalf("%d generations", len(h.Generations))
	}
	f, err := os.Open(filepath.Join(folder, h.Generations[generation].Path))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	said := map[string]mhl.Action{}
	_, err = mhl.ReadManifest(f, f.Name(), func(r mhl.Record) error {
		if !r.Folder {
			said[r.Path] = r.Hashes[0].Action
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return said
}

func TestPlacesThatCannotBe(t *testing.T) {
	t.Parallel()
	source := card(t, few).Path()
	to := t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(to, link); err != nil {
		t.Fatal(err)
	}
	above, name := filepath.Split(source)
	within := job(source, above)
	within.Card = name
	for what, c := range map[string]struct {
		job  offload.Job
		code fault.Code
		says string
	}{
		"copy on the card":      {job(source, filepath.Join(source, "CLIPS")), fault.Invalid, "on the card itself"},
		"a new folder on it":    {job(source, to, filepath.Join(source, "new", "copies")), fault.Invalid, "on the card itself"},
		"copy is the card":      {within, fault.Invalid, "is where the copy would lie"},
		"one place twice":       {job(source, to, to), fault.Invalid, "the same folder"},
		"one place by a link":   {job(source, to, link), fault.Invalid, "the same folder"},
		"no card":               {job(filepath.Join(source, "no"), to), fault.NotFound, "there is no folder"},
		"a file for a card":     {job(filepath.Join(source, "d.txt"), to), fault.Invalid, "is no folder"},
		"a drive not mounted":   {job(source, "/mnt/no-such-drive"), fault.NotFound, "no drive is mounted"},
		"no copy":               {job(source), fault.Invalid, "no copy is asked for"},
		"a name with a slash":   {named(job(source, to), "A/1"), fault.Invalid, "cannot be the name"},
		"our own folder's name": {named(job(source, to), ".bts-offload"), fault.Invalid, "cannot be the name"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			_, err := offload.Do(context.Background(), c.job)
			if fault.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, want %s: …%s…", err, c.code, c.says)
			}
		})
	}
	t.Cleanup(func() {
		if list, err := os.ReadDir(to); err != nil || len(list) != 0 {
			t.Errorf("something was written: %v, %v", list, err)
		}
		if _, err := os.Stat(filepath.Join(source, "new")); err == nil {
			t.Error("a folder was made on the card")
		}
	})
}

func named(j offload.Job, card string) offload.Job {
	j.Card = card
	return j
}

func TestTwoRunsOfOneCard(t *testing.T) {
	t.Parallel()
	source := card(t, few).Path()
	began, goOn := make(chan struct{}), make(chan struct{})
	j := job(source, t.TempDir())
	first := true
	j.Report = func(offload.Progress) {
		if first {
			first = false
			close(began)
			<-goOn
		}
	}
	over := make(chan error)
	go func() {
		_, err := offload.Do(context.Background(), j)
		over <- err
	}()
	<-began
	if _, err := offload.Do(context.Background(), job(source, t.TempDir())); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("a second run of the same card says %v", err)
	}
	close(goOn)
	if err := <-over; err != nil {
		t.Error(err)
	}
}

// TestNamesAreKept copies names that file systems, shells and XML make trouble with.
func TestNamesAreKept(t *testing.T) {
	t.Parallel()
	at := t.TempDir()
	names := []string{
		"caf\u00e9.mov", "cafe\u0301.mov", `back\slash.mov`, "new\nline", "tab\t", " leading and trailing ", "quote\"'`$(x)", "-rf", "~", "con", "trailing.",
		"\u202eright to left", "דָוִד.mov", "🎬.mov", strings.Repeat("n", 255), strings.Repeat("é", 127), "a&b<c>.mov", ".hidden", "..two dots", "bad\xff\xfeutf8", "bell\x07",
	}
	for i, name := range names {
		put(t, at, "D/"+name, random(100+i))
	}
	to := t.TempDir()
	receipt := do(t, job(at, to))
	var unlisted []string
	for _, p := range receipt.Problems {
		if p.Code != offload.Unlisted {
			t.Errorf("%+v", p)
		}
		unlisted = append(unlisted, p.Path)
	}
	if len(unlisted) != 2 || !receipt.SafeToFormat {
		t.Errorf("in no list: %q, %s", unlisted, receipt.Verdict())
	}
	h := history(t, filepath.Join(to, "A001"))
	for _, name := range names {
		if path := "D/" + name; mhl.Recordable(path) == nil && !h.Knows(path) {
			t.Errorf("%q is not in the list", path)
		}
	}
	if err := os.RemoveAll(filepath.Join(to, "A001", mhl.Folder)); err != nil {
		t.Fatal(err)
	}
	equal(t, at, filepath.Join(to, "A001"))
}

func TestLinksAndPipesAreNamed(t *testing.T) {
	t.Parallel()
	source := card(t, few).Path()
	if err := os.Symlink("/etc/passwd", filepath.Join(source, "link")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(source, "pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	receipt := do(t, job(source, t.TempDir()))
	if len(receipt.Problems) != 2 || receipt.Problems[0].Code != offload.NotCopied || !strings.Contains(receipt.Problems[0].Message, "a link") || !strings.Contains(receipt.Problems[1].Message, "a pipe") {
		t.Errorf("%+v", receipt.Problems)
	}
	if !receipt.SafeToFormat {
		t.Error(receipt.Verdict())
	}
}

// TestARealFullDisk mounts a small file system, where the machine lets it.
func TestARealFullDisk(t *testing.T) {
	t.Parallel()
	source := card(t, few).Path()
	small, large := t.TempDir(), t.TempDir()
	if err := syscall.Mount("none", small, "tmpfs", 0, "size=20m"); err != nil {
		t.Skipf("NOT TRIED: a small file system cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(small, 0) })
	receipt := do(t, job(source, small, large))
	if len(receipt.Problems) != 1 || receipt.Problems[0].Code != offload.NoSpace || receipt.Problems[0].CopyPath != small || !strings.Contains(receipt.Problems[0].Message, "too little") {
		t.Errorf("%+v", receipt.Problems)
	}
	if receipt.Copies[0].Verified || !receipt.Copies[1].Verified || receipt.SafeToFormat || fault.CodeOf(receipt.Err()) != fault.Unavailable {
		t.Errorf("%+v", receipt.Copies)
	}
	if _, err := offload.Do(context.Background(), job(source, small)); fault.CodeOf(err) != fault.Unavailable || !strings.Contains(err.Error(), "no room") {
		t.Errorf("a card without room anywhere: %v", err)
	}
}

func TestAReadOnlyCopyIsRefused(t *testing.T) {
	t.Parallel()
	locked := t.TempDir()
	if err := syscall.Mount("none", locked, "tmpfs", syscall.MS_RDONLY, "size=1m"); err != nil {
		t.Skipf("NOT TRIED: a read-only file system cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(locked, 0) })
	to := t.TempDir()
	_, err := offload.Do(context.Background(), job(card(t, few).Path(), to, locked))
	if fault.CodeOf(err) != fault.Unavailable || !strings.Contains(err.Error(), "copy 2 cannot be written") {
		t.Errorf("a locked drive: %v", err)
	}
	if list, err := os.ReadDir(to); err != nil || len(list) != 0 {
		t.Errorf("the other copy was begun: %v, %v", list, err)
	}
}
