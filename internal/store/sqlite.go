package store

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/btsdirector/bts/internal/fault"
)

// busyTimeout is how long a connection waits for another program that holds the file.
const busyTimeout = "busy_timeout(5000)"

// maxReaders bounds the reader pool; each connection keeps a page cache of up to 2 MB.
const maxReaders = 8

// openSQLite opens a file with one writing connection and a pool of reading ones: SQLite lets only one
// connection write at a time, and waiting in a Go pool is fairer and cheaper than its busy loop.
func openSQLite(ctx context.Context, path string) (*Store, error) {
	path, err := prepareFile(path)
	if err != nil {
		return nil, err
	}
	s := &Store{address: path, dialect: SQLite, now: time.Now}
	s.writer, err = openPool(path, 1, url.Values{
		"_pragma": {busyTimeout, "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)", "analysis_limit(400)"},
		"_txlock": {"immediate"},
	})
	if err != nil {
		return nil, err
	}
	// The writer goes first: it turns a new file into a database in WAL mode.
	if err := firstPing(ctx, s.writer); err != nil {
		s.writer.Close()
		return nil, cannotOpen(path, err)
	}
	readers := min(maxReaders, 2+runtime.NumCPU())
	s.reader, err = openPool(path, readers, url.Values{"_pragma": {busyTimeout, "query_only(1)"}})
	if err != nil {
		s.writer.Close()
		return nil, err
	}
	return s, nil
}

// firstPing connects. When several programs turn a new file to WAL mode at once, SQLite answers the losers
// that it is busy without waiting, whatever the busy timeout says; they try again for a while.
func firstPing(ctx context.Context, db *sql.DB) error {
	for begin := time.Now(); ; {
		err := db.PingContext(ctx)
		if sqliteCode(err)&0xff != sqlite3.SQLITE_BUSY || time.Since(begin) > openPatience {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(openPause):
		}
	}
}

// How long opening tries to get past other programs that open the same new file, and how often.
const (
	openPatience = 15 * time.Second
	openPause    = 20 * time.Millisecond
)

// prepareFile checks the path, makes it absolute and makes the file, readable by its owner only: it
// will hold scripts and password hashes. SQLite gives its side files the same rights.
func prepareFile(path string) (string, error) {
	if path == "" || strings.HasPrefix(path, ":memory:") || strings.HasPrefix(path, "file:") {
		return "", fault.New(fault.Invalid, "%q is not the path of a database file", path).
			WithRemedy("Give the path of a file, or the address of a PostgreSQL database as postgres://user@host/name.")
	}
	if scheme, _, found := strings.Cut(path, "://"); found {
		return "", fault.New(fault.Invalid, "databases of the kind %q are not known", scheme).
			WithRemedy("Give the path of a file, or the address of a PostgreSQL database as postgres://user@host/name.")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", cannotOpen(path, err)
	}
	if folder, err := os.Stat(filepath.Dir(path)); err != nil || !folder.IsDir() {
		return "", fault.New(fault.Invalid, "there is no folder %s for the database", filepath.Dir(path)).
			WithRemedy("Make the folder first, or choose another.").WithCause(err)
	}
	if file, err := os.Stat(path); err == nil && file.IsDir() {
		return "", fault.New(fault.Invalid, "%s is a folder, not a database file", path).
			WithRemedy("Give the path of a file inside it.")
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return "", cannotOpen(path, err)
	}
	return path, file.Close()
}

// openPool makes a pool of SQLite connections. The path is escaped, so that a "?" or "%" in it is safe.
func openPool(path string, size int, settings url.Values) (*sql.DB, error) {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") { // a drive letter
		slashed = "/" + slashed
	}
	address := url.URL{Scheme: "file", Path: slashed, RawQuery: settings.Encode()}
	db, err := sql.Open("sqlite", address.String())
	if err != nil {
		return nil, cannotOpen(path, err)
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db, nil
}

func cannotOpen(path string, err error) error {
	switch sqliteCode(err) & 0xff {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return fault.New(fault.Invalid, "%s is not a database", path).
			WithRemedy("Choose another path, or restore the file from a backup.").WithCause(err)
	}
	return fault.New(fault.Unavailable, "the database %s cannot be opened", path).
		WithRemedy("Look whether the file and its folder may be read and written.").WithCause(err)
}

// sqliteCode is the extended result code of a SQLite error, 0 for other errors.
func sqliteCode(err error) int {
	if failure, ok := asError[*sqlite.Error](err); ok {
		return failure.Code()
	}
	return 0
}
