package office

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// Adoption is what adopting a scenario did, and what is left for people to do.
type Adoption struct {
	Plan   coverage.Plan         `json:"plan"`
	Before production.ScenarioID `json:"before"` // the plan that it replaced, kept as a scenario; "" for none
	Notes  []string              `json:"notes"`  // sentences
}

// nameBefore is the name under which a plan is kept that another replaced: there may be several of them.
func nameBefore(made time.Time) string {
	return "The plan before, of " + production.DateOf(made).Spoken() + " " + made.Format("15:04")
}

// Lines of the record about adopting.
const (
	adopting     = "adopt"
	adoptMoment  = "adopt_moment" // a moment that was promised or dismissed with it
	undoAdoption = "undo_adopt"
)

// AdoptScenario makes a scenario the plan, with its crew-days: must-haves become promised moments, no-gos
// are dismissed, additional people join the crew. The plan there was stays beside it as a scenario, with all
// that UndoAdoption needs. It returns fault.Conflict when the scenario does not hold any more.
func (o *Office) AdoptScenario(ctx context.Context, in production.ProductionID, id production.ScenarioID) (Adoption, error) {
	var a Adoption
	err := o.change(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		s, err := tx.FindScenario(ctx, in, id)
		if err != nil {
			return err
		}
		if s.State == coverage.ScenarioDiscarded {
			return fault.New(fault.Conflict, "this scenario was discarded").WithRemedy("Restore it first, or try it out again.")
		}
		f, err := o.footingFor(ctx, tx, in)
		if err != nil {
			return err
		}
		g, err := o.gatherIn(ctx, tx, in, PlanOptions{CrewDays: s.Plan.CrewDays})
		if err != nil {
			return err
		}
		s.Plan = asHired(s.Plan, s.Wish.Extra, f.members)
		if err := o.holds(f, s, g.input); err != nil {
			return err
		}
		before := keptBefore(g.input, f.film.CrewDays)
		if before.Undo.Hired, err = o.hire(ctx, tx, in, s.Wish.Extra, f.members); err != nil {
			return err
		}
		if before.Undo.Decided, err = o.decide(ctx, tx, in, s.Wish); err != nil {
			return err
		}
		a = Adoption{Notes: leftToDo(s.Wish)}
		if a.Plan, err = o.asPlan(ctx, tx, in, s); err != nil {
			return err
		}
		if err := o.takeOver(ctx, tx, in, s, a.Plan); err != nil {
			return err
		}
		if before.Undo.Notice, err = o.tellUnheld(ctx, tx, in, a.Plan.Unheld(g.input.Held), &a.Notes); err != nil {
			return err
		}
		if a.Before, err = o.keepBefore(ctx, tx, in, before, s, a.Plan); err != nil {
			return err
		}
		a.Plan, err = o.latestIn(ctx, tx, in)
		return err
	})
	return a, err
}

// holds refuses a scenario that the papers, the crew or the days that went by do not allow any more. now is
// what a plan would be worked out from.
func (o *Office) holds(f footing, s coverage.Scenario, now coverage.Input) error {
	why := ""
	gone := missing(s.Plan, f.today, append(slices.Clone(s.Wish.Extra), f.members...))
	switch changed := papersChanged(f.paper, f.papers, s.Plan); {
	case len(changed.words()) > 0:
		why = "the script or the schedule changed since this was tried out"
	case !o.sameHistory(f.film, now, s.Plan):
		why = "days that it plans are over by now, or were replanned"
	case len(gone) > 0:
		why = "the crew changed since this was tried out: " + gone[0]
	default:
		return nil
	}
	return noLonger(why)
}

func noLonger(why string) error {
	return fault.New(fault.Conflict, "%s", why).WithRemedy("Try it out again.")
}

// sameHistory reports whether a plan did the same as the one there is on all days that are history by
// either: who came when, and who covered what, when and where.
func (o *Office) sameHistory(film production.Production, now coverage.Input, p coverage.Plan) bool {
	var before coverage.Plan
	if now.Previous != nil {
		before = *now.Previous
	}
	until := max(now.Frozen, o.frozen(film, now.Facts.Days, p))
	return coverage.SameUntil(before, p, until)
}

// asPlan is a scenario as the plan, when all that it supposes is true: checked against what there is now, with
// the days that are over word for word as the plan before has them. It returns fault.Conflict with the reason
// when a rule would be broken.
func (o *Office) asPlan(ctx context.Context, tx *store.Tx, in production.ProductionID, s coverage.Scenario) (coverage.Plan, error) {
	g, err := o.gatherIn(ctx, tx, in, PlanOptions{CrewDays: s.Plan.CrewDays, Seed: s.Plan.Seed})
	if err != nil {
		return coverage.Plan{}, err
	}
	g.input.Held = s.Plan.Held(g.input.Frozen)
	desk, err := coverage.Build(g.input)
	if bad := (*fault.Error)(nil); errors.As(err, &bad) && bad.Code == fault.Invalid {
		return coverage.Plan{}, noLonger(bad.Message)
	}
	if err != nil {
		return coverage.Plan{}, err
	}
	if why := desk.Broken(s.Plan); why != "" {
		return coverage.Plan{}, noLonger(why)
	}
	plan := desk.Adopt(s.Plan)
	plan.Frozen = g.input.Frozen
	plan.ID, plan.MadeAt, plan.MadeBy = production.NewID[production.PlanID](), o.clock(), actorName(ctx)
	return plan, nil
}

