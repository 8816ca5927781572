package store

import (
	"context"
	"strings"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
)

var plans = table{
	name: "coverage_plan",
	key:  []string{"production_id", "id"},
	columns: []string{"made_at", "worked_at", "frozen", "made_by", "paper", "seed", "crew_days", "used_days", "plan_value", "bound", "worth", "total", "covered",
		"kept", "moved", "dropped", "added", "crew_day", "hand", "days", "uncovered", "gone"},
}

var planSummary = strings.TrimSuffix(plans.list(), ", days, uncovered, gone")

func planFields(p *coverage.Plan) []any {
	return []any{new(string), &p.ID, fromMillis{&p.MadeAt}, fromMillis{&p.WorkedAt}, &p.Frozen, &p.MadeBy, &p.Paper, &p.Seed, &p.CrewDays, &p.UsedDays,
		&p.Value, &p.Bound, &p.Worth, &p.Total, &p.Covered, &p.Changes.Kept, &p.Changes.Moved, &p.Changes.Dropped, &p.Changes.Added, fromJSON{&p.CrewDay}, fromJSON{&p.Hand}}
}

func scanPlan(r row) (p coverage.Plan, err error) {
	return p, r.Scan(append(planFields(&p), fromJSON{&p.Days}, fromJSON{&p.Uncovered}, fromJSON{&p.Dropped})...)
}

func scanPlanSummary(r row) (p coverage.Plan, err error) {
	p.Days, p.Uncovered, p.Dropped = []coverage.PlanDay{}, []coverage.Uncovered{}, []coverage.Dropped{}
	return p, r.Scan(planFields(&p)...)
}

// SavePlan keeps a plan; one with the same id is replaced.
func (tx *Tx) SavePlan(ctx context.Context, in production.ProductionID, p coverage.Plan) error {
	return plans.save(ctx, tx, []any{in, p.ID, p.MadeAt, p.WorkedAt, p.Frozen, p.MadeBy, p.Paper, p.Seed, p.CrewDays, p.UsedDays, p.Value, p.Bound, p.Worth,
		p.Total, p.Covered, p.Changes.Kept, p.Changes.Moved, p.Changes.Dropped, p.Changes.Added, asJSON{p.CrewDay}, asJSON{p.Hand},
		listJSON(withLists(p.Days)), listJSON(p.Uncovered), listJSON(p.Dropped)})
}

// withLists is days with no list left nil, without touching the caller's.
func withLists(list []coverage.PlanDay) []coverage.PlanDay {
	full := make([]coverage.PlanDay, len(list))
	for i, day := range list {
		day.Shifts = notNil(day.Shifts)
		day.Covers = append([]coverage.Cover{}, day.Covers...)
		for c := range day.Covers {
			day.Covers[c].Team = notNil(day.Covers[c].Team)
			day.Covers[c].Kit = notNil(day.Covers[c].Kit)
		}
		full[i] = day
	}
	return full
}

// FindPlan is the plan with the id, or fault.NotFound.
func (tx *Tx) FindPlan(ctx context.Context, in production.ProductionID, id production.PlanID) (coverage.Plan, error) {
	p, err := one(ctx, tx, scanPlan, `SELECT `+plans.list()+` FROM coverage_plan WHERE production_id = $1 AND id = $2`, in, id)
	return p, absent(err, "such plan")
}

// DeletePlan takes a plan away, or returns fault.NotFound.
func (tx *Tx) DeletePlan(ctx context.Context, in production.ProductionID, id production.PlanID) error {
	return absent(plans.remove(ctx, tx, in, id), "such plan")
}

// FindLatestPlan is the plan that was made last, or fault.NotFound before the first.
func (tx *Tx) FindLatestPlan(ctx context.Context, in production.ProductionID) (coverage.Plan, error) {
	p, err := one(ctx, tx, scanPlan, `SELECT `+plans.list()+` FROM coverage_plan
		WHERE production_id = $1 ORDER BY made_at DESC, id DESC LIMIT 1`, in)
	return p, absent(err, "plan yet")
}

// FindPlans are all plans, newest first, without their days and what they leave out.
func (tx *Tx) FindPlans(ctx context.Context, in production.ProductionID) ([]coverage.Plan, error) {
	return many(ctx, tx, scanPlanSummary, `SELECT `+planSummary+` FROM coverage_plan
		WHERE production_id = $1 ORDER BY made_at DESC, id DESC`, in)
}

// TrimPlansByHand takes away the oldest plans that were changed by hand, so that no more than so many are left.
func (tx *Tx) TrimPlansByHand(ctx context.Context, in production.ProductionID, most int) error {
	_, err := tx.exec(ctx, `DELETE FROM coverage_plan WHERE production_id = $1 AND hand <> 'null' AND id NOT IN (
		SELECT id FROM coverage_plan WHERE production_id = $1 AND hand <> 'null' ORDER BY made_at DESC, id DESC LIMIT $2)`, in, most)
	return err
}
