package office

import (
	"context"
	"slices"

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
	err := o.look(ctx, access.SeePlan, in, func(tx *store.Tx) error {
		plan, err := tx.FindLatestPlan(ctx, in)
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		f, err := o.footingFor(ctx, tx, in)
		out = f.since(plan)
		return err
	})
	return out, err
}

// footing is all that a plan stands on and that can make it old, as far as whoever asks may know.
type footing struct {
	film    production.Production
	today   production.Date
	paper   string
	papers  []production.Revision // in use, newest first; of those who may see the schedule
	members []crew.Member
	record  []access.AuditEntry // newest first
	may     access.Actor
	in      production.ProductionID
}

func (o *Office) footingFor(ctx context.Context, tx *store.Tx, in production.ProductionID) (f footing, err error) {
	f.may, _ = access.From(ctx)
	f.in = in
	if f.film, err = tx.FindProduction(ctx, in); err != nil {
		return f, err
	}
	f.today = o.today(f.film)
	if f.may.May(access.SeeSchedule, in) {
		if f.paper, err = tx.FindPaper(ctx, in); err != nil {
			return f, err
		}
		if f.papers, err = tx.FindRevisions(ctx, in); err != nil {
			return f, err
		}
	}
	if f.may.May(access.SeeCrew, in) {
		if f.members, err = tx.FindMembers(ctx, in); err != nil {
			return f, err
		}
	}
	if f.may.May(access.SeeMoments, in) {
		f.record, err = tx.FindAudit(ctx, in, staleRecord)
	}
	return f, err
}

// since says what happened since a plan was made. newcomers are people who are in the plan on trial.
func (f footing) since(plan coverage.Plan, newcomers ...crew.Member) (out []string) {
	if f.may.May(access.SeeSchedule, f.in) {
		out = papersChanged(f.paper, f.papers, plan).words()
	}
	if f.may.May(access.SeeCrew, f.in) {
		out = append(out, missing(plan, f.today, append(slices.Clone(newcomers), f.members...))...)
	}
	moments, papers := changedSince(f.record, plan)
	if papers && f.may.May(access.SeeSchedule, f.in) {
		out = append(out, "The schedule was corrected after this plan was made.")
	}
	if moments {
		out = append(out, "Moments were changed after this plan was made.")
	}
	return out
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
	if revisions, err = tx.FindRevisions(ctx, in); err != nil {
		return s, nil, err
	}
	return papersChanged(now, revisions, plan), revisions, nil
}

func papersChanged(now string, revisions []production.Revision, plan coverage.Plan) (s since) {
	if plan.Paper != "" && plan.Paper == now {
		return s
	}
	for _, r := range revisions {
		if r.ImportedAt.After(plan.WorkedAt) {
			s.kinds = append(s.kinds, r.Kind)
		}
	}
	s.back = plan.Paper != "" && len(s.kinds) == 0
	return s
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

// changedSince reports whether a person confirmed, dismissed, edited or added a moment since a plan was worked out,
// and whether somebody corrected what the papers say. What adopting a scenario decided counts unless it was
// decided for this plan, or was taken back.
func changedSince(record []access.AuditEntry, plan coverage.Plan) (moments, papers bool) {
	undone, void := 0, false
	for _, line := range record { // an adoption's line is newer than those of its moments
		if !line.At.After(plan.WorkedAt) {
			continue
		}
		switch line.Action {
		case undoAdoption:
			undone++
		case adopting:
			if void = undone > 0; void {
				undone--
			}
		case adoptMoment:
			moments = moments || !void && line.At.After(plan.MadeAt)
		case "edit_moment", "edit_moments", "add_moment", "answer_worksheet", undoMoments:
			moments = true
		case "correct", "uncorrect":
			papers = true
		}
	}
	return moments, papers
}
