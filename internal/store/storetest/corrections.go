package storetest

import (
	"context"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func testCorrections(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Corrected"), Production(t, s, "Other")
	corrected := func(id string, in production.ProductionID, at time.Time) correction.Correction {
		return correction.Correction{
			ID: production.CorrectionID(id), Production: in, What: correction.Day, Target: "d1", Part: "Main", Scene: "s1", Met: true, Field: "call", Value: "06:30",
			Was: "07:00", Paper: "07:00", Note: "the 1st AD said so", State: correction.Standing, By: "Zoë", At: at,
		}
	}
	first, second, theirs := corrected("c2", p.ID, noon), corrected("c1", p.ID, noon.Add(time.Minute)), corrected("c3", other.ID, noon)
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveCorrections(ctx, []correction.Correction{second, first, theirs})
	})
	find := func() []correction.Correction {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]correction.Correction, error) {
			return tx.FindCorrections(ctx, p.ID)
		})
	}
	same(t, find(), []correction.Correction{first, second})
	first.State, first.Paper = correction.Disputed, "07:30"
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveCorrections(ctx, []correction.Correction{first})
	})
	same(t, find(), []correction.Correction{first, second})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteCorrection(ctx, p.ID, theirs.ID) })
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteCorrection(ctx, p.ID, first.ID) })
	same(t, find(), []correction.Correction{second})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteCorrection(ctx, p.ID, first.ID) })
}
