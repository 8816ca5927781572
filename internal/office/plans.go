package office

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// PlanOptions steer a plan. The zero value plans with the paid crew-days for five seconds.
type PlanOptions struct {
	CrewDays int           `json:"crew_days"` // paid crew-days; 0 takes the production's, another number becomes the production's
	Time     time.Duration `json:"time"`      // 0 takes DefaultPlanTime
	Seed     int64         `json:"seed"`      // 0 takes 1
	Afresh   bool          `json:"afresh"`    // do not try to keep the plan before
}

// DefaultPlanTime is how long a plan is searched for when nobody says otherwise.
const DefaultPlanTime = 5 * time.Second

// MaxPlanTime bounds what a page may ask for.
const MaxPlanTime = 5 * time.Minute

// MakePlan chooses days, people and times, saves the plan and returns it. It keeps as much as it can of
// the plan before. progress, when given, hears milliseconds done of the time allowed.
func (o *Office) MakePlan(ctx context.Context, in production.ProductionID, opt PlanOptions, progress reporter) (made coverage.Plan, err error) {
	if opt.Time <= 0 {
		opt.Time = DefaultPlanTime
	}
	if opt.Seed == 0 {
		opt.Seed = 1
	}
	g, err := o.gather(ctx, in, opt)
	if err != nil {
		return coverage.Plan{}, err
	}
	desk, err := coverage.Build(g.input)
	if err != nil {
		return coverage.Plan{}, err
	}
	solution, err := search(ctx, desk, opt, progress)
	if err != nil {
		return coverage.Plan{}, err
	}
	plan := desk.Read(solution)
	o.sign(ctx, &plan, g)
	err = o.change(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		if err := stillSaid(ctx, tx, in, g.paper); err != nil {
			return err
		}
		if err := o.keepCrewDays(ctx, tx, in, opt.CrewDays); err != nil {
			return err
		}
		if err := tx.SavePlan(ctx, in, plan); err != nil {
			return err
		}
		if err := tx.ClearScenarios(ctx, in, coverage.ScenarioAdopted); err != nil { // what it replaces cannot be taken back
			return err
		}
		if err := o.tell(ctx, tx, in, topicPlan, "plan", fmt.Sprintf("%d of %d moments on %d crew-days", plan.Covered, plan.Total, plan.UsedDays)); err != nil {
			return err
		}
		made, err = o.latestIn(ctx, tx, in)
		return err
	})
	return made, err
}

// sign notes what a plan was worked out from, and who had it made.
func (o *Office) sign(ctx context.Context, plan *coverage.Plan, g ground) {
	plan.Paper, plan.WorkedAt, plan.Frozen = g.paper, g.at, g.input.Frozen
	plan.ID, plan.MadeAt, plan.MadeBy = production.NewID[production.PlanID](), o.clock(), actorName(ctx)
}

// search looks for the best plan on the desk.
func search(ctx context.Context, desk *coverage.Desk, opt PlanOptions, progress reporter) (*planner.Solution, error) {
	solution, err := planner.Solve(ctx, desk.Problem, planner.Options{
		Time: opt.Time, Seed: opt.Seed, Workers: runtime.NumCPU(), Progress: planProgress(opt.Time, progress), Wording: desk.Wording(),
	})
	if err == nil {
		desk.Settle(solution)
	}
	return solution, err
}

// ground is what a plan is worked out from.
type ground struct {
	input coverage.Input
	paper string    // address of what the papers say
	at    time.Time // when it was read
}

// gather reads everything a plan needs in one transaction.
func (o *Office) gather(ctx context.Context, in production.ProductionID, opt PlanOptions) (g ground, err error) {
	err = o.look(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		g, err = o.gatherIn(ctx, tx, in, opt)
		return err
	})
	return g, err
}

