package queue

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

func TestStopGivesATaskBack(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		begun := make(chan struct{}, 1)
		q := b.start(untilStopped(begun))
		id := b.enqueue(q)
		receive(t, begun, "the worker begins")
		stop(t, q)
		waiting, err := b.rows.get(t.Context(), id)
		check(t, err)
		if waiting.State != production.TaskPending || waiting.Attempts != 1 {
			t.Fatalf("after the stop the row is %+v", waiting)
		}
		b.start(noWork)
		if done := b.awaitState(id, production.TaskDone); done.Attempts != 2 {
			t.Errorf("it took %d attempts, not 2", done.Attempts)
		}
	})
}

func TestAQueueCanStartAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		q := b.start(noWork)
		stop(t, q)
		id := b.enqueue(q) // still takes tasks in
		check(t, q.Start(t.Context()))
		check(t, q.Start(t.Context())) // starting twice does nothing
		b.awaitState(id, production.TaskDone)
	})
}

func TestTheSweepFindsATaskThatNoWakeWaitsFor(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		q := b.open()
		id := b.enqueue(q)
		_, err := b.db.Writer.Exec(`DELETE FROM river_job`)
		check(t, err)
		q.Handle("plan", noWork)
		check(t, q.Start(t.Context()))
		b.awaitState(id, production.TaskDone)
	})
}

func TestATaskThatRunsElsewhereIsLeftAlone(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		q := b.open()
		id := b.enqueue(q)
		_, err := b.rows.Begin(t.Context(), id) // somebody else, a moment ago
		check(t, err)
		q.Handle("plan", func(_ context.Context, task production.Task, _ Report) (any, error) {
			if task.ID == id {
				t.Error("a task that runs elsewhere was run here too")
			}
			return nil, nil
		})
		check(t, q.Start(t.Context()))
		b.awaitState(b.enqueue(q), production.TaskDone)
		check(t, q.sweep(t.Context()))
		b.awaitState(b.enqueue(q), production.TaskDone)
	})
}

func TestTwoQueuesNeverRunATaskTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		var mu sync.Mutex
		runs := make(map[production.TaskID]int)
		worker := func(_ context.Context, task production.Task, _ Report) (any, error) {
			mu.Lock()
			defer mu.Unlock()
			runs[task.ID]++
			return nil, nil
		}
		first, second := b.start(worker), b.start(worker)
		var ids []production.TaskID
		for i := range 40 {
			ids = append(ids, b.enqueue([]*Queue{first, second}[i%2]))
		}
		for _, id := range ids {
			b.awaitState(id, production.TaskDone)
		}
		mu.Lock()
		defer mu.Unlock()
		for _, id := range ids {
			if runs[id] != 1 {
				t.Errorf("task %s ran %d times", id, runs[id])
			}
		}
	})
}

// doomed is the environment variable that makes this test binary a process that is going to be
// killed: it works on the database at that address.
const doomed = "BTS_TEST_QUEUE_DOOMED"

// TestDoomedProcess is the body of that process: it begins whatever waits and never ends it.
func TestDoomedProcess(t *testing.T) {
	address := os.Getenv(doomed)
	if address == "" {
		t.Skip("runs only as a child of TestAKilledProcess")
	}
	b := newBench(t, openDatabase(t, address))
	q, err := Open(t.Context(), b.db, b.rows, slog.Default())
	check(t, err)
	q.pace = hurry(time.Second)
	q.Handle("plan", func(context.Context, production.Task, Report) (any, error) {
		fmt.Println("begun")
		select {}
	})
	check(t, q.Start(t.Context()))
	select {}
}

func TestAKilledProcess(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bench) {
		b.rows.lost = time.Second // so that the test need not wait as long as life does
		id := b.enqueue(b.open())
		child := exec.Command(os.Args[0], "-test.run=^TestDoomedProcess$")
		child.Env = append(os.Environ(), doomed+"="+b.db.Address)
		out, err := child.StdoutPipe()
		check(t, err)
		child.Stderr = os.Stderr
		check(t, child.Start())
		lines := bufio.NewScanner(out)
		for lines.Scan() && lines.Text() != "begun" {
		}
		if lines.Text() != "begun" {
			t.Fatal("the process never began the task")
		}
		check(t, child.Process.Kill())
		_ = child.Wait() // killed: an error that says so

		left, err := b.rows.get(t.Context(), id)
		check(t, err)
		if left.State != production.TaskRunning {
			t.Fatalf("the killed process left %+v", left)
		}
		b.start(noWork)
		if done := b.awaitState(id, production.TaskDone); done.Attempts != 2 {
			t.Errorf("it took %d attempts, not 2", done.Attempts)
		}
	})
}
