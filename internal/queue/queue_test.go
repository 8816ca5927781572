package queue

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// noWork is a worker that has nothing to do.
func noWork(context.Context, production.Task, Report) (any, error) { return nil, nil }

// untilStopped signals that it has begun and works until its context ends.
func untilStopped(begun chan<- struct{}) Worker {
	return func(ctx context.Context, _ production.Task, _ Report) (any, error) {
		begun <- struct{}{}
		<-ctx.Done()
		return nil, ctx.Err()
	}
}

func TestACommittedTaskRuns(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		q := b.start(func(_ context.Context, task production.Task, report Report) (any, error) {
			report(3, 7, "half-way")
			report(7, 7, "last scene")
			return map[string]int{"attempts": task.Attempts}, nil
		})
		done := b.awaitState(b.enqueue(q), production.TaskDone)
		if string(done.Result) != `{"attempts":1}` || done.Done != 7 || done.Total != 7 || done.Message != "last scene" || done.Error != "" {
			t.Errorf("the row after the work is %+v", done)
		}
	})
}

func TestARolledBackTaskNeverRuns(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		var ran atomic.Int32
		q := b.start(func(context.Context, production.Task, Report) (any, error) {
			ran.Add(1)
			return nil, nil
		})
		tx, err := b.db.Writer.BeginTx(t.Context(), nil)
		check(t, err)
		id := production.NewID[production.TaskID]()
		check(t, b.rows.add(t.Context(), tx, id, "plan"))
		check(t, q.Enqueue(t.Context(), tx, id, "plan"))
		check(t, tx.Rollback())
		var wakes int
		check(t, b.db.Writer.QueryRow(`SELECT count(*) FROM river_job`).Scan(&wakes))
		b.awaitState(b.enqueue(q), production.TaskDone) // a later task has been worked on
		if wakes != 0 || ran.Load() != 1 {
			t.Errorf("%d wakes were left by the rollback, and %d tasks ran instead of 1", wakes, ran.Load())
		}
	})
}

func TestReportsWhileTheWorkerHoldsATransaction(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		q := b.start(func(ctx context.Context, _ production.Task, report Report) (any, error) {
			tx, err := b.db.Writer.BeginTx(ctx, nil)
			if err != nil {
				return nil, err
			}
			defer tx.Rollback()
			for i := range int64(1000) {
				report(i+1, 1000, "")
			}
			_, err = tx.ExecContext(ctx, `INSERT INTO task_rows (id, kind, state) VALUES ('x', 'made', 'done')`)
			return nil, errors.Join(err, tx.Commit())
		})
		if done := b.awaitState(b.enqueue(q), production.TaskDone); done.Done != 1000 {
			t.Errorf("the last report is %d, not 1000", done.Done)
		}
	})
}

func TestCancel(t *testing.T) {
	t.Run("running here", func(t *testing.T) {
		onBoth(t, func(t *testing.T, b *bench) {
			begun := make(chan struct{}, 1)
			q := b.start(untilStopped(begun))
			id := b.enqueue(q)
			receive(t, begun, "the worker begins")
			q.Cancel(t.Context(), id) // no flag: only the call can have stopped it
			b.awaitState(id, production.TaskCancelled)
		})
	})
	t.Run("running elsewhere", func(t *testing.T) {
		onBoth(t, func(t *testing.T, b *bench) {
			begun := make(chan struct{}, 1)
			q := b.start(untilStopped(begun))
			id := b.enqueue(q)
			receive(t, begun, "the worker begins")
			b.ask(id) // the beat reads the flag
			b.awaitState(id, production.TaskCancelled)
		})
	})
	t.Run("waiting", func(t *testing.T) {
		onBoth(t, func(t *testing.T, b *bench) {
			q := b.open()
			id := b.enqueue(q)
			b.ask(id)
			q.Handle("plan", func(context.Context, production.Task, Report) (any, error) {
				t.Error("the worker of a cancelled task was called")
				return nil, nil
			})
			check(t, q.Start(t.Context()))
			q.Cancel(t.Context(), id)
			b.awaitState(id, production.TaskCancelled)
		})
	})
	t.Run("done all the same", func(t *testing.T) {
		onBoth(t, func(t *testing.T, b *bench) {
			begun := make(chan struct{}, 1)
			q := b.start(func(ctx context.Context, _ production.Task, _ Report) (any, error) {
				begun <- struct{}{}
				<-ctx.Done() // it was about to commit, and does
				return "made", nil
			})
			id := b.enqueue(q)
			receive(t, begun, "the worker begins")
			q.Cancel(t.Context(), id)
			b.awaitState(id, production.TaskDone)
		})
	})
}

