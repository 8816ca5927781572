// Package offload copies camera cards and proves the copies.
//
// # One read, many copies
//
// A card is read once. Every piece that is read (2 MiB) is hashed and handed to a lane per copy, which
// writes it past the page cache into a partial file. A block (64 MiB, or the whole of a smaller file) that
// is written and settled on the medium is read back from there and compared with what the card gave. When
// all blocks of a file are proven, the file gets its times and permissions and is moved to its name. So
// what has its name in a copy is proven, and what is not proven has no name.
//
//	waiting ─► writing ─► written ─► settled ─► proven ─► placed ─► done
//	                ▲                     │
//	                └──── differs once ───┘      any state ─► failed (named in Problems)
//
// # Lanes
//
// The lanes share the buffers of the reader, so that memory is the same for every card. A lane that holds
// nearly all of them while the others wait is left behind: it goes on alone, reading the card for itself,
// and never sets the pace of the others. A lane whose medium is full or gone ends; the others finish.
//
// # What stays when it is interrupted
//
// Each copy has a journal and its partial files in ".bts-offload/<card>" beside the copy, see journal.go
// and docs/formats/offload.md. A later run believes nothing of it unread: the card is read from its begin
// where a file is not done, blocks that the journal names are read back and compared instead of written
// again, and a file that is done has the size and the time that were proven, on the card and in the copy.
package offload

import (
	"context"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/medium"
)

// Sizes, in bytes.
const (
	pieceSize = 2 << 20   // what is read, hashed and written at a time
	smallSize = 256 << 10 // a file up to here is read in one piece of this size
	blockSize = 64 << 20  // what is proven, journaled and copied again as a whole
)

// Verify says what is read again after copying.
type Verify string

// What may be read again.
const (
	VerifyCopies Verify = "destination" // every copy
	VerifyBoth   Verify = "both"        // every copy and the card
	VerifyNone   Verify = "none"        // nothing: no copy is proven then, and no card safe to format
)

// Source is a card, or any folder, that is read. medium.Folder is one.
type Source interface {
	List(folder string) ([]medium.Entry, error)
	Stat(name string) (medium.Entry, error)
	Read(name string) (medium.File, error)
}

// Target is a folder in which a copy is made. medium.Folder is one. An error of it concerns one file,
// unless Gone or full: then the lane ends.
type Target interface {
	Source
	Writer
	Shelf
}

// Writer is how files come into a target.
type Writer interface {
	Create(name string, size int64) (medium.File, error)
	CreateSmall(name string) (medium.File, error)
	Continue(name string) (medium.File, error)
	Append(name string) (medium.Log, error)
	Load(name string) ([]byte, error)
	Settle() error
}

// Shelf is how things are put in order in a target.
type Shelf interface {
	MakeFolder(name string) error
	Move(from, to string) error
	Keep(name string, e medium.Entry) error
	Remove(name string) error
	Free() (bytes int64, system uint64, err error)
}

// Order is what is asked for.
type Order struct {
	Card    string // name of the folder that the copy becomes in each target; see Name
	Source  Source
	Targets []Target
	Formats []digest.Format // at least one; the first is what a person compares
	Verify  Verify
	Started time.Time      // of the operation, UTC
	Report  func(Progress) // may be nil; called about twice a second, and at the end
}

// Progress is how far an offload is. Bytes count up to Total for each of the four.
type Progress struct {
	Files, FilesDone int
	Total            int64 // bytes of the card that are to be copied
	Read             int64
	Lanes            []LaneProgress
	Elapsed          time.Duration
}

// LaneProgress is how far one copy is.
type LaneProgress struct {
	Written, Proven int64
	Files           int  // that are done
	Late            bool // goes on alone, behind the others
	Ended           bool // its medium is full or gone
}

// Result is how an offload ended.
type Result struct {
	Files        int // on the card, not counting links and specials
	Bytes        int64
	Elapsed      time.Duration
	Copies       []Copy
	Items        []Item
	Folders      []medium.Entry
	Problems     []Problem
	SafeToFormat bool // every file of the card is proven in every copy, and the card is still what was read
}

// Copy is how one copy ended.
type Copy struct {
	Done     int  // files that are proven and have their names
	Verified bool // all of them
	Written  int64
	Ended    bool // its medium was full or gone
	Cached   bool // reading back may not have reached the medium
}

// Item is one file of the card.
type Item struct {
	medium.Entry
	Sums []digest.Sum
	Done []bool // for each copy: proven and in its place
}

// Run carries out an order. What goes wrong with single files or copies is in the result; an error is
// returned where nothing could be begun (invalid, conflict, not found), where the card is gone
// (unavailable), or where ctx ended (cancelled). Then the journals stay for a later run; with an error the
// result tells how far it came.
func Run(ctx context.Context, order Order) (Result, error) {
	r, err := prepare(ctx, order)
	if err != nil {
		return Result{}, err
	}
	defer r.close()
	result, err := r.run(ctx)
	result.Items = r.list()
	return result, err
}
