package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// OneProposal is the input of a call about papers that were handed in.
type OneProposal struct {
	InProduction
	ID string `path:"id"`
}

// onProposal is a call about one proposal.
func onProposal[O any](a *API, call func(ctx context.Context, p production.Production, id production.ProposalID) (O, error)) func(context.Context, *OneProposal) (O, error) {
	return func(ctx context.Context, in *OneProposal) (O, error) {
		return within(ctx, a, in.Slug, func(p production.Production) (O, error) { return call(ctx, p, production.ProposalID(in.ID)) })
	}
}

func (a *API) proposals(h huma.API) {
	const all, one = "/api/productions/{slug}/proposals", "/api/productions/{slug}/proposals/{id}"
	register(h, a, operation(http.MethodGet, all, "listProposals", "What papers were handed in and what became of them, newest first"),
		func(ctx context.Context, in *InProduction) (paper.Revisions, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Revisions, error) {
				found, err := a.office.Proposals(ctx, p.ID, 0)
				return paper.NewRevisions(found, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodGet, one, "getProposal", "What papers change and break"), onProposal(a, a.proposal))
	register(h, a, operation(http.MethodPost, one+"/apply", "applyProposal", "Take papers in that wait or were taken back"),
		onProposal(a, func(ctx context.Context, p production.Production, id production.ProposalID) (office.ImportResult, error) {
			return a.office.Apply(ctx, p.ID, id)
		}))
	register(h, a, operation(http.MethodPost, one+"/discard", "discardProposal", "Set papers aside that wait"),
		onProposal(a, func(ctx context.Context, p production.Production, id production.ProposalID) (struct{}, error) {
			return struct{}{}, a.office.Discard(ctx, p.ID, id)
		}))
	register(h, a, operation(http.MethodPost, one+"/compare", "compareProposal", "Work out anew what papers change, against the facts as they are now"),
		onProposal(a, func(ctx context.Context, p production.Production, id production.ProposalID) (paper.RevisionResult, error) {
			if _, err := a.office.CompareAgain(ctx, p.ID, id); err != nil {
				return paper.RevisionResult{}, err
			}
			return a.proposal(ctx, p, id)
		}))
	register(h, a, operation(http.MethodPost, one+"/undo", "undoProposal", "Take the newest papers back that were taken in"),
		onProposal(a, func(ctx context.Context, p production.Production, id production.ProposalID) (office.ImportResult, error) {
			return a.office.UndoImport(ctx, p.ID, id)
		}))
}

func (a *API) proposal(ctx context.Context, film production.Production, id production.ProposalID) (paper.RevisionResult, error) {
	p, result, err := a.office.FindProposal(ctx, film.ID, id)
	if err != nil {
		return paper.RevisionResult{}, err
	}
	return paper.NewRevisionResult(p, result, film.Zone()), nil
}
