package mhl

import (
	"io"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// Flatten writes one manifest of everything that the history and those nested in it know (section 5.6.7): of each
// file the earliest hash of every format, never a failed one. It is no part of the history. Folders have no
// hashes in it. It returns not_found where there is nothing to write.
func (h *History) Flatten(to io.Writer, g Generation) error {
	if err := g.Creator.check(); err != nil {
		return err
	}
	g.Process = Flattened
	var entries listed
	for name := range h.Files() {
		if e := h.flat(name); len(e.Hashes) > 0 {
			entries = append(entries, *e)
		}
	}
	if len(entries) == 0 {
		return fault.New(fault.NotFound, "there is nothing in the history that could be written down")
	}
	all, err := in(entries)
	if err != nil {
		return err
	}
	s := &sheet{generation: &g, history: h, entries: all, ignore: h.Ignore(), root: &pair{}}
	for _, at := range all.order {
		s.rows = append(s.rows, row{at: at})
	}
	return s.write(to)
}

// flat is one file with the earliest hash of every format.
func (h *History) flat(name string) *Entry {
	at, _ := h.For(name)
	f := h.known(name)
	e := &Entry{Path: name, Size: f.size, Modified: f.modified}
	if f.previous != "" {
		e.Previous = under(at.Scope, f.previous)
	}
	have := map[digest.Format]bool{}
	for _, r := range f.references {
		if !have[r.Format] {
			have[r.Format] = true
			e.Hashes = append(e.Hashes, Hash{r.Sum, r.Action, r.At})
		}
	}
	e.Hashes = inOrder(e.Hashes)
	return e
}
