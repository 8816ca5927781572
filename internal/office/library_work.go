package office

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/vault"
)

// LooksTask is the kind of work that makes what assets are looked at by.
const LooksTask = "looks"

// Darkroom makes what an asset is looked at by.
type Darkroom interface {
	// Make writes what is made of a file into a folder and returns what that is, each with the name of its file there. It
	// returns fault.Corrupt or fault.Invalid where nothing can be made of the file, whenever it is tried.
	Make(ctx context.Context, path string, r media.Reading, want Looks, into string, report func(done, total float64)) ([]MadeLook, error)
}

// Looks say what is made of an asset.
type Looks struct {
	First bool // one small picture, as fast as it can be had
	Proxy bool // a film or sound to play, beside the pictures
	Burn  bool // timecode and reel in the picture of the film
}

// MadeLook is something that was made, with its file.
type MadeLook struct {
	library.Derived
	File string
}

// The sorts of work on an asset, and how urgent each is. What somebody looks at comes first.
const (
	workFirst  = "first"  // one small picture
	workLooks  = "looks"  // everything
	workStills = "stills" // everything but a film to play
	workBurned = "burned" // everything, timecode in the picture of the film

	urgentNow    = 0
	urgentFirst  = 3
	urgentLooks  = 5
	mostAttempts = 3
)

// Hurry has what is still to be made of assets made before anything else: somebody looks at them.
func (o *Office) Hurry(ctx context.Context, in production.ProductionID, ids []production.AssetID) error {
	return o.change(ctx, access.SeeLibrary, in, func(tx *store.Tx) error { return tx.HurryAssetWork(ctx, in, ids, urgentNow) })
}

// WaitingLooks is how many pieces of work on pictures and films are still to be done.
func (o *Office) WaitingLooks(ctx context.Context, in production.ProductionID) (left int64, err error) {
	err = o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) (err error) {
		left, err = tx.CountAssetWork(ctx, in, mostAttempts)
		return err
	})
	return left, err
}

// StartLooks has what waits made by a job. One that is under way already goes on instead.
func (o *Office) StartLooks(ctx context.Context, in production.ProductionID) (production.Task, error) {
	var task production.Task
	if o.jobs == nil {
		return task, fault.New(fault.Unavailable, "no worker runs here").WithRemedy("Start bts serve.")
	}
	err := o.change(ctx, access.IngestMedia, in, func(tx *store.Tx) (err error) {
		task, err = o.looksTask(ctx, tx, in)
		return err
	})
	return task, err
}

// looksArgs are the arguments of a task that makes looks.
type looksArgs struct {
	Actor taskActor `json:"actor"`
}

// looksTask is the open task that makes looks, or a new one.
func (o *Office) looksTask(ctx context.Context, tx *store.Tx, in production.ProductionID) (production.Task, error) {
	open, err := tx.FindTasks(ctx, in, true, 0)
	if err != nil {
		return production.Task{}, err
	}
	for _, t := range open {
		if t.Kind == LooksTask {
			return t, nil
		}
	}
	args, err := json.Marshal(looksArgs{actorForTask(ctx)})
	if err != nil {
		return production.Task{}, err
	}
	task := o.newTask(in, LooksTask, "Make pictures and films to look at", args, actorName(ctx))
	return task, o.createTask(ctx, tx, task)
}

// RetryLooks lets what failed be tried again, by a job where there is one.
func (o *Office) RetryLooks(ctx context.Context, in production.ProductionID) error {
	return o.change(ctx, access.IngestMedia, in, func(tx *store.Tx) error {
		if err := tx.RetryAssetWork(ctx, in, mostAttempts); err != nil || o.jobs == nil {
			return err
		}
		_, err := o.looksTask(ctx, tx, in)
		return err
	})
}

// Looked is what a run made.
type Looked struct {
	Made   int64 `json:"made"`
	Failed int64 `json:"failed"`
}

// How long a piece of work belongs to whoever took it, and how often that is renewed.
const (
	takenFor = 2 * time.Minute
	takenTic = 30 * time.Second
)

