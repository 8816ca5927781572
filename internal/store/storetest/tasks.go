package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func task(in production.ProductionID, title string, state production.TaskState, age time.Duration) production.Task {
	return production.Task{
		ID: production.NewID[production.TaskID](), Production: in, Kind: "import", Title: title, Args: json.RawMessage(`{"file":"a"}`),
		State: state, Done: 3, Total: 10 << 32, Message: "reading", Attempts: 1, CreatedBy: "Zoë", CreatedAt: noon.Add(-age), StartedAt: noon,
	}
}

func findTask(t *testing.T, s *store.Store, id production.TaskID) production.Task {
	t.Helper()
	return read(t, s, func(ctx context.Context, tx *store.Tx) (production.Task, error) { return tx.FindTask(ctx, id) })
}

func testTasks(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Tasks"), Production(t, s, "Other")
	old, running := task(p.ID, "old", production.TaskDone, 2*time.Hour), task(p.ID, "running", production.TaskRunning, time.Hour)
	waiting, theirs := task(p.ID, "waiting", production.TaskPending, 0), task(other.ID, "theirs", production.TaskPending, 3*time.Hour)
	for _, x := range []production.Task{old, running, waiting, theirs} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.CreateTask(ctx, x) })
	}
	same(t, findTask(t, s, old.ID), old)
	for name, c := range map[string]struct {
		open  bool
		limit int
		want  []production.Task
	}{
		"all":         {false, 0, []production.Task{waiting, running, old}},
		"open":        {true, 0, []production.Task{waiting, running}},
		"latest open": {true, 1, []production.Task{waiting}},
	} {
		t.Run(name, func(t *testing.T) {
			same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Task, error) {
				return tx.FindTasks(ctx, p.ID, c.open, c.limit)
			}), c.want)
		})
	}
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Task, error) { return tx.FindUnfinishedTasks(ctx) }),
		[]production.Task{theirs, running, waiting})

	running.State, running.Result, running.FinishedAt = production.TaskDone, json.RawMessage(`{"scenes":35}`), noon.Add(time.Minute)
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateTask(ctx, running) })
	same(t, findTask(t, s, running.ID), running)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.Task, error) { return tx.FindTask(ctx, "none") })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateTask(ctx, task(p.ID, "", "", 0)) })
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error { return tx.CreateTask(ctx, old) })
}

func testTaskProgress(t *testing.T, s *store.Store) {
	p := Production(t, s, "Progress")
	running, waiting, over := task(p.ID, "", production.TaskRunning, 0), task(p.ID, "", production.TaskPending, 0), task(p.ID, "", production.TaskFailed, 0)
	for _, x := range []production.Task{running, waiting, over} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.CreateTask(ctx, x) })
	}
	progress := func(id production.TaskID) (cancel bool) {
		t.Helper()
		write(t, s, func(ctx context.Context, tx *store.Tx) (err error) {
			cancel, err = tx.ProgressTask(ctx, id, 5, 6, "nearly")
			return err
		})
		return cancel
	}
	same(t, progress(running.ID), false)
	got := findTask(t, s, running.ID)
	same(t, fmt.Sprintf("%d %d %s", got.Done, got.Total, got.Message), "5 6 nearly")
	if got.BeatAt.IsZero() {
		t.Error("progress is no sign of life")
	}
	for _, id := range []production.TaskID{running.ID, waiting.ID, over.ID} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.CancelTask(ctx, id) })
	}
	same(t, progress(running.ID), true)
	same(t, progress(waiting.ID), true)
	got = findTask(t, s, waiting.ID)
	same(t, got.State, production.TaskCancelled)
	same(t, got.Done, waiting.Done)
	if got.FinishedAt.IsZero() {
		t.Error("a cancelled task has no end")
	}
	same(t, findTask(t, s, over.ID), over)

	// A worker that writes back what it read before keeps the wish to cancel.
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateTask(ctx, running) })
	same(t, findTask(t, s, running.ID).Cancel, true)
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.CancelTask(ctx, "none") })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.ProgressTask(ctx, "none", 1, 2, "")
		return err
	})
}

func feedAfter(t *testing.T, s *store.Store, in production.ProductionID, seq int64, limit int) []production.FeedItem {
	t.Helper()
	return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.FeedItem, error) {
		return tx.FindFeedAfter(ctx, in, seq, limit)
	})
}

func testFeed(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Feed"), Production(t, s, "Other")
	latest := func(ctx context.Context, tx *store.Tx) (int64, error) { return tx.LatestFeed(ctx, p.ID, "") }
	same(t, read(t, s, latest), 0)
	for i, in := range []production.ProductionID{p.ID, other.ID, p.ID, p.ID} {
		item := production.FeedItem{Production: in, Topic: "task", Payload: json.RawMessage(`{"n":1}`), At: noon.Add(time.Duration(i) * time.Hour)}
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.AppendFeed(ctx, item) })
	}
	all := feedAfter(t, s, p.ID, 0, 0)
	if len(all) != 3 || all[0].Seq >= all[1].Seq || all[1].Seq >= all[2].Seq {
		t.Fatalf("feed %+v", all)
	}
	same(t, all[0], production.FeedItem{Seq: all[0].Seq, Production: p.ID, Topic: "task", Payload: json.RawMessage(`{"n":1}`), At: noon})
	same(t, feedAfter(t, s, p.ID, all[0].Seq, 1), all[1:2])
	same(t, read(t, s, latest), all[2].Seq)
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (int64, error) { return tx.LatestFeed(ctx, p.ID, "task") }), 0)

	// Numbers are not given out again, even when the feed is empty.
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.TrimFeed(ctx, noon.Add(2*time.Hour)) })
	same(t, feedAfter(t, s, p.ID, 0, 0), all[1:])
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.TrimFeed(ctx, noon.Add(24*time.Hour)) })
	same(t, feedAfter(t, s, p.ID, 0, 0), []production.FeedItem{})
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.AppendFeed(ctx, production.FeedItem{Production: p.ID, At: noon})
	})
	if next := read(t, s, latest); next <= all[2].Seq {
		t.Errorf("number %d after %d", next, all[2].Seq)
	}
}

// testFeedOrder follows the feed while writers append to it: a follower that remembers the last number
// it saw must see every item.
func testFeedOrder(t *testing.T, s *store.Store) {
	p := Production(t, s, "Busy")
	const writers, items = 4, 12
	var wait sync.WaitGroup
	for range writers {
		wait.Go(func() {
			for range items {
				err := s.Write(t.Context(), func(tx *store.Tx) error {
					return tx.AppendFeed(t.Context(), production.FeedItem{Production: p.ID, At: noon})
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { wait.Wait(); close(done) }()
	seen, last := 0, int64(0)
	for over := false; !over; {
		select {
		case <-done:
			over = true
		default:
		}
		for _, item := range feedAfter(t, s, p.ID, last, 0) {
			seen, last = seen+1, item.Seq
		}
	}
	same(t, seen, writers*items)
}
