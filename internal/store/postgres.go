package store

import (
	"context"
	"database/sql"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/btsdirector/bts/internal/fault"
)

// connectTimeout bounds the wait for a PostgreSQL server that does not answer.
const connectTimeout = 10 * time.Second

// openPostgres opens a pool of connections and asks the server once.
func openPostgres(ctx context.Context, address string) (*Store, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		// The cause can repeat the address, and with it a password: it is left out.
		return nil, fault.New(fault.Invalid, "the address of the PostgreSQL database cannot be read").
			WithRemedy("Write it as postgres://user:password@host:5432/name, with special characters percent-encoded.")
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "bts"
	}
	db := stdlib.OpenDB(*config)
	size := max(10, 4*runtime.NumCPU())
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size / 2)
	db.SetConnMaxIdleTime(5 * time.Minute)
	if err := greet(ctx, db, config); err != nil {
		db.Close()
		return nil, err
	}
	return &Store{address: address, dialect: Postgres, writer: db, reader: db, now: time.Now}, nil
}

// greet makes the first connection and looks whether the database can hold any text.
func greet(ctx context.Context, db *sql.DB, config *pgx.ConnConfig) error {
	var encoding string
	if err := db.QueryRowContext(ctx, "SHOW server_encoding").Scan(&encoding); err != nil {
		return refusal(err, config)
	}
	if encoding != "UTF8" {
		return fault.New(fault.Invalid, "the database %q keeps text as %s, not as UTF-8", config.Database, encoding).
			WithRemedy("Make one with: createdb --template=template0 --encoding=UTF8 %s", config.Database)
	}
	return nil
}

// refusal says in words why a server did not let us in. Codes: PostgreSQL, Appendix A.
func refusal(err error, config *pgx.ConnConfig) error {
	answer, _ := asError[*pgconn.PgError](err)
	switch {
	case answer == nil:
		return unreachable(err)
	case answer.Code == "3D000":
		return fault.New(fault.Invalid, "there is no database %q on %s", config.Database, config.Host).
			WithRemedy("Make it with: createdb --encoding=UTF8 %s", config.Database).WithCause(err)
	case answer.Code == "28P01", answer.Code == "28000":
		return fault.New(fault.Invalid, "the database on %s refuses the user %q", config.Host, config.User).
			WithRemedy("Check user name and password.").WithCause(err)
	}
	return unreachable(err)
}
