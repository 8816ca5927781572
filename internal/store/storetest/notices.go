package storetest

import (
	"context"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func testNotices(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Told"), Production(t, s, "Other")
	zoe, adam := user(t, s, "Zoë", "zoe@example.org"), user(t, s, "adam", "adam@example.org")
	notice := func(in production.Production, title string, at time.Time) production.Notice {
		return production.Notice{
			ID: production.NewID[production.NoticeID](), Production: in.ID, Proposal: production.ProposalID(title), Audience: "see_plan",
			Title: title, Broken: 3, MadeBy: "Zoë", MadeAt: at,
		}
	}
	old, white, blue := notice(p, "old", noon.Add(-time.Hour)), notice(p, "white", noon), notice(p, "blue", noon.Add(time.Hour))
	for _, n := range []production.Notice{old, white, blue, notice(other, "theirs", noon)} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.CreateNotice(ctx, n) })
	}
	open := func(u production.UserID) []production.Notice {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Notice, error) {
			return tx.FindNotices(ctx, p.ID, u, noon.Add(-time.Minute))
		})
	}
	same(t, open(zoe.ID), []production.Notice{blue, white})
	for range 2 { // putting it away twice does no harm
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SeeNotice(ctx, blue.ID, zoe.ID, noon) })
	}
	same(t, open(zoe.ID), []production.Notice{white})
	same(t, open(adam.ID), []production.Notice{blue, white})
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteNoticesOf(ctx, "white") })
	same(t, open(zoe.ID), []production.Notice{})
	same(t, open(adam.ID), []production.Notice{blue})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SeeNotice(ctx, "none", zoe.ID, noon) })
	for range 2 { // taking it back twice does no harm
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteNotice(ctx, blue.ID) })
	}
	same(t, open(adam.ID), []production.Notice{})
}

func testWatches(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Watched"), Production(t, s, "Other")
	zoe, adam := user(t, s, "Zoë", "zoe@example.org"), user(t, s, "adam", "adam@example.org")
	mail := production.Watch{Production: p.ID, User: zoe.ID, Channel: production.ByMail, Level: production.WatchBreaks, Since: noon}
	hook := production.Watch{Production: p.ID, User: zoe.ID, Channel: production.ByWebhook, Address: "https://example.com/in", Secret: "whsec_x",
		Level: production.WatchAll, Since: noon, Problem: "did not answer"}
	theirs := production.Watch{Production: other.ID, User: adam.ID, Channel: production.ByMail, Level: production.WatchAll, Since: noon}
	for _, w := range []production.Watch{mail, {Production: p.ID, User: zoe.ID, Channel: production.ByWebhook}, hook, theirs} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveWatch(ctx, w) })
	}
	find := func() []production.Watch {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Watch, error) { return tx.FindWatches(ctx, p.ID) })
	}
	same(t, find(), []production.Watch{mail, hook})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Watch, error) {
		return tx.FindWatchesOf(ctx, adam.ID)
	}),
		[]production.Watch{theirs})
	for range 2 {
		write(t, s, func(ctx context.Context, tx *store.Tx) error {
			return tx.DeleteWatch(ctx, p.ID, zoe.ID, production.ByMail)
		})
	}
	same(t, find(), []production.Watch{hook})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveWatch(ctx, production.Watch{Production: "none", User: zoe.ID, Channel: production.ByMail})
	})
}
