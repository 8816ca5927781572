package store

import (
	"context"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
)

var (
	treatments = table{name: "treatment", key: []string{"production_id"}, columns: []string{"body"}}
	arcs       = table{name: "arc", key: []string{"production_id", "id"}, columns: []string{"body"}}
	beats      = table{name: "beat", key: []string{"production_id", "id"}, columns: []string{"arc_id", "body"}}
)

// SaveTreatment adds or rewrites the treatment.
func (tx *Tx) SaveTreatment(ctx context.Context, in production.ProductionID, t outline.Treatment) error {
	t.References, t.Checks, t.Pictures = notNil(t.References), notNil(t.Checks), notNil(t.Pictures)
	return treatments.save(ctx, tx, []any{in, asJSON{t}})
}

// FindTreatment is the treatment, an empty one where nobody wrote any.
func (tx *Tx) FindTreatment(ctx context.Context, in production.ProductionID) (outline.Treatment, error) {
	scan := func(r row) (t outline.Treatment, err error) { return t, r.Scan(fromJSON{&t}) }
	t, err := one(ctx, tx, scan, `SELECT body FROM treatment WHERE production_id = $1`, in)
	if err = absent(err, "treatment"); fault.Is(err, fault.NotFound) {
		return outline.Treatment{References: []string{}, Checks: []string{}, Pictures: []outline.Picture{}}, nil
	}
	t.Pictures = notNil(t.Pictures) // written before there were any
	return t, err
}

// SaveArc adds or rewrites an arc.
func (tx *Tx) SaveArc(ctx context.Context, in production.ProductionID, a outline.Arc) error {
	return arcs.save(ctx, tx, []any{in, a.ID, asJSON{a}})
}

// FindArcs are the arcs that somebody has made or changed, also those that are gone, by id.
func (tx *Tx) FindArcs(ctx context.Context, in production.ProductionID) ([]outline.Arc, error) {
	scan := func(r row) (a outline.Arc, err error) { return a, r.Scan(fromJSON{&a}) }
	return many(ctx, tx, scan, `SELECT body FROM arc WHERE production_id = $1 ORDER BY id`, in)
}

// SaveBeat adds or rewrites a beat.
func (tx *Tx) SaveBeat(ctx context.Context, in production.ProductionID, b outline.Beat) error {
	b.Wants = notNil(b.Wants)
	return beats.save(ctx, tx, []any{in, b.ID, b.Arc, asJSON{b}})
}

func scanBeat(r row) (b outline.Beat, err error) { return b, r.Scan(fromJSON{&b}) }

// FindBeats are all beats, also those that are gone, by id.
func (tx *Tx) FindBeats(ctx context.Context, in production.ProductionID) ([]outline.Beat, error) {
	return many(ctx, tx, scanBeat, `SELECT body FROM beat WHERE production_id = $1 ORDER BY id`, in)
}

// FindBeat is the beat with the id, or fault.NotFound.
func (tx *Tx) FindBeat(ctx context.Context, in production.ProductionID, id production.BeatID) (outline.Beat, error) {
	b, err := one(ctx, tx, scanBeat, `SELECT body FROM beat WHERE production_id = $1 AND id = $2`, in, id)
	return b, absent(err, "such beat")
}
