package office

import (
	"context"
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// corrected lays the corrections of a production over what its papers say.
func (o *Office) corrected(ctx context.Context, tx *store.Tx, in production.ProductionID, paper production.Facts) (production.Facts, []correction.Correction, error) {
	list, err := tx.FindCorrections(ctx, in)
	if err != nil {
		return paper, nil, err
	}
	shown, settled := correction.Apply(paper, list)
	return shown, settled, nil
}

// unsettled are the corrections that new papers agree or disagree with, or whose thing they have lost:
// what somebody should look at.
func unsettled(before, after []correction.Correction) []correction.Correction {
	was := map[production.CorrectionID]correction.Correction{}
	for _, c := range before {
		was[c.ID] = c
	}
	out := []correction.Correction{}
	for _, c := range after {
		old := was[c.ID]
		if c.State != correction.Standing && c.State != correction.Replaced && (c.State != old.State || c.Paper != old.Paper) {
			out = append(out, c)
		}
	}
	return out
}

// Corrections are the local corrections of a production, in the order they were made, as they stand to
// what the papers say.
func (o *Office) Corrections(ctx context.Context, in production.ProductionID) ([]correction.Correction, error) {
	var all []correction.Correction
	err := o.look(ctx, access.SeeRevisions, in, func(tx *store.Tx) (err error) {
		if all, err = tx.FindCorrections(ctx, in); err != nil || len(all) == 0 {
			return err
		}
		paper, err := o.paperRead(ctx, tx, in)
		if err != nil {
			return err
		}
		_, all = correction.Apply(paper, all)
		return nil
	})
	return all, err
}

// Correct notes how fields are to be shown other than the papers say, all of them or none. What it breaks
// of ours is returned. It returns fault.Invalid for a value that cannot be, fault.NotFound for a thing or
// a field that is not there.
func (o *Office) Correct(ctx context.Context, in production.ProductionID, list []correction.Correction) ([]Broken, error) {
	var broken []Broken
	err := o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		if len(list) == 0 {
			return fault.New(fault.Invalid, "nothing was corrected").WithRemedy("Change a value first.")
		}
		paper, at, err := o.paperFacts(ctx, tx, in)
		if err != nil {
			return err
		}
		fresh, err := o.checkCorrections(ctx, tx, in, paper, list)
		if err != nil {
			return err
		}
		if err := tx.SaveCorrections(ctx, fresh); err != nil {
			return err
		}
		for _, c := range fresh { // without the value: more people hear of it than may see a closed set
			if err := o.tell(ctx, tx, in, topicFacts, "correct", fmt.Sprintf("%s %s", c.What, c.Field)); err != nil {
				return err
			}
		}
		broken, err = o.showCorrected(ctx, tx, in, paper, at)
		return err
	})
	return broken, err
}

// checkCorrections completes corrections and checks each on top of those before it.
func (o *Office) checkCorrections(ctx context.Context, tx *store.Tx, in production.ProductionID, paper production.Facts, list []correction.Correction) ([]correction.Correction, error) {
	known, err := tx.FindCorrections(ctx, in)
	if err != nil {
		return nil, err
	}
	var fresh []correction.Correction
	for _, c := range list {
		shown, _ := correction.Apply(paper, append(known, fresh...))
		if err := correction.Check(shown, c); err != nil {
			return nil, err
		}
		if c.Was, err = correction.Read(paper, c.What, c.Target, c.Part, c.Field); err != nil {
			return nil, err
		}
		c.ID, c.Production, c.By, c.At = production.NewID[production.CorrectionID](), in, actorName(ctx), o.clock()
		c.Scene, c.Met = "", false // for Apply to find out
		fresh = append(fresh, c)
	}
	return fresh, nil
}

