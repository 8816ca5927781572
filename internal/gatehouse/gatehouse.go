// Package gatehouse decides who comes in: accounts, passwords, passkeys, one-time links, invitations
// and program tokens. It sits above the store and below the pages, the API and the command line,
// which all let people in through the methods of one Service.
//
// What an anonymous caller can learn is kept small: signing in says the same for a wrong password and
// for an unknown address, and takes the same time. Secrets leave the service once, as return values;
// the database holds only their SHA-256 (links, tokens) or an argon2id string (passwords).
package gatehouse

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// Service holds the rules of coming in. It is safe for concurrent use.
type Service struct {
	store     *store.Store
	now       func() time.Time
	passwords *passwords
	throttle  *throttle
}

// Options are the parts a Service works with.
type Options struct {
	Store *store.Store     // migrated
	Clock func() time.Time // nil is time.Now
}

// New opens the gatehouse.
func New(o Options) *Service {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	return &Service{store: o.Store, now: o.Clock, passwords: newPasswords(), throttle: newThrottle()}
}

// Pass is what a browser session keeps of somebody who came in. Stamp changes with the password, so
// that a new password ends every session that was opened with the old one.
type Pass struct {
	User  production.UserID
	Stamp string
}

// passOf makes the pass of a user as the account stands now.
func passOf(u access.User) Pass {
	sum := sha256.Sum256([]byte("pass:" + u.PasswordHash))
	return Pass{User: u.ID, Stamp: hex.EncodeToString(sum[:16])}
}

type remoteKey struct{}

// WithRemote returns a context that carries the caller's network address, for the audit record and
// for slowing down guesses.
func WithRemote(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, remoteKey{}, address)
}

func remoteOf(ctx context.Context) string {
	address, _ := ctx.Value(remoteKey{}).(string)
	return address
}

// audit appends one line about something the context's actor did.
func (s *Service) audit(ctx context.Context, tx *store.Tx, in production.ProductionID, action, detail string) error {
	actor, _ := access.From(ctx)
	return s.auditAs(ctx, tx, actor.UserID, actor.Name, in, action, detail)
}

// auditAs is audit for somebody who is not the context's actor yet: people who are just coming in.
func (s *Service) auditAs(ctx context.Context, tx *store.Tx, user production.UserID, name string, in production.ProductionID, action, detail string) error {
	return tx.AppendAudit(ctx, access.AuditEntry{
		At: s.now().UTC(), User: user, Name: name, Production: in, Action: action, Detail: detail, Remote: remoteOf(ctx),
	})
}

// self is the signed-in person of the context. The command line's operator has no account and gets
// fault.Invalid: keys and passwords belong to a person.
func self(ctx context.Context) (access.Actor, error) {
	actor, ok := access.From(ctx)
	if !ok {
		return actor, fault.New(fault.Unauthenticated, "nobody is signed in").WithRemedy("Sign in first.")
	}
	if actor.UserID == "" {
		return actor, fault.New(fault.Invalid, "the command line has no account of its own").WithRemedy("Name a user.")
	}
	return actor, nil
}
