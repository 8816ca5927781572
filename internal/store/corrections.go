package store

import (
	"context"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/production"
)

var corrections = table{
	name:    "correction",
	key:     []string{"id"},
	columns: []string{"production_id", "what", "target", "part", "scene_id", "field", "value", "was", "paper", "note", "state", "met", "made_by", "made_at"},
}

func scanCorrection(r row) (c correction.Correction, err error) {
	return c, r.Scan(&c.ID, &c.Production, &c.What, &c.Target, &c.Part, &c.Scene, &c.Field, &c.Value, &c.Was, &c.Paper, &c.Note, &c.State, &c.Met,
		&c.By, fromMillis{&c.At})
}

// SaveCorrections adds corrections, or rewrites those that are there.
func (tx *Tx) SaveCorrections(ctx context.Context, list []correction.Correction) error {
	rows := make([][]any, len(list))
	for i, c := range list {
		rows[i] = []any{c.ID, c.Production, c.What, c.Target, c.Part, c.Scene, c.Field, c.Value, c.Was, c.Paper, c.Note, c.State, c.Met, c.By, c.At}
	}
	return corrections.save(ctx, tx, rows...)
}

// DeleteCorrection removes a correction of the production, or returns fault.NotFound.
func (tx *Tx) DeleteCorrection(ctx context.Context, in production.ProductionID, id production.CorrectionID) error {
	return absent(tx.must(ctx, `DELETE FROM correction WHERE production_id = $1 AND id = $2`, in, id), "such correction")
}

// FindCorrections are the corrections of a production, in the order they were made.
func (tx *Tx) FindCorrections(ctx context.Context, in production.ProductionID) ([]correction.Correction, error) {
	return many(ctx, tx, scanCorrection, `SELECT `+corrections.list()+` FROM correction WHERE production_id = $1 ORDER BY made_at, id`, in)
}
