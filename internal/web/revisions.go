package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// revisionRoutes show what papers change, take them in and take them back.
func (s *Server) revisionRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/revisions/{id}", access.SeeRevisions, s.showRevision)
	s.handle(mux, "POST /p/{slug}/revisions/{id}/apply", access.ImportFacts, s.applyRevision)
	s.handle(mux, "POST /p/{slug}/revisions/{id}/discard", access.ImportFacts, s.discardRevision)
	s.handle(mux, "POST /p/{slug}/revisions/{id}/compare", access.ImportFacts, s.compareRevision)
	s.handle(mux, "POST /p/{slug}/revisions/{id}/undo", access.ImportFacts, s.undoRevision)
}

func proposalID(r *http.Request) production.ProposalID {
	return production.ProposalID(r.PathValue("id"))
}

func (s *Server) showRevision(w http.ResponseWriter, r *http.Request) error {
	p, result, err := s.office.FindProposal(r.Context(), current(r).Production.ID, proposalID(r))
	if err != nil {
		return err
	}
	page := s.page(r, p.Title, ui.RoomImport)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	known, err := s.office.Corrections(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	view := b.revisionView(page, p, result)
	view.Disputes = b.disputes(page, p, result, known)
	return s.show(w, r, http.StatusOK, ui.RevisionPage(page, view))
}

// revisionURL is the page of a proposal.
func revisionURL(r *http.Request, id production.ProposalID) string {
	return base(r) + "/revisions/" + string(id)
}

func (s *Server) applyRevision(w http.ResponseWriter, r *http.Request) error {
	id := proposalID(r)
	result, err := s.office.Apply(r.Context(), current(r).Production.ID, id)
	if fault.Is(err, fault.Conflict) {
		s.complain(r, spoken(err))
		return seeOther(w, r, revisionURL(r, id))
	}
	if err != nil {
		return err
	}
	s.sayUndo(r, "It is in. "+brokenWords(result), revisionURL(r, id)+"/undo")
	return seeOther(w, r, revisionURL(r, id))
}

// brokenWords says how much of ours no longer holds.
func brokenWords(result office.ImportResult) string {
	switch n := len(result.Breaks()); n {
	case 0:
		return "Nothing of ours breaks."
	case 1:
		return "1 booking no longer holds."
	default:
		return fmt.Sprintf("%d bookings no longer hold.", n)
	}
}

func (s *Server) discardRevision(w http.ResponseWriter, r *http.Request) error {
	err := s.office.Discard(r.Context(), current(r).Production.ID, proposalID(r))
	if fault.Is(err, fault.Conflict) {
		s.complain(r, spoken(err))
		return seeOther(w, r, revisionURL(r, proposalID(r)))
	}
	if err != nil {
		return err
	}
	s.say(r, "It is set aside; nothing of it was taken in.")
	return seeOther(w, r, base(r)+"/import")
}

func (s *Server) compareRevision(w http.ResponseWriter, r *http.Request) error {
	_, err := s.office.CompareAgain(r.Context(), current(r).Production.ID, proposalID(r))
	if fault.Is(err, fault.Conflict) || formFault(err) {
		s.complain(r, spoken(err))
	} else if err != nil {
		return err
	}
	return seeOther(w, r, revisionURL(r, proposalID(r)))
}

func (s *Server) undoRevision(w http.ResponseWriter, r *http.Request) error {
	id := proposalID(r)
	_, err := s.office.UndoImport(r.Context(), current(r).Production.ID, id)
	if fault.Is(err, fault.Conflict) {
		s.complain(r, spoken(err))
		return seeOther(w, r, revisionURL(r, id))
	}
	if err != nil {
		return err
	}
	s.sayUndo(r, "It is taken back; everything is as it was before.", revisionURL(r, id)+"/apply")
	return seeOther(w, r, revisionURL(r, id))
}

// proposalSentence says who handed a paper in, and what became of it.
func proposalSentence(p production.Proposal, film production.Production) string {
	said := []string{fmt.Sprintf("Handed in by %s, %s.", orSomebody(p.MadeBy), minute(p.MadeAt, film.Zone()))}
	when := orSomebody(p.DecidedBy) + ", " + minute(p.DecidedAt, film.Zone())
	switch p.State {
	case production.ProposalOpen:
		said = append(said, "Nothing is changed until somebody takes it in.")
	case production.ProposalApplied:
		if p.DecidedAt.Sub(p.MadeAt) > 0 || p.DecidedBy != p.MadeBy {
			said = append(said, "Taken in by "+when+".")
		}
	case production.ProposalDiscarded:
		said = append(said, "Set aside by "+when+".")
	case production.ProposalUndone:
		said = append(said, "Taken back by "+when+".")
	}
	return strings.Join(said, " ")
}

func orSomebody(name string) string {
	if name == "" {
		return "somebody"
	}
	return name
}
