package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// feedRoutes are calendars to subscribe to.
func (s *Server) feedRoutes(mux *http.ServeMux) {
	s.handlePublic(mux, "GET /feeds/{file}", s.sendFeed)
	s.handle(mux, "GET /p/{slug}/calendar/feeds", access.SeePlan, s.showFeeds)
	s.handle(mux, "POST /p/{slug}/calendar/feeds", access.SeePlan, s.addFeed)
	s.handle(mux, "POST /p/{slug}/calendar/feeds/{id}/revoke", access.SeePlan, s.revokeFeed(true))
	s.handle(mux, "POST /p/{slug}/calendar/feeds/{id}/restore", access.SeePlan, s.revokeFeed(false))
}

// sendFeed answers a program that has the secret, and no cookie.
func (s *Server) sendFeed(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("X-Robots-Tag", "noindex")
	if wait := s.feedPace.wait(s.remote(r), s.now()); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(wait.Seconds())+1))
		return plainly(w, http.StatusTooManyRequests, "Too many requests. Once an hour is enough.")
	}
	secret, is := strings.CutSuffix(r.PathValue("file"), ".ics")
	if !is || secret == "" {
		return plainly(w, http.StatusNotFound, "There is no such calendar.")
	}
	text, err := s.office.ReadFeed(r.Context(), secret)
	switch {
	case errors.Is(err, office.ErrRevoked):
		return plainly(w, http.StatusGone, fault.PersonText(err))
	case fault.Is(err, fault.NotFound):
		return plainly(w, http.StatusNotFound, "There is no such calendar.")
	case err != nil:
		return err
	}
	w.Header().Set("Cache-Control", "private, max-age=0, must-revalidate")
	w.Header().Set("ETag", text.Tag)
	if r.Header.Get("If-None-Match") == text.Tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", `inline; filename="bts.ics"`)
	_, err = w.Write(text.Data)
	return gone(err)
}

// plainly answers a program in a line.
func plainly(w http.ResponseWriter, status int, words string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write([]byte(words + "\n"))
	return gone(err)
}

// feedPace bounds how often one address may ask for feeds.
type feedPace struct {
	mu    sync.Mutex
	since time.Time
	asked map[string]int
}

// How often one address may ask: a whole office behind one address is several programs.
const (
	paceWindow = time.Minute
	mostAsked  = 60
)

// wait notes a request and answers how long the address has to wait, 0 for not at all.
func (p *feedPace) wait(from string, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.asked == nil || now.Sub(p.since) >= paceWindow {
		p.since, p.asked = now, map[string]int{}
	}
	if p.asked[from]++; p.asked[from] <= mostAsked {
		return 0
	}
	return p.since.Add(paceWindow).Sub(now)
}

func (s *Server) showFeeds(w http.ResponseWriter, r *http.Request) error {
	return s.showFeedsWith(w, r, http.StatusOK, ui.FeedsView{})
}

// showFeedsWith shows the feeds with what was just made, or why nothing was.
func (s *Server) showFeedsWith(w http.ResponseWriter, r *http.Request, status int, v ui.FeedsView) error {
	page := s.page(r, "Calendar feeds", ui.RoomCalendar)
	page.URL = page.Link("calendar", "feeds")
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	list, err := s.office.Feeds(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	for _, f := range list {
		row := ui.FeedRow{Name: f.Name, Made: "made by " + f.MadeBy + ", " + minute(f.MadeAt, b.film.Zone()), Read: "never read"}
		if !f.ReadAt.IsZero() {
			row.Read = "last read " + minute(f.ReadAt, b.film.Zone())
		}
		self := page.Link("calendar", "feeds", string(f.ID))
		if f.RevokedAt.IsZero() {
			row.Revoke = self + "/revoke"
			v.Open = append(v.Open, row)
		} else {
			row.Read, row.Restore = "revoked "+minute(f.RevokedAt, b.film.Zone()), self+"/restore"
			v.Revoked = append(v.Revoked, row)
		}
	}
	v.Whose = ui.Field{ID: "feed-member", Name: "member", Label: "Whose", Options: []ui.Option{{Text: "All bookings"}}}
	if page.Rights.Crew {
		members, err := s.office.Members(r.Context(), b.film.ID)
		if err != nil {
			return err
		}
		for _, m := range members {
			v.Whose.Options = append(v.Whose.Options, ui.Option{Value: string(m.ID), Text: m.Name})
		}
	}
	v.Schedule = page.Rights.Schedule
	return s.show(w, r, status, ui.FeedsPage(page, v))
}

func (s *Server) addFeed(w http.ResponseWriter, r *http.Request) error {
	f, secret, err := s.office.AddFeed(r.Context(), current(r).Production.ID, office.FeedWanted{Member: r.PostFormValue("member"), Days: r.PostFormValue("days") == "on"})
	if formFault(err) {
		return s.showFeedsWith(w, r, Status(err), ui.FeedsView{Error: spoken(err)})
	}
	if err != nil {
		return err
	}
	return s.showFeedsWith(w, r, http.StatusOK, ui.FeedsView{Made: &ui.NewFeed{Name: f.Name, Address: s.origin(r) + paper.FeedPath(secret)}})
}

// revokeFeed ends a feed at once, or lets it be read again.
func (s *Server) revokeFeed(revoked bool) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		id := r.PathValue("id")
		if err := s.office.RevokeFeed(r.Context(), current(r).Production.ID, production.FeedID(id), revoked); err != nil {
			return err
		}
		if revoked {
			s.sayUndo(r, "Revoked: nobody can read it any more.", base(r)+"/calendar/feeds/"+url.PathEscape(id)+"/restore")
		} else {
			s.say(r, "It can be read again.")
		}
		return back(w, r, base(r)+"/calendar/feeds")
	}
}
