package offload

import (
	"context"
	"fmt"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/medium"
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

// spelled are the sums of a file as they are written, nil where it has none.
func (r *run) spelled(it *item) []digest.Sum {
	if packed := it.known(); packed != "" {
		return digest.Spelled(r.order.Formats, packed)
	}
	return nil
}

// list are the files with what came of them.
func (r *run) list() []Item {
	items := make([]Item, 0, len(r.items))
	for _, it := range r.items {
		one := Item{Entry: it.Entry, Sums: r.spelled(it), Done: make([]bool, len(r.lanes))}
		for i, l := range r.lanes {
			one.Done[i] = l.leg(it).state == done
		}
		items = append(items, one)
	}
	return items
}

// lookAgain lists the card once more: "safe to format" is said of the card as it is now. A card that is what it was
// is listed in the same order, so nothing need be kept of the second list.
func (r *run) lookAgain(ctx context.Context) {
	next := 0
	var fresh []medium.Entry
	gone := map[string]*item{}
	var where map[string]int // only when something is not in its place
	look := func(it *item, e medium.Entry) {
		if !same(e, it.Entry) && !it.failed {
			r.problem(Problem{Path: e.Name, Copy: -1, Code: Changed, Message: "it became another after it was copied"})
		}
	}
	_, err := take(ctx, r.order.Source, func(e medium.Entry) {
		at := next
		if at == len(r.items) || r.items[at].Name != e.Name {
			if where == nil {
				where = r.places()
			}
			var known bool
			if at, known = where[e.Name]; !known || at < next {
				fresh = append(fresh, e)
				return
			}
		}
		for ; next < at; next++ {
			gone[r.items[next].Name] = r.items[next]
		}
		look(r.items[at], e)
		next = at + 1
	})
	if err != nil {
		r.problem(Problem{Copy: -1, Code: Gone, Message: fmt.Sprintf("the card could not be looked at again: %v", bare(err))})
		return
	}
	for ; next < len(r.items); next++ {
		gone[r.items[next].Name] = r.items[next]
	}
	for _, e := range fresh { // new, or in another place of the list
		if it := gone[e.Name]; it != nil {
			look(it, e)
			delete(gone, e.Name)
			continue
		}
		r.problem(Problem{Path: e.Name, Copy: -1, Code: Appeared, Message: "it came onto the card while it was copied; run the same command again"})
	}
	for name, it := range gone {
		if !it.failed {
			r.problem(Problem{Path: name, Copy: -1, Code: Missing, Message: "it is not on the card any more; the copies have it"})
		}
	}
}

// places are the indexes of the files by their names.
func (r *run) places() map[string]int {
	where := make(map[string]int, len(r.items))
	for i, it := range r.items {
		where[it.Name] = i
	}
	return where
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
