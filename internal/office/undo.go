package office

import (
	"context"
	"encoding/json"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// UndoImport takes the newest applied proposal back: the facts are again what they were before it, and
// moments that it removed come back under their own ids, so that plans find them. What people decided
// since stays. It returns fault.NotFound when there is nothing to take back, and fault.Conflict when id
// is given and another proposal is the newest, or when the facts are not those that it led to.
func (o *Office) UndoImport(ctx context.Context, in production.ProductionID, id production.ProposalID) (ImportResult, error) {
	var result ImportResult
	err := o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		if err := undoable(ctx, tx, in, id); err != nil {
			return err
		}
		p, err := tx.FindLatestProposal(ctx, in, production.ProposalApplied)
		if fault.Is(err, fault.NotFound) {
			return fault.New(fault.NotFound, "nothing was taken in that could be undone")
		}
		if err != nil {
			return err
		}
		if id != "" && p.ID != id {
			return fault.New(fault.Conflict, "%s came in after it", p.Title).WithRemedy("Undo that first: the newest goes first.")
		}
		now, err := tx.FindPaper(ctx, in)
		if err != nil {
			return err
		}
		if now != p.After {
			return fault.New(fault.Conflict, "the facts are not those that %s led to; taking it back would lose what came since", p.Title).
				WithRemedy("Import the paper again that is to count.")
		}
		result, err = o.takeBack(ctx, tx, p)
		return err
	})
	return result, err
}

// undoable returns fault.Conflict for a proposal that is named and not in use.
func undoable(ctx context.Context, tx *store.Tx, in production.ProductionID, id production.ProposalID) error {
	if id == "" {
		return nil
	}
	p, err := tx.FindProposal(ctx, in, id)
	switch {
	case fault.Is(err, fault.NotFound):
		return nil // FindLatestProposal knows what to say
	case err != nil:
		return err
	case p.State == production.ProposalOpen:
		return fault.New(fault.Conflict, "%s is not taken in: there is nothing to take back", p.Title).WithRemedy("Set it aside if nobody wants it.")
	case p.State != production.ProposalApplied:
		return decided(p)
	}
	return nil
}

func (o *Office) takeBack(ctx context.Context, tx *store.Tx, p production.Proposal) (ImportResult, error) {
	in := p.Production
	out := outcome{before: snapshot{address: p.After}, after: snapshot{address: p.Before}, result: newImportResult()}
	var err error
	if out.film, err = tx.FindProduction(ctx, in); err != nil {
		return out.result, err
	}
	paper, err := o.factsAt(ctx, p.Before)
	if err != nil {
		return out.result, err
	}
	back, err := o.doneBy(ctx, tx, p)
	if err != nil {
		return out.result, err
	}
	if err := o.weighFacts(ctx, tx, paper, &out, back); err != nil {
		return out.result, err
	}
	if err := o.settle(ctx, tx, out); err != nil {
		return out.result, err
	}
	if err := tx.UndoRevisions(ctx, p.ID); err != nil {
		return out.result, err
	}
	p.State, p.DecidedBy, p.DecidedAt = production.ProposalUndone, actorName(ctx), o.clock()
	out.result.Proposal, out.result.State = p.ID, p.State
	if err := tx.UpdateProposal(ctx, p); err != nil {
		return out.result, err
	}
	if err := o.tell(ctx, tx, in, topicFacts, "undo", p.Title); err != nil {
		return out.result, err
	}
	return out.result, o.announce(ctx, tx, p, anew(out.result.Changes.Broken))
}

// doneBy is what a proposal did that goes with it.
func (o *Office) doneBy(ctx context.Context, tx *store.Tx, p production.Proposal) (back takenBack, err error) {
	did := newImportResult()
	if err := json.Unmarshal(p.Result, &did); err != nil {
		return back, fault.Wrap(err, "office.doneBy")
	}
	back.settled = did.Corrections
	back.moments, err = o.removedBy(ctx, tx, p)
	return back, err
}

// removedBy are the moments there were before a proposal and are no more.
func (o *Office) removedBy(ctx context.Context, tx *store.Tx, p production.Proposal) ([]story.Moment, error) {
	if p.Moments == "" {
		return nil, nil
	}
	var before, gone []story.Moment
	if err := o.unpack(ctx, p.Moments, &before); err != nil {
		return nil, err
	}
	now, err := momentsByID(ctx, tx, p.Production)
	for _, m := range before {
		if _, there := now[m.ID]; !there {
			gone = append(gone, m)
		}
	}
	return gone, err
}
