package gatehouse

import (
	"context"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/store"
)

const (
	// tokenMark starts every program token, so that people and secret scanners know one when they see it.
	tokenMark = "bts_"
	// tokenFor is how long a program token works.
	tokenFor = 365 * 24 * time.Hour
	// touchEvery is how exactly the last use of a token is kept: a write per request would be too many.
	touchEvery = 5 * time.Minute
	mostTokens = 50
)

// CreateToken makes a token that lets a program act as the signed-in person for a year. The secret is
// returned this once.
func (s *Service) CreateToken(ctx context.Context, label string) (secret string, token access.Token, err error) {
	actor, err := self(ctx)
	if err != nil {
		return "", token, err
	}
	if label, err = checkLine("label", label); err != nil {
		return "", token, err
	}
	secret = tokenMark + newSecret()
	now := s.now().UTC()
	token = access.Token{Hash: digest(secret), User: actor.UserID, Label: label, CreatedAt: now, ExpiresAt: now.Add(tokenFor)}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		held, err := tx.FindTokensOf(ctx, actor.UserID)
		if err != nil {
			return err
		}
		if len(held) >= mostTokens {
			return fault.New(fault.Conflict, "there are %d tokens already", len(held)).WithRemedy("Remove those that are no longer used.")
		}
		if err := tx.CreateToken(ctx, token); err != nil {
			return err
		}
		return s.audit(ctx, tx, "", "token_create", label)
	})
	return secret, token, err
}

// Tokens lists the signed-in person's tokens.
func (s *Service) Tokens(ctx context.Context) (tokens []access.Token, err error) {
	actor, err := self(ctx)
	if err != nil {
		return nil, err
	}
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		tokens, err = tx.FindTokensOf(ctx, actor.UserID)
		return err
	})
	return tokens, err
}

// RemoveToken ends one of the signed-in person's tokens at once.
func (s *Service) RemoveToken(ctx context.Context, hash string) error {
	actor, err := self(ctx)
	if err != nil {
		return err
	}
	return s.store.Write(ctx, func(tx *store.Tx) error {
		token, err := tx.FindToken(ctx, hash)
		if err == nil && token.User != actor.UserID {
			err = fault.New(fault.NotFound, "there is no such token")
		}
		if err != nil {
			return err
		}
		if err := tx.DeleteToken(ctx, hash); err != nil {
			return err
		}
		return s.audit(ctx, tx, "", "token_remove", token.Label)
	})
}

// ActorOfToken is the actor a program acts as. Every token that does not work gives the same
// fault.Unauthenticated.
func (s *Service) ActorOfToken(ctx context.Context, secret string) (access.Actor, error) {
	refused := fault.New(fault.Unauthenticated, "this token does not work: it is unknown or has run out").
		WithRemedy("Make a new one on the account page.")
	if !strings.HasPrefix(secret, tokenMark) {
		return access.Actor{}, refused
	}
	token, err := s.findToken(ctx, digest(secret))
	switch {
	case fault.Is(err, fault.NotFound):
		return access.Actor{}, refused
	case err != nil:
		return access.Actor{}, err
	case !same(token.Hash, digest(secret)) || !s.now().Before(token.ExpiresAt):
		return access.Actor{}, refused
	}
	if s.now().Sub(token.LastUsedAt) > touchEvery {
		err := s.store.Write(ctx, func(tx *store.Tx) error { return tx.TouchToken(ctx, token.Hash, s.now().UTC()) })
		if err != nil {
			return access.Actor{}, err
		}
	}
	return s.ActorOf(ctx, token.User)
}

func (s *Service) findToken(ctx context.Context, hash string) (token access.Token, err error) {
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		token, err = tx.FindToken(ctx, hash)
		return err
	})
	return token, err
}
