package office_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/mounts"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// TestACopiedCardComesIntoTheLibrary: by the offload itself, where that is asked for, and later from its page; from a copy
// and not from the card, and not at all where no copy is in reach.
func TestACopiedCardComesIntoTheLibrary(t *testing.T) {
	t.Parallel()
	c := openCart(t, storetest.SQLite(t))
	reader, err := media.Open(media.Options{Workers: 1})
	must(t, err)
	t.Cleanup(func() { reader.Close() })
	still := filepath.Join(c.path("cards/A001"), "DCIM", "3.JPG")
	record(t, still, "-f", "lavfi", "-i", "testsrc2=s=320x200", "-frames:v", "1")
	roots := func(name string) mounts.Roots {
		r, err := mounts.ParseRoots(c.path(name))
		must(t, err)
		return r
	}
	c.house = openWith(t, storetest.SQLite(t), office.Options{Machine: c.machine, CardRoots: roots("cards"), CopyRoots: roots("copies"), Reader: reader})
	c.start(c.newQueue())
	w := c.wanted()
	w.Bring = true
	task, _, err := c.StartOffload(c.ctx, c.in, w)
	must(t, err)
	c.await(task.ID, production.TaskDone)
	card := c.logged()[0].ID
	c.awaitIngest(t)
	of := store.AssetFilter{Card: card, Kind: media.Still}
	stills, err := c.Assets(c.ctx, c.in, of)
	must(t, err)
	if len(stills) != 1 || stills[0].Card != card {
		t.Fatalf("in the library: %+v", stills)
	}

	must(t, os.RemoveAll(c.path("cards/A001"))) // formatted
	if _, err := c.CopyHere(c.ctx, c.in, card); err != nil {
		t.Error("no copy is found, and two are there")
	}
	again, err := c.StartIngest(c.ctx, c.in, office.NewIngest{Card: card})
	must(t, err)
	c.await(again.ID, production.TaskDone)
	if got, err := c.Assets(c.ctx, c.in, of); err != nil || len(got) != 1 {
		t.Errorf("brought in twice: %+v %v", got, err)
	}
	must(t, os.RemoveAll(c.path("copies/one/two-days")))
	if _, err := c.CopyHere(c.ctx, c.in, card); err != nil {
		t.Error("the second copy is not found")
	}
	must(t, os.RemoveAll(c.path("copies/two/two-days")))
	if _, err := c.StartIngest(c.ctx, c.in, office.NewIngest{Card: card}); !fault.Is(err, fault.NotFound) {
		t.Errorf("no copy is in reach: %v", err)
	}
	if _, err := c.StartIngest(c.as(access.Crew), c.in, office.NewIngest{Card: card}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("somebody who does not own the machine: %v", err)
	}
}

// awaitIngest waits for the newest task that brings files in.
func (c *cart) awaitIngest(t *testing.T) {
	t.Helper()
	tasks, err := c.Tasks(c.ctx, c.in, false)
	must(t, err)
	for _, task := range tasks {
		if task.Kind == office.IngestTask {
			c.await(task.ID, production.TaskDone)
			return
		}
	}
	t.Fatal("nothing is brought in")
}
