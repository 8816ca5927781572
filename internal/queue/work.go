package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Why a running task's context ended; any other cause is the queue stopping.
var (
	errCancelled = fault.New(fault.Cancelled, "somebody stopped the task")
	errLost      = fault.New(fault.Conflict, "the task is no longer this worker's")
)

// rowTimeout bounds one look at a task's row, which has to succeed even while the queue stops.
const rowTimeout = 30 * time.Second

// outcome is how an attempt ended and what becomes of the task.
type outcome struct {
	state  production.TaskState // "" when the task is not ours to end
	result json.RawMessage
	text   string        // for a person
	wait   time.Duration // before the next attempt, for TaskPending
}

// work is River's worker: it claims the task that a wake names, runs it and settles its row. It
// returns no error but a request to be woken again.
func (q *Queue) work(ctx context.Context, job *river.Job[wake]) error {
	if ctx.Err() != nil {
		return river.JobSnooze(0) // fetched while the queue stops: the next start, or another process, begins it
	}
	id := job.Args.Task
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if !q.enter(id, cancel) {
		return nil // a second wake for a task that runs here
	}
	defer q.leave(id)

	task, err := q.begin(ctx, id)
	switch {
	case fault.Is(err, fault.Conflict), fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		q.log.WarnContext(ctx, "a task could not be begun", "task", id, "error", err)
		return river.JobSnooze(q.pace.again)
	}
	end := q.attempt(ctx, cancel, task)
	if end.state == "" {
		return nil
	}
	if err := q.finish(ctx, id, end); err != nil {
		// The row stays running without a beat: the sweep takes it for lost and has it run again.
		q.log.ErrorContext(ctx, "the end of a task could not be written", "task", id, "state", end.state, "error", err)
		return nil
	}
	if end.state == production.TaskPending {
		return river.JobSnooze(end.wait)
	}
	return nil
}

func (q *Queue) enter(id production.TaskID, cancel context.CancelCauseFunc) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, here := q.running[id]; here {
		return false
	}
	q.running[id] = cancel
	return true
}

func (q *Queue) leave(id production.TaskID) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.running, id)
}

// begin claims the task even while the queue stops: a claim given up half-way might have happened.
func (q *Queue) begin(ctx context.Context, id production.TaskID) (production.Task, error) {
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), rowTimeout)
	defer done()
	return q.tasks.Begin(ctx, id)
}

// attempt runs the worker of a task once.
func (q *Queue) attempt(ctx context.Context, cancel context.CancelCauseFunc, task production.Task) outcome {
	worker, known := q.workers[task.Kind]
	switch {
	case task.Cancel:
		return outcome{state: production.TaskCancelled}
	case !known:
		q.log.ErrorContext(ctx, "a task has no worker", "task", task.ID, "kind", task.Kind)
		return outcome{state: production.TaskFailed, text: fmt.Sprintf("This version cannot do tasks of the kind %q.", task.Kind)}
	case task.Attempts > maxAttempts:
		return outcome{state: production.TaskFailed, text: fmt.Sprintf("The task was begun %d times and never came to an end.", maxAttempts)}
	}
	beat := q.startBeat(ctx, cancel, task)
	value, crash, err := call(ctx, worker, task, beat.report)
	beat.stop()
	if crash != nil {
		q.log.ErrorContext(ctx, "a task crashed", "task", task.ID, "kind", task.Kind, "error", err, "stack", string(crash))
		return outcome{state: production.TaskFailed, text: ourMistake(task.ID)}
	}
	if err == nil {
		result, failed := encode(value)
		if failed == nil {
			return outcome{state: production.TaskDone, result: result}
		}
		err = failed
	}
	return q.judge(ctx, task, err)
}

// call runs the worker and turns a panic into an error and the stack of where it happened.
func call(ctx context.Context, w Worker, task production.Task, report Report) (value any, crash []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			crash, err = debug.Stack(), fault.New(fault.Internal, "panic: %v", p)
		}
	}()
	value, err = w(ctx, task, report)
	return value, nil, err
}

func encode(value any) (json.RawMessage, error) {
	if value == nil {
		return nil, nil
	}
	result, err := json.Marshal(value)
	if err != nil {
		return nil, fault.Wrap(err, "queue: encode result")
	}
	return result, nil
}

// judge decides what becomes of a task whose attempt ended with err.
func (q *Queue) judge(ctx context.Context, task production.Task, err error) outcome {
	code := fault.CodeOf(err)
	// Whatever else an interrupted worker reports may well come from its dying context.
	unsure := code == fault.Cancelled || code == fault.Internal || code == fault.Unavailable
	cause := context.Cause(ctx)
	switch {
	case errors.Is(cause, errLost):
		return outcome{}
	case errors.Is(cause, errCancelled):
		return outcome{state: production.TaskCancelled}
	case cause != nil && unsure:
		return outcome{state: production.TaskPending}
	case code == fault.Cancelled:
		return outcome{state: production.TaskCancelled}
	}
	text := fault.PersonText(err)
	if text == "" {
		text = ourMistake(task.ID)
	}
	wait, again := q.pace.retry(code, task.Attempts)
	if again {
		q.log.WarnContext(ctx, "a task failed and is tried again", "task", task.ID, "kind", task.Kind, "attempt", task.Attempts, "wait", wait, "error", err)
		return outcome{state: production.TaskPending, text: text, wait: wait}
	}
	if code == fault.Internal {
		q.log.ErrorContext(ctx, "a task failed", "task", task.ID, "kind", task.Kind, "error", err)
	}
	return outcome{state: production.TaskFailed, text: text}
}

// ourMistake is what a person reads about an internal error: enough to find it in the log.
func ourMistake(id production.TaskID) string {
	return fmt.Sprintf("This failed through a mistake in the program. The log describes it under task %s.", id)
}

// finish writes an outcome, patiently: work that was done must not be forgotten over a hiccup.
func (q *Queue) finish(ctx context.Context, id production.TaskID, end outcome) error {
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), rowTimeout)
	defer done()
	for wait := 100 * time.Millisecond; ; wait *= 2 {
		err := q.tasks.Finish(ctx, id, end.state, end.result, end.text)
		switch code := fault.CodeOf(err); {
		case err == nil:
			return nil
		case code == fault.Conflict, code == fault.NotFound:
			return nil // somebody else ended it, or removed it
		case code != fault.Unavailable && code != fault.Internal:
			return err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return err
		}
	}
}
