package offload_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/offload"
)

// card makes a folder with files of the given sizes, and gives it as a source.
func card(t *testing.T, files map[string]int) *medium.Folder {
	t.Helper()
	at := t.TempDir()
	for name, size := range files {
		put(t, at, name, random(size))
	}
	return folder(t, at)
}

func put(t *testing.T, at, name string, bytes []byte) {
	t.Helper()
	path := filepath.Join(at, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, bytes, 0o640); err != nil {
		t.Fatal(err)
	}
	when := time.Date(2026, 5, 4, 9, 30, 0, 123456700, time.UTC)
	if err := os.Chtimes(path, when, when); err != nil {
		t.Fatal(err)
	}
}

func random(size int) []byte {
	bytes := make([]byte, size)
	seed := rand.NewChaCha8([32]byte{byte(size), byte(size >> 8)})
	_, _ = seed.Read(bytes)
	return bytes
}

func folder(t *testing.T, at string) *medium.Folder {
	t.Helper()
	d, err := medium.Open(at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func order(source offload.Source, targets ...offload.Target) offload.Order {
	return offload.Order{Card: "A001", Source: source, Targets: targets, Formats: []digest.Format{digest.XXH128}, Verify: offload.VerifyCopies,
		Started: time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)}
}

func run(t *testing.T, o offload.Order) offload.Result {
	t.Helper()
	result, err := offload.Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// ordinary are files as a card has them: a clip of several blocks, some of a few pieces, many small ones, an empty one.
var ordinary = map[string]int{
	"DCIM/100MEDIA/CLIP0001.MP4": 130<<20 + 4097, "DCIM/100MEDIA/CLIP0002.MP4": 9<<20 + 1, "DCIM/100MEDIA/CLIP0001.XML": 1234,
	"DCIM/.hidden": 17, "empty": 0, "exact": 4096, "MISC/whole piece": 4 << 20, "MISC/whole block": 64 << 20, "MISC/just small": 256 << 10, "MISC/just large": 256<<10 + 1,
}

func TestACardIsCopiedAndProven(t *testing.T) {
	t.Parallel()
	source := card(t, ordinary)
	if err := os.Mkdir(filepath.Join(source.Path(), "EMPTY"), 0o755); err != nil {
		t.Fatal(err)
	}
	a, b := folder(t, t.TempDir()), folder(t, t.TempDir())
	result := run(t, order(source, a, b))
	if !result.SafeToFormat || len(result.Problems) != 0 || result.Files != len(ordinary) {
		t.Fatalf("%d files, safe %v, problems %v", result.Files, result.SafeToFormat, result.Problems)
	}
	for _, to := range []*medium.Folder{a, b} {
		equal(t, source.Path(), filepath.Join(to.Path(), "A001"))
	}
}

// equal compares two folders: names, bytes, times, permissions.
func equal(t *testing.T, want, got string) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir(want, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		seen++
		rel, _ := filepath.Rel(want, path)
		other := filepath.Join(got, rel)
		a, _ := d.Info()
		b, err := os.Lstat(other)
		if err != nil {
			t.Errorf("%s is not in the copy: %v", rel, err)
			return nil
		}
		if rel != "." && (a.Mode() != b.Mode() || !a.ModTime().Equal(b.ModTime())) {
			t.Errorf("%s: %v of %v became %v of %v", rel, a.Mode(), a.ModTime(), b.Mode(), b.ModTime())
		}
		if !d.IsDir() {
			x, _ := os.ReadFile(path)
			y, _ := os.ReadFile(other)
			if string(x) != string(y) {
				t.Errorf("%s holds other bytes", rel)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	in := 0
	_ = filepath.WalkDir(got, func(string, os.DirEntry, error) error { in++; return nil })
	if in != seen {
		t.Errorf("the copy holds %d things, the card %d", in, seen)
	}
}
