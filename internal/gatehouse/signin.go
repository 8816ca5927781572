package gatehouse

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// SignIn lets somebody in by e-mail address and password. A wrong password and an unknown address
// give the same fault.Unauthenticated after the same work; too many attempts give fault.Unavailable.
func (s *Service) SignIn(ctx context.Context, email, password string) (Pass, error) {
	email = normalEmail(email)
	guess, err := s.admit(ctx, email)
	if err != nil {
		return Pass{}, err
	}
	user, err := s.findByEmail(ctx, email)
	if err != nil {
		return Pass{}, err
	}
	right, err := s.passwords.matches(ctx, user.PasswordHash, password)
	if err != nil {
		return Pass{}, err
	}
	if !right {
		return Pass{}, s.refuse(ctx, user, guess)
	}
	s.throttle.forgive(guess.account)
	s.throttle.giveBack(guess.address)
	renewed := ""
	if aged(user.PasswordHash) {
		if renewed, err = s.passwords.hash(ctx, password); err != nil {
			return Pass{}, err
		}
	}
	return s.welcome(ctx, user, renewed)
}

// attempt is one counted sign-in: the keys it was counted under, and whether waiting begins after it.
type attempt struct {
	account, address string
	last             bool
}

// admit counts an attempt for the account and for the address it comes from.
func (s *Service) admit(ctx context.Context, email string) (attempt, error) {
	address := addressKey(remoteOf(ctx))
	a := attempt{account: "account " + digest(email) + " " + address, address: "address " + address}
	wait, lastOfAddress := s.throttle.take(s.now(), a.address, freePerAddress)
	if wait > 0 {
		return a, tooMany(wait)
	}
	wait, lastOfAccount := s.throttle.take(s.now(), a.account, freePerAccount)
	if wait > 0 {
		return a, tooMany(wait)
	}
	a.last = lastOfAddress || lastOfAccount
	return a, nil
}

// findByEmail is the account with the address; an empty one when there is none.
func (s *Service) findByEmail(ctx context.Context, email string) (user access.User, err error) {
	if email == "" {
		return user, nil // accounts without an address cannot be found by it
	}
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		user, err = tx.FindUserByEmail(ctx, email)
		return err
	})
	if fault.Is(err, fault.NotFound) {
		return access.User{}, nil
	}
	return user, err
}

// refuse records a failed sign-in. The address typed is not recorded for unknown accounts: people
// type their password into the wrong field.
func (s *Service) refuse(ctx context.Context, user access.User, guess attempt) error {
	detail := "wrong password"
	if user.ID == "" {
		detail = "no such account"
	}
	if guess.last {
		detail += "; further attempts are slowed down"
	}
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		return s.auditAs(ctx, tx, user.ID, user.Name, "", "sign_in_refused", detail)
	})
	if err != nil {
		return err
	}
	return fault.New(fault.Unauthenticated, "the e-mail address or the password is not right").
		WithRemedy("Try again, or ask whoever invited you for a sign-in link.")
}

// welcome records a sign-in by password and hands out the pass. A hash that was renewed because its
// cost was out of date is kept, unless the password has changed since it was compared.
func (s *Service) welcome(ctx context.Context, user access.User, renewed string) (pass Pass, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		kept, err := tx.FindUser(ctx, user.ID)
		if err != nil {
			return err
		}
		if !same(kept.PasswordHash, user.PasswordHash) {
			return fault.New(fault.Unauthenticated, "the password was changed in this moment").WithRemedy("Sign in again.")
		}
		if renewed != "" {
			kept.PasswordHash = renewed
			if err := tx.UpdateUser(ctx, kept); err != nil {
				return err
			}
		}
		pass = passOf(kept)
		return s.auditAs(ctx, tx, user.ID, user.Name, "", "sign_in", "password")
	})
	return pass, err
}