// MakeLooks makes what waits, by as many hands as there are cores, until nothing is left. What is made when it is stopped stays.
func (o *Office) MakeLooks(ctx context.Context, in production.ProductionID, report reporter) (Looked, error) {
	if err := access.Require(ctx, access.IngestMedia, in); err != nil {
		return Looked{}, err
	}
	if o.darkroom == nil {
		return Looked{}, fault.New(fault.Unavailable, "nothing here makes pictures").WithRemedy("Install ffmpeg; see bts doctor.")
	}
	run := &looksRun{o: o, in: in, report: report.heard()}
	if err := run.count(ctx); err != nil {
		return Looked{}, err
	}
	var hands sync.WaitGroup
	errs := make([]error, max(1, runtime.GOMAXPROCS(0)))
	for i := range errs {
		hands.Go(func() { errs[i] = run.hand(ctx) })
	}
	hands.Wait()
	err := errors.Join(errs...)
	if ctx.Err() != nil {
		err = fault.New(fault.Cancelled, "the making of pictures was stopped")
	}
	return run.out, err
}

// looksRun is a run under way.
type looksRun struct {
	o      *Office
	in     production.ProductionID
	report reporter

	mu    sync.Mutex
	out   Looked
	total int64
}

func (r *looksRun) count(ctx context.Context) error {
	return r.o.store.Read(ctx, func(tx *store.Tx) (err error) {
		r.total, err = tx.CountAssetWork(ctx, r.in, mostAttempts)
		return err
	})
}

// hand does one piece after the other.
func (r *looksRun) hand(ctx context.Context) error {
	for ctx.Err() == nil {
		var w library.Work
		now := r.o.clock()
		err := r.o.store.Write(ctx, func(tx *store.Tx) (err error) {
			w, err = tx.TakeAssetWork(ctx, r.in, now, now.Add(takenFor), mostAttempts)
			return err
		})
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := r.piece(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

// piece does one piece and notes what came of it.
func (r *looksRun) piece(ctx context.Context, w library.Work) error {
	working, stop := context.WithCancel(ctx)
	var beat sync.WaitGroup
	beat.Go(func() { r.hold(working, w) })
	a, err := r.o.makeLook(ctx, r.in, w)
	stop()
	beat.Wait()
	keep := context.WithoutCancel(ctx) // also what was stopped is noted
	if err := r.o.noteLook(keep, r.in, w, a, err); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil {
		r.out.Made++
	} else {
		r.out.Failed++
	}
	done := r.out.Made + r.out.Failed
	r.total = max(r.total, done)
	r.report(done, r.total, fmt.Sprintf("%d of %d", done, r.total))
	return nil
}

// hold says from time to time that the piece is still worked on.
func (r *looksRun) hold(ctx context.Context, w library.Work) {
	tick := time.NewTicker(takenTic)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			err := r.o.store.Write(ctx, func(tx *store.Tx) error { return tx.KeepAssetWork(ctx, r.in, w, r.o.clock().Add(takenFor)) })
			if err != nil && ctx.Err() == nil {
				r.o.log.Warn("a piece of work could not be held; another worker may take it, too", "error", err)
			}
		}
	}
}

// makeLook makes what a piece asks for and keeps it.
func (o *Office) makeLook(ctx context.Context, in production.ProductionID, w library.Work) (library.Asset, error) {
	var a library.Asset
	var reading media.Reading
	var files []library.File
	err := o.store.Read(ctx, func(tx *store.Tx) (err error) {
		if a, err = tx.FindAsset(ctx, in, w.Asset); err != nil || a.Gone {
			return err
		}
		if reading, err = tx.FindReading(ctx, in, w.Asset); err != nil {
			return err
		}
		files, err = tx.FindAssetFiles(ctx, in, w.Asset)
		return err
	})
	if err != nil || a.Gone {
		return a, err
	}
	folder, err := os.MkdirTemp("", "bts-looks-")
	if err != nil {
		return a, fault.New(fault.Unavailable, "there is no room for temporary files").WithCause(err)
	}
	defer func() { _ = os.RemoveAll(folder) }() // what stays is temporary
	path, err := o.local(ctx, a, files, folder)
	if err != nil {
		return a, err
	}
	made, err := o.darkroom.Make(ctx, path, reading, Looks{First: w.What == workFirst, Proxy: w.What == workLooks || w.What == workBurned, Burn: w.What == workBurned}, folder, func(float64, float64) {})
	if err != nil {
		return a, err
	}
	var list []library.Derived
	for _, m := range made {
		d, err := o.putLook(ctx, m)
		if err != nil {
			return a, err
		}
		d.Asset = a.ID
		list = append(list, d)
	}
	return a, o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.SaveDerived(ctx, in, list...); err != nil || w.What == workFirst {
			return err
		}
		now, err := tx.FindAsset(ctx, in, a.ID) // somebody may have written on it meanwhile
		if err != nil {
			return err
		}
		return indexAssets(ctx, tx, in, []library.Asset{now})
	})
}