// gatherIn is gather within a transaction. Nobody will be called before the search is over.
func (o *Office) gatherIn(ctx context.Context, tx *store.Tx, in production.ProductionID, opt PlanOptions) (g ground, err error) {
	g.at = o.clock()
	g.input = coverage.Input{Settings: coverage.DefaultSettings(), Seed: opt.Seed, CrewDays: opt.CrewDays}
	input := &g.input
	p, err := tx.FindProduction(ctx, in)
	if err != nil {
		return g, err
	}
	if g.paper, err = tx.FindPaper(ctx, in); err != nil {
		return g, err
	}
	if input.Rules, err = crew.FindRules(p.RulePack); err != nil {
		return g, err
	}
	input.Zone, input.CrewDays = p.Zone(), cmp.Or(opt.CrewDays, p.CrewDays)
	if input.Facts, err = tx.FindFacts(ctx, in); err != nil {
		return g, err
	}
	if input.Moments, err = tx.FindMoments(ctx, in, store.MomentFilter{}); err != nil {
		return g, err
	}
	if input.Recorded, err = recorded(ctx, tx, in); err != nil {
		return g, err
	}
	if input.Members, err = tx.FindMembers(ctx, in); err != nil {
		return g, err
	}
	before, err := tx.FindLatestPlan(ctx, in)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return g, err
	}
	if input.Frozen = o.frozen(p, input.Facts.Days, before); input.Frozen.Known() {
		input.Now = g.at.Add(opt.Time)
	}
	input.Held = before.Held(input.Frozen)
	input.Previous = toKeep(before, input.Frozen, opt.Afresh)
	return g, nil
}

// toKeep is what of the plan before the next one keeps: as much as it can, afresh only history. It is
// nil for nothing.
func toKeep(before coverage.Plan, frozen production.Date, afresh bool) *coverage.Plan {
	if afresh {
		before.Days = slices.DeleteFunc(before.Days, func(d coverage.PlanDay) bool { return d.Date >= frozen })
	}
	if before.ID == "" || afresh && len(before.Days) == 0 {
		return nil
	}
	return &before
}

// stillSaid refuses a plan made from papers that were replaced while it was searched for: nobody would
// be told of what it promises and the new papers do not allow.
func stillSaid(ctx context.Context, tx *store.Tx, in production.ProductionID, paper string) error {
	now, err := tx.FindPaper(ctx, in)
	if err == nil && now != paper {
		return fault.New(fault.Conflict, "a script or schedule was taken in while the plan was made").WithRemedy("Plan again.")
	}
	return err
}

// frozen is the day before which a plan is history: the first open one, and tomorrow once the first of
// the crew has been called today. Nothing of it is planned again, also when a plan is made afresh.
func (o *Office) frozen(p production.Production, days []production.Day, plan coverage.Plan) production.Date {
	open := o.openFrom(p, days, plan)
	for _, day := range plan.Days {
		for _, shift := range day.Shifts {
			if day.Date == open && shift.Call.Known() && !o.clock().Before(open.At(shift.Call, p.Zone())) {
				return open.AddDays(1)
			}
		}
	}
	return open
}

// openFrom is the first day that is not over: today, also after the shoot. A shoot that was over before
// anybody planned for it has no history, as nobody went: plans for it are an exercise on an old schedule,
// and every day is open, "". A plan that was worked out with history has it for good.
func (o *Office) openFrom(p production.Production, days []production.Day, plan coverage.Plan) production.Date {
	today := o.today(p)
	if len(days) > 0 {
		last := days[len(days)-1].Date
		if today > last && (plan.ID == "" || plan.Frozen == "" && production.DateOf(plan.WorkedAt.In(p.Zone())) > last) {
			return ""
		}
	}
	return today
}

// today is the date where the production is.
func (o *Office) today(p production.Production) production.Date {
	return production.DateOf(o.clock().In(p.Zone()))
}

func planProgress(limit time.Duration, tell func(done, total int64, message string)) func(planner.Progress) {
	if tell == nil {
		return nil
	}
	return func(p planner.Progress) {
		tell(min(p.Elapsed, limit).Milliseconds(), limit.Milliseconds(), fmt.Sprintf("%d moments covered", p.Covered))
	}
}

func (o *Office) keepCrewDays(ctx context.Context, tx *store.Tx, in production.ProductionID, crewDays int) error {
	if crewDays == 0 {
		return nil
	}
	p, err := tx.FindProduction(ctx, in)
	if err != nil || p.CrewDays == crewDays {
		return err
	}
	p.CrewDays = crewDays
	return tx.UpdateProduction(ctx, p)
}

// LatestPlan is the newest plan of a production, as whoever asks may read it today; fault.NotFound before the
// first.
func (o *Office) LatestPlan(ctx context.Context, in production.ProductionID) (coverage.Plan, error) {
	var p coverage.Plan
	err := o.look(ctx, access.SeePlan, in, func(tx *store.Tx) (err error) {
		p, err = o.latestIn(ctx, tx, in)
		return err
	})
	return p, err
}
