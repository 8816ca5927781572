package office_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mounts"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// cart is a house whose machine has a card and two drives, all folders of a test.
type cart struct {
	*house
	top     string // holds cards/A001, copies/one, copies/two and elsewhere
	machine *drives
}

// drives are what is mounted on the machine of a test.
type drives struct {
	mu  sync.Mutex
	all []mounts.Volume
}

// Volumes are what a test says.
func (d *drives) Volumes(context.Context) ([]mounts.Volume, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]mounts.Volume{}, d.all...), nil
}

func (d *drives) set(all ...mounts.Volume) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.all = all
}

func openCart(t *testing.T, s *store.Store) *cart {
	t.Helper()
	top, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	for name, size := range map[string]int{"cards/A001/DCIM/1.MP4": 5 << 20, "cards/A001/DCIM/2.MP4": 300, "cards/A001/.hidden": 0, "copies/one/x": 1, "copies/two/x": 1, "elsewhere/x": 1} {
		path := filepath.Join(top, name)
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		must(t, os.WriteFile(path, bytes.Repeat([]byte(name), size/len(name)+1), 0o600))
	}
	cardRoots, err := mounts.ParseRoots(filepath.Join(top, "cards"))
	must(t, err)
	copyRoots, err := mounts.ParseRoots(filepath.Join(top, "copies"))
	must(t, err)
	c := &cart{top: top, machine: &drives{}}
	c.house = openWith(t, s, office.Options{Machine: c.machine, CardRoots: cardRoots, CopyRoots: copyRoots})
	return c
}

func (c *cart) path(name string) string { return filepath.Join(c.top, name) }

// wanted is an offload of the card to both drives.
func (c *cart) wanted() office.NewOffload {
	return office.NewOffload{Source: c.path("cards/A001"), To: []string{c.path("copies/one"), c.path("copies/two")}, Folder: "two-days/day-01", Name: "A001", Camera: "A"}
}

func TestOffloadOnTheServer(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); offloaded(t, storetest.SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); offloaded(t, storetest.Postgres(t)) })
}

// offloaded copies a card by a job, and looks at the copies, the log and what is told to others.
func offloaded(t *testing.T, s *store.Store) {
	c := openCart(t, s)
	c.start(c.newQueue())
	task, act, err := c.StartOffload(c.ctx, c.in, c.wanted())
	must(t, err)
	done := c.await(task.ID, production.TaskDone)
	got := c.logged()[0]
	if got.State != cardlog.Safe || got.Copies != 2 || got.Camera != "A" || got.Run.Going() || got.Run.Files != 3 {
		t.Errorf("%+v %+v", got, got.Run)
	}
	for _, drive := range []string{"one", "two"} {
		was, err := os.ReadFile(c.path("cards/A001/DCIM/1.MP4"))
		must(t, err)
		now, err := os.ReadFile(c.path("copies/" + drive + "/two-days/day-01/A001/DCIM/1.MP4"))
		must(t, err)
		if !bytes.Equal(was, now) {
			t.Errorf("the copy on %s differs", drive)
		}
	}
	receipt, err := c.CardReceipt(c.ctx, c.in, got.Receipts[0].ID)
	must(t, err)
	if len(receipt.Items) != 3 || receipt.Content == "" || receipt.Copies[1].Path != c.path("copies/two/two-days/day-01/A001") || receipt.Copies[1].MHL == "" || !receipt.SafeToFormat {
		t.Errorf("%+v", receipt)
	}
	crew := c.as(access.Crew)
	seen, err := c.FindTask(crew, c.in, task.ID)
	must(t, err)
	text, err := json.Marshal([]any{seen, done})
	must(t, err)
	if strings.Contains(string(text), c.top) {
		t.Errorf("the task names a path: %s", text)
	}
	if _, err := c.FindTask(c.as(access.AD), c.in, task.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody without the right to cards finds the task: %v", err)
	}
	must(t, result(c.UndoAct(c.ctx, c.in, act.ID)))
	if all := c.logged(); len(all) != 0 {
		t.Errorf("taken back: %+v", all)
	}
}

