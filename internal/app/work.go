package app

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/queue"
	"github.com/btsdirector/bts/internal/store"
)

// patience is how long running tasks may take to let go when the program stops.
const patience = 10 * time.Second

// Work starts working on jobs: those that wait, those that a lost process left, and those that come.
// wake, when given, hears of every change that open pages should see. The returned function stops the
// work; interrupted tasks resume at the next start. Without kinds all sorts of work are done here; it returns fault.Invalid for
// one that nobody knows.
func (a *App) Work(ctx context.Context, log *slog.Logger, wake func(production.ProductionID), kinds ...string) (stop func(), err error) {
	for _, kind := range kinds {
		if !slices.Contains(a.Office.Kinds(), kind) {
			return nil, fault.New(fault.Invalid, "there is no queue %q", kind).WithRemedy("There are %s.", strings.Join(a.Office.Kinds(), ", "))
		}
	}
	if len(kinds) == 0 {
		kinds = a.Office.Kinds()
	}
	if wake == nil {
		wake = func(production.ProductionID) {}
	}
	q, err := queue.Open(ctx, queue.Database{
		Writer: a.Store.Writer(), Address: a.Store.Address(), Postgres: a.Store.Dialect() == store.Postgres,
	}, a.Office.TaskRows(), log)
	if err != nil {
		return nil, err
	}
	a.Office.Employ(q, wake)
	for _, kind := range kinds {
		q.Handle(kind, func(ctx context.Context, t production.Task, report queue.Report) (any, error) {
			return a.Office.Work(ctx, t, report)
		})
	}
	if err := q.Start(ctx); err != nil {
		return nil, err
	}
	tidying, stopTidying := context.WithCancel(ctx)
	go a.keepTidy(tidying, log)
	go a.keepFetching(tidying, log)
	if slices.Contains(kinds, office.IngestTask) {
		go a.keepWatching(tidying, log)
	}
	return func() {
		stopTidying()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		if err := q.Stop(ctx); err != nil {
			log.Warn("a task did not stop in time; it is taken up again at the next start", "error", err)
		}
	}, nil
}

// lookEvery is how often it is looked which calendars are due.
const lookEvery = 30 * time.Second

// keepFetching has calendars fetched whose time has come, now and from then on, until ctx ends.
func (a *App) keepFetching(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		if err := a.Office.StartDueChecks(ctx); err != nil && ctx.Err() == nil {
			log.Warn("it was not looked which calendars are due; it is tried again", "error", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// How long the feed is kept, for browsers that come back, and how often it is trimmed.
const (
	feedKept  = 24 * time.Hour
	feedEvery = time.Hour
)

// keepTidy trims the feed now and from then on, until ctx ends.
func (a *App) keepTidy(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(feedEvery)
	defer tick.Stop()
	for {
		err := a.Store.Write(ctx, func(tx *store.Tx) error { return tx.TrimFeed(ctx, a.Config.Clock().Add(-feedKept)) })
		if err != nil && ctx.Err() == nil {
			log.Warn("the feed was not trimmed; it is tried again in an hour", "error", err)
		}
		if err := a.Office.TidyUploads(ctx); err != nil && ctx.Err() == nil {
			log.Warn("uploads were not tidied; it is tried again in an hour", "error", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// watchEvery is how often watched folders are looked through.
const watchEvery = 5 * time.Second

// keepWatching has what comes into watched folders of this machine brought into the library, until ctx ends.
func (a *App) keepWatching(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for watcher := a.Office.NewWatcher(); ; {
		if err := watcher.Look(ctx); err != nil && ctx.Err() == nil {
			log.Warn("watched folders were not looked through; it is tried again", "error", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}
