package offload

import (
	"slices"
	"sync"

	"github.com/btsdirector/bts/internal/medium"
	"github.com/zeebo/xxh3"
)

// blockSum is what a block is known by: the XXH128 of the XXH128s of its pieces. Each piece is hashed where it
// lies, which takes half the work of one hash over all of them.
type blockSum [16]byte

// summing computes a blockSum.
type summing struct{ pieces []byte }

func (s *summing) reset() { s.pieces = s.pieces[:0] }

// add takes the next piece, which is pieceSize long unless it is the last.
func (s *summing) add(piece []byte) {
	if len(piece) == 0 {
		return // of an empty file
	}
	sum := xxh3.Hash128(piece).Bytes()
	s.pieces = append(s.pieces, sum[:]...)
}

func (s *summing) sum() blockSum { return xxh3.Hash128(s.pieces).Bytes() }

// item is one file of the card while it is copied. There may be many, so it is kept small: sums are bytes, and what
// few files have stands elsewhere.
type item struct {
	medium.Entry
	index int32 // among the files of the card

	mu     sync.Mutex
	have   int32       // blocks that were read
	first  blockSum    // of the first of them
	others *[]blockSum // of the others
	sums   string      // when the whole file was read, or was proven before: see digest.Spelled
	before bool        // sums are those with which an earlier run proved a copy that is done
	other  bool        // the card gave others than before
	failed bool        // the card does not give it, or not the same all along
}

// count is how many blocks a file has; an empty one has one.
func (it *item) count() int { return max(1, int((it.Size+blockSize-1)/blockSize)) }

// span is where a block lies.
func (it *item) span(block int) (from, to int64) {
	from = int64(block) * blockSize
	return from, min(from+blockSize, it.Size)
}

// pieces is in how many pieces a block is read.
func (it *item) pieces(block int) int {
	from, to := it.span(block)
	return max(1, int((to-from+pieceSize-1)/pieceSize))
}

// block gives the sum of a block that was read.
func (it *item) block(n int) blockSum {
	it.mu.Lock()
	defer it.mu.Unlock()
	if n == 0 {
		return it.first
	}
	return (*it.others)[n-1]
}

// addBlock keeps the sum of the next block; hold mu.
func (it *item) addBlock(sum blockSum) {
	switch {
	case it.have == 0:
		it.first = sum
	case it.others == nil:
		others := make([]blockSum, 0, it.count()-1)
		it.others = &others
		fallthrough
	default:
		*it.others = append(*it.others, sum)
	}
	it.have++
}

// blocks is how many blocks were read.
func (it *item) blocks() int {
	it.mu.Lock()
	defer it.mu.Unlock()
	return int(it.have)
}

// state is how far a file is in one copy.
type state uint8

const (
	waiting state = iota
	writing       // some blocks are not written
	written       // all are; some are not proven
	proven        // all are proven, the file has not got its name
	done
	failed
)

// leg is one file on its way into one copy. It belongs to its lane and is guarded by the lane's mutex.
// There is one for each of 200,000 files, so what is needed on the way only is kept apart.
type leg struct {
	state   state
	placed  bool  // it has its name already: it is read back and compared, never written
	resumed bool  // an earlier run began it
	number  int32 // of its partial file
	missing int32 // blocks that are not written
	left    int32 // blocks that are not proven
	way     *way
}

// way is what is known of a file while it is written and proven.
type way struct {
	open  *partial // while it is written
	again []int    // blocks that differed once
	have  []bool   // blocks that are written, of a file with several
}

// atEnd tells whether nothing more will happen to the file in this copy.
func (l *leg) atEnd() bool { return l.state == done || l.state == failed }

// differed tells whether a block was read back otherwise once.
func (l *leg) differed(block int) bool { return l.way != nil && slices.Contains(l.way.again, block) }

// has tells whether a block is written.
func (l *leg) has(block int) bool {
	return l.placed || l.state >= written || (l.way != nil && block < len(l.way.have) && l.way.have[block])
}

// partial is a file that is being written.
type partial struct {
	once   sync.Once
	file   medium.File
	err    error
	pieces []int // of every block: how many are not written; untouched before its first
}

const untouched = -1

// wasRead tells whether the card gave the whole file, or will not.
func (it *item) wasRead() bool {
	it.mu.Lock()
	defer it.mu.Unlock()
	return it.sums != "" && !it.before || it.failed
}

// read keeps the sums of the whole file; hold mu.
func (it *item) read(sums string) {
	it.other = it.before && it.sums != sums
	it.sums, it.before = sums, false
}

// expect keeps the sums that a copy was proven with in an earlier run. It returns false where another copy was
// proven with others: then neither is believed unread.
func (it *item) expect(sums string) bool {
	it.mu.Lock()
	defer it.mu.Unlock()
	if it.before && it.sums != sums {
		return false
	}
	it.sums, it.before = sums, true
	return true
}

// known are the sums of the file, "" where there are none: as the card gave it in this run, else as it did before.
func (it *item) known() string {
	it.mu.Lock()
	defer it.mu.Unlock()
	return it.sums
}