func TestWhatFailureLeavesBehind(t *testing.T) {
	cases := map[string]struct {
		fail     error
		attempts int
		text     string
	}{
		"bad input":   {fault.New(fault.Invalid, "line 3 is not a scene"), 1, "line 3 is not a scene"},
		"differs":     {fault.New(fault.Corrupt, "the file differs"), 1, "the file differs"},
		"our mistake": {errors.New("index out of range"), 2, "This failed through a mistake in the program. The log describes it under task "},
		"no answer":   {fault.New(fault.Unavailable, "the disk is away"), 5, "the disk is away"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, b *bench) {
				b.log.forgiven = true
				q := b.start(func(context.Context, production.Task, Report) (any, error) { return nil, c.fail })
				failed := b.awaitState(b.enqueue(q), production.TaskFailed)
				if failed.Attempts != c.attempts || !strings.HasPrefix(failed.Error, c.text) {
					t.Errorf("%d attempts and %q, not %d and %q", failed.Attempts, failed.Error, c.attempts, c.text)
				}
				if strings.Contains(failed.Error, "index out of range") {
					t.Errorf("the person reads an internal error: %q", failed.Error)
				}
			})
		})
	}
}

func TestASecondAttemptSucceeds(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		b.log.forgiven = true
		q := b.start(func(_ context.Context, task production.Task, _ Report) (any, error) {
			if task.Attempts < 3 {
				return nil, fault.New(fault.Unavailable, "not yet")
			}
			return nil, nil
		})
		if done := b.awaitState(b.enqueue(q), production.TaskDone); done.Attempts != 3 || done.Error != "" {
			t.Errorf("the row is %+v", done)
		}
	})
}

func TestAPanicFailsTheTaskAlone(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		b.log.forgiven = true
		q := b.start(func(_ context.Context, task production.Task, _ Report) (any, error) {
			var board map[string]int
			if task.Attempts > 0 {
				board["scene"] = 1 //nolint:staticcheck // the panic is what the test is about
			}
			return nil, nil
		})
		failed := b.awaitState(b.enqueue(q), production.TaskFailed)
		b.awaitState(b.enqueue(q), production.TaskFailed) // the queue still works
		if failed.Attempts != 1 || !strings.Contains(b.log.text(), "TestAPanicFailsTheTaskAlone") {
			t.Errorf("%d attempts, and the log should say where:\n%s", failed.Attempts, b.log.text())
		}
	})
}

func TestATaskThatNeverEndsIsGivenUp(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		q := b.open()
		id := b.enqueue(q)
		_, err := b.db.Writer.Exec(`UPDATE task_rows SET attempts = $1`, maxAttempts)
		check(t, err)
		q.Handle("plan", noWork)
		check(t, q.Start(t.Context()))
		if failed := b.awaitState(id, production.TaskFailed); !strings.Contains(failed.Error, "20 times") {
			t.Errorf("the person reads %q", failed.Error)
		}
	})
}

func TestStartNeedsAWorker(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		if err := b.open().Start(t.Context()); !fault.Is(err, fault.Internal) {
			t.Errorf("Start without a worker says %v", err)
		}
	})
}
