package office

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
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

// Broken is something of the BTS unit that a new revision has pulled the ground from.
type Broken struct {
	What  string `json:"what"` // "moment", "interview", "day"
	ID    string `json:"id"`
	Title string `json:"title"`
	Why   string `json:"why"`
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
	result := ImportResult{Changes: ImportChanges{
		Added: []intake.Change{}, Removed: []intake.Change{}, Moved: []intake.Change{}, Broken: []Broken{}}}
	if progress == nil {
		progress = func(int64, int64, string) {}
	}
	if err := access.Require(ctx, access.ImportFacts, in); err != nil {
		return result, err
	}
	papers, err := o.readFiles(ctx, in, files, progress)
	if err != nil {
		return result, err
	}
	err = o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		facts, err := tx.FindFacts(ctx, in)
		if err != nil {
			return err
		}
		for i, p := range papers {
			progress(int64(len(files)+i), int64(2*len(files)), "Taking in "+p.file.Name)
			merged, changes, err := intake.Merge(facts, p.doc, intake.MergeOptions{Force: opt.Force, Title: film.Title})
			if err != nil {
				return p.refused(err)
			}
			facts = merged
			result.add(p, changes)
			if err := o.recordRevision(ctx, tx, in, p, result.Files[i]); err != nil {
				return err
			}
		}
		if err := tx.SaveFacts(ctx, in, facts); err != nil {
			return err
		}
		if _, err := o.findAgain(ctx, tx, in, facts); err != nil {
			return err
		}
		if result.Changes.Broken, err = o.broken(ctx, tx, in, facts.Days); err != nil {
			return err
		}
		return ctx.Err()
	})
	return result, err
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

// Revisions are the imports of a production, newest first.
func (o *Office) Revisions(ctx context.Context, in production.ProductionID) ([]production.Revision, error) {
	var all []production.Revision
	err := o.look(ctx, access.SeeSchedule, in, func(tx *store.Tx) (err error) {
		all, err = tx.FindRevisions(ctx, in)
		return err
	})
	return all, err
}

// broken lists what the newest plan promised and the facts no longer allow.
func (o *Office) broken(ctx context.Context, tx *store.Tx, in production.ProductionID, days []production.Day) ([]Broken, error) {
	out := []Broken{}
	plan, err := tx.FindLatestPlan(ctx, in)
	if fault.Is(err, fault.NotFound) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	moments, err := tx.FindMoments(ctx, in, store.MomentFilter{})
	if err != nil {
		return nil, err
	}
	now := map[production.MomentID]story.Moment{}
	for _, m := range moments {
		now[m.ID] = m
	}
	shot := map[production.Date]bool{}
	for _, day := range days {
		shot[day.Date] = true
	}
	for _, day := range plan.Days {
		if day.Number > 0 && !shot[day.Date] {
			out = append(out, Broken{What: "day", ID: string(day.Date), Title: day.Date.Spoken(), Why: "it is no longer a shoot day"})
		}
		for _, c := range day.Covers {
			if why := noLongerHolds(day, c, now); why != "" {
				out = append(out, Broken{What: whatOf(c), ID: string(c.Moment), Title: c.Title, Why: why})
			}
		}
	}
	return out, nil
}

func whatOf(c coverage.Cover) string {
	if c.Kind == string(story.Interview) {
		return "interview"
	}
	return "moment"
}

// noLongerHolds says in words why a planned cover cannot happen any more, "" when it can.
func noLongerHolds(day coverage.PlanDay, c coverage.Cover, now map[production.MomentID]story.Moment) string {
	m, known := now[c.Moment]
	if !known || m.Gone {
		return "it is no longer in the script or schedule"
	}
	why := "it is no longer on " + day.Date.Spoken()
	for _, w := range m.Windows {
		switch {
		case w.Date != day.Date:
		case w.Closed:
			why = "the set is closed now"
		case w.Start <= c.Start && c.End <= w.End:
			return ""
		default:
			why = "on " + day.Date.Spoken() + " it now runs " + w.Start.String() + "–" + w.End.String()
		}
	}
	return why
}
