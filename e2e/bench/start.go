package main

import (
	"context"
	"errors"
	"time"
)

// measureStart takes the time from starting the program to the first page, on a data folder that is
// new (it is made and its tables with it) and on one that is there.
func (b *bench) measureStart(ctx context.Context) error {
	for _, c := range []struct {
		name  string
		fresh bool
	}{{"Cold start to the first page, new data folder", true}, {"Cold start to the first page, existing data folder", false}} {
		var all []time.Duration
		dir, err := b.folder("start")
		if err != nil {
			return err
		}
		if !c.fresh {
			if _, err := b.startOnce(ctx, dir); err != nil {
				return err
			}
		}
		for range rounds {
			if c.fresh {
				if dir, err = b.folder("start"); err != nil {
					return err
				}
			}
			took, err := b.startOnce(ctx, dir)
			if err != nil {
				return err
			}
			all = append(all, took)
		}
		b.table.add(figure{name: c.name, value: milliseconds(median(all)), unit: "ms", bar: 500})
	}
	return nil
}

// startOnce starts the program, reads the sign-in page and stops it.
func (b *bench) startOnce(ctx context.Context, dir string) (time.Duration, error) {
	start := time.Now()
	s, err := b.serve(ctx, dir)
	if err != nil {
		return 0, err
	}
	_, err = s.get(ctx, "/sign-in")
	took := time.Since(start)
	return took, errors.Join(err, s.stop())
}

// idle is how long the program rests before its memory is looked at.
const idle = 10 * time.Second

// measureMemory looks at the program's memory ten seconds after a page was opened once.
func (b *bench) measureMemory(ctx context.Context) error {
	dir, film, err := b.feature(ctx)
	if err != nil {
		return err
	}
	s, err := b.serve(ctx, dir)
	if err != nil {
		return err
	}
	defer s.stop() //nolint:errcheck // the figures are taken by then
	if err := s.signIn(ctx); err != nil {
		return err
	}
	if _, err := s.get(ctx, "/p/"+film+"/moments"); err != nil {
		return err
	}
	select {
	case <-time.After(idle):
	case <-ctx.Done():
		return ctx.Err()
	}
	mb, err := s.memory(ctx)
	b.table.add(figure{name: "Memory at rest, after one page", value: mb, unit: "MB", bar: 60})
	return err
}
