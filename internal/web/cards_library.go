package web

import (
	"net/http"
	"net/url"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/web/ui"
)

// cardLibrary says on the page of a card what of it is in the library, and offers to bring a copy in.
func (s *Server) cardLibrary(r *http.Request, page ui.Page, c office.LoggedCard, v *ui.CardPageView) error {
	if !page.Rights.Library {
		return nil
	}
	days, err := s.office.LibraryDays(r.Context(), current(r).Production.ID, store.AssetFilter{Card: c.ID})
	if err != nil {
		return err
	}
	count := 0
	for _, d := range days {
		count += d.Count
	}
	if count > 0 {
		v.Library, v.Shows = counted(count, "clip or still", "clips and stills")+" in the library", page.Link("library")+"?card="+url.QueryEscape(string(c.ID))
	}
	if !page.Owner || !page.Rights.IngestMedia {
		return nil
	}
	_, err = s.office.CopyHere(r.Context(), current(r).Production.ID, c.ID)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	v.Bring = page.URL + "/bring"
	return err
}

// bringCard brings the copy of a card that was proven last into the library.
func (s *Server) bringCard(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.office.StartIngest(r.Context(), current(r).Production.ID, office.NewIngest{Card: cardID(r)}); err != nil {
		return err
	}
	s.say(r, "The card is being brought into the library.")
	return back(w, r, base(r)+"/cards/"+r.PathValue("id"))
}
