package office_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/queue"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// idle is a queue in which nobody works.
type idle struct{}

func (idle) Enqueue(context.Context, *sql.Tx, production.TaskID, string) error { return nil }
func (idle) Cancel(context.Context, production.TaskID)                         {}

// task is a new import that waits, moment and member some of the production's.
func (h *house) task() production.TaskID {
	h.t.Helper()
	task, err := h.StartImport(h.ctx, h.in, []office.File{white}, office.ImportOptions{})
	must(h.t, err)
	return task.ID
}

func (h *house) moment() production.MomentID {
	h.t.Helper()
	return h.moments()[0].ID
}

func (h *house) member() production.MemberID {
	h.t.Helper()
	return h.hire(string(production.NewID[production.MemberID]()), "video").ID
}

// newQueue is a queue on the house's store that does not work yet.
func (h *house) newQueue() *queue.Queue {
	h.t.Helper()
	q, err := queue.Open(h.ctx, queue.Database{
		Writer: h.store.Writer(), Address: h.store.Address(), Postgres: h.store.Dialect() == store.Postgres,
	}, h.TaskRows(), slog.New(slog.DiscardHandler))
	must(h.t, err)
	h.Employ(q, func(production.ProductionID) {})
	for _, kind := range h.Kinds() {
		q.Handle(kind, func(ctx context.Context, t production.Task, report queue.Report) (any, error) {
			return h.Work(ctx, t, report)
		})
	}
	return q
}

func (h *house) start(q *queue.Queue) {
	h.t.Helper()
	h.clock.set(production.DateOf(time.Now().UTC())) // signs of life are told from real time
	must(h.t, q.Start(h.ctx))
	h.t.Cleanup(func() { h.stop(q) })
}

func (h *house) stop(q *queue.Queue) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	must(h.t, q.Stop(ctx))
}

// await waits until the task is in the state.
func (h *house) await(id production.TaskID, state production.TaskState) production.Task {
	h.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		task, err := h.FindTask(h.ctx, h.in, id)
		must(h.t, err)
		if task.State == state {
			return task
		}
		if task.State.Over() || time.Now().After(deadline) {
			h.t.Fatalf("the task is %s (%s), want %s", task.State, task.Error, state)
		}
	}
}

func TestLongWorkFinishes(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); longWork(t, storetest.SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); longWork(t, storetest.Postgres(t)) })
}

func longWork(t *testing.T, s *store.Store) {
	h := openOn(t, s)
	h.start(h.newQueue())
	director := h.as(access.Director)
	taken, err := h.StartImport(director, h.in, []office.File{script, white}, office.ImportOptions{})
	must(t, err)
	if taken.State != production.TaskPending || taken.Title != "Import two.fountain white.csv" || taken.CreatedBy == "" {
		t.Errorf("the new task is %+v", taken)
	}
	done := h.await(taken.ID, production.TaskDone)
	var result office.ImportResult
	must(t, json.Unmarshal(done.Result, &result))
	if len(result.Files) != 2 || result.Files[0].Scenes != 2 {
		t.Errorf("the result is %s", done.Result)
	}
	if revisions, err := h.Revisions(director, h.in); err != nil || len(revisions) != 2 || !strings.HasPrefix(revisions[0].ImportedBy, "Some BTS director") {
		t.Errorf("imports on record: %+v, %v", revisions, err)
	}
	h.hire("Nora", "video", "stills", "sound", "interview")
	planned, err := h.StartPlan(director, h.in, office.PlanOptions{Time: 200 * time.Millisecond})
	must(t, err)
	h.await(planned.ID, production.TaskDone)
	if plan, err := h.LatestPlan(director, h.in); err != nil || plan.Covered == 0 {
		t.Errorf("the plan is %+v, %v", plan, err)
	}
	bad, err := h.StartImport(director, h.in, []office.File{{Name: "bad.uss", Data: []byte("[1]")}}, office.ImportOptions{})
	must(t, err)
	if failed := h.await(bad.ID, production.TaskFailed); !strings.Contains(failed.Error, "bad.uss") {
		t.Errorf("the refused file failed with %q", failed.Error)
	}
	if open, err := h.Tasks(director, h.in, true); err != nil || len(open) != 0 {
		t.Errorf("still open: %+v, %v", open, err)
	}
}

func TestCancelledWorkChangesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...) // enough to think about for a while: a small problem is proven at once
	for _, name := range []string{"Nora", "Kofi", "Ines", "Tom"} {
		h.hire(name, "video", "stills", "sound", "interview")
	}
	h.start(h.newQueue())
	director := h.as(access.Director)
	task, err := h.StartPlan(director, h.in, office.PlanOptions{Time: time.Minute, CrewDays: 16})
	must(t, err)
	h.await(task.ID, production.TaskRunning)
	if err := h.CancelTask(h.as(access.AD), h.in, task.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an assistant director stops a plan: %v", err)
	}
	must(t, h.CancelTask(director, h.in, task.ID))
	h.await(task.ID, production.TaskCancelled)
	if _, err := h.LatestPlan(director, h.in); !fault.Is(err, fault.NotFound) {
		t.Errorf("a cancelled plan was saved: %v", err)
	}
}

