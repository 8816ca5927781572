package offload

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"sync"

	"github.com/btsdirector/bts/internal/medium"
)

// piece is a part of a file in a buffer that all lanes share.
type piece struct {
	item *item
	off  int64
	data []byte // as long as what was read; the buffer goes on, with zeros, up to a multiple of medium.Align
	left func() // called by each lane that needs it no more
}

// ref is a block of a file, and how much the lane had written when it was.
type ref struct {
	item  *item
	block int
	at    int64
}

// lane is the way of one copy: pieces are written by its hands, settled by its keeper, read back by its
// provers, and placed by the keeper.
type lane struct {
	run     *run
	index   int
	target  Target
	journal journal
	work    string // its work folder in the target

	mu      sync.Mutex
	legs    []leg      // of every file of the card
	toWrite *sync.Cond // pieces, or the end, for the hands
	toKeep  *sync.Cond // settle and place, or the end, for the keeper; also when a hand is idle
	toProve *sync.Cond // prove and what it waits for, or the end, for the provers
	pieces  []piece    // to be written
	hands   int        // that are writing
	settle  []ref      // written, to be settled
	prove   []ref      // settled, to be read back
	place   []*item    // proven, to get their names
	open    int        // files that are not at an end
	fed     bool       // no more pieces will come
	late    bool       // left behind: takes no pieces, see fill.go
	ended   bool       // its medium is full or gone, or the run is over
	ending  string     // the code of the problem that ended it
	number  int32      // of the next partial file
	written int64      // bytes
	proven  int64      // bytes
	done    int        // files
}

// leg is the way of a file in this lane; hold mu.
func (l *lane) leg(it *item) *leg { return &l.legs[it.index] }

// name is where a file of the card lies in the target.
func (l *lane) name(it *item) string { return path.Join(l.run.order.Card, it.Name) }

// part is what a lane does with a block that is read.
type part uint8

const (
	nothing part = iota
	writes       // takes its pieces
	holds        // has it from an earlier run, or in its place: it is read back and compared
)

// partIn tells what the lane will do with a block.
func (l *lane) partIn(it *item, block int) part {
	l.mu.Lock()
	defer l.mu.Unlock()
	leg := l.leg(it)
	switch {
	case l.ended || leg.atEnd():
		return nothing
	case leg.has(block):
		return holds
	case l.late:
		return nothing
	}
	return writes
}

// needs tells whether the lane still waits for a file: also when it will read it for itself.
func (l *lane) needs(it *item) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return !l.ended && !l.leg(it).atEnd()
}

// put hands a piece over for writing. The lane calls piece.left when it needs the piece no more.
func (l *lane) put(p piece) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended || l.late || l.leg(p.item).atEnd() {
		p.left()
		return
	}
	l.begin(p.item, int(p.off/blockSize))
	l.pieces = append(l.pieces, p)
	l.toWrite.Signal()
}

// begin makes ready for the pieces of a block; hold mu.
func (l *lane) begin(it *item, block int) *partial {
	leg := l.leg(it)
	if leg.way == nil {
		leg.way = &way{}
	}
	if leg.way.open == nil {
		leg.way.open = &partial{pieces: slices.Repeat([]int{untouched}, it.count())}
		leg.state = writing
	}
	if leg.way.have == nil && it.count() > 1 {
		leg.way.have = make([]bool, it.count())
	}
	if open := leg.way.open; open.pieces[block] == untouched {
		open.pieces[block] = it.pieces(block)
	}
	return leg.way.open
}

// hold tells a block that is there already to the provers: it is as the card gave it, or not.
func (l *lane) hold(it *item, block int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.ended || l.leg(it).atEnd():
	case l.run.order.Verify == VerifyNone:
		l.blockProven(ref{it, block, 0})
	default:
		l.prove = append(l.prove, ref{it, block, l.written})
		l.toProve.Signal()
	}
}

// write is one hand of the lane: it writes pieces until there will be no more.
func (l *lane) write() {
	for {
		p, ok := l.nextPiece()
		if !ok {
			return
		}
		l.wrote(p, l.writePiece(p))
	}
}

func (l *lane) nextPiece() (piece, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.pieces) == 0 {
		if l.fed || l.ended {
			return piece{}, false
		}
		l.toWrite.Wait()
	}
	p := l.pieces[0]
	l.pieces = l.pieces[1:]
	l.hands++
	return p, true
}

// writePiece writes one piece into the partial file, which the first piece makes.
func (l *lane) writePiece(p piece) error {
	l.mu.Lock()
	leg := l.leg(p.item)
	over := leg.atEnd() || l.ended
	var open *partial
	if !over {
		open = leg.way.open
	}
	l.mu.Unlock()
	if over {
		return nil
	}
	if err := l.openPartial(open, p.item); err != nil {
		return err
	}
	if len(p.data) == 0 {
		return nil
	}
	data := p.data
	if p.item.Size > smallSize {
		data = data[:medium.Up(int64(len(data)))] // see share
	}
	_, err := open.file.WriteAt(data, p.off)
	return err
}

// errEnded says that a file needs nothing more.
var errEnded = errors.New("the file came to its end")

