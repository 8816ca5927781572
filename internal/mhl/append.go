package mhl

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// Files that are being written lie under these names in the ascmhl folder. A chain that was left there is
// finished by the next run, if its newest manifest stands in its place; anything else is written anew.
const (
	manifestDraft = ".manifest.new"
	chainDraft    = ".chain.new"
	trial         = ".trial.new"
)

// Append records a generation and returns the path of its manifest, below the folder that was opened. Records
// of nested histories go into manifests of theirs, which are written first and then referred to (section 5.3.2).
// What patterns ignore is left out. Hashes of the entries are put in the order of the schema, and those without an
// action get theirs, so that the caller sees what came of the comparison. Each manifest is durable before the chain that names it.
//
// It returns corrupt where the history, or a nested one, is damaged, conflict where it has grown since it was
// opened, and invalid, before anything is written, for names that XML cannot hold.
func (h *History) Append(ctx context.Context, g Generation) (string, error) {
	if h.Damaged() {
		return "", fault.New(fault.Corrupt, "the history is damaged, so nothing is added to it").WithRemedy("Run: bts verify, which says what is wrong.")
	}
	if err := g.check(); err != nil {
		return "", err
	}
	h.ignore.add(g.Ignore...)
	entries, err := h.prepare(g.entries())
	if err != nil {
		return "", err
	}
	t := newTree(h, g.Whole, entries)
	if err := t.grow(ctx); err != nil {
		return "", err
	}
	link, err := h.commit(ctx, &g, t)
	if err != nil {
		return "", err
	}
	return under(h.Scope, link.Path), nil
}

// Writable tries whether the history and those nested in it can be written, and leaves nothing behind. It returns
// unavailable where one cannot, so that a long run need not begin in vain.
func (h *History) Writable() error {
	for _, at := range h.each() {
		f, err := h.disk.Create(file(at.Scope, trial))
		if err != nil {
			return unwritable(at.Scope, err)
		}
		if err := errors.Join(f.Close(), h.disk.Remove(file(at.Scope, trial))); err != nil {
			return unwritable(at.Scope, err)
		}
		if len(at.held) == 0 {
			_ = h.disk.Remove(path.Join(at.Scope, Folder)) // where it is not empty, it stays
		}
	}
	return nil
}

// judgeEntry puts the hashes of an entry in order and gives an action to those without.
func (h *History) judgeEntry(e *Entry) error {
	slices.SortStableFunc(e.Hashes, byFormat)
	if !slices.ContainsFunc(e.Hashes, func(x Hash) bool { return x.Action == "" }) {
		return nil
	}
	judged, err := h.Judge(cmp.Or(e.Previous, e.Path), sums(e.Hashes))
	if err != nil {
		return err
	}
	for i := range judged {
		e.Hashes[i].Action = cmp.Or(e.Hashes[i].Action, judged[i].Action)
	}
	return nil
}

// commit writes the manifests of h and of those nested in it, the innermost first.
func (h *History) commit(ctx context.Context, g *Generation, t *tree) (Link, error) {
	var references []Link
	for _, n := range h.Nested {
		if !t.concerns(n) {
			continue
		}
		link, err := n.commit(ctx, g, t)
		if err != nil {
			return Link{}, err
		}
		name, _ := below(h.Scope, under(n.Scope, link.Path))
		references = append(references, Link{name, link.C4})
	}
	slices.SortFunc(references, func(a, b Link) int { return bytes.Compare([]byte(a.Path), []byte(b.Path)) })
	if err := ctx.Err(); err != nil {
		return Link{}, err
	}
	h.inherit(t.history)
	s := &sheet{generation: g, history: h, entries: t.entries, ignore: h.Ignore(), root: &pair{}, rows: t.rows[h], references: references}
	if t.whole {
		s.root = t.roots[h]
	}
	if len(s.rows) == 0 {
		s.rows = s.stand()
	}
	return h.put(s)
}

