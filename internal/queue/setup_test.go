package queue

import (
	"bytes"
	"context"
	"database/sql"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// patience is how long a test waits for what must happen.
const patience = 20 * time.Second

// hurry is the pace of the tests.
func hurry(lost time.Duration) pace {
	return pace{
		poll: 10 * time.Millisecond, write: 5 * time.Millisecond, beat: 20 * time.Millisecond,
		sweep: 50 * time.Millisecond, lost: lost, again: 10 * time.Millisecond,
		retry: func(code fault.Code, attempts int) (time.Duration, bool) {
			_, again := retryAfter(code, attempts)
			return time.Millisecond, again
		},
	}
}

// bench is a fresh database with task rows, and queues on it.
type bench struct {
	t    *testing.T
	db   Database
	rows rows
	log  *logbook
}

// onBoth runs a test on SQLite, and on PostgreSQL where BTS_TEST_POSTGRES names one.
func onBoth(t *testing.T, test func(t *testing.T, b *bench)) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, newBench(t, openDatabase(t, "file:"+filepath.Join(t.TempDir(), "q.db"))))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, newBench(t, openDatabase(t, postgresAddress(t))))
	})
}

// postgresAddress is the URL of an empty schema that lasts as long as the test.
func postgresAddress(t *testing.T) string {
	t.Helper()
	address := os.Getenv("BTS_TEST_POSTGRES")
	if address == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("BTS_TEST_POSTGRES is not set")
		}
		t.Skip("NOT TESTED ON POSTGRESQL: set BTS_TEST_POSTGRES to the URL of a database")
	}
	schema := "queue_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	admin, err := sql.Open("pgx", address)
	check(t, err)
	t.Cleanup(func() { admin.Close() })
	_, err = admin.Exec(`CREATE SCHEMA ` + schema)
	check(t, err)
	t.Cleanup(func() {
		if _, err := admin.Exec(`DROP SCHEMA ` + schema + ` CASCADE`); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(address)
	check(t, err)
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	return u.String()
}

func openDatabase(t *testing.T, address string) Database {
	t.Helper()
	db := Database{Address: address, Postgres: !strings.HasPrefix(address, "file:")}
	var err error
	if db.Postgres {
		db.Writer, err = sql.Open("pgx", address)
		check(t, err)
		db.Writer.SetMaxOpenConns(8)
	} else {
		db.Writer, err = sql.Open("sqlite", address+"?_pragma=journal_mode(WAL)&_pragma=busy_timeout(5000)&_txlock=immediate")
		check(t, err)
		db.Writer.SetMaxOpenConns(1)
	}
	t.Cleanup(func() { db.Writer.Close() })
	_, err = db.Writer.Exec(rowsTable)
	check(t, err)
	return db
}

func newBench(t *testing.T, db Database) *bench {
	return &bench{t: t, db: db, rows: rows{db: db.Writer, lost: LostAfter}, log: &logbook{}}
}

// open is a queue on the bench's database. When the test ends it is stopped, and must have had
// nothing to warn about but what the test expected with b.log.forgive.
func (b *bench) open() *Queue {
	b.t.Helper()
	q, err := Open(b.t.Context(), b.db, b.rows, slog.New(slog.NewTextHandler(b.log, nil)))
	check(b.t, err)
	q.pace = hurry(b.rows.lost)
	b.t.Cleanup(func() {
		stop(b.t, q)
		if lines := b.log.text(); lines != "" && !b.log.forgiven {
			b.t.Errorf("the log should be silent:\n%s", lines)
		}
	})
	return q
}

func stop(t *testing.T, q *Queue) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	check(t, q.Stop(ctx))
}

// start is open with a worker for "plan", at work.
func (b *bench) start(w Worker) *Queue {
	b.t.Helper()
	q := b.open()
	q.Handle("plan", w)
	check(b.t, q.Start(b.t.Context()))
	return q
}

// enqueue adds a task of the kind "plan" and commits.
func (b *bench) enqueue(q *Queue) production.TaskID {
	b.t.Helper()
	id := production.NewID[production.TaskID]()
	tx, err := b.db.Writer.BeginTx(b.t.Context(), nil)
	check(b.t, err)
	defer tx.Rollback()
	check(b.t, b.rows.add(b.t.Context(), tx, id, "plan"))
	check(b.t, q.Enqueue(b.t.Context(), tx, id, "plan"))
	check(b.t, tx.Commit())
	return id
}

// ask sets the flag that says somebody wants the task stopped.
func (b *bench) ask(id production.TaskID) {
	b.t.Helper()
	_, err := b.db.Writer.Exec(`UPDATE task_rows SET cancel = TRUE WHERE id = $1`, id)
	check(b.t, err)
}

// await waits until the task's row satisfies ok and returns it.
func (b *bench) await(id production.TaskID, what string, ok func(production.Task) bool) production.Task {
	b.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		task, err := b.rows.get(b.t.Context(), id)
		check(b.t, err)
		if ok(task) {
			return task
		}
		if time.Now().After(deadline) {
			b.t.Fatalf("the task never was %s: %+v\n%s", what, task, b.log.text())
		}
	}
}

func (b *bench) awaitState(id production.TaskID, state production.TaskState) production.Task {
	b.t.Helper()
	return b.await(id, string(state), func(t production.Task) bool { return t.State == state })
}

// receive waits for a signal of a worker.
func receive[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatalf("no signal: %s", what)
		panic("unreachable")
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// logbook keeps what was logged.
type logbook struct {
	mu       sync.Mutex
	lines    bytes.Buffer
	forgiven bool // the test expects warnings
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines.Write(p)
}

func (l *logbook) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines.String()
}
