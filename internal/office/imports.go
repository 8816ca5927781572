package office

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
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
	Force bool // take a schedule in although it hardly matches the script
}

// ImportResult is what an import brought.
type ImportResult struct {
	Files   []ImportedFile `json:"files"`
	Changes ImportChanges  `json:"changes"`
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
	Warnings   []intake.Warning `json:"warnings"`
}

// ImportChanges are what the import changed in the main unit's facts, and what of ours no longer holds.
type ImportChanges struct {
	Added   []intake.Change `json:"added"`
	Removed []intake.Change `json:"removed"`
	Moved   []intake.Change `json:"moved"`
	Broken  []Broken        `json:"broken"`
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

// Import takes files in: all of them, or none when one cannot be accepted. Scripts go before schedules.
// progress, when given, hears how many files are done.
func (o *Office) Import(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions, progress func(done, total int64, message string)) (ImportResult, error) {
	if progress == nil {
		progress = func(int64, int64, string) {}
	}
	if err := access.Require(ctx, access.ImportFacts, in); err != nil {
		return newImportResult(), err
	}
	papers, err := o.readFiles(ctx, in, files, progress)
	if err != nil {
		return newImportResult(), err
	}
	var result ImportResult
	err = o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) (err error) {
		result, err = o.takeIn(ctx, tx, in, papers, opt, progress)
		return err
	})
	return result, err
}

// takeIn merges the papers into the facts and finds the moments again.
func (o *Office) takeIn(ctx context.Context, tx *store.Tx, in production.ProductionID, papers []paper, opt ImportOptions, progress func(done, total int64, message string)) (ImportResult, error) {
	result := newImportResult()
	film, err := tx.FindProduction(ctx, in)
	if err != nil {
		return result, err
	}
	facts, err := tx.FindFacts(ctx, in)
	if err != nil {
		return result, err
	}
	for i, p := range papers {
		progress(int64(len(papers)+i), int64(2*len(papers)), "Taking in "+p.file.Name)
		if p, err = p.knowing(facts.Scenes); err != nil {
			return result, err
		}
		merged, changes, err := intake.Merge(facts, p.doc, intake.MergeOptions{Force: opt.Force, Title: film.Title})
		if err != nil {
			return result, p.refused(err)
		}
		facts = merged
		result.add(p, changes)
		if err := o.recordRevision(ctx, tx, in, p, result.Files[i]); err != nil {
			return result, err
		}
	}
	if err := tx.SaveFacts(ctx, in, facts); err != nil {
		return result, err
	}
	if _, err := o.findAgain(ctx, tx, in, facts); err != nil {
		return result, err
	}
	if result.Changes.Broken, err = o.broken(ctx, tx, film, facts.Days); err != nil {
		return result, err
	}
	return result, ctx.Err()
}

// knowing reads a table again with the scenes there are: one without page counts then gets its times
// from their lengths.
func (p paper) knowing(scenes []production.Scene) (paper, error) {
	if p.doc.Format != intake.FormatTable || len(scenes) == 0 {
		return p, nil
	}
	doc, err := intake.Read(p.file.Data, intake.Options{Name: p.file.Name, Mapping: p.file.Mapping, Known: scenes})
	return paper{p.file, doc}, err
}

// readFiles reads every file before anything is changed and puts the originals into the vault.
func (o *Office) readFiles(ctx context.Context, in production.ProductionID, files []File, progress func(done, total int64, message string)) ([]paper, error) {
	if len(files) == 0 {
		return nil, fault.New(fault.Invalid, "no file was handed in").WithRemedy("Choose a screenplay (.fountain, .fdx) or a schedule (.uss, .csv).")
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
		doc, err := intake.Read(f.Data, intake.Options{Name: f.Name, Mapping: f.Mapping})
		if err != nil {
			return nil, err
		}
		papers = append(papers, paper{f, doc})
	}
	for _, p := range papers {
		if _, err := o.vault.Put(ctx, bytes.NewReader(p.file.Data)); err != nil {
			return nil, err
		}
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

func (o *Office) recordRevision(ctx context.Context, tx *store.Tx, in production.ProductionID, p paper, summary ImportedFile) error {
	text, err := json.Marshal(summary)
	if err != nil {
		return err
	}
	err = tx.CreateRevision(ctx, production.Revision{
		ID: production.NewID[production.RevisionID](), Production: in, Kind: string(p.doc.Kind), Format: p.doc.Format,
		FileName: p.file.Name, SHA256: sha256Hex(p.file.Data), Bytes: int64(len(p.file.Data)), Summary: text,
		ImportedBy: actorName(ctx), ImportedAt: o.clock(),
	})
	if err != nil {
		return err
	}
	return o.tell(ctx, tx, in, topicFacts, "import", p.file.Name)
}

// Revisions are the imports of a production, newest first. What names the bytes of a file is left out
// for anybody who may not import.
func (o *Office) Revisions(ctx context.Context, in production.ProductionID) ([]production.Revision, error) {
	var all []production.Revision
	err := o.look(ctx, access.SeeSchedule, in, func(tx *store.Tx) (err error) {
		all, err = tx.FindRevisions(ctx, in)
		return err
	})
	if actor, _ := access.From(ctx); !actor.May(access.ImportFacts, in) {
		for i := range all {
			all[i].SHA256 = ""
		}
	}
	return all, err
}
