package office

import (
	"context"
	"encoding/json"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/queue"
	"github.com/btsdirector/bts/internal/store"
)

// TaskRows are the office's book of long work, as the queue reads and writes it: the rows are the truth,
// the queue only wakes. Every change of a row is told to open pages.
type TaskRows struct{ office *Office }

// TaskRows is the book for the queue.
func (o *Office) TaskRows() TaskRows { return TaskRows{o} }

// Begin claims a task; see queue.Tasks.
func (r TaskRows) Begin(ctx context.Context, id production.TaskID) (production.Task, error) {
	var task production.Task
	err := r.update(ctx, id, func(t *production.Task) error {
		now := r.office.clock()
		switch {
		case t.State.Over():
			return fault.New(fault.Conflict, "the task is over")
		case t.State == production.TaskRunning && now.Sub(t.BeatAt) < queue.LostAfter:
			return fault.New(fault.Conflict, "the task is being worked on")
		}
		t.State, t.BeatAt, t.Error = production.TaskRunning, now, ""
		if t.StartedAt.IsZero() {
			t.StartedAt = now
		}
		t.Attempts++
		task = *t
		return nil
	})
	return task, err
}

// Progress notes how far a task is; see queue.Tasks.
func (r TaskRows) Progress(ctx context.Context, id production.TaskID, done, total int64, message string) (cancel bool, err error) {
	err = r.update(ctx, id, func(t *production.Task) error {
		if t.State != production.TaskRunning {
			return fault.New(fault.Conflict, "the task is not running")
		}
		t.Done, t.Total, t.Message, t.BeatAt = done, total, message, r.office.clock()
		cancel = t.Cancel
		return nil
	})
	return cancel, err
}

// Finish notes how a task ended, or gives it back; see queue.Tasks.
func (r TaskRows) Finish(ctx context.Context, id production.TaskID, state production.TaskState, result json.RawMessage, text string) error {
	return r.update(ctx, id, func(t *production.Task) error {
		if t.State.Over() {
			return fault.New(fault.Conflict, "the task is over")
		}
		t.State, t.Result, t.Error = state, result, text
		if state.Over() {
			t.FinishedAt = r.office.clock()
		}
		if state == production.TaskDone {
			t.Done = t.Total
		}
		return nil
	})
}

// Unfinished are the tasks that wait or run.
func (r TaskRows) Unfinished(ctx context.Context) ([]production.Task, error) {
	var all []production.Task
	err := r.office.store.Read(ctx, func(tx *store.Tx) (err error) {
		all, err = tx.FindUnfinishedTasks(ctx)
		return err
	})
	return all, err
}

func (r TaskRows) update(ctx context.Context, id production.TaskID, fn func(*production.Task) error) error {
	var in production.ProductionID
	err := r.office.store.Write(ctx, func(tx *store.Tx) error {
		t, err := tx.FindTask(ctx, id)
		if err != nil {
			return err
		}
		if err := fn(&t); err != nil {
			return err
		}
		in = t.Production
		if err := tx.UpdateTask(ctx, t); err != nil {
			return err
		}
		return r.office.feedTask(ctx, tx, t)
	})
	if err == nil {
		r.office.wake(in)
	}
	return err
}
