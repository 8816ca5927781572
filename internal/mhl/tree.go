package mhl

import (
	"context"
	"hash"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// row is one record that will be written: a file, or a folder with its hashes.
type row struct {
	entry          *Entry
	path, previous string // relative to the scope of its history
	*pair                 // of folders
}

// pair are the hashes of a folder.
type pair struct{ content, structure []digest.Sum }

// tree walks arranged entries once, computes the hashes of the folders and hands every record to the history
// that it belongs to.
type tree struct {
	history *History
	whole   bool
	formats []digest.Format
	hashes  []hash.Hash // one for each format, used again and again
	open    []*branch   // from the scope down to the folder that is being filled
	rows    map[*History][]row
	roots   map[*History]row // content and structure of each scope
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

func newTree(h *History, whole bool, entries []*Entry) *tree {
	t := &tree{history: h, whole: whole, rows: map[*History][]row{h: make([]row, 0, len(entries))}, roots: map[*History]row{}}
	for _, f := range digest.Formats {
		if f.InMHL() && slices.ContainsFunc(entries, func(e *Entry) bool { return has(e.Hashes, f) }) {
			t.formats = append(t.formats, f)
		}
	}
	if len(t.formats) == 0 {
		t.formats = []digest.Format{digest.XXH128}
	}
	for _, f := range t.formats {
		t.hashes = append(t.hashes, f.New())
	}
	t.push(".")
	return t
}

func has(hashes []Hash, f digest.Format) bool {
	return slices.ContainsFunc(hashes, func(h Hash) bool { return h.Format == f })
}

// grow takes all entries.
func (t *tree) grow(ctx context.Context, entries []*Entry) error {
	for i, e := range entries {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		folder := e.Path
		if !e.Folder {
			folder = path.Dir(e.Path)
		}
		t.stand(folder)
		top := t.open[len(t.open)-1]
		if e.Folder {
			top.entry = e
		} else if top.holds[path.Base(e.Path)] {
			return fault.New(fault.Invalid, "%q is to be recorded as a file and as a folder", e.Path)
		} else {
			t.file(top, e)
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
func (t *tree) file(in *branch, e *Entry) {
	if len(e.Hashes) > 0 {
		at, rest := t.history.For(e.Path)
		t.rows[at] = append(t.rows[at], row{entry: e, path: rest, previous: at.before(e)})
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
	r := row{entry: b.entry, pair: &pair{}}
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
		r.pair = &pair{}
	}
	t.folder(b.path, r)
}

// folder records a folder: a scope as the root of its history, and everything but the scope that was opened in
// the history above it.
func (t *tree) folder(name string, r row) {
	at, rest := t.history.For(name)
	if rest == "." {
		t.roots[at] = r
		if at == t.history {
			return
		}
		at = t.history.parent(at)
		rest, _ = below(at.Scope, name)
	}
	if (t.whole || r.entry != nil) && Recordable(rest) == nil {
		r.path, r.previous = rest, at.before(r.entry)
		t.rows[at] = append(t.rows[at], r)
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
// every format that all files in a folder have. Entries are put in order.
func (h *History) FoldersOf(ctx context.Context, entries []Entry) (map[string]FolderSums, error) {
	all := make([]*Entry, len(entries))
	for i := range entries {
		all[i] = &entries[i]
	}
	if err := arrange(all); err != nil {
		return nil, err
	}
	t := newTree(h, true, all)
	if err := t.grow(ctx, all); err != nil {
		return nil, err
	}
	sums := map[string]FolderSums{}
	for at, rows := range t.rows {
		for _, r := range rows {
			if r.entry == nil || r.entry.Folder {
				sums[under(at.Scope, r.path)] = FolderSums{Content: r.content, Structure: r.structure}
			}
		}
	}
	sums["."] = FolderSums{Content: t.roots[h].content, Structure: t.roots[h].structure}
	return sums, nil
}
