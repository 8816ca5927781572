package storetest

import (
	"context"
	"encoding/json"
	"sync"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func testOutline(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Told"), Production(t, s, "Other")
	treatment := func() outline.Treatment {
		return read(t, s, func(ctx context.Context, tx *store.Tx) (outline.Treatment, error) { return tx.FindTreatment(ctx, p.ID) })
	}
	same(t, treatment(), outline.Treatment{References: []string{}, Checks: []string{}, Pictures: []outline.Picture{}})
	said := outline.Treatment{Tone: "As if by one lamp: שקט, quiet", References: []string{"the pier at night"}, Checks: []string{},
		Pictures: []outline.Picture{{Address: "a", Caption: "the lens, by day"}}}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveTreatment(ctx, p.ID, outline.Treatment{Tone: "loud"})
	})
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveTreatment(ctx, p.ID, said) })
	same(t, treatment(), said)

	arc := outline.Arc{ID: "a1", Name: "The lamp", Question: "Will it burn?", Place: 1024}
	beat := outline.Beat{ID: "b1", Arc: "a1", Title: "First light", Wants: []outline.Want{{Source: outline.FromMoment, Text: "the wick", Count: 1}}, Place: 0.5}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.SaveArc(ctx, p.ID, outline.Arc{ID: "a1", Name: "A draft"}); err != nil {
			return err
		}
		if err := tx.SaveArc(ctx, p.ID, arc); err != nil {
			return err
		}
		return tx.SaveBeat(ctx, p.ID, beat)
	})
	arcs := func(in production.ProductionID) []outline.Arc {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]outline.Arc, error) { return tx.FindArcs(ctx, in) })
	}
	same(t, arcs(p.ID), []outline.Arc{arc})
	same(t, arcs(other.ID), []outline.Arc{})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]outline.Beat, error) { return tx.FindBeats(ctx, p.ID) }), []outline.Beat{beat})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (outline.Beat, error) { return tx.FindBeat(ctx, p.ID, "b1") }), beat)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (outline.Beat, error) { return tx.FindBeat(ctx, other.ID, "b1") })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SaveArc(ctx, "none", arc) })
}

func testJournal(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Written"), Production(t, s, "Other")
	entry := func(act, object, title string) journal.Entry {
		return journal.Entry{
			Act: production.ActID(act), Kind: "beat", Object: object, Title: title, By: "Zoë", At: noon, Lost: []journal.Field{},
			Fields: []journal.Field{{Name: "title", Was: json.RawMessage(`""`), Now: json.RawMessage(`"` + title + `"`)}},
		}
	}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		for i, e := range []journal.Entry{entry("one", "b1", "First"), entry("one", "b2", "Second"), entry("two", "b1", "Third")} {
			if n, err := tx.AppendJournal(ctx, p.ID, e); err != nil || n != int64(i+1) {
				t.Errorf("entry %d is number %d: %v", i+1, n, err)
			}
		}
		_, err := tx.AppendJournal(ctx, other.ID, entry("three", "b1", "Theirs"))
		return err
	})
	titles := func(f store.JournalFilter) (all []string) {
		for _, e := range read(t, s, func(ctx context.Context, tx *store.Tx) ([]journal.Entry, error) { return tx.FindJournal(ctx, p.ID, f) }) {
			all = append(all, e.Title)
		}
		return all
	}
	same(t, titles(store.JournalFilter{}), []string{"Third", "Second", "First"})
	same(t, titles(store.JournalFilter{Kind: "beat", Object: "b1"}), []string{"Third", "First"})
	same(t, titles(store.JournalFilter{Act: "one"}), []string{"Second", "First"})
	same(t, titles(store.JournalFilter{After: 2}), []string{"Third"})
	same(t, titles(store.JournalFilter{Newest: 1}), []string{"Third"})
	same(t, titles(store.JournalFilter{Undoes: "one"}), nil)
	want := entry("two", "b1", "Third")
	want.Seq = 3
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]journal.Entry, error) {
		return tx.FindJournal(ctx, p.ID, store.JournalFilter{Newest: 1})
	}), []journal.Entry{want})

	var wait sync.WaitGroup
	for range 8 { // many at once get numbers of their own
		wait.Go(func() {
			err := s.Write(context.Background(), func(tx *store.Tx) error {
				_, err := tx.AppendJournal(context.Background(), p.ID, entry("many", "b9", "Many"))
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	same(t, len(titles(store.JournalFilter{Act: "many"})), 8)
}
