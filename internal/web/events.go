package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// Feed holds the intervals of live events. Zero values take the defaults.
type Feed struct {
	Poll     time.Duration // how often the database is asked while somebody listens: 400 ms
	Beat     time.Duration // how often a quiet connection is kept alive: 20 s
	Recheck  time.Duration // how often the right to listen is looked at again: 1 min
	Patience time.Duration // how long a reader may take to accept what is sent: 10 s
}

func (f Feed) withDefaults() Feed {
	or := func(d *time.Duration, otherwise time.Duration) {
		if *d <= 0 {
			*d = otherwise
		}
	}
	or(&f.Poll, 400*time.Millisecond)
	or(&f.Beat, 20*time.Second)
	or(&f.Recheck, time.Minute)
	or(&f.Patience, 10*time.Second)
	return f
}

// topicRights say what somebody must be allowed to see to hear of a topic. A topic that is not here
// is told to nobody.
var topicRights = map[string]access.Action{
	"task":         access.SeeSchedule, // titles of tasks name imported files
	"own_task":     access.MakePlan,    // tasks that try plans out
	"trial":        access.MakePlan,
	"facts":        access.SeeSchedule,
	"notice":       access.SeeSchedule,
	"moments":      access.SeeMoments,
	"story":        access.SeeStory,
	"worksheet":    access.SeePacket, // checklists too
	"crew":         access.SeeCrew,
	"plan":         access.SeePlan,
	"shots":        access.SeeStory,
	"boards":       access.SeeStory,
	"cards":        access.SeeCards,
	"copying":      access.SeeCards, // how far offloads are
	"card_task":    access.SeeCards, // tasks that copy cards
	"library":      access.SeeLibrary,
	"library_task": access.SeeLibrary, // tasks that bring files in and make pictures of them
}

const feedBatch = 200

// latest is the number of the newest feed item.
func (s *Server) latest(ctx context.Context, in production.ProductionID) (newest int64, err error) {
	err = s.read(ctx, func(tx *store.Tx) error {
		newest, err = tx.LatestFeed(ctx, in, "")
		return err
	})
	return newest, err
}

// showEvents keeps the connection open and sends what happens in the production as server-sent
// events. It goes on after the item named by Last-Event-ID or ?last=, otherwise from now.
func (s *Server) showEvents(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	listener := s.hub.Listen(v.production.ID)
	defer listener.Close()
	stream := &stream{server: s, w: w, actor: *v.actor, in: v.production.ID, at: resumeAt(r, v.latest)}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no") // proxies must not collect events
	// The id alone is no event, but the browser remembers it and names it when it comes back.
	if err := stream.send(fmt.Sprintf("retry: 2000\nid: %d\n\n", stream.at)); err != nil {
		return nil // the reader has left; there is nobody to tell
	}
	beat, recheck := time.NewTicker(s.feed.Beat), time.NewTicker(s.feed.Recheck)
	defer beat.Stop()
	defer recheck.Stop()
	for {
		var err error
		select {
		case <-listener.C:
			err = stream.catchUp(r.Context())
		case <-beat.C:
			err = stream.send(": still here\n\n")
		case <-recheck.C:
			err = stream.recheck(r)
		case <-r.Context().Done():
			return nil
		case <-s.hub.Done():
			return nil
		}
		if err != nil {
			return s.endStream(r, err)
		}
	}
}

// endStream ends a connection on which an error page makes no sense any more. The browser comes back
// by itself and is then told why it may not.
func (s *Server) endStream(r *http.Request, err error) error {
	if fault.Is(err, fault.Internal) && r.Context().Err() == nil {
		s.log.ErrorContext(r.Context(), "live events ended", "error", err)
	}
	return nil
}

// resumeAt is the item after which the reader wants to go on. A number from the future, as after a
// restored backup, means now.
func resumeAt(r *http.Request, latest int64) int64 {
	for _, named := range []string{r.Header.Get("Last-Event-ID"), r.URL.Query().Get("last")} {
		if at, err := strconv.ParseInt(named, 10, 64); err == nil && at >= 0 && at <= latest {
			return at
		}
	}
	return latest
}

// stream is one open page's connection.
type stream struct {
	server *Server
	w      http.ResponseWriter
	actor  access.Actor
	in     production.ProductionID
	at     int64 // last item dealt with
}

// catchUp sends everything after the last item.
func (st *stream) catchUp(ctx context.Context) error {
	for {
		var items []production.FeedItem
		err := st.server.read(ctx, func(tx *store.Tx) (err error) {
			items, err = tx.FindFeedAfter(ctx, st.in, st.at, feedBatch)
			return err
		})
		if err != nil || len(items) == 0 {
			return err
		}
		var out bytes.Buffer
		for _, item := range items {
			if right, ok := topicRights[item.Topic]; ok && st.actor.May(right, st.in) {
				writeEvent(&out, item)
			}
			st.at = item.Seq
		}
		if err := st.send(out.String()); err != nil {
			return err
		}
		if len(items) < feedBatch {
			return nil
		}
	}
}

// recheck looks again whether the person may listen, and with which rights.
func (st *stream) recheck(r *http.Request) error {
	actor, err := st.server.gate.ActorOfPass(r.Context(), visitOf(r).pass)
	if err != nil {
		return err
	}
	st.actor = actor
	return access.Require(access.With(r.Context(), actor), access.SeeProduction, st.in)
}

// send writes and flushes, with a time limit of its own instead of the server's for pages. A reader
// who does not accept it in time is dropped and comes back later.
func (st *stream) send(text string) error {
	control := http.NewResponseController(st.w)
	_ = control.SetWriteDeadline(time.Now().Add(st.server.feed.Patience)) // without deadlines nothing can be late
	defer func() { _ = control.SetWriteDeadline(time.Time{}) }()          // HTTP/2 ends a stream whose time is up
	if _, err := st.w.Write([]byte(text)); err != nil {
		return gone(err)
	}
	return gone(flushed(st.w))
}

// writeEvent writes one item in the form of the HTML standard, 9.2.5. Data never breaks a line.
func writeEvent(out *bytes.Buffer, item production.FeedItem) {
	fmt.Fprintf(out, "id: %d\nevent: %s\n", item.Seq, item.Topic)
	for line := range bytes.Lines(item.Payload) {
		fmt.Fprintf(out, "data: %s\n", bytes.TrimRight(line, "\r\n"))
	}
	if len(item.Payload) == 0 {
		out.WriteString("data: null\n")
	}
	out.WriteString("\n")
}
