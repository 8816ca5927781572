package web

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/gatehouse"
)

// contentPolicy lets a page load from its own host and nowhere else. Scripts and styles are files,
// never inline, so that text smuggled into a page stays text.
const contentPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; " +
	"frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"

// wrap puts the layers round the routes. The outermost comes last.
func (s *Server) wrap(routes http.Handler) http.Handler {
	h := s.files(s.sessions.LoadAndSave(s.identify(routes)))
	h = compress(h)
	h = s.sameOrigin(h)
	h = s.headers(h)
	h = s.recovered(h)
	return s.logged(h)
}

// sameOrigin refuses changes that another site's page asks for.
func (s *Server) sameOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	if s.base != nil {
		if err := guard.AddTrustedOrigin(s.base.Scheme + "://" + s.base.Host); err != nil {
			panic(err) // New has checked the address
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := guard.Check(r); err != nil {
			s.refuse(w, r, fault.New(fault.Forbidden, "this request came from a page of another site").
				WithRemedy("Open the page here and try again.").WithCause(err))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refuse answers before anybody knows who asks: without a session there is no page to show.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	if wantsJSON(r) {
		s.writeJSON(w, r, Status(err), problem{Code: fault.CodeOf(err), Message: fault.PersonText(err)})
		return
	}
	http.Error(w, fault.PersonText(err), Status(err))
}

// headers sets what every answer carries.
func (s *Server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store") // pages belong to one person; files override it
		if s.secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// recovered turns a panic into an error page, or ends the connection when half a page is out already.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if stopped, ok := cause.(error); ok && errors.Is(stopped, http.ErrAbortHandler) {
				panic(cause)
			}
			err := fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
			view := s.explain(r, err)
			if began(w) {
				panic(http.ErrAbortHandler)
			}
			http.Error(w, sentence(view), view.Status)
		}()
		next.ServeHTTP(w, r)
	})
}

// logged writes one line per request: which route, never the address itself, because addresses carry
// one-time tokens and search words.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		v := &visit{}
		r = withVisit(r, v)
		r = r.WithContext(gatehouse.WithRemote(r.Context(), s.remote(r)))
		out := &witness{ResponseWriter: w}
		defer func() {
			route := v.pattern
			if route == "" {
				route = r.Method + " (no route)"
			}
			attrs := []slog.Attr{slog.String("route", route), slog.Int("status", out.status), slog.Duration("took", time.Since(start))}
			if v.actor != nil {
				attrs = append(attrs, slog.String("user", string(v.actor.UserID)))
			}
			if v.production.Slug != "" {
				attrs = append(attrs, slog.String("production", v.production.Slug))
			}
			s.log.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
		}()
		next.ServeHTTP(out, r)
	})
}

// remote is the caller's network address. X-Forwarded-For counts only behind a proxy that we were told
// about, and only its last entry: the one that this proxy wrote.
func (s *Server) remote(r *http.Request) string {
	if s.proxy {
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if last := strings.TrimSpace(hops[len(hops)-1]); net.ParseIP(last) != nil {
			return last
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// witness remembers the status of an answer.
type witness struct {
	http.ResponseWriter
	status int
}

func (w *witness) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *witness) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *witness) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// began reports whether part of the answer has been sent.
func began(w http.ResponseWriter) bool {
	for {
		if seen, ok := w.(*witness); ok {
			return seen.status != 0
		}
		inner, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return false
		}
		w = inner.Unwrap()
	}
}

// flushed sends what is written so far; a connection that cannot is left alone.
func flushed(w http.ResponseWriter) error {
	err := http.NewResponseController(w).Flush()
	if errors.Is(err, http.ErrNotSupported) {
		return nil
	}
	return err
}
