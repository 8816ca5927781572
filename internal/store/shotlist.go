package store

import (
	"context"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
)

var wantedShots = table{name: "wanted_shot", key: []string{"production_id", "id"}, columns: []string{"moment_id", "body"}}

// SaveWantedShot adds or rewrites a shot of the BTS unit's own list.
func (tx *Tx) SaveWantedShot(ctx context.Context, in production.ProductionID, s shotlist.Shot) error {
	s.Of = notNil(s.Of)
	return wantedShots.save(ctx, tx, []any{in, s.ID, s.Moment, asJSON{s}})
}

func scanWantedShot(r row) (s shotlist.Shot, err error) { return s, r.Scan(fromJSON{&s}) }

// FindWantedShots are all shots of the BTS unit's own list, also those that are gone, by id.
func (tx *Tx) FindWantedShots(ctx context.Context, in production.ProductionID) ([]shotlist.Shot, error) {
	return many(ctx, tx, scanWantedShot, `SELECT body FROM wanted_shot WHERE production_id = $1 ORDER BY id`, in)
}

// FindWantedShot is the shot with the id, or fault.NotFound.
func (tx *Tx) FindWantedShot(ctx context.Context, in production.ProductionID, id production.WantedShotID) (shotlist.Shot, error) {
	s, err := one(ctx, tx, scanWantedShot, `SELECT body FROM wanted_shot WHERE production_id = $1 AND id = $2`, in, id)
	return s, absent(err, "such shot")
}
