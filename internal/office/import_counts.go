package office

import (
	"slices"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
)

// newImportResult is a result that brought nothing yet; its lists are empty, not absent.
func newImportResult() ImportResult {
	return ImportResult{Files: []ImportedFile{}, Corrections: []correction.Correction{}, Untied: []UntiedPlan{}, Changes: ImportChanges{
		Added: []revise.Change{}, Removed: []revise.Change{}, Moved: []revise.Change{}, Changed: []revise.Change{},
		Lineage: []revise.Lineage{}, Broken: []Broken{},
	}}
}

// add notes what one paper brought.
func (r *ImportResult) add(p paper, changes revise.Changes) {
	f := ImportedFile{File: p.file.Name, Kind: string(p.doc.Kind), Format: p.doc.Format, Warnings: []intake.Warning{}}
	f.Warnings = append(append(f.Warnings, p.doc.Warnings...), changes.Warnings...)
	if s := p.doc.Script; s != nil {
		f.countScenes(s.Scenes)
	}
	if s := p.doc.Schedule; s != nil {
		f.countScenes(s.Breakdown)
		f.Days, f.Events, f.People, f.Locations = len(s.Days), len(s.Events), len(s.People), len(s.Locations)
	}
	if c := p.doc.Calendar; c != nil {
		f.Events = len(c.Events)
	}
	f.People = max(f.People, len(p.doc.People))
	f.Locations = max(f.Locations, len(p.doc.Locations))
	f.Shots = len(p.doc.Shots)
	r.Files = append(r.Files, f)
}

// say notes what all papers together changed.
func (r *ImportResult) say(c revise.Changes) {
	r.Changes.Added = append(r.Changes.Added, c.Added...)
	r.Changes.Removed = append(r.Changes.Removed, c.Removed...)
	r.Changes.Moved = append(r.Changes.Moved, c.Moved...)
	r.Changes.Changed = append(r.Changes.Changed, c.Changed...)
	r.Changes.Lineage = append(r.Changes.Lineage, c.Lineage...)
}

// Breaks are the things of ours that held until these papers.
func (r ImportResult) Breaks() []Broken { return anew(r.Changes.Broken) }

// Harmless reports that nothing there was is changed: what comes in only adds.
func (r ImportResult) Harmless() bool {
	c := r.Changes
	disputed := func(c correction.Correction) bool { return c.State != correction.Agreed }
	return len(c.Removed)+len(c.Moved)+len(c.Changed)+len(anew(c.Broken)) == 0 && !slices.ContainsFunc(r.Corrections, disputed)
}

// countScenes counts the scenes, the distinct characters and the distinct elements in them.
func (f *ImportedFile) countScenes(scenes []production.Scene) {
	characters, elements := map[string]bool{}, map[string]bool{}
	for _, s := range scenes {
		for _, c := range s.Characters {
			characters[c] = true
		}
		for _, e := range s.Elements {
			elements[e.Label+"\x00"+e.Name] = true
		}
	}
	f.Scenes, f.Characters, f.Elements = len(scenes), len(characters), len(elements)
}

// Silent reports that the papers say what is known already.
func (r ImportResult) Silent() bool { return r.Harmless() && len(r.Changes.Added) == 0 }
