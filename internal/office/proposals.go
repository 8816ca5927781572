package office

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// newProposal is an open proposal for papers, not weighed yet.
func (o *Office) newProposal(ctx context.Context, in production.ProductionID, papers []paper, opt ImportOptions) production.Proposal {
	p := production.Proposal{
		ID: production.NewID[production.ProposalID](), Production: in, State: production.ProposalOpen, Force: opt.Force,
		Source: opt.source, MadeBy: actorName(ctx), MadeAt: o.clock(),
	}
	var names []string
	for _, paper := range papers {
		f := paper.file
		names = append(names, f.Name)
		p.Files = append(p.Files, production.PaperFile{Name: f.Name, SHA256: sha256Hex(f.Data), Bytes: int64(len(f.Data)), Mapping: f.Mapping})
	}
	p.Title = listed(names)
	return p
}

// replaceOpen discards what the same calendar proposed before: only its newest state counts.
func (o *Office) replaceOpen(ctx context.Context, tx *store.Tx, p production.Proposal) error {
	if p.Source == "" {
		return nil
	}
	old, err := tx.FindOpenProposalOf(ctx, p.Production, p.Source)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	old.State, old.DecidedBy, old.DecidedAt = production.ProposalDiscarded, p.MadeBy, p.MadeAt
	if err := tx.DeleteNoticesOf(ctx, old.ID); err != nil {
		return err
	}
	return tx.UpdateProposal(ctx, old)
}

// about is the result as the proposal keeps it.
func (r *ImportResult) about(p production.Proposal) (json.RawMessage, error) {
	r.Proposal, r.State = p.ID, p.State
	return json.Marshal(r)
}

// Apply takes an open or undone proposal in as a whole: exactly what was shown. It returns
// fault.Conflict when the facts have changed since it was worked out, or when it was decided already.
func (o *Office) Apply(ctx context.Context, in production.ProductionID, id production.ProposalID) (ImportResult, error) {
	var result ImportResult
	err := o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		p, err := tx.FindProposal(ctx, in, id)
		if err != nil {
			return err
		}
		if p.State != production.ProposalOpen && p.State != production.ProposalUndone {
			return decided(p)
		}
		_, address, err := o.paperFacts(ctx, tx, in)
		if err != nil {
			return err
		}
		if address != p.Before {
			return fault.New(fault.Conflict, "the facts have changed since %s was compared with them", p.Title).
				WithRemedy("Compare again to see what it changes now.")
		}
		result, err = o.applyKept(ctx, tx, p)
		return err
	})
	return result, err
}

func decided(p production.Proposal) error {
	return fault.New(fault.Conflict, "%s was %s by %s already", p.Title, p.State, firstOf(p.DecidedBy, "somebody"))
}

// applyKept applies a proposal whose facts are kept in the vault.
func (o *Office) applyKept(ctx context.Context, tx *store.Tx, p production.Proposal) (ImportResult, error) {
	film, err := tx.FindProduction(ctx, p.Production)
	if err != nil {
		return ImportResult{}, err
	}
	out := outcome{film: film, before: p.Before, after: p.After, result: newImportResult()}
	if err := json.Unmarshal(p.Result, &out.result); err != nil {
		return out.result, fault.Wrap(err, "office.Apply")
	}
	paper, err := o.factsAt(ctx, p.After)
	if err != nil {
		return out.result, err
	}
	if err := o.weighFacts(ctx, tx, paper, &out); err != nil {
		return out.result, err
	}
	return out.result, o.apply(ctx, tx, &p, &out, tx.UpdateProposal)
}

// apply carries out what was weighed and notes who did it when; save writes the proposal.
func (o *Office) apply(ctx context.Context, tx *store.Tx, p *production.Proposal, out *outcome, save func(context.Context, production.Proposal) error) (err error) {
	if p.Moments, err = o.keepSnapshot(ctx, out.moments.before); err != nil {
		return err
	}
	if err := o.settle(ctx, tx, *out); err != nil {
		return err
	}
	p.State, p.DecidedBy, p.DecidedAt = production.ProposalApplied, actorName(ctx), o.clock()
	if p.Result, err = out.result.about(*p); err != nil {
		return err
	}
	if err := save(ctx, *p); err != nil {
		return err
	}
	if err := o.recordRevisions(ctx, tx, *p, out.result); err != nil {
		return err
	}
	return o.announce(ctx, tx, *p, len(anew(out.result.Changes.Broken)))
}

