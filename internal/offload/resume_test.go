package offload_test

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
)

// pullAt runs an order whose card is gone when byte off of a file is read.
func pullAt(t *testing.T, source *faulty, off int64, targets ...offload.Target) {
	t.Helper()
	var pulled atomic.Bool
	source.read = func(_ string, _ []byte, at int64) error {
		if at >= off || pulled.Load() {
			pulled.Store(true)
			return syscall.EIO
		}
		return nil
	}
	source.stat = func(string) error {
		if pulled.Load() {
			return syscall.ENODEV
		}
		return nil
	}
	if _, err := offload.Run(context.Background(), order(source, targets...)); fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("the card was pulled, and the run says %v", err)
	}
	source.read, source.stat = nil, nil
}

// TestAfterAPullAtMostOneBlockIsCopiedAgain pulls the card at nine tenths of a clip.
func TestAfterAPullAtMostOneBlockIsCopiedAgain(t *testing.T) {
	t.Parallel()
	const block = 64 << 20
	source, a, b := media(t, map[string]int{"clip.mov": 10*block - 99})
	pullAt(t, source, 9*block+block/2, a, b)
	if _, err := a.Stat("A001/clip.mov"); err == nil {
		t.Error("half a clip has its name")
	}
	var again atomic.Int64
	a.write = func(_ string, bytes []byte, off int64) error {
		again.Add(int64(len(bytes)))
		if off < 8*block { // the block that was being written, and the one that may not have been journaled
			t.Errorf("what lies at %d is written again", off)
		}
		return nil
	}
	result := run(t, order(source, a, b))
	if !result.SafeToFormat {
		t.Fatalf("%v", result.Problems)
	}
	if missing := int64(block - 99); again.Load() > missing+block+4096 {
		t.Errorf("%d MiB were written again, beyond the %d that were missing", (again.Load()-missing)>>20, missing>>20)
	}
	a.copyOf(source, t)
	b.copyOf(source, t)
}

// TestThePrefixIsNotTrusted spoils what an earlier run wrote.
func TestThePrefixIsNotTrusted(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, map[string]int{"clip.mov": 200 << 20})
	pullAt(t, source, 190<<20, a, b)
	partial := filepath.Join(b.Path(), ".bts-offload", "A001", "0")
	f, err := os.OpenFile(partial, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte("spoilt"), 12345); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	result := run(t, order(source, a, b))
	says(t, result, "differs clip.mov")
	if !result.Problems[0].Mended || !result.SafeToFormat {
		t.Errorf("%+v", result.Problems)
	}
	b.copyOf(source, t)
}

func TestALaterRunProvesAgain(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	run(t, order(source, a, b))
	for _, d := range []*faulty{a, b} {
		forget(t, d)
	}
	put(t, source.Path(), "CLIPS/new.mov", random(999))
	path := filepath.Join(b.Path(), "A001", "CLIPS", "b.mov")
	spoilt := random(3 << 20)
	spoilt[77] ^= 1
	put(t, b.Path(), "A001/CLIPS/b.mov", spoilt)
	result := run(t, order(source, a, b))
	says(t, result, "differs CLIPS/b.mov")
	if p := result.Problems[0]; p.Copy != 1 || p.Mended || result.SafeToFormat {
		t.Errorf("%+v", result.Problems)
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != string(spoilt) {
		t.Error("a file that was there was written over")
	}
	if !result.Copies[0].Verified || result.Copies[1].Done != len(few) {
		t.Errorf("%+v", result.Copies)
	}
	a.copyOf(source, t)
}

// forget takes the journal away, as sealing does.
func forget(t *testing.T, d *faulty) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(d.Path(), ".bts-offload")); err != nil {
		t.Fatal(err)
	}
}

func TestAShorterFileThatIsThereIsLeft(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	put(t, b.Path(), "A001/CLIPS/a.mov", []byte("half"))
	result := run(t, order(source, a, b))
	says(t, result, "differs CLIPS/a.mov")
	if got, _ := os.ReadFile(filepath.Join(b.Path(), "A001/CLIPS/a.mov")); string(got) != "half" {
		t.Error("a file that was there was written over")
	}
}

