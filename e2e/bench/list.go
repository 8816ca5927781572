package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/btsdirector/bts/internal/medium"
)

// measureList makes media hash lists of a folder that has none, beside reading the same folder and nothing else.
func (b *bench) measureList(ctx context.Context) error {
	card, err := b.folder("listed")
	if err != nil {
		return err
	}
	if _, err := fillCard(card); err != nil {
		return err
	}
	return b.beginHistory(ctx, card)
}

// listRounds is how often both are done, in turns: a disk with other guests is not the same from one minute to the next.
const listRounds = 3

// beginHistory makes a media hash list of a folder that has none, and takes it away again.
func (b *bench) beginHistory(ctx context.Context, card string) error {
	var reads, lists []float64
	for range listRounds {
		read, err := readWhole(ctx, card)
		if err != nil {
			return err
		}
		if err := cold(); err != nil {
			return err
		}
		c := exec.CommandContext(ctx, b.bts, "--quiet", "verify", card, "--begin")
		c.Stderr = os.Stderr
		began := time.Now()
		if err := c.Run(); err != nil {
			return err
		}
		lists, reads = append(lists, time.Since(began).Seconds()), append(reads, read.Seconds())
		if err := os.RemoveAll(filepath.Join(card, "ascmhl")); err != nil {
			return err
		}
	}
	slices.Sort(reads)
	slices.Sort(lists)
	read, took := reads[listRounds/2], lists[listRounds/2]
	b.table.add(figure{name: "Media hash list of a folder that is there: time over reading it past the cache", value: took / read, bar: 1 / 0.9})
	b.table.add(figure{name: "  the list", value: took, unit: "s", beside: beside{"reading", read}})
	return nil
}

// readWhole reads every file of a folder past the cache, with as many hands as a disk has use for, and does nothing with it.
func readWhole(ctx context.Context, folder string) (time.Duration, error) {
	const hands, piece = 8, 4 << 20
	at, err := medium.Open(folder)
	if err != nil {
		return 0, err
	}
	defer func() { _ = at.Close() }() // only read
	if err := cold(); err != nil {
		return 0, err
	}
	type part struct {
		name string
		off  int64
	}
	began := time.Now()
	var parts []part
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		for off := int64(0); off < info.Size(); off += piece {
			parts = append(parts, part{filepath.ToSlash(name), off})
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	pool := medium.NewPool(hands, piece)
	defer pool.Close()
	var next atomic.Int64
	var all sync.WaitGroup
	var failed atomic.Pointer[error]
	for range hands {
		all.Go(func() {
			if err := readParts(ctx, at, pool, func() (name string, off int64, ok bool) {
				i := next.Add(1) - 1
				if i >= int64(len(parts)) {
					return "", 0, false
				}
				return parts[i].name, parts[i].off, true
			}); err != nil {
				failed.Store(&err)
			}
		})
	}
	all.Wait()
	if err := failed.Load(); err != nil {
		return 0, *err
	}
	return time.Since(began), nil
}

// readParts reads parts until there is no more; a file stays open while its parts follow each other.
func readParts(ctx context.Context, at *medium.Folder, pool *medium.Pool, next func() (string, int64, bool)) (err error) {
	buffer, err := pool.Take(ctx)
	if err != nil {
		return err
	}
	defer pool.Give(buffer)
	var open medium.File
	opened := ""
	for {
		name, off, ok := next()
		if open != nil && (!ok || name != opened) {
			err, open = errors.Join(err, open.Close()), nil
		}
		if !ok || err != nil {
			return err
		}
		if open == nil {
			if open, err = at.Read(name); err != nil {
				return err
			}
			opened = name
		}
		if _, err = medium.ReadPiece(open, buffer, off, off+int64(len(buffer))); err != nil {
			return errors.Join(err, open.Close())
		}
	}
}
