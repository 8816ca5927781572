package web

import (
	"bytes"
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/gatehouse"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// visit is what the server learns about one request on its way to the handler. It is made by the
// outermost layer, so that the log sees what the inner ones filled in.
type visit struct {
	pattern    string
	actor      *access.Actor // nil when nobody is signed in
	pass       gatehouse.Pass
	production production.Production // of a route below /p/{slug}
	latest     int64                 // newest feed item before the handler read anything
}

type visitKey struct{}

func withVisit(r *http.Request, v *visit) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
}

// visitOf is the request's visit. A request that did not come through wrap has an empty one.
func visitOf(r *http.Request) *visit {
	if v, ok := r.Context().Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

// Current is what a handler may rely on: the guard of its route has checked it.
type Current struct {
	Actor      access.Actor          // zero on an open page that nobody is signed in for
	Production production.Production // zero outside a production

	latest int64 // the feed's newest item before anything was read; 0 where the handler itself changes something
}

// current tells who asks, and in which production.
func current(r *http.Request) Current {
	v := visitOf(r)
	c := Current{Production: v.production}
	if v.actor != nil {
		c.Actor = *v.actor
	}
	if r.Method == http.MethodGet {
		c.latest = v.latest
	}
	return c
}

// page fills what every page has: frame, rights, theme, and the sentence left by the last action.
func (s *Server) page(r *http.Request, title string, room ui.Room) ui.Page {
	v, c := visitOf(r), current(r)
	p := ui.Page{
		Title: title, Assets: s.assets, Theme: themeOf(r), URL: r.URL.RequestURI(), Room: room,
		Account: c.Actor.Name, Who: string(c.Actor.UserID), Owner: c.Actor.Operator, Flash: s.takeFlash(r),
	}
	if v.production.ID == "" {
		return p
	}
	p.Base = "/p/" + v.production.Slug
	p.Production = &ui.ProductionHead{Slug: v.production.Slug, Title: v.production.Title}
	p.Rights = ui.RightsOf(c.Actor, v.production.ID)
	// From here on: what happens between reading the page's data and opening the stream is not lost.
	p.Live = p.Link("events?last=" + strconv.FormatInt(v.latest, 10))
	p.Palette = p.Link("find")
	return p
}

// show renders a component whole before the first byte is sent, so that a failure still becomes an
// error page.
func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	var page bytes.Buffer
	if err := c.Render(r.Context(), &page); err != nil {
		return fault.Wrap(err, "render page")
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	madeFor(w, r)
	w.WriteHeader(status)
	_, err := w.Write(page.Bytes())
	return gone(err)
}

// madeFor says for whom an answer was made, so that a browser that keeps it shows it to nobody else.
func madeFor(w http.ResponseWriter, r *http.Request) {
	if v := visitOf(r); v.actor != nil && v.actor.UserID != "" {
		w.Header().Set("Bts-Who", string(v.actor.UserID))
	}
}

// gone turns a failed write into fault.Cancelled: the reader has left, nobody made a mistake.
func gone(err error) error {
	if err == nil {
		return nil
	}
	return fault.New(fault.Cancelled, "the reader has left").WithCause(err)
}

// seeOther answers a form: look there now.
func seeOther(w http.ResponseWriter, r *http.Request, path string) error {
	http.Redirect(w, r, path, http.StatusSeeOther)
	return nil
}

// back answers a form with the page it came from, by its field "back", or with another one.
func back(w http.ResponseWriter, r *http.Request, fallback string) error {
	return seeOther(w, r, ui.SafeBack(r.PostFormValue("back"), fallback))
}
