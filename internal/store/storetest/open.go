package storetest

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver that makes schemas

	"github.com/btsdirector/bts/internal/store"
)

// SQLite opens a fresh, migrated SQLite store that lasts as long as the test.
func SQLite(t testing.TB) *store.Store {
	t.Helper()
	return Open(t, filepath.Join(t.TempDir(), "bts.db"))
}

// Postgres opens a fresh, migrated store in a schema of its own in the database that
// BTS_TEST_POSTGRES names. Without it the test is skipped, and fails where CI is "true".
func Postgres(t testing.TB) *store.Store {
	t.Helper()
	return Open(t, PostgresAddress(t))
}

// PostgresAddress is the URL of a fresh, empty schema that lasts as long as the test.
func PostgresAddress(t testing.TB) string {
	t.Helper()
	address := os.Getenv("BTS_TEST_POSTGRES")
	if address == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("BTS_TEST_POSTGRES is not set: start a server with scripts/postgres.sh")
		}
		t.Skip("NOT TESTED ON POSTGRESQL: set BTS_TEST_POSTGRES to what scripts/postgres.sh start prints")
	}
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal("BTS_TEST_POSTGRES is not a URL")
	}
	schema := "test_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	administer(t, address, `CREATE SCHEMA `+schema)
	t.Cleanup(func() { administer(t, address, `DROP SCHEMA `+schema+` CASCADE`) })
	query := parsed.Query()
	query.Set("search_path", schema)
	parsed.RawQuery = query.Encode()
	return parsed.String()
}

// Open opens and migrates the store at the address and closes it when the test ends.
func Open(t testing.TB, address string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func administer(t testing.TB, address, statement string) {
	t.Helper()
	// Not the test's context: that is over when things are cleaned up.
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, statement); err != nil {
		t.Fatal(err)
	}
}
