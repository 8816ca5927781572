package office

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// How long a file must have been still before it is taken, for how long a process holds a folder that it looks through, how many
// files a folder may have, how many that were refused are named, and how often what is not new is noted.
const (
	stillFor    = 10 * time.Second
	watchHeld   = 5 * time.Minute
	mostWatched = 200_000
	mostRefused = 20
	seenEvery   = time.Minute // that a folder in which nothing is new was looked through is noted
)

// WatchFolder has the library take what comes into a folder of this machine from now on, and what is there. Whoever does so owns the
// machine; the folder lies below those in which copies may lie. It returns what Roots.Find does, and fault.Conflict for one that is
// watched already.
func (o *Office) WatchFolder(ctx context.Context, in production.ProductionID, path string, noProxies bool) (library.Watched, error) {
	w := library.Watched{ID: uuid.Must(uuid.NewV7()).String(), Production: in, NoProxies: noProxies, AddedBy: actorName(ctx), AddedAt: o.clock().UTC()}
	if err := access.RequireOperator(ctx); err != nil {
		return w, err
	}
	var err error
	if w.Path, err = o.copyRoots.Find(path); err != nil {
		return w, err
	}
	if w.Host, err = os.Hostname(); err != nil {
		return w, fault.New(fault.Unavailable, "this machine does not say its name").WithCause(err)
	}
	actor, _ := access.From(ctx)
	w.User = actor.UserID
	return w, o.change(ctx, access.IngestMedia, in, func(tx *store.Tx) error {
		all, err := tx.FindWatched(ctx, in)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(all, func(other library.Watched) bool { return other.Host == w.Host && other.Path == w.Path }) {
			return fault.New(fault.Conflict, "%s is watched already", w.Path)
		}
		return firstErr(tx.SaveWatched(ctx, w), o.tell(ctx, tx, in, topicLibrary, "watch_folder", w.Path))
	})
}

// WatchedFolders are the folders that the library takes from. They name paths, and are for whoever owns the machine.
func (o *Office) WatchedFolders(ctx context.Context, in production.ProductionID) (list []library.Watched, err error) {
	if err := access.RequireOperator(ctx); err != nil {
		return nil, err
	}
	err = o.look(ctx, access.IngestMedia, in, func(tx *store.Tx) (err error) {
		list, err = tx.FindWatched(ctx, in)
		return err
	})
	return list, err
}

// UnwatchFolder ends it. What came stays in the library, and the folder as it is.
func (o *Office) UnwatchFolder(ctx context.Context, in production.ProductionID, id string) error {
	if err := access.RequireOperator(ctx); err != nil {
		return err
	}
	return o.change(ctx, access.IngestMedia, in, func(tx *store.Tx) error {
		return firstErr(tx.RemoveWatched(ctx, in, id), o.tell(ctx, tx, in, topicLibrary, "unwatch_folder", ""))
	})
}

// Watcher looks through the watched folders of this machine. It remembers which files were still when.
type Watcher struct {
	o    *Office
	name string
	mu   sync.Mutex
	seen map[string]map[string]sight // by folder and path
}

// sight is how a file was last seen.
type sight struct {
	bytes    int64
	modified time.Time
	since    time.Time // it is so
	taken    bool      // it was brought in, or refused, as it is
}

// NewWatcher is one that has seen nothing yet.
func (o *Office) NewWatcher() *Watcher {
	return &Watcher{o: o, name: uuid.NewString(), seen: map[string]map[string]sight{}}
}

// Look looks through all folders once and takes in what has been still for a while. A folder that another process looks through is
// left to it. What is wrong with a folder is noted at it; the error is of what concerns all.
func (w *Watcher) Look(ctx context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	host, err := os.Hostname()
	if err != nil {
		return fault.New(fault.Unavailable, "this machine does not say its name").WithCause(err)
	}
	var all []library.Watched
	err = w.o.store.Read(ctx, func(tx *store.Tx) (err error) {
		all, err = tx.FindWatchedOn(ctx, host)
		return err
	})
	for _, f := range all {
		if ctx.Err() != nil {
			break
		}
		err = errors.Join(err, w.folder(ctx, f))
	}
	return err
}

