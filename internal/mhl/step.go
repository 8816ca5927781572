package mhl

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// loadStep reads one generation. A manifest that is missing, or other than the chain says, adds a problem and
// nothing else: what it says is not believed.
func (h *History) loadStep(number int, link Link) {
	name := file(h.Scope, link.Path)
	sum, err := h.sumOf(link.Path, io.Discard)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		h.note(fault.Missing, name, "the chain names this manifest, and it is missing")
		return
	case err != nil:
		h.note(fault.Invalid, name, "the manifest cannot be read: %v", reason(err))
		return
	case sum != link.C4:
		h.note(fault.Corrupt, name, "this manifest is not the one that the chain names: it was changed")
		return
	}
	f, err := h.disk.Open(name)
	if err != nil {
		h.note(fault.Invalid, name, "the manifest cannot be read: %v", reason(err))
		return
	}
	defer f.Close()
	t := &taking{history: h, number: number, name: name, seen: map[string]bool{}}
	m, err := ReadManifest(bufio.NewReaderSize(f, 1<<16), name, t.take)
	if err != nil {
		h.noteError(err, name)
		return
	}
	t.apply()
	h.ignore.add(m.Ignore...)
	if len(m.Content) > 0 {
		h.folders["."] = append(h.folders["."], FolderSums{number, sums(m.Content), sums(m.Structure)})
	}
	h.Generations = append(h.Generations, Step{m, number, name, link.C4})
}

// taking collects the records of one manifest, so that renames are applied before them.
type taking struct {
	history *History
	number  int
	name    string
	records []Record
	moved   map[string]string // previous path → path, of files
	turned  map[string]string // the same of folders
	seen    map[string]bool
}

// take is called for each record.
func (t *taking) take(r Record) error {
	if r.Fault != nil {
		t.history.noteError(r.Fault, t.name)
		if r.Path == "" {
			return nil
		}
	}
	if t.seen[r.Path] {
		t.history.note(fault.Invalid, t.name, "line %d: %q stands twice in it", r.Line, shortened(r.Path))
	}
	t.seen[r.Path] = true
	t.records = append(t.records, r)
	if r.Previous == "" || r.Previous == r.Path {
		return nil
	}
	to := &t.moved
	if r.Folder {
		to = &t.turned
	}
	if *to == nil {
		*to = map[string]string{}
	}
	(*to)[r.Previous] = r.Path
	return nil
}

func (t *taking) apply() {
	h := t.history
	if t.moved != nil || t.turned != nil {
		h.files = renamed(h.files, t.moved, t.turned)
		h.folders = renamed(h.folders, nil, t.turned)
		h.turnReferences(t.turned)
	}
	for _, r := range t.records {
		if r.Folder {
			if _, ok := h.folders[r.Path]; !ok || len(r.Content) > 0 {
				h.folders[r.Path] = append(h.folders[r.Path], FolderSums{t.number, sums(r.Content), sums(r.Structure)})
			}
			continue
		}
		f := h.files[r.Path]
		if f == nil {
			f = &known{size: -1}
			h.files[r.Path] = f
		}
		f.add(r, t.number)
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

// add keeps the hashes that may be compared with. A file whose hash failed keeps the size of before.
func (f *known) add(r Record, number int) {
	failed := false
	for _, hash := range r.Hashes {
		failed = failed || hash.Action == Failed
		if hash.Action == Original || hash.Action == Verified {
			f.references = append(f.references, Reference{hash.Sum, hash.Action, number, hash.At})
		}
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