// TestCopiesAreCalledAfterTheTemplate: of the offload, else of the production; what is previewed is what comes, a run that is
// taken up again goes on in the same folder, and the log knows the card by what stands on it.
func TestCopiesAreCalledAfterTheTemplate(t *testing.T) {
	t.Parallel()
	c := openCart(t, storetest.SQLite(t))
	c.start(c.newQueue())
	if _, err := c.SetCardRules(c.ctx, c.in, office.Written{Fields: map[string]any{"names": "{day}_{film}"}}); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "film") {
		t.Errorf("a template with an unknown field: %v", err)
	}
	must(t, result(c.SetCardRules(c.ctx, c.in, office.Written{Fields: map[string]any{"names": "{production}_{date}_{card}_{camera}_{operator}"}})))
	w := c.wanted()
	w.Day = "2026-05-04"
	names, err := c.PreviewOffload(c.ctx, c.in, w)
	must(t, err)
	want := "two-days_2026-05-04_A001_A"
	if names.Folder != want || names.Card != "A001" || len(names.Copies) != 2 || names.Copies[1].Path != c.path("copies/two/two-days/day-01/"+want) || names.Copies[0].Here {
		t.Errorf("%+v, want %s", names, want)
	}
	task, _, err := c.StartOffload(c.ctx, c.in, w)
	must(t, err)
	c.await(task.ID, production.TaskDone)
	if _, err := os.Stat(names.Copies[0].Path + "/DCIM/2.MP4"); err != nil {
		t.Error(err)
	}
	logged := c.logged()[0]
	if logged.Name != "A001" || logged.State != cardlog.Safe || logged.Run.Called != want {
		t.Errorf("%+v %+v", logged, logged.Run)
	}
	must(t, result(c.SetCardRules(c.ctx, c.in, office.Written{Fields: map[string]any{"names": ""}})))
	again, _, err := c.GoOnOffload(c.ctx, c.in, task.ID)
	must(t, err)
	c.await(again.ID, production.TaskDone)
	names, err = c.PreviewOffload(c.ctx, c.in, w)
	must(t, err)
	if all, err := os.ReadDir(c.path("copies/one/two-days/day-01")); err != nil || len(all) != 2 || names.Folder != "A001" || names.Copies[0].Here {
		t.Errorf("a copy and its receipt: %v %v; without a template: %+v", all, err, names)
	}
	w.Names = "{camera}-{card}"
	if names, err = c.PreviewOffload(c.ctx, c.in, w); err != nil || names.Folder != "A-A001" {
		t.Errorf("%+v %v", names, err)
	}
	if _, err := c.PreviewOffload(c.as(access.Crew), c.in, w); !fault.Is(err, fault.Forbidden) {
		t.Errorf("somebody who does not own the machine sees its folders: %v", err)
	}
}

// TestOffloadOfTheSameCardTwiceSaysSo: what is on a card is known again under another name.
func TestOffloadOfTheSameCardTwiceSaysSo(t *testing.T) {
	t.Parallel()
	c := openCart(t, storetest.SQLite(t))
	c.start(c.newQueue())
	first := c.wanted()
	second := c.wanted()
	second.Name = "A002"
	for _, w := range []office.NewOffload{first, second} {
		task, _, err := c.StartOffload(c.ctx, c.in, w)
		must(t, err)
		c.await(task.ID, production.TaskDone)
	}
	if all := c.logged(); len(all) != 2 || !strings.HasPrefix(all[1].Twin, "A001 of ") {
		t.Errorf("%+v", all)
	}
}

// TestOffloadGoesOnAfterARestart: the queue that ran it stops before it begins; another one does it.
func TestOffloadGoesOnAfterARestart(t *testing.T) {
	t.Parallel()
	c := openCart(t, storetest.SQLite(t))
	c.machine.set(mounts.Volume{Path: c.path("copies/two"), Mounted: true})
	q := c.newQueue()
	c.start(q)
	task, _, err := c.StartOffload(c.ctx, c.in, c.wanted())
	must(t, err)
	c.stop(q)
	if state := c.logged()[0].State; state != cardlog.Copying && state != cardlog.Safe {
		t.Errorf("between two runs the card is %s", state)
	}
	c.start(c.newQueue())
	c.await(task.ID, production.TaskDone)
	if got := c.logged()[0]; got.State != cardlog.Safe {
		t.Errorf("%+v", got.Standing)
	}
}

