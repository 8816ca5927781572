package store

import (
	"context"
	"fmt"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

var (
	cards        = table{name: "card", key: []string{"production_id", "id"}, columns: []string{"body"}}
	cardReceipts = table{name: "card_receipt", key: []string{"production_id", "id"}, columns: []string{"card_id", "content", "body"}}
	cardRuns     = table{name: "card_run", key: []string{"production_id", "id"}, columns: []string{"body"}}
	cardRules    = table{name: "card_rules", key: []string{"production_id"}, columns: []string{"body"}}
	cardProofs   = table{name: "card_proof", key: []string{"production_id", "id"}, columns: []string{"card_id", "body"}}
)

// SaveCard adds or rewrites a card.
func (tx *Tx) SaveCard(ctx context.Context, in production.ProductionID, c cardlog.Card) error {
	return cards.save(ctx, tx, []any{in, c.ID, asJSON{c}})
}

// FindCards are all cards, also those that are gone, in the order in which they were logged.
func (tx *Tx) FindCards(ctx context.Context, in production.ProductionID) ([]cardlog.Card, error) {
	return many(ctx, tx, scanJSON[cardlog.Card], `SELECT body FROM card WHERE production_id = $1 ORDER BY id`, in)
}

// FindCard is the card with the id, or fault.NotFound.
func (tx *Tx) FindCard(ctx context.Context, in production.ProductionID, id production.CardID) (cardlog.Card, error) {
	c, err := one(ctx, tx, scanJSON[cardlog.Card], `SELECT body FROM card WHERE production_id = $1 AND id = $2`, in, id)
	return c, absent(err, "such card")
}

// SaveReceipt adds or rewrites what the log keeps of a receipt.
func (tx *Tx) SaveReceipt(ctx context.Context, in production.ProductionID, r cardlog.Receipt) error {
	r.Hashes, r.Copies, r.Problems = notNil(r.Hashes), notNil(r.Copies), notNil(r.Problems)
	return cardReceipts.save(ctx, tx, []any{in, r.ID, r.Card, r.Content, asJSON{r}})
}

// ReceiptFilter chooses receipts; conditions that are set must all hold.
type ReceiptFilter struct {
	Card    production.CardID
	Content string
}

// FindReceipts are the receipts that the filter chooses, also those that are gone, in the order in which they came.
func (tx *Tx) FindReceipts(ctx context.Context, in production.ProductionID, f ReceiptFilter) ([]cardlog.Receipt, error) {
	query, args := `SELECT body FROM card_receipt WHERE production_id = $1`, []any{in}
	if f.Card != "" {
		args = append(args, f.Card)
		query += fmt.Sprintf(` AND card_id = $%d`, len(args))
	}
	if f.Content != "" {
		args = append(args, f.Content)
		query += fmt.Sprintf(` AND content = $%d`, len(args))
	}
	return many(ctx, tx, scanJSON[cardlog.Receipt], query+` ORDER BY id`, args...)
}

// FindReceipt is the receipt with the id, or fault.NotFound.
func (tx *Tx) FindReceipt(ctx context.Context, in production.ProductionID, id production.ReceiptID) (cardlog.Receipt, error) {
	r, err := one(ctx, tx, scanJSON[cardlog.Receipt], `SELECT body FROM card_receipt WHERE production_id = $1 AND id = $2`, in, id)
	return r, absent(err, "such receipt")
}

// SaveRun notes how far an offload is.
func (tx *Tx) SaveRun(ctx context.Context, in production.ProductionID, r cardlog.Run) error {
	r.To, r.Hashes, r.Lanes = notNil(r.To), notNil(r.Hashes), notNil(r.Lanes)
	return cardRuns.save(ctx, tx, []any{in, r.Task, asJSON{r}})
}

// FindRuns are the newest offloads on this machine, newest first.
func (tx *Tx) FindRuns(ctx context.Context, in production.ProductionID, most int) ([]cardlog.Run, error) {
	return many(ctx, tx, scanJSON[cardlog.Run], `SELECT body FROM card_run WHERE production_id = $1 ORDER BY id DESC LIMIT $2`, in, most)
}

// FindRun is the offload that a task carries out, or fault.NotFound.
func (tx *Tx) FindRun(ctx context.Context, in production.ProductionID, id production.TaskID) (cardlog.Run, error) {
	r, err := one(ctx, tx, scanJSON[cardlog.Run], `SELECT body FROM card_run WHERE production_id = $1 AND id = $2`, in, id)
	return r, absent(err, "such offload")
}

// SaveCardRules rewrites what a production wants of copies.
func (tx *Tx) SaveCardRules(ctx context.Context, in production.ProductionID, r cardlog.Rules) error {
	return cardRules.save(ctx, tx, []any{in, asJSON{r}})
}

// FindCardRules are what a production wants of copies, the usual ones where it has said nothing.
func (tx *Tx) FindCardRules(ctx context.Context, in production.ProductionID) (cardlog.Rules, error) {
	r, err := one(ctx, tx, scanJSON[cardlog.Rules], `SELECT body FROM card_rules WHERE production_id = $1`, in)
	if err = absent(err, "rules"); fault.Is(err, fault.NotFound) {
		return cardlog.UsualRules(), nil
	}
	return r, err
}

// SaveProof keeps what came of proving a copy again.
func (tx *Tx) SaveProof(ctx context.Context, in production.ProductionID, p cardlog.Proof) error {
	p.Names = notNil(p.Names)
	return cardProofs.save(ctx, tx, []any{in, p.Task, p.Card, asJSON{p}})
}

// FindProofs are the proofs of a card's copies, of all cards for "", the newest first.
func (tx *Tx) FindProofs(ctx context.Context, in production.ProductionID, card production.CardID) ([]cardlog.Proof, error) {
	if card == "" {
		return many(ctx, tx, scanJSON[cardlog.Proof], `SELECT body FROM card_proof WHERE production_id = $1 ORDER BY id DESC`, in)
	}
	return many(ctx, tx, scanJSON[cardlog.Proof], `SELECT body FROM card_proof WHERE production_id = $1 AND card_id = $2 ORDER BY id DESC`, in, card)
}

// FindProof is the proof that a task carries out, or fault.NotFound.
func (tx *Tx) FindProof(ctx context.Context, in production.ProductionID, id production.TaskID) (cardlog.Proof, error) {
	p, err := one(ctx, tx, scanJSON[cardlog.Proof], `SELECT body FROM card_proof WHERE production_id = $1 AND id = $2`, in, id)
	return p, absent(err, "such proof")
}

// scanJSON reads an object that is kept as JSON alone.
func scanJSON[T any](r row) (object T, err error) { return object, r.Scan(fromJSON{&object}) }