func TestCancelledAndGoneOn(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, map[string]int{"clip.mov": 150 << 20, "x": 4})
	ctx, cancel := context.WithCancel(context.Background())
	a.write = func(_ string, _ []byte, off int64) error {
		if off > 70<<20 {
			cancel()
		}
		return nil
	}
	if _, err := offload.Run(ctx, order(source, a, b)); fault.CodeOf(err) != fault.Cancelled {
		t.Fatalf("a cancelled run says %v", err)
	}
	a.write = nil
	if result := run(t, order(source, a, b)); !result.SafeToFormat {
		t.Errorf("%v", result.Problems)
	}
	a.copyOf(source, t)
}

func TestMoreHashesMeanReadingAgain(t *testing.T) {
	t.Parallel()
	source, a, _ := media(t, few)
	run(t, order(source, a))
	o := order(source, a)
	o.Formats = []digest.Format{digest.XXH128, digest.MD5, digest.C4}
	result := run(t, o)
	if !result.SafeToFormat || len(result.Items[0].Sums) != 3 {
		t.Errorf("%v, sums %v", result.Problems, result.Items[0].Sums)
	}
}

func TestTwoRunsAtOnce(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	started, release := make(chan struct{}), make(chan struct{})
	var once atomic.Bool
	a.write = func(string, []byte, int64) error {
		if once.CompareAndSwap(false, true) {
			close(started)
			<-release
		}
		return nil
	}
	over := make(chan offload.Result)
	go func() {
		result, _ := offload.Run(context.Background(), order(source, a))
		over <- result
	}()
	<-started
	_, err := offload.Run(context.Background(), order(source, b, folder(t, a.Path())))
	if fault.CodeOf(err) != fault.Conflict {
		t.Errorf("a second run to the same place says %v", err)
	}
	close(release)
	if result := <-over; !result.SafeToFormat {
		t.Errorf("the first run: %v", result.Problems)
	}
}

func TestNothingReadBackIsNothingSafe(t *testing.T) {
	t.Parallel()
	source, a, _ := media(t, few)
	o := order(source, a)
	o.Verify = offload.VerifyNone
	result := run(t, o)
	if result.SafeToFormat || result.Copies[0].Verified || result.Copies[0].Done != len(few) {
		t.Errorf("%+v, safe %v", result.Copies, result.SafeToFormat)
	}
	a.copyOf(source, t)
	if result = run(t, order(source, a)); !result.SafeToFormat {
		t.Errorf("proven later: %v", result.Problems)
	}
}

func TestAJumpingClockChangesNothing(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	o := order(source, a, b)
	o.Started = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	if result := run(t, o); !result.SafeToFormat || result.Elapsed < 0 {
		t.Errorf("%v", result.Problems)
	}
	o.Started = time.Date(2106, 2, 7, 6, 28, 16, 0, time.UTC)
	if result := run(t, o); !result.SafeToFormat {
		t.Errorf("%v", result.Problems)
	}
}

// TestLeftSaysWhatIsGoneOnWith looks at what a pulled card left before the next run begins.
func TestLeftSaysWhatIsGoneOnWith(t *testing.T) {
	t.Parallel()
	const block = 64 << 20
	source, a, b := media(t, map[string]int{"a.jpg": 1000, "clip.mov": 5*block - 99})
	if _, there, err := offload.LeftAt(a.Path(), "A001"); there || err != nil {
		t.Errorf("nothing was begun: %v, %v", there, err)
	}
	pullAt(t, source, 4*block+block/2, a, b)
	left, there, err := offload.LeftAt(a.Path(), "A001")
	if err != nil || !there || len(left.Inside) != 1 || left.Begun.IsZero() || left.To != a.Path() {
		t.Fatalf("%+v, %v, %v", left, there, err)
	}
	f := left.Inside[0]
	if f.Path != "clip.mov" || f.Have < 2*block || f.Have > 4*block || f.Have%block != 0 || f.Bytes != 5*block-99 || left.Reread() != f.Have {
		t.Errorf("%+v", left)
	}
	if left.Files == 1 && left.Bytes != 1000 {
		t.Errorf("%+v", left)
	}
	if again, _, err := offload.LeftAt(a.Path(), "A001"); err != nil || again.Reread() != left.Reread() {
		t.Errorf("a look changed it: %+v, %v", again, err)
	}
	if result := run(t, order(source, a, b)); !result.SafeToFormat {
		t.Errorf("%v", result.Problems)
	}
	a.copyOf(source, t)
}
