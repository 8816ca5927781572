package medium_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/medium"
)

// folders are places to try: the temporary folder, which is on a drive as a rule, and one in memory, which
// knows no reading past the cache.
func folders(t *testing.T) map[string]*medium.Folder {
	t.Helper()
	places := map[string]string{"drive": t.TempDir()}
	if memory, err := os.MkdirTemp("/dev/shm", "medium"); err == nil {
		t.Cleanup(func() { _ = os.RemoveAll(memory) })
		places["memory"] = memory
	}
	open := map[string]*medium.Folder{}
	for name, at := range places {
		d, err := medium.Open(at)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.Close() })
		open[name] = d
	}
	return open
}

// TestWhatIsWrittenIsRead writes files of awkward sizes and reads them again.
func TestWhatIsWrittenIsRead(t *testing.T) {
	t.Parallel()
	pool := medium.NewPool(1, 4*medium.Align)
	for where, d := range folders(t) {
		for _, size := range []int{0, 1, medium.Align - 1, medium.Align, medium.Align + 1, 4*medium.Align - 1, 4 * medium.Align, 9*medium.Align + 17} {
			name := "clip" + strings.Repeat("x", size%50)
			want := make([]byte, size)
			for i := range want {
				want[i] = byte(rand.Uint32()) //nolint:gosec // any bytes
			}
			write(t, d, pool, name, want)
			if got := read(t, d, pool, name); !bytes.Equal(got, want) {
				t.Errorf("%s: %d bytes came back as %d, or others", where, len(want), len(got))
			}
			if err := d.Remove(name); err != nil {
				t.Error(err)
			}
		}
		if where == "memory" && !d.Cached() {
			t.Error("what lies in memory is said to come from a medium")
		}
	}
}

func write(t *testing.T, d *medium.Folder, pool *medium.Pool, name string, bytes []byte) {
	t.Helper()
	buffer, _ := pool.Take(context.Background())
	defer pool.Give(buffer)
	f, err := d.Create(name, int64(len(bytes)))
	if err != nil {
		t.Fatal(err)
	}
	for off := 0; off < len(bytes); off += len(buffer) {
		n := copy(buffer, bytes[off:])
		clear(buffer[n:])
		if _, err := f.WriteAt(buffer[:medium.Up(int64(n))], int64(off)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(f.Truncate(int64(len(bytes))), f.Sync(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, d *medium.Folder, pool *medium.Pool, name string) (all []byte) {
	t.Helper()
	buffer, _ := pool.Take(context.Background())
	defer pool.Give(buffer)
	f, err := d.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for {
		n, err := f.ReadAt(buffer, int64(len(all)))
		all = append(all, buffer[:n]...)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestNothingIsReplaced(t *testing.T) {
	t.Parallel()
	at := t.TempDir()
	d, err := medium.Open(at)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	for _, name := range []string{"a", "b"} {
		if err := os.WriteFile(filepath.Join(at, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Create("a", 1); !errors.Is(err, fs.ErrExist) {
		t.Errorf("making a file anew that is there: %v", err)
	}
	if err := d.Move("a", "b"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("moving a file onto another: %v", err)
	}
	if b, err := d.Load("b"); err != nil || string(b) != "b" {
		t.Errorf("the other file holds %q, %v", b, err)
	}
	if _, err := d.Read("../" + filepath.Base(at) + "/a"); err == nil {
		t.Error("a name leads out of the folder")
	}
	log, err := d.Append("log")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Append("log"); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("a second program appends: %v", err)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestKeepAndList(t *testing.T) {
	t.Parallel()
	at := t.TempDir()
	d, err := medium.Open(at)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	if err := errors.Join(os.WriteFile(filepath.Join(at, "clip"), nil, 0o600), os.Symlink("/etc/passwd", filepath.Join(at, "link")), d.MakeFolder("x/y")); err != nil {
		t.Fatal(err)
	}
	when := time.Date(1999, 12, 31, 23, 59, 59, 123456789, time.UTC)
	if err := d.Keep("clip", medium.Entry{Mode: 0o440, Modified: when}); err != nil {
		t.Fatal(err)
	}
	list, err := d.List(".")
	if err != nil || len(list) != 3 {
		t.Fatalf("%v, %v", list, err)
	}
	if clip := list[0]; clip.Name != "clip" || clip.Mode != 0o440 || !clip.Modified.Equal(when) {
		t.Errorf("the clip is %+v", clip)
	}
	if list[1].Mode&fs.ModeSymlink == 0 || !list[2].Mode.IsDir() {
		t.Errorf("a link and a folder are %+v", list[1:])
	}
	if _, err := d.Read("link"); err == nil {
		t.Error("a link out of the folder is followed")
	}
	if bytes, system, err := d.Free(); err != nil || bytes <= 0 || system == 0 {
		t.Errorf("free: %d bytes of %d, %v", bytes, system, err)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	at := t.TempDir()
	plain := filepath.Join(at, "plain")
	if err := os.WriteFile(plain, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fault.Code{filepath.Join(at, "no"): fault.NotFound, plain: fault.Invalid} {
		if _, err := medium.Open(path); fault.CodeOf(err) != want {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}
