package store

import (
	"context"
	"database/sql"
	"errors"
	"math"

	"github.com/btsdirector/bts/internal/production"
)

var tasks = table{
	name: "task",
	key:  []string{"id"},
	columns: []string{"production_id", "kind", "title", "args", "state", "done", "total", "message", "error", "result",
		"attempts", "created_by", "created_at", "started_at", "beat_at", "finished_at", "cancel"},
}

func taskRow(t production.Task) []any {
	return []any{t.ID, t.Production, t.Kind, t.Title, t.Args, t.State, t.Done, t.Total, t.Message, t.Error, t.Result,
		t.Attempts, t.CreatedBy, t.CreatedAt, t.StartedAt, t.BeatAt, t.FinishedAt, t.Cancel}
}

func scanTask(r row) (t production.Task, err error) {
	return t, r.Scan(&t.ID, &t.Production, &t.Kind, &t.Title, fromRaw{&t.Args}, &t.State, &t.Done, &t.Total, &t.Message,
		&t.Error, fromRaw{&t.Result}, &t.Attempts, &t.CreatedBy, fromMillis{&t.CreatedAt}, fromMillis{&t.StartedAt},
		fromMillis{&t.BeatAt}, fromMillis{&t.FinishedAt}, &t.Cancel)
}

// CreateTask records a piece of long work.
func (tx *Tx) CreateTask(ctx context.Context, t production.Task) error {
	return taken(tasks.insert(ctx, tx, taskRow(t)), "there is such a task already")
}

// UpdateTask rewrites a task, or returns fault.NotFound. A wish to cancel that somebody else has
// expressed in the meantime stays.
func (tx *Tx) UpdateTask(ctx context.Context, t production.Task) error {
	held, err := tx.FindTask(ctx, t.ID)
	if err != nil {
		return err
	}
	t.Cancel = t.Cancel || held.Cancel
	return absent(tasks.update(ctx, tx, taskRow(t)), "such task")
}

// FindTask is the task with the id, or fault.NotFound.
func (tx *Tx) FindTask(ctx context.Context, id production.TaskID) (production.Task, error) {
	t, err := one(ctx, tx, scanTask, `SELECT `+tasks.list()+` FROM task WHERE id = $1`, id)
	return t, absent(err, "such task")
}

// FindTasks are a production's tasks, newest first: all, or only the open ones, which wait or run.
// A limit of 0 is none.
func (tx *Tx) FindTasks(ctx context.Context, in production.ProductionID, open bool, limit int) ([]production.Task, error) {
	if limit <= 0 {
		limit = math.MaxInt
	}
	query := `SELECT ` + tasks.list() + ` FROM task WHERE production_id = $1`
	if open {
		query += ` AND state IN ('pending', 'running')`
	}
	return many(ctx, tx, scanTask, query+` ORDER BY created_at DESC, id DESC LIMIT $2`, in, limit)
}

// FindUnfinishedTasks are the tasks of all productions that wait or run, oldest first.
func (tx *Tx) FindUnfinishedTasks(ctx context.Context) ([]production.Task, error) {
	return many(ctx, tx, scanTask, `SELECT `+tasks.list()+` FROM task WHERE state IN ('pending', 'running') ORDER BY created_at, id`)
}

// ProgressTask notes how far a running task is and that its worker lives, and returns whether the
// worker should stop: somebody asked for it, or the task is not running any more. A task that is
// not there is fault.NotFound.
func (tx *Tx) ProgressTask(ctx context.Context, id production.TaskID, done, total int64, message string) (cancel bool, err error) {
	scan := func(r row) (cancel bool, err error) { return cancel, r.Scan(&cancel) }
	cancel, err = one(ctx, tx, scan, `UPDATE task SET done = $2, total = $3, message = $4, beat_at = $5
		WHERE id = $1 AND state = 'running' RETURNING cancel`, id, done, total, message, tx.store.now())
	if errors.Is(err, sql.ErrNoRows) {
		_, err := tx.FindTask(ctx, id)
		return true, err
	}
	return cancel, err
}

// CancelTask asks a task to stop. One that waits is cancelled at once, one that runs when its worker
// hears of it, and one that is over stays as it is. A task that is not there is fault.NotFound.
func (tx *Tx) CancelTask(ctx context.Context, id production.TaskID) error {
	t, err := tx.FindTask(ctx, id)
	if err != nil || t.State.Over() {
		return err
	}
	t.Cancel = true
	if t.State == production.TaskPending {
		t.State, t.FinishedAt = production.TaskCancelled, tx.store.now()
	}
	return tx.UpdateTask(ctx, t)
}
