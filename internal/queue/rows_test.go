package queue

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// rows are task rows in a table of their own, beside River's, as the store keeps them.
type rows struct {
	db   *sql.DB
	lost time.Duration
}

const rowsTable = `CREATE TABLE IF NOT EXISTS task_rows (
	id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL,
	done BIGINT NOT NULL DEFAULT 0, total BIGINT NOT NULL DEFAULT 0, message TEXT NOT NULL DEFAULT '',
	error TEXT NOT NULL DEFAULT '', result TEXT NOT NULL DEFAULT '',
	cancel BOOLEAN NOT NULL DEFAULT FALSE, attempts BIGINT NOT NULL DEFAULT 0, beat_at BIGINT NOT NULL DEFAULT 0)`

const rowColumns = `id, kind, state, done, total, message, error, result, cancel, attempts, beat_at`

func scanRow(scan func(...any) error) (production.Task, error) {
	var t production.Task
	var result string
	var beat int64
	err := scan(&t.ID, &t.Kind, &t.State, &t.Done, &t.Total, &t.Message, &t.Error, &result, &t.Cancel, &t.Attempts, &beat)
	t.Result, t.BeatAt = json.RawMessage(result), time.UnixMilli(beat)
	return t, err
}

func (r rows) get(ctx context.Context, id production.TaskID) (production.Task, error) {
	return scanRow(r.db.QueryRowContext(ctx, `SELECT `+rowColumns+` FROM task_rows WHERE id = $1`, id).Scan)
}

func (r rows) add(ctx context.Context, tx *sql.Tx, id production.TaskID, kind string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO task_rows (id, kind, state) VALUES ($1, $2, 'pending')`, id, kind)
	return err
}

// changed is fault.Conflict when a statement found no row to change.
func changed(result sql.Result, err error) error {
	if err != nil {
		return fault.New(fault.Unavailable, "the row could not be written").WithCause(err)
	}
	if n, _ := result.RowsAffected(); n == 0 {
		return fault.New(fault.Conflict, "the row is in another state")
	}
	return nil
}

func (r rows) Begin(ctx context.Context, id production.TaskID) (production.Task, error) {
	now := time.Now()
	err := changed(r.db.ExecContext(ctx, `UPDATE task_rows
		SET state = 'running', attempts = attempts + 1, beat_at = $1, error = ''
		WHERE id = $2 AND (state = 'pending' OR state = 'running' AND beat_at < $3)`,
		now.UnixMilli(), id, now.Add(-r.lost).UnixMilli()))
	if err != nil {
		return production.Task{}, err
	}
	return r.get(ctx, id)
}

func (r rows) Progress(ctx context.Context, id production.TaskID, done, total int64, message string) (bool, error) {
	err := changed(r.db.ExecContext(ctx, `UPDATE task_rows SET done = $1, total = $2, message = $3, beat_at = $4
		WHERE id = $5 AND state = 'running'`, done, total, message, time.Now().UnixMilli(), id))
	if err != nil {
		return false, err
	}
	t, err := r.get(ctx, id)
	return t.Cancel, err
}

func (r rows) Finish(ctx context.Context, id production.TaskID, state production.TaskState, result json.RawMessage, errText string) error {
	return changed(r.db.ExecContext(ctx, `UPDATE task_rows SET state = $1, result = $2, error = $3
		WHERE id = $4 AND state IN ('pending', 'running')`, state, string(result), errText, id))
}

func (r rows) Unfinished(ctx context.Context) ([]production.Task, error) {
	found, err := r.db.QueryContext(ctx, `SELECT `+rowColumns+` FROM task_rows WHERE state IN ('pending', 'running')`)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var tasks []production.Task
	for found.Next() {
		t, err := scanRow(found.Scan)
		if err != nil {
			return nil, err
		}
		tasks = append(tasks, t)
	}
	return tasks, found.Err()
}