// hire makes the additional people of a wish members of the crew, and returns those who joined: not those who
// are there already.
func (o *Office) hire(ctx context.Context, tx *store.Tx, in production.ProductionID, extra, members []crew.Member) ([]crew.Member, error) {
	joined := []crew.Member{}
	for _, m := range extra {
		if _, there := hiredAs(m, members); there {
			continue
		}
		if err := access.Require(ctx, access.EditCrew, in); err != nil {
			return nil, err
		}
		if err := tx.CreateMember(ctx, in, m); err != nil {
			return nil, err
		}
		if err := o.tell(ctx, tx, in, topicCrew, "add_crew", m.Name); err != nil {
			return nil, err
		}
		joined = append(joined, m)
	}
	return joined, nil
}

// hiredAs is who of the crew an additional person of a wish has become: the same, or somebody of the name.
func hiredAs(m crew.Member, members []crew.Member) (crew.Member, bool) {
	words := func(name string) string { return strings.Join(strings.Fields(name), " ") }
	i := slices.IndexFunc(members, func(o crew.Member) bool { return o.ID == m.ID || strings.EqualFold(words(o.Name), words(m.Name)) })
	if i < 0 {
		return crew.Member{}, false
	}
	return members[i], true
}

// asHired is a plan with the people who were on trial in it as they are in the crew by now.
func asHired(p coverage.Plan, extra, members []crew.Member) coverage.Plan {
	now := map[production.MemberID]crew.Member{}
	for _, m := range extra {
		if hired, there := hiredAs(m, members); there && hired.ID != m.ID {
			now[m.ID] = hired
		}
	}
	return p.Recast(now)
}

// decide promises the must-haves of a wish and dismisses its no-gos, and returns what that changed.
func (o *Office) decide(ctx context.Context, tx *store.Tx, in production.ProductionID, w coverage.Wish) ([]coverage.Decided, error) {
	promised, dismissed := true, story.Dismissed
	decided := []coverage.Decided{}
	for _, n := range w.Must {
		if err := o.decideOne(ctx, tx, in, n, story.Change{MustHave: &promised}, &decided); err != nil {
			return nil, err
		}
	}
	for _, n := range w.NoGo {
		if err := o.decideOne(ctx, tx, in, n, story.Change{Status: &dismissed}, &decided); err != nil {
			return nil, err
		}
	}
	return decided, nil
}

func (o *Office) decideOne(ctx context.Context, tx *store.Tx, in production.ProductionID, n coverage.Named, c story.Change, decided *[]coverage.Decided) error {
	if err := access.Require(ctx, access.EditMoments, in); err != nil {
		return err
	}
	m, err := tx.FindMoment(ctx, in, production.MomentID(n.ID))
	if err != nil {
		return err
	}
	d := coverage.Decided{Moment: m.ID, WasMust: m.MustHave, Was: m.Status}
	if m, err = story.Edit(m, c); err != nil {
		return err
	}
	if d.IsMust, d.Is = m.MustHave, m.Status; d.IsMust == d.WasMust && d.Is == d.Was {
		return nil
	}
	*decided = append(*decided, d)
	if err := tx.UpdateMoment(ctx, in, m); err != nil {
		return err
	}
	return o.tell(ctx, tx, in, topicMoments, adoptMoment, m.Title)
}

// takeOver saves the plan that a scenario has become as the newest, and takes the scenario off the list.
func (o *Office) takeOver(ctx context.Context, tx *store.Tx, in production.ProductionID, s coverage.Scenario, plan coverage.Plan) error {
	if s.Curve == "" {
		if err := o.putAside(ctx, tx, in, s.ID); err != nil {
			return err
		}
	}
	if err := o.keepCrewDays(ctx, tx, in, plan.CrewDays); err != nil {
		return err
	}
	if err := tx.SavePlan(ctx, in, plan); err != nil {
		return err
	}
	return o.tell(ctx, tx, in, topicPlan, adopting, figureWords(s.Figures))
}

// putAside takes a scenario that is adopted out of sight, as it was tried out.
func (o *Office) putAside(ctx context.Context, tx *store.Tx, in production.ProductionID, id production.ScenarioID) error {
	s, err := tx.FindScenario(ctx, in, id)
	if err != nil {
		return err
	}
	s.State = coverage.ScenarioAdopted
	return tx.SaveScenario(ctx, in, s)
}

// leftToDo says what of a wish no part of the house keeps for the next plan.
func leftToDo(w coverage.Wish) []string {
	notes := []string{}
	for _, n := range w.Without {
		notes = append(notes, n.Name+" has no shift in this plan and stays on the crew list: the next plan may call "+n.Name+" again.")
	}
	for _, date := range w.NoGoDays {
		notes = append(notes, "Nobody goes on "+date.Spoken()+" in this plan; the next one may, unless the crew are marked away.")
	}
	return notes
}
