package storetest

import (
	"context"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/storyboard"
)

func testGroundPlans(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Mapped"), Production(t, s, "Other")
	across, north := 24.5, 0.0
	tower := storyboard.GroundPlan{ID: "g1", Where: "Lighthouse מגדלור", Title: "Upper floor", Note: "from a drone", Picture: "p", Wide: 1600, High: 900, Across: &across, North: &north}
	pier := storyboard.GroundPlan{ID: "g2", Where: "Pier", Picture: "q", Wide: 3, High: 4, Gone: true}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		for _, g := range []storyboard.GroundPlan{{ID: "g1", Where: "A draft"}, pier, tower} {
			if err := tx.SaveGroundPlan(ctx, p.ID, g); err != nil {
				return err
			}
		}
		return nil
	})
	all := func(in production.ProductionID) []storyboard.GroundPlan {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]storyboard.GroundPlan, error) {
			return tx.FindGroundPlans(ctx, in)
		})
	}
	one := func(in production.ProductionID) func(ctx context.Context, tx *store.Tx) (storyboard.GroundPlan, error) {
		return func(ctx context.Context, tx *store.Tx) (storyboard.GroundPlan, error) {
			return tx.FindGroundPlan(ctx, in, "g1")
		}
	}
	same(t, all(p.ID), []storyboard.GroundPlan{tower, pier})
	same(t, all(other.ID), []storyboard.GroundPlan{})
	same(t, read(t, s, one(p.ID)), tower)
	missing(t, s, one(other.ID))
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SaveGroundPlan(ctx, "none", tower) })
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveFacts(ctx, p.ID, production.Facts{}) })
	same(t, all(p.ID), []storyboard.GroundPlan{tower, pier})
}
