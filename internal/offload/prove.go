package offload

import (
	"context"
	"fmt"

	"github.com/btsdirector/bts/internal/medium"
)

// lag is how far reading back stays behind writing while a lane writes, in bytes: a drive answers from its
// own memory what it has just been given.
const lag = 512 << 20

// prover reads settled blocks back from the medium and compares them with what the card gave.
func (l *lane) prover(ctx context.Context) {
	for {
		r, ok := l.nextProof()
		if !ok {
			return
		}
		l.proof(ctx, r)
	}
}

func (l *lane) nextProof() (ref, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		if l.ended || (l.open == 0 && l.fed) {
			return ref{}, false
		}
		if len(l.prove) > 0 && (l.idle() || l.written-l.prove[0].at >= lag) {
			r := l.prove[0]
			l.prove = l.prove[1:]
			l.mayProve() // the next one, by another
			return r, true
		}
		l.toProve.Wait()
	}
}

// proof reads one block back. What differs is copied once more from the card; what differs then, or what
// had its name before, is a problem: nothing that is there is written over.
func (l *lane) proof(ctx context.Context, r ref) {
	l.mu.Lock()
	leg := *l.leg(r.item)
	again := leg.differed(r.block)
	l.mu.Unlock()
	if leg.atEnd() {
		return
	}
	name := l.name(r.item)
	if !leg.placed {
		name = partialName(l.work, leg.number)
	}
	got, err := l.readBack(ctx, name, r)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		if _, ends := ending(err); ends || !l.there() || !l.answers(err) {
			l.failed(r.item, err)
		} else {
			l.fail(r.item, Unreadable, fmt.Sprintf("it cannot be read back: %v", bare(err)))
		}
		return
	}
	if got == r.item.block(r.block) {
		if again {
			from, to := r.item.span(r.block)
			l.run.problem(Problem{
				Path: r.item.Name, Copy: l.index, Code: Differs, Mended: true,
				Message: fmt.Sprintf("bytes %d to %d were read back and were not what the card gave; copied again they are. Have this drive looked at.", from, to),
			})
		}
		l.mu.Lock()
		l.blockProven(r)
		l.mu.Unlock()
		return
	}
	l.differs(ctx, r, leg.placed, again)
}

// differs deals with a block that is not what the card gave.
func (l *lane) differs(ctx context.Context, r ref, placed, again bool) {
	from, to := r.item.span(r.block)
	switch {
	case placed:
		l.fail(r.item, Differs, "a file of this name is there already and holds something else; it was left as it is")
		return
	case again:
		l.fail(r.item, Differs, fmt.Sprintf("bytes %d to %d were read back twice and were not what the card gave", from, to))
		return
	}
	l.mu.Lock()
	if now := l.leg(r.item); now.way == nil {
		now.way = &way{again: []int{r.block}}
	} else {
		now.way.again = append(now.way.again, r.block)
	}
	l.mu.Unlock()
	l.refill(ctx, r)
}

// readBack computes the sum of a block as it lies in the target.
func (l *lane) readBack(ctx context.Context, name string, r ref) (blockSum, error) {
	f, err := l.target.Read(name)
	if err != nil {
		return blockSum{}, err
	}
	sum, err := l.run.sumBlock(ctx, f, r.item, r.block, l.run.proving, nil)
	if closing := f.Close(); err == nil {
		err = closing
	}
	return sum, err
}

// sumBlock reads a block of a file and computes its sum; each takes every piece that was read. A file that
// ends early has the sum of what there is.
func (r *run) sumBlock(ctx context.Context, f medium.File, it *item, block int, pool *medium.Pool, each func(data []byte, off int64) error) (blockSum, error) {
	if it.Size <= smallSize {
		pool = r.small
	}
	buffer, err := pool.Take(ctx)
	if err != nil {
		return blockSum{}, err
	}
	defer pool.Give(buffer)
	hash := summing{pieces: make([]byte, 0, 16*it.pieces(block))}
	from, to := it.span(block)
	for off := from; off < to; {
		if err := ctx.Err(); err != nil {
			return blockSum{}, err
		}
		data, err := medium.ReadPiece(f, buffer, off, to)
		if err != nil {
			return blockSum{}, err
		}
		if len(data) == 0 {
			break
		}
		hash.add(data)
		if each != nil {
			if err := each(data, off); err != nil {
				return blockSum{}, err
			}
		}
		off += int64(len(data))
	}
	return hash.sum(), nil
}
