package office

import (
	"context"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// staleRecord is how many of the latest lines of the record are looked through for changes of moments.
const staleRecord = 500

// Stale says in sentences why the newest plan should be made again, as far as whoever asks may know;
// none when it is fresh or there is no plan.
func (o *Office) Stale(ctx context.Context, in production.ProductionID) ([]string, error) {
	var out []string
	actor, _ := access.From(ctx)
	err := o.look(ctx, access.SeePlan, in, func(tx *store.Tx) error {
		plan, err := tx.FindLatestPlan(ctx, in)
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		if actor.May(access.SeeSchedule, in) {
			since, _, err := papersSince(ctx, tx, in, plan)
			if err != nil {
				return err
			}
			out = since.words()
		}
		if actor.May(access.SeeCrew, in) {
			members, err := tx.FindMembers(ctx, in)
			if err != nil {
				return err
			}
			out = append(out, missing(plan, o.today(film), members)...)
		}
		if actor.May(access.SeeMoments, in) {
			moments, papers, err := changedSince(ctx, tx, in, plan.MadeAt)
			if papers && actor.May(access.SeeSchedule, in) {
				out = append(out, "The schedule was corrected after this plan was made.")
			}
			if moments {
				out = append(out, "Moments were changed after this plan was made.")
			}
			return err
		}
		return nil
	})
	return out, err
}

// since is what became of the papers after a plan was made.
type since struct {
	kinds []string // the sorts of paper that came, newest first
	back  bool     // one was taken back that the plan was made with
}

// papersSince says what became of the papers since a plan: nothing, where they say again what they said.
// It returns the papers in use too, newest first.
func papersSince(ctx context.Context, tx *store.Tx, in production.ProductionID, plan coverage.Plan) (s since, revisions []production.Revision, err error) {
	now, err := tx.FindPaper(ctx, in)
	if err != nil {
		return s, nil, err
	}
	revisions, err = tx.FindRevisions(ctx, in)
	if err != nil || plan.Paper != "" && plan.Paper == now {
		return s, revisions, err
	}
	for _, r := range revisions {
		if r.ImportedAt.After(plan.MadeAt) {
			s.kinds = append(s.kinds, r.Kind)
		}
	}
	s.back = plan.Paper != "" && len(s.kinds) == 0
	return s, revisions, nil
}

func (s since) words() []string {
	switch {
	case s.back:
		return []string{"A paper was taken back after this plan was made."}
	case len(s.kinds) > 0:
		return []string{"The " + s.kinds[0] + " changed after this plan was made."}
	}
	return nil
}

// missing says who of the crew cannot come as the plan has it for today and later, each person once.
func missing(plan coverage.Plan, today production.Date, members []crew.Member) []string {
	var out []string
	said, known := map[production.MemberID]bool{}, map[production.MemberID]crew.Member{}
	for _, m := range members {
		known[m.ID] = m
	}
	for _, day := range plan.Days {
		for _, shift := range day.Shifts {
			m, there := known[shift.Member]
			switch {
			case day.Date < today || said[shift.Member]:
				continue
			case !there:
				out = append(out, shift.Name+" has left the crew.")
			case !m.Free(day.Date):
				out = append(out, m.Name+" is away on "+day.Date.Spoken()+".")
			default:
				continue
			}
			said[shift.Member] = true
		}
	}
	return out
}

// changedSince reports whether a person confirmed, dismissed, edited or added a moment since, and whether
// somebody corrected what the papers say.
func changedSince(ctx context.Context, tx *store.Tx, in production.ProductionID, since time.Time) (moments, papers bool, err error) {
	record, err := tx.FindAudit(ctx, in, staleRecord)
	for _, line := range record {
		if !line.At.After(since) {
			continue
		}
		moments = moments || line.Action == "edit_moment" || line.Action == "add_moment"
		papers = papers || line.Action == "correct" || line.Action == "uncorrect"
	}
	return moments, papers, err
}
