package web

import (
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
)

// mount declares every route of the server. Each room of the house has its own list.
func (s *Server) mount(mux *http.ServeMux) {
	s.doorRoutes(mux)
	s.accountRoutes(mux)
	s.peopleRoutes(mux)
	s.roomRoutes(mux)
	s.handlePublic(mux, "GET /healthz", s.showHealth)
	s.handlePublic(mux, "POST /theme", s.saveTheme)
	s.handle(mux, "GET /p/{slug}/events", access.SeeProduction, s.showEvents)
	s.noticeRoutes(mux)
	s.handle(mux, "GET /p/{slug}/find", access.SeeProduction, s.find)
	if s.api != nil {
		mux.HandleFunc("/api/", s.serveAPI)
	}
	mux.HandleFunc("/", s.showNowhere)
}

// showNowhere answers every address that no route has.
func (s *Server) showNowhere(w http.ResponseWriter, r *http.Request) {
	s.fail(w, r, fault.New(fault.NotFound, "there is no such page").WithRemedy("Check the address."))
}

// serveAPI lets people and programs with a token at the JSON API, which checks each right itself.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	v := visitOf(r)
	v.pattern = r.Method + " /api/"
	if v.actor == nil {
		s.fail(w, r, fault.New(fault.Unauthenticated, "nobody is signed in").WithRemedy("Send a token made on the account page."))
		return
	}
	limit := int64(maxBody)
	if strings.HasSuffix(r.URL.Path, "/import") || strings.Contains(r.URL.Path, "/frames") || strings.HasSuffix(r.URL.Path, "/looks") || strings.Contains(r.URL.Path, "/places") || strings.HasSuffix(r.URL.Path, "/cards/receipts") {
		limit = maxUpload
		allowSlow(w)
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	s.api.ServeHTTP(w, r)
}

// showHealth tells a supervisor that the server and its database answer.
func (s *Server) showHealth(w http.ResponseWriter, r *http.Request) error {
	if err := s.store.Ping(r.Context()); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := w.Write([]byte("ok\n"))
	return gone(err)
}

// files serves scripts, styles and fonts before anybody is asked who they are.
func (s *Server) files(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		read := r.Method == http.MethodGet || r.Method == http.MethodHead
		if !read || !strings.HasPrefix(r.URL.Path, "/assets/") {
			next.ServeHTTP(w, r)
			return
		}
		visitOf(r).pattern = "GET /assets/"
		s.assets.ServeHTTP(w, r)
	})
}
