package store

import (
	"context"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
)

var tokens = table{
	name:    "token",
	key:     []string{"hash"},
	columns: []string{"user_id", "label", "created_at", "expires_at", "last_used_at"},
}

func scanToken(r row) (t access.Token, err error) {
	return t, r.Scan(&t.Hash, &t.User, &t.Label, fromMillis{&t.CreatedAt}, fromMillis{&t.ExpiresAt}, fromMillis{&t.LastUsedAt})
}

// CreateToken adds a token of the JSON API.
func (tx *Tx) CreateToken(ctx context.Context, t access.Token) error {
	return taken(tokens.insert(ctx, tx, []any{t.Hash, t.User, t.Label, t.CreatedAt, t.ExpiresAt, t.LastUsedAt}),
		"there is such a token already")
}

// FindToken is the token with the hash, or fault.NotFound. Whether it has expired is for the caller
// to look at.
func (tx *Tx) FindToken(ctx context.Context, hash string) (access.Token, error) {
	t, err := one(ctx, tx, scanToken, `SELECT `+tokens.list()+` FROM token WHERE hash = $1`, hash)
	return t, absent(err, "such token")
}

// FindTokensOf are the tokens of one account, newest first.
func (tx *Tx) FindTokensOf(ctx context.Context, user production.UserID) ([]access.Token, error) {
	return many(ctx, tx, scanToken, `SELECT `+tokens.list()+` FROM token WHERE user_id = $1 ORDER BY created_at DESC, hash`, user)
}

// TouchToken notes when a token was used, or returns fault.NotFound.
func (tx *Tx) TouchToken(ctx context.Context, hash string, at time.Time) error {
	return absent(tx.must(ctx, `UPDATE token SET last_used_at = $2 WHERE hash = $1`, hash, at), "such token")
}

// DeleteToken takes a token back, or returns fault.NotFound.
func (tx *Tx) DeleteToken(ctx context.Context, hash string) error {
	return absent(tokens.remove(ctx, tx, hash), "such token")
}
