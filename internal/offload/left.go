package offload

import (
	"cmp"
	"path"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/medium"
)

// Left is what an offload that was interrupted left in one place, as its journal says. Nothing of it is believed unread:
// it says what the next run begins with.
type Left struct {
	To     string
	Begun  time.Time  // when the run that was interrupted began
	Files  int        // that are proven and have their names; left alone while card and copy are as they were
	Bytes  int64      // of these
	Inside []LeftFile // files with blocks that were written, by path: these are read back, and gone on with behind them
}

// LeftFile is a file that was interrupted inside.
type LeftFile struct {
	Path        string
	Have, Bytes int64 // written, and the whole
}

// Reread is how many bytes of unfinished files are read back before anything is copied behind them.
func (l Left) Reread() (bytes int64) {
	for _, f := range l.Inside {
		bytes += f.Have
	}
	return bytes
}

// LeftAt reads what an interrupted offload of a card left in a folder for copies; ok is false where none was interrupted. It
// returns fault.Invalid for a journal of a newer version.
func LeftAt(to, card string) (left Left, ok bool, err error) {
	if !Interrupted(to, card) {
		return Left{}, false, nil
	}
	place, err := medium.Open(to)
	if err != nil {
		return Left{}, false, err
	}
	defer func() { _ = place.Close() }() // it was only read
	work := path.Join(workFolder, card)
	before, err := loadJournal(place, work, nil)
	if err != nil {
		return Left{}, false, err
	}
	left = Left{To: to, Begun: before.started, Files: len(before.done)}
	for _, l := range before.done {
		left.Bytes += l.size
	}
	for name, b := range before.partials {
		it := item{Entry: b.entry()}
		there, err := place.Stat(partialName(work, b.number))
		if err != nil || there.Size < it.Size || it.count() == 1 || len(b.have) == 0 {
			continue // it begins anew
		}
		f := LeftFile{Path: name, Bytes: it.Size}
		for block := range b.have {
			if block >= 0 && block < it.count() {
				from, to := it.span(block)
				f.Have += to - from
			}
		}
		left.Inside = append(left.Inside, f)
	}
	slices.SortFunc(left.Inside, func(a, b LeftFile) int { return cmp.Compare(a.Path, b.Path) })
	return left, true, nil
}
