package store

import (
	"context"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
)

var scenarios = table{
	name:    "scenario",
	key:     []string{"production_id", "id"},
	columns: []string{"curve_id", "state", "made_at", "made_by", "paper", "crew_days", "wish", "figures", "plan", "undo"},
}

var curves = table{
	name: "curve", key: []string{"production_id", "id"}, columns: []string{"made_at", "made_by", "paper", "days", "done"},
}

func scenarioFields(s *coverage.Scenario) []any {
	return []any{new(string), &s.ID, &s.Curve, &s.State, fromMillis{&s.MadeAt}, &s.MadeBy, &s.Plan.Paper, &s.Plan.CrewDays,
		fromJSON{&s.Wish}, fromJSON{&s.Figures}}
}

func scanScenario(r row) (s coverage.Scenario, err error) {
	err = r.Scan(append(scenarioFields(&s), fromJSON{&s.Plan}, fromJSON{&s.Undo})...) // the plan comes after its paper, which it does not hold
	if s.Plan.WorkedAt.IsZero() {                                                     // kept before it was noted
		s.Plan.WorkedAt = s.Plan.MadeAt
	}
	return s, err
}

func scanPoint(r row) (s coverage.Scenario, err error) {
	s.Plan.Days, s.Plan.Uncovered = []coverage.PlanDay{}, []coverage.Uncovered{}
	return s, r.Scan(scenarioFields(&s)...)
}

// SaveScenario keeps a scenario; one with the same id is replaced.
func (tx *Tx) SaveScenario(ctx context.Context, in production.ProductionID, s coverage.Scenario) error {
	plan := s.Plan
	plan.Days, plan.Uncovered = withLists(plan.Days), notNil(plan.Uncovered)
	w := s.Wish
	w.Without, w.Extra, w.Must, w.NoGo, w.NoGoDays = notNil(w.Without), notNil(w.Extra), notNil(w.Must), notNil(w.NoGo), notNil(w.NoGoDays)
	return scenarios.save(ctx, tx, []any{in, s.ID, s.Curve, s.State, s.MadeAt, s.MadeBy, plan.Paper, plan.CrewDays,
		asJSON{w}, asJSON{s.Figures}, asJSON{plan}, asJSON{s.Undo}})
}

// FindScenario is the scenario with the id and its whole plan, or fault.NotFound, also for one that was adopted.
func (tx *Tx) FindScenario(ctx context.Context, in production.ProductionID, id production.ScenarioID) (coverage.Scenario, error) {
	s, err := one(ctx, tx, scanScenario, `SELECT `+scenarios.list()+` FROM scenario
		WHERE production_id = $1 AND id = $2 AND state <> 'adopted'`, in, id)
	return s, absent(err, "such scenario")
}

// ReopenScenario puts a scenario that was adopted beside the plan again, as it was; fault.NotFound when there is none.
func (tx *Tx) ReopenScenario(ctx context.Context, in production.ProductionID, id production.ScenarioID) error {
	return absent(tx.must(ctx, `UPDATE scenario SET state = 'open' WHERE production_id = $1 AND id = $2 AND state = 'adopted'`, in, id),
		"such scenario")
}

// FindScenarios are the scenarios of a state that somebody asked for, newest first, with their plans.
func (tx *Tx) FindScenarios(ctx context.Context, in production.ProductionID, state coverage.ScenarioState) ([]coverage.Scenario, error) {
	return many(ctx, tx, scanScenario, `SELECT `+scenarios.list()+` FROM scenario
		WHERE production_id = $1 AND curve_id = '' AND state = $2 ORDER BY made_at DESC, id DESC`, in, state)
}

// FindPoints are the points of a curve, fewest crew-days first, without their plans' days.
func (tx *Tx) FindPoints(ctx context.Context, in production.ProductionID, curve production.CurveID) ([]coverage.Scenario, error) {
	return many(ctx, tx, scanPoint, `SELECT production_id, id, curve_id, state, made_at, made_by, paper, crew_days, wish, figures FROM scenario
		WHERE production_id = $1 AND curve_id = $2 ORDER BY crew_days, id`, in, curve)
}

// DeleteScenario takes a scenario away, or returns fault.NotFound.
func (tx *Tx) DeleteScenario(ctx context.Context, in production.ProductionID, id production.ScenarioID) error {
	return absent(scenarios.remove(ctx, tx, in, id), "such scenario")
}

// ClearScenarios takes away the scenarios of a state.
func (tx *Tx) ClearScenarios(ctx context.Context, in production.ProductionID, state coverage.ScenarioState) error {
	_, err := tx.exec(ctx, `DELETE FROM scenario WHERE production_id = $1 AND state = $2`, in, state)
	return err
}

// SaveCurve keeps a curve without its points; one with the same id is replaced.
func (tx *Tx) SaveCurve(ctx context.Context, in production.ProductionID, c coverage.Curve) error {
	return curves.save(ctx, tx, []any{in, c.ID, c.MadeAt, c.MadeBy, c.Paper, listJSON(c.Days), c.Done})
}

func scanCurve(r row) (c coverage.Curve, err error) {
	c.Points = []coverage.Scenario{}
	return c, r.Scan(new(string), &c.ID, fromMillis{&c.MadeAt}, &c.MadeBy, &c.Paper, fromJSON{&c.Days}, &c.Done)
}

// FindCurve is the curve with the id, without its points, or fault.NotFound.
func (tx *Tx) FindCurve(ctx context.Context, in production.ProductionID, id production.CurveID) (coverage.Curve, error) {
	c, err := one(ctx, tx, scanCurve, `SELECT `+curves.list()+` FROM curve WHERE production_id = $1 AND id = $2`, in, id)
	return c, absent(err, "such curve")
}

// FindLatestCurve is the newest curve that is done, without its points, or fault.NotFound.
func (tx *Tx) FindLatestCurve(ctx context.Context, in production.ProductionID) (coverage.Curve, error) {
	c, err := one(ctx, tx, scanCurve, `SELECT `+curves.list()+` FROM curve
		WHERE production_id = $1 AND done ORDER BY made_at DESC, id DESC LIMIT 1`, in)
	return c, absent(err, "curve yet")
}

// DeleteOtherCurves takes away all curves but one, with their points.
func (tx *Tx) DeleteOtherCurves(ctx context.Context, in production.ProductionID, kept production.CurveID) error {
	if _, err := tx.exec(ctx, `DELETE FROM scenario WHERE production_id = $1 AND curve_id <> '' AND curve_id <> $2`, in, kept); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `DELETE FROM curve WHERE production_id = $1 AND id <> $2`, in, kept)
	return err
}
