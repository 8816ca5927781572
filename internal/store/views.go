package store

import (
	"context"

	"github.com/btsdirector/bts/internal/production"
)

var savedViews = table{name: "saved_view", key: []string{"production_id", "id"}, columns: []string{"user_id", "body"}}

// SaveView adds or rewrites a view.
func (tx *Tx) SaveView(ctx context.Context, in production.ProductionID, v production.View) error {
	user := v.Owner
	if v.Shared {
		user = ""
	}
	return savedViews.save(ctx, tx, []any{in, v.ID, user, asJSON{v}})
}

func scanView(r row) (v production.View, err error) { return v, r.Scan(fromJSON{&v}) }

// FindViews are the views of a person and those that everybody of the production has, also those that are gone, by id.
func (tx *Tx) FindViews(ctx context.Context, in production.ProductionID, of production.UserID) ([]production.View, error) {
	return many(ctx, tx, scanView, `SELECT body FROM saved_view WHERE production_id = $1 AND user_id IN ('', $2) ORDER BY id`, in, of)
}
