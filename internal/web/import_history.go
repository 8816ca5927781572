package web

import (
	"encoding/json"
	"net/http"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// historyShown is how many of the latest imports are listed.
const historyShown = 60

// fillImport fills in what the page lists: what came in, calendars, and how much was corrected. A form
// of the calendars that was refused stays.
func (s *Server) fillImport(r *http.Request, b *book, page ui.Page, view *ui.ImportView) error {
	proposals, err := s.office.Proposals(r.Context(), b.film.ID, historyShown)
	if err != nil {
		return err
	}
	if view.Revisions, err = s.history(r, b, page, proposals); err != nil {
		return err
	}
	refused := view.Calendars.Form
	if view.Calendars, err = s.calendarsView(r.Context(), b, page, proposals); err != nil {
		return err
	}
	if refused.Error != "" {
		view.Calendars.Form = refused
	}
	corrected, err := s.office.Corrections(r.Context(), b.film.ID)
	if len(corrected) > 0 {
		view.Corrected = correctedWords(corrected)
	}
	return err
}

// history lists what was handed in, newest first. What came in before there were proposals stands below.
func (s *Server) history(r *http.Request, b *book, page ui.Page, proposals []production.Proposal) ([]ui.RevisionRow, error) {
	var rows []ui.RevisionRow
	inUse := map[string]bool{} // sorts of paper whose newest was listed
	for _, p := range proposals {
		rows = append(rows, proposalRow(p, b.film, page, inUse))
	}
	revisions, err := s.office.Revisions(r.Context(), b.film.ID)
	for _, rev := range revisions {
		if rev.Proposal == "" {
			rows = append(rows, revisionRow(rev, b.film, inUse))
		}
	}
	return rows, err
}

func proposalRow(p production.Proposal, film production.Production, page ui.Page, inUse map[string]bool) ui.RevisionRow {
	row := ui.RevisionRow{
		Title: p.Title, State: string(p.State), When: minute(p.MadeAt, film.Zone()), Who: orSomebody(p.MadeBy), URL: page.Link("revisions", string(p.ID)),
	}
	var result office.ImportResult
	if json.Unmarshal(p.Result, &result) != nil {
		return row
	}
	for _, f := range result.Files {
		row.Kinds = appendWords(row.Kinds, kindWords(f))
		line := importedWords(f)
		if len(result.Files) > 1 {
			line = f.File + ": " + line
		}
		row.Lines = append(row.Lines, line)
		if p.State == production.ProposalApplied && !inUse[f.Kind] {
			inUse[f.Kind], row.Newest = true, true
		}
	}
	if n := len(result.Breaks()); n > 0 && p.State != production.ProposalDiscarded {
		row.Breaks = counted(n, "booking of ours does not hold with it", "bookings of ours do not hold with it")
	}
	return row
}

func revisionRow(rev production.Revision, film production.Production, inUse map[string]bool) ui.RevisionRow {
	row := ui.RevisionRow{
		Title: rev.FileName, State: string(production.ProposalApplied), When: minute(rev.ImportedAt, film.Zone()), Who: rev.ImportedBy, Newest: !inUse[rev.Kind],
	}
	inUse[rev.Kind] = true
	var f office.ImportedFile
	if json.Unmarshal(rev.Summary, &f) == nil {
		row.Kinds = kindWords(office.ImportedFile{Kind: rev.Kind, Format: rev.Format})
		row.Lines = []string{importedWords(f)}
	}
	return row
}

// kindWords is a file's sort and format: "Script, Fountain".
func kindWords(f office.ImportedFile) string {
	kind, format := ui.Capital(firstWord(paperWords[f.Kind], f.Kind)), formatWords[f.Format]
	if kind == format {
		return kind
	}
	return appendWords(kind, format)
}

// paperWords are the sorts of paper as people call them.
var paperWords = map[string]string{"shotlist": "shot list", "calendar": "calendar", "people": "people", "locations": "locations"}

func firstWord(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

func appendWords(list, more string) string {
	if list == "" || more == "" {
		return list + more
	}
	return list + ", " + more
}
