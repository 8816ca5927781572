package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// linkColumns are what scanLink reads.
const linkColumns = `token_hash, purpose, COALESCE(production_id, ''), role, COALESCE(user_id, ''), label, created_by,
	created_at, expires_at, used_at`

func scanLink(r row) (l access.Link, err error) {
	return l, r.Scan(&l.TokenHash, &l.Purpose, &l.Production, &l.Role, &l.User, &l.Label, &l.CreatedBy,
		fromMillis{&l.CreatedAt}, fromMillis{&l.ExpiresAt}, fromMillis{&l.UsedAt})
}

// CreateLink keeps a one-time link. One that never expires is fault.Invalid; a production or user that
// is not there is fault.NotFound.
func (tx *Tx) CreateLink(ctx context.Context, l access.Link) error {
	if l.ExpiresAt.IsZero() {
		return fault.New(fault.Invalid, "a link must expire")
	}
	_, err := tx.exec(ctx, `INSERT INTO link (token_hash, purpose, production_id, role, user_id, label, created_by,
		created_at, expires_at, used_at) VALUES ($1, $2, NULLIF($3, ''), $4, NULLIF($5, ''), $6, $7, $8, $9, $10)`,
		l.TokenHash, l.Purpose, l.Production, l.Role, l.User, l.Label, l.CreatedBy, l.CreatedAt, l.ExpiresAt, l.UsedAt)
	return taken(err, "there is such a link already")
}

// FindLink is the link with the hash, used or not, or fault.NotFound.
func (tx *Tx) FindLink(ctx context.Context, tokenHash string) (access.Link, error) {
	l, err := one(ctx, tx, scanLink, `SELECT `+linkColumns+` FROM link WHERE token_hash = $1`, tokenHash)
	return l, absent(err, "such link")
}

// UseLink marks a link as used and returns it. It succeeds once: afterwards it returns fault.Conflict,
// for a link that has run out at the time fault.Invalid, and for an unknown one fault.NotFound.
func (tx *Tx) UseLink(ctx context.Context, tokenHash string, at time.Time) (access.Link, error) {
	used, err := one(ctx, tx, scanLink, `UPDATE link SET used_at = $2
		WHERE token_hash = $1 AND used_at = 0 AND expires_at > $2 RETURNING `+linkColumns, tokenHash, at)
	if !errors.Is(err, sql.ErrNoRows) {
		return used, err
	}
	l, err := tx.FindLink(ctx, tokenHash)
	switch {
	case err != nil:
		return l, err
	case !l.UsedAt.IsZero():
		return access.Link{}, fault.New(fault.Conflict, "this link was used already").WithRemedy("Ask for a new one.")
	}
	return access.Link{}, fault.New(fault.Invalid, "this link has run out").WithRemedy("Ask for a new one.")
}

// FindOpenLinks are the links of a production that were not used, newest first, with those that have
// run out; those that belong to no production for "".
func (tx *Tx) FindOpenLinks(ctx context.Context, in production.ProductionID) ([]access.Link, error) {
	return many(ctx, tx, scanLink, `SELECT `+linkColumns+` FROM link
		WHERE COALESCE(production_id, '') = $1 AND used_at = 0 ORDER BY created_at DESC, token_hash`, in)
}

// DeleteLink takes a link back, or returns fault.NotFound.
func (tx *Tx) DeleteLink(ctx context.Context, tokenHash string) error {
	return absent(tx.must(ctx, `DELETE FROM link WHERE token_hash = $1`, tokenHash), "such link")
}
