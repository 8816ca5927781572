package receipt

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
)

// Source is a receipt that can be read: one beside a copy, or one that a production keeps.
type Source struct {
	Name string // where it is, in words
	Open func() (io.ReadCloser, error)
}

// Beside lists the receipts in folders, those in which copies are made. A folder that is not there has none.
func Beside(folders ...string) ([]Source, error) {
	var list []Source
	var failed error
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, fault.New(fault.Unavailable, "%s cannot be searched for receipts", folder).WithCause(err))
		}
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), Extension) && e.Type().IsRegular() {
				at := filepath.Join(folder, e.Name())
				list = append(list, Source{at, func() (io.ReadCloser, error) { return os.Open(at) }})
			}
		}
	}
	return list, failed
}

// How sure a Match is.
const (
	ByNames = "names" // names, sizes and times are those of the earlier card; no content was compared
	ByEnds  = "ends"  // the begin and the end of the largest files are the same in an earlier copy
	Refuted = "other" // names, sizes and times are the same, but the content of some file is not
)

// Match is an earlier offload of a card.
type Match struct {
	From    string          // the receipt
	Receipt offload.Receipt // without its files
	Files   int             // of the card that were copied then
	Bytes   int64
	New     int // files of the card that were not on it then
	NewSize int64
	Changed int    // files of the same name with another size or time; they count as new
	Gone    int    // files that were copied then and are not on the card any more
	Sure    string // ByNames, ByEnds or Refuted
	Probed  int    // files whose ends were compared
	Copy    string // the copy that they were compared with, "" where none could be read
	Other   string // a file that differs, where Sure is Refuted
}

// Whole tells whether everything on the card was copied then.
func (m Match) Whole() bool { return m.New == 0 && m.Files > 0 }

// Recognise finds earlier offloads of a card, the one that has most of it first. files are those of the card, below
// fsys. What cannot be read of a receipt or an earlier copy is passed over; the errors of receipts come back joined,
// beside what was found. ctx ends the search.
func Recognise(ctx context.Context, fsys fs.FS, files []card.File, sources []Source) ([]Match, error) {
	on := make(map[string]card.File, len(files))
	var bytes int64
	for _, f := range files {
		on[f.Path] = f
		bytes += f.Size
	}
	var found []Match
	var failed error
	for _, s := range sources {
		if ctx.Err() != nil {
			return nil, fault.New(fault.Cancelled, "the search for earlier copies was stopped")
		}
		m, largest, err := compare(s, on, bytes)
		if err != nil {
			failed = errors.Join(failed, fault.Wrap(err, "receipt "+s.Name))
			continue
		}
		if m.Files > 0 {
			m.probe(fsys, largest)
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(b.Files, a.Files), b.Receipt.Started.Compare(a.Receipt.Started), cmp.Compare(a.From, b.From))
	})
	return found, failed
}

// compare reads one receipt beside the card. Cameras name files alike on every card: what is the same in name, size
// and time must be half of the card, or half of what was copied then, to mean anything.
func compare(s Source, on map[string]card.File, bytes int64) (Match, []card.File, error) {
	r, err := s.Open()
	if err != nil {
		return Match{}, nil, fault.New(fault.Unavailable, "it cannot be opened").WithCause(err)
	}
	defer func() { _ = r.Close() }() // it was only read
	m := Match{From: s.Name, New: len(on), NewSize: bytes, Sure: ByNames}
	var largest []card.File
	var then int64
	doc, err := Scan(r, func(it offload.ReceiptItem) error {
		then += it.Size
		f, there := on[it.Path]
		switch {
		case !there:
			m.Gone++
		case f.Size != it.Size || !sameTime(f.Modified, it.Modified):
			m.Changed++
		case slices.Contains(it.Copies, true):
			m.Files++
			m.Bytes += f.Size
			m.New--
			m.NewSize -= f.Size
			largest = keepLargest(largest, f)
		}
		return nil
	})
	if err != nil {
		return Match{}, nil, err
	}
	if m.Bytes == 0 || 2*m.Bytes < min(bytes, then) {
		return Match{}, nil, nil
	}
	m.Receipt = doc
	return m, largest, nil
}

// probes is how many files are compared.
const probes = 5

func keepLargest(list []card.File, f card.File) []card.File {
	at, _ := slices.BinarySearchFunc(list, f, func(a, b card.File) int { return cmp.Or(cmp.Compare(b.Size, a.Size), cmp.Compare(a.Path, b.Path)) })
	if at >= probes {
		return list
	}
	list = slices.Insert(list, at, f)
	return list[:min(len(list), probes)]
}

// sameTime compares times of files. FAT keeps them to two seconds and in the zone of whoever looks, so that the same
// file can be a whole number of quarters of an hour off.
func sameTime(a, b time.Time) bool {
	const grain, quarter, zones = 2 * time.Second, 15 * time.Minute, 26 * time.Hour
	apart := a.Sub(b).Abs()
	rest := apart % quarter
	return apart <= zones && (rest <= grain || quarter-rest <= grain)
}
