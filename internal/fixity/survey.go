package fixity

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mhl"
)

// file is one file that was found.
type file struct {
	path     string
	size     int64
	modified time.Time
	known    string // the path that the lists know it by; "" for a new one
	err      error  // why it could not be read
	packed   string // the hashes of what was read: see sumsOf
	reading  int32  // with which hashes it is read: index of run.shared
	state    state
	aside    bool // ignored: counts only where a list names it, and is never new nor recorded
}

// formats are the hashes that a file is read with.
func (r *run) formats(f *file) []digest.Format { return r.shared[f.reading] }

// sumsOf are the hashes of what was read of a file, none where it was not.
func (r *run) sumsOf(f *file) []digest.Sum {
	if f.packed == "" {
		return nil
	}
	return digest.Spelled(r.formats(f), f.packed)
}

// state is what came of a file.
type state uint8

const (
	unread state = iota
	proven
	other // differs
	unproven
)

// survey lists what is there, without what is ignored. Links and special files are named and not followed.
func (r *run) survey(ctx context.Context) error {
	r.at, r.folders = map[string]*file{}, map[string]time.Time{}
	extra := mhl.NewPatterns(r.Ignore...)
	return fs.WalkDir(r.place, ".", func(name string, e fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil && (r.history.Ignored(name, true) || extra.Match(name, true)) {
			return fs.SkipDir
		}
		if err != nil {
			r.report.Unreadable = append(r.report.Unreadable, name)
			r.say(fault.Unavailable, name, "the folder cannot be read: "+reason(err).Error())
			if e != nil && e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if name == "." {
			return nil
		}
		aside := r.history.Ignored(name, e.IsDir()) || extra.Match(name, e.IsDir())
		if aside && e.IsDir() && !r.listsCount() {
			return fs.SkipDir
		}
		return r.found(name, e, aside)
	})
}

// listsCount tells whether lists beside the history of the folder are compared with: these may name what a history
// ignores, also histories themselves.
func (r *run) listsCount() bool {
	return len(r.history.Generations) == 0 && !r.Begin || r.Deep || len(r.Lists) > 0
}

func (r *run) found(name string, e fs.DirEntry, aside bool) error {
	regular := e.Type().IsRegular()
	if aside && !regular {
		return nil
	}
	info, err := e.Info()
	if err != nil {
		r.say(fault.Unavailable, name, reason(err).Error())
		r.report.Unreadable = append(r.report.Unreadable, name)
		return nil //nolint:nilerr // it is said, and the others go on
	}
	switch {
	case e.IsDir():
		r.folders[name] = info.ModTime()
	case e.Type()&fs.ModeSymlink != 0:
		r.say("", name, "this is a link; it is not followed")
	case !regular:
		r.say("", name, "this is no file, but a "+special(e.Type()))
	default:
		f := &file{path: name, size: info.Size(), modified: info.ModTime(), aside: aside}
		r.files = append(r.files, f)
		r.at[name] = f
	}
	return nil
}

func special(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "pipe"
	case mode&fs.ModeSocket != 0:
		return "socket"
	case mode&fs.ModeDevice != 0:
		return "device"
	}
	return "special file"
}

// reason is an error of the file system without the path, which stands beside it.
func reason(err error) error {
	var e *fs.PathError
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

// names are those of what lies in a folder.
func (r *run) names(folder string) []string {
	entries, err := fs.ReadDir(r.place, folder)
	if err != nil {
		return nil
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// inOrder are the folders that were found, and the one that was opened.
func (r *run) inOrder() []string {
	all := []string{"."}
	for name := range r.folders {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// beneath tells whether a path lies in a folder.
func beneath(folder, name string) bool {
	for ; name != "."; name = path.Dir(name) {
		if name == folder {
			return true
		}
	}
	return folder == "."
}
