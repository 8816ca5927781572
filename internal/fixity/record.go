package fixity

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"

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
	entries := r.entries()
	if r.Begin || len(r.history.Generations) > 0 {
		return r.append(ctx, ".", r.history, entries)
	}
	for _, n := range r.history.Nested {
		if err := r.appendNested(ctx, n.Scope, entries); err != nil {
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
func (r *run) append(ctx context.Context, scope string, h *mhl.History, entries []mhl.Entry) error {
	name, err := h.Append(ctx, mhl.Generation{
		Process: mhl.InPlace, Started: r.started, Created: r.clock(), Creator: r.Record.Creator, Ignore: r.Ignore, Whole: true, Entries: entries,
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
func (r *run) appendNested(ctx context.Context, scope string, entries []mhl.Entry) error {
	place, err := mhl.At(filepath.Join(r.Folder, filepath.FromSlash(scope)))
	if err != nil {
		return fault.New(fault.Unavailable, "the folder %s cannot be opened", scope).WithCause(err)
	}
	defer place.Close()
	h, err := mhl.Open(ctx, place, path.Base(scope))
	if err != nil {
		return err
	}
	var below []mhl.Entry
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Path, scope+"/")
		if !ok {
			continue
		}
		e.Path = rest
		e.Previous, _ = strings.CutPrefix(e.Previous, scope+"/")
		below = append(below, e)
	}
	return r.append(ctx, scope, h, below)
}

// entries are the records of everything that was found. A file that could not be read, or whose name no manifest can
// hold, is in it without hashes: then its folders get none.
func (r *run) entries() []mhl.Entry {
	all := make([]mhl.Entry, 0, len(r.files)+len(r.folders))
	moved, hollow := r.movedFolders(), r.hollow()
	for name, modified := range r.folders {
		if mhl.Recordable(name) == nil && !hollow[name] {
			all = append(all, mhl.Entry{Path: name, Previous: moved[name], Folder: true, Modified: modified})
		}
	}
	for _, f := range r.files {
		if f.aside {
			continue
		}
		e := mhl.Entry{Path: f.path, Size: f.size, Modified: f.modified}
		if mhl.Recordable(f.path) != nil {
			e.Path = strings.ToValidUTF8(f.path, "_")
			all = append(all, e)
			continue
		}
		if f.known != "" && f.known != f.path && r.history.Knows(f.known) {
			e.Previous = f.known
		}
		for _, sum := range f.sums {
			if sum.Format.InMHL() {
				e.Hashes = append(e.Hashes, mhl.Hash{Sum: sum, At: r.started})
			}
		}
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b mhl.Entry) int { return strings.Compare(a.Path, b.Path) })
	return all
}
