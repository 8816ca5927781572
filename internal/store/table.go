package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// argsAtOnce bounds the arguments of one statement. SQLite finds a numbered argument by looking through
// all of them, which makes long statements slower than several short ones; PostgreSQL gains little
// from more.
const argsAtOnce = 200

// table names the columns of a table once, for reading and for writing. A row is a list of values in
// the order of key, then columns.
type table struct {
	name    string
	key     []string
	columns []string
}

// list is the columns for a SELECT, in the order of a row.
func (t table) list() string { return strings.Join(t.all(), ", ") }

func (t table) all() []string { return append(append([]string(nil), t.key...), t.columns...) }

// insert adds rows; a key that is there already is fault.Conflict.
func (t table) insert(ctx context.Context, tx *Tx, rows ...[]any) error {
	return t.write(ctx, tx, rows, "")
}

// save adds rows, or rewrites those whose key is there already and that differ.
func (t table) save(ctx context.Context, tx *Tx, rows ...[]any) error {
	set := make([]string, len(t.columns))
	for i, column := range t.columns {
		set[i] = column + " = excluded." + column
	}
	return t.write(ctx, tx, rows, fmt.Sprintf(" ON CONFLICT (%s) DO UPDATE SET %s WHERE (%s) <> (%s)",
		strings.Join(t.key, ", "), strings.Join(set, ", "),
		t.name+"."+strings.Join(t.columns, ", "+t.name+"."), "excluded."+strings.Join(t.columns, ", excluded.")))
}

func (t table) write(ctx context.Context, tx *Tx, rows [][]any, suffix string) error {
	width := len(t.key) + len(t.columns)
	for len(rows) > 0 {
		chunk := rows[:min(max(1, argsAtOnce/width), len(rows))]
		rows = rows[len(chunk):]
		args := make([]any, 0, width*len(chunk))
		tuples := make([]string, len(chunk))
		for i, values := range chunk {
			tuples[i] = "(" + places(len(args)+1, width) + ")"
			args = append(args, values...)
		}
		query := fmt.Sprintf("INSERT INTO %s (%s) VALUES %s%s", t.name, t.list(), strings.Join(tuples, ", "), suffix)
		if _, err := tx.exec(ctx, query, args...); err != nil {
			return err
		}
	}
	return nil
}

// update rewrites the row with the key; sql.ErrNoRows when there is none.
func (t table) update(ctx context.Context, tx *Tx, values []any) error {
	set := make([]string, len(t.columns))
	for i, column := range t.columns {
		set[i] = fmt.Sprintf("%s = $%d", column, len(t.key)+i+1)
	}
	return tx.must(ctx, fmt.Sprintf("UPDATE %s SET %s WHERE %s", t.name, strings.Join(set, ", "), t.where()), values...)
}

// remove deletes the row with the key; sql.ErrNoRows when there is none.
func (t table) remove(ctx context.Context, tx *Tx, key ...any) error {
	return tx.must(ctx, fmt.Sprintf("DELETE FROM %s WHERE %s", t.name, t.where()), key...)
}

// where is the condition on the key, with arguments from $1 on.
func (t table) where() string {
	parts := make([]string, len(t.key))
	for i, column := range t.key {
		parts[i] = fmt.Sprintf("%s = $%d", column, i+1)
	}
	return strings.Join(parts, " AND ")
}

// must runs a statement that has to touch a row, and returns sql.ErrNoRows otherwise.
func (tx *Tx) must(ctx context.Context, query string, args ...any) error {
	touched, err := tx.exec(ctx, query, args...)
	if err == nil && touched == 0 {
		err = sql.ErrNoRows
	}
	return err
}

// places is "$first, $first+1, …" for n arguments.
func places(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", first+i)
	}
	return b.String()
}
