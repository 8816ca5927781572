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
	defer s.stop() //nolint:errcheck // the figures are taken by then
	if err := s.signIn(ctx); err != nil {
		return err
	}
	page := "/p/" + film + "/moments"
	style, err := s.stylesheet(ctx)
	if err != nil {
		return err
	}
	if _, err := s.load(ctx, page, time.Second); err != nil { // warm
		return err
	}
	plain, err := s.load(ctx, style, loadTime/4)
	if err != nil {
		return err
	}
	got, err := s.load(ctx, page, loadTime)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("Page of %d moments at %d a second", pageMoments, perSecond)
	b.table.add(figure{name: name + ": p50", value: milliseconds(quantile(got, .5)), unit: "ms",
		beside: beside{"static file", milliseconds(quantile(plain, .5))}})
	b.table.add(figure{name: name + ": p95", value: milliseconds(quantile(got, .95)), unit: "ms", bar: 30,
		beside: beside{"static file", milliseconds(quantile(plain, .95))}})
	b.table.add(figure{name: name + ": p99", value: milliseconds(quantile(got, .99)), unit: "ms",
		beside: beside{"static file", milliseconds(quantile(plain, .99))}})
	body, err := s.get(ctx, page)
	b.table.add(figure{name: "Page of 200 moments, compressed", value: float64(len(body)) / 1e3, unit: "kB"})
	return err
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

// load asks for a path at the pace for a while. It returns the sorted times, each from the moment at
// which the request was due; any failure is an error.
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
	slices.Sort(times)
	return times, errors.Join(failed...)
}
