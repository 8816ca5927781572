package office

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// whatIfArgs are the arguments of a task that tries something out.
type whatIfArgs struct {
	Ask   coverage.Ask `json:"ask"`
	Actor taskActor    `json:"actor"`
}

// StartWhatIf has a scenario tried out by a job. What cannot be asked is refused at once.
func (o *Office) StartWhatIf(ctx context.Context, in production.ProductionID, ask coverage.Ask) (production.Task, error) {
	if _, _, _, err := o.tryOut(ctx, in, ask); err != nil {
		return production.Task{}, err
	}
	return o.start(ctx, access.MakePlan, in, WhatIfTask, "Try something out", whatIfArgs{ask, actorForTask(ctx)})
}

// WhatIf makes a plan as it would be if something were different, and keeps it beside the plan there is,
// which stays as it is.
func (o *Office) WhatIf(ctx context.Context, in production.ProductionID, ask coverage.Ask, progress reporter) (coverage.Scenario, error) {
	desk, wish, g, err := o.tryOut(ctx, in, ask)
	if err != nil {
		return coverage.Scenario{}, err
	}
	solution, err := search(ctx, desk, searchFor(ask.Time, ask.Seed), progress)
	if err != nil {
		return coverage.Scenario{}, err
	}
	solution = desk.Best(solution)
	plan := desk.Read(solution)
	s := o.newScenario(ctx, wish, plan, g)
	s.Figures = desk.Figures(plan)
	err = o.change(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		if err := stillSaid(ctx, tx, in, g.paper); err != nil {
			return err
		}
		if err := tx.ClearScenarios(ctx, in, coverage.ScenarioDiscarded); err != nil {
			return err
		}
		if err := tx.SaveScenario(ctx, in, s); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicTrial, "what_if", figureWords(s.Figures))
	})
	if err != nil {
		return coverage.Scenario{}, err
	}
	return o.FindScenario(ctx, in, s.ID)
}

// searchFor is how long and from which seed a search goes, DefaultPlanTime and 1 where nobody said.
func searchFor(limit time.Duration, seed int64) PlanOptions {
	return PlanOptions{Time: cmp.Or(limit, DefaultPlanTime), Seed: cmp.Or(seed, 1)}
}

func (o *Office) newScenario(ctx context.Context, wish coverage.Wish, plan coverage.Plan, g ground) coverage.Scenario {
	o.sign(ctx, &plan, g)
	return coverage.Scenario{
		ID: production.NewID[production.ScenarioID](), State: coverage.ScenarioOpen, MadeAt: plan.MadeAt, MadeBy: plan.MadeBy, Wish: wish, Plan: plan,
	}
}

func figureWords(f coverage.Figures) string {
	return fmt.Sprintf("%d of %d moments on %d crew-days", f.Covered, f.Total, f.UsedDays)
}

// tryOut finds what an ask names and lays out the problem as it would be.
func (o *Office) tryOut(ctx context.Context, in production.ProductionID, ask coverage.Ask) (desk *coverage.Desk, wish coverage.Wish, g ground, err error) {
	if err := checkTime(ask.Time); err != nil {
		return nil, wish, g, err
	}
	if g, err = o.gather(ctx, in, searchFor(ask.Time, ask.Seed)); err != nil {
		return nil, wish, g, err
	}
	input := g.input
	ask.Extra = slices.Clone(ask.Extra)
	for i := range ask.Extra {
		m := &ask.Extra[i]
		m.ID, m.MaxWeek = production.NewID[production.MemberID](), cmp.Or(m.MaxWeek, input.Rules.MaxWeek)
	}
	if wish, err = ask.Resolve(input); err != nil {
		return nil, wish, g, err
	}
	desk, err = coverage.Build(wish.Apply(input))
	return desk, wish, g, err
}

func checkTime(limit time.Duration) error {
	if limit < 0 {
		return fault.New(fault.Invalid, "the time to search is negative").WithRemedy("Give it in seconds, for example 5s.")
	}
	if limit > MaxPlanTime {
		return fault.New(fault.Invalid, "a plan may be searched for at most %.0f minutes", MaxPlanTime.Minutes()).WithRemedy("Give a shorter time, for example 30s.")
	}
	return nil
}

// OpenFrom is the first day that can be planned again, "" where every day can.
func (o *Office) OpenFrom(ctx context.Context, in production.ProductionID) (production.Date, error) {
	g, err := o.gather(ctx, in, PlanOptions{})
	return g.input.Frozen, err
}

// Scenarios are the scenarios that were tried out and neither adopted nor discarded, newest first.
func (o *Office) Scenarios(ctx context.Context, in production.ProductionID) ([]coverage.Scenario, error) {
	all, err := o.Alternatives(ctx, in)
	return all.Scenarios, err
}

// Discarded are the scenarios that RestoreScenario brings back, newest first.
func (o *Office) Discarded(ctx context.Context, in production.ProductionID) (all []coverage.Scenario, err error) {
	err = o.look(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		if all, err = tx.FindScenarios(ctx, in, coverage.ScenarioDiscarded); err != nil || len(all) == 0 {
			return err
		}
		beside, err := o.besideFor(ctx, tx, in)
		for i := range all {
			o.judge(beside, &all[i])
		}
		return err
	})
	return all, err
}

