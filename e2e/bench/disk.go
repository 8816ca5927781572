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
	if _, err := exec.LookPath(tool.needs); err != nil {
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

// diskLimit is how quick the disk is.
type diskLimit struct {
	read, write float64 // MB/s
	total       float64 // seconds to read bytes once, write them twice and read them twice
}

// diskLimit reads and writes past the cache with nothing between, in the best of several ways of asking.
func (b *bench) diskLimit(ctx context.Context, bytes float64) (diskLimit, error) {
	at, err := medium.Open(b.work)
	if err != nil {
		return diskLimit{}, err
	}
	defer func() { _ = at.Close() }() // a file for trying
	const size = 4 << 30
	f, err := at.Create("limit", size)
	if err != nil {
		return diskLimit{}, err
	}
	var best diskLimit
	for _, hands := range []int{1, 2, 4, 8} {
		written, err := pass(ctx, hands, size, f.WriteAt, f.Sync)
		if err != nil {
			return best, err
		}
		got, err := pass(ctx, hands, size, f.ReadAt, func() error { return nil })
		if err != nil {
			return best, err
		}
		best.write, best.read = max(best.write, written), max(best.read, got)
	}
	best.total = bytes / 1e6 * (3/best.read + 2/best.write)
	return best, errors.Join(f.Close(), at.Remove("limit"))
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
