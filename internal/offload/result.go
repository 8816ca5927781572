package offload

import (
	"context"
	"fmt"
	"time"
)

// result is how the run ended, after a last look at the card.
func (r *run) result(ctx context.Context, err error) Result {
	if ctx.Err() == nil && err == nil {
		r.lookAgain(ctx)
		for _, l := range r.lanes {
			if !l.ended {
				l.date()
			}
		}
	}
	result := Result{Files: len(r.items), Bytes: r.card.bytes, Folders: r.card.folders, Elapsed: time.Since(r.begun)}
	result.Items = make([]Item, 0, len(r.items))
	all := make([]bool, len(r.items)*len(r.lanes))
	for _, it := range r.items {
		one := Item{Entry: it.Entry, Sums: it.known(), Done: all[:len(r.lanes):len(r.lanes)]}
		all = all[len(r.lanes):]
		for i := range r.lanes {
			one.Done[i] = it.legs[i].state == done
		}
		result.Items = append(result.Items, one)
	}
	result.SafeToFormat = ctx.Err() == nil && err == nil
	for _, l := range r.lanes {
		c := Copy{Done: l.done, Verified: l.done == len(r.items) && r.order.Verify != VerifyNone, Written: l.written, Ended: l.ending != ""}
		if cached, ok := l.target.(interface{ Cached() bool }); ok {
			c.Cached = cached.Cached()
		}
		result.SafeToFormat = result.SafeToFormat && c.Verified
		result.Copies = append(result.Copies, c)
	}
	result.Problems = sorted(r.problems)
	for _, p := range result.Problems {
		result.SafeToFormat = result.SafeToFormat && p.harmless()
	}
	return result
}

// lookAgain lists the card once more: "safe to format" is said of the card as it is now.
func (r *run) lookAgain(ctx context.Context) {
	now, err := take(ctx, r.order.Source)
	if err != nil {
		r.problem(Problem{Copy: -1, Code: Gone, Message: fmt.Sprintf("the card could not be looked at again: %v", bare(err))})
		return
	}
	was := make(map[string]*item, len(r.items))
	for _, it := range r.items {
		was[it.Name] = it
	}
	for _, e := range now.files {
		it := was[e.Name]
		delete(was, e.Name)
		switch {
		case it == nil:
			r.problem(Problem{Path: e.Name, Copy: -1, Code: Appeared, Message: "it came onto the card while it was copied; run the same command again"})
		case !same(e, it.Entry) && !it.failed:
			r.problem(Problem{Path: e.Name, Copy: -1, Code: Changed, Message: "it became another after it was copied"})
		}
	}
	for name, it := range was {
		if !it.failed {
			r.problem(Problem{Path: name, Copy: -1, Code: Missing, Message: "it is not on the card any more; the copies have it"})
		}
	}
}

// reporting tells about twice a second how far the run is, and once more when ctx ends; then the channel is closed.
func (r *run) reporting(ctx context.Context) <-chan struct{} {
	over := make(chan struct{})
	go func() {
		defer close(over)
		if r.order.Report == nil {
			return
		}
		tick := time.NewTicker(500 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				r.order.Report(r.progress())
			case <-ctx.Done():
				r.order.Report(r.progress())
				return
			}
		}
	}()
	return over
}

// progress is how far the run is.
func (r *run) progress() Progress {
	p := Progress{Files: len(r.items), FilesDone: len(r.items), Total: r.card.bytes, Read: r.card.bytes - r.total + r.read.Load(), Elapsed: time.Since(r.begun)}
	for _, l := range r.lanes {
		l.mu.Lock()
		p.Lanes = append(p.Lanes, LaneProgress{Written: l.written, Proven: l.proven, Files: l.done, Late: l.late, Ended: l.ended})
		if l.ending == "" {
			p.FilesDone = min(p.FilesDone, l.done)
		}
		l.mu.Unlock()
	}
	return p
}

// close ends the use of the journals.
func (r *run) close() {
	for _, l := range r.lanes {
		_ = l.journal.log.Close() // flushed by the keeper; what is missing will be done again
	}
}
