package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func titles(t *testing.T, s *store.Store) []string {
	t.Helper()
	all := []string{}
	for _, p := range read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Production, error) {
		return tx.FindProductions(ctx)
	}) {
		all = append(all, p.Title)
	}
	return all
}

func draft(title string) production.Production {
	return production.Production{ID: production.NewID[production.ProductionID](), Slug: production.Slug(title), Title: title}
}

func testRollbackOnError(t *testing.T, s *store.Store) {
	reason := errors.New("changed my mind")
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		return errors.Join(tx.CreateProduction(t.Context(), draft("Gone")), reason)
	})
	if !errors.Is(err, reason) {
		t.Errorf("error %v does not tell the reason", err)
	}
	same(t, titles(t, s), []string{})
}

// testBrokenTransaction carries on after a statement that failed: nothing may be kept on either engine.
func testBrokenTransaction(t *testing.T, s *store.Store) {
	Production(t, s, "There")
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.CreateProduction(ctx, draft("Before")); err != nil {
			return err
		}
		wantCode(t, tx.CreateProduction(ctx, draft("There")), fault.Conflict)
		return nil
	})
	same(t, titles(t, s), []string{"There"})
}

func testRollbackOnCancel(t *testing.T, s *store.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	err := s.Write(ctx, func(tx *store.Tx) error {
		err := tx.CreateProduction(ctx, draft("Gone"))
		cancel()
		return err
	})
	wantCode(t, err, fault.Cancelled)
	wantCode(t, s.Read(ctx, func(*store.Tx) error { return nil }), fault.Cancelled)
	same(t, titles(t, s), []string{})
	Production(t, s, "After") // the connection is usable again
	same(t, titles(t, s), []string{"After"})
}

func testRollbackOnPanic(t *testing.T, s *store.Store) {
	func() {
		defer func() { recover() }()
		s.Write(t.Context(), func(tx *store.Tx) error {
			if err := tx.CreateProduction(t.Context(), draft("Gone")); err != nil {
				t.Error(err)
			}
			panic("a mistake")
		})
	}()
	same(t, titles(t, s), []string{})
	Production(t, s, "After")
}

func testReadOnly(t *testing.T, s *store.Store) {
	err := s.Read(t.Context(), func(tx *store.Tx) error { return tx.CreateProduction(t.Context(), draft("Sneaked in")) })
	wantCode(t, err, fault.Internal)
	same(t, titles(t, s), []string{})
}

// testTwoWriters lets writers count up by reading and writing back: none may be lost.
func testTwoWriters(t *testing.T, s *store.Store) {
	p := Production(t, s, "Counted")
	const writers, rounds = 4, 10
	var wait sync.WaitGroup
	for range writers {
		wait.Go(func() {
			for range rounds {
				err := s.Write(t.Context(), func(tx *store.Tx) error {
					held, err := tx.FindProduction(t.Context(), p.ID)
					held.CrewDays++
					return errors.Join(err, tx.UpdateProduction(t.Context(), held))
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	after := read(t, s, func(ctx context.Context, tx *store.Tx) (production.Production, error) {
		return tx.FindProduction(ctx, p.ID)
	})
	same(t, after.CrewDays, p.CrewDays+writers*rounds)
}

// testReaderWhileWriting reads in the middle of a write: the reader neither waits nor sees half of it,
// and a reader that has begun keeps its snapshot.
func testReaderWhileWriting(t *testing.T, s *store.Store) {
	Production(t, s, "First")
	ctx := t.Context()
	err := s.Read(ctx, func(reader *store.Tx) error {
		if before, err := reader.FindProductions(ctx); err != nil || len(before) != 1 {
			return fmt.Errorf("%d productions before the write: %w", len(before), err)
		}
		err := s.Write(ctx, func(tx *store.Tx) error {
			if err := tx.CreateProduction(ctx, draft("Second")); err != nil {
				return err
			}
			same(t, titles(t, s), []string{"First"})
			return nil
		})
		if err != nil {
			return err
		}
		same(t, titles(t, s), []string{"First", "Second"})
		after, err := reader.FindProductions(ctx)
		same(t, len(after), 1)
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// testBadText holds both engines to the same limits: what one cannot keep, the other does not take.
func testBadText(t *testing.T, s *store.Store) {
	for name, title := range map[string]string{"zero byte": "a\x00b", "broken UTF-8": "a\xffb"} {
		err := s.Write(t.Context(), func(tx *store.Tx) error {
			p := draft("Text")
			p.Title = title
			return tx.CreateProduction(t.Context(), p)
		})
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	p := Production(t, s, "Würzelbrød 🎬 \u200fעברית 日本語 e\u0301")
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (production.Production, error) {
		return tx.FindProduction(ctx, p.ID)
	}), p)
}
