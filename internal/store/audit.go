package store

import (
	"context"
	"math"
	"time"

	"github.com/google/uuid"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
)

// AppendAudit adds a line to the record of who did what. Lines are never changed nor removed, and stay
// when the account or the production goes.
func (tx *Tx) AppendAudit(ctx context.Context, e access.AuditEntry) error {
	id, err := uuid.NewV7() // keeps the order of lines of the same millisecond
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, `INSERT INTO audit (id, happened_at, user_id, name, production_id, action, detail, remote)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, id.String(), e.At, e.User, e.Name, e.Production, e.Action, e.Detail, e.Remote)
	return err
}

// FindAudit are the latest lines about a production, newest first; about everything for "". A limit
// of 0 is none.
func (tx *Tx) FindAudit(ctx context.Context, in production.ProductionID, limit int) ([]access.AuditEntry, error) {
	if limit <= 0 {
		limit = math.MaxInt
	}
	const query = `SELECT happened_at, user_id, name, production_id, action, detail, remote FROM audit `
	const newest = ` ORDER BY happened_at DESC, id DESC LIMIT $1`
	if in == "" {
		return many(ctx, tx, scanAudit, query+newest, limit)
	}
	return many(ctx, tx, scanAudit, query+`WHERE production_id = $2`+newest, limit, in)
}

func scanAudit(r row) (e access.AuditEntry, err error) {
	return e, r.Scan(fromMillis{&e.At}, &e.User, &e.Name, &e.Production, &e.Action, &e.Detail, &e.Remote)
}

// CountAudit is how many lines about a production name one of the actions, and when the last one was
// written; the zero time for none. The record only grows, and so does the number.
func (tx *Tx) CountAudit(ctx context.Context, in production.ProductionID, actions ...string) (n int, last time.Time, err error) {
	args := []any{in}
	for _, a := range actions {
		args = append(args, a)
	}
	scan := func(r row) (none struct{}, err error) { return none, r.Scan(&n, fromMillis{&last}) }
	_, err = one(ctx, tx, scan, `SELECT COUNT(*), COALESCE(MAX(happened_at), 0) FROM audit
		WHERE production_id = $1 AND action IN (`+places(2, len(actions))+`)`, args...)
	return n, last, err
}
