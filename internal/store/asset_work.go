package store

import (
	"context"
	"fmt"
	"time"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
)

var assetWork = table{
	name: "asset_work", key: []string{"production_id", "asset_id", "what"},
	columns: []string{"urgency", "attempts", "taken_until", "problem"},
}

// AddAssetWork notes what is to be made; what is noted already gets the greater urgency.
func (tx *Tx) AddAssetWork(ctx context.Context, in production.ProductionID, list ...library.Work) error {
	for _, w := range list {
		_, err := tx.exec(ctx, `INSERT INTO asset_work (`+assetWork.list()+`) VALUES ($1, $2, $3, $4, 0, 0, '')
			ON CONFLICT (production_id, asset_id, what) DO UPDATE SET urgency = excluded.urgency WHERE asset_work.urgency > excluded.urgency`,
			in, w.Asset, w.What, w.Urgency)
		if err != nil {
			return err
		}
	}
	return nil
}

// TakeAssetWork hands out the most urgent piece that nobody works on and that was not tried most times already, for this
// caller alone until then. It returns fault.NotFound when there is none.
func (tx *Tx) TakeAssetWork(ctx context.Context, in production.ProductionID, now, until time.Time, most int) (library.Work, error) {
	w, err := one(ctx, tx, scanWork, `SELECT asset_id, what, urgency, attempts, problem FROM asset_work
		WHERE production_id = $1 AND taken_until < $2 AND attempts < $3 ORDER BY urgency, asset_id LIMIT 1`+tx.store.dialect.passLocked(), in, now, most)
	if err != nil {
		return w, absent(err, "work to do")
	}
	w.Attempts++
	return w, tx.must(ctx, `UPDATE asset_work SET attempts = $4, taken_until = $5 WHERE production_id = $1 AND asset_id = $2 AND what = $3`,
		in, w.Asset, w.What, w.Attempts, until)
}

func scanWork(r row) (w library.Work, err error) {
	return w, r.Scan(&w.Asset, &w.What, &w.Urgency, &w.Attempts, &w.Problem)
}

// KeepAssetWork says that somebody still works on a piece.
func (tx *Tx) KeepAssetWork(ctx context.Context, in production.ProductionID, w library.Work, until time.Time) error {
	return absent(tx.must(ctx, `UPDATE asset_work SET taken_until = $4 WHERE production_id = $1 AND asset_id = $2 AND what = $3`, in, w.Asset, w.What, until), "such work")
}

// EndAssetWork takes a piece off the list. One that is not there is passed over.
func (tx *Tx) EndAssetWork(ctx context.Context, in production.ProductionID, w library.Work) error {
	_, err := tx.exec(ctx, `DELETE FROM asset_work WHERE production_id = $1 AND asset_id = $2 AND what = $3`, in, w.Asset, w.What)
	return err
}

// ReturnAssetWork gives a piece back with what went wrong; w.Attempts says how often it counts as tried.
func (tx *Tx) ReturnAssetWork(ctx context.Context, in production.ProductionID, w library.Work, again time.Time) error {
	_, err := tx.exec(ctx, `UPDATE asset_work SET attempts = $4, taken_until = $5, problem = $6 WHERE production_id = $1 AND asset_id = $2 AND what = $3`,
		in, w.Asset, w.What, w.Attempts, again, w.Problem)
	return err
}

// CountAssetWork is how much is still to be made that was not tried most times already.
func (tx *Tx) CountAssetWork(ctx context.Context, in production.ProductionID, most int) (int64, error) {
	return one(ctx, tx, scanNumber, `SELECT COUNT(*) FROM asset_work WHERE production_id = $1 AND attempts < $2`, in, most)
}

// FindAssetWork is what is still to be made, also what failed, the most urgent first.
func (tx *Tx) FindAssetWork(ctx context.Context, in production.ProductionID, limit int) ([]library.Work, error) {
	return many(ctx, tx, scanWork, fmt.Sprintf(`SELECT asset_id, what, urgency, attempts, problem FROM asset_work WHERE production_id = $1 ORDER BY urgency, asset_id LIMIT %d`, limit), in)
}

// RetryAssetWork lets everything that failed be tried again.
func (tx *Tx) RetryAssetWork(ctx context.Context, in production.ProductionID, most int) error {
	_, err := tx.exec(ctx, `UPDATE asset_work SET attempts = 0, taken_until = 0 WHERE production_id = $1 AND attempts >= $2`, in, most)
	return err
}

// EndAllAssetWork takes everything that is to be made of an asset off the list.
func (tx *Tx) EndAllAssetWork(ctx context.Context, in production.ProductionID, id production.AssetID) error {
	_, err := tx.exec(ctx, `DELETE FROM asset_work WHERE production_id = $1 AND asset_id = $2`, in, id)
	return err
}

// HurryAssetWork makes what is to be made of assets at least so urgent.
func (tx *Tx) HurryAssetWork(ctx context.Context, in production.ProductionID, ids []production.AssetID, urgency int) error {
	for len(ids) > 0 {
		chunk := ids[:min(argsAtOnce-2, len(ids))]
		ids = ids[len(chunk):]
		args := []any{in, urgency}
		for _, id := range chunk {
			args = append(args, id)
		}
		_, err := tx.exec(ctx, `UPDATE asset_work SET urgency = $2 WHERE production_id = $1 AND urgency > $2 AND asset_id IN (`+places(3, len(chunk))+`)`, args...)
		if err != nil {
			return err
		}
	}
	return nil
}
