package office_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// TestCopiesAreProvenAgain reads a copy by a job: as it was, spoilt, and after the days that the rules give.
func TestCopiesAreProvenAgain(t *testing.T) {
	t.Parallel()
	c := openCart(t, storetest.SQLite(t))
	c.start(c.newQueue())
	task, _, err := c.StartOffload(c.ctx, c.in, c.wanted())
	must(t, err)
	c.await(task.ID, production.TaskDone)
	card := c.logged()[0]
	if len(card.Places) != 2 || card.Places[0].Proven.IsZero() || card.Places[0].Overdue {
		t.Fatalf("%+v", card.Places)
	}
	tasks, _, err := c.StartProofs(c.ctx, c.in, office.NewProof{Card: card.ID, Deep: true})
	must(t, err)
	if len(tasks) != 2 {
		t.Fatalf("%d tasks", len(tasks))
	}
	for _, one := range tasks {
		c.await(one.ID, production.TaskDone)
	}
	if got := c.logged()[0].Proofs; len(got) != 2 || !got[0].Good() || got[0].OK != 3 || !got[0].Deep {
		t.Errorf("%+v", got)
	}
	copied := c.path("copies/one/two-days/day-01/A001")
	must(t, os.WriteFile(filepath.Join(copied, "DCIM/2.MP4"), []byte("spoilt"), 0o600))
	must(t, os.Remove(filepath.Join(copied, ".hidden")))
	tasks, _, err = c.StartProofs(c.ctx, c.in, office.NewProof{Card: card.ID, Path: copied})
	must(t, err)
	c.await(tasks[0].ID, production.TaskDone)
	got := c.logged()[0].Proofs[0]
	if got.Good() || got.Differs != 1 || got.Missing != 1 || len(got.Names) != 2 || got.Names[0] != (cardlog.ProofName{Path: "DCIM/2.MP4", Code: "differs"}) {
		t.Errorf("%+v", got)
	}
	must(t, result(c.SetCardRules(c.ctx, c.in, office.Written{Fields: fields("days", 30)})))
	c.clock.set("2026-12-31")
	due, err := c.DueCopies(c.ctx, c.in)
	if err != nil || len(due) != 2 || due[0].Card.Name != "A001" {
		t.Errorf("%+v, %v", due, err)
	}
	seen, err := c.Cards(c.as(access.Post), c.in, office.CardFilter{})
	must(t, err)
	if p := seen.Cards[0]; p.Places[0].Path != "" || p.Proofs[0].Path != "" || p.Proofs[0].Names != nil {
		t.Errorf("who only sees cards reads %+v", p)
	}
	_, _, err = c.GoOnProof(c.ctx, c.in, tasks[0].ID)
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("a proof that is over goes on: %v", err)
	}
	for path, code := range map[string]fault.Code{c.path("elsewhere"): fault.Forbidden, "copies": fault.Invalid, c.path("copies/none"): fault.NotFound} {
		if _, _, err := c.StartProofs(c.ctx, c.in, office.NewProof{Card: card.ID, Path: path}); fault.CodeOf(err) != code {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, _, err := c.StartProofs(c.as(access.Director), c.in, office.NewProof{Card: card.ID}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("who does not own the machine reads on it: %v", err)
	}
}

// TestAProofGoesOn stops a proof before it begins to read, and looks that the next one does not read what is noted.
func TestAProofGoesOn(t *testing.T) {
	t.Parallel()
	c := openCart(t, storetest.SQLite(t))
	queue := c.newQueue()
	c.start(queue)
	first, _, err := c.StartOffload(c.ctx, c.in, c.wanted())
	must(t, err)
	c.await(first.ID, production.TaskDone)
	card := c.logged()[0]
	c.clock.set("2026-06-03")
	copied := c.path("copies/one/two-days/day-01/A001")
	must(t, os.Rename(c.path("copies"), c.path("away"))) // the drive is gone
	must(t, os.MkdirAll(copied, 0o755))
	tasks, _, err := c.StartProofs(c.ctx, c.in, office.NewProof{Card: card.ID, Path: copied})
	must(t, err)
	c.await(tasks[0].ID, production.TaskFailed)
	must(t, os.RemoveAll(c.path("copies")))
	must(t, os.Rename(c.path("away"), c.path("copies")))
	office.NoteRead(t, tasks[0].ID, copied, "DCIM/1.MP4")
	next, _, err := c.GoOnProof(c.ctx, c.in, tasks[0].ID)
	must(t, err)
	c.await(next.ID, production.TaskDone)
	if got := c.logged()[0].Proofs[0]; !got.Good() || got.OK != 3 || got.Bytes >= 5<<20 {
		t.Errorf("%+v", got)
	}
}
