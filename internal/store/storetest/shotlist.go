package storetest

import (
	"context"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
)

func testWantedShots(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Wanted"), Production(t, s, "Other")
	first := shotlist.Shot{
		ID: "s1", Moment: "m1", Title: "Faces that watch: שקט 🎬", Framing: framing.Framing{Size: "CU", Lens: "85 mm"}, Medium: shotlist.Stills,
		Priority: shotlist.Must, Status: shotlist.Got, Proof: "A017_C003", Place: 0.5, Of: []production.MomentID{"m1"},
	}
	second := shotlist.Shot{ID: "s2", Title: "The pier", Medium: shotlist.Video, Status: shotlist.Planned, Gone: true, Of: []production.MomentID{}}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.SaveWantedShot(ctx, p.ID, shotlist.Shot{ID: "s1", Title: "A draft"}); err != nil {
			return err
		}
		if err := tx.SaveWantedShot(ctx, p.ID, second); err != nil {
			return err
		}
		return tx.SaveWantedShot(ctx, p.ID, first)
	})
	all := func(in production.ProductionID) []shotlist.Shot {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]shotlist.Shot, error) { return tx.FindWantedShots(ctx, in) })
	}
	same(t, all(p.ID), []shotlist.Shot{first, second})
	same(t, all(other.ID), []shotlist.Shot{})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (shotlist.Shot, error) {
		return tx.FindWantedShot(ctx, p.ID, "s1")
	}), first)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (shotlist.Shot, error) {
		return tx.FindWantedShot(ctx, other.ID, "s1")
	})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SaveWantedShot(ctx, "none", first) })
}
