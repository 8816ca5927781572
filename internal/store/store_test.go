package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

func TestSQLite(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) *store.Store { return storetest.SQLite(t) })
}

func TestPostgres(t *testing.T) {
	t.Parallel()
	storetest.PostgresAddress(t) // skips the whole suite at once
	storetest.Run(t, func(t *testing.T) *store.Store { return storetest.Postgres(t) })
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	noise := filepath.Join(dir, "noise.db")
	if err := os.WriteFile(noise, []byte(strings.Repeat("not a database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, address string
		code          fault.Code
	}{
		{"nothing", "", fault.Invalid},
		{"memory", ":memory:", fault.Invalid},
		{"unknown kind", "mysql://root@localhost/bts", fault.Invalid},
		{"no folder", filepath.Join(dir, "none", "bts.db"), fault.Invalid},
		{"a folder", dir, fault.Invalid},
		{"not a database", noise, fault.Invalid},
		{"broken address", "postgres://bts:se%cret@localhost/bts", fault.Invalid},
		{"nobody answers", "postgres://bts:secret@127.0.0.1:1/bts?connect_timeout=2", fault.Unavailable},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, err := store.Open(t.Context(), c.address)
			if err == nil {
				s.Close()
			}
			if !fault.Is(err, c.code) || fault.PersonText(err) == "" {
				t.Fatalf("error %v, want code %s and words for a person", err, c.code)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error tells the password: %v", err)
			}
		})
	}
}

func TestPostgresRefuses(t *testing.T) {
	t.Parallel()
	address := storetest.PostgresAddress(t)
	_, err := store.Open(t.Context(), strings.Replace(address, "/bts?", "/no_such_database?", 1))
	if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.PersonText(err), "createdb") {
		t.Errorf("error %v for a database that is not there", err)
	}
}

func TestSQLiteFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "100% ça va? #1 & co.db")
	s := storetest.Open(t, "sqlite:"+path)
	storetest.Production(t, s, "Here")
	if s.Address() != path || s.Dialect() != store.SQLite {
		t.Errorf("opened %s with %s", s.Address(), s.Dialect())
	}
	for _, file := range []string{path, path + "-wal"} {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("%s can be read by others: %v", file, mode)
		}
	}
	for pragma, want := range map[string]string{"journal_mode": "wal", "foreign_keys": "1", "synchronous": "1", "busy_timeout": "5000"} {
		var got string
		if err := s.Writer().QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, want %s (%v)", pragma, got, want, err)
		}
	}
}

// TestMigrateTogether starts programs on the same new database at the same time.
func TestMigrateTogether(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]func(t *testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "bts.db") },
		"postgres": func(t *testing.T) string { return storetest.PostgresAddress(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at := address(t)
			var wait sync.WaitGroup
			for range 8 {
				wait.Go(func() {
					s, err := store.Open(context.Background(), at)
					if err != nil {
						t.Error(err)
						return
					}
					defer s.Close()
					if err := s.Migrate(context.Background()); err != nil {
						t.Error(err)
					}
				})
			}
			wait.Wait()
			storetest.Production(t, storetest.Open(t, at), "Works")
		})
	}
}
