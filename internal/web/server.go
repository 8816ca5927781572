// Package web serves the pages: routes, handlers, sessions and live events. A handler holds no rule of
// the trade; it asks a service, fills a view of internal/web/ui and shows it.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/gatehouse"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/web/ui"
)

// Options are the parts that a Server is built from.
type Options struct {
	Store     *store.Store
	Gatehouse *gatehouse.Service
	Office    *office.Office
	Assets    *ui.Assets
	BaseURL   string           // how people reach the server, "https://bts.example.com"; "" takes each request's host
	Secure    bool             // reached by https: secure cookies, HSTS
	Proxy     bool             // behind one proxy that sets X-Forwarded-For
	API       http.Handler     // served under /api/ to whoever is signed in or carries a token; nil for none
	Log       *slog.Logger     // nil discards
	Clock     func() time.Time // nil is time.Now
	Feed      Feed             // zero values take the defaults
}

// Server answers everything that comes by HTTP.
type Server struct {
	store    *store.Store
	gate     *gatehouse.Service
	office   *office.Office
	assets   *ui.Assets
	sessions *scs.SessionManager
	hub      *Hub
	shelf    shelf
	feedPace feedPace
	feed     Feed
	log      *slog.Logger
	now      func() time.Time
	base     *url.URL // nil when each request's host is taken
	secure   bool
	proxy    bool
	api      http.Handler
	routes   []route
	handler  http.Handler
}

// New builds the server and all its routes. It returns fault.Invalid for a base URL that is none.
// A route that is declared wrongly panics: that is our mistake and shows at the first start.
func New(o Options) (*Server, error) {
	s := &Server{
		store: o.Store, gate: o.Gatehouse, office: o.Office, assets: o.Assets, api: o.API, log: o.Log, now: o.Clock,
		secure: o.Secure, proxy: o.Proxy, feed: o.Feed.withDefaults(),
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if o.BaseURL != "" {
		base, err := url.Parse(strings.TrimSuffix(o.BaseURL, "/"))
		if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
			return nil, fault.New(fault.Invalid, "%q is not the address of a server", o.BaseURL).
				WithRemedy("Write it like https://bts.example.com.")
		}
		s.base = base
	}
	s.sessions = newSessions(o.Store, o.Secure)
	s.sessions.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) { s.fail(w, r, err) }
	s.hub = newHub(s.latest, s.feed.Poll, s.log)
	mux := http.NewServeMux()
	s.mount(mux)
	s.handler = s.wrap(mux)
	return s, nil
}

// Handler is the whole server as one handler.
func (s *Server) Handler() http.Handler { return s.handler }

// Wake tells the open pages of this process at once that a production's feed has something new.
// Without it, and in other processes, they see it within Feed.Poll.
func (s *Server) Wake(in production.ProductionID) { s.hub.Wake(in) }

// Close ends every live connection. Call it before http.Server.Shutdown, which waits for them.
func (s *Server) Close() { s.hub.Close() }

// Time limits of a connection. Live events and uploads set longer ones for themselves.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 30 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10 // bytes
)

// HTTP makes an http.Server for the address, with time limits, that lets go of live connections when
// it is shut down.
func (s *Server) HTTP(addr string) *http.Server {
	server := &http.Server{
		Addr: addr, Handler: s.handler, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
	}
	server.RegisterOnShutdown(s.Close)
	return server
}

// read runs a reading transaction of the store.
func (s *Server) read(ctx context.Context, do func(tx *store.Tx) error) error {
	return s.store.Read(ctx, do)
}

// origin is the address that people typed to get here, "https://bts.example.com".
func (s *Server) origin(r *http.Request) string {
	if s.base != nil {
		return s.base.Scheme + "://" + s.base.Host
	}
	if s.secure || r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
