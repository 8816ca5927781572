package mhl

import (
	"slices"

	"github.com/btsdirector/bts/internal/digest"
)

// Entries are what a generation records, for who has many files and does not want to hold an Entry of each: they are
// asked for one by one, several times over, and must stay the same meanwhile.
type Entries interface {
	Len() int
	// Name is the path of entry i, and whether it is a folder.
	Name(i int) (path string, folder bool)
	// At fills e with entry i. The room of e.Hashes may be used again; it is not read before.
	At(i int, e *Entry)
}

// listed are entries that somebody holds. What is found of their hashes is put into them.
type listed []Entry

func (l listed) Len() int                  { return len(l) }
func (l listed) Name(i int) (string, bool) { return l[i].Path, l[i].Folder }
func (l listed) At(i int, e *Entry)        { *e = l[i] }

// entries are those that a generation is made of.
func (g *Generation) entries() Entries {
	if g.Many != nil {
		return g.Many
	}
	return listed(g.Entries)
}

// ordered are entries in the order of a manifest, without those that are ignored.
type ordered struct {
	Entries
	history *History
	order   []int32 // indexes
	judged  bool    // hashes have been compared with the history, and are again whenever they are asked for
}

// prepare leaves out what is ignored, checks and judges the rest, and puts it in order.
func (h *History) prepare(given Entries) (*ordered, error) {
	o := &ordered{Entries: given, history: h, judged: true, order: make([]int32, 0, given.Len())}
	var e Entry
	for i := range given.Len() {
		if path, folder := given.Name(i); h.Ignored(path, folder) {
			continue
		}
		given.At(i, &e)
		if err := h.judgeEntry(&e); err != nil {
			return nil, err
		}
		if err := e.check(); err != nil {
			return nil, err
		}
		o.order = append(o.order, int32(i)) //nolint:gosec // a manifest of so many is refused when it is read
	}
	return o, o.arrange()
}

// in gives all of given in order, as they are.
func in(given Entries) (*ordered, error) {
	o := &ordered{Entries: given, order: make([]int32, given.Len())}
	for i := range o.order {
		o.order[i] = int32(i) //nolint:gosec // as above
	}
	return o, o.arrange()
}

// entry fills e with the entry of index i.
func (o *ordered) entry(i int32, e *Entry) {
	o.At(int(i), e)
	if o.judged {
		_ = o.history.judgeEntry(e) // it went well before
	}
}

// formats are those that any entry has and a manifest may hold, XXH128 where there are none.
func (o *ordered) formats() (formats []digest.Format) {
	var e Entry
	has := map[digest.Format]bool{}
	for _, i := range o.order {
		o.At(int(i), &e)
		for _, h := range e.Hashes {
			has[h.Format] = true
		}
	}
	for _, f := range digest.Formats {
		if f.InMHL() && has[f] {
			formats = append(formats, f)
		}
	}
	if len(formats) == 0 {
		return []digest.Format{digest.XXH128}
	}
	return slices.Clip(formats)
}
