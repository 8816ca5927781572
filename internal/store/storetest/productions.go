package storetest

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func testProductions(t *testing.T, s *store.Store) {
	for _, title := range []string{"Zug", "école", "Episode 10", "Episode 9", "Apfel"} {
		Production(t, s, title)
	}
	same(t, titles(t, s), []string{"Apfel", "école", "Episode 9", "Episode 10", "Zug"})

	p := Production(t, s, "The Lamp Room")
	p.Title, p.CrewDays, p.Start = "The Lamp", 20, ""
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateProduction(ctx, p) })
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (production.Production, error) {
		return tx.FindProduction(ctx, p.ID)
	}), p)
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (production.Production, error) {
		return tx.FindProductionBySlug(ctx, "the-lamp-room")
	}), p)

	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.Production, error) {
		return tx.FindProduction(ctx, "none")
	})
	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.Production, error) {
		return tx.FindProductionBySlug(ctx, "none")
	})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateProduction(ctx, draft("None")) })
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error {
		return tx.CreateProduction(ctx, draft("The lamp room!"))
	})
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error {
		taken := p
		taken.Slug = "zug"
		return tx.UpdateProduction(ctx, taken)
	})
}

func testRevisions(t *testing.T, s *store.Store) {
	p := Production(t, s, "Imported")
	first := production.Revision{
		ID: production.NewID[production.RevisionID](), Production: p.ID, Kind: "script", Format: "fountain", FileName: "Lämp.fountain",
		SHA256: "ab12", Bytes: 5 << 30, Summary: json.RawMessage(`{"scenes":35}`), ImportedBy: "Zoë", ImportedAt: noon,
	}
	second := first
	second.ID, second.Kind, second.Summary, second.ImportedAt = production.NewID[production.RevisionID](), "schedule", nil, noon.Add(time.Hour)
	for _, v := range []production.Revision{first, second} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.CreateRevision(ctx, v) })
	}
	found := func(in production.ProductionID) []production.Revision {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Revision, error) {
			return tx.FindRevisions(ctx, in)
		})
	}
	same(t, found(p.ID), []production.Revision{second, first})
	same(t, found("none"), []production.Revision{})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error {
		return tx.CreateRevision(ctx, production.Revision{ID: "r", Production: "none"})
	})
	refuse(t, s, fault.Internal, func(ctx context.Context, tx *store.Tx) error {
		return tx.CreateRevision(ctx, production.Revision{ID: "r", Production: p.ID, Summary: json.RawMessage(`{"half`)})
	})
	testMappings(t, s, p)
}

func testMappings(t *testing.T, s *store.Store, p production.Production) {
	find := func(ctx context.Context, tx *store.Tx) (production.Mapping, error) {
		return tx.FindMapping(ctx, p.ID, "h1")
	}
	missing(t, s, find)
	for _, column := range []string{"Sc", "Scène n°"} {
		m := production.Mapping{Header: "h1", Columns: map[string]string{"scene": column}}
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveMapping(ctx, p.ID, m) })
		same(t, read(t, s, find), m)
	}
}