// ChangePassword sets the signed-in person's password. The current one is needed when there is one.
// Every other session of the account ends, and so do its program tokens: whoever had the old password
// may have made one. The returned pass is for the session that asked.
func (s *Service) ChangePassword(ctx context.Context, current, next string) (Pass, error) {
	user, err := s.Account(ctx)
	if err != nil {
		return Pass{}, err
	}
	if err := checkPassword(next, user.Email, user.Name); err != nil {
		return Pass{}, err
	}
	if err := s.confirm(ctx, user, current); err != nil {
		return Pass{}, err
	}
	before := user.PasswordHash
	if user.PasswordHash, err = s.passwords.hash(ctx, next); err != nil {
		return Pass{}, err
	}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		kept, err := tx.FindUser(ctx, user.ID)
		if err != nil {
			return err
		}
		if !same(kept.PasswordHash, before) {
			return fault.New(fault.Conflict, "the password was changed elsewhere in the meantime").WithRemedy("Sign in again.")
		}
		kept.PasswordHash = user.PasswordHash
		if err := tx.UpdateUser(ctx, kept); err != nil {
			return err
		}
		if err := dropTokens(ctx, tx, user.ID); err != nil {
			return err
		}
		return s.audit(ctx, tx, "", "password_change", "")
	})
	return passOf(user), err
}

// ResetPassword takes a user's password away, for the operator and somebody who forgot it: sessions and
// program tokens end, and the next sign-in link lets them set a new one.
func (s *Service) ResetPassword(ctx context.Context, id production.UserID) error {
	if err := access.RequireOperator(ctx); err != nil {
		return err
	}
	return s.store.Write(ctx, func(tx *store.Tx) error {
		user, err := tx.FindUser(ctx, id)
		if err != nil {
			return err
		}
		user.PasswordHash = ""
		if err := tx.UpdateUser(ctx, user); err != nil {
			return err
		}
		if err := dropTokens(ctx, tx, id); err != nil {
			return err
		}
		return s.audit(ctx, tx, "", "password_reset", "of "+user.Name)
	})
}

// dropTokens ends every program token of a user.
func dropTokens(ctx context.Context, tx *store.Tx, id production.UserID) error {
	tokens, err := tx.FindTokensOf(ctx, id)
	if err != nil {
		return err
	}
	for _, t := range tokens {
		if err := tx.DeleteToken(ctx, t.Hash); err != nil {
			return err
		}
	}
	return nil
}

// confirm checks the current password of somebody who is signed in, slowed down like a sign-in: an
// unattended browser must not become a place to guess.
func (s *Service) confirm(ctx context.Context, user access.User, current string) error {
	if user.PasswordHash == "" {
		return nil
	}
	guess, err := s.admit(ctx, user.Email)
	if err != nil {
		return err
	}
	right, err := s.passwords.matches(ctx, user.PasswordHash, current)
	if err != nil {
		return err
	}
	if !right {
		return fault.New(fault.Invalid, "the current password is not right")
	}
	s.throttle.forgive(guess.account)
	s.throttle.giveBack(guess.address)
	return nil
}

// ActorOf is the actor that a user is: name, ownership and roles, as they stand now.
// It is fault.NotFound when there is no such account.
func (s *Service) ActorOf(ctx context.Context, id production.UserID) (access.Actor, error) {
	_, actor, err := s.find(ctx, id)
	return actor, err
}

// ActorOfPass is ActorOf for a session. It is fault.Unauthenticated when the account is gone or its
// password has changed since the pass was made.
func (s *Service) ActorOfPass(ctx context.Context, pass Pass) (access.Actor, error) {
	user, actor, err := s.find(ctx, pass.User)
	if fault.Is(err, fault.NotFound) || err == nil && !same(passOf(user).Stamp, pass.Stamp) {
		return access.Actor{}, fault.New(fault.Unauthenticated, "this session has ended").WithRemedy("Sign in again.")
	}
	return actor, err
}

func (s *Service) find(ctx context.Context, id production.UserID) (user access.User, actor access.Actor, err error) {
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		if user, err = tx.FindUser(ctx, id); err != nil {
			return err
		}
		memberships, err := tx.FindMembershipsOf(ctx, id)
		actor = actorFrom(user, memberships)
		return err
	})
	return user, actor, err
}

func actorFrom(user access.User, memberships []access.Membership) access.Actor {
	roles := make(map[production.ProductionID]access.Role, len(memberships))
	for _, m := range memberships {
		roles[m.Production] = m.Role
	}
	return access.Actor{UserID: user.ID, Name: user.Name, Operator: user.Operator, Roles: roles}
}
