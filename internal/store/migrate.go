package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io/fs"

	"github.com/pressly/goose/v3"

	"github.com/btsdirector/bts/internal/fault"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrate brings the tables to what this program needs and refreshes the statistics of the engine. It
// does nothing to tables that are there already, and may be called at every start, by many programs.
//
// It returns fault.Conflict for a database that a newer program has written to.
func (s *Store) Migrate(ctx context.Context) error {
	// On SQLite the only writing connection must stay free for the migrations themselves.
	locker := s.reader
	conn, err := locker.Conn(ctx)
	if err != nil {
		return s.explain(ctx, err)
	}
	defer conn.Close()
	unlock, err := s.dialect.lockMigration(ctx, conn)
	if err != nil {
		return s.explain(ctx, err)
	}
	return s.explain(ctx, errors.Join(s.migrate(ctx), unlock()))
}

func (s *Store) migrate(ctx context.Context) error {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(s.dialect.goose(), s.writer, folder, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	current, known, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if current > known {
		return fault.New(fault.Conflict, "the database was written by a newer version of this program (%d, this one knows %d)", current, known).
			WithRemedy("Start the newer version, or restore the backup that was made before it.")
	}
	if err := climb(ctx, provider); err != nil {
		return err
	}
	return s.withConn(ctx, s.dialect.finishMigration)
}

// climb applies what is missing. When another program has applied a migration first, ours fails on
// tables that are there already; then the version has moved on, and the rest is tried again.
func climb(ctx context.Context, provider *goose.Provider) error {
	for {
		before, err := provider.GetDBVersion(ctx)
		if err != nil {
			return err
		}
		if _, err = provider.Up(ctx); err == nil {
			return nil
		}
		if after, lost := provider.GetDBVersion(ctx); lost != nil || after == before {
			return err
		}
	}
}

func (s *Store) withConn(ctx context.Context, fn func(context.Context, *sql.Conn) error) error {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return err
	}
	return errors.Join(fn(ctx, conn), conn.Close())
}
