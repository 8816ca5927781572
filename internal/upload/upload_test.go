package upload_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/upload"
)

var noon = time.Date(2026, 5, 12, 12, 0, 0, 0, time.UTC)

func setup(t *testing.T) (*upload.Shelf, string) {
	t.Helper()
	dir := t.TempDir()
	s, err := upload.Open(filepath.Join(dir, "uploads"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, filepath.Join(dir, "uploads")
}

// torn gives its bytes and then breaks off.
type torn struct {
	r io.Reader
}

var errTorn = errors.New("the line was cut")

func (b torn) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if err == io.EOF {
		err = errTorn
	}
	return n, err
}

func TestWhatCameStays(t *testing.T) {
	t.Parallel()
	s, dir := setup(t)
	content := []byte(strings.Repeat("twelve bytes", 10_000))
	u, err := s.Make(upload.Upload{Name: `C:\card\DSC 1.NEF`, Folder: `..\stills\..\day 3`, Bytes: int64(len(content)), User: "u1"}, noon)
	if err != nil || u.Name != "DSC 1.NEF" || u.Folder != "day 3" || u.ID == "" {
		t.Fatalf("%+v, %v", u, err)
	}
	got, err := s.Append(t.Context(), u.ID, 0, torn{bytes.NewReader(content[:70_001])})
	if !errors.Is(err, errTorn) || got.Have != 70_001 {
		t.Fatalf("after the cut there are %d bytes, %v", got.Have, err)
	}
	// Another process, after a crash.
	again, err := upload.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if u, err = again.Find(u.ID); err != nil || u.Have != 70_001 || u.Whole() || u.User != "u1" {
		t.Fatalf("%+v, %v", u, err)
	}
	for _, offset := range []int64{0, 70_000, 70_002} {
		if _, err := again.Append(t.Context(), u.ID, offset, strings.NewReader("x")); !fault.Is(err, fault.Conflict) {
			t.Errorf("from byte %d: %v", offset, err)
		}
	}
	if u, err = again.Append(t.Context(), u.ID, 70_001, bytes.NewReader(content[70_001:])); err != nil || !u.Whole() {
		t.Fatalf("%+v, %v", u, err)
	}
	there, err := os.ReadFile(again.Path(u.ID))
	if err != nil || !bytes.Equal(there, content) {
		t.Errorf("other bytes are here, %v", err)
	}
	named, done, err := again.Named(u)
	if err != nil || filepath.Base(named) != "DSC 1.NEF" {
		t.Fatalf("named %s, %v", named, err)
	}
	if there, err = os.ReadFile(named); err != nil || !bytes.Equal(there, content) {
		t.Errorf("under its name it has other bytes, %v", err)
	}
	done()
	if err := errors.Join(again.Remove(u.ID), again.Remove(u.ID)); err != nil {
		t.Error(err)
	}
	if _, err := again.Find(u.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("after it was removed: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestMoreThanTheFile(t *testing.T) {
	t.Parallel()
	s, _ := setup(t)
	u, err := s.Make(upload.Upload{Name: "a", Bytes: 4}, noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), u.ID, 0, strings.NewReader("ab")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), u.ID, 2, strings.NewReader("cde")); !fault.Is(err, fault.Invalid) {
		t.Errorf("too much: %v", err)
	}
	if u, err = s.Find(u.ID); err != nil || u.Have != 2 {
		t.Errorf("%d bytes stayed, %v", u.Have, err)
	}
}

func TestOneWriterAtATime(t *testing.T) {
	t.Parallel()
	s, _ := setup(t)
	u, err := s.Make(upload.Upload{Name: "a", Bytes: 1000}, noon)
	if err != nil {
		t.Fatal(err)
	}
	slow, feed := io.Pipe()
	var first sync.WaitGroup
	first.Go(func() {
		if _, err := s.Append(t.Context(), u.ID, 0, slow); err != nil {
			t.Error(err)
		}
	})
	if _, err := feed.Write([]byte("x")); err != nil { // the first is at work
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), u.ID, 0, strings.NewReader("y")); !fault.Is(err, fault.Conflict) {
		t.Errorf("the second: %v", err)
	}
	if err := s.Remove(u.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("removing: %v", err)
	}
	feed.Close()
	first.Wait()
}

func TestStopped(t *testing.T) {
	t.Parallel()
	s, _ := setup(t)
	u, err := s.Make(upload.Upload{Name: "a", Bytes: 1000}, noon)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := s.Append(ctx, u.ID, 0, strings.NewReader("y")); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	s, dir := setup(t)
	for name, u := range map[string]upload.Upload{
		"no name": {Bytes: 1}, "dots": {Name: "..", Bytes: 1}, "a long name": {Name: strings.Repeat("x", 256), Bytes: 1}, "no text": {Name: "\xff", Bytes: 1},
		"a line": {Name: "a\nb", Bytes: 1}, "less than nothing": {Name: "a", Bytes: -1}, "more than there can be": {Name: "a", Bytes: 1 << 60},
	} {
		if _, err := s.Make(u, noon); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Make(upload.Upload{Name: "a", Bytes: 15 << 40}, noon); !fault.Is(err, fault.Unavailable) {
		t.Errorf("more than the disk has: %v", err)
	}
	for _, id := range []string{"", "..", "../upload", strings.Repeat("0", 36), "018f2d9e-0000-7000-8000-00000000000A"} {
		if _, err := s.Find(id); !fault.Is(err, fault.NotFound) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestAll(t *testing.T) {
	t.Parallel()
	s, dir := setup(t)
	old, err := s.Make(upload.Upload{Name: "old", Bytes: 3}, noon)
	if err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-80 * time.Hour).Truncate(time.Second)
	if err := os.Chtimes(s.Path(old.ID), long, long); err != nil {
		t.Fatal(err)
	}
	torn := "018f2d9e-0000-4000-8000-00000000000a"
	if err := os.WriteFile(filepath.Join(dir, torn+".part"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := s.All()
	if err != nil || len(all) != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	for _, u := range all {
		if u.ID == old.ID && (!u.At.Equal(long) || u.Name != "old") || u.ID == torn && u.Name != "" {
			t.Errorf("%+v", u)
		}
	}
}
