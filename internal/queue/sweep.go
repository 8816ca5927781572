package queue

import (
	"context"
	"encoding/json"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// wakesRead bounds how many waiting wakes a sweep looks at; with more, a task may be woken twice,
// which does no harm.
const wakesRead = 10_000

// startSweeper sweeps now and from then on, and returns how to end that.
func (q *Queue) startSweeper(ctx context.Context) (halt func()) {
	ctx, cancel := context.WithCancel(ctx)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		tick := time.NewTicker(q.pace.sweep)
		defer tick.Stop()
		for {
			if err := q.sweep(ctx); err != nil && ctx.Err() == nil {
				q.log.WarnContext(ctx, "forgotten tasks could not be looked for", "error", err)
			}
			select {
			case <-tick.C:
			case <-q.nudge:
			case <-ctx.Done():
				return
			}
		}
	}()
	return func() { cancel(); <-gone }
}

// sweep wakes the unfinished tasks that nobody works on and no wake waits for, and closes those that
// somebody asked to stop before they began.
func (q *Queue) sweep(ctx context.Context) error {
	unfinished, err := q.tasks.Unfinished(ctx)
	if err != nil {
		return err
	}
	var idle []production.Task
	for _, task := range unfinished {
		if q.idle(task) {
			idle = append(idle, task)
		}
	}
	if len(idle) == 0 {
		return nil
	}
	woken, err := q.woken(ctx)
	if err != nil {
		return err
	}
	for _, task := range idle {
		switch {
		case task.Cancel:
			err = q.tasks.Finish(ctx, task.ID, production.TaskCancelled, nil, "")
		case !woken[task.ID]:
			_, err = q.insert.Insert(ctx, wake{Task: task.ID}, wakeOptions(task.Kind))
		}
		if err != nil && !fault.Is(err, fault.Conflict) {
			return fault.Wrap(err, "queue.sweep")
		}
	}
	return nil
}

// idle reports whether nobody, here or elsewhere, works on an unfinished task.
func (q *Queue) idle(task production.Task) bool {
	q.mu.Lock()
	_, here := q.running[task.ID]
	q.mu.Unlock()
	if here {
		return false
	}
	return task.State == production.TaskPending || time.Since(task.BeatAt) > q.pace.lost
}

// woken are the tasks for which a wake waits, now or after a pause.
func (q *Queue) woken(ctx context.Context) (map[production.TaskID]bool, error) {
	waiting := river.NewJobListParams().First(wakesRead).Kinds(wake{}.Kind()).
		States(rivertype.JobStateAvailable, rivertype.JobStateScheduled, rivertype.JobStateRetryable)
	list, err := q.insert.JobList(ctx, waiting)
	if err != nil {
		return nil, fault.Wrap(err, "queue.sweep")
	}
	ids := make(map[production.TaskID]bool, len(list.Jobs))
	for _, job := range list.Jobs {
		var w wake
		if json.Unmarshal(job.EncodedArgs, &w) == nil { // other args are not a wake of ours
			ids[w.Task] = true
		}
	}
	return ids, nil
}
