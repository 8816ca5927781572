package store

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
)

var memberships = table{
	name:    "membership",
	key:     []string{"production_id", "user_id"},
	columns: []string{"role", "since_at"},
}

// membership selects memberships with the names of the people.
const membership = `SELECT m.production_id, m.user_id, a.name, a.email, m.role, m.since_at
	FROM membership m JOIN account a ON a.id = m.user_id `

func scanMembership(r row) (m access.Membership, err error) {
	return m, r.Scan(&m.Production, &m.User, &m.UserName, &m.Email, &m.Role, fromMillis{&m.Since})
}

// SaveMembership gives a person a role in a production, instead of the one held before. A person or
// production that is not there is fault.NotFound.
func (tx *Tx) SaveMembership(ctx context.Context, m access.Membership) error {
	return memberships.save(ctx, tx, []any{m.Production, m.User, m.Role, m.Since})
}

// DeleteMembership takes a person out of a production, or returns fault.NotFound.
func (tx *Tx) DeleteMembership(ctx context.Context, in production.ProductionID, user production.UserID) error {
	return absent(memberships.remove(ctx, tx, in, user), "such member of the production")
}

// FindMemberships are the people of a production in order of name.
func (tx *Tx) FindMemberships(ctx context.Context, in production.ProductionID) ([]access.Membership, error) {
	return many(ctx, tx, scanMembership, membership+`WHERE m.production_id = $1 ORDER BY a.sort_name, a.id`, in)
}

// FindMembershipsOf are the roles of one person, in the order in which they were given.
func (tx *Tx) FindMembershipsOf(ctx context.Context, user production.UserID) ([]access.Membership, error) {
	return many(ctx, tx, scanMembership, membership+`WHERE m.user_id = $1 ORDER BY m.since_at, m.production_id`, user)
}
