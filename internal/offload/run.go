package offload

import (
	"context"
	"errors"
	"fmt"
	"path"
	"sync"
	"sync/atomic"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/medium"
)

// How many buffers and hands there are. Together the buffers hold 56 + 10 + 12 MiB.
const (
	pieceBuffers   = 28
	smallBuffers   = 40
	provingBuffers = 6
	readAhead      = 3
	smallCarriers  = 6
	handsPerLane   = 4
	proversPerLane = 3
)

// gathering is how long a keeper waits for more files before the target settles.
const gathering = 15 * time.Millisecond

// errCardGone says that the card was pulled.
var errCardGone = errors.New("the card is gone")

// run is one offload under way.
type run struct {
	order Order
	card  inventory
	items []*item
	lanes []*lane

	pieces, small, proving *medium.Pool

	read  atomic.Int64 // bytes of the card
	total int64        // bytes that are to be read
	begun time.Time

	mu       sync.Mutex
	problems []Problem
	reads    *sync.Cond // a file was read, or the run is over
	over     bool
	laggard  laggard
	late     chan *lane // that are left behind
}

func (r *run) problem(p Problem) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.problems = append(r.problems, p)
}

// run reads the card and waits for the lanes.
func (r *run) run(ctx context.Context) (Result, error) {
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	release := context.AfterFunc(inner, r.stop)
	defer release()

	var lanes sync.WaitGroup
	for _, l := range r.lanes {
		l.start(inner, &lanes)
	}
	lanes.Go(func() { r.guide(inner) })
	reported := r.reporting(inner)
	err := r.carryAll(inner)
	close(r.late)
	if err != nil {
		stop(err)
	}
	for _, l := range r.lanes {
		l.feedUnlessLate()
	}
	rereading := r.reread(inner)
	lanes.Wait()
	rereading.Wait()
	for _, l := range r.lanes {
		l.letGo()
		l.prove, l.settle, l.place = nil, nil, nil // nobody takes from them any more
	}
	result := r.result(ctx, err)
	r.closePools()
	stop(nil)
	<-reported
	return result, r.ending(ctx, err)
}

// closePools gives the buffers back.
func (r *run) closePools() {
	r.pieces.Close()
	r.small.Close()
	r.proving.Close()
}

// ending says why a run ended early.
func (r *run) ending(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, errCardGone):
		return fault.New(fault.Unavailable, "the card was taken out, or does not answer any more").
			WithRemedy("Put it in again and run the same command: what is copied is not copied again.")
	case ctx.Err() != nil:
		return fault.New(fault.Cancelled, "the offload was stopped").WithRemedy("Run the same command to go on.")
	}
	return err
}

// stop wakes everybody who waits: the run is over.
func (r *run) stop() {
	r.mu.Lock()
	r.over = true
	r.reads.Broadcast()
	r.mu.Unlock()
	for _, l := range r.lanes {
		l.stop()
	}
}

// carryAll reads all files that some lane needs, small ones beside large ones.
func (r *run) carryAll(ctx context.Context) error {
	large, small := make(chan *item), make(chan *item)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var carriers sync.WaitGroup
	carry := func(from <-chan *item, pool *medium.Pool) {
		c := r.newCarrier(pool)
		for it := range from {
			if err := c.carry(ctx, it); err != nil {
				cancel(err)
			}
		}
	}
	carriers.Go(func() { carry(large, r.pieces) })
	for range smallCarriers {
		carriers.Go(func() { carry(small, r.small) })
	}
	carriers.Go(func() { r.offer(ctx, large, func(it *item) bool { return it.Size > smallSize }) })
	r.offer(ctx, small, func(it *item) bool { return it.Size <= smallSize })
	carriers.Wait()
	return context.Cause(ctx)
}

// offer sends the files of one sort that somebody needs.
func (r *run) offer(ctx context.Context, to chan<- *item, sort func(*item) bool) {
	defer close(to)
	for _, it := range r.items {
		if !sort(it) || !r.needed(it) {
			continue
		}
		select {
		case to <- it:
		case <-ctx.Done():
			return
		}
	}
}

// needed tells whether some lane waits for a file.
func (r *run) needed(it *item) bool {
	for _, l := range r.lanes {
		if l.needs(it) {
			return true
		}
	}
	return false
}

// wasRead wakes those who wait for a file to be read.
func (r *run) wasRead() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reads.Broadcast()
}

// awaitRead waits until a file was read, or is lost. It returns false when the run is over.
func (r *run) awaitRead(ctx context.Context, it *item) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for !it.wasRead() && ctx.Err() == nil && !r.over {
		r.reads.Wait()
	}
	return ctx.Err() == nil && !r.over
}

// cardGone tells whether the card does not answer any more.
func (r *run) cardGone() bool {
	_, err := r.order.Source.List(".")
	return err != nil
}

// reread reads the card a second time where that is asked for, beside the provers.
func (r *run) reread(ctx context.Context) *sync.WaitGroup {
	var readers sync.WaitGroup
	if r.order.Verify == VerifyBoth {
		readers.Go(func() {
			for _, it := range r.items {
				if ctx.Err() != nil {
					return
				}
				r.rereadItem(ctx, it)
			}
		})
	}
	return &readers
}

// rereadItem compares a file of the card with what it gave the first time.
func (r *run) rereadItem(ctx context.Context, it *item) {
	if it.blocks() < it.count() {
		return // it was not read in this run, or is lost
	}
	f, err := r.order.Source.Read(it.Name)
	if err != nil {
		r.lose(it, Unreadable, fmt.Sprintf("the card does not give it a second time: %v", bare(err)))
		return
	}
	defer func() { _ = f.Close() }() // it was only read
	for block := range it.count() {
		sum, err := r.sumBlock(ctx, f, it, block, r.proving, nil)
		if ctx.Err() != nil {
			return
		}
		if from, to := it.span(block); err != nil || sum != it.block(block) {
			r.problem(Problem{Path: it.Name, Copy: -1, Code: Differs, Message: fmt.Sprintf("bytes %d to %d of the card were read twice and were not the same", from, to)})
			return
		}
	}
}

// folder is where a folder of the card lies in a target.
func (l *lane) folder(name string) string { return path.Join(l.run.order.Card, name) }

// start sets the people of a lane to work.
func (l *lane) start(ctx context.Context, all *sync.WaitGroup) {
	all.Go(l.keep)
	for range handsPerLane {
		all.Go(l.write)
	}
	if l.run.order.Verify != VerifyNone {
		for range proversPerLane {
			all.Go(func() { l.prover(ctx) })
		}
	}
}

// feedUnlessLate tells a lane that no more pieces come; one that was left behind finds out itself.
func (l *lane) feedUnlessLate() {
	l.mu.Lock()
	late := l.late
	l.mu.Unlock()
	if !late {
		l.feed()
	}
}

// stop ends the lane because the run is over.
func (l *lane) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = true
	l.drop()
	l.wakeAll()
}

// letGo closes the partial files of a lane that ended early, so that its drive can be taken out. Nobody writes any more.
func (l *lane) letGo() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.legs {
		if w := l.legs[i].way; w != nil && w.open != nil && w.open.file != nil {
			_ = w.open.file.Close() // what it holds is in the journal, or will be done again
			w.open = nil
		}
	}
}

// abandon ends a file that the card does not give.
func (l *lane) abandon(it *item) {
	l.mu.Lock()
	defer l.mu.Unlock()
	leg := l.leg(it)
	if leg.atEnd() || l.ended {
		return
	}
	l.close(leg)
	leg.state = failed
	l.open--
	l.wakeAll()
}
