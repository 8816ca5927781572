package store

import (
	"context"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

var groundPlans = table{name: "ground_plan", key: []string{"production_id", "id"}, columns: []string{"body"}}

// SaveGroundPlan adds or rewrites a ground plan.
func (tx *Tx) SaveGroundPlan(ctx context.Context, in production.ProductionID, g storyboard.GroundPlan) error {
	return groundPlans.save(ctx, tx, []any{in, g.ID, asJSON{g}})
}

func scanGroundPlan(r row) (g storyboard.GroundPlan, err error) { return g, r.Scan(fromJSON{&g}) }

// FindGroundPlans are all ground plans, also those that are gone, in the order in which they were made.
func (tx *Tx) FindGroundPlans(ctx context.Context, in production.ProductionID) ([]storyboard.GroundPlan, error) {
	return many(ctx, tx, scanGroundPlan, `SELECT body FROM ground_plan WHERE production_id = $1 ORDER BY id`, in)
}

// FindGroundPlan is the ground plan with the id, or fault.NotFound.
func (tx *Tx) FindGroundPlan(ctx context.Context, in production.ProductionID, id production.GroundPlanID) (storyboard.GroundPlan, error) {
	g, err := one(ctx, tx, scanGroundPlan, `SELECT body FROM ground_plan WHERE production_id = $1 AND id = $2`, in, id)
	return g, absent(err, "such ground plan")
}
