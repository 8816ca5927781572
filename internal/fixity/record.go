package fixity

import (
	"context"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mhl"
)

// tryWriting finds out before the long work whether anything can be recorded, and says it where not: a damaged
// history, a bag, a folder that cannot be written. Where a history is to begin, that is an error.
func (r *run) tryWriting(context.Context) error {
	why := ""
	switch {
	case r.Record == nil || !r.Begin && len(r.history.Generations) == 0 && len(r.history.Nested) == 0:
		r.Record = nil
		return nil
	case r.history.Damaged():
		why = "the history is damaged, so this run is not recorded in it"
	case r.bagged():
		why = "the history lies in a bag, which a new generation would change, so this run is not recorded in it"
	default:
		err := r.writable()
		if err == nil || r.Begin {
			return err
		}
		why = "this run is not recorded: " + err.Error()
	}
	if r.Begin {
		return fault.New(fault.Conflict, "no history can begin here: %s", why).WithRemedy("Run it without --begin, which says what is wrong.")
	}
	r.Record = nil
	r.note(why)
	return nil
}

func (r *run) writable() error {
	if r.Begin || len(r.history.Generations) > 0 {
		return r.history.Writable()
	}
	for _, n := range r.history.Nested {
		if err := n.Writable(); err != nil {
			return err
		}
	}
	return nil
}

// record appends what was found to the histories (sections 5.6.4 and 5.6.5): to that of the folder, which takes the
// nested ones along, otherwise to each of the outermost below it.
func (r *run) record(ctx context.Context) error {
	if r.Record == nil {
		return nil
	}
	if r.Begin || len(r.history.Generations) > 0 {
		return r.append(ctx, ".", r.history, r.entries("."))
	}
	for _, n := range r.history.Nested {
		if err := r.appendNested(ctx, n.Scope); err != nil {
			return err
		}
	}
	return nil
}

// bagged tells whether a history is part of what a bag holds.
func (r *run) bagged() bool {
	for _, m := range r.report.Manifest {
		if m.Kind == "ascmhl" && r.inBag(m.Path) {
			return true
		}
	}
	return false
}

func (r *run) note(message string) {
	r.report.History = append(r.report.History, Problem{Path: path.Join(".", mhl.Folder), Message: message})
}

// append records entries. A folder that cannot be written is no reason to lose what was found, unless a history was
// to begin.
func (r *run) append(ctx context.Context, scope string, h *mhl.History, entries records) error {
	name, err := h.Append(ctx, mhl.Generation{
		Process: mhl.InPlace, Started: r.started, Created: r.clock(), Creator: r.Record.Creator, Ignore: r.Ignore, Whole: true, Many: entries,
	})
	if (fault.Is(err, fault.Unavailable) || fault.Is(err, fault.Conflict)) && !r.Begin {
		r.note("this run is not recorded: " + err.Error())
		return nil
	}
	if err == nil {
		r.report.Recorded = append(r.report.Recorded, path.Join(scope, name))
	}
	return err
}

// appendNested records the entries below scope in the history there.
func (r *run) appendNested(ctx context.Context, scope string) error {
	place, err := mhl.At(filepath.Join(r.Folder, filepath.FromSlash(scope)))
	if err != nil {
		return fault.New(fault.Unavailable, "the folder %s cannot be opened", scope).WithCause(err)
	}
	defer place.Close()
	h, err := mhl.Open(ctx, place, path.Base(scope))
	if err != nil {
		return err
	}
	return r.append(ctx, scope, h, r.entries(scope))
}

// records are the records of everything that was found, made when they are asked for. A file that could not be read, or
// whose name no manifest can hold, is in it without hashes: then its folders get none.
type records struct {
	run     *run
	folders []string // that a manifest can hold
	files   []*file  // that are not aside
	scope   string   // paths are below it

	moved map[string]string // former paths of folders that are new
}

// entries are the records of what was found below scope.
func (r *run) entries(scope string) records {
	all := records{run: r, scope: scope, moved: r.movedFolders()}
	hollow := r.hollow()
	for name := range r.folders {
		if mhl.Recordable(name) == nil && !hollow[name] && within(scope, name) {
			all.folders = append(all.folders, name)
		}
	}
	for _, f := range r.files {
		if !f.aside && within(scope, f.path) {
			all.files = append(all.files, f)
		}
	}
	return all
}

// within tells whether a path lies below scope.
func within(scope, name string) bool { return scope == "." || strings.HasPrefix(name, scope+"/") }

// below is a path as it is in scope.
func (all records) below(name string) string {
	if all.scope == "." {
		return name
	}
	rest, _ := strings.CutPrefix(name, all.scope+"/")
	return rest
}

// Len is of mhl.Entries.
func (all records) Len() int { return len(all.folders) + len(all.files) }

// Name is of mhl.Entries.
func (all records) Name(i int) (string, bool) {
	if i < len(all.folders) {
		return all.below(all.folders[i]), true
	}
	name := all.files[i-len(all.folders)].path
	if !utf8.ValidString(name) { // it is in it without hashes
		name = strings.ToValidUTF8(name, "_")
	}
	return all.below(name), false
}

// At is of mhl.Entries.
func (all records) At(i int, e *mhl.Entry) {
	hashes := e.Hashes[:0]
	name, folder := all.Name(i)
	if folder {
		*e = mhl.Entry{Path: name, Folder: true, Modified: all.run.folders[all.folders[i]]}
		if was := all.moved[all.folders[i]]; was != "" {
			e.Previous = all.below(was)
		}
		return
	}
	f := all.files[i-len(all.folders)]
	*e = mhl.Entry{Path: name, Size: f.size, Modified: f.modified}
	if mhl.Recordable(f.path) != nil {
		return
	}
	if f.known != "" && f.known != f.path && all.run.history.Knows(f.known) {
		e.Previous = all.below(f.known)
	}
	for _, sum := range all.run.sumsOf(f) {
		if sum.Format.InMHL() {
			hashes = append(hashes, mhl.Hash{Sum: sum, At: all.run.started})
		}
	}
	e.Hashes = hashes
}
