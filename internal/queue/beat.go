package queue

import (
	"context"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// beat writes a running task's progress and sign of life, and hears whether somebody asked to stop
// it. It writes from a goroutine of its own, so that a worker that holds the only writer connection
// can report without waiting for itself.
type beat struct {
	q      *Queue
	id     production.TaskID
	cancel context.CancelCauseFunc
	fresh  chan struct{} // something to write
	quit   chan struct{}
	gone   chan struct{}

	mu      sync.Mutex
	done    int64
	total   int64
	message string
	written bool
}

func (q *Queue) startBeat(ctx context.Context, cancel context.CancelCauseFunc, task production.Task) *beat {
	b := &beat{
		q: q, id: task.ID, cancel: cancel,
		fresh: make(chan struct{}, 1), quit: make(chan struct{}), gone: make(chan struct{}),
		done: task.Done, total: task.Total, message: task.Message, written: true,
	}
	go b.run(context.WithoutCancel(ctx))
	return b
}

// report is the worker's Report.
func (b *beat) report(done, total int64, message string) {
	b.mu.Lock()
	b.done, b.total, b.message, b.written = done, total, message, false
	b.mu.Unlock()
	select {
	case b.fresh <- struct{}{}:
	default:
	}
}

// stop ends the beat and writes what was reported last.
func (b *beat) stop() {
	close(b.quit)
	<-b.gone
}

func (b *beat) run(ctx context.Context) {
	defer close(b.gone)
	pulse := time.NewTicker(b.q.pace.beat)
	defer pulse.Stop()
	for {
		select {
		case <-b.fresh:
		case <-pulse.C:
		case <-b.quit:
			b.last(ctx)
			return
		}
		b.write(ctx)
		select { // not again too soon
		case <-time.After(b.q.pace.write):
		case <-b.quit:
			b.last(ctx)
			return
		}
	}
}

func (b *beat) last(ctx context.Context) {
	b.mu.Lock()
	written := b.written
	b.mu.Unlock()
	if !written {
		b.write(ctx)
	}
}

func (b *beat) write(ctx context.Context) {
	b.mu.Lock()
	done, total, message := b.done, b.total, b.message
	b.written = true
	b.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, rowTimeout)
	defer cancel()
	stop, err := b.q.tasks.Progress(ctx, b.id, done, total, message)
	switch {
	case fault.Is(err, fault.Conflict), fault.Is(err, fault.NotFound):
		b.cancel(errLost)
	case err != nil:
		b.q.log.WarnContext(ctx, "progress could not be written", "task", b.id, "error", err)
	case stop:
		b.cancel(errCancelled)
	}
}