// hold takes a folder for this process, and tells whether it is free.
func (w *Watcher) hold(ctx context.Context, f *library.Watched) (free bool, err error) {
	err = w.o.store.Write(ctx, func(tx *store.Tx) error {
		free = false
		now, err := tx.FindOneWatched(ctx, f.Production, f.ID)
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil || now.Holder != w.name && now.HeldUntil.After(w.o.clock()) {
			return err
		}
		*f, free = now, true
		if now.Holder == w.name && now.HeldUntil.After(w.o.clock().Add(watchHeld/2)) {
			return nil // for long enough
		}
		now.Holder, now.HeldUntil = w.name, w.o.clock().Add(watchHeld)
		*f = now
		return tx.SaveWatched(ctx, now)
	})
	return free, err
}

// folder looks through one folder.
func (w *Watcher) folder(ctx context.Context, f library.Watched) error {
	free, err := w.hold(ctx, &f)
	if err != nil || !free {
		return err
	}
	before := f
	still, waiting, problem := w.through(f)
	f.Waiting, f.Problem = waiting, ""
	if problem == nil && len(still) > 0 {
		problem = w.take(ctx, &f, still)
	}
	if ctx.Err() != nil {
		return nil //nolint:nilerr // it was told to stop, which is no problem of the folder
	}
	if problem != nil {
		f.Problem = problem.Error()
	}
	if f.SeenAt = w.o.clock().UTC(); len(still) == 0 && before.Waiting == f.Waiting && before.Problem == f.Problem && f.SeenAt.Sub(before.SeenAt) < seenEvery {
		return nil // nothing is new
	}
	return w.o.store.Write(ctx, func(tx *store.Tx) error {
		now, err := tx.FindOneWatched(ctx, f.Production, f.ID)
		if fault.Is(err, fault.NotFound) {
			return nil // it was ended meanwhile
		}
		if err != nil {
			return err
		}
		now.SeenAt, now.Came, now.Waiting, now.Problem, now.Refused = f.SeenAt, f.Came, f.Waiting, f.Problem, f.Refused
		return tx.SaveWatched(ctx, now)
	})
}

// through lists the files of a folder that have been still for a while and were not taken yet, and counts those that still move.
func (w *Watcher) through(f library.Watched) (still []string, waiting int, err error) {
	was, is := w.seen[f.ID], map[string]sight{}
	now := w.o.clock()
	err = filepath.WalkDir(f.Path, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path == f.Path:
			return fault.New(fault.Unavailable, "the folder cannot be looked through").WithCause(err).WithRemedy("Is its drive mounted?")
		case err != nil:
			return nil //nolint:nilerr // it went away, or is closed: looked at again
		case d.IsDir() && path != f.Path && (strings.HasPrefix(d.Name(), ".") || d.Name() == "ascmhl"):
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		if library.Unfinished(d.Name()) {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return nil //nolint:nilerr // it went away
		}
		if len(is) == mostWatched {
			return fault.New(fault.Invalid, "the folder has more than %d files", mostWatched).WithRemedy("Watch a folder of what is new.")
		}
		s := was[path]
		if s.bytes != info.Size() || !s.modified.Equal(info.ModTime()) || s.since.IsZero() {
			s = sight{info.Size(), info.ModTime(), now, false}
		}
		is[path] = s
		switch {
		case s.taken:
		case now.Sub(s.since) >= stillFor && info.Size() > 0:
			still = append(still, path)
		default:
			waiting++
		}
		return nil
	})
	w.seen[f.ID] = is
	return still, waiting, err
}

// take brings files in on behalf of whoever added the folder, who must still own the machine.
func (w *Watcher) take(ctx context.Context, f *library.Watched, files []string) error {
	who, err := w.o.actAs(ctx, taskActor{User: f.User, Name: f.AddedBy, Operator: f.User == ""})
	if err != nil {
		return err
	}
	got, err := w.o.Ingest(who, f.Production, NewIngest{Paths: files, NoProxies: f.NoProxies}, nil)
	if err != nil {
		return err
	}
	for _, path := range files {
		s := w.seen[f.ID][path]
		s.taken = true
		w.seen[f.ID][path] = s
	}
	f.Came += got.New
	for _, p := range got.Problems {
		line := fmt.Sprintf("%s: %s", p.Path, p.Message)
		if !slices.Contains(f.Refused, line) {
			f.Refused = append(f.Refused, line)
		}
	}
	f.Refused = f.Refused[max(0, len(f.Refused)-mostRefused):]
	if got.New > 0 && w.o.darkroom != nil && w.o.jobs != nil {
		_, err = w.o.StartLooks(who, f.Production)
	}
	return err
}
