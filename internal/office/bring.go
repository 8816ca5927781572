package office

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// Propose works out what files would change and break, and keeps that as an open proposal. Nothing else
// changes until somebody applies it.
func (o *Office) Propose(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions, progress func(done, total int64, message string)) (ImportResult, error) {
	return o.takeIn(ctx, in, files, opt, progress, func(context.Context, *store.Tx, outcome) (bool, error) { return false, nil })
}

// Bring takes files in at once when they only add to what is known, and otherwise keeps them as an open
// proposal for somebody to look at: when something of ours breaks, or when a paper of the same sort is
// replaced by one that says something else.
func (o *Office) Bring(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions, progress func(done, total int64, message string)) (ImportResult, error) {
	return o.takeIn(ctx, in, files, opt, progress, onlyAdds)
}

// Import takes files in at once: all of them, or none when one cannot be accepted. Scripts go before
// schedules. progress, when given, hears how many files are done.
func (o *Office) Import(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions, progress func(done, total int64, message string)) (ImportResult, error) {
	return o.takeIn(ctx, in, files, opt, progress, func(context.Context, *store.Tx, outcome) (bool, error) { return true, nil })
}

// onlyAdds reports that papers can be taken in without asking; see Bring.
func onlyAdds(ctx context.Context, tx *store.Tx, out outcome) (bool, error) {
	if len(out.result.Changes.Broken) > 0 || out.result.Harmless() {
		return len(out.result.Changes.Broken) == 0, nil
	}
	revisions, err := tx.FindRevisions(ctx, out.film.ID)
	for _, r := range revisions {
		for _, f := range out.result.Files {
			if r.Kind == f.Kind {
				return false, err
			}
		}
	}
	return true, err
}

// takeIn reads and weighs files, and applies them when now says so.
func (o *Office) takeIn(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions, progress func(done, total int64, message string),
	now func(context.Context, *store.Tx, outcome) (bool, error)) (ImportResult, error) {
	report := reporter(progress).heard()
	papers, err := o.readFiles(ctx, in, files, opt, report)
	if err != nil {
		return newImportResult(), err
	}
	result := newImportResult()
	err = o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		out, err := o.weighPapers(ctx, tx, in, papers, opt, report)
		if err != nil {
			return err
		}
		p := o.newProposal(ctx, in, papers, opt)
		p.Before, p.After = out.before, out.after
		if err := o.replaceOpen(ctx, tx, p); err != nil {
			return err
		}
		at, err := now(ctx, tx, out)
		switch {
		case err != nil:
			return err
		case at:
			err = o.apply(ctx, tx, &p, &out, tx.CreateProposal)
		default:
			err = o.keepOpen(ctx, tx, &p, &out)
		}
		result = out.result
		return firstErr(err, ctx.Err())
	})
	if err != nil {
		return newImportResult(), err
	}
	return result, nil
}

// keepOpen keeps what was weighed for somebody to decide.
func (o *Office) keepOpen(ctx context.Context, tx *store.Tx, p *production.Proposal, out *outcome) (err error) {
	if out.before != "" { // facts of an older version of this program have no address until now
		if err := tx.SetPaper(ctx, p.Production, out.before); err != nil {
			return err
		}
	}
	if p.Result, err = out.result.about(*p); err != nil {
		return err
	}
	if err := tx.CreateProposal(ctx, *p); err != nil {
		return err
	}
	return o.tell(ctx, tx, p.Production, topicFacts, "propose", p.Title)
}
