package office

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// outcome is what taking papers in, or taking that back, makes of a production. It is worked out before
// anything is changed; settle carries it out.
type outcome struct {
	film    production.Production
	before  snapshot         // the paper facts that it goes out from
	after   snapshot         // the paper facts that it leads to
	known   production.Facts // as the papers said them before
	facts   production.Facts // as they are to be shown
	moments momentsMove
	lineage []revise.Lineage
	settled []correction.Correction // all corrections, as they stand to the new facts
	repeat  bool                    // the very files are in use already
	result  ImportResult
}

// momentsMove is what the finder makes of the moments when the facts change.
type momentsMove struct{ before, after []story.Moment }

// keepPlanned keeps what the plan promises for today and later although the finder finds it no more, as
// gone: when the papers turn back it is the same moment again, and the plan holds.
func (m *momentsMove) keepPlanned(plan coverage.Plan, today production.Date, extra []story.Moment) {
	there, known := byID(m.after), byID(append(slices.Clone(m.before), extra...))
	for _, day := range plan.Days {
		for _, c := range day.Covers {
			old, had := known[c.Moment]
			if _, still := there[c.Moment]; still || !had || day.Date < today {
				continue
			}
			old.Gone, old.Windows = true, nil
			there[old.ID] = old
			m.after = append(m.after, old)
		}
	}
}

// daysMove are the shoot days before and after.
type daysMove struct{ before, after []production.Day }

// reporter hears how far long work is.
type reporter func(done, total int64, message string)

// heard is the reporter itself, or one that does nothing for nil.
func (r reporter) heard() reporter {
	if r == nil {
		return func(int64, int64, string) {}
	}
	return r
}

// settle carries an outcome out: facts, moments and what the papers are from now on.
func (o *Office) settle(ctx context.Context, tx *store.Tx, out outcome) error {
	in := out.film.ID
	if err := o.keep(ctx, out.before, out.after); err != nil {
		return err
	}
	if err := tx.SaveFacts(ctx, in, out.facts); err != nil {
		return err
	}
	if err := tx.SetPaper(ctx, in, out.after.address); err != nil {
		return err
	}
	if err := tx.SaveCorrections(ctx, out.settled); err != nil {
		return err
	}
	return saveMoments(ctx, tx, in, out.moments)
}

// saveMoments writes the moments as they are after, and deletes those that went.
func saveMoments(ctx context.Context, tx *store.Tx, in production.ProductionID, m momentsMove) error {
	still := make(map[production.MomentID]bool, len(m.after))
	for _, moment := range m.after {
		still[moment.ID] = true
	}
	var gone []production.MomentID
	for _, moment := range m.before {
		if !still[moment.ID] {
			gone = append(gone, moment.ID)
		}
	}
	if err := tx.DeleteMoments(ctx, in, gone); err != nil {
		return err
	}
	return tx.SaveMoments(ctx, in, m.after)
}

// recordRevisions puts each paper of a proposal on record.
func (o *Office) recordRevisions(ctx context.Context, tx *store.Tx, p production.Proposal, result ImportResult) error {
	for i, f := range p.Files {
		summary := ImportedFile{File: f.Name}
		if i < len(result.Files) {
			summary = result.Files[i]
		}
		text, err := json.Marshal(summary)
		if err != nil {
			return err
		}
		err = tx.CreateRevision(ctx, production.Revision{
			ID: production.NewID[production.RevisionID](), Production: p.Production, Proposal: p.ID, Kind: summary.Kind, Format: summary.Format,
			FileName: f.Name, SHA256: f.SHA256, Bytes: f.Bytes, Summary: text, ImportedBy: p.DecidedBy, ImportedAt: p.DecidedAt,
		})
		if err != nil {
			return err
		}
		if err := o.tell(ctx, tx, p.Production, topicFacts, "import", f.Name); err != nil {
			return err
		}
	}
	return nil
}
