package gatehouse

import (
	"context"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// How long a link can be used. A sign-in link is handed over now; an invitation waits in a mailbox.
const (
	setupFor  = 24 * time.Hour
	signInFor = time.Hour
	inviteFor = 7 * 24 * time.Hour
)

// deadLink is what every unusable link says: unknown, used, run out or of another kind. The same
// answer for all of them tells a stranger nothing.
func deadLink() error {
	return fault.New(fault.NotFound, "this link cannot be used: it is unknown, used already or has run out").
		WithRemedy("Ask whoever gave it to you for a new one.")
}

// newLink stores a link and returns its secret token.
func (s *Service) newLink(ctx context.Context, tx *store.Tx, l access.Link, valid time.Duration) (string, error) {
	actor, _ := access.From(ctx)
	token := newSecret()
	l.TokenHash = digest(token)
	l.CreatedBy = actor.Name
	l.CreatedAt = s.now().UTC()
	l.ExpiresAt = l.CreatedAt.Add(valid)
	return token, tx.CreateLink(ctx, l)
}

// openLink finds a link that can be used now for the purpose, without using it.
func (s *Service) openLink(ctx context.Context, tx *store.Tx, token string, purpose access.LinkPurpose) (access.Link, error) {
	hash := digest(token)
	link, err := tx.FindLink(ctx, hash)
	switch {
	case fault.Is(err, fault.NotFound):
		return link, deadLink()
	case err != nil:
		return link, err
	case !same(link.TokenHash, hash) || link.Purpose != purpose || !link.UsedAt.IsZero() || !s.now().Before(link.ExpiresAt):
		return access.Link{}, deadLink()
	}
	return link, nil
}

// useLink finds a link and marks it used, in the caller's transaction.
func (s *Service) useLink(ctx context.Context, tx *store.Tx, token string, purpose access.LinkPurpose) (access.Link, error) {
	link, err := s.openLink(ctx, tx, token, purpose)
	if err != nil {
		return link, err
	}
	if _, err := tx.UseLink(ctx, link.TokenHash, s.now().UTC()); err != nil {
		if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.Invalid) {
			return link, deadLink()
		}
		return link, err
	}
	return link, nil
}

// FindLink tells what a token is for, without using it: pages show it before anybody presses a
// button. It returns fault.NotFound for a link that cannot be used.
func (s *Service) FindLink(ctx context.Context, token string, purpose access.LinkPurpose) (link access.Link, err error) {
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		link, err = s.openLink(ctx, tx, token, purpose)
		return err
	})
	return link, err
}

// SetupLink makes the link for the first account and takes older ones back. Only the operator may
// ask, and only while there is no account: fault.Conflict afterwards.
func (s *Service) SetupLink(ctx context.Context) (token string, err error) {
	if err := access.RequireOperator(ctx); err != nil {
		return "", err
	}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		if err := nobodyYet(ctx, tx); err != nil {
			return err
		}
		open, err := tx.FindOpenLinks(ctx, "")
		if err != nil {
			return err
		}
		for _, l := range open {
			if l.Purpose != access.SetupLink {
				continue
			}
			if err := tx.DeleteLink(ctx, l.TokenHash); err != nil {
				return err
			}
		}
		if token, err = s.newLink(ctx, tx, access.Link{Purpose: access.SetupLink}, setupFor); err != nil {
			return err
		}
		return s.audit(ctx, tx, "", "setup_link", "")
	})
	return token, err
}

// Setup makes the owner's account with a set-up link. Wrong input leaves the link usable.
func (s *Service) Setup(ctx context.Context, token, name, email, password string) (Pass, error) {
	who, err := s.applicant(ctx, name, email, password)
	if err != nil {
		return Pass{}, err
	}
	owner := s.userFrom(who)
	owner.Operator = true
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		if _, err := s.useLink(ctx, tx, token, access.SetupLink); err != nil {
			return err
		}
		if err := nobodyYet(ctx, tx); err != nil {
			return err
		}
		if err := tx.CreateUser(ctx, owner); err != nil {
			return err
		}
		return s.auditAs(ctx, tx, owner.ID, owner.Name, "", "setup", "owner's account")
	})
	return passOf(owner), err
}

// Fresh reports whether there is no account yet, so that the first visitor is told about the set-up
// link.
func (s *Service) Fresh(ctx context.Context) (fresh bool, err error) {
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		n, err := tx.CountUsers(ctx)
		fresh = n == 0
		return err
	})
	return fresh, err
}

func nobodyYet(ctx context.Context, tx *store.Tx) error {
	n, err := tx.CountUsers(ctx)
	if err != nil {
		return err
	}
	if n > 0 {
		return fault.New(fault.Conflict, "this installation has an owner already").WithRemedy("Sign in, or ask for a sign-in link.")
	}
	return nil
}

// SignInLink makes a link that signs one user in once, for the operator: "bts user link", or somebody
// who lost every other way in.
func (s *Service) SignInLink(ctx context.Context, id production.UserID) (token string, err error) {
	if err := access.RequireOperator(ctx); err != nil {
		return "", err
	}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		user, err := tx.FindUser(ctx, id)
		if err != nil {
			return err
		}
		if token, err = s.newLink(ctx, tx, access.Link{Purpose: access.SignInLink, User: id, Label: user.Name}, signInFor); err != nil {
			return err
		}
		return s.audit(ctx, tx, "", "sign_in_link", "for "+user.Name)
	})
	return token, err
}

// UseSignInLink signs the link's user in. It works once.
func (s *Service) UseSignInLink(ctx context.Context, token string) (pass Pass, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		link, err := s.useLink(ctx, tx, token, access.SignInLink)
		if err != nil {
			return err
		}
		user, err := tx.FindUser(ctx, link.User)
		if err != nil {
			return err
		}
		pass = passOf(user)
		return s.auditAs(ctx, tx, user.ID, user.Name, "", "sign_in", "link")
	})
	return pass, err
}