// TestRightsAreLookedAtAgain: who has lost the role between asking and doing does not get it done.
func TestRightsAreLookedAtAgain(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		to    access.Role // "" removes
		state production.TaskState
	}{
		"removed":        {"", production.TaskFailed},
		"now a viewer":   {access.Viewer, production.TaskFailed},
		"still may":      {access.AD, production.TaskDone},
		"nothing change": {access.Director, production.TaskDone},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			q := h.newQueue()
			director := h.as(access.Director)
			task, err := h.StartImport(director, h.in, []office.File{script}, office.ImportOptions{})
			must(t, err)
			actor, _ := access.From(director)
			must(t, h.store.Write(h.ctx, func(tx *store.Tx) error {
				if test.to == "" {
					return tx.DeleteMembership(h.ctx, h.in, actor.UserID)
				}
				return tx.SaveMembership(h.ctx, access.Membership{Production: h.in, User: actor.UserID, Role: test.to, Since: h.clock.Now()})
			}))
			h.start(q)
			h.await(task.ID, test.state)
			scenes, err := h.Scenes(h.ctx, h.in)
			must(t, err)
			if (len(scenes) > 0) != (test.state == production.TaskDone) {
				t.Errorf("%d scenes were taken in", len(scenes))
			}
		})
	}
}

// TestWorkResumesAfterARestart: what a stopped process left is taken up by the next.
func TestWorkResumesAfterARestart(t *testing.T) {
	t.Parallel()
	h := staged(t)
	first := h.newQueue()
	for _, kind := range h.Kinds() { // as long as it takes to be stopped, however quick the search
		first.Handle(kind, func(ctx context.Context, task production.Task, report queue.Report) (any, error) {
			<-ctx.Done()
			return h.Work(ctx, task, report)
		})
	}
	h.start(first)
	task, err := h.StartPlan(h.ctx, h.in, office.PlanOptions{CrewDays: 20, Time: 100 * time.Millisecond})
	must(t, err)
	h.await(task.ID, production.TaskRunning)
	h.stop(first)
	if left, err := h.FindTask(h.ctx, h.in, task.ID); err != nil || left.State != production.TaskPending {
		t.Fatalf("the interrupted task is %s, %v", left.State, err)
	}
	h.start(h.newQueue())
	if done := h.await(task.ID, production.TaskDone); done.Attempts != 2 {
		t.Errorf("done at attempt %d, want 2", done.Attempts)
	}
	if _, err := h.LatestPlan(h.ctx, h.in); err != nil {
		t.Error(err)
	}
}

func TestLongWorkNeedsAWorker(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, err := h.StartImport(h.ctx, h.in, []office.File{script}, office.ImportOptions{})
	if !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "bts serve") {
		t.Errorf("got %v", err)
	}
	if _, err := h.StartPlan(h.ctx, h.in, office.PlanOptions{Time: office.MaxPlanTime + 1}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a plan of more than %v: %v", office.MaxPlanTime, err)
	}
	if _, err := h.Work(h.ctx, production.Task{Kind: "cook"}, nil); !fault.Is(err, fault.Invalid) {
		t.Errorf("unknown work: %v", err)
	}
}

// TestTheFeedTellsNoMoreThanProgress: what a task was given and what came of it stay in its row.
func TestTheFeedTellsNoMoreThanProgress(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := production.Task{
		ID: production.NewID[production.TaskID](), Production: h.in, Kind: office.ImportTask, Title: "Import secret.fdx",
		Args: json.RawMessage(`{"files":["secret.fdx"]}`), State: production.TaskPending, CreatedAt: h.clock.Now(),
	}
	must(t, h.store.Write(h.ctx, func(tx *store.Tx) error { return tx.CreateTask(h.ctx, task) }))
	_, err := h.TaskRows().Begin(h.ctx, task.ID)
	must(t, err)
	must(t, h.TaskRows().Finish(h.ctx, task.ID, production.TaskDone, json.RawMessage(`{"found":"secret"}`), ""))
	var items []production.FeedItem
	must(t, h.store.Read(h.ctx, func(tx *store.Tx) (err error) {
		items, err = tx.FindFeedAfter(h.ctx, h.in, 0, 0)
		return err
	}))
	news := 0
	for _, item := range items {
		if item.Topic == "task" {
			news++
			if text := string(item.Payload); strings.Contains(text, "secret") || !strings.Contains(text, string(task.ID)) {
				t.Errorf("the feed says %s", text)
			}
		}
	}
	if news != 2 {
		t.Errorf("%d items, want two", news)
	}
}
