package web

import (
	"context"
	"net/http"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// noticeRoutes put news away.
func (s *Server) noticeRoutes(mux *http.ServeMux) {
	s.handle(mux, "POST /p/{slug}/notices/{id}/away", access.SeeProduction, s.putAway)
}

// mostNotices is how many news stand above a page; older ones wait until those are put away.
const mostNotices = 3

// noticeViews are the news that the person has not put away.
func (s *Server) noticeViews(ctx context.Context, film production.Production, page ui.Page) ([]ui.NoticeView, error) {
	notices, err := s.office.Notices(ctx, film.ID)
	if err != nil {
		return nil, err
	}
	var out []ui.NoticeView
	for _, n := range notices[:min(mostNotices, len(notices))] {
		v := ui.NoticeView{Text: n.Title, Who: n.MadeBy + ", " + minute(n.MadeAt, film.Zone()), Bad: n.Broken > 0, Away: page.Link("notices", string(n.ID), "away")}
		switch {
		case n.Audience == string(access.SeePlan):
			v.URL = page.Link("plan")
		case n.Proposal == "":
			v.URL = page.Link("import")
		case page.Rights.Revisions:
			v.URL = page.Link("revisions", string(n.Proposal))
		case page.Rights.Plan && n.Broken > 0:
			v.URL = page.Link("plan")
		}
		if v.URL == page.URL {
			v.URL = ""
		}
		out = append(out, v)
	}
	return out, nil
}

func (s *Server) putAway(w http.ResponseWriter, r *http.Request) error {
	if err := s.office.PutAway(r.Context(), current(r).Production.ID, production.NoticeID(r.PathValue("id"))); err != nil {
		return err
	}
	return back(w, r, base(r))
}
