package office

import (
	"context"
	"reflect"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// keptBefore is the plan there is as a scenario, before anything is adopted. paid are the crew-days. Its id is
// "" where there is no plan.
func keptBefore(now coverage.Input, paid int) coverage.Scenario {
	s := coverage.Scenario{State: coverage.ScenarioOpen, Undo: &coverage.Undo{CrewDays: paid}}
	if now.Previous == nil {
		return s
	}
	s.ID, s.Plan = production.NewID[production.ScenarioID](), *now.Previous
	s.Wish = coverage.Wish{Name: nameBefore(s.Plan.MadeAt.In(now.Zone)), CrewDays: s.Plan.CrewDays}
	s.Figures = s.Plan.Costed(now.Members).Figures(now.Moments)
	return s
}

// keepBefore keeps the plan that another replaced, with how to take that back, and returns its id, "" for none.
func (o *Office) keepBefore(ctx context.Context, tx *store.Tx, in production.ProductionID, before, adopted coverage.Scenario, plan coverage.Plan) (production.ScenarioID, error) {
	if before.ID == "" {
		return "", nil
	}
	before.MadeAt, before.MadeBy = o.clock(), actorName(ctx)
	before.Undo.Plan, before.Undo.Scenario = plan.ID, adopted.ID
	return before.ID, tx.SaveScenario(ctx, in, before)
}

// Unadoption is what taking an adoption back did.
type Unadoption struct {
	Plan  coverage.Plan `json:"plan"`  // the plan there is again
	Notes []string      `json:"notes"` // sentences that say what stays, as somebody changed it since
}

// UndoAdoption takes the newest adoption back: the plan before is the plan again, the scenario is beside it as it
// was, and so are the paid crew-days, the moments that were promised or dismissed and the crew, as far as nobody
// changed them since. id is the plan before, as the scenario it is kept as; "" for the newest. It returns
// fault.NotFound when nothing was adopted, and fault.Conflict when there is a newer plan or days of it have begun.
func (o *Office) UndoAdoption(ctx context.Context, in production.ProductionID, id production.ScenarioID) (Unadoption, error) {
	var out Unadoption
	err := o.change(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		now, before, err := adoptedLast(ctx, tx, in, id)
		if err != nil {
			return err
		}
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		days, err := tx.FindDays(ctx, in)
		if err != nil {
			return err
		}
		if until := max(o.frozen(film, days, now), o.frozen(film, days, before.Plan)); !coverage.SameUntil(now, before.Plan, until) {
			return fault.New(fault.Conflict, "days have begun since on which the two plans differ").WithRemedy("Plan again: what is done stays.")
		}
		out = Unadoption{Notes: []string{}}
		if err := o.revoke(ctx, tx, film, now.CrewDays, *before.Undo, &out.Notes); err != nil {
			return err
		}
		if err := putBack(ctx, tx, in, before); err != nil {
			return err
		}
		if out.Plan, err = o.latestIn(ctx, tx, in); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicPlan, undoAdoption, figureWords(before.Figures))
	})
	return out, err
}

// adoptedLast is the plan there is, and the plan before that it replaced when a scenario was adopted.
func adoptedLast(ctx context.Context, tx *store.Tx, in production.ProductionID, id production.ScenarioID) (now coverage.Plan, before coverage.Scenario, err error) {
	nothing := fault.New(fault.NotFound, "nothing was adopted that could be taken back")
	if now, err = tx.FindLatestPlan(ctx, in); fault.Is(err, fault.NotFound) {
		return now, before, nothing
	} else if err != nil {
		return now, before, err
	}
	if id != "" {
		if before, err = tx.FindScenario(ctx, in, id); err != nil {
			return now, before, err
		}
		if before.Undo == nil || before.Undo.Plan != now.ID {
			return now, before, fault.New(fault.Conflict, "there is another plan by now").WithRemedy("Adopt the plan that you want to have again.")
		}
		return now, before, nil
	}
	all, err := tx.FindScenarios(ctx, in, coverage.ScenarioOpen)
	for _, s := range all {
		if s.Undo != nil && s.Undo.Plan == now.ID {
			return now, s, err
		}
	}
	if err == nil {
		err = nothing
	}
	return now, before, err
}

// putBack makes the plan before the plan again: the adopted one goes back to being a scenario.
func putBack(ctx context.Context, tx *store.Tx, in production.ProductionID, before coverage.Scenario) error {
	if err := tx.DeletePlan(ctx, in, before.Undo.Plan); err != nil {
		return err
	}
	if err := tx.DeleteScenario(ctx, in, before.ID); err != nil {
		return err
	}
	err := tx.ReopenScenario(ctx, in, before.Undo.Scenario)
	if fault.Is(err, fault.NotFound) { // a point stays on its curve
		return nil
	}
	return err
}

// revoke takes back what adopting changed beside the plan, as far as nobody changed it since; the rest it notes.
func (o *Office) revoke(ctx context.Context, tx *store.Tx, film production.Production, adopted int, u coverage.Undo, notes *[]string) error {
	for _, m := range u.Hired {
		if err := o.dismiss(ctx, tx, film.ID, m, notes); err != nil {
			return err
		}
	}
	for _, d := range u.Decided {
		if err := o.undecide(ctx, tx, film.ID, d, notes); err != nil {
			return err
		}
	}
	if u.Notice != "" {
		if err := tx.DeleteNotice(ctx, u.Notice); err != nil {
			return err
		}
	}
	if film.CrewDays != adopted {
		return nil
	}
	film.CrewDays = u.CrewDays
	return tx.UpdateProduction(ctx, film)
}

// dismiss takes somebody off the crew again who joined with a scenario.
func (o *Office) dismiss(ctx context.Context, tx *store.Tx, in production.ProductionID, m crew.Member, notes *[]string) error {
	now, err := tx.FindMember(ctx, in, m.ID)
	if fault.Is(err, fault.NotFound) {
		return nil // has left already
	}
	if err != nil {
		return err
	}
	if !sameMember(now, m) {
		*notes = append(*notes, now.Name+" stays in the crew: what is known of "+now.Name+" was changed since.")
		return nil
	}
	if err := access.Require(ctx, access.EditCrew, in); err != nil {
		return err
	}
	if err := tx.DeleteMember(ctx, in, m.ID); err != nil {
		return err
	}
	return o.tell(ctx, tx, in, topicCrew, "remove_crew", m.Name)
}

// sameMember reports whether nothing about somebody changed; no list is an empty one.
func sameMember(a, b crew.Member) bool {
	for _, m := range []*crew.Member{&a, &b} {
		m.Skills, m.Away = append([]string{}, m.Skills...), append([]production.DateRange{}, m.Away...)
	}
	return reflect.DeepEqual(a, b)
}

// undecide gives a moment back the promise and the state that it had.
func (o *Office) undecide(ctx context.Context, tx *store.Tx, in production.ProductionID, d coverage.Decided, notes *[]string) error {
	m, err := tx.FindMoment(ctx, in, d.Moment)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if m.MustHave != d.IsMust || m.Status != d.Is {
		*notes = append(*notes, "“"+m.Title+"” stays as it is: somebody decided otherwise since.")
		return nil
	}
	if err := access.Require(ctx, access.EditMoments, in); err != nil {
		return err
	}
	if m, err = story.Edit(m, story.Change{MustHave: &d.WasMust, Status: &d.Was}); err != nil {
		return err
	}
	if err := tx.UpdateMoment(ctx, in, m); err != nil {
		return err
	}
	return o.tell(ctx, tx, in, topicMoments, "undo_moment", m.Title)
}
