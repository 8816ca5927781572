package mhl

import (
	"context"
	"hash"
	"path"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// row is one record that will be written: a file by its index in the entries, or a folder.
type row struct {
	*pair // of folders, nil for a file
	at    int32
}

// pair are the hashes of a folder, with what else its record says.
type pair struct {
	content, structure []digest.Sum
	path, previous     string // relative to the scope of its history
	modified           time.Time
}

// tree walks arranged entries once, computes the hashes of the folders and hands every record to the history
// that it belongs to.
type tree struct {
	history *History
	entries *ordered
	whole   bool
	formats []digest.Format
	hashes  []hash.Hash // one for each format, used again and again
	open    []*branch   // from the scope down to the folder that is being filled
	rows    map[*History][]row
	roots   map[*History]*pair // content and structure of each scope
}

// branch is a folder that is being filled.
type branch struct {
	path  string
	entry *Entry
	lists []*list         // one for each format
	holds map[string]bool // the folders in it
}

// list holds the hashes of what a folder holds, in one format.
type list struct {
	content, structure chunks
	lost               bool // something in it has no hash of this format
}

// chunks are hashes of one size, one behind the other.
type chunks struct {
	bytes []byte
	size  int
}

func (c chunks) Len() int { return len(c.bytes) / c.size }
func (c chunks) Less(i, j int) bool {
	return string(c.bytes[i*c.size:(i+1)*c.size]) < string(c.bytes[j*c.size:(j+1)*c.size])
}
func (c chunks) Swap(i, j int) {
	for k := range c.size {
		c.bytes[i*c.size+k], c.bytes[j*c.size+k] = c.bytes[j*c.size+k], c.bytes[i*c.size+k]
	}
}

// hash is the hash of hashes of Appendix G: the hashes in their order, which for every format is that of their
// bytes, one behind the other.
func (c chunks) hash(h hash.Hash) []byte {
	sort.Sort(c)
	h.Reset()
	_, _ = h.Write(c.bytes) // a hash takes everything (hash.Hash)
	return h.Sum(nil)
}

func newTree(h *History, whole bool, entries *ordered) *tree {
	t := &tree{history: h, entries: entries, whole: whole, formats: entries.formats(), rows: map[*History][]row{h: make([]row, 0, len(entries.order))}, roots: map[*History]*pair{}}
	for _, f := range t.formats {
		t.hashes = append(t.hashes, f.New())
	}
	t.push(".")
	return t
}

// grow takes all entries.
func (t *tree) grow(ctx context.Context) error {
	var e Entry
	for i, at := range t.entries.order {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		t.entries.At(int(at), &e)
		folder := e.Path
		if !e.Folder {
			folder = path.Dir(e.Path)
		}
		t.stand(folder)
		top := t.open[len(t.open)-1]
		if e.Folder {
			own := e
			top.entry = &own
		} else if top.holds[path.Base(e.Path)] {
			return fault.New(fault.Invalid, "%q is to be recorded as a file and as a folder", e.Path)
		} else {
			t.file(top, &e, at)
		}
	}
	for len(t.open) > 0 {
		t.pop()
	}
	return nil
}

// stand closes and opens folders until folder is the one that is being filled.
func (t *tree) stand(folder string) {
	for {
		rest, ok := below(t.open[len(t.open)-1].path, folder)
		if !ok {
			t.pop()
			continue
		}
		if rest == "." || folder == "." {
			return
		}
		next, _, _ := strings.Cut(rest, "/")
		t.push(under(t.open[len(t.open)-1].path, next))
	}
}

func (t *tree) push(name string) {
	b := &branch{path: name, holds: map[string]bool{}}
	if len(t.open) > 0 {
		t.open[len(t.open)-1].holds[path.Base(name)] = true
	}
	for _, f := range t.formats {
		b.lists = append(b.lists, &list{content: chunks{size: f.Size()}, structure: chunks{size: f.Size()}})
	}
	t.open = append(t.open, b)
}

// file records a file and adds its hashes to its folder. One without hashes is not recorded.
func (t *tree) file(in *branch, e *Entry, index int32) {
	if len(e.Hashes) > 0 {
		at, _ := t.history.For(e.Path)
		t.rows[at] = append(t.rows[at], row{at: index})
	}
	for i, f := range t.formats {
		n := slices.IndexFunc(e.Hashes, func(h Hash) bool { return h.Format == f })
		if n < 0 {
			in.lists[i].lost = true
			continue
		}
		sum, _ := f.Bytes(e.Hashes[n].Value) // checked before
		in.lists[i].add(t.hashes[i], path.Base(e.Path), sum, sum)
	}
}

// add takes a file or folder: its content, and the hash of its name with its structure (section 6.5.2).
func (l *list) add(h hash.Hash, name string, content, structure []byte) {
	h.Reset()
	_, _ = h.Write([]byte(name)) // a hash takes everything (hash.Hash)
	_, _ = h.Write(structure)
	l.content.bytes = append(l.content.bytes, content...)
	l.structure.bytes = h.Sum(l.structure.bytes)
}

// pop closes the folder that is being filled, records it and adds its hashes to the one above.
func (t *tree) pop() {
	b := t.open[len(t.open)-1]
	t.open = t.open[:len(t.open)-1]
	r := &pair{}
	for i, f := range t.formats {
		if b.lists[i].lost {
			if len(t.open) > 0 {
				t.open[len(t.open)-1].lists[i].lost = true
			}
			continue
		}
		content, structure := b.lists[i].content.hash(t.hashes[i]), b.lists[i].structure.hash(t.hashes[i])
		r.content = append(r.content, digest.Sum{Format: f, Value: f.Spell(content)})
		r.structure = append(r.structure, digest.Sum{Format: f, Value: f.Spell(structure)})
		if len(t.open) > 0 {
			t.open[len(t.open)-1].lists[i].add(t.hashes[i], path.Base(b.path), content, structure)
		}
	}
	if !t.whole {
		r = &pair{}
	}
	t.folder(b.path, b.entry, r)
}

// folder records a folder: a scope as the root of its history, and everything but the scope that was opened in
// the history above it.
func (t *tree) folder(name string, e *Entry, r *pair) {
	if e != nil {
		r.modified = e.Modified
	}
	at, rest := t.history.For(name)
	if rest == "." {
		root := *r
		t.roots[at] = &root
		if at == t.history {
			return
		}
		at = t.history.parent(at)
		rest, _ = below(at.Scope, name)
	}
	if (t.whole || e != nil) && Recordable(rest) == nil {
		r.path, r.previous = rest, at.before(e)
		t.rows[at] = append(t.rows[at], row{pair: r})
	}
}

// parent is the history that a nested one lies in.
func (h *History) parent(of *History) *History {
	if of.Scope == "." {
		return h
	}
	at, _ := h.For(path.Dir(of.Scope))
	return at
}

// before is the previous path of an entry as h knows it; "" where there is none, or where it is of another history.
func (h *History) before(e *Entry) string {
	if e == nil || e.Previous == "" || e.Previous == e.Path {
		return ""
	}
	name, _ := below(h.Scope, e.Previous)
	return name
}

// FoldersOf computes the hashes of all folders of entries, as a whole generation would record them: by path, with
// every format that all files in a folder have.
func (h *History) FoldersOf(ctx context.Context, entries Entries) (map[string]FolderSums, error) {
	all, err := in(entries)
	if err != nil {
		return nil, err
	}
	t := newTree(h, true, all)
	if err := t.grow(ctx); err != nil {
		return nil, err
	}
	sums := map[string]FolderSums{}
	for at, rows := range t.rows {
		for _, r := range rows {
			if r.pair != nil {
				sums[under(at.Scope, r.path)] = FolderSums{Content: r.content, Structure: r.structure}
			}
		}
	}
	sums["."] = FolderSums{Content: t.roots[h].content, Structure: t.roots[h].structure}
	return sums, nil
}
