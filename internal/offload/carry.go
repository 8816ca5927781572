package offload

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync/atomic"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/medium"
)

// carrier reads files of the card, one after another, and hands their pieces to the lanes.
type carrier struct {
	run    *run
	pool   *medium.Pool
	stream medium.Stream
	pass   *digest.Pass
	block  summing
	parts  []part // what each lane does with the block that is read
}

func (r *run) newCarrier(pool *medium.Pool) *carrier {
	take := func(ctx context.Context) ([]byte, error) { return r.takeBuffer(ctx, pool) }
	return &carrier{
		run: r, pool: pool, stream: medium.Stream{Pool: pool, Ahead: readAhead, Take: take},
		pass: digest.NewPass(r.order.Formats...), parts: make([]part, len(r.lanes)),
	}
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
	for p := range c.stream.Pieces(ctx, file, it.Size) {
		if p.Err != nil {
			return c.run.cardFailed(it, p.Err, p.Off)
		}
		c.run.read.Add(int64(len(p.Data)))
		if !c.hand(it, p) {
			return nil
		}
	}
	return ctx.Err()
}

// padded is a piece with zeros up to a multiple of medium.Align; its buffer goes on that far.
func padded(data []byte) []byte {
	all := data[:medium.Up(int64(len(data)))]
	clear(all[len(data):])
	return all
}

// hand hashes a piece and hands it to the lanes. It returns false when nobody waits for the file any more.
func (c *carrier) hand(it *item, p medium.Piece) bool {
	block := int(p.Off / blockSize)
	from, to := it.span(block)
	end := p.Off + int64(len(p.Data))
	if p.Off == from {
		c.block.reset()
		for i, l := range c.run.lanes {
			c.parts[i] = l.partIn(it, block)
		}
	}
	_, _ = c.pass.Write(p.Data) // a hash takes everything
	c.block.add(p.Data)
	if end == to && !c.closeBlock(it, end == it.Size) {
		c.pool.Give(p.Data)
		return false
	}
	c.share(it, p)
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
	it.addBlock(c.block.sum())
	if last {
		it.read(string(c.pass.AppendTo(nil)))
	}
	return true
}

// asBefore tells whether the card gave what it gave when an earlier run proved a copy.
func (r *run) asBefore(it *item) bool {
	it.mu.Lock()
	other := it.other
	it.mu.Unlock()
	if other {
		r.problem(Problem{Path: it.Name, Copy: -1, Code: Differs, Message: "the card gives other bytes now than when it was copied before; the copy of then was left as it is"})
	}
	return !other
}

// share gives a piece to all lanes that write it; the last one gives the buffer back.
func (c *carrier) share(it *item, p medium.Piece) {
	padded(p.Data)
	takers := int32(1)
	for _, part := range c.parts {
		if part == writes {
			takers++
		}
	}
	var open atomic.Int32
	open.Store(takers)
	left := func() {
		if open.Add(-1) == 0 {
			c.pool.Give(p.Data)
		}
	}
	for i, l := range c.run.lanes {
		if c.parts[i] == writes {
			l.put(piece{item: it, off: p.Off, data: p.Data, left: left})
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
	case errors.Is(err, medium.ErrShort):
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
