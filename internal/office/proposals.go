package office

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// newProposal is an open proposal for papers, not weighed yet.
func (o *Office) newProposal(ctx context.Context, in production.ProductionID, papers []paper, opt ImportOptions) production.Proposal {
	p := production.Proposal{
		ID: production.NewID[production.ProposalID](), Production: in, State: production.ProposalOpen, Force: opt.Force, Locale: opt.Locale,
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
	return o.discardAll(ctx, tx, p.Production, p.Source, func(old production.Proposal) bool {
		return old.ID != p.ID && old.State == production.ProposalOpen
	})
}

// discardAll sets aside those open and undone proposals of a calendar that are no longer wanted.
func (o *Office) discardAll(ctx context.Context, tx *store.Tx, in production.ProductionID, source production.CalendarSourceID, unwanted func(production.Proposal) bool) error {
	if source == "" {
		return nil
	}
	undecided, err := tx.FindUndecidedProposals(ctx, in, source)
	if err != nil {
		return err
	}
	for _, p := range undecided {
		if !unwanted(p) {
			continue
		}
		p.State, p.DecidedBy, p.DecidedAt = production.ProposalDiscarded, actorName(ctx), o.clock()
		if err := firstErr(tx.DeleteNoticesOf(ctx, p.ID), tx.UpdateProposal(ctx, p)); err != nil {
			return err
		}
	}
	return nil
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
		if err := undecided(ctx, tx, p); err != nil {
			return err
		}
		_, at, err := o.paperFacts(ctx, tx, in)
		if err != nil {
			return err
		}
		if at.address != p.Before {
			return fault.New(fault.Conflict, "the facts have changed since %s was compared with them", p.Title).
				WithRemedy("Compare again to see what it changes now.")
		}
		result, err = o.applyKept(ctx, tx, p)
		return err
	})
	return result, err
}

// undecided returns fault.Conflict unless the proposal can still be taken in: nobody has decided, and the
// calendar that it came from still says so.
func undecided(ctx context.Context, tx *store.Tx, p production.Proposal) error {
	if p.State != production.ProposalOpen && p.State != production.ProposalUndone {
		return decided(p)
	}
	if p.Source == "" {
		return nil
	}
	s, err := tx.FindCalendarSource(ctx, p.Production, p.Source)
	switch {
	case fault.Is(err, fault.NotFound):
		return fault.New(fault.Conflict, "the calendar that brought %s is no longer fetched", p.Title).WithRemedy("Add the calendar again.")
	case err == nil && s.SHA256 != p.Files[0].SHA256:
		return fault.New(fault.Conflict, "%s says something else by now", s.Name).WithRemedy("Take in what it said last.")
	}
	return err
}

func decided(p production.Proposal) error {
	did := map[production.ProposalState]string{
		production.ProposalApplied: "taken in", production.ProposalDiscarded: "set aside", production.ProposalUndone: "taken back",
	}
	return fault.New(fault.Conflict, "%s: already %s by %s", p.Title, did[p.State], firstOf(p.DecidedBy, "somebody"))
}

// applyKept applies a proposal whose facts are kept in the vault.
func (o *Office) applyKept(ctx context.Context, tx *store.Tx, p production.Proposal) (ImportResult, error) {
	film, err := tx.FindProduction(ctx, p.Production)
	if err != nil {
		return ImportResult{}, err
	}
	out := outcome{film: film, before: snapshot{address: p.Before}, after: snapshot{address: p.After}, result: newImportResult()}
	if err := json.Unmarshal(p.Result, &out.result); err != nil {
		return out.result, fault.Wrap(err, "office.Apply")
	}
	paper, err := o.factsAt(ctx, p.After)
	if err != nil {
		return out.result, err
	}
	if err := o.weighFacts(ctx, tx, paper, &out, takenBack{}); err != nil {
		return out.result, err
	}
	return out.result, o.apply(ctx, tx, &p, &out, tx.UpdateProposal)
}

// apply carries out what was weighed and notes who did it when; save writes the proposal.
func (o *Office) apply(ctx context.Context, tx *store.Tx, p *production.Proposal, out *outcome, save func(context.Context, production.Proposal) error) (err error) {
	moments, err := pack(out.moments.before)
	if err != nil {
		return err
	}
	if err := o.keep(ctx, moments); err != nil {
		return err
	}
	if err := o.settle(ctx, tx, *out); err != nil {
		return err
	}
	p.State, p.Moments, p.DecidedBy = production.ProposalApplied, moments.address, actorName(ctx)
	if p.DecidedAt, err = o.afterAll(ctx, tx, p.Production); err != nil {
		return err
	}
	if p.Result, err = out.result.about(*p); err != nil {
		return err
	}
	if err := save(ctx, *p); err != nil {
		return err
	}
	if err := o.recordRevisions(ctx, tx, *p, out.result); err != nil {
		return err
	}
	if out.result.Silent() {
		return nil // nobody can see any difference
	}
	return o.announce(ctx, tx, *p, anew(out.result.Changes.Broken))
}

// afterAll is now, or just after the last proposal that was taken in where a clock says otherwise: the
// order in which proposals came in is that of these times.
func (o *Office) afterAll(ctx context.Context, tx *store.Tx, in production.ProductionID) (time.Time, error) {
	now := o.clock()
	last, err := tx.FindLatestProposal(ctx, in, production.ProposalApplied)
	if fault.Is(err, fault.NotFound) {
		return now, nil
	}
	if !last.DecidedAt.Before(now) {
		now = last.DecidedAt.Add(time.Millisecond)
	}
	return now, err
}

// CompareAgain works an open or undone proposal out anew, against the facts as they are now. It returns
// fault.Conflict for one that cannot be taken in any more.
func (o *Office) CompareAgain(ctx context.Context, in production.ProductionID, id production.ProposalID) (production.Proposal, error) {
	p, err := o.proposal(ctx, access.ImportFacts, in, id)
	if err != nil {
		return p, err
	}
	opt := ImportOptions{Force: p.Force, Locale: p.Locale, source: p.Source}
	files, err := o.filesOf(ctx, p)
	if err != nil {
		return p, err
	}
	quiet := reporter(nil).heard()
	papers, err := o.readFiles(ctx, in, files, opt, quiet)
	if err != nil {
		return p, err
	}
	err = o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) (err error) {
		if p, err = tx.FindProposal(ctx, in, id); err != nil {
			return err
		}
		if err := undecided(ctx, tx, p); err != nil {
			return err
		}
		out, err := o.weighPapers(ctx, tx, in, papers, opt, quiet)
		if err != nil {
			return err
		}
		if err := o.keep(ctx, out.before, out.after); err != nil {
			return err
		}
		p.Before, p.After, p.State = out.before.address, out.after.address, production.ProposalOpen
		if p.Result, err = out.result.about(p); err != nil {
			return err
		}
		return firstErr(o.replaceOpen(ctx, tx, p), tx.UpdateProposal(ctx, p))
	})
	return p, err
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
