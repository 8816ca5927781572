package mhl

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// loadStep reads one generation. A manifest that is missing, or other than the chain says, adds a problem and
// nothing else: what it says is not believed.
func (h *History) loadStep(number int, link Link) {
	name := file(h.Scope, link.Path)
	renames := &finder{needle: []byte("previousPath")}
	sum, err := h.sumOf(link.Path, renames)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		h.note(fault.Missing, name, "the chain names this manifest, and it is missing")
		return
	case err != nil:
		h.note(fault.Invalid, name, "the manifest cannot be read: %v", reason(err))
		return
	case sum != link.C4 && link.C4 != "":
		h.note(fault.Corrupt, name, "this manifest is not the one that the chain names: it was changed")
		return
	}
	if renames.found {
		h.rename(name)
	}
	m, err := h.read(name, func(r Record) error { return h.take(r, number, name) })
	if err != nil {
		h.noteError(err, name)
		return
	}
	h.ignore.add(m.Ignore...)
	if len(m.Content) > 0 {
		h.folders["."] = append(h.folders["."], FolderSums{number, sums(m.Content), sums(m.Structure)})
	}
	h.Generations = append(h.Generations, Step{m, number, name, link.C4})
}

func (h *History) read(name string, each func(Record) error) (Manifest, error) {
	f, err := h.disk.Open(name)
	if err != nil {
		return Manifest{}, err
	}
	defer f.Close()
	return ReadManifest(bufio.NewReaderSize(f, 1<<16), name, each)
}

// finder tells whether a text stands in what is written to it.
type finder struct {
	needle, tail []byte
	found        bool
}

func (f *finder) Write(b []byte) (int, error) {
	keep := len(f.needle) - 1
	seam := append(f.tail, b[:min(keep, len(b))]...)
	f.found = f.found || bytes.Contains(seam, f.needle) || bytes.Contains(b, f.needle)
	if len(b) >= keep {
		seam = b
	}
	f.tail = append([]byte(nil), seam[max(0, len(seam)-keep):]...)
	return len(b), nil
}

// take keeps one record. A path that stands twice in a manifest is said, and both count.
func (h *History) take(r Record, number int, name string) error {
	if r.Fault != nil {
		h.noteError(r.Fault, name)
		if r.Path == "" {
			return nil
		}
	}
	twice := false
	if r.Folder {
		before := h.folders[r.Path]
		twice = len(before) > 0 && before[len(before)-1].Generation == number
		if len(before) == 0 || len(r.Content) > 0 {
			h.folders[r.Path] = append(before, FolderSums{number, sums(r.Content), sums(r.Structure)})
		}
	} else {
		f := h.files[r.Path]
		if f == nil {
			f = &known{size: -1}
			h.files[r.Path] = f
		}
		twice = f.newest == number
		f.add(r, number)
	}
	if twice {
		h.note(fault.Invalid, name, "line %d: %q stands twice in it", r.Line, shortened(r.Path))
	}
	return nil
}

// rename applies what a manifest says of previous paths, before its records are taken. What is wrong with the
// manifest is said when these are.
func (h *History) rename(name string) {
	moved, turned := map[string]string{}, map[string]string{}
	_, _ = h.read(name, func(r Record) error {
		switch {
		case r.Path == "" || r.Previous == "" || r.Previous == r.Path:
		case r.Folder:
			turned[r.Previous] = r.Path
		default:
			moved[r.Previous] = r.Path
		}
		return nil
	})
	h.files = renamed(h.files, moved, turned)
	h.folders = renamed(h.folders, nil, turned)
	h.turnReferences(turned)
	h.dropEmptied(moved)
}

// dropEmptied forgets folders whose files have all been renamed into others.
func (h *History) dropEmptied(moved map[string]string) {
	kept := map[string]bool{}
	mark := func(name string) {
		for name = path.Dir(name); !kept[name] && name != "."; name = path.Dir(name) {
			kept[name] = true
		}
	}
	for name := range h.files {
		mark(name)
	}
	for name := range moved {
		for name = path.Dir(name); name != "." && !kept[name]; name = path.Dir(name) {
			delete(h.folders, name)
		}
	}
}

// turnReferences lets what older generations say of a nested history follow its folder.
func (h *History) turnReferences(turned map[string]string) {
	for _, step := range h.Generations {
		for i, link := range step.References {
			if to, ok := turnedPath(link.Path, turned); ok {
				step.References[i].Path = to
			}
		}
	}
}

// renamed moves what is known of paths to the paths that they have now: a file by its own record, otherwise with
// the closest folder above it. Names that change places do.
func renamed[V any](known map[string]V, moved, turned map[string]string) map[string]V {
	stay, gone := make(map[string]V, len(known)), map[string]V{}
	for name, v := range known {
		to, ok := moved[name]
		if !ok {
			to, ok = turnedPath(name, turned)
		}
		if ok {
			gone[to] = v
		} else {
			stay[name] = v
		}
	}
	for name, v := range gone {
		stay[name] = v
	}
	return stay
}

func turnedPath(name string, turned map[string]string) (string, bool) {
	for folder := name; len(turned) > 0 && folder != "."; folder = path.Dir(folder) {
		if to, ok := turned[folder]; ok {
			return to + strings.TrimPrefix(name, folder), true
		}
	}
	return "", false
}

// add keeps the hashes that may be compared with, each once with the generation that said it first, so that a
// history costs no more memory the longer it is. A file whose hash failed keeps the size of before.
func (f *known) add(r Record, number int) {
	failed := false
	f.newest = number
	for _, hash := range r.Hashes {
		failed = failed || hash.Action == Failed
		said := func(ref Reference) bool { return ref.Same(hash.Sum) }
		if (hash.Action == Original || hash.Action == Verified) && !slices.ContainsFunc(f.references, said) {
			f.references = append(f.references, Reference{hash.Sum, hash.Action, number, hash.At})
		}
	}
	if failed {
		f.failed = number
	}
	f.modified, f.previous = r.Modified, cmp.Or(r.Previous, f.previous)
	if r.Size >= 0 && (!failed || f.size < 0 && len(f.references) == 0) {
		f.size = r.Size
	}
}

func sums(hashes []Hash) []digest.Sum {
	all := make([]digest.Sum, len(hashes))
	for i, h := range hashes {
		all[i] = h.Sum
	}
	return all
}

// checkReferences compares what the manifests say of nested histories with these.
func (h *History) checkReferences(root *History) {
	for _, step := range h.Generations {
		for _, link := range step.References {
			name := under(h.Scope, link.Path)
			scope := path.Dir(path.Dir(name))
			if root.Ignored(scope, true) {
				continue
			}
			held, found := root.manifest(scope, name)
			switch {
			case !found:
				h.note(fault.Missing, name, "generation %d of %s refers to this manifest, and it is not there", step.Number, shown(h.Scope))
			case held != link.C4:
				h.note(fault.Corrupt, name, "this manifest is not the one that generation %d of %s refers to", step.Number, shown(h.Scope))
			}
		}
	}
}

// manifest finds the C4 hash of a manifest that the chain of scope names.
func (root *History) manifest(scope, name string) (string, bool) {
	h := root.inside[scope]
	if h == nil {
		return "", false
	}
	for _, link := range h.chain {
		if file(scope, link.Path) == name {
			return link.C4, true
		}
	}
	return "", false
}

func shown(scope string) string {
	if scope == "." {
		return "this folder"
	}
	return scope
}
