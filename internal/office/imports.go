package office

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
	"github.com/btsdirector/bts/internal/store"
)

// File is one file handed in.
type File struct {
	Name    string
	Data    []byte
	Mapping map[string]string // field → column of a table, nil to go by header names or a remembered mapping
}

// ImportOptions steer an import.
type ImportOptions struct {
	Force  bool   `json:"force"`            // take a schedule in although it hardly matches the script
	Locale string `json:"locale,omitempty"` // BCP 47: how dates that can be read two ways are meant

	source production.CalendarSourceID // the calendar that was fetched
}

// ImportResult is what an import brought, or would bring. Proposal is "" where nothing was kept.
type ImportResult struct {
	Proposal production.ProposalID    `json:"proposal"`
	State    production.ProposalState `json:"state"`
	Files    []ImportedFile           `json:"files"`
	Changes  ImportChanges            `json:"changes"`

	// Corrections of ours that the papers agree or disagree with, or whose thing they have lost.
	Corrections []correction.Correction `json:"corrections"`

	Untied []UntiedPlan `json:"untied"` // plans of places that the papers name no longer: they wait to be tied to others
}

// UntiedPlan is a ground plan that papers left without a place.
type UntiedPlan struct {
	ID    production.GroundPlanID `json:"id"`
	Title string                  `json:"title"`
	Place string                  `json:"place"`
}

// ImportedFile is what was found in one file.
type ImportedFile struct {
	File       string           `json:"file"`
	Kind       string           `json:"kind"`
	Format     string           `json:"format"`
	Scenes     int              `json:"scenes"`
	Characters int              `json:"characters"`
	Days       int              `json:"days"`
	Events     int              `json:"events"`
	People     int              `json:"people"`
	Locations  int              `json:"locations"`
	Elements   int              `json:"elements"`
	Shots      int              `json:"shots"`
	Warnings   []intake.Warning `json:"warnings"`
}

// ImportChanges are what the import changed in the main unit's facts, and what of ours no longer holds.
type ImportChanges struct {
	Added   []revise.Change  `json:"added"`
	Removed []revise.Change  `json:"removed"`
	Moved   []revise.Change  `json:"moved"`
	Changed []revise.Change  `json:"changed"`
	Lineage []revise.Lineage `json:"lineage"`
	Broken  []Broken         `json:"broken"`
}

// paper is a file that was read.
type paper struct {
	file File
	doc  intake.Document
}

// refused puts the file's name to an error about what is in it.
func (p paper) refused(err error) error {
	var reason *fault.Error
	if errors.As(err, &reason) {
		reason.At.File = p.file.Name
	}
	return err
}

// readOptions are what a reader must know of the production.
func (o *Office) readOptions(film production.Production, f File, opt ImportOptions) intake.Options {
	return intake.Options{
		Name: f.Name, Mapping: f.Mapping, Locale: opt.Locale, Start: film.Start, Zone: film.Zone(), Now: o.clock(), Calendar: string(opt.source),
	}
}

// knowing reads a table again with the scenes there are: one without page counts then gets its times
// from their lengths.
func (p paper) knowing(scenes []production.Scene, opt intake.Options) (paper, error) {
	table := p.doc.Format == intake.FormatTable || p.doc.Format == intake.FormatXLSX
	if !table || p.doc.Kind != intake.KindSchedule || len(scenes) == 0 {
		return p, nil
	}
	opt.Known = scenes
	doc, err := intake.Read(p.file.Data, opt)
	return paper{p.file, doc}, err
}

// readFiles reads every file before anything is changed.
func (o *Office) readFiles(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions, progress reporter) ([]paper, error) {
	if len(files) == 0 {
		return nil, fault.New(fault.Invalid, "no file was handed in").WithRemedy("Choose a screenplay (.fountain, .fdx) or a schedule (.uss, .csv, .xlsx).")
	}
	var film production.Production
	err := o.look(ctx, access.ImportFacts, in, func(tx *store.Tx) (err error) {
		film, err = tx.FindProduction(ctx, in)
		return err
	})
	if err != nil {
		return nil, err
	}
	var papers []paper
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		progress(int64(i), int64(2*len(files)), "Reading "+f.Name)
		if f.Mapping == nil {
			f.Mapping = o.rememberedMapping(ctx, in, f.Data)
		}
		doc, err := intake.Read(f.Data, o.readOptions(film, f, opt))
		if err != nil {
			return nil, err
		}
		papers = append(papers, paper{f, doc})
	}
	slices.SortStableFunc(papers, func(a, b paper) int { return cmp.Compare(order(a.doc.Kind), order(b.doc.Kind)) })
	return papers, nil
}

func order(k intake.Kind) int {
	if k == intake.KindScript {
		return 0
	}
	return 1
}

// rememberedMapping is the column mapping a person made for tables with this header row; nil for none.
func (o *Office) rememberedMapping(ctx context.Context, in production.ProductionID, data []byte) map[string]string {
	header, _, err := intake.TableHeader(data)
	if err != nil {
		return nil
	}
	var m production.Mapping
	err = o.store.Read(ctx, func(tx *store.Tx) (err error) {
		m, err = tx.FindMapping(ctx, in, intake.HeaderKey(header))
		return err
	})
	if err != nil {
		return nil
	}
	return m.Columns
}

// SaveMapping remembers which column of tables with this header row means what.
func (o *Office) SaveMapping(ctx context.Context, in production.ProductionID, header []string, columns map[string]string) error {
	return o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		return tx.SaveMapping(ctx, in, production.Mapping{Header: intake.HeaderKey(header), Columns: columns})
	})
}

// Revisions are the imports of a production, newest first. What names the bytes of a file is left out
// for anybody who may not import, and what was found in it, which can be of a closed scene, for anybody
// who may not see revisions.
func (o *Office) Revisions(ctx context.Context, in production.ProductionID) ([]production.Revision, error) {
	var all []production.Revision
	err := o.look(ctx, access.SeeSchedule, in, func(tx *store.Tx) (err error) {
		all, err = tx.FindRevisions(ctx, in)
		return err
	})
	actor, _ := access.From(ctx)
	for i := range all {
		if !actor.May(access.ImportFacts, in) {
			all[i].SHA256 = ""
		}
		if !actor.May(access.SeeRevisions, in) {
			all[i].Summary = nil
		}
	}
	return all, err
}