// showCorrected works out facts, moments and plan with the corrections as they are now.
func (o *Office) showCorrected(ctx context.Context, tx *store.Tx, in production.ProductionID, paper production.Facts, at snapshot) ([]Broken, error) {
	out := outcome{before: at, after: at, result: newImportResult()}
	var err error
	if out.film, err = tx.FindProduction(ctx, in); err != nil {
		return nil, err
	}
	if err := o.weighFacts(ctx, tx, paper, &out, takenBack{}); err != nil {
		return nil, err
	}
	return anew(out.result.Changes.Broken), o.settle(ctx, tx, out)
}

// RemoveCorrection takes a correction away: what showed before it shows again.
func (o *Office) RemoveCorrection(ctx context.Context, in production.ProductionID, id production.CorrectionID) ([]Broken, error) {
	return o.uncorrect(ctx, in, id, func(c, gone correction.Correction) bool { return c.ID == gone.ID })
}

// TakePaper takes a correction away with those that it has replaced: what the papers say shows again. One
// that was replaced itself goes alone.
func (o *Office) TakePaper(ctx context.Context, in production.ProductionID, id production.CorrectionID) ([]Broken, error) {
	return o.uncorrect(ctx, in, id, func(c, gone correction.Correction) bool {
		return c.ID == gone.ID || correction.SameField(c, gone) && gone.State != correction.Replaced
	})
}

// uncorrect removes the corrections that go with the one named.
func (o *Office) uncorrect(ctx context.Context, in production.ProductionID, id production.CorrectionID, goes func(c, gone correction.Correction) bool) ([]Broken, error) {
	var broken []Broken
	err := o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		paper, at, err := o.paperFacts(ctx, tx, in)
		if err != nil {
			return err
		}
		all, err := tx.FindCorrections(ctx, in)
		if err != nil {
			return err
		}
		which := slices.IndexFunc(all, func(c correction.Correction) bool { return c.ID == id })
		if which < 0 {
			return fault.New(fault.NotFound, "there is no such correction")
		}
		for _, c := range all {
			if !goes(c, all[which]) {
				continue
			}
			if err := tx.DeleteCorrection(ctx, in, c.ID); err != nil {
				return err
			}
		}
		if err := o.tell(ctx, tx, in, topicFacts, "uncorrect", string(id)); err != nil {
			return err
		}
		broken, err = o.showCorrected(ctx, tx, in, paper, at)
		return err
	})
	return broken, err
}

// CorrectedField is a field of something with what is shown, what the papers say, and the correction
// that makes the difference: its own, or that of another strip of the scene, which has its own Part.
type CorrectedField struct {
	correction.Field
	Part       string                 `json:"part"`      // unit or strip of a day
	PartName   string                 `json:"part_name"` // in words
	Shown      string                 `json:"shown"`
	Paper      string                 `json:"paper"`
	Correction *correction.Correction `json:"correction,omitempty"`
}

// CorrectedThing is something of the main unit with all that can be corrected of it.
type CorrectedThing struct {
	What   correction.What  `json:"what"`
	Target string           `json:"target"`
	Title  string           `json:"title"`
	Fields []CorrectedField `json:"fields"`
}

// FindCorrectable is something of the main unit, with what can be corrected of it. It returns
// fault.NotFound for a thing that is not there.
func (o *Office) FindCorrectable(ctx context.Context, in production.ProductionID, what correction.What, target string) (CorrectedThing, error) {
	thing := CorrectedThing{What: what, Target: target}
	err := o.look(ctx, access.SeeRevisions, in, func(tx *store.Tx) error {
		paper, err := o.paperRead(ctx, tx, in)
		if err != nil {
			return err
		}
		shown, settled, err := o.corrected(ctx, tx, in, paper)
		if err != nil {
			return err
		}
		return thing.read(paper, shown, settled)
	})
	return thing, err
}

// paperRead is paperFacts without keeping anything.
func (o *Office) paperRead(ctx context.Context, tx *store.Tx, in production.ProductionID) (production.Facts, error) {
	address, err := tx.FindPaper(ctx, in)
	if err != nil {
		return production.Facts{}, err
	}
	if address == "" {
		return tx.FindFacts(ctx, in)
	}
	return o.factsAt(ctx, address)
}
