package queue

import (
	"context"
	"database/sql"
	"log/slog"
	"runtime"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// migrationLock is the PostgreSQL advisory lock under which River's tables are made, so that hosts
// that start together do not make them twice. The number is "btsqueue" in ASCII.
const migrationLock = 0x6274737175657565

// wake is the River job: look at this task.
type wake struct {
	Task production.TaskID `json:"task"`
}

// Kind is River's name for wakes.
func (wake) Kind() string { return "bts_task" }

// wakeOptions send a wake to the queue of its kind. River itself never tries again: a wake either
// does its work or is sent anew by us.
func wakeOptions(kind string) *river.InsertOpts {
	return &river.InsertOpts{Queue: kind, MaxAttempts: 1}
}

// engine is a River client at work, on either database.
type engine interface {
	Start(ctx context.Context) error
	StopAndCancel(ctx context.Context) error
}

func unreachable(err error) error {
	return fault.New(fault.Unavailable, "the task queue's database does not answer").
		WithRemedy("Check that the database is running and that its address is right.").WithCause(err)
}

// migrate makes or updates River's tables.
func migrate(ctx context.Context, db Database, log *slog.Logger) error {
	config := &rivermigrate.Config{Logger: log}
	if !db.Postgres {
		m, err := rivermigrate.New(riversqlite.New(db.Writer), config)
		if err != nil {
			return fault.Wrap(err, "queue.migrate")
		}
		if _, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
			return unreachable(err)
		}
		return nil
	}
	// The lock has a connection to itself: it must outlive the transactions of the migration.
	conn, err := pgx.Connect(ctx, db.Address)
	if err != nil {
		return unreachable(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock($1)`, int64(migrationLock)); err != nil {
		return unreachable(err)
	}
	m, err := rivermigrate.New(riverdatabasesql.New(db.Writer), config)
	if err != nil {
		return fault.Wrap(err, "queue.migrate")
	}
	if _, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return unreachable(err)
	}
	return nil
}

// inserter is the client that writes wakes, in transactions of database/sql on both databases.
func inserter(db Database, log *slog.Logger) (*river.Client[*sql.Tx], error) {
	// River tells PostgreSQL's listeners at most once per cooldown and queue, also of a wake that is
	// then rolled back; a short one keeps the next wake from waiting for the poll.
	config := &river.Config{Logger: log, FetchCooldown: river.FetchCooldownMin}
	if db.Postgres {
		return river.NewClient(riverdatabasesql.New(db.Writer), config)
	}
	return river.NewClient(riversqlite.New(db.Writer), config)
}

// newEngine builds the client that works. The pool is its own on PostgreSQL, where River listens on
// a connection; on SQLite it shares the single writer, which makes a second pool's locking errors
// impossible, and looks for wakes by itself.
func (q *Queue) newEngine(ctx context.Context) (engine, *pgxpool.Pool, error) {
	config := q.engineConfig()
	if !q.db.Postgres {
		client, err := river.NewClient(riversqlite.New(q.db.Writer), config)
		return client, nil, fault.Wrap(err, "queue.Start")
	}
	pool, err := pgxpool.New(ctx, q.db.Address)
	if err != nil {
		return nil, nil, unreachable(err)
	}
	client, err := river.NewClient(riverpgxv5.New(pool), config)
	if err != nil {
		pool.Close()
		return nil, nil, fault.Wrap(err, "queue.Start")
	}
	return client, pool, nil
}

func (q *Queue) engineConfig() *river.Config {
	workers := river.NewWorkers()
	river.AddWorker(workers, river.WorkFunc(q.work))
	queues := make(map[string]river.QueueConfig, len(q.workers))
	for kind := range q.workers {
		queues[kind] = river.QueueConfig{MaxWorkers: max(2, runtime.GOMAXPROCS(0))}
	}
	return &river.Config{
		ID:                          uuid.NewString(),
		Logger:                      q.riverLog(),
		Queues:                      queues,
		Workers:                     workers,
		FetchCooldown:               min(q.pace.poll, river.FetchCooldownDefault),
		FetchPollInterval:           q.pace.poll,
		JobTimeout:                  -1, // a plan or a render takes as long as it takes
		CompletedJobRetentionPeriod: time.Hour,
		DiscardedJobRetentionPeriod: time.Hour,
		// A wake that a lost process left is only rubbish: the sweep has sent another long ago.
		RescueStuckJobsAfter: 24 * time.Hour,
	}
}
