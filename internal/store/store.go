// Package store is the only SQL in the house. One set of queries and one folder of migrations serve
// SQLite (one file, nothing to install) and PostgreSQL (many hosts); dialect.go holds every difference.
//
// Work happens in transactions: Read and Write hand out a Tx, whose methods are the nouns. Methods
// return fault.NotFound for what is absent, fault.Conflict for what exists already, and lists that
// are empty rather than nil.
package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// Store is an open database. It is safe for concurrent use.
type Store struct {
	address string
	dialect Dialect
	writer  *sql.DB
	reader  *sql.DB // the same pool as writer on PostgreSQL
	now     func() time.Time
	queries atomic.Int64
}

// Open opens the database at address: a "postgres://" URL, or the path of a SQLite file, which is made
// when absent ("sqlite:" may stand before the path). It reads and writes nothing yet; call Migrate next.
//
// It returns fault.Invalid for an address that can never work and fault.Unavailable for a database
// that does not answer or may not be opened.
func Open(ctx context.Context, address string) (*Store, error) {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return openPostgres(ctx, address)
	}
	return openSQLite(ctx, strings.TrimPrefix(address, "sqlite:"))
}

// Close closes all connections. Transactions that still run fail.
func (s *Store) Close() error {
	err := s.writer.Close()
	if s.reader != s.writer {
		err = errors.Join(s.reader.Close(), err)
	}
	return err
}

// Dialect tells which engine it is.
func (s *Store) Dialect() Dialect { return s.dialect }

// Address is the address that the store was opened with; for SQLite the absolute path of the file.
// A PostgreSQL address can hold a password: never log it.
func (s *Store) Address() string { return s.address }

// Writer is the pool that writes, for the job queue: on SQLite a single connection.
func (s *Store) Writer() *sql.DB { return s.writer }

// Reader is the pool that reads. On SQLite its connections refuse to write.
func (s *Store) Reader() *sql.DB { return s.reader }

// Queries is the number of statements that transactions have run so far, for tests that hold pages to
// a budget.
func (s *Store) Queries() int64 { return s.queries.Load() }

// Ping reports whether the database answers; fault.Unavailable when not.
func (s *Store) Ping(ctx context.Context) error {
	for _, db := range []*sql.DB{s.writer, s.reader} {
		if err := db.PingContext(ctx); err != nil {
			return unreachable(err)
		}
	}
	return nil
}

func unreachable(err error) error {
	return fault.New(fault.Unavailable, "the database does not answer").
		WithRemedy("Look whether it runs and can be reached, then try again.").WithCause(err)
}
