package office

import (
	"context"
	"fmt"
	"slices"

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

// planBefore is the name under which a plan is kept that another replaced.
const planBefore = "The plan before"

// AdoptScenario makes a scenario the plan, with its crew-days: must-haves become promised moments, no-gos
// are dismissed, additional people join the crew. The plan there was stays beside it as a scenario. It
// returns fault.Conflict when the scenario does not hold any more.
func (o *Office) AdoptScenario(ctx context.Context, in production.ProductionID, id production.ScenarioID) (Adoption, error) {
	var a Adoption
	err := o.change(ctx, access.MakePlan, in, func(tx *store.Tx) (err error) {
		s, err := tx.FindScenario(ctx, in, id)
		if err != nil {
			return err
		}
		if s.State == coverage.ScenarioDiscarded {
			return fault.New(fault.Conflict, "this scenario was discarded").WithRemedy("Restore it first, or try it out again.")
		}
		before, err := tx.FindLatestPlan(ctx, in)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if err := o.holds(ctx, tx, in, s, before); err != nil {
			return err
		}
		a = Adoption{Notes: []string{}}
		if err := o.grant(ctx, tx, in, s.Wish); err != nil {
			return err
		}
		if a.Before, err = o.keepBefore(ctx, tx, in, before); err != nil {
			return err
		}
		a.Plan, a.Notes = s.Plan, leftToDo(s.Wish)
		return o.takeOver(ctx, tx, in, s, before, &a.Plan)
	})
	return a, err
}

// holds refuses a scenario that the papers, the crew, the moments or the days that went by do not allow
// any more, with all of the reasons.
func (o *Office) holds(ctx context.Context, tx *store.Tx, in production.ProductionID, s coverage.Scenario, before coverage.Plan) error {
	f, err := o.footingFor(ctx, tx, in)
	if err != nil {
		return err
	}
	days, err := tx.FindDays(ctx, in)
	if err != nil {
		return err
	}
	now, err := momentsByID(ctx, tx, in)
	if err != nil {
		return err
	}
	why := ""
	frozen := o.frozen(f.film, days, before)
	gone := missing(s.Plan, f.today, append(slices.Clone(s.Wish.Extra), f.members...))
	switch changed := papersChanged(f.paper, f.papers, s.Plan); {
	case len(changed.words()) > 0:
		why = "the script or the schedule changed since this was tried out"
	case !sameHistory(before, s.Plan, frozen):
		why = "days that it plans are over by now, or were replanned"
	case len(gone) > 0:
		why = "the crew changed since this was tried out: " + gone[0]
	default:
		why = lostCover(s.Plan, frozen, now)
	}
	if why == "" {
		return nil
	}
	return fault.New(fault.Conflict, "%s", why).WithRemedy("Try it out again.")
}

// sameHistory reports whether two plans say the same of the days before the date.
func sameHistory(a, b coverage.Plan, until production.Date) bool {
	past := func(p coverage.Plan) (done []string) {
		for _, d := range p.Days {
			if d.Date >= until {
				continue
			}
			for _, s := range d.Shifts {
				done = append(done, fmt.Sprint(d.Date, s.Member))
			}
			for _, c := range d.Covers {
				done = append(done, fmt.Sprint(d.Date, c.Moment))
			}
		}
		slices.Sort(done)
		return done
	}
	return slices.Equal(past(a), past(b))
}

// lostCover says which cover to come cannot happen any more, "" for none.
func lostCover(p coverage.Plan, from production.Date, now map[production.MomentID]story.Moment) string {
	for _, day := range p.Days {
		for _, c := range day.Covers {
			if day.Date < from {
				continue
			}
			if why := noLongerHolds(day, c, now); why != "" {
				return fmt.Sprintf("“%s” cannot be covered as it was tried out: %s", c.Title, why)
			}
			if now[c.Moment].Status == story.Dismissed {
				return fmt.Sprintf("“%s” was dismissed since this was tried out", c.Title)
			}
		}
	}
	return ""
}

// grant makes true what a wish supposes.
func (o *Office) grant(ctx context.Context, tx *store.Tx, in production.ProductionID, w coverage.Wish) error {
	if len(w.Extra) > 0 {
		if err := access.Require(ctx, access.EditCrew, in); err != nil {
			return err
		}
	}
	members, err := tx.FindMembers(ctx, in)
	if err != nil {
		return err
	}
	for _, m := range w.Extra {
		if err := newcomer(ctx, tx, in, m, members); err != nil {
			return err
		}
		if err := o.tell(ctx, tx, in, topicCrew, "add_crew", m.Name); err != nil {
			return err
		}
	}
	promised, dismissed := true, story.Dismissed
	if err := o.decideAll(ctx, tx, in, w.Must, story.Change{MustHave: &promised}); err != nil {
		return err
	}
	return o.decideAll(ctx, tx, in, w.NoGo, story.Change{Status: &dismissed})
}

// decideAll makes one change to several moments.
func (o *Office) decideAll(ctx context.Context, tx *store.Tx, in production.ProductionID, list []coverage.Named, c story.Change) error {
	if len(list) == 0 {
		return nil
	}
	if err := access.Require(ctx, access.EditMoments, in); err != nil {
		return err
	}
	for _, n := range list {
		m, err := tx.FindMoment(ctx, in, production.MomentID(n.ID))
		if err != nil {
			return err
		}
		if m, err = story.Edit(m, c); err != nil {
			return err
		}
		if err := tx.UpdateMoment(ctx, in, m); err != nil {
			return err
		}
		if err := o.tell(ctx, tx, in, topicMoments, "edit_moment", m.Title); err != nil {
			return err
		}
	}
	return nil
}

// keepBefore keeps the plan there is as a scenario, so that adopting can be taken back by adopting it.
func (o *Office) keepBefore(ctx context.Context, tx *store.Tx, in production.ProductionID, before coverage.Plan) (production.ScenarioID, error) {
	if before.ID == "" {
		return "", nil
	}
	members, err := tx.FindMembers(ctx, in)
	if err != nil {
		return "", err
	}
	moments, err := momentsByID(ctx, tx, in)
	if err != nil {
		return "", err
	}
	s := coverage.Scenario{
		ID: production.NewID[production.ScenarioID](), State: coverage.ScenarioOpen, MadeAt: o.clock(), MadeBy: actorName(ctx),
		Wish: coverage.Wish{Name: planBefore, CrewDays: before.CrewDays}, Plan: before, Figures: figuresOf(before, members, moments),
	}
	return s.ID, tx.SaveScenario(ctx, in, s)
}

// figuresOf counts a plan of which nobody has the problem any more: all but its worth.
func figuresOf(p coverage.Plan, members []crew.Member, moments map[production.MomentID]story.Moment) coverage.Figures {
	f := coverage.Figures{CrewDays: p.CrewDays, UsedDays: p.UsedDays, Covered: p.Covered, Total: p.Total}
	covered := map[production.MomentID]bool{}
	for _, d := range p.Days {
		for _, c := range d.Covers {
			covered[c.Moment] = true
		}
		for _, s := range d.Shifts {
			if i := slices.IndexFunc(members, func(m crew.Member) bool { return m.ID == s.Member }); i >= 0 {
				f.Cost += members[i].Cost
			}
		}
	}
	for _, m := range moments {
		if m.MustHave && (covered[m.ID] || m.Status != story.Dismissed) {
			f.PromisedTotal++
			if covered[m.ID] {
				f.Promised++
			}
		}
	}
	return f
}

// takeOver saves the scenario's plan as the newest and takes the scenario off the list. The plan is made
// last: what was decided for it does not make it old.
func (o *Office) takeOver(ctx context.Context, tx *store.Tx, in production.ProductionID, s coverage.Scenario, before coverage.Plan, plan *coverage.Plan) error {
	if s.Curve == "" {
		if err := tx.DeleteScenario(ctx, in, s.ID); err != nil {
			return err
		}
	}
	if err := o.keepCrewDays(ctx, tx, in, plan.CrewDays); err != nil {
		return err
	}
	plan.ID, plan.MadeAt, plan.MadeBy = production.NewID[production.PlanID](), o.clock(), actorName(ctx)
	if before.ID != "" {
		plan.Against(&before)
	}
	if err := tx.SavePlan(ctx, in, *plan); err != nil {
		return err
	}
	return o.tell(ctx, tx, in, topicPlan, "adopt", figureWords(s.Figures))
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
