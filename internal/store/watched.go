package store

import (
	"context"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
)

var watchedFolders = table{name: "watched_folder", key: []string{"production_id", "id"}, columns: []string{"host", "body"}}

// SaveWatched writes a watched folder.
func (tx *Tx) SaveWatched(ctx context.Context, w library.Watched) error {
	w.Refused = notNil(w.Refused)
	return watchedFolders.save(ctx, tx, []any{w.Production, w.ID, w.Host, asJSON{w}})
}

// RemoveWatched forgets a watched folder, or returns fault.NotFound. What came out of it stays.
func (tx *Tx) RemoveWatched(ctx context.Context, in production.ProductionID, id string) error {
	return absent(watchedFolders.remove(ctx, tx, in, id), "such folder")
}

// FindWatched are the watched folders of a production, in the order they were added.
func (tx *Tx) FindWatched(ctx context.Context, in production.ProductionID) ([]library.Watched, error) {
	return many(ctx, tx, scanJSON[library.Watched], `SELECT body FROM watched_folder WHERE production_id = $1 ORDER BY id`, in)
}

// FindWatchedOn are the watched folders of all productions on a machine.
func (tx *Tx) FindWatchedOn(ctx context.Context, host string) ([]library.Watched, error) {
	return many(ctx, tx, scanJSON[library.Watched], `SELECT body FROM watched_folder WHERE host = $1 ORDER BY production_id, id`, host)
}

// FindOneWatched is a watched folder, or fault.NotFound.
func (tx *Tx) FindOneWatched(ctx context.Context, in production.ProductionID, id string) (library.Watched, error) {
	w, err := one(ctx, tx, scanJSON[library.Watched], `SELECT body FROM watched_folder WHERE production_id = $1 AND id = $2`, in, id)
	return w, absent(err, "such folder")
}
