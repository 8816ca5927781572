package offload

import (
	"context"
	"errors"
	"fmt"

	"github.com/btsdirector/bts/internal/medium"
)

// follow is the way of a lane that was left behind: it copies, file by file, what the others have read, reading
// the card for itself. What it reads must be what was read the first time.
func (l *lane) follow(ctx context.Context) {
	defer l.feed()
	for _, it := range l.run.items {
		if !l.run.awaitRead(ctx, it) {
			return
		}
		if l.needs(it) && !l.fill(ctx, it) {
			return
		}
	}
}

// fill copies the blocks of a file that the lane has not written. It returns false when the lane or the run is over.
func (l *lane) fill(ctx context.Context, it *item) bool {
	for block := range it.count() {
		l.mu.Lock()
		leg := l.leg(it)
		ended, over, has := l.ended, leg.atEnd(), leg.has(block)
		var open *partial
		if !ended && !over && !has {
			open = l.begin(it, block)
		}
		l.mu.Unlock()
		if ended || over {
			return !ended
		}
		if has {
			continue
		}
		err := ofTheTarget(l.openPartial(open, it))
		if err == nil {
			err = l.fillBlock(ctx, open.file, it, block)
		}
		if ctx.Err() != nil {
			return false
		}
		if err == nil {
			err = l.filled(it, block)
		}
		if err != nil {
			l.fillFailed(it, err)
			return true
		}
	}
	return true
}

// filled takes note of a block that was filled.
func (l *lane) filled(it *item, block int) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended || l.leg(it).atEnd() {
		return nil
	}
	from, to := it.span(block)
	l.written += to - from
	err := ofTheTarget(l.blockWritten(it, block))
	l.mayProve()
	return err
}

// refill writes a block once more that was read back otherwise than the card gave it, and lets it settle.
func (l *lane) refill(ctx context.Context, r ref) {
	l.mu.Lock()
	number := l.leg(r.item).number
	l.mu.Unlock()
	err := l.rewrite(r.item, number, func(file medium.File) error { return l.fillBlock(ctx, file, r.item, r.block) })
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		l.fillFailed(r.item, err)
		return
	}
	l.mu.Lock()
	l.settle = append(l.settle, ref{r.item, r.block, l.written})
	l.toKeep.Signal()
	l.mu.Unlock()
}

// rewrite opens a partial file that is written whole, lets do change it, and gives it its size, times and permissions again.
func (l *lane) rewrite(it *item, number int32, do func(medium.File) error) error {
	name := partialName(l.work, number)
	if err := l.target.Keep(name, medium.Entry{Mode: 0o644, Modified: it.Modified}); err != nil {
		return ofTheTarget(err) // it might be for reading only
	}
	file, err := l.target.Continue(name)
	if err != nil {
		return ofTheTarget(err)
	}
	err = do(file)
	if err == nil {
		err = ofTheTarget(errors.Join(file.Truncate(it.Size), file.Keep(it.Entry)))
	}
	if closing := file.Close(); err == nil {
		err = ofTheTarget(closing)
	}
	return err
}

// fillBlock copies one block from the card into a file, and compares it with what the card gave before.
func (l *lane) fillBlock(ctx context.Context, into medium.File, it *item, block int) error {
	card, err := l.run.order.Source.Read(it.Name)
	if err != nil {
		return err
	}
	defer func() { _ = card.Close() }() // it was only read
	sum, err := l.run.sumBlock(ctx, card, it, block, l.run.proving, func(data []byte, off int64) error {
		_, err := into.WriteAt(padded(data), off)
		return ofTheTarget(err)
	})
	if err == nil && sum != it.block(block) {
		from, to := it.span(block)
		return fmt.Errorf("bytes %d to %d were not the same", from, to)
	}
	return err
}

// targetError is an error of the target where one of the card might have been.
type targetError struct{ error }

func (e targetError) Unwrap() error { return e.error }

func ofTheTarget(err error) error {
	if err == nil {
		return nil
	}
	return targetError{err}
}

// fillFailed takes note that a file could not be filled, by whose fault it is.
func (l *lane) fillFailed(it *item, err error) {
	if target := (targetError{}); errors.As(err, &target) {
		l.failed(it, err)
		return
	}
	l.fail(it, Unreadable, fmt.Sprintf("the card did not give it a second time: %v", bare(err)))
}
