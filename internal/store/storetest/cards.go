package storetest

import (
	"context"
	"testing"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func testCards(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Cards"), Production(t, s, "Other")
	first := cardlog.Card{
		ID: "c1", Name: "A001", Day: "2026-05-12", Camera: "Sony FX3: שקט 🎬", Medium: "CFexpress A", Size: 160_000_000_000, Mark: cardlog.Formatted,
		MarkedBy: "Ada", MarkedAt: noon, Reason: "the drive was handed over",
	}
	second := cardlog.Card{ID: "c2", Name: "B001", Day: "2026-05-13", Mark: cardlog.InUse, Gone: true}
	receipt := cardlog.Receipt{
		ID: "r1", Card: "c1", Document: "d1", Content: "x1", Started: noon, Seconds: 1.5, Host: "cart", Verify: offload.VerifyCopies, Hashes: []string{"xxh128"},
		Files: 2, Bytes: 7, Copies: []offload.ReceiptCopy{{To: "/mnt/a", Path: "/mnt/a/A001", Files: 2, Verified: true}},
		Problems: []cardlog.Problem{{Problem: offload.Problem{Path: "a", Code: offload.NotCopied, Message: "a link"}}}, Whole: true, By: "Ada", At: noon,
	}
	again := cardlog.Receipt{ID: "r2", Card: "c2", Content: "x1", Started: noon, Hashes: []string{}, Copies: []offload.ReceiptCopy{}, Problems: []cardlog.Problem{}, At: noon, Gone: true}
	run := cardlog.Run{Task: "t1", Card: "c1", Name: "A001", Source: "/mnt/card", To: []string{"/mnt/a"}, Hashes: []string{"md5"}, Lanes: []cardlog.Lane{{Written: 5, Proven: 3}}, At: noon}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return firstErr(tx.SaveCard(ctx, p.ID, cardlog.Card{ID: "c1", Name: "A draft"}), tx.SaveCard(ctx, p.ID, second), tx.SaveCard(ctx, p.ID, first),
			tx.SaveReceipt(ctx, p.ID, again), tx.SaveReceipt(ctx, p.ID, receipt), tx.SaveRun(ctx, p.ID, run), tx.SaveRun(ctx, p.ID, cardlog.Run{Task: "t0"}))
	})
	all := func(in production.ProductionID) []cardlog.Card {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]cardlog.Card, error) { return tx.FindCards(ctx, in) })
	}
	same(t, all(p.ID), []cardlog.Card{first, second})
	same(t, all(other.ID), []cardlog.Card{})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (cardlog.Card, error) { return tx.FindCard(ctx, p.ID, "c1") }), first)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (cardlog.Card, error) { return tx.FindCard(ctx, other.ID, "c1") })
	receipts := func(f store.ReceiptFilter) []cardlog.Receipt {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]cardlog.Receipt, error) {
			return tx.FindReceipts(ctx, p.ID, f)
		})
	}
	same(t, receipts(store.ReceiptFilter{}), []cardlog.Receipt{receipt, again})
	same(t, receipts(store.ReceiptFilter{Card: "c1"}), []cardlog.Receipt{receipt})
	same(t, receipts(store.ReceiptFilter{Content: "x1"}), []cardlog.Receipt{receipt, again})
	same(t, receipts(store.ReceiptFilter{Card: "c1", Content: "x2"}), []cardlog.Receipt{})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (cardlog.Receipt, error) {
		return tx.FindReceipt(ctx, p.ID, "r1")
	}), receipt)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (cardlog.Receipt, error) {
		return tx.FindReceipt(ctx, other.ID, "r1")
	})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]cardlog.Run, error) { return tx.FindRuns(ctx, p.ID, 1) }), []cardlog.Run{run})
	missing(t, s, func(ctx context.Context, tx *store.Tx) (cardlog.Run, error) { return tx.FindRun(ctx, p.ID, "t2") })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SaveCard(ctx, "none", first) })
	testProofs(t, s, p.ID, other.ID)
}

// testProofs keeps what is wanted of copies, and what came of reading them again.
func testProofs(t *testing.T, s *store.Store, in, other production.ProductionID) {
	t.Helper()
	rules := func(in production.ProductionID) cardlog.Rules {
		return read(t, s, func(ctx context.Context, tx *store.Tx) (cardlog.Rules, error) { return tx.FindCardRules(ctx, in) })
	}
	first := cardlog.Proof{Task: "t1", Card: "c1", Name: "A001", Path: "/mnt/a/A001", At: noon, Over: true, OK: 2, Names: []cardlog.ProofName{{Path: "שקט", Code: "missing"}}}
	second := cardlog.Proof{Task: "t2", Card: "c2", At: noon, Names: []cardlog.ProofName{}}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return firstErr(tx.SaveCardRules(ctx, in, cardlog.Rules{Copies: 1}), tx.SaveCardRules(ctx, in, cardlog.Rules{Copies: 3, Days: 30}),
			tx.SaveProof(ctx, in, cardlog.Proof{Task: "t1"}), tx.SaveProof(ctx, in, first), tx.SaveProof(ctx, in, second))
	})
	same(t, rules(in), cardlog.Rules{Copies: 3, Days: 30})
	same(t, rules(other), cardlog.UsualRules())
	proofs := func(card production.CardID) []cardlog.Proof {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]cardlog.Proof, error) { return tx.FindProofs(ctx, in, card) })
	}
	same(t, proofs(""), []cardlog.Proof{second, first})
	same(t, proofs("c1"), []cardlog.Proof{first})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (cardlog.Proof, error) { return tx.FindProof(ctx, in, "t1") }), first)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (cardlog.Proof, error) { return tx.FindProof(ctx, other, "t1") })
}

// firstErr is the first error of a list, nil for none.
func firstErr(list ...error) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}
