package web

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// latestFunc is the number of a production's newest feed item, 0 when there is none.
type latestFunc func(ctx context.Context, in production.ProductionID) (int64, error)

// Hub tells open pages that a production's feed has something new. It carries no items: every page
// reads the feed from where it stands, so a slow one holds up nobody and misses nothing. The database
// is asked only while somebody listens; that makes news from other processes arrive too.
type Hub struct {
	latest latestFunc
	every  time.Duration
	log    *slog.Logger
	done   chan struct{}

	mu     sync.Mutex
	rooms  map[production.ProductionID]*room
	closed bool
}

// room is one production that somebody listens to.
type room struct {
	wake      chan struct{}
	empty     chan struct{} // closed when the last listener has left
	listeners map[*Listener]struct{}
}

// Listener is one open page. C has a value at first and whenever there may be something new.
type Listener struct {
	C     <-chan struct{}
	c     chan struct{}
	leave func()
}

// Close stops listening. It may be called more than once.
func (l *Listener) Close() { l.leave() }

func newHub(latest latestFunc, every time.Duration, log *slog.Logger) *Hub {
	return &Hub{latest: latest, every: every, log: log, done: make(chan struct{}), rooms: map[production.ProductionID]*room{}}
}

// Listen starts listening to a production.
func (h *Hub) Listen(in production.ProductionID) *Listener {
	c := make(chan struct{}, 1)
	l := &Listener{C: c, c: c}
	l.leave = sync.OnceFunc(func() { h.forget(in, l) })
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[in]
	if r == nil {
		r = &room{wake: make(chan struct{}, 1), empty: make(chan struct{}), listeners: map[*Listener]struct{}{}}
		h.rooms[in] = r
		if !h.closed {
			go h.watch(in, r)
		}
	}
	r.listeners[l] = struct{}{}
	nudge(c) // something may have come between the page and the listening
	return l
}

// Wake looks for news of a production now instead of at the next tick.
func (h *Hub) Wake(in production.ProductionID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r := h.rooms[in]; r != nil {
		nudge(r.wake)
	}
}

// Done is closed when the hub is closed: live connections end.
func (h *Hub) Done() <-chan struct{} { return h.done }

// Close ends every live connection and all watching. It may be called more than once.
func (h *Hub) Close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.closed {
		h.closed = true
		close(h.done)
	}
}

// Listeners is the number of open pages.
func (h *Hub) Listeners() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, r := range h.rooms {
		n += len(r.listeners)
	}
	return n
}

func (h *Hub) forget(in production.ProductionID, l *Listener) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[in]
	if r == nil {
		return
	}
	delete(r.listeners, l)
	if len(r.listeners) == 0 {
		delete(h.rooms, in)
		close(r.empty)
	}
}

// watch asks for the newest item of a production until nobody listens any more.
func (h *Hub) watch(in production.ProductionID, r *room) {
	tick := time.NewTicker(h.every)
	defer tick.Stop()
	seen, failing := int64(-1), false
	for {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		newest, err := h.latest(ctx, in)
		cancel()
		if err != nil && !failing { // once, not at every tick
			h.log.Warn("live events wait for the database", "error", err)
		}
		failing = err != nil
		if err == nil && newest != seen {
			seen = newest
			h.tell(r)
		}
		select {
		case <-tick.C:
		case <-r.wake:
		case <-r.empty:
			return
		case <-h.done:
			return
		}
	}
}

func (h *Hub) tell(r *room) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range r.listeners {
		nudge(l.c)
	}
}

// nudge leaves a signal unless one is waiting already.
func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
