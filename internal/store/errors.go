package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/btsdirector/bts/internal/fault"
)

// asError is errors.As as an expression.
func asError[E error](err error) (E, bool) {
	var target E
	ok := errors.As(err, &target)
	return target, ok
}

// explain gives an error of the database a code. Errors that have one pass unchanged.
func (s *Store) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := asError[*fault.Error](err); ok {
		return err
	}
	code := s.dialect.code(err)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		// Whatever the driver makes of it: "interrupted", "transaction is over", a closed connection.
		return fault.New(fault.Cancelled, "stopped before it was finished").WithCause(err)
	case errors.Is(err, context.DeadlineExceeded), ctx.Err() != nil:
		return fault.New(fault.Unavailable, "the database took too long").WithRemedy("Try again.").WithCause(err)
	case errors.Is(err, sql.ErrNoRows):
		return fault.New(fault.NotFound, "there is no such thing").WithCause(err)
	}
	switch code {
	case fault.Conflict:
		return fault.New(code, "it exists already").WithCause(err)
	case fault.NotFound:
		return fault.New(code, "what it belongs to is not there").WithCause(err)
	case fault.Unavailable:
		return fault.New(code, "the database cannot do this now").WithRemedy("See that its disk has free space and can be written to, then try again.").WithCause(err)
	case fault.Corrupt:
		return fault.New(code, "the database is damaged").WithRemedy("Stop the program and restore a backup.").WithCause(err)
	case "":
		code = fault.Internal
	}
	return &fault.Error{Op: "store", Code: code, Err: err}
}

// absent names what was looked for when there was no row.
func absent(err error, format string, args ...any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound, "there is no "+format, args...)
	}
	return err
}

// taken names what exists already when a unique key clashed.
func taken(err error, format string, args ...any) error {
	if fault.Is(err, fault.Conflict) {
		return fault.New(fault.Conflict, format, args...).WithCause(err)
	}
	return err
}
