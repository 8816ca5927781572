package office

import (
	"cmp"
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// ahead is an outcome that was worked out before anything is written, so that nobody who writes waits for
// it.
type ahead struct {
	outcome
	mark int64 // the production's latest news when it was worked out
}

// weighAhead works out what the papers would change in a transaction that only reads.
func (o *Office) weighAhead(ctx context.Context, in production.ProductionID, papers []paper, opt ImportOptions, progress reporter) (a ahead, err error) {
	err = o.look(ctx, access.ImportFacts, in, func(tx *store.Tx) (err error) {
		if a.mark, err = tx.LatestFeed(ctx, in, topicTask); err != nil {
			return err
		}
		a.outcome, err = o.weighPapers(ctx, tx, in, papers, opt, progress)
		return err
	})
	return a, err
}

// stillWeighed is what was worked out ahead, or that anew where the production has changed since.
func (o *Office) stillWeighed(ctx context.Context, tx *store.Tx, a ahead, papers []paper, opt ImportOptions) (outcome, error) {
	in := a.film.ID
	mark, err := tx.LatestFeed(ctx, in, topicTask)
	if err != nil || mark == a.mark {
		return a.outcome, err
	}
	return o.weighPapers(ctx, tx, in, papers, opt, reporter(nil).heard())
}

// weighPapers works out what the papers would change, without changing anything.
func (o *Office) weighPapers(ctx context.Context, tx *store.Tx, in production.ProductionID, papers []paper, opt ImportOptions, progress reporter) (outcome, error) {
	out := outcome{result: newImportResult()}
	film, err := tx.FindProduction(ctx, in)
	if err != nil {
		return out, err
	}
	known, before, err := o.paperFacts(ctx, tx, in)
	if err != nil {
		return out, err
	}
	out.film, out.before, out.known = film, before, known
	live, err := liveCalendars(ctx, tx, in)
	if err != nil {
		return out, err
	}
	facts := known
	for i, p := range papers {
		progress(int64(len(papers)+i), int64(2*len(papers)), "Taking in "+p.file.Name)
		if p, err = p.knowing(facts.Scenes, o.readOptions(film, p.file, opt)); err != nil {
			return out, err
		}
		merged, changes, err := revise.Merge(facts, p.doc, revise.MergeOptions{Force: opt.Force, Title: film.Title, Live: live})
		if err != nil {
			return out, p.refused(err)
		}
		facts = merged
		out.lineage = append(out.lineage, changes.Lineage...)
		out.result.add(p, changes)
	}
	if out.after, err = pack(facts); err != nil {
		return out, err
	}
	if out.repeat, err = inUse(ctx, tx, in, papers, opt.source != ""); err != nil {
		return out, err
	}
	out.result.say(revise.Diff(known, facts, out.lineage))
	return out, o.weighFacts(ctx, tx, facts, &out, takenBack{})
}

// liveCalendars are the keys of the calendars that are fetched.
func liveCalendars(ctx context.Context, tx *store.Tx, in production.ProductionID) (map[string]bool, error) {
	sources, err := tx.FindCalendarSources(ctx, in)
	live := map[string]bool{}
	for _, s := range sources {
		live[string(s.ID)] = true
	}
	return live, err
}

// takenBack is what papers did that are taken back: the moments that they removed, and the corrections
// as they were settled with them. The zero value is for papers that come in.
type takenBack struct {
	moments []story.Moment
	settled []correction.Correction
}

// weighFacts works out what new paper facts mean for corrections, moments and plan.
func (o *Office) weighFacts(ctx context.Context, tx *store.Tx, paper production.Facts, out *outcome, back takenBack) error {
	in := out.film.ID
	known, err := tx.FindCorrections(ctx, in)
	if err != nil {
		return err
	}
	known = correction.Unmeet(known, back.settled)
	out.facts, out.settled = correction.Apply(paper, known)
	out.result.Corrections = unsettled(known, out.settled)
	if out.moments.before, err = tx.FindMoments(ctx, in, store.MomentFilter{}); err != nil {
		return err
	}
	found, err := findMoments(ctx, tx, in, out.facts)
	if err != nil {
		return err
	}
	held, err := heldMoments(ctx, tx, in)
	if err != nil {
		return err
	}
	out.moments.after, _ = story.MergeHolding(append(out.moments.before, back.moments...), found, held)
	plan, err := tx.FindLatestPlan(ctx, in)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	was, err := tx.FindDays(ctx, in)
	if err != nil {
		return err
	}
	today := o.openFrom(out.film, out.facts.Days, plan)
	out.moments.keepPlanned(plan, today, back.moments)
	out.result.Changes.Broken = brokenBy(plan, today, daysMove{was, out.facts.Days}, out.moments)
	out.result.Untied, err = untiedBy(ctx, tx, in, out.facts)
	return cmp.Or(err, ctx.Err())
}
