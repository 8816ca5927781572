package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sync"
	"time"
)

// The load: requests leave at fixed times whether or not earlier ones have been answered, so that a
// slow answer is not hidden by asking less.
const (
	perSecond = 50
	loadTime  = 20 * time.Second
	inFlight  = 200 // more than that unanswered is a failure
)

// The page and the static file take turns, so that both meet the same neighbours on the machine.
const (
	turns    = 10
	pageTurn = loadTime / turns
	fileTurn = pageTurn / 4
)

// measureLoad asks for the page of 200 moments at a steady pace, and beside it for a static file.
func (b *bench) measureLoad(ctx context.Context) error {
	dir, film, err := b.feature(ctx)
	if err != nil {
		return err
	}
	s, err := b.serve(ctx, dir)
	if err != nil {
		return err
	}
	path := "/p/" + film + "/moments"
	page, file, size, err := s.takeTurns(ctx, path)
	if err = errors.Join(err, s.stop()); err != nil {
		return err
	}
	name := fmt.Sprintf("Page of %d moments at %d a second", pageMoments, perSecond)
	for _, q := range []struct {
		name  string
		share float64
		bar   float64
	}{{"p50", .5, 0}, {"p95", .95, 30}, {"p99", .99, 0}} {
		b.table.add(figure{name: name + ": " + q.name, value: milliseconds(quantile(page, q.share)), unit: "ms", bar: q.bar,
			beside: beside{"static file", milliseconds(quantile(file, q.share))}})
	}
	b.table.add(figure{name: "Processor time for one such page", value: milliseconds(s.processorTime()) / float64(len(page)), unit: "ms"})
	b.table.add(figure{name: "Size of such a page, compressed", value: float64(size) / 1e3, unit: "kB"})
	return nil
}

// takeTurns loads the server; it returns the sorted times of the page and of a static file, and the
// page's size on the wire.
func (s *server) takeTurns(ctx context.Context, path string) (page, file []time.Duration, size int, err error) {
	if err := s.signIn(ctx); err != nil {
		return nil, nil, 0, err
	}
	style, err := s.stylesheet(ctx)
	if err != nil {
		return nil, nil, 0, err
	}
	body, err := s.get(ctx, path)
	if err != nil {
		return nil, nil, 0, err
	}
	for range turns {
		times, err := s.load(ctx, path, pageTurn)
		if err != nil {
			return nil, nil, 0, err
		}
		page = append(page, times...)
		if times, err = s.load(ctx, style, fileTurn); err != nil {
			return nil, nil, 0, err
		}
		file = append(file, times...)
	}
	slices.Sort(page)
	slices.Sort(file)
	return page, file, len(body), nil
}

var styleLink = regexp.MustCompile(`/assets/[^"]+\.css`)

// stylesheet is the address of the pages' style sheet.
func (s *server) stylesheet(ctx context.Context) (string, error) {
	body, err := s.plainPage(ctx, "/account")
	if err != nil {
		return "", err
	}
	found := styleLink.FindString(body)
	if found == "" {
		return "", errors.New("the pages have no style sheet")
	}
	return found, nil
}

// load asks for a path at the pace for a while. It returns the times, each from the moment at which the
// request was due; any failure is an error.
func (s *server) load(ctx context.Context, path string, length time.Duration) ([]time.Duration, error) {
	n := int(length.Seconds() * perSecond)
	times, failed := make([]time.Duration, n), make([]error, n)
	slots := make(chan struct{}, inFlight)
	var all sync.WaitGroup
	start := time.Now()
	for i := range n {
		due := start.Add(time.Duration(i) * time.Second / perSecond)
		select {
		case <-time.After(time.Until(due)):
		case <-ctx.Done():
			all.Wait()
			return nil, ctx.Err()
		}
		select {
		case slots <- struct{}{}:
		default:
			all.Wait()
			return nil, fmt.Errorf("%s: more than %d requests are unanswered", path, inFlight)
		}
		all.Go(func() {
			_, failed[i] = s.get(ctx, path)
			times[i] = time.Since(due)
			<-slots
		})
	}
	all.Wait()
	return times, errors.Join(failed...)
}
