package office

import (
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// newImportResult is a result that brought nothing yet; its lists are empty, not absent.
func newImportResult() ImportResult {
	return ImportResult{Files: []ImportedFile{}, Changes: ImportChanges{
		Added: []intake.Change{}, Removed: []intake.Change{}, Moved: []intake.Change{}, Broken: []Broken{},
	}}
}

// add notes what one paper brought.
func (r *ImportResult) add(p paper, changes intake.Changes) {
	f := ImportedFile{File: p.file.Name, Kind: string(p.doc.Kind), Format: p.doc.Format, Warnings: []intake.Warning{}}
	f.Warnings = append(append(f.Warnings, p.doc.Warnings...), changes.Warnings...)
	if s := p.doc.Script; s != nil {
		f.countScenes(s.Scenes)
	}
	if s := p.doc.Schedule; s != nil {
		f.countScenes(s.Breakdown)
		f.Days, f.Events, f.People, f.Locations = len(s.Days), len(s.Events), len(s.People), len(s.Locations)
	}
	f.People = max(f.People, len(p.doc.People))
	r.Files = append(r.Files, f)
	r.Changes.Added = append(r.Changes.Added, changes.Added...)
	r.Changes.Removed = append(r.Changes.Removed, changes.Removed...)
	r.Changes.Moved = append(r.Changes.Moved, changes.Moved...)
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