// CompareAgain works an open or undone proposal out anew, against the facts as they are now.
func (o *Office) CompareAgain(ctx context.Context, in production.ProductionID, id production.ProposalID) (production.Proposal, error) {
	p, err := o.proposal(ctx, access.ImportFacts, in, id)
	if err != nil {
		return p, err
	}
	if p.State != production.ProposalOpen && p.State != production.ProposalUndone {
		return p, decided(p)
	}
	opt := ImportOptions{Force: p.Force, source: p.Source}
	files, err := o.filesOf(ctx, p)
	if err != nil {
		return p, err
	}
	quiet := reporter(nil).heard()
	papers, err := o.readFiles(ctx, in, files, opt, quiet)
	if err != nil {
		return p, err
	}
	return p, o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		now, err := tx.FindProposal(ctx, in, id)
		if err != nil || now.State != p.State {
			return firstErr(err, decided(now))
		}
		out, err := o.weighPapers(ctx, tx, in, papers, opt, quiet)
		if err != nil {
			return err
		}
		p.Before, p.After, p.State = out.before, out.after, production.ProposalOpen
		if p.Result, err = out.result.about(p); err != nil {
			return err
		}
		return tx.UpdateProposal(ctx, p)
	})
}

// filesOf are the files of a proposal, out of the vault.
func (o *Office) filesOf(ctx context.Context, p production.Proposal) ([]File, error) {
	var args []importArg
	for _, f := range p.Files {
		args = append(args, importArg{Name: f.Name, SHA256: f.SHA256, Mapping: f.Mapping})
	}
	return o.fromVault(ctx, args)
}

// Discard sets an open proposal aside; nothing of it is taken in.
func (o *Office) Discard(ctx context.Context, in production.ProductionID, id production.ProposalID) error {
	return o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		p, err := tx.FindProposal(ctx, in, id)
		if err != nil {
			return err
		}
		if p.State != production.ProposalOpen {
			return decided(p)
		}
		p.State, p.DecidedBy, p.DecidedAt = production.ProposalDiscarded, actorName(ctx), o.clock()
		if err := tx.DeleteNoticesOf(ctx, p.ID); err != nil {
			return err
		}
		if err := tx.UpdateProposal(ctx, p); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicFacts, "discard", p.Title)
	})
}

// Proposals are the proposals of a production, newest first.
func (o *Office) Proposals(ctx context.Context, in production.ProductionID, limit int) ([]production.Proposal, error) {
	var all []production.Proposal
	err := o.look(ctx, access.SeeRevisions, in, func(tx *store.Tx) (err error) {
		if all, err = tx.FindProposals(ctx, in, limit); err != nil {
			return err
		}
		stand, err := standing(ctx, tx, in)
		for i := range all {
			stand.place(ctx, &all[i])
		}
		return err
	})
	return all, err
}

// FindProposal is one proposal with what it changes and breaks.
func (o *Office) FindProposal(ctx context.Context, in production.ProductionID, id production.ProposalID) (production.Proposal, ImportResult, error) {
	result := newImportResult()
	var p production.Proposal
	err := o.look(ctx, access.SeeRevisions, in, func(tx *store.Tx) (err error) {
		if p, err = tx.FindProposal(ctx, in, id); err != nil {
			return err
		}
		stand, err := standing(ctx, tx, in)
		stand.place(ctx, &p)
		return err
	})
	if err != nil {
		return p, result, err
	}
	return p, result, fault.Wrap(json.Unmarshal(p.Result, &result), "office.FindProposal")
}

// stand is where the facts of a production are: what the papers say, and which proposal said it last.
type stand struct {
	paper  string
	newest production.ProposalID
}

func standing(ctx context.Context, tx *store.Tx, in production.ProductionID) (s stand, err error) {
	if s.paper, err = tx.FindPaper(ctx, in); err != nil {
		return s, err
	}
	newest, err := tx.FindLatestProposal(ctx, in, production.ProposalApplied)
	if fault.Is(err, fault.NotFound) {
		err = nil
	}
	s.newest = newest.ID
	return s, err
}

// place says how a proposal stands to the facts as they are, and leaves out what names the bytes of files
// for anybody who may not import.
func (s stand) place(ctx context.Context, p *production.Proposal) {
	p.Files = withoutHashes(ctx, p.Production, p.Files)
	undecided := p.State == production.ProposalOpen || p.State == production.ProposalUndone
	p.Outdated = undecided && p.Before != s.paper
	p.Newest = p.State == production.ProposalApplied && p.ID == s.newest
}

func (o *Office) proposal(ctx context.Context, action access.Action, in production.ProductionID, id production.ProposalID) (p production.Proposal, err error) {
	err = o.look(ctx, action, in, func(tx *store.Tx) (err error) {
		p, err = tx.FindProposal(ctx, in, id)
		return err
	})
	return p, err
}

// withoutHashes leaves out what names the bytes of files for anybody who may not import.
func withoutHashes(ctx context.Context, in production.ProductionID, files []production.PaperFile) []production.PaperFile {
	if actor, _ := access.From(ctx); actor.May(access.ImportFacts, in) {
		return files
	}
	files = slices.Clone(files)
	for i := range files {
		files[i].SHA256 = ""
	}
	return files
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}

func firstErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
