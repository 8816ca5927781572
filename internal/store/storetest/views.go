package storetest

import (
	"context"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func testViews(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Viewed"), Production(t, s, "Other")
	mine := production.View{ID: "v1", Name: "Musts שלי", Page: "shotlist", Query: "priority=must", Owner: "ada"}
	shared := production.View{ID: "v2", Name: "Stunts", Page: "moments", Query: "kind=stunt", Shared: true, Owner: "ada", Gone: true}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.SaveView(ctx, p.ID, production.View{ID: "v1", Name: "A draft", Shared: true}); err != nil {
			return err
		}
		if err := tx.SaveView(ctx, p.ID, shared); err != nil {
			return err
		}
		return tx.SaveView(ctx, p.ID, mine)
	})
	of := func(in production.ProductionID, user production.UserID) []production.View {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.View, error) { return tx.FindViews(ctx, in, user) })
	}
	same(t, of(p.ID, "ada"), []production.View{mine, shared})
	same(t, of(p.ID, "ben"), []production.View{shared})
	same(t, of(p.ID, ""), []production.View{shared})
	same(t, of(other.ID, "ada"), []production.View{})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SaveView(ctx, "none", mine) })
}
