package offload

import (
	"context"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/medium"
)

// patience is for how long, in sum, the others may wait for one lane before it is left behind.
const patience = 2 * time.Second

// laggard is what the reader knows of a lane that it waits for.
type laggard struct {
	lane   *lane
	waited time.Duration
	last   time.Time // when a buffer was taken last
}

// takeBuffer takes a buffer for the next piece. Where all are taken by one lane, while the others have
// nothing to write, it counts the time; when that is too much the lane is left behind.
func (r *run) takeBuffer(ctx context.Context, pool *medium.Pool) ([]byte, error) {
	if buffer := pool.TryTake(); buffer != nil {
		if pool == r.pieces {
			r.watch(time.Now(), false)
		}
		return buffer, nil
	}
	for {
		short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
		began := time.Now()
		buffer, err := pool.Take(short)
		cancel()
		if pool == r.pieces {
			r.watch(began, err != nil)
		}
		if err == nil || ctx.Err() != nil {
			return buffer, err
		}
	}
}

// watch counts for how long the lane that holds the buffers makes the others wait, and forgets half of
// the time in which nobody waited.
func (r *run) watch(began time.Time, waiting bool) {
	slow := r.slowest()
	r.mu.Lock()
	g := &r.laggard
	if !g.last.IsZero() {
		g.waited = max(0, g.waited-began.Sub(g.last)/2)
	}
	g.last = time.Now()
	if slow != g.lane {
		g.lane, g.waited = slow, 0
	}
	if slow != nil {
		g.waited += g.last.Sub(began)
	}
	leave := waiting && slow != nil && g.waited > patience
	if leave {
		*g = laggard{}
	}
	r.mu.Unlock()
	if leave {
		slow.leaveBehind()
	}
}

// slowest is the lane that holds nearly all buffers while every other has next to nothing to write, or nil.
func (r *run) slowest() (slow *lane) {
	others := 0
	for _, l := range r.lanes {
		held, live := l.holding()
		switch {
		case !live:
		case held >= pieceBuffers*3/4:
			slow = l
		case held <= pieceBuffers/4:
			others++
		default:
			return nil
		}
	}
	if others == 0 {
		return nil
	}
	return slow
}

// holding is how many pieces a lane has in hand; live tells whether it takes any.
func (l *lane) holding() (pieces int, live bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.pieces) + l.hands, !l.ended && !l.late
}

// leaveBehind lets the others go on without the lane, which follows by itself.
func (l *lane) leaveBehind() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended || l.late {
		return
	}
	l.late = true
	l.drop()
	l.run.late <- l
}

// guide lets lanes that are left behind follow by themselves, until late is closed and all have come to the end.
func (r *run) guide(ctx context.Context) {
	var followers sync.WaitGroup
	for l := range r.late {
		followers.Go(func() {
			l.rest()
			l.follow(ctx)
		})
	}
	followers.Wait()
}

// rest waits until no hand of the lane writes.
func (l *lane) rest() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.hands > 0 {
		l.toKeep.Wait()
	}
}
