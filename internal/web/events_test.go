package web

import (
	"bufio"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
)

// wantEnd reads on until the server has ended the stream, which is something else than a reader who
// lost patience.
func (s *tuned) wantEnd() {
	s.t.Helper()
	if e, ok := s.next(); ok || s.lines.Err() != nil {
		s.t.Errorf("heard %+v and then %v, want the end of the stream", e, s.lines.Err())
	}
}

// tuned is an open event stream.
type tuned struct {
	t     *testing.T
	lines *bufio.Scanner
	close func()
}

// event is one event as a page gets it.
type event struct{ ID, Topic, Data string }

// tune opens the event stream as a page does.
func (b *browser) tune(query string, headers ...string) *tuned {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), 10*time.Second)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.site.host.URL+"/p/the-lamp-room/events"+query, nil)
	must(b.t, err)
	req.Header.Set("Accept", "text/event-stream")
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := b.client.Do(req)
	must(b.t, err)
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/event-stream" || res.Header.Get("Content-Encoding") != "" {
		b.t.Fatalf("the stream answered %d %v", res.StatusCode, res.Header)
	}
	closing := func() { cancel(); res.Body.Close() }
	b.t.Cleanup(closing)
	return &tuned{b.t, bufio.NewScanner(res.Body), closing}
}

// next reads up to the next event; ok is false when the stream has ended.
func (s *tuned) next() (e event, ok bool) {
	s.t.Helper()
	for s.lines.Scan() {
		name, value, _ := strings.Cut(s.lines.Text(), ": ")
		switch name {
		case "id":
			e.ID = value
		case "event":
			e.Topic = value
		case "data":
			e.Data += value
		case "":
			if e.Topic != "" {
				return e, true
			}
		}
	}
	return e, false
}

// want reads events and compares topic and data.
func (s *tuned) want(events ...event) {
	s.t.Helper()
	for _, want := range events {
		got, ok := s.next()
		got.ID = ""
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			s.t.Fatalf("event (open %v): %s", ok, diff)
		}
	}
}

func TestEvents(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Director)
	s.happen(t, "plan", `{"n":0}`)
	stream := dana.tune("")
	s.happen(t, "plan", `{"n":1}`)
	s.happen(t, "moments", `{"n":2}`)
	stream.want(event{Topic: "plan", Data: `{"n":1}`}, event{Topic: "moments", Data: `{"n":2}`})
	s.Wake(s.film.ID)
	s.happen(t, "crew", `{"n":3}`)
	stream.want(event{Topic: "crew", Data: `{"n":3}`})
}

// A page that was away hears what it missed, once and in order.
func TestEventsResume(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Director)
	stream := dana.tune("")
	s.happen(t, "plan", `{"n":1}`)
	first, _ := stream.next()
	stream.close()
	var missed []event
	for n := 2; n < 2+feedBatch+3; n++ { // more than one batch
		data := `{"n":` + strconv.Itoa(n) + `}`
		s.happen(t, "plan", data)
		missed = append(missed, event{Topic: "plan", Data: data})
	}
	dana.tune("", "Last-Event-ID", first.ID).want(missed...)
	dana.tune("?last=" + first.ID).want(missed...)

	future := dana.tune("?last=99999999")
	s.happen(t, "crew", `{"now":true}`)
	future.want(event{Topic: "crew", Data: `{"now":true}`})
}

// A role hears of what it may see and of nothing else.
func TestEventsByRole(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	viewer := s.member(t, "Vera", access.Viewer).tune("")
	post := s.member(t, "Paul", access.Post).tune("")
	for _, topic := range []string{"crew", "task", "facts", "moments", "unheard-of", "plan"} {
		s.happen(t, topic, `{}`)
	}
	viewer.want(event{Topic: "plan", Data: "{}"})
	post.want(event{Topic: "task", Data: "{}"}, event{Topic: "facts", Data: "{}"}, event{Topic: "moments", Data: "{}"}, event{Topic: "plan", Data: "{}"})
}