// putLook puts what was made into the vault.
func (o *Office) putLook(ctx context.Context, m MadeLook) (library.Derived, error) {
	file, err := os.Open(m.File)
	if err != nil {
		return m.Derived, fault.New(fault.Unavailable, "what was made cannot be read").WithCause(err)
	}
	defer file.Close()
	blob, err := o.vault.Put(ctx, file)
	m.SHA256, m.Bytes = blob.SHA256, blob.Bytes
	return m.Derived, err
}

// local is the path of a file of the asset on this machine; one that is in a vault elsewhere is fetched into the folder.
func (o *Office) local(ctx context.Context, a library.Asset, files []library.File, folder string) (string, error) {
	for _, f := range files {
		if path := reachable(f); path != "" {
			return path, nil
		}
	}
	for _, f := range files {
		sum, kept := strings.CutPrefix(f.At, "vault:")
		if !kept {
			continue
		}
		if near, ok := o.vault.(vault.Near); ok {
			if path, err := near.Path(sum); err == nil {
				return path, nil
			}
		}
		return o.fetchInto(ctx, sum, filepath.Join(folder, "original"+filepath.Ext(a.Name)))
	}
	return "", fault.New(fault.Unavailable, "no file of %s can be reached from here", a.Name).WithRemedy("Mount a drive that has a copy of it; it goes on by itself.")
}

// fetchInto copies a blob of the vault to a path.
func (o *Office) fetchInto(ctx context.Context, sum, path string) (string, error) {
	blob, err := o.vault.Get(ctx, sum)
	if err != nil {
		return "", err
	}
	defer blob.Close()
	file, err := os.Create(path)
	if err != nil {
		return "", fault.New(fault.Unavailable, "there is no room for temporary files").WithCause(err)
	}
	_, err = io.Copy(file, blob)
	if err = errors.Join(err, file.Close()); err != nil {
		return "", fault.New(fault.Unavailable, "a file of the vault cannot be fetched").WithCause(err)
	}
	return path, nil
}

// noteLook notes what came of a piece of work: it is done, or comes again, or the asset is broken and nothing of it comes again.
func (o *Office) noteLook(ctx context.Context, in production.ProductionID, w library.Work, a library.Asset, failed error) error {
	err := o.store.Write(ctx, func(tx *store.Tx) error {
		switch code := fault.CodeOf(failed); {
		case failed == nil:
			if err := tx.EndAssetWork(ctx, in, w); err != nil {
				return err
			}
			return tx.AppendFeed(ctx, production.FeedItem{Production: in, Topic: topicLibrary, Payload: []byte(`{"looks":"` + string(w.Asset) + `"}`), At: o.clock()})
		case code == fault.NotFound: // it was deleted with its production
			return nil
		case code == fault.Cancelled:
			w.Attempts--
			return tx.ReturnAssetWork(ctx, in, w, time.Time{})
		case code == fault.Unavailable:
			w.Attempts--
			w.Problem = fault.PersonText(failed)
			return tx.ReturnAssetWork(ctx, in, w, o.clock().Add(unreachedFor))
		case code == fault.Corrupt || code == fault.Invalid:
			return o.markBroken(ctx, tx, in, w, fault.PersonText(failed))
		}
		o.log.Warn("nothing could be made of an asset", "asset", a.Name, "error", failed)
		w.Problem = "Something went wrong that is not the file's fault."
		return tx.ReturnAssetWork(ctx, in, w, o.clock().Add(time.Duration(w.Attempts)*time.Minute))
	})
	o.wake(in)
	return err
}

// unreachedFor is how long is waited for a drive or a tool that is not there.
const unreachedFor = 10 * time.Minute

// markBroken writes at an asset that nothing can be made of it. What somebody has written at it meanwhile stays.
func (o *Office) markBroken(ctx context.Context, tx *store.Tx, in production.ProductionID, w library.Work, why string) error {
	a, err := tx.FindAsset(ctx, in, w.Asset)
	if err != nil {
		return err
	}
	a.State, a.Problem = library.Broken, why
	return firstErr(tx.UpdateAsset(ctx, in, a), tx.EndAllAssetWork(ctx, in, w.Asset), indexAssets(ctx, tx, in, []library.Asset{a}))
}
