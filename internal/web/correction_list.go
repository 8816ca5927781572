package web

import (
	"net/http"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/web/ui"
)

// correctionStates are the groups of the list, those first that somebody should look at.
var correctionStates = []struct {
	state             correction.State
	title, text       string
	flag, tone, words string
	act               string // words of the button that takes one away
}{
	{correction.Disputed, "The papers have changed", "A newer paper says something else than what was corrected. Each says which of the two shows until somebody decides.",
		"disputed", "bad", "", "Take the paper’s word"},
	{correction.Orphaned, "What they were about is gone", "They show nowhere, and come back if it comes back.", "gone", "must", "What it was about is gone.", "Remove"},
	{correction.Standing, "In place of the papers", "What was written here shows instead of what the papers say.", "shows", "", "", "Take the paper’s word"},
	{correction.Agreed, "The papers say so now", "Nothing is left to correct.", "agreed", "clear", "The paper says so now.", "Remove"},
	{correction.Replaced, "Replaced by another correction", "They would show again if the other one were taken away.", "replaced", "", "", "Remove"},
}

func (s *Server) listCorrections(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Corrections", ui.RoomImport)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	all, err := s.office.Corrections(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.CorrectionsPage(page, b.correctionsView(page, all)))
}

func (b *book) correctionsView(page ui.Page, all []correction.Correction) ui.CorrectionsView {
	v := ui.CorrectionsView{Sentence: correctedWords(all)}
	for _, group := range correctionStates {
		g := ui.CorrectionGroup{ID: string(group.state), Title: group.title, Text: group.text, Fold: group.state == correction.Replaced}
		for i := range all { // newest first
			c := all[len(all)-1-i]
			if c.State != group.state {
				continue
			}
			row := ui.CorrectionRow{
				ID: correctionID(c), Title: b.correctedTitle(c), URL: b.whereCorrected(page.Base, c), Ours: spokenValue(c.Value), Paper: quoted(c.Paper),
				Flag: group.flag, Tone: group.tone, Words: sentences(group.words, disputedWords(c), b.elsewhereWords(c)),
				Who: orSomebody(c.By) + ", " + minute(c.At, b.film.Zone()), Why: c.Note,
			}
			if c.State == correction.Orphaned {
				row.Paper = quoted(c.Was)
			}
			if page.Rights.Import {
				row.Remove, row.Act = page.Link("corrections", string(c.ID), "remove"), group.act
			}
			g.Rows = append(g.Rows, row)
		}
		if len(g.Rows) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	return v
}

// correctedWords say how much shows other than the papers say.
func correctedWords(all []correction.Correction) string {
	shown, open := 0, 0
	for _, c := range all {
		switch c.State {
		case correction.Standing:
			shown++
		case correction.Disputed:
			open++
			if !c.PaperShows {
				shown++
			}
		case correction.Orphaned:
			open++
		}
	}
	text := "Everything shows as the papers say."
	if shown > 0 {
		text = counted(shown, "field shows", "fields show") + " other than the papers say."
	}
	if open > 0 {
		text += " " + counted(open, "needs", "need") + " somebody to look."
	}
	return text
}
