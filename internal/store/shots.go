package store

import (
	"context"

	"github.com/btsdirector/bts/internal/production"
)

var shots = table{
	name: "shot",
	key:  []string{"production_id", "id"},
	columns: []string{"position", "scene_number", "scene_id", "number", "size", "angle", "movement", "lens", "equipment",
		"description", "minutes"},
}

func scanShot(r row) (s production.Shot, err error) {
	return s, r.Scan(new(string), &s.ID, new(int), &s.Scene, &s.SceneID, &s.Number, &s.Size, &s.Angle, &s.Movement, &s.Lens,
		&s.Equipment, &s.Description, &s.Minutes)
}

func (tx *Tx) saveShots(ctx context.Context, in production.ProductionID, list []production.Shot) error {
	rows := make([][]any, len(list))
	for i, s := range list {
		rows[i] = []any{in, s.ID, i, s.Scene, s.SceneID, s.Number, s.Size, s.Angle, s.Movement, s.Lens, s.Equipment, s.Description, s.Minutes}
	}
	return tx.replace(ctx, shots, in, rows)
}

// FindShots are the shots of the main unit's shot list, in its order.
func (tx *Tx) FindShots(ctx context.Context, in production.ProductionID) ([]production.Shot, error) {
	return many(ctx, tx, scanShot, `SELECT `+shots.list()+` FROM shot WHERE production_id = $1 ORDER BY position, id`, in)
}
