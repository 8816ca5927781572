package medium_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/btsdirector/bts/internal/medium"
)

// drive answers for a file in memory, and counts who asks at once.
type drive struct {
	*bytes.Reader
	now, most atomic.Int32
	failAt    int64
	fails     atomic.Int32 // how often it still fails
}

func (d *drive) ReadAt(b []byte, off int64) (int, error) {
	n := d.now.Add(1)
	for most := d.most.Load(); n > most && !d.most.CompareAndSwap(most, n); most = d.most.Load() {
	}
	defer d.now.Add(-1)
	for range 20 {
		runtime.Gosched()
	}
	if off == d.failAt && d.fails.Add(-1) >= 0 {
		return 0, syscall.EIO
	}
	return d.Reader.ReadAt(b, off)
}

// TestPiecesComeInTheirOrder reads files of awkward sizes with every number of pieces ahead, also such as became
// longer or shorter since they were listed. No buffer may be lost.
func TestPiecesComeInTheirOrder(t *testing.T) {
	t.Parallel()
	const size = 2 * medium.Align
	for _, ahead := range []int{1, 2, 5} {
		pool := medium.NewPool(ahead+1, size)
		s := medium.Stream{Pool: pool, Ahead: ahead}
		for _, length := range []int{0, 1, medium.Align, size - 1, size, size + 1, 7 * size, 9*size + 17} {
			for _, change := range []int{-1, 0, 1} {
				if length+change < 0 {
					continue
				}
				content := []byte(strings.Repeat("0123456789abc", length/13+2))[:length+change]
				got, longer, err := pour(s, &drive{Reader: bytes.NewReader(content), failAt: -1}, int64(length))
				if longer != (change > 0) || (change < 0) != errors.Is(err, medium.ErrShort) || change >= 0 && !bytes.Equal(got, content[:length]) {
					t.Errorf("%d ahead, %d bytes listed, %d there: %d came, longer %v, %v", ahead, length, length+change, len(got), longer, err)
				}
			}
		}
		for range ahead + 1 {
			if pool.TryTake() == nil {
				t.Errorf("%d ahead: a buffer was lost", ahead)
			}
		}
		pool.Close()
	}
}

func pour(s medium.Stream, f io.ReaderAt, size int64) (all []byte, longer bool, err error) {
	for p := range s.Pieces(context.Background(), f, size) {
		if p.Err != nil {
			return all, longer, p.Err
		}
		all = append(all, p.Data...)
		longer = longer || p.More
		s.Pool.Give(p.Data)
	}
	more, err := s.Longer(context.Background(), f, size)
	return all, longer || more, err
}

// TestADriveThatHesitatesIsAskedAgain fails twice, which is mended, and three times, which is not; the pieces before
// come all the same.
func TestADriveThatHesitatesIsAskedAgain(t *testing.T) {
	t.Parallel()
	pool := medium.NewPool(4, medium.Align)
	defer pool.Close()
	s := medium.Stream{Pool: pool, Ahead: 3}
	for times, want := range map[int32]int{2: 9 * medium.Align, 3: 5 * medium.Align} {
		d := &drive{Reader: bytes.NewReader(make([]byte, 9*medium.Align)), failAt: 5 * medium.Align}
		d.fails.Store(times)
		got, _, err := pour(s, d, 9*medium.Align)
		if len(got) != want || errors.Is(err, syscall.EIO) != (times == 3) {
			t.Errorf("failing %d times: %d bytes, %v", times, len(got), err)
		}
	}
}

// TestSeveralPiecesAreUnderWay looks at how many requests a drive has at once: several where that is asked for, one
// where it is not.
func TestSeveralPiecesAreUnderWay(t *testing.T) {
	t.Parallel()
	for ahead, enough := range map[int]func(int32) bool{1: func(n int32) bool { return n == 1 }, 4: func(n int32) bool { return n > 1 && n <= 5 }} {
		pool := medium.NewPool(ahead+1, medium.Align)
		d := &drive{Reader: bytes.NewReader(make([]byte, 500*medium.Align)), failAt: -1}
		if _, _, err := pour(medium.Stream{Pool: pool, Ahead: ahead}, d, 500*medium.Align); err != nil {
			t.Fatal(err)
		}
		if !enough(d.most.Load()) {
			t.Errorf("%d ahead: %d requests at once", ahead, d.most.Load())
		}
		pool.Close()
	}
}

// TestWhoeverStopsLeavesNothingBehind leaves the loop at the first piece, and ends the context at the second.
func TestWhoeverStopsLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	pool := medium.NewPool(4, medium.Align)
	defer pool.Close()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	seen := 0
	for _, end := range []func(){func() {}, stop} {
		for p := range (medium.Stream{Pool: pool, Ahead: 3}).Pieces(ctx, bytes.NewReader(make([]byte, 100*medium.Align)), 100*medium.Align) {
			if p.Data != nil {
				pool.Give(p.Data)
			}
			seen++
			if end(); ctx.Err() == nil {
				break
			}
		}
	}
	if seen < 2 || seen > 20 {
		t.Errorf("%d pieces came", seen)
	}
	for range 4 {
		if pool.TryTake() == nil {
			t.Error("a buffer was lost")
		}
	}
}
