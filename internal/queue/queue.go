// Package queue runs long work in the background: imports, plans, and whatever else takes longer
// than a request.
//
// River, on SQLite and on PostgreSQL, is only the waker: a River job carries a task's id and says
// that somebody should look at it. The task's own row is the truth. A wake that comes twice, late
// or not at all therefore does no harm: Tasks.Begin lets one worker in, and a sweep wakes what was
// forgotten. Each kind of task is a River queue of its own, so that a process takes only what it
// can do.
package queue

import (
	"context"
	"database/sql"
	"encoding/json"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// LostAfter is how long a running task may be without a sign of life before it counts as lost and
// Tasks.Begin gives it to another worker. It is fifteen beats: a worker behind a long transaction
// of somebody else's on SQLite is slow, not lost.
const LostAfter = 30 * time.Second

// Tasks keeps the task rows. All methods may return fault.Unavailable; the queue then tries again.
type Tasks interface {
	// Begin claims a task in one atomic step: one that is pending, or running with BeatAt older than
	// LostAfter, becomes running, with Attempts one higher, BeatAt now and Error empty. It returns
	// fault.Conflict when the task is over or runs elsewhere, fault.NotFound when there is none.
	Begin(ctx context.Context, id production.TaskID) (production.Task, error)

	// Progress stores how far a running task is and sets BeatAt to now. cancel tells that somebody
	// asked to stop it. It returns fault.Conflict when the task is not running (any more).
	Progress(ctx context.Context, id production.TaskID, done, total int64, message string) (cancel bool, err error)

	// Finish ends a task in one of the last three states, or gives it back for another attempt with
	// production.TaskPending. errText is for a person. It returns fault.Conflict when the task is
	// over already.
	Finish(ctx context.Context, id production.TaskID, state production.TaskState, result json.RawMessage, errText string) error

	// Unfinished returns every task that is pending or running.
	Unfinished(ctx context.Context) ([]production.Task, error)
}

// Worker does the work of one task. Its context ends when somebody cancels the task and when the
// queue stops. A task can run again after an interruption, so that what a worker leaves behind must
// be all or nothing: one transaction, or steps that it recognises as done. The result is stored as
// JSON. The code of an error decides about another attempt, see retry.go.
type Worker func(ctx context.Context, task production.Task, report Report) (result any, err error)

// Report says how far a task is, in the task's own unit; total 0 is unknown. It only remembers the
// figures, they are written elsewhere and at most five times a second: call it as often as you like,
// also inside a transaction on a database with a single writer.
type Report func(done, total int64, message string)

// Database is where the queue's own tables live: the database of the task rows.
type Database struct {
	Writer   *sql.DB // the pool that writes; a single connection on SQLite
	Address  string  // URL of a PostgreSQL database
	Postgres bool
}

// Queue hands tasks to workers. Its methods may be used from several goroutines, but Handle, which
// belongs before Start.
type Queue struct {
	db     Database
	tasks  Tasks
	log    *slog.Logger
	pace   pace
	insert *river.Client[*sql.Tx]

	workers map[string]Worker

	mu      sync.Mutex
	running map[production.TaskID]context.CancelCauseFunc
	engine  engine        // nil when not started
	pool    *pgxpool.Pool // the engine's, on PostgreSQL
	nudge   chan struct{} // wakes the sweeper
	halt    func()        // ends the sweeper and waits for it
}

// pace is how often things happen; the tests hurry.
type pace struct {
	poll  time.Duration // between looks for new wakes
	write time.Duration // shortest time between two writes of progress
	beat  time.Duration // longest
	sweep time.Duration // between looks for forgotten tasks
	lost  time.Duration // see LostAfter
	again time.Duration // before another look when the task rows do not answer
	retry func(code fault.Code, attempts int) (time.Duration, bool)
}

func defaultPace(postgres bool) pace {
	poll := 500 * time.Millisecond // SQLite cannot call us; shorter is felt by the processor, longer by the person
	if postgres {
		poll = time.Second // a safety net under its notifications
	}
	return pace{
		poll:  poll,
		write: 200 * time.Millisecond,
		beat:  LostAfter / 15,
		sweep: LostAfter / 2,
		lost:  LostAfter,
		again: 5 * time.Second,
		retry: retryAfter,
	}
}

// Open brings River's tables up to date and returns a queue that takes tasks in; Start makes it work
// on them. It returns fault.Unavailable when the database does not answer.
func Open(ctx context.Context, db Database, tasks Tasks, log *slog.Logger) (*Queue, error) {
	q := &Queue{
		db: db, tasks: tasks, log: log, pace: defaultPace(db.Postgres),
		workers: make(map[string]Worker),
		running: make(map[production.TaskID]context.CancelCauseFunc),
		nudge:   make(chan struct{}, 1),
	}
	if err := migrate(ctx, db, q.riverLog()); err != nil {
		return nil, err
	}
	insert, err := inserter(db, q.riverLog())
	if err != nil {
		return nil, fault.Wrap(err, "queue.Open")
	}
	q.insert = insert
	return q, nil
}

// Handle names the worker for a kind of task: letters, digits, dashes and underscores.
func (q *Queue) Handle(kind string, w Worker) { q.workers[kind] = w }

// Start takes up the work, beginning with what an earlier process left behind. The queue works until
// Stop, also when ctx ends: a signal should stop requests first and tasks last. Starting a started
// queue does nothing. It returns fault.Unavailable when the database does not answer.
func (q *Queue) Start(ctx context.Context) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.engine != nil {
		return nil
	}
	if len(q.workers) == 0 {
		return fault.New(fault.Internal, "the queue has no worker")
	}
	ctx = context.WithoutCancel(ctx)
	engine, pool, err := q.newEngine(ctx)
	if err != nil {
		return err
	}
	if err := engine.Start(ctx); err != nil {
		if pool != nil {
			pool.Close()
		}
		return unreachable(err)
	}
	q.engine, q.pool = engine, pool
	q.halt = q.startSweeper(ctx)
	return nil
}

