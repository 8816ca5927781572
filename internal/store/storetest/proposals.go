package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func proposal(in production.ProductionID, title string, age time.Duration) production.Proposal {
	return production.Proposal{
		ID: production.NewID[production.ProposalID](), Production: in, State: production.ProposalOpen, Title: title, Force: true, Locale: "en-GB",
		Files:  []production.PaperFile{{Name: title, SHA256: "ab", Bytes: 5 << 32, Mapping: map[string]string{"scene": "Szene"}}},
		Before: "b", After: "a", Moments: "m", Result: json.RawMessage(`{"changes":{}}`), MadeBy: "Zoë", MadeAt: noon.Add(-age),
	}
}

func testProposals(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Revised"), Production(t, s, "Other")
	old, fresh, theirs := proposal(p.ID, "white", 2*time.Hour), proposal(p.ID, "blue", time.Hour), proposal(other.ID, "pink", 0)
	fresh.Source = "calendar"
	for _, x := range []production.Proposal{old, fresh, theirs} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.CreateProposal(ctx, x) })
	}
	find := func(id production.ProposalID) production.Proposal {
		return read(t, s, func(ctx context.Context, tx *store.Tx) (production.Proposal, error) {
			return tx.FindProposal(ctx, p.ID, id)
		})
	}
	same(t, find(old.ID), old)
	list := func(limit int) []production.Proposal {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Proposal, error) {
			return tx.FindProposals(ctx, p.ID, limit)
		})
	}
	same(t, list(0), []production.Proposal{fresh, old})
	same(t, list(1), []production.Proposal{fresh})
	undecided := func() []production.Proposal {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Proposal, error) {
			return tx.FindUndecidedProposals(ctx, p.ID, "calendar")
		})
	}
	same(t, undecided(), []production.Proposal{fresh})
	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.Proposal, error) {
		return tx.FindLatestProposal(ctx, p.ID, production.ProposalApplied)
	})
	for i, x := range []*production.Proposal{&fresh, &old} { // the older one is applied last
		x.State, x.DecidedBy, x.DecidedAt = production.ProposalApplied, "Ben", noon.Add(time.Duration(i)*time.Minute)
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateProposal(ctx, *x) })
	}
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (production.Proposal, error) {
		return tx.FindLatestProposal(ctx, p.ID, production.ProposalApplied)
	}), old)
	same(t, undecided(), []production.Proposal{})
	fresh.State = production.ProposalUndone
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateProposal(ctx, fresh) })
	same(t, undecided(), []production.Proposal{fresh})
	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.Proposal, error) {
		return tx.FindProposal(ctx, p.ID, theirs.ID)
	})
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error { return tx.CreateProposal(ctx, old) })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error {
		return tx.UpdateProposal(ctx, proposal(p.ID, "none", 0))
	})

	revision := production.Revision{ID: "r", Production: p.ID, Proposal: old.ID, Kind: "script", ImportedAt: noon}
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.CreateRevision(ctx, revision) })
	revisions := func() []production.Revision {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Revision, error) {
			return tx.FindRevisions(ctx, p.ID)
		})
	}
	same(t, revisions(), []production.Revision{revision})
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.UndoRevisions(ctx, old.ID) })
	same(t, revisions(), []production.Revision{})
}

func testSources(t *testing.T, s *store.Store) {
	p := Production(t, s, "Fetched")
	source := func(n int, next time.Time) production.CalendarSource {
		return production.CalendarSource{
			ID: production.CalendarSourceID(fmt.Sprint("c", n)), Production: p.ID, Address: fmt.Sprintf("https://example.com/%d.ics", n), Name: "Unit — Zoë",
			Alone: n == 1, Local: n == 2, ETag: `W/"1"`, Modified: "Tue, 12 May 2026 12:00:00 GMT", SHA256: "ab", CheckedAt: noon, ChangedAt: noon,
			NextAt: next, Failures: n, Problem: "away", User: "u", AddedBy: "Zoë", AddedAt: noon,
		}
	}
	late, later, never := source(1, noon.Add(-time.Minute)), source(2, noon.Add(-time.Hour)), source(3, noon.Add(time.Hour))
	for _, c := range []production.CalendarSource{late, later, never} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.CreateCalendarSource(ctx, c) })
	}
	due := func(limit int) []production.CalendarSource {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.CalendarSource, error) {
			return tx.FindDueCalendarSources(ctx, noon, limit)
		})
	}
	same(t, due(10), []production.CalendarSource{later, late})
	same(t, due(1), []production.CalendarSource{later})
	later.NextAt, later.Failures, later.Problem = noon.Add(time.Hour), 0, ""
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateCalendarSource(ctx, later) })
	same(t, due(10), []production.CalendarSource{late})
	all := func() []production.CalendarSource {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.CalendarSource, error) {
			return tx.FindCalendarSources(ctx, p.ID)
		})
	}
	same(t, all(), []production.CalendarSource{late, later, never})
	again := source(4, noon)
	again.Address = late.Address
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error { return tx.CreateCalendarSource(ctx, again) })
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteCalendarSource(ctx, late.ID) })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteCalendarSource(ctx, late.ID) })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateCalendarSource(ctx, late) })
	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.CalendarSource, error) {
		return tx.FindCalendarSource(ctx, p.ID, late.ID)
	})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (production.CalendarSource, error) {
		return tx.FindCalendarSource(ctx, p.ID, never.ID)
	}), never)
}
