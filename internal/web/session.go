package web

import (
	"encoding/gob"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/gatehouse"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/web/ui"
)

// How long a session lives. The idle end is kept by us and not by the session library, which would
// write to the database on every page; noting the last use once an hour is exact enough.
const (
	sessionFor   = 30 * 24 * time.Hour
	sessionIdle  = 14 * 24 * time.Hour
	sessionNote  = time.Hour
	ceremonyLife = 10 * time.Minute // of a session that nobody is signed in on
)

// What a session keeps.
const (
	keyUser     = "user"
	keyStamp    = "stamp"
	keySeen     = "seen" // Unix seconds
	keyFlash    = "flash"
	keyCeremony = "ceremony"
)

func init() { gob.Register(ui.Flash{}) } // sessions are kept in gob

// newSessions sets the session library up. The __Host- prefix makes browsers refuse a cookie that
// another host of the domain, or a page without TLS, tries to plant.
func newSessions(st *store.Store, secure bool) *scs.SessionManager {
	m := scs.New()
	m.Store = st.Sessions()
	m.Lifetime = sessionFor
	m.HashTokenInStore = true
	m.Cookie.Name = "bts"
	if secure {
		m.Cookie.Name = "__Host-bts"
	}
	m.Cookie.Secure = secure
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Path = "/"
	return m
}

// identify finds out who asks, from the session or, below /api/ alone, from a program's token.
func (s *Server) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		actor, err := s.actor(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if actor != nil {
			visitOf(r).actor = actor
			r = r.WithContext(access.With(r.Context(), *actor))
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) actor(r *http.Request) (*access.Actor, error) {
	if secret, ok := bearer(r); ok {
		actor, err := s.gate.ActorOfToken(r.Context(), secret)
		return &actor, err
	}
	ctx := r.Context()
	pass := gatehouse.Pass{
		User: production.UserID(s.sessions.GetString(ctx, keyUser)), Stamp: s.sessions.GetString(ctx, keyStamp),
	}
	if pass.User == "" {
		return nil, nil // nobody is signed in; guards decide whether that matters
	}
	quiet := s.now().Sub(time.Unix(s.sessions.GetInt64(ctx, keySeen), 0))
	if quiet > sessionIdle {
		return nil, s.sessions.Destroy(ctx)
	}
	actor, err := s.gate.ActorOfPass(ctx, pass)
	switch {
	case fault.Is(err, fault.Unauthenticated):
		return nil, s.sessions.Destroy(ctx)
	case err != nil:
		return nil, err
	}
	if quiet > sessionNote {
		s.sessions.Put(ctx, keySeen, s.now().Unix())
	}
	visitOf(r).pass = pass
	return &actor, nil
}

// bearer is the token of a program's request. Pages do not take tokens, so that a leaked one cannot
// change a password or make further tokens.
func bearer(r *http.Request) (string, bool) {
	secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return strings.TrimSpace(secret), ok && strings.HasPrefix(r.URL.Path, "/api/")
}

// enter opens a session for a pass. The session's token is renewed first: one that was planted in the
// browser beforehand is worth nothing afterwards.
func (s *Server) enter(r *http.Request, pass gatehouse.Pass) error {
	ctx := r.Context()
	if err := s.sessions.Clear(ctx); err != nil {
		return fault.Wrap(err, "clear session")
	}
	if err := s.sessions.RenewToken(ctx); err != nil {
		return fault.Wrap(err, "renew session")
	}
	s.sessions.Put(ctx, keyUser, string(pass.User))
	s.sessions.Put(ctx, keyStamp, pass.Stamp)
	s.sessions.Put(ctx, keySeen, s.now().Unix())
	return nil
}

// leave ends the session.
func (s *Server) leave(r *http.Request) error {
	return fault.Wrap(s.sessions.Destroy(r.Context()), "end session")
}

// say leaves a sentence for the next page.
func (s *Server) say(r *http.Request, text string) {
	s.sessions.Put(r.Context(), keyFlash, ui.Flash{Text: text})
}

// sayUndo leaves a sentence with a way to take back what it tells about: a path to POST to.
func (s *Server) sayUndo(r *http.Request, text, undo string) {
	s.sessions.Put(r.Context(), keyFlash, ui.Flash{Text: text, Undo: undo})
}

// complain leaves a sentence about something that did not work.
func (s *Server) complain(r *http.Request, text string) {
	s.sessions.Put(r.Context(), keyFlash, ui.Flash{Text: text, Bad: true})
}

// takeFlash is the sentence left by the last action; it is shown once. A region that refreshes itself
// leaves it to the page: news of an action often arrives before the answer to it.
func (s *Server) takeFlash(r *http.Request) *ui.Flash {
	if visitOf(r).actor == nil || r.Header.Get("HX-Request") != "" && r.Header.Get("HX-Target") != "content" {
		return nil
	}
	if flash, ok := s.sessions.Pop(r.Context(), keyFlash).(ui.Flash); ok {
		return &flash
	}
	return nil
}

// keepCeremony remembers the server's half of a passkey exchange. Somebody who is not signed in gets
// a session that is soon over.
func (s *Server) keepCeremony(r *http.Request, state []byte) {
	if visitOf(r).actor == nil {
		s.sessions.SetDeadline(r.Context(), time.Now().Add(ceremonyLife).UTC())
	}
	s.sessions.Put(r.Context(), keyCeremony, state)
}

// takeCeremony is what keepCeremony remembered, once.
func (s *Server) takeCeremony(r *http.Request) []byte {
	return s.sessions.PopBytes(r.Context(), keyCeremony)
}
