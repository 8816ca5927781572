package office

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// reading is how whoever asks may read a plan today. Every plan that leaves the office goes through it: what no
// longer holds is marked, advice for days that are over is held back, and so is what the person may not know.
type reading struct {
	film                  production.Production
	days                  []production.Day
	now                   map[production.MomentID]story.Moment
	screen                shield
	crew, schedule, costs bool // may know
}

func readingFor(ctx context.Context, tx *store.Tx, in production.ProductionID) (r reading, err error) {
	actor, _ := access.From(ctx)
	r.crew, r.schedule, r.costs = actor.May(access.SeeCrew, in), actor.May(access.SeeSchedule, in), actor.May(access.EditCrew, in)
	if r.film, err = tx.FindProduction(ctx, in); err != nil {
		return r, err
	}
	if r.days, err = tx.FindDays(ctx, in); err != nil {
		return r, err
	}
	if r.now, err = momentsByID(ctx, tx, in); err != nil {
		return r, err
	}
	r.screen, err = shieldFor(ctx, tx, in)
	return r, err
}

// read makes a plan what may be read of it. there is the plan there is, which says what is over.
func (o *Office) read(r reading, p *coverage.Plan, there coverage.Plan) {
	markBroken(*p, o.openFrom(r.film, r.days, there), r.now)
	p.HoldBack(o.frozen(r.film, r.days, there))
	r.screen.plan(p, r.now)
	r.withhold(p)
}

// latestIn is the plan there is, as whoever asks may read it today; fault.NotFound before the first.
func (o *Office) latestIn(ctx context.Context, tx *store.Tx, in production.ProductionID) (coverage.Plan, error) {
	p, err := tx.FindLatestPlan(ctx, in)
	if err != nil {
		return coverage.Plan{}, err
	}
	r, err := readingFor(ctx, tx, in)
	if err != nil {
		return coverage.Plan{}, err
	}
	o.read(r, &p, p)
	return p, nil
}

// Sentences in the place of those that tell too much.
const (
	leftOut    = "The plan has no place for it."
	notAnyMore = "it cannot happen as planned any more"
)

// withhold takes out of the words of a plan what only those may know who see the crew or the schedule, and what
// people cost. Whom the plan calls, and when, stays.
func (r reading) withhold(p *coverage.Plan) {
	may := func(t coverage.Telling) bool { return (r.crew || !t.OfCrew()) && (r.schedule || !t.OfSchedule()) }
	if !may(coverage.TellsAll) {
		p.CrewDay = coverage.CrewDay{}
	}
	for i := range p.Days {
		day := &p.Days[i]
		for j := range day.Shifts {
			if !r.costs {
				day.Shifts[j].Cost = 0
			}
		}
		for j := range day.Covers {
			c := &day.Covers[j]
			if !may(c.WhyTells) {
				c.Why = ""
			}
			if c.Broken != "" && !r.schedule {
				c.Broken = notAnyMore
			}
		}
	}
	for i := range p.Uncovered {
		u := &p.Uncovered[i]
		if !may(u.ReasonTells) {
			u.Reason = leftOut
		}
		if !may(u.ChangeTells) {
			u.Change, u.ChangeDate = "", ""
		}
	}
	for i := range p.Dropped {
		if !may(p.Dropped[i].WhyTells) {
			p.Dropped[i].Why = ""
		}
	}
}
