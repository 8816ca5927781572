package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pressly/goose/v3"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/btsdirector/bts/internal/fault"
)

// Dialect is a database engine. Every difference between the engines is in this file, those of their indexes of words in
// search_fts5.go and search_tsvector.go.
type Dialect string

// The engines.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// goose is the engine's name in the migration library.
func (d Dialect) goose() goose.Dialect {
	if d == Postgres {
		return goose.DialectPostgres
	}
	return goose.DialectSQLite3
}

// reading are the options of a read transaction: one snapshot from the first query on.
func (d Dialect) reading() *sql.TxOptions {
	if d == Postgres {
		return &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}
	}
	return &sql.TxOptions{ReadOnly: true}
}

// writing are the options of a write transaction: as if each ran alone. SQLite has one writer at a
// time; PostgreSQL watches for interference and makes one of the two try again.
func (d Dialect) writing() *sql.TxOptions {
	if d == Postgres {
		return &sql.TxOptions{Isolation: sql.LevelSerializable}
	}
	return &sql.TxOptions{}
}

// clashed reports whether a transaction failed only because of another one and can be run again:
// serialization failure and deadlock (PostgreSQL 13.5). SQLite's writers never meet.
func (d Dialect) clashed(err error) bool {
	answer, ok := asError[*pgconn.PgError](err)
	return ok && (answer.Code == "40001" || answer.Code == "40P01")
}

// code translates an error of a driver by its number, never by its text; "" for others.
func (d Dialect) code(err error) fault.Code {
	if answer, ok := asError[*pgconn.PgError](err); ok {
		return postgresCode(answer.Code)
	}
	if number := sqliteCode(err); number != 0 {
		return codeOfSQLite(number)
	}
	var broken *net.OpError
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &broken) {
		return fault.Unavailable
	}
	return ""
}

// postgresCode reads an SQLSTATE: PostgreSQL, Appendix A.
func postgresCode(state string) fault.Code {
	switch {
	case state == "23505":
		return fault.Conflict
	case state == "23503": // a foreign key points at nothing
		return fault.NotFound
	case state == "57014":
		return fault.Cancelled
	case strings.HasPrefix(state, "22"):
		return fault.Invalid
	case state == "40001", state == "40P01", strings.HasPrefix(state, "08"), strings.HasPrefix(state, "53"),
		strings.HasPrefix(state, "57P"), strings.HasPrefix(state, "58"):
		return fault.Unavailable
	case strings.HasPrefix(state, "XX"):
		return fault.Corrupt
	}
	return fault.Internal
}

// codeOfSQLite reads an extended result code: sqlite.org/rescode.html.
func codeOfSQLite(number int) fault.Code {
	switch number {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return fault.Conflict
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return fault.NotFound
	}
	switch number & 0xff {
	case sqlite3.SQLITE_INTERRUPT:
		return fault.Cancelled
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		return fault.Unavailable
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fault.Corrupt
	}
	return fault.Internal
}

// nextFeed takes the next number of the feed. Numbers become visible in the order in which they were
// taken, or a page that asks "what came after 7" would miss a 6 that is committed late: SQLite has one
// writer anyway, on PostgreSQL a lock is held until the transaction ends.
func (d Dialect) nextFeed(ctx context.Context, tx *Tx) (int64, error) {
	if d == SQLite {
		return one(ctx, tx, scanNumber, `UPDATE series SET last_value = last_value + 1 WHERE name = 'feed' RETURNING last_value`)
	}
	if _, err := tx.exec(ctx, `SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.feed'))`); err != nil {
		return 0, err
	}
	return one(ctx, tx, scanNumber, `SELECT nextval('feed_seq')`)
}

// nextAssets takes n numbers for assets, in rising order. Nobody waits for them: that some are never used does no harm.
func (d Dialect) nextAssets(ctx context.Context, tx *Tx, n int) ([]int64, error) {
	if d == Postgres {
		return many(ctx, tx, scanNumber, `SELECT nextval('asset_seq') FROM generate_series(1, $1)`, n)
	}
	last, err := one(ctx, tx, scanNumber, `UPDATE series SET last_value = last_value + $1 WHERE name = 'asset' RETURNING last_value`, n)
	numbers := make([]int64, n)
	for i := range numbers {
		numbers[i] = last - int64(n-1-i)
	}
	return numbers, err
}

// index is the engine's index of words.
func (d Dialect) index() wordIndex {
	if d == Postgres {
		return tsvector{}
	}
	return fts5{}
}

// passLocked ends a query for a row that another transaction must not take at the same time. SQLite has one writer.
func (d Dialect) passLocked() string {
	if d == Postgres {
		return " FOR UPDATE SKIP LOCKED"
	}
	return ""
}

// sequences are the series of numbers of PostgreSQL, each with the column that it is for.
var sequences = []struct{ name, column string }{{"feed_seq", "feed.seq"}, {"asset_seq", "asset.seq"}}

// finishMigration makes what the common subset of SQL has no words for, and refreshes the statistics
// that the engine plans its queries by.
func (d Dialect) finishMigration(ctx context.Context, conn *sql.Conn) error {
	if err := d.index().prepare(ctx, conn); err != nil {
		return err
	}
	if d == SQLite {
		_, err := conn.ExecContext(ctx, `ANALYZE`)
		return err
	}
	for _, s := range sequences {
		if _, err := conn.ExecContext(ctx, `CREATE SEQUENCE IF NOT EXISTS `+s.name+` OWNED BY `+s.column); err != nil {
			return err
		}
	}
	// Only our own tables: the database can have other schemas and other people's tables.
	var tables string
	row := conn.QueryRowContext(ctx, `SELECT string_agg(format('%I', tablename), ', ') FROM pg_tables WHERE schemaname = current_schema()`)
	if err := row.Scan(&tables); err != nil {
		return err
	}
	_, err := conn.ExecContext(ctx, `ANALYZE `+tables)
	return err
}

// lockMigration keeps other programs from migrating the same database until unlock is called.
// SQLite has no such lock; there the transaction of each migration is the lock.
func (d Dialect) lockMigration(ctx context.Context, conn *sql.Conn) (unlock func() error, err error) {
	if d == SQLite {
		return func() error { return nil }, nil
	}
	_, err = conn.ExecContext(ctx, `SELECT pg_advisory_lock(hashtext(current_schema() || '.migrate'))`)
	return func() error {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock(hashtext(current_schema() || '.migrate'))`)
		return err
	}, err
}