// Alternatives are all plans that could be instead of the one there is. They are the business of who makes plans:
// who is left out in one, and what fewer crew-days would do, is for nobody else.
type Alternatives struct {
	Scenarios []coverage.Scenario
	Curve     *coverage.Curve // nil before the first
}

// Alternatives are the scenarios and the newest curve.
func (o *Office) Alternatives(ctx context.Context, in production.ProductionID) (a Alternatives, err error) {
	err = o.look(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		if a.Scenarios, err = tx.FindScenarios(ctx, in, coverage.ScenarioOpen); err != nil {
			return err
		}
		curve, err := tx.FindLatestCurve(ctx, in)
		if err == nil {
			a.Curve = &curve
		} else if !fault.Is(err, fault.NotFound) {
			return err
		}
		if a.Curve == nil && len(a.Scenarios) == 0 {
			return nil
		}
		beside, err := o.besideFor(ctx, tx, in)
		if err != nil {
			return err
		}
		for i := range a.Scenarios {
			o.judge(beside, &a.Scenarios[i])
		}
		if a.Curve == nil {
			return nil
		}
		a.Curve.Points, err = tx.FindPoints(ctx, in, curve.ID)
		beside.judge(a.Curve)
		return err
	})
	return a, err
}

// FindScenario is one scenario, or one point of the curve, with its whole plan.
func (o *Office) FindScenario(ctx context.Context, in production.ProductionID, id production.ScenarioID) (coverage.Scenario, error) {
	var s coverage.Scenario
	err := o.look(ctx, access.MakePlan, in, func(tx *store.Tx) (err error) {
		if s, err = tx.FindScenario(ctx, in, id); err != nil {
			return err
		}
		beside, err := o.besideFor(ctx, tx, in)
		if err == nil {
			o.judge(beside, &s)
		}
		return err
	})
	if err != nil {
		return coverage.Scenario{}, err
	}
	return s, nil
}

// beside is what a scenario is seen against: the plan there is.
type beside struct {
	footing footing
	plan    coverage.Plan // the zero value before the first
	figures coverage.Figures
	reading reading
}

func (o *Office) besideFor(ctx context.Context, tx *store.Tx, in production.ProductionID) (b beside, err error) {
	if b.footing, err = o.footingFor(ctx, tx, in); err != nil {
		return b, err
	}
	if b.plan, err = tx.FindLatestPlan(ctx, in); err != nil && !fault.Is(err, fault.NotFound) {
		return b, err
	}
	b.reading, err = readingFor(ctx, tx, in)
	b.figures = b.plan.Costed(b.footing.members).Figures(slices.Collect(maps.Values(b.reading.now)))
	return b, err
}

// judge fills in what is found when a scenario is read. Who makes plans may know all that it tells, which
// access.TestWhoPlansMayKnowAllOfIt holds.
func (o *Office) judge(b beside, s *coverage.Scenario) {
	s.Stale = b.footing.since(asHired(s.Plan, s.Wish.Extra, b.footing.members), s.Wish.Extra...)
	o.read(b.reading, &s.Plan, b.plan)
	s.Difference = coverage.Compare(b.plan, s.Plan)
	s.Undoable, s.Undo = s.Undo != nil && s.Undo.Plan == b.plan.ID, nil
}

// judge is Office.judge for a curve.
func (b beside) judge(c *coverage.Curve) {
	c.Stale = b.footing.since(coverage.Plan{Paper: c.Paper, WorkedAt: c.MadeAt, MadeAt: c.MadeAt})
	c.Now = b.footing.film.CrewDays
	if b.plan.ID != "" {
		figures := b.figures
		c.Plan = &figures
	}
	if c.Plan != nil && b.plan.MadeAt.After(c.MadeAt) && !c.HasPlan() {
		c.Stale = append(c.Stale, "There is another plan since: "+figureWords(*c.Plan)+".")
	}
}

// DiscardScenario puts a scenario out of sight. RestoreScenario brings it back, until the next is tried out.
func (o *Office) DiscardScenario(ctx context.Context, in production.ProductionID, id production.ScenarioID) error {
	return o.setScenario(ctx, in, id, coverage.ScenarioDiscarded)
}

// RestoreScenario takes discarding back; fault.NotFound when it is gone for good.
func (o *Office) RestoreScenario(ctx context.Context, in production.ProductionID, id production.ScenarioID) error {
	return o.setScenario(ctx, in, id, coverage.ScenarioOpen)
}

func (o *Office) setScenario(ctx context.Context, in production.ProductionID, id production.ScenarioID, state coverage.ScenarioState) error {
	return o.change(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		s, err := tx.FindScenario(ctx, in, id)
		if err != nil {
			return err
		}
		if s.Curve != "" {
			return fault.New(fault.Conflict, "this plan is a point of the curve").WithRemedy("Draw the curve again to replace its points.")
		}
		s.State = state
		if err := tx.SaveScenario(ctx, in, s); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicTrial, "what_if_"+string(state), figureWords(s.Figures))
	})
}