// stand gives the records of a manifest that would have none, which the schema does not allow: the folders of the
// nested histories that it refers to, otherwise the scope itself.
func (s *sheet) stand() (rows []row) {
	for _, link := range s.references {
		rows = append(rows, row{pair: &pair{path: path.Dir(path.Dir(link.Path))}})
	}
	if len(rows) == 0 {
		root := *s.root
		root.path, root.modified = ".", time.Time{}
		rows = []row{{pair: &root}}
	}
	return rows
}

// concerns tells whether a nested history gets a generation.
func (t *tree) concerns(n *History) bool {
	_, visited := t.roots[n]
	return visited && (t.whole || len(t.rows[n]) > 0 || slices.ContainsFunc(n.Nested, t.concerns))
}

// inherit takes over the patterns of the history that was opened, as far as they reach into this one.
func (h *History) inherit(root *History) {
	if h == root {
		return
	}
	for _, pattern := range root.Ignore() {
		if line, ok := inside(pattern, h.Scope); ok {
			h.ignore.add(line)
		}
	}
}

// put writes a manifest and then the chain that names it. The link's path is relative to the scope.
func (h *History) put(s *sheet) (Link, error) {
	if err := h.unchanged(); err != nil {
		return Link{}, err
	}
	name := manifestName(len(h.chain)+1, h.name, s.generation.Started)
	if _, err := fs.Stat(h.disk, file(h.Scope, name)); err == nil {
		return Link{}, fault.New(fault.Conflict, "there is a manifest %s already, and the chain does not name it", file(h.Scope, name)).
			WithRemedy("Move it elsewhere, or wait a second and run again.")
	}
	pass := digest.NewPass(digest.C4)
	err := h.draft(manifestDraft, func(w io.Writer) error { return s.write(io.MultiWriter(w, pass)) })
	if err != nil {
		return Link{}, err
	}
	grown := append(slices.Clone(h.chain), Link{name, pass.Sums()[0].Value})
	data := grown.encode()
	err = h.draft(chainDraft, func(w io.Writer) error { _, err := w.Write(data); return err })
	if err != nil {
		return Link{}, err
	}
	for _, step := range [][2]string{{manifestDraft, name}, {chainDraft, ChainFile}} {
		if err := h.place(step[0], step[1]); err != nil {
			return Link{}, err
		}
	}
	h.chain, h.held = grown, data
	return Link{Folder + "/" + name, pass.Sums()[0].Value}, nil
}

// unchanged compares the chain with what was read when the history was opened.
func (h *History) unchanged() error {
	now, err := fs.ReadFile(h.disk, file(h.Scope, ChainFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unwritable(h.Scope, err)
	}
	if !bytes.Equal(now, h.held) {
		return fault.New(fault.Conflict, "the history of %s has grown meanwhile", shown(h.Scope)).WithRemedy("Run it again.")
	}
	return nil
}

// draft writes a file under a name that nobody takes for a manifest, down to the medium.
func (h *History) draft(name string, write func(io.Writer) error) error {
	f, err := h.disk.Create(file(h.Scope, name))
	if err != nil {
		return unwritable(h.Scope, err)
	}
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		_ = h.disk.Remove(file(h.Scope, name)) // what is not complete is of no use
		return unwritable(h.Scope, err)
	}
	return nil
}

// place gives a draft its name, durably.
func (h *History) place(draft, name string) error {
	if err := h.disk.Rename(file(h.Scope, draft), file(h.Scope, name)); err != nil {
		return unwritable(h.Scope, err)
	}
	if err := h.disk.Sync(file(h.Scope, ".")); err != nil {
		return unwritable(h.Scope, err)
	}
	return nil
}

func unwritable(scope string, err error) error {
	return fault.New(fault.Unavailable, "the history of %s cannot be written", shown(scope)).WithCause(err).
		WithRemedy("Look whether the folder is writable and has room.")
}
