package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/btsdirector/bts/internal/medium"
)

// plainTool copies the card twice and compares the copies, as somebody would by hand.
type plainTool struct {
	name   string
	needs  string // a program that must be there
	script string // $1 the card, $2 and $3 the copies
	bar    float64
	card   string
}

func (b *bench) plainTools(card string) []plainTool {
	return []plainTool{
		{"cp twice and xxhsum -c", "xxhsum", `cp -a "$1" "$2" && cp -a "$1" "$3" && cd "$1" && find . -type f -print0 | xargs -0 xxhsum -H2 > "$2.sums" && sync && echo 3 > /proc/sys/vm/drop_caches && cd "$2" && xxhsum -c --quiet "$2.sums" && cd "$3" && xxhsum -c --quiet "$2.sums"`, 0.30, card},
		{"rsync twice, and rsync -c", "rsync", `rsync -a "$1/" "$2/" && rsync -a "$1/" "$3/" && sync && echo 3 > /proc/sys/vm/drop_caches && rsync -ac --dry-run "$1/" "$2/" && rsync -ac --dry-run "$1/" "$3/"`, 0, card},
		{"rclone copy twice, and rclone check", "rclone", `rclone copy "$1" "$2" && rclone copy "$1" "$3" && sync && echo 3 > /proc/sys/vm/drop_caches && rclone check "$1" "$2" && rclone check "$1" "$3"`, 0.30, card},
	}
}

// plainOnce times a plain tool, 0 where it is not installed.
func (b *bench) plainOnce(ctx context.Context, tool plainTool) (time.Duration, error) {
	if !installed(tool.needs) {
		fmt.Fprintf(os.Stderr, "not compared with %s: it is not installed\n", tool.needs)
		return 0, nil
	}
	to, err := b.folder("plain")
	if err != nil {
		return 0, err
	}
	if err := cold(); err != nil {
		return 0, err
	}
	c := exec.CommandContext(ctx, "sh", "-ec", tool.script, "sh", tool.card, filepath.Join(to, "a"), filepath.Join(to, "b"))
	c.Stderr = nil // rclone tells on it what it does
	began := time.Now()
	err = c.Run()
	took := time.Since(began)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", tool.name, err)
	}
	return took, os.RemoveAll(to)
}

func installed(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

// diskLimit is how quick the disk is.
type diskLimit struct {
	read, write, back float64 // MB/s: of the card, of a new file, and of what was just written
	total             float64 // seconds to read bytes once, write them twice and read them twice
}

// diskLimit reads large files of the card, writes new ones and reads these back, all past the cache, one after the other and
// with nothing between, in the best of several ways of asking.
func (b *bench) diskLimit(ctx context.Context, card string, bytes float64) (diskLimit, error) {
	at, err := medium.Open(b.work)
	if err != nil {
		return diskLimit{}, err
	}
	defer func() { _ = at.Close() }() // files for trying
	nothing := func() error { return nil }
	var best diskLimit
	for i, hands := range []int{2, 4, 8} {
		clip, err := at.Read(filepath.Join(filepath.Base(card), fmt.Sprintf(benchCard[0].name, i))) // not read since it was written
		if err != nil {
			return best, err
		}
		name := fmt.Sprintf("limit-%d", i) // a new place on the disk each time
		const size = 1 << 30
		f, err := at.Create(name, size)
		if err != nil {
			return best, err
		}
		read, err1 := pass(ctx, hands, size, clip.ReadAt, nothing)
		written, err2 := pass(ctx, hands, size, f.WriteAt, f.Sync)
		back, err3 := pass(ctx, hands, size, f.ReadAt, nothing)
		if err := errors.Join(err1, err2, err3, clip.Close(), f.Close()); err != nil {
			return best, err
		}
		best.read, best.write, best.back = max(best.read, read), max(best.write, written), max(best.back, back)
	}
	best.total = bytes / 1e6 * (1/best.read + 2/best.write + 2/best.back)
	for i := range 3 {
		err = errors.Join(err, at.Remove(fmt.Sprintf("limit-%d", i)))
	}
	return best, err
}

// pass does one thing to a whole file, with several hands, and gives MB/s.
func pass(ctx context.Context, hands int, size int64, do func([]byte, int64) (int, error), after func() error) (float64, error) {
	const piece = 4 << 20
	pool := medium.NewPool(hands, piece)
	var next atomic.Int64
	var all sync.WaitGroup
	var failed atomic.Pointer[error]
	began := time.Now()
	for range hands {
		all.Go(func() {
			buffer, err := pool.Take(ctx)
			for err == nil {
				off := next.Add(piece) - piece
				if off >= size {
					return
				}
				_, err = do(buffer, off)
			}
			failed.Store(&err)
		})
	}
	all.Wait()
	if err := failed.Load(); err != nil {
		return 0, *err
	}
	err := after()
	return float64(size) / 1e6 / time.Since(began).Seconds(), err
}
