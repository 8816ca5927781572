package storetest

import (
	"context"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/storyboard"
)

func testStoryboard(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Drawn"), Production(t, s, "Other")
	wide := storyboard.Frame{
		ID: "f1", Moment: "m1", Shot: "s1", Title: "The lamp 🔦 מנורה", Note: "from below", Framing: framing.Framing{Size: "CU", Lens: "35 mm"},
		Sound: "the wick", Drawing: "d", Picture: "p", Spot: &storyboard.Spot{X: 0.25, Y: 0.5, Bearing: 359.5}, Ground: "g1", Place: 512.5,
	}
	loose := storyboard.Frame{ID: "f2", Title: "Anything", Place: 1024, Gone: true}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		for _, f := range []storyboard.Frame{{ID: "f1", Moment: "m9", Title: "A draft"}, loose, wide} {
			if err := tx.SaveFrame(ctx, p.ID, f); err != nil {
				return err
			}
		}
		return nil
	})
	all := func(in production.ProductionID) []storyboard.Frame {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]storyboard.Frame, error) { return tx.FindFrames(ctx, in) })
	}
	board := func(of production.MomentID) []storyboard.Frame {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]storyboard.Frame, error) {
			return tx.FindBoard(ctx, p.ID, of)
		})
	}
	same(t, all(p.ID), []storyboard.Frame{wide, loose})
	same(t, all(other.ID), []storyboard.Frame{})
	same(t, board("m1"), []storyboard.Frame{wide})
	same(t, board("m9"), []storyboard.Frame{})
	same(t, board(""), []storyboard.Frame{loose})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (storyboard.Frame, error) {
		return tx.FindFrame(ctx, p.ID, "f1")
	}), wide)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (storyboard.Frame, error) {
		return tx.FindFrame(ctx, other.ID, "f1")
	})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SaveFrame(ctx, "none", wide) })
}
