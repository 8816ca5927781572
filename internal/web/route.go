package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// handler is a page's function: what it returns is turned into an answer by fail.
type handler func(w http.ResponseWriter, r *http.Request) error

// guard says who may use a route. There is no route without one.
type guard struct {
	kind   guardKind
	action access.Action // for inProduction and ownerInside
}

type guardKind string

const (
	open         guardKind = "open"          // anybody
	signedIn     guardKind = "signed in"     // whoever has an account
	ownerOnly    guardKind = "owner"         // the installation's owner
	inProduction guardKind = "in production" // whoever may do the action in the production {slug}
	ownerInside  guardKind = "owner inside"  // the installation's owner, in the production {slug}
)

// route is one declared route; tests walk over them all.
type route struct {
	pattern string
	guard   guard
}

// Sizes of request bodies in bytes, and how long an upload may take.
const (
	maxBody       = 1 << 20
	maxUpload     = 64 << 20
	uploadTimeout = 10 * time.Minute
)

// handle declares a route of a production. The pattern must hold {slug}; the production is found by
// it, the actor's right to the action is checked, and current(r) tells the handler about both.
func (s *Server) handle(mux *http.ServeMux, pattern string, action access.Action, h handler) {
	s.declare(mux, pattern, guard{inProduction, action}, maxBody, h)
}

// upload is handle for a route that takes files: the body may be 64 MiB.
func (s *Server) upload(mux *http.ServeMux, pattern string, action access.Action, h handler) {
	s.declare(mux, pattern, guard{inProduction, action}, maxUpload, h)
}

// handlePublic declares a route for anybody.
func (s *Server) handlePublic(mux *http.ServeMux, pattern string, h handler) {
	s.declare(mux, pattern, guard{kind: open}, maxBody, h)
}

// handleSignedIn declares a route for whoever is signed in, outside any production.
func (s *Server) handleSignedIn(mux *http.ServeMux, pattern string, h handler) {
	s.declare(mux, pattern, guard{kind: signedIn}, maxBody, h)
}

// handleOwner declares a route for the installation's owner.
func (s *Server) handleOwner(mux *http.ServeMux, pattern string, h handler) {
	s.declare(mux, pattern, guard{kind: ownerOnly}, maxBody, h)
}

// handleOwnerIn declares a route of a production that touches the machine: for the installation's owner, who may do the
// action.
func (s *Server) handleOwnerIn(mux *http.ServeMux, pattern string, action access.Action, h handler) {
	s.declare(mux, pattern, guard{ownerInside, action}, maxBody, h)
}

func (s *Server) declare(mux *http.ServeMux, pattern string, g guard, limit int64, h handler) {
	if err := g.check(pattern); err != nil {
		panic(fmt.Sprintf("route %q: %v", pattern, err))
	}
	s.routes = append(s.routes, route{pattern, g})
	mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(r)
		v.pattern = pattern
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		err := s.admit(r, g)
		if err == nil {
			if limit > maxBody {
				allowSlow(w)
			}
			err = h(w, r)
		}
		if err != nil {
			s.fail(w, r, err)
		}
	})
}

// allowSlow gives an upload its time. It errs only for a connection without deadlines, which needs none.
func allowSlow(w http.ResponseWriter) {
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(uploadTimeout))
	_ = control.SetWriteDeadline(time.Now().Add(uploadTimeout + writeTimeout))
}

// check finds declarations that would leave a door open.
func (g guard) check(pattern string) error {
	method, path, ok := strings.Cut(pattern, " ")
	inside := strings.HasPrefix(path, "/p/{slug}")
	switch {
	case !ok || !strings.HasPrefix(path, "/") || strings.ToUpper(method) != method:
		return fmt.Errorf("want a method and a path")
	case g.needsAction() && !inside:
		return fmt.Errorf("an action needs a path below /p/{slug}")
	case !g.needsAction() && inside:
		return fmt.Errorf("a path below /p/{slug} needs an action")
	case g.needsAction() && !knownAction(g.action):
		return fmt.Errorf("%q is not an action of the access table", g.action)
	}
	return nil
}

// needsAction reports whether the guard is one of a production.
func (g guard) needsAction() bool { return g.kind == inProduction || g.kind == ownerInside }

// knownAction reports whether the access table has the action: a director may do everything in it.
func knownAction(action access.Action) bool {
	director := access.Actor{Roles: map[production.ProductionID]access.Role{"": access.Director}}
	return director.May(action, "")
}

// admit lets the request through or says why not, and fills in what current tells.
func (s *Server) admit(r *http.Request, g guard) error {
	v := visitOf(r)
	if g.kind == open {
		return nil
	}
	if v.actor == nil {
		return fault.New(fault.Unauthenticated, "nobody is signed in").WithRemedy("Sign in first.")
	}
	switch g.kind {
	case ownerOnly:
		return access.RequireOperator(r.Context())
	case inProduction:
		return s.enterProduction(r.Context(), v, r.PathValue("slug"), g.action)
	case ownerInside:
		if err := s.enterProduction(r.Context(), v, r.PathValue("slug"), g.action); err != nil {
			return err
		}
		return access.RequireOperator(r.Context())
	case signedIn:
		return nil
	}
	return fault.New(fault.Internal, "route without a known guard")
}

// enterProduction finds the production and checks the right. An unknown production and one that the
// person has no part in give the same answer.
func (s *Server) enterProduction(ctx context.Context, v *visit, slug string, action access.Action) error {
	hidden := fault.New(fault.NotFound, "there is no such production").
		WithRemedy("Check the address, or ask whoever runs the production to invite you.")
	var film production.Production
	var latest int64
	err := s.read(ctx, func(tx *store.Tx) (err error) {
		if film, err = tx.FindProductionBySlug(ctx, slug); err != nil {
			return err
		}
		latest, err = tx.LatestFeed(ctx, film.ID, "")
		return err
	})
	if err == nil {
		err = access.Require(ctx, action, film.ID)
	}
	switch {
	case fault.Is(err, fault.NotFound):
		return hidden
	case err != nil && !fault.Is(err, fault.Forbidden):
		return err
	}
	// Only now: an error page shows the title of what the visit knows.
	v.production, v.latest = film, latest
	return err
}