// TestDriveThatIsNotMountedIsWaitedFor: the folder of a drive that was pulled must not be filled instead.
func TestDriveThatIsNotMountedIsWaitedFor(t *testing.T) {
	t.Parallel()
	c := openCart(t, storetest.SQLite(t))
	c.machine.set(mounts.Volume{Path: c.path("copies/two"), Mounted: true})
	c.Employ(idle{}, func(production.ProductionID) {})
	task, _, err := c.StartOffload(c.ctx, c.in, c.wanted())
	must(t, err)
	c.machine.set()
	task.Args = c.args(task.ID)
	_, err = c.Work(c.ctx, task, func(int64, int64, string) {})
	if !fault.Is(err, fault.Unavailable) || err.Error() != "the place of copy 2 is not there. Plug it in; the copying goes on by itself." {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(c.path("copies/two/two-days")); !os.IsNotExist(err) {
		t.Errorf("it was written to: %v", err)
	}
}

// args are the arguments of a task as they are kept.
func (h *house) args(id production.TaskID) (args json.RawMessage) {
	h.t.Helper()
	must(h.t, h.store.Read(h.ctx, func(tx *store.Tx) error {
		task, err := tx.FindTask(h.ctx, id)
		args = task.Args
		return err
	}))
	return args
}

func TestCancelledOffloadCanGoOn(t *testing.T) {
	t.Parallel()
	c := openCart(t, storetest.SQLite(t))
	c.Employ(idle{}, func(production.ProductionID) {})
	task, _, err := c.StartOffload(c.ctx, c.in, c.wanted())
	must(t, err)
	_, _, err = c.StartOffload(c.ctx, c.in, c.wanted())
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("a second run of the same card: %v", err)
	}
	if _, err := c.MarkCard(c.ctx, c.in, c.logged()[0].ID, cardlog.Formatted, "now"); !fault.Is(err, fault.Conflict) {
		t.Errorf("formatted while it is copied: %v", err)
	}
	must(t, c.CancelTask(c.as(access.Crew), c.in, task.ID))
	if got := c.logged()[0]; got.State != cardlog.StateFull || got.Run.State != production.TaskCancelled {
		t.Errorf("%+v %+v", got.Standing, got.Run)
	}
	again, _, err := c.GoOnOffload(c.ctx, c.in, task.ID)
	must(t, err)
	if got := c.logged(); len(got) != 1 || got[0].State != cardlog.Copying || got[0].Run.Task != again.ID {
		t.Errorf("%+v", got)
	}
}

func TestOffloadStaysInsideWhatIsAllowed(t *testing.T) {
	t.Parallel()
	c := openCart(t, storetest.SQLite(t))
	c.Employ(idle{}, func(production.ProductionID) {})
	must(t, os.Symlink(c.path("elsewhere"), c.path("copies/led")))
	must(t, os.Symlink(c.path("elsewhere"), c.path("copies/one/led")))
	for name, test := range map[string]struct {
		change func(w *office.NewOffload)
		code   fault.Code
	}{
		"a card elsewhere":          {func(w *office.NewOffload) { w.Source = c.path("elsewhere") }, fault.Forbidden},
		"the system's own folder":   {func(w *office.NewOffload) { w.Source = "/etc" }, fault.Forbidden},
		"a card that is a copy":     {func(w *office.NewOffload) { w.Source = c.path("copies/one") }, fault.Forbidden},
		"upwards":                   {func(w *office.NewOffload) { w.Source = c.path("cards") + "/../elsewhere" }, fault.Invalid},
		"a target elsewhere":        {func(w *office.NewOffload) { w.To[1] = c.path("elsewhere") }, fault.Forbidden},
		"a target that leads away":  {func(w *office.NewOffload) { w.To[1] = c.path("copies/led") }, fault.Forbidden},
		"a target twice":            {func(w *office.NewOffload) { w.To[1] = w.To[0] }, fault.Invalid},
		"no target":                 {func(w *office.NewOffload) { w.To = nil }, fault.Invalid},
		"a folder that leads up":    {func(w *office.NewOffload) { w.Folder = "../x" }, fault.Invalid},
		"a folder from the root":    {func(w *office.NewOffload) { w.Folder = "/etc" }, fault.Invalid},
		"a name that is a path":     {func(w *office.NewOffload) { w.Name = "../A001" }, fault.Invalid},
		"a hash that there is not":  {func(w *office.NewOffload) { w.Hashes = []string{"crc"} }, fault.Invalid},
		"a card that is not logged": {func(w *office.NewOffload) { w.Card = "none" }, fault.NotFound},
	} {
		w := c.wanted()
		test.change(&w)
		if _, _, err := c.StartOffload(c.ctx, c.in, w); !fault.Is(err, test.code) {
			t.Errorf("%s: %v, want %s", name, err, test.code)
		}
	}
	if all := c.logged(); len(all) != 0 {
		t.Errorf("what was refused is in the log: %+v", all)
	}
	w := c.wanted()
	w.Folder = "led/deep"
	task, _, err := c.StartOffload(c.ctx, c.in, w)
	must(t, err)
	task.Args = c.args(task.ID)
	if _, err := c.Work(c.ctx, task, func(int64, int64, string) {}); err == nil {
		t.Error("a link in a target led elsewhere")
	}
	if _, err := os.Stat(c.path("elsewhere/deep")); !os.IsNotExist(err) {
		t.Errorf("something was made elsewhere: %v", err)
	}
	if _, _, err := c.StartOffload(c.as(access.Director), c.in, c.wanted()); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a director who does not own the installation: %v", err)
	}
	var r offload.Receipt
	if _, _, err := c.RegisterReceipt(c.ctx, c.in, office.NewReceipt{Receipt: r}); !fault.Is(err, fault.Invalid) {
		t.Errorf("an empty receipt: %v", err)
	}
}
