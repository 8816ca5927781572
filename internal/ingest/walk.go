package ingest

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// leftBySystems are names of files that systems and tools leave; nobody misses them in the library.
var leftBySystems = map[string]bool{".ds_store": true, "thumbs.db": true, "desktop.ini": true, ".metadata_never_index": true, "autorun.ico": true, ".picasa.ini": true}

// toolFolders are folders that hold nothing recorded.
var toolFolders = map[string]bool{
	"ascmhl": true, ".spotlight-v100": true, ".trashes": true, ".trash": true, ".fseventsd": true, "system volume information": true, "$recycle.bin": true, "@eadir": true,
	".bts": true, "__macosx": true,
}

// beside are the ends of names of files that say something of others: manifests, receipts, journals.
var beside = []string{".mhl", ".md5", ".sha1", ".sha256", ".sha512", ".xxh64", ".xxh128", ".offload.json", ".offload.pdf", ".bts-journal", ".part", ".tmp"}

// walk lists the media below the paths, sorted, each file once. Links are not followed: what they point at is elsewhere.
func walk(ctx context.Context, paths []string) ([]Found, Result, error) {
	out := Result{Problems: []Problem{}}
	if len(paths) == 0 {
		return nil, out, fault.New(fault.Invalid, "nothing is named to be brought in").WithRemedy("Name a folder or a file.")
	}
	w := walker{out: &out, seen: map[string]bool{}}
	for _, path := range paths {
		real, err := absolute(path)
		if err != nil {
			return nil, out, err
		}
		w.root = real
		if info, err := os.Stat(real); err == nil && !info.IsDir() {
			w.root = filepath.Dir(real)
		}
		err = filepath.WalkDir(real, func(path string, entry fs.DirEntry, err error) error {
			if ctx.Err() != nil {
				return ended(ctx)
			}
			return w.visit(path, entry, err)
		})
		if err != nil {
			return nil, out, err
		}
	}
	slices.SortFunc(w.found, func(a, b Found) int { return cmp.Compare(a.Path, b.Path) })
	return w.found, out, nil
}

type walker struct {
	root  string
	out   *Result
	found []Found
	seen  map[string]bool
}

func (w *walker) visit(path string, entry fs.DirEntry, err error) error {
	name := w.name(path)
	if err != nil {
		w.out.Problems = append(w.out.Problems, Problem{name, "unreadable", "the folder cannot be listed"})
		if entry != nil && entry.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	lower := strings.ToLower(entry.Name())
	if entry.IsDir() {
		if toolFolders[lower] && path != w.root {
			return fs.SkipDir
		}
		return nil
	}
	if w.seen[path] {
		return nil
	}
	w.seen[path] = true
	switch {
	case entry.Type()&fs.ModeSymlink != 0:
		w.out.Problems = append(w.out.Problems, Problem{name, "link", "it is a link, which is not followed"})
		return nil
	case !entry.Type().IsRegular():
		w.out.Problems = append(w.out.Problems, Problem{name, "special", "it is no file but a device, pipe or socket"})
		return nil
	case leftBySystems[lower] || strings.HasPrefix(lower, "._") || slices.ContainsFunc(beside, func(end string) bool { return strings.HasSuffix(lower, end) }):
		w.out.Passed++
		return nil
	}
	info, unseen := entry.Info()
	if unseen != nil {
		w.out.Problems = append(w.out.Problems, Problem{name, "unreadable", "it cannot be looked at"})
		return nil //nolint:nilerr // the error is answered by what is returned
	}
	w.found = append(w.found, Found{Path: path, Name: name, Bytes: info.Size(), Modified: info.ModTime().UTC()})
	return nil
}

// name is a path below the folder that is brought in.
func (w *walker) name(path string) string {
	below, err := filepath.Rel(w.root, path)
	if err != nil {
		return filepath.Base(path)
	}
	return filepath.ToSlash(below)
}

// sort puts the problems into the order of their paths.
func (r *Result) sort() {
	slices.SortStableFunc(r.Problems, func(a, b Problem) int { return cmp.Compare(a.Path, b.Path) })
}