// openPartial makes the partial file, or goes on with that of an earlier run.
func (l *lane) openPartial(open *partial, it *item) error {
	open.once.Do(func() {
		l.mu.Lock()
		leg := l.leg(it)
		goOn := leg.number >= 0
		if !goOn {
			leg.number = l.number
			l.number++
		}
		name := partialName(l.work, leg.number)
		if !goOn && it.Size > blockSize {
			number := leg.number
			l.journal.add(line{Partial: &number, Path: it.Name, Size: it.Size, Modified: it.Modified})
		}
		l.mu.Unlock()
		switch {
		case goOn:
			open.file, open.err = l.target.Continue(name)
		case it.Size <= smallSize:
			open.file, open.err = l.target.CreateSmall(name)
		default:
			open.file, open.err = l.target.Create(name, it.Size)
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		if leg.way == nil || leg.way.open != open { // the file came to its end meanwhile: nobody else closes this
			if open.err == nil {
				_ = open.file.Close() // it will not be used
			}
			open.err = cmp.Or(open.err, errEnded)
		}
	})
	return open.err
}

// wrote takes note of a piece that was written, or could not be.
func (l *lane) wrote(p piece, err error) {
	p.left()
	block := int(p.off / blockSize)
	l.mu.Lock()
	l.hands--
	leg := l.leg(p.item)
	over := leg.atEnd() || l.ended
	if err == nil && !over {
		l.written += int64(len(p.data))
		open := leg.way.open
		if open.pieces[block]--; open.pieces[block] == 0 {
			err = l.blockWritten(p.item, block)
		}
	}
	if l.late && l.hands == 0 {
		l.toKeep.Broadcast() // see rest
	}
	l.mayProve()
	l.mu.Unlock()
	if err != nil && !over {
		l.failed(p.item, err)
	}
}

// blockWritten takes note of a block that is written whole; hold mu.
func (l *lane) blockWritten(it *item, block int) (err error) {
	leg := l.leg(it)
	leg.missing--
	if it.count() > 1 {
		leg.way.have[block] = true
	}
	if leg.missing == 0 {
		err = l.closePartial(leg, it)
		leg.state = written
		if it.count() == 1 && len(leg.way.again) == 0 {
			leg.way = nil // many small files may wait for being read back
		}
	}
	l.settle = append(l.settle, ref{it, block, l.written})
	l.toKeep.Signal()
	return err
}

// mayProve wakes a prover when there is something to prove that had to wait for more to be written; hold mu.
func (l *lane) mayProve() {
	if len(l.prove) > 0 && (l.idle() || l.written-l.prove[0].at >= lag) {
		l.toProve.Signal()
	}
}

// idle tells whether nothing more will be written; hold mu.
func (l *lane) idle() bool { return l.fed && len(l.pieces) == 0 && l.hands == 0 }

// wakeAll wakes everybody of the lane; hold mu.
func (l *lane) wakeAll() {
	l.toWrite.Broadcast()
	l.toKeep.Broadcast()
	l.toProve.Broadcast()
}

// closePartial ends the writing of a file; hold mu.
func (l *lane) closePartial(leg *leg, it *item) (err error) {
	file := leg.way.open.file
	leg.way.open = nil
	if it.Size > smallSize {
		err = file.Truncate(it.Size)
	}
	if err == nil {
		err = file.Keep(it.Entry)
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}

// failed takes note that the target does not take a file, or that it ends the lane.
func (l *lane) failed(it *item, err error) {
	if code, ends := ending(err); ends {
		l.end(code, err)
		return
	}
	if !l.there() || !l.answers(err) {
		l.end(Gone, err)
		return
	}
	code, message := ofTarget(err)
	l.fail(it, code, message)
}

// fail ends a file in this lane alone.
func (l *lane) fail(it *item, code, message string) {
	l.mu.Lock()
	leg := l.leg(it)
	over := leg.atEnd() || l.ended
	if !over {
		l.close(leg)
		leg.state = failed
		l.open--
		l.wakeAll()
	}
	l.mu.Unlock()
	if !over {
		l.run.problem(Problem{Path: it.Name, Copy: l.index, Code: code, Message: message})
	}
}

// close closes the partial file of a leg, if it is open, and forgets its way; hold mu.
func (l *lane) close(leg *leg) {
	if leg.way != nil && leg.way.open != nil && leg.way.open.file != nil {
		_ = leg.way.open.file.Close() // it will not be used
	}
	leg.way = nil
}

// end ends the lane: its medium is full or gone. The others go on.
func (l *lane) end(code string, err error) {
	l.mu.Lock()
	over := l.ended
	if !over {
		l.ended, l.ending = true, code
	}
	l.drop()
	l.wakeAll()
	files := l.open
	l.mu.Unlock()
	if over {
		return
	}
	message := fmt.Sprintf("%d files did not come into this copy: %v", files, bare(err))
	if code == Gone {
		message = fmt.Sprintf("the drive was pulled, or answers no more: %d files did not come into this copy (%v)", files, bare(err))
	}
	l.run.problem(Problem{Copy: l.index, Code: code, Message: message})
}

// drop lets all pieces go that wait to be written; hold mu.
func (l *lane) drop() {
	for _, p := range l.pieces {
		p.left()
	}
	l.pieces = nil
}

// feed tells that no more pieces will come.
func (l *lane) feed() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fed = true
	l.wakeAll()
}
