package mhl

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// History is what the manifests of one folder say, all generations taken together, and the histories nested in
// it. It stays what it was when it was opened: after Append, open it again.
type History struct {
	// Scope is the folder of the history below the one that was opened; "." for that itself.
	Scope string
	// Generations are the manifests of the chain that could be read, oldest first.
	Generations []Step
	// Nested are the histories below that are no deeper in another.
	Nested []*History

	name     string // of the folder, for the names of manifests
	disk     Disk
	chain    chain
	held     []byte // the chain file as it was read
	files    map[string]*known
	folders  map[string][]FolderSums
	ignore   *Patterns
	problems []Problem
	inside   map[string]*History // every history below by its scope, on the one that was opened
}

// Step is one generation.
type Step struct {
	Manifest
	Number int
	Path   string // of the manifest, below the folder that was opened
	C4     string
}

// known is what is recorded of one file.
type known struct {
	newest     int       // generation that records it
	failed     int       // newest generation in which its hash failed
	size       int64     // of the newest record that did not fail, -1 where none says it
	modified   time.Time // of the newest record
	previous   string    // the path before the newest rename
	references []Reference
}

// FolderSums are the hashes of a folder in one generation.
type FolderSums struct {
	Generation         int
	Content, Structure []digest.Sum
}

// Open reads the history of a folder and all that are nested in it. A folder without a history gives one without
// generations. What is wrong with a history is in Problems; an error means that the folder itself cannot be
// read, or that ctx ended. Name is the folder's own, for the names of new manifests.
func Open(ctx context.Context, disk Disk, name string) (*History, error) {
	if _, err := fs.Stat(disk, "."); err != nil {
		return nil, fault.New(fault.NotFound, "the folder %s cannot be read", name).WithCause(err)
	}
	root := load(disk, ".", name)
	root.inside = map[string]*History{}
	if err := root.find(ctx, ".", root, root); err != nil {
		return nil, err
	}
	for _, h := range root.each() {
		h.checkReferences(root)
	}
	return root, nil
}

// find looks below folder for histories; owner is the one that folder belongs to.
func (root *History) find(ctx context.Context, folder string, owner *History, above *History) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := fs.ReadDir(root.disk, folder)
	if err != nil {
		owner.note("", folder, "the folder cannot be read: %v", reason(err))
		return nil
	}
	if folder != "." && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == Folder && e.IsDir() }) {
		if h := load(root.disk, folder, path.Base(folder)); len(h.chain) > 0 || len(h.problems) > 0 {
			above.Nested = append(above.Nested, h)
			root.inside[folder] = h
			owner, above = h, h
		}
	}
	for _, e := range entries {
		name := under(folder, e.Name())
		if e.IsDir() && e.Name() != Folder && !root.Ignored(name, true) {
			if err := root.find(ctx, name, owner, above); err != nil {
				return err
			}
		}
		if e.Name() == Folder && e.Type()&fs.ModeSymlink != 0 {
			owner.note("", name, "this is a link; histories are not followed through links")
		}
	}
	return nil
}

// load reads the history in folder scope.
func load(disk Disk, scope, name string) *History {
	h := &History{Scope: scope, name: name, disk: disk, files: map[string]*known{}, folders: map[string][]FolderSums{}, ignore: NewPatterns()}
	entries, err := fs.ReadDir(disk, path.Join(scope, Folder))
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			h.note(fault.Invalid, path.Join(scope, Folder), "the history cannot be read: %v", reason(err))
		}
		return h
	}
	links := h.loadChain(entries)
	for i, link := range links {
		h.loadStep(i+1, link)
	}
	return h
}