// Whoever loses the role is cut off while listening, and told nothing when coming back.
func TestEventsCutOff(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.member(t, "Dana", access.Director)
	ben := s.member(t, "Ben", access.Crew)
	stream := ben.tune("")
	must(t, s.gate.RemoveMember(s.operator(), s.film.ID, ben.user))
	stream.wantEnd()
	got := ben.get("/p/the-lamp-room/events", "Accept", "text/event-stream").want(t, http.StatusNotFound, "coming back")
	if strings.Contains(got.body, "Lamp") {
		t.Errorf("the refusal tells the title: %s", got.body)
	}
}

func TestEventsEndAtShutdown(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	stream := s.member(t, "Dana", access.Director).tune("")
	s.Close()
	stream.wantEnd()
}

// The time limits of pages do not end a stream.
func TestEventsOutliveTimeouts(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Director)
	limited := httptest.NewUnstartedServer(s.Handler())
	limited.Config.ReadTimeout, limited.Config.WriteTimeout = 30*time.Millisecond, 30*time.Millisecond
	limited.Start()
	t.Cleanup(limited.Close)
	t.Cleanup(s.Close)
	held := dana.cookie()
	away := s.stranger(t)
	away.site = &site{Server: s.Server, host: limited}
	stream := away.tune("", "Cookie", "bts="+held)
	time.Sleep(100 * time.Millisecond)
	s.happen(t, "plan", `{}`)
	stream.want(event{Topic: "plan", Data: "{}"})
}

// Nothing is left behind when pages close.
func TestEventsLeave(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Director)
	one, two := dana.tune(""), dana.tune("")
	if n := s.hub.Listeners(); n != 2 {
		t.Errorf("%d pages listen, want 2", n)
	}
	one.close()
	two.close()
	for start := time.Now(); s.hub.Listeners() > 0; time.Sleep(time.Millisecond) {
		if time.Since(start) > 5*time.Second {
			t.Fatal("the pages still count as listening")
		}
	}
}

// The database is asked while somebody listens and not otherwise; a wake-up asks at once.
func TestHub(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var asked, newest atomic.Int64
		hub := newHub(func(context.Context, production.ProductionID) (int64, error) {
			asked.Add(1)
			return newest.Load(), nil
		}, 400*time.Millisecond, slog.New(slog.DiscardHandler))
		time.Sleep(time.Minute)
		if asked.Load() != 0 {
			t.Errorf("asked %d times with nobody there", asked.Load())
		}
		l := hub.Listen("film")
		<-l.C // at first
		synctest.Wait()
		drain(l)

		newest.Store(1)
		start := time.Now()
		<-l.C
		if waited := time.Since(start); waited > 400*time.Millisecond {
			t.Errorf("news came after %v", waited)
		}
		newest.Store(2)
		start = time.Now()
		hub.Wake("film")
		<-l.C
		if waited := time.Since(start); waited != 0 {
			t.Errorf("a wake-up took %v", waited)
		}
		l.Close()
		l.Close()
		synctest.Wait()
		before := asked.Load()
		time.Sleep(time.Minute)
		if asked.Load() != before {
			t.Error("still asking after everybody left")
		}
		hub.Wake("film")
		hub.Close()
		hub.Close()
	})
}

// A database that does not answer is complained about once, and listeners go on afterwards.
func TestHubWithoutDatabase(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var down atomic.Bool
		var complaints strings.Builder
		hub := newHub(func(context.Context, production.ProductionID) (int64, error) {
			if down.Load() {
				return 0, errors.New("gone fishing")
			}
			return 7, nil
		}, time.Second, slog.New(slog.NewTextHandler(&complaints, nil)))
		down.Store(true)
		l := hub.Listen("film")
		<-l.C
		time.Sleep(10 * time.Second)
		down.Store(false)
		<-l.C
		l.Close()
		synctest.Wait()
		if n := strings.Count(complaints.String(), "gone fishing"); n != 1 {
			t.Errorf("%d complaints", n)
		}
	})
}

func drain(l *Listener) {
	select {
	case <-l.C:
	default:
	}
}
