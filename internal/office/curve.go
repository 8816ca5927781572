package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// CurveOptions steer a curve. The zero value draws nine points around the paid crew-days.
type CurveOptions struct {
	Span coverage.Span `json:"span"`
	Time time.Duration `json:"time"` // for each point; 0 takes DefaultPointTime
	Seed int64         `json:"seed"` // 0 takes 1
}

// DefaultPointTime is how long the plan of one point is searched for when nobody says otherwise, and
// MaxPointTime the most a page may ask for.
const (
	DefaultPointTime = 2 * time.Second
	MaxPointTime     = time.Minute
)

type curveArgs struct {
	Curve production.CurveID `json:"curve"`
	Opt   CurveOptions       `json:"options"`
	Actor taskActor          `json:"actor"`
}

// StartCurve has the curve drawn by a job. What cannot be drawn is refused at once.
func (o *Office) StartCurve(ctx context.Context, in production.ProductionID, opt CurveOptions) (production.Task, error) {
	if _, err := o.sheet(ctx, in, opt); err != nil {
		return production.Task{}, err
	}
	args := curveArgs{production.NewID[production.CurveID](), opt, actorForTask(ctx)}
	return o.start(ctx, access.MakePlan, in, CurveTask, "Draw what crew-days bring", args)
}

// DrawCurve makes a plan for each of several numbers of crew-days and keeps them until the next curve. A
// plan with more crew-days is never worth less. progress hears milliseconds.
func (o *Office) DrawCurve(ctx context.Context, in production.ProductionID, opt CurveOptions, progress reporter) (coverage.Curve, error) {
	return o.drawCurve(ctx, in, production.NewID[production.CurveID](), opt, progress)
}

// sheet is what a curve is drawn on.
type sheet struct {
	ground
	days []int // crew-days of the points
	opt  PlanOptions
}

func (o *Office) sheet(ctx context.Context, in production.ProductionID, opt CurveOptions) (sheet, error) {
	if opt.Time < 0 || opt.Time > MaxPointTime {
		return sheet{}, fault.New(fault.Invalid, "a point may be searched for at most %.0f seconds", MaxPointTime.Seconds()).WithRemedy("Give a time like 2s.")
	}
	if opt.Time == 0 {
		opt.Time = DefaultPointTime
	}
	s := sheet{opt: searchFor(opt.Time, opt.Seed)}
	var err error
	if s.ground, err = o.gather(ctx, in, s.opt); err != nil {
		return sheet{}, err
	}
	around := cmp.Or(s.input.CrewDays, len(s.input.Facts.Days)) // before anything is paid, a person a day
	if s.days, err = opt.Span.Points(around, s.input.UsedAlready()); err != nil {
		return sheet{}, err
	}
	s.input.CrewDays = s.days[0]
	_, err = coverage.Build(s.input)
	return s, err
}

// drawCurve draws the curve with the id, or goes on where an earlier attempt stopped.
func (o *Office) drawCurve(ctx context.Context, in production.ProductionID, id production.CurveID, opt CurveOptions, progress reporter) (coverage.Curve, error) {
	s, err := o.sheet(ctx, in, opt)
	if err != nil {
		return coverage.Curve{}, err
	}
	curve := coverage.Curve{ID: id, MadeAt: s.at, MadeBy: actorName(ctx), Paper: s.paper, Days: s.days}
	done, err := o.beginCurve(ctx, in, &curve)
	if err != nil {
		return coverage.Curve{}, err
	}
	var fewer *coverage.Plan
	for i, n := range s.days {
		point, there := done[n]
		if !there {
			if point, err = o.drawPoint(ctx, s, n, fewer, s.tell(i, progress)); err != nil {
				return coverage.Curve{}, err
			}
			point.Curve = id
			if err := o.keepPoint(ctx, in, s.paper, point); err != nil {
				return coverage.Curve{}, err
			}
		}
		fewer = &point.Plan
	}
	if err := o.endCurve(ctx, in, curve); err != nil {
		return coverage.Curve{}, err
	}
	return o.FindCurve(ctx, in)
}