// loadChain reads the chain, and notes manifests that it does not name. Without a chain that can be read it gives
// the manifests that are there, so that the files can be compared with something.
func (h *History) loadChain(entries []fs.DirEntry) []Link {
	strays := map[string]bool{}
	for _, e := range entries {
		strays[e.Name()] = isManifest(e.Name())
	}
	maps.DeleteFunc(strays, func(_ string, manifest bool) bool { return !manifest })
	data, err := fs.ReadFile(h.disk, file(h.Scope, ChainFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if h.finish(nil) {
			break
		}
		if len(strays) > 0 {
			h.note(fault.Missing, file(h.Scope, ChainFile), "the chain is missing, so that nothing vouches for the manifests")
		}
		return unvouched(strays)
	case err != nil:
		h.note(fault.Invalid, file(h.Scope, ChainFile), "the chain cannot be read: %v", reason(err))
		return unvouched(strays)
	default:
		h.held = data
		if h.chain, err = readChain(bytes.NewReader(data), file(h.Scope, ChainFile)); err != nil {
			h.chain = nil
			h.noteError(err, file(h.Scope, ChainFile))
			return unvouched(strays)
		}
		h.finish(h.chain)
	}
	for _, link := range h.chain {
		delete(strays, link.Path)
	}
	for _, name := range slices.Sorted(maps.Keys(strays)) {
		h.note("", file(h.Scope, name), "the chain does not name this manifest, so it is not used")
	}
	return h.chain
}

// unvouched are manifests of which no chain tells the hash, in the order of their numbers.
func unvouched(manifests map[string]bool) (links []Link) {
	for _, name := range slices.Sorted(maps.Keys(manifests)) {
		links = append(links, Link{Path: name})
	}
	return links
}

// finish takes over a chain that was written, but not put in its place, before a run ended: one generation more
// than old, whose manifest is there as the chain says.
func (h *History) finish(old chain) bool {
	data, err := fs.ReadFile(h.disk, file(h.Scope, chainDraft))
	if err != nil {
		return false
	}
	draft, err := readChain(bytes.NewReader(data), chainDraft)
	if err != nil || !draft.extends(old) {
		return false
	}
	last := draft[len(draft)-1]
	if sum, err := h.sumOf(last.Path, io.Discard); err != nil || sum != last.C4 {
		return false
	}
	h.chain = draft
	h.note("", file(h.Scope, last.Path), "a run ended before the chain named this manifest; it is counted in")
	return true
}

// sumOf gives the C4 hash of a manifest and writes what it read to w.
func (h *History) sumOf(name string, w io.Writer) (string, error) {
	f, err := h.disk.Open(file(h.Scope, name))
	if err != nil {
		return "", err
	}
	defer f.Close()
	pass := digest.NewPass(digest.C4)
	_, err = io.Copy(io.MultiWriter(pass, w), io.LimitReader(f, maxBytes+1))
	return pass.Sums()[0].Value, err
}

// Problems are those of this history and of the nested ones.
func (h *History) Problems() []Problem {
	all := slices.Clone(h.problems)
	for _, n := range h.Nested {
		all = append(all, n.Problems()...)
	}
	return all
}

func (h *History) note(code fault.Code, name, format string, args ...any) {
	h.problems = append(h.problems, Problem{code, name, fault.New("", format, args...).Message})
}

func (h *History) noteError(err error, name string) {
	code := fault.CodeOf(err)
	if code == fault.Internal {
		code = fault.Invalid
	}
	h.problems = append(h.problems, Problem{code, name, err.Error()})
}

// reason is an error of the file system without the path, which stands beside it.
func reason(err error) error {
	var e *fs.PathError
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

// For gives the history that a path belongs to, and the path relative to its scope. The scope of a nested
// history belongs to that as ".".
func (h *History) For(name string) (*History, string) {
	for folder := name; len(h.inside) > 0 && folder != "."; folder = path.Dir(folder) {
		if n, ok := h.inside[folder]; ok {
			rest, _ := below(folder, name)
			return n, rest
		}
	}
	return h, name
}

// known finds what is recorded of a file: in the history that it belongs to, otherwise in the one that was
// opened, which may have recorded it before the nested one began.
func (h *History) known(name string) *known {
	at, rest := h.For(name)
	if f := at.files[rest]; f != nil || at == h {
		return f
	}
	return h.files[name]
}

// Expected are the hashes that a file may be compared with, never failed ones: oldest first, each once, with the
// generation that said it first.
func (h *History) Expected(name string) []Reference {
	if f := h.known(name); f != nil {
		return f.references
	}
	return nil
}

// Size is what the newest record of a file says, and whether there is one that says it.
func (h *History) Size(name string) (int64, bool) {
	if f := h.known(name); f != nil && f.size >= 0 {
		return f.size, true
	}
	return 0, false
}

// Last are the newest generation that records a file and the newest in which its hash failed; 0 stands for none.
func (h *History) Last(name string) (recorded, failed int) {
	if f := h.known(name); f != nil {
		return f.newest, f.failed
	}
	return 0, 0
}

// Knows tells whether there is any record of a file.
func (h *History) Knows(name string) bool { return h.known(name) != nil }

// Files are the paths of all recorded files that are not ignored, also those of nested histories, in order.
func (h *History) Files() iter.Seq[string] {
	return h.sorted(func(at *History) iter.Seq[string] { return maps.Keys(at.files) }, false)
}

// Folders are the paths of all recorded folders that are not ignored, also those of nested histories, in order.
func (h *History) Folders() iter.Seq[string] {
	return h.sorted(func(at *History) iter.Seq[string] { return maps.Keys(at.folders) }, true)
}

func (h *History) sorted(of func(at *History) iter.Seq[string], folder bool) iter.Seq[string] {
	var all []string
	for _, at := range h.each() {
		for name := range of(at) {
			if name = under(at.Scope, name); name != "." && !h.Ignored(name, folder) {
				all = append(all, name)
			}
		}
	}
	slices.Sort(all)
	return slices.Values(slices.Compact(all))
}

// each are this history and all below it, each before those nested in it.
func (h *History) each() []*History {
	all := []*History{h}
	for _, n := range h.Nested {
		all = append(all, n.each()...)
	}
	return all
}

// FolderSums are the recorded hashes of a folder, oldest first; of a nested scope its own.
func (h *History) FolderSums(name string) []FolderSums {
	at, rest := h.For(name)
	return at.folders[rest]
}

// Ignored tells whether a path is left out, by the patterns of any history that it lies in.
func (h *History) Ignored(name string, folder bool) bool {
	if h.ignore.Match(name, folder) {
		return true
	}
	for above := path.Dir(name); len(h.inside) > 0 && above != "."; above = path.Dir(above) {
		if n, ok := h.inside[above]; ok && n.ignore.Match(strings.TrimPrefix(name, above+"/"), folder) {
			return true
		}
	}
	return false
}

// Empties tells whether a pattern of a history that a folder lies in leaves nothing of what is in the folder; see Patterns.
func (h *History) Empties(folder string) bool {
	if h.ignore.Empties(folder) {
		return true
	}
	for above := path.Dir(folder); len(h.inside) > 0 && above != "."; above = path.Dir(above) {
		if n, ok := h.inside[above]; ok && n.ignore.Empties(strings.TrimPrefix(folder, above+"/")) {
			return true
		}
	}
	return false
}

// Ignore are the patterns of this history.
func (h *History) Ignore() []string { return h.ignore.Lines() }

// Damaged tells whether this history or a nested one has lost something, so that none of them may be continued.
func (h *History) Damaged() bool { return slices.ContainsFunc(h.Problems(), Problem.Grave) }

// Empty tells whether neither the folder nor anything below it has a history.
func (h *History) Empty() bool {
	return len(h.chain) == 0 && len(h.Nested) == 0 && len(h.problems) == 0
}
