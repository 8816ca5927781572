package store

import (
	"context"
	"math"

	"github.com/btsdirector/bts/internal/production"
)

var proposals = table{
	name: "proposal",
	key:  []string{"id"},
	columns: []string{"production_id", "state", "title", "source", "files", "force", "locale", "before_paper", "after_paper", "moments",
		"made_by", "made_at", "decided_by", "decided_at", "result"},
}

// proposalRow is a proposal as it is kept, all of it.
func proposalRow(p production.Proposal) []any {
	return []any{p.ID, p.Production, p.State, p.Title, p.Source, listJSON(p.Files), p.Force, p.Locale, p.Before, p.After, p.Moments,
		p.MadeBy, p.MadeAt, p.DecidedBy, p.DecidedAt, p.Result}
}

func proposalFields(p *production.Proposal) []any {
	return []any{&p.ID, &p.Production, &p.State, &p.Title, &p.Source, fromJSON{&p.Files}, &p.Force, &p.Locale, &p.Before, &p.After,
		&p.Moments, &p.MadeBy, fromMillis{&p.MadeAt}, &p.DecidedBy, fromMillis{&p.DecidedAt}, fromRaw{&p.Result}}
}

func scanProposal(r row) (p production.Proposal, err error) { return p, r.Scan(proposalFields(&p)...) }

// CreateProposal records papers that were handed in.
func (tx *Tx) CreateProposal(ctx context.Context, p production.Proposal) error {
	return taken(proposals.insert(ctx, tx, proposalRow(p)), "there is such a proposal already")
}

// UpdateProposal rewrites a proposal, or returns fault.NotFound.
func (tx *Tx) UpdateProposal(ctx context.Context, p production.Proposal) error {
	return absent(proposals.update(ctx, tx, proposalRow(p)), "such revision")
}

// FindProposal is the proposal of the production with the id, or fault.NotFound.
func (tx *Tx) FindProposal(ctx context.Context, in production.ProductionID, id production.ProposalID) (production.Proposal, error) {
	p, err := one(ctx, tx, scanProposal, `SELECT `+proposals.list()+` FROM proposal WHERE production_id = $1 AND id = $2`, in, id)
	return p, absent(err, "such revision")
}

// FindProposals are the proposals of a production, newest first. A limit of 0 is none.
func (tx *Tx) FindProposals(ctx context.Context, in production.ProductionID, limit int) ([]production.Proposal, error) {
	if limit <= 0 {
		limit = math.MaxInt
	}
	return many(ctx, tx, scanProposal, `SELECT `+proposals.list()+` FROM proposal
		WHERE production_id = $1 ORDER BY made_at DESC, id DESC LIMIT $2`, in, limit)
}

// FindLatestProposal is the proposal in the state that was decided last, or fault.NotFound.
func (tx *Tx) FindLatestProposal(ctx context.Context, in production.ProductionID, state production.ProposalState) (production.Proposal, error) {
	p, err := one(ctx, tx, scanProposal, `SELECT `+proposals.list()+` FROM proposal
		WHERE production_id = $1 AND state = $2 ORDER BY decided_at DESC, id DESC LIMIT 1`, in, state)
	return p, absent(err, "revision that was "+string(state))
}

// FindUndecidedProposals are the open and the undone proposals that the calendar brought, oldest first.
func (tx *Tx) FindUndecidedProposals(ctx context.Context, in production.ProductionID, source production.CalendarSourceID) ([]production.Proposal, error) {
	return many(ctx, tx, scanProposal, `SELECT `+proposals.list()+` FROM proposal
		WHERE production_id = $1 AND state IN ('open', 'undone') AND source = $2 ORDER BY made_at, id`, in, source)
}
