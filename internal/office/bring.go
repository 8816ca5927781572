package office

import (
	"bytes"
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// verdict is what becomes of papers once it is known what they change.
type verdict int

// The verdicts.
const (
	keepOpen verdict = iota // somebody has to look
	applyNow
	forget // nothing is kept of it
)

// rule decides about papers that were weighed. What it writes itself is written with what it decides.
type rule func(ctx context.Context, tx *store.Tx, out outcome) (verdict, error)

func always(v verdict) rule {
	return func(context.Context, *store.Tx, outcome) (verdict, error) { return v, nil }
}

// Propose works out what files would change and break, and keeps that as an open proposal. Nothing else
// changes until somebody applies it. Of files that say nothing new nothing is kept; see ProposalUnchanged.
func (o *Office) Propose(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions, progress func(done, total int64, message string)) (ImportResult, error) {
	return o.takeIn(ctx, in, files, opt, progress, always(keepOpen))
}

// Rehearse works out what files would change and break, and keeps nothing.
func (o *Office) Rehearse(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions, progress func(done, total int64, message string)) (ImportResult, error) {
	return o.takeIn(ctx, in, files, opt, progress, always(forget))
}

// Import takes files in at once: all of them, or none when one cannot be accepted. Scripts go before
// schedules. Files that say nothing new are no revision; see ProposalUnchanged. progress, when given,
// hears how many files are done.
func (o *Office) Import(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions, progress func(done, total int64, message string)) (ImportResult, error) {
	return o.takeIn(ctx, in, files, opt, progress, always(applyNow))
}

// Bring takes files in at once when they only add to what is known, and otherwise keeps them as an open
// proposal for somebody to look at: when something of ours breaks, or when a paper of the same sort is
// replaced by one that says something else.
func (o *Office) Bring(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions, progress func(done, total int64, message string)) (ImportResult, error) {
	return o.takeIn(ctx, in, files, opt, progress, onlyAdditions)
}

func onlyAdditions(ctx context.Context, tx *store.Tx, out outcome) (verdict, error) {
	switch {
	case len(anew(out.result.Changes.Broken)) > 0:
		return keepOpen, nil
	case out.result.Harmless():
		return applyNow, nil
	}
	revisions, err := tx.FindRevisions(ctx, out.film.ID)
	for _, r := range revisions {
		for _, f := range out.result.Files {
			if r.Kind == f.Kind {
				return keepOpen, err
			}
		}
	}
	return applyNow, err
}

// takeIn reads and weighs files, and does with them what the rule says.
func (o *Office) takeIn(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions, progress func(done, total int64, message string), decide rule) (ImportResult, error) {
	report := reporter(progress).heard()
	papers, err := o.readFiles(ctx, in, files, opt, report)
	if err != nil {
		return newImportResult(), err
	}
	weighed, err := o.weighAhead(ctx, in, papers, opt, report)
	if err != nil {
		return newImportResult(), err
	}
	result := newImportResult()
	err = o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		out, err := o.stillWeighed(ctx, tx, weighed, papers, opt)
		if err != nil {
			return err
		}
		what, err := decide(ctx, tx, out)
		if err != nil {
			return err
		}
		p := o.newProposal(ctx, in, papers, opt)
		p.Before, p.After = out.before.address, out.after.address
		err = o.carryOut(ctx, tx, what, papers, &p, &out)
		result = out.result
		return firstErr(err, ctx.Err())
	})
	if err != nil {
		return newImportResult(), err
	}
	return result, nil
}

// carryOut does with papers what was decided. Those that say nothing new only have the moments looked for
// again: this version of the program may find others.
func (o *Office) carryOut(ctx context.Context, tx *store.Tx, what verdict, papers []paper, p *production.Proposal, out *outcome) error {
	out.result.State = p.State
	if out.nothing() {
		out.result.State = production.ProposalUnchanged
	}
	if what == forget {
		return nil
	}
	if err := o.replaceOpen(ctx, tx, *p); err != nil {
		return err
	}
	if out.nothing() {
		return firstErr(saveMoments(ctx, tx, p.Production, out.moments), o.tell(ctx, tx, p.Production, topicFacts, "import", p.Title+": nothing new"))
	}
	for _, paper := range papers {
		if _, err := o.vault.Put(ctx, bytes.NewReader(paper.file.Data)); err != nil {
			return err
		}
	}
	if what == applyNow {
		return o.apply(ctx, tx, p, out, tx.CreateProposal)
	}
	return o.keepForLater(ctx, tx, p, out)
}

// keepForLater keeps what was weighed for somebody to decide. Nobody hands in a calendar that is fetched,
// so everybody hears that it waits.
func (o *Office) keepForLater(ctx context.Context, tx *store.Tx, p *production.Proposal, out *outcome) (err error) {
	if err := o.keep(ctx, out.before, out.after); err != nil {
		return err
	}
	if out.before.address != "" { // facts of an older version of this program have no address until now
		if err := tx.SetPaper(ctx, p.Production, out.before.address); err != nil {
			return err
		}
	}
	if p.Result, err = out.result.about(*p); err != nil {
		return err
	}
	if err := tx.CreateProposal(ctx, *p); err != nil {
		return err
	}
	if p.Source != "" {
		return o.announce(ctx, tx, *p, anew(out.result.Changes.Broken))
	}
	return o.tell(ctx, tx, p.Production, topicFacts, "propose", p.Title)
}
