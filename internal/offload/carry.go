package offload

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync/atomic"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/medium"
)

// tries is how often a piece is asked for that the card does not give.
const tries = 3

// carrier reads files of the card, one after another, and hands their pieces to the lanes.
type carrier struct {
	run   *run
	pool  *medium.Pool
	pass  *digest.Pass
	block summing
	parts []part // what each lane does with the block that is read
}

func (r *run) newCarrier(pool *medium.Pool) *carrier {
	return &carrier{run: r, pool: pool, pass: digest.NewPass(r.order.Formats...), parts: make([]part, len(r.lanes))}
}

// carry reads one file. It returns an error only when the run is over.
func (c *carrier) carry(ctx context.Context, it *item) error {
	defer c.run.wasRead()
	file, err := c.run.order.Source.Read(it.Name)
	if err != nil {
		return c.run.cardFailed(it, err, 0)
	}
	defer func() { _ = file.Close() }() // it was only read
	c.pass.Reset()
	reading, stop := context.WithCancel(ctx)
	defer stop()
	ahead := c.readAhead(reading, file, it)
	for got := range ahead {
		if got.err != nil {
			stop()
			giveBack(ahead, c.pool)
			return c.run.cardFailed(it, got.err, got.off)
		}
		if !c.hand(it, got) {
			stop()
			giveBack(ahead, c.pool)
			return nil
		}
	}
	return ctx.Err()
}

// got is one piece as it was read.
type got struct {
	data []byte
	off  int64
	err  error
}

// readAhead reads the pieces of a file in order, two ahead of those that are hashed.
func (c *carrier) readAhead(ctx context.Context, file medium.File, it *item) <-chan got {
	if it.Size <= int64(c.pool.Size()) { // one piece: nothing to be ahead of
		one := make(chan got, 1)
		one <- c.readOne(ctx, file, it, 0)
		close(one)
		return one
	}
	ahead := make(chan got, 2)
	go func() {
		defer close(ahead)
		for off := int64(0); off < it.Size; off += pieceSize {
			g := c.readOne(ctx, file, it, off)
			ahead <- g
			if g.err != nil || ctx.Err() != nil {
				return
			}
		}
	}()
	return ahead
}

func giveBack(ahead <-chan got, pool *medium.Pool) {
	for g := range ahead {
		if g.data != nil {
			pool.Give(g.data)
		}
	}
}

// readOne reads one piece into a buffer of its own.
func (c *carrier) readOne(ctx context.Context, file medium.File, it *item, off int64) got {
	buffer, err := c.run.takeBuffer(ctx, c.pool)
	if err != nil {
		return got{off: off, err: err}
	}
	data, err := readPiece(file, buffer, off, it.Size)
	if err == nil && int64(len(data)) < min(it.Size-off, int64(len(buffer))) {
		err = errShort
	}
	if err != nil {
		c.pool.Give(buffer)
		return got{off: off, err: err}
	}
	c.run.read.Add(int64(len(data)))
	return got{data: data, off: off}
}

// errShort says that a file ended before the size it had.
var errShort = errors.New("it became shorter")

// readPiece reads what there is from off, up to a full buffer or to size. It asks again where a card hesitates.
func readPiece(file medium.File, buffer []byte, off, size int64) (data []byte, err error) {
	want := min(int64(len(buffer)), size-off)
	for range tries {
		var n int
		n, err = file.ReadAt(buffer[:medium.Up(want)], off)
		if err == nil || errors.Is(err, io.EOF) {
			return buffer[:min(int64(n), want)], nil
		}
	}
	return nil, err
}

// padded is a piece with zeros up to a multiple of medium.Align; its buffer goes on that far.
func padded(data []byte) []byte {
	all := data[:medium.Up(int64(len(data)))]
	clear(all[len(data):])
	return all
}

// hand hashes a piece and hands it to the lanes. It returns false when nobody waits for the file any more.
func (c *carrier) hand(it *item, g got) bool {
	block := int(g.off / blockSize)
	from, to := it.span(block)
	end := g.off + int64(len(g.data))
	if g.off == from {
		c.block.reset()
		for i, l := range c.run.lanes {
			c.parts[i] = l.partIn(it, block)
		}
	}
	_, _ = c.pass.Write(g.data) // a hash takes everything
	c.block.add(g.data)
	if end == to && !c.closeBlock(it, end == it.Size) {
		c.pool.Give(g.data)
		return false
	}
	c.share(it, g)
	if end == to {
		for i, l := range c.run.lanes {
			if c.parts[i] == holds {
				l.hold(it, block)
			}
		}
	}
	if end == it.Size {
		return c.run.asBefore(it)
	}
	return end != to || c.run.needed(it)
}

// closeBlock keeps the sum of a block, and those of the file with its last one.
func (c *carrier) closeBlock(it *item, last bool) bool {
	if last && !c.run.unchanged(it) {
		return false
	}
	it.mu.Lock()
	defer it.mu.Unlock()
	it.blocks = append(it.blocks, c.block.sum())
	if last {
		it.sums = c.pass.Sums()
	}
	return true
}

// asBefore tells whether the card gave what it gave when an earlier run proved a copy.
func (r *run) asBefore(it *item) bool {
	for _, s := range it.before {
		if now, ok := digest.Find(it.sums, s.Format); ok && !now.Same(s) {
			r.problem(Problem{Path: it.Name, Copy: -1, Code: Differs, Message: "the card gives other bytes now than when it was copied before; the copy of then was left as it is"})
			return false
		}
	}
	return true
}

// share gives a piece to all lanes that write it; the last one gives the buffer back.
func (c *carrier) share(it *item, g got) {
	padded(g.data)
	takers := int32(1)
	for _, p := range c.parts {
		if p == writes {
			takers++
		}
	}
	var open atomic.Int32
	open.Store(takers)
	left := func() {
		if open.Add(-1) == 0 {
			c.pool.Give(g.data)
		}
	}
	for i, l := range c.run.lanes {
		if c.parts[i] == writes {
			l.put(piece{item: it, off: g.off, data: g.data, left: left})
		}
	}
	left()
}

// unchanged tells whether the card still has the file that was listed; if not, no copy of it is kept.
func (r *run) unchanged(it *item) bool {
	now, err := r.order.Source.Stat(it.Name)
	switch {
	case err != nil:
		_ = r.cardFailed(it, err, it.Size) // the run finds out itself whether it is over
		return false
	case !same(now, it.Entry):
		r.lose(it, Changed, fmt.Sprintf("it became another while it was copied: %d bytes of %s, now %d of %s",
			it.Size, it.Modified.UTC().Format("15:04:05"), now.Size, now.Modified.UTC().Format("15:04:05")))
		return false
	}
	return true
}

// cardFailed takes note that the card does not give a file; it returns an error when the card is gone, or
// ctx has ended, and the run is over.
func (r *run) cardFailed(it *item, err error, off int64) error {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case r.cardGone():
		return errCardGone
	case errors.Is(err, errShort):
		r.lose(it, Changed, "it became shorter while it was copied")
	case errors.Is(err, fs.ErrNotExist):
		r.lose(it, Missing, "it is not on the card any more")
	default:
		r.lose(it, Unreadable, fmt.Sprintf("the card does not give what lies at byte %d: %v", off, bare(err)))
	}
	return nil
}

// lose ends a file in all lanes: the card does not give it.
func (r *run) lose(it *item, code, message string) {
	it.mu.Lock()
	it.failed = true
	it.mu.Unlock()
	for _, l := range r.lanes {
		l.abandon(it)
	}
	r.problem(Problem{Path: it.Name, Copy: -1, Code: code, Message: message})
}
