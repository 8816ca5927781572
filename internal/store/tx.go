package store

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"time"
)

// writeAttempts is how often a write is run that PostgreSQL refuses because of another one. Waits
// double from firstPause on, with chance in them so that two do not meet again.
const (
	writeAttempts = 10
	firstPause    = 2 * time.Millisecond
)

// Tx is a transaction. It must not be used after the function that got it has returned, nor by two
// goroutines at a time.
type Tx struct {
	tx      *sql.Tx
	store   *Store
	queries int
	broken  error // the first statement that failed
}

// SQL is the transaction itself, for the job queue.
func (tx *Tx) SQL() *sql.Tx { return tx.tx }

// Queries is the number of statements run so far, for tests that hold pages to a budget.
func (tx *Tx) Queries() int { return tx.queries }

// Read runs fn in a transaction that sees one snapshot of the database and cannot change it.
func (s *Store) Read(ctx context.Context, fn func(*Tx) error) error {
	return s.explain(ctx, s.run(ctx, s.reader, s.dialect.reading(), fn))
}

// Write runs fn in a transaction that is kept when fn returns nil, and otherwise leaves no trace, as
// when ctx is cancelled or fn panics. Writes behave as if they ran one after the other.
//
// fn can run several times on PostgreSQL, when another write got in between: it must do nothing
// but work on the transaction. It must not call Write itself. When every attempt fails the error is
// fault.Unavailable. A statement that failed spoils the transaction, even when fn carries on: to look
// whether something is there, find it.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	pause := firstPause
	for attempt := 1; ; attempt++ {
		err := s.run(ctx, s.writer, s.dialect.writing(), fn)
		if err == nil || !s.dialect.clashed(err) || attempt == writeAttempts {
			return s.explain(ctx, err)
		}
		select {
		case <-ctx.Done():
			return s.explain(ctx, ctx.Err())
		case <-time.After(pause/2 + rand.N(pause)):
			pause *= 2
		}
	}
}

func (s *Store) run(ctx context.Context, db *sql.DB, options *sql.TxOptions, fn func(*Tx) error) error {
	tx, err := db.BeginTx(ctx, options)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after Commit it does nothing
	given := &Tx{tx: tx, store: s}
	if err := fn(given); err != nil {
		return err
	}
	if given.broken != nil {
		return given.broken
	}
	return tx.Commit()
}

// fail gives an error of the database a code and remembers it: PostgreSQL keeps nothing of a
// transaction after one, and SQLite must not differ.
func (tx *Tx) fail(ctx context.Context, err error) error {
	err = tx.store.explain(ctx, err)
	if tx.broken == nil {
		tx.broken = err
	}
	return err
}

// exec runs a statement and returns the number of rows it touched.
func (tx *Tx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	bound, err := bind(args)
	if err != nil {
		return 0, err
	}
	tx.queries++
	tx.store.queries.Add(1)
	result, err := tx.tx.ExecContext(ctx, query, bound...)
	if err != nil {
		return 0, tx.fail(ctx, err)
	}
	return result.RowsAffected()
}

// query runs a query; the caller closes the rows.
func (tx *Tx) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	bound, err := bind(args)
	if err != nil {
		return nil, err
	}
	tx.queries++
	tx.store.queries.Add(1)
	rows, err := tx.tx.QueryContext(ctx, query, bound...)
	if err != nil {
		return nil, tx.fail(ctx, err)
	}
	return rows, nil
}

// row is one row of a result.
type row interface{ Scan(into ...any) error }

// many reads all rows of a query. The list is never nil.
func many[T any](ctx context.Context, tx *Tx, scan func(row) (T, error), query string, args ...any) (all []T, err error) {
	rows, err := tx.query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err = errors.Join(err, rows.Close()); err != nil {
			err = tx.fail(ctx, err)
		}
	}()
	all = []T{}
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, item)
	}
	return all, rows.Err()
}

// one reads the first row of a query. Without a row it returns sql.ErrNoRows, for absent to name.
func one[T any](ctx context.Context, tx *Tx, scan func(row) (T, error), query string, args ...any) (T, error) {
	var none T
	all, err := many(ctx, tx, scan, query, args...)
	if err != nil {
		return none, err
	}
	if len(all) == 0 {
		return none, sql.ErrNoRows
	}
	return all[0], nil
}

// scanNumber reads a row of one number.
func scanNumber(r row) (n int64, err error) { return n, r.Scan(&n) }

// scanText reads a row of one text.
func scanText(r row) (s string, err error) { return s, r.Scan(&s) }
