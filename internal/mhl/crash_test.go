package mhl_test

import (
	"context"
	"errors"
	"io/fs"
	"testing"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mhl"
)

// failing is a disk that stops after some operations, as in a power cut; the one that it stops in is half done.
type failing struct {
	*mhl.Place
	left int
}

var errCut = errors.New("no power")

func (f *failing) spend() error {
	if f.left--; f.left < 0 {
		return errCut
	}
	return nil
}

func (f *failing) Open(name string) (fs.File, error) {
	if f.left < 0 {
		return nil, errCut
	}
	return f.Place.Open(name)
}

func (f *failing) Create(name string) (mhl.File, error) {
	if err := f.spend(); err != nil {
		return nil, err
	}
	file, err := f.Place.Create(name)
	return &failingFile{file, f}, err
}

func (f *failing) Rename(from, to string) error {
	if err := f.spend(); err != nil {
		return err
	}
	return f.Place.Rename(from, to)
}

func (f *failing) Remove(name string) error {
	if f.left < 0 {
		return errCut
	}
	return f.Place.Remove(name)
}

func (f *failing) Sync(folder string) error {
	if err := f.spend(); err != nil {
		return err
	}
	return f.Place.Sync(folder)
}

type failingFile struct {
	mhl.File
	disk *failing
}

func (f *failingFile) Write(b []byte) (int, error) {
	if err := f.disk.spend(); err != nil {
		_, _ = f.File.Write(b[:len(b)/2])
		return len(b) / 2, err
	}
	return f.File.Write(b)
}

func (f *failingFile) Sync() error {
	if err := f.disk.spend(); err != nil {
		return err
	}
	return f.File.Sync()
}

// TestPowerCut stops the writing of a generation at every operation. Whenever it is, the history before stands,
// nothing half is taken for a manifest, and the next run goes on without a gap.
func TestPowerCut(t *testing.T) {
	t.Parallel()
	counted := 0
	for cut := 0; ; cut++ {
		dir, _ := card(t)
		write(t, dir, map[string]string{"new.mov": "n", "Sub/x": "x"})
		place, err := mhl.At(dir)
		if err != nil {
			t.Fatal(err)
		}
		disk := &failing{place, 1 << 30}
		h, err := mhl.Open(context.Background(), disk, "A001")
		if err != nil {
			t.Fatal(err)
		}
		disk.left = cut
		_, err = h.Append(context.Background(), mhl.Generation{Process: mhl.InPlace, Started: started, Creator: creator, Whole: true, Entries: everything(t, dir, digest.XXH64)})
		place.Close()
		after := open(t, dir)
		if after.Damaged() || len(after.Generations) < 1 {
			t.Fatalf("cut at %d: %d generations, %v", cut, len(after.Generations), after.Problems())
		}
		if len(after.Generations) == 2 {
			counted++
		}
		if err == nil {
			break
		}
		if !fault.Is(err, fault.Unavailable) {
			t.Errorf("cut at %d: %v", cut, err)
		}
		generations := len(after.Generations)
		recordLater(t, dir)
		again := open(t, dir)
		if len(again.Generations) != generations+1 || len(again.Problems()) > 0 {
			t.Errorf("cut at %d: then %d generations, %v", cut, len(again.Generations), again.Problems())
		}
	}
	if counted < 3 {
		t.Errorf("a manifest without its chain was taken over %d times, want it for the cuts between them", counted)
	}
}

// recordLater records a generation a minute later.
func recordLater(t *testing.T, dir string) {
	t.Helper()
	h := open(t, dir)
	g := mhl.Generation{Process: mhl.InPlace, Started: started.Add(60e9), Creator: creator, Whole: true, Entries: everything(t, dir, digest.XXH64)}
	if _, err := h.Append(context.Background(), g); err != nil {
		t.Fatal(err)
	}
}
