package store

import (
	"context"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

var subscriptions = table{
	name: "subscription", key: []string{"production_id", "id"},
	columns: []string{"hash", "user_id", "made_by", "member_id", "days", "made_at", "revoked_at", "read_at"},
}

var posted = table{
	name: "posted", key: []string{"production_id", "thing", "member_id"}, columns: []string{"sequence", "changed_at", "gone_at", "body"},
}

// SaveSubscription keeps a subscription; one with the same id is replaced.
func (tx *Tx) SaveSubscription(ctx context.Context, s production.Subscription) error {
	return subscriptions.save(ctx, tx, []any{s.Production, s.ID, s.Hash, s.User, s.MadeBy, s.Member, s.Days, s.MadeAt, s.RevokedAt, s.ReadAt})
}

func scanSubscription(r row) (s production.Subscription, err error) {
	return s, r.Scan(&s.Production, &s.ID, &s.Hash, &s.User, &s.MadeBy, &s.Member, &s.Days, fromMillis{&s.MadeAt}, fromMillis{&s.RevokedAt}, fromMillis{&s.ReadAt})
}

// FindSubscription is the subscription with the id, or fault.NotFound.
func (tx *Tx) FindSubscription(ctx context.Context, in production.ProductionID, id production.FeedID) (production.Subscription, error) {
	s, err := one(ctx, tx, scanSubscription, `SELECT `+subscriptions.list()+` FROM subscription WHERE production_id = $1 AND id = $2`, in, id)
	return s, absent(err, "such calendar feed")
}

// FindSubscriptionByHash is the subscription whose secret has the hash, of any production, or fault.NotFound.
func (tx *Tx) FindSubscriptionByHash(ctx context.Context, hash string) (production.Subscription, error) {
	s, err := one(ctx, tx, scanSubscription, `SELECT `+subscriptions.list()+` FROM subscription WHERE hash = $1`, hash)
	return s, absent(err, "such calendar feed")
}

// FindSubscriptions are all of a production, also those that were revoked, newest first.
func (tx *Tx) FindSubscriptions(ctx context.Context, in production.ProductionID) ([]production.Subscription, error) {
	return many(ctx, tx, scanSubscription, `SELECT `+subscriptions.list()+` FROM subscription WHERE production_id = $1 ORDER BY made_at DESC, id DESC`, in)
}

// TouchSubscription notes when a subscription was read.
func (tx *Tx) TouchSubscription(ctx context.Context, in production.ProductionID, id production.FeedID, at time.Time) error {
	return absent(tx.must(ctx, `UPDATE subscription SET read_at = $3 WHERE production_id = $1 AND id = $2`, in, id, at), "such calendar feed")
}

// SavePosted keeps what subscribed calendars are told of entries.
func (tx *Tx) SavePosted(ctx context.Context, in production.ProductionID, list []production.Posted) error {
	rows := make([][]any, len(list))
	for i, p := range list {
		rows[i] = []any{in, p.Thing, p.Member, p.Sequence, p.ChangedAt, p.GoneAt, p.Body}
	}
	return posted.save(ctx, tx, rows...)
}

func scanPosted(r row) (p production.Posted, err error) {
	return p, r.Scan(new(string), &p.Thing, &p.Member, &p.Sequence, fromMillis{&p.ChangedAt}, fromMillis{&p.GoneAt}, &p.Body)
}

// FindPosted are all entries that subscribed calendars were told of, in order of thing and member.
func (tx *Tx) FindPosted(ctx context.Context, in production.ProductionID) ([]production.Posted, error) {
	return many(ctx, tx, scanPosted, `SELECT `+posted.list()+` FROM posted WHERE production_id = $1 ORDER BY thing, member_id`, in)
}