// tell turns the progress of a point into that of the curve.
func (s sheet) tell(i int, progress reporter) reporter {
	if progress == nil {
		return nil
	}
	each := s.opt.Time.Milliseconds()
	return func(done, _ int64, message string) {
		progress(int64(i)*each+done, int64(len(s.days))*each, fmt.Sprintf("%d crew-days: %s", s.days[i], message))
	}
}

// beginCurve notes the curve and returns the points that an earlier attempt has drawn from the same
// papers, by crew-days: what came since that attempt began makes the curve old.
func (o *Office) beginCurve(ctx context.Context, in production.ProductionID, c *coverage.Curve) (map[int]coverage.Scenario, error) {
	done := map[int]coverage.Scenario{}
	return done, o.change(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		clear(done)
		switch earlier, err := tx.FindCurve(ctx, in, c.ID); {
		case err == nil:
			c.MadeAt = earlier.MadeAt
		case !fault.Is(err, fault.NotFound):
			return err
		}
		points, err := tx.FindPoints(ctx, in, c.ID)
		if err != nil {
			return err
		}
		for _, p := range points {
			if p.Plan.Paper != c.Paper || !slices.Contains(c.Days, p.Figures.CrewDays) {
				if err := tx.DeleteScenario(ctx, in, p.ID); err != nil {
					return err
				}
				continue
			}
			if done[p.Figures.CrewDays], err = tx.FindScenario(ctx, in, p.ID); err != nil {
				return err
			}
		}
		return tx.SaveCurve(ctx, in, *c)
	})
}

// drawPoint is the best plan for a number of crew-days: the one found, or that of fewer, or the one there is.
func (o *Office) drawPoint(ctx context.Context, s sheet, crewDays int, fewer *coverage.Plan, progress reporter) (coverage.Scenario, error) {
	input := s.input
	input.CrewDays = crewDays
	desk, err := coverage.Build(input)
	if err != nil {
		return coverage.Scenario{}, err
	}
	found, err := search(ctx, desk, s.opt, progress)
	if err != nil {
		return coverage.Scenario{}, err
	}
	best := desk.Best(found, fewer)
	plan := desk.Read(best)
	point := o.newScenario(ctx, coverage.Wish{CrewDays: crewDays}, plan, s.ground)
	point.Figures = desk.Figures(plan)
	return point, nil
}

// keepPoint keeps a point, unless another curve that was drawn at the same time has taken its place.
func (o *Office) keepPoint(ctx context.Context, in production.ProductionID, paper string, point coverage.Scenario) error {
	return o.change(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		if err := stillSaid(ctx, tx, in, paper); err != nil {
			return err
		}
		if _, err := tx.FindCurve(ctx, in, point.Curve); fault.Is(err, fault.NotFound) {
			return drawnTwice()
		} else if err != nil {
			return err
		}
		return tx.SaveScenario(ctx, in, point)
	})
}

func drawnTwice() error {
	return fault.New(fault.Conflict, "another curve was drawn at the same time").WithRemedy("Draw it again.")
}

// endCurve puts the curve in the place of the one before.
func (o *Office) endCurve(ctx context.Context, in production.ProductionID, c coverage.Curve) error {
	c.Done = true
	return o.change(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		points, err := tx.FindPoints(ctx, in, c.ID)
		if err != nil {
			return err
		}
		if len(points) < len(c.Days) {
			return drawnTwice()
		}
		if err := tx.SaveCurve(ctx, in, c); err != nil {
			return err
		}
		if err := tx.DeleteOtherCurves(ctx, in, c.ID); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicTrial, "curve", fmt.Sprintf("%d to %d crew-days", c.Days[0], c.Days[len(c.Days)-1]))
	})
}

// FindCurve is the newest curve with the figures of its points; fault.NotFound before the first.
func (o *Office) FindCurve(ctx context.Context, in production.ProductionID) (coverage.Curve, error) {
	all, err := o.Alternatives(ctx, in)
	if err != nil {
		return coverage.Curve{}, err
	}
	if all.Curve == nil {
		return coverage.Curve{}, fault.New(fault.NotFound, "no curve has been drawn yet").WithRemedy("Draw it: bts plan curve.")
	}
	return *all.Curve, nil
}