// Stop interrupts the running tasks and waits until they have let go, or until ctx ends, which is
// fault.Unavailable. Interrupted tasks are pending again and resume at the next start, or at once in
// another process. The queue can be started again, and still takes tasks in.
func (q *Queue) Stop(ctx context.Context) error {
	q.mu.Lock()
	engine, pool, halt := q.engine, q.pool, q.halt
	q.mu.Unlock()
	if engine == nil {
		return nil
	}
	halt()
	if err := engine.StopAndCancel(ctx); err != nil {
		return fault.New(fault.Unavailable, "a task does not let itself be stopped").
			WithRemedy("It is taken up again at the next start.").WithCause(err)
	}
	q.mu.Lock()
	q.engine, q.pool = nil, nil
	q.mu.Unlock()
	if pool != nil {
		pool.Close()
	}
	return nil
}

// Enqueue has a task of the kind looked at once tx commits; when tx rolls back nothing happens. The
// task's row should be written in the same transaction.
func (q *Queue) Enqueue(ctx context.Context, tx *sql.Tx, id production.TaskID, kind string) error {
	_, err := q.insert.InsertTx(ctx, tx, wake{Task: id}, wakeOptions(kind))
	return fault.Wrap(err, "queue.Enqueue")
}

// Cancel stops a task whose row says that somebody asked for it; call it after that is committed.
// A task that runs in this process is told at once, one that runs in another learns of it at its
// next beat, and one that waits is closed by the sweep. Cancel does not wait for any of it.
func (q *Queue) Cancel(_ context.Context, id production.TaskID) {
	q.mu.Lock()
	cancel := q.running[id]
	q.mu.Unlock()
	if cancel != nil {
		cancel(errCancelled)
		return
	}
	select {
	case q.nudge <- struct{}{}:
	default: // a sweep is due already
	}
}
