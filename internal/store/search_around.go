package store

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// Named is what an asset is found by of something that it belongs to.
type Named struct{ ID, Number, Title string }

func scanNamed(r row) (n Named, err error) { return n, r.Scan(&n.ID, &n.Number, &n.Title) }

// named are the rows of a query with a list of ids, by id.
func named[ID ~string](ctx context.Context, tx *Tx, query string, in production.ProductionID, ids []ID) (map[ID]Named, error) {
	at := map[ID]Named{}
	for chunk := range slices.Chunk(ids, argsAtOnce-1) {
		args := []any{in}
		for _, id := range chunk {
			args = append(args, id)
		}
		list, err := many(ctx, tx, scanNamed, query+` WHERE production_id = $1 AND id IN (`+places(2, len(chunk))+`)`, args...)
		if err != nil {
			return nil, err
		}
		for _, n := range list {
			at[ID(n.ID)] = n
		}
	}
	return at, nil
}

// SceneNames are the numbers and headings of scenes.
func (tx *Tx) SceneNames(ctx context.Context, in production.ProductionID, ids []production.SceneID) (map[production.SceneID]Named, error) {
	return named(ctx, tx, `SELECT id, number, heading FROM scene`, in, ids)
}

// MomentTitles are the titles of moments, and the numbers of their scenes.
func (tx *Tx) MomentTitles(ctx context.Context, in production.ProductionID, ids []production.MomentID) (map[production.MomentID]Named, error) {
	return named(ctx, tx, `SELECT id, scene_number, title FROM moment`, in, ids)
}
