package storetest

import (
	"context"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func testSubscriptions(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Read"), Production(t, s, "Unread")
	noon := time.Date(2026, 5, 12, 12, 0, 0, 0, time.UTC)
	one := production.Subscription{ID: "s1", Production: p.ID, User: "u", MadeBy: "Zoë", Member: "z", Hash: "aa", MadeAt: noon}
	two := production.Subscription{ID: "s2", Production: p.ID, MadeBy: "operator", Days: true, Hash: "bb", MadeAt: noon.Add(time.Minute)}
	for _, sub := range []production.Subscription{one, two} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveSubscription(ctx, sub) })
	}
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error { // no two secrets are the same
		return tx.SaveSubscription(ctx, production.Subscription{ID: "s3", Production: other.ID, Hash: "aa"})
	})
	all := func(in production.ProductionID) []production.Subscription {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Subscription, error) {
			return tx.FindSubscriptions(ctx, in)
		})
	}
	same(t, all(p.ID), []production.Subscription{two, one})
	same(t, all(other.ID), []production.Subscription{})
	one.ReadAt = noon.Add(time.Hour)
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.TouchSubscription(ctx, p.ID, "s1", one.ReadAt)
	})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (production.Subscription, error) {
		return tx.FindSubscriptionByHash(ctx, "aa")
	}), one)
	one.RevokedAt = noon.Add(2 * time.Hour)
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveSubscription(ctx, one) })
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (production.Subscription, error) {
		return tx.FindSubscription(ctx, p.ID, "s1")
	}), one)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.Subscription, error) {
		return tx.FindSubscription(ctx, other.ID, "s1")
	})
	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.Subscription, error) {
		return tx.FindSubscriptionByHash(ctx, "cc")
	})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.TouchSubscription(ctx, other.ID, "s1", noon) })

	list := []production.Posted{
		{Thing: "booking m", Sequence: 1, ChangedAt: noon, Body: `{"title":"Fall"}`}, {Thing: "booking m", Member: "z", Sequence: 3, ChangedAt: noon, GoneAt: noon.Add(time.Hour), Body: `{}`},
	}
	found := func(in production.ProductionID) []production.Posted {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Posted, error) { return tx.FindPosted(ctx, in) })
	}
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SavePosted(ctx, p.ID, list) })
	same(t, found(p.ID), list)
	list[0].Sequence = 2
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SavePosted(ctx, p.ID, list[:1]) })
	same(t, found(p.ID), list)
	same(t, found(other.ID), []production.Posted{})
}
