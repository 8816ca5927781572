package office_test

import (
	"sync"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// together runs all at once and counts those that went through; every other must be told that somebody
// was first.
func together(t *testing.T, all ...func() error) (through int) {
	t.Helper()
	errs := make([]error, len(all))
	var group sync.WaitGroup
	start := make(chan struct{})
	for i, do := range all {
		group.Go(func() {
			<-start
			errs[i] = do()
		})
	}
	close(start)
	group.Wait()
	for _, err := range errs {
		switch {
		case err == nil:
			through++
		case !fault.Is(err, fault.Conflict):
			t.Errorf("%v is no answer to somebody who came second", err)
		}
	}
	return through
}

// TestTwoPeopleAtOnce: of two who decide about the same papers one does, and papers that come in at the
// same time are all in.
func TestTwoPeopleAtOnce(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); decideAtOnce(t, storetest.SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); decideAtOnce(t, storetest.Postgres(t)) })
}

func decideAtOnce(t *testing.T, s *store.Store) {
	t.Helper()
	h := openOn(t, s)
	h.take(script, white)
	for range 5 {
		id := h.proposal()
		apply := func() error { return result(h.Apply(h.ctx, h.in, id)) }
		discard := func() error { return h.Discard(h.ctx, h.in, id) }
		if n := together(t, apply, discard, apply, discard); n != 1 {
			t.Fatalf("%d of four decided about the same papers", n)
		}
		newest := h.take(place()).Proposal
		undo := func() error { return result(h.UndoImport(h.ctx, h.in, newest)) }
		if n := together(t, undo, undo, undo); n != 1 {
			t.Fatalf("%d of three took the same papers back", n)
		}
		before := len(h.state().Facts.Locations)
		bring := func() error {
			return result(h.Import(h.ctx, h.in, []office.File{place()}, office.ImportOptions{}, nil))
		}
		if n := together(t, bring, bring, bring); n != 3 || len(h.state().Facts.Locations) != before+3 {
			t.Fatalf("%d of three imports came in, with %d places", n, len(h.state().Facts.Locations)-before)
		}
	}
}
