package store

import (
	"context"
	"fmt"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
)

// FindDevices are the cameras and recorders of the assets that the filter chooses, by name; "" is not among them.
func (tx *Tx) FindDevices(ctx context.Context, in production.ProductionID, f AssetFilter) ([]string, error) {
	where, args := f.where(in)
	return many(ctx, tx, scanText, `SELECT DISTINCT device FROM asset WHERE `+where+` AND device <> '' ORDER BY device`, args...)
}

// FindAssetsByID are the assets with the ids, in the order of day, time and id; those that there are not, or that are gone or hidden,
// are left out.
func (tx *Tx) FindAssetsByID(ctx context.Context, in production.ProductionID, ids []production.AssetID, hide Hidden) ([]library.Asset, error) {
	all := []library.Asset{}
	for len(ids) > 0 {
		where, args := AssetFilter{Hide: hide}.where(in)
		chunk := ids[:max(1, min(argsAtOnce-len(args), len(ids)))]
		ids = ids[len(chunk):]
		where += ` AND id IN (` + places(len(args)+1, len(chunk)) + `)`
		for _, id := range chunk {
			args = append(args, id)
		}
		found, err := many(ctx, tx, scanAsset, `SELECT seq, body FROM asset WHERE `+where, args...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	library.Order(all)
	return all, nil
}

// FindAssetPaths are paths of files of the assets on some host, one for each that has any.
func (tx *Tx) FindAssetPaths(ctx context.Context, in production.ProductionID, ids []production.AssetID) (map[production.AssetID]string, error) {
	files, err := tx.FindFilesOf(ctx, in, ids)
	paths := map[production.AssetID]string{}
	for id, list := range files {
		for _, f := range list {
			if f.Path() != "" {
				paths[id] = f.Path()
				break
			}
		}
	}
	return paths, err
}

// FindFilesOf are the places where the bytes of assets lie, by asset.
func (tx *Tx) FindFilesOf(ctx context.Context, in production.ProductionID, ids []production.AssetID) (map[production.AssetID][]library.File, error) {
	out := map[production.AssetID][]library.File{}
	for len(ids) > 0 {
		chunk := ids[:min(argsAtOnce-1, len(ids))]
		ids = ids[len(chunk):]
		args := []any{in}
		for _, id := range chunk {
			args = append(args, id)
		}
		found, err := many(ctx, tx, scanFile, `SELECT `+assetFiles.list()+` FROM asset_file WHERE production_id = $1 AND asset_id IN (`+places(2, len(chunk))+`) ORDER BY asset_id, host, place`, args...)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			out[f.Asset] = append(out[f.Asset], f)
		}
	}
	return out, nil
}

// FindAssetBeside is the id of the next asset that the filter chooses behind one, or before it, in the order of day, time and id; "" for
// none.
func (tx *Tx) FindAssetBeside(ctx context.Context, in production.ProductionID, f AssetFilter, a library.Asset, behind bool) (production.AssetID, error) {
	where, args := f.where(in)
	n := len(args)
	args = append(args, a.Day, a.TakenAt, a.ID)
	sign, order := "<", " DESC"
	if behind {
		sign, order = ">", ""
	}
	scan := func(r row) (id production.AssetID, err error) { return id, r.Scan(&id) }
	query := fmt.Sprintf(`SELECT id FROM asset WHERE %s AND (day, taken_at, id) %s ($%d, $%d, $%d) ORDER BY day%s, taken_at%s, id%s LIMIT 1`, where, sign, n+1, n+2, n+3, order, order, order)
	found, err := many(ctx, tx, scan, query, args...)
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}
