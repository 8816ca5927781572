package web

import (
	"net/http"
	"net/url"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// viewRoutes keep views of lists by name.
func (s *Server) viewRoutes(mux *http.ServeMux) {
	s.handle(mux, "POST /p/{slug}/views", access.SeeStory, s.saveView)
	s.handle(mux, "POST /p/{slug}/views/{id}", access.SeeStory, s.editView)
	s.handle(mux, "POST /p/{slug}/views/{id}/remove", access.SeeStory, s.removeView)
}

// savedViews are the views that the person has of a page, with the form that keeps the one that is shown; nil for
// whoever may keep none.
func (s *Server) savedViews(r *http.Request, page ui.Page, of string) (*ui.SavedViews, error) {
	if !page.Rights.Story {
		return nil, nil
	}
	list, err := s.office.Views(r.Context(), current(r).Production.ID, of)
	if err != nil {
		return nil, err
	}
	shown := production.View{Page: of, Query: r.URL.RawQuery}.Tidy()
	v := &ui.SavedViews{Page: of, Query: shown.Query, Save: shown.Query != "" && (production.View{Name: of, Page: of, Query: shown.Query}).Check() == nil}
	for _, view := range list {
		id := url.PathEscape(string(view.ID))
		link := ui.SavedView{Name: view.Name, URL: page.Link(of), Shared: view.Shared, Current: view.Query == shown.Query}
		link.Owned = view.Owner == current(r).Actor.UserID
		if link.Owned || page.Rights.EditShots {
			link.Edit, link.Remove = page.Link("views", id), page.Link("views", id, "remove")
		}
		if view.Query != "" {
			link.URL += "?" + view.Query
		}
		v.Save = v.Save && !link.Current
		v.Views = append(v.Views, link)
	}
	return v, nil
}

func (s *Server) saveView(w http.ResponseWriter, r *http.Request) error {
	v, act, err := s.office.SaveView(r.Context(), current(r).Production.ID, production.View{
		Name: typed(r.PostFormValue("name")), Page: r.PostFormValue("page"), Query: r.PostFormValue("query"), Shared: r.PostFormValue("shared") == "on",
	})
	return s.did(w, r, "“"+shortened(v.Name, 60)+"” is kept.", act, err)
}

// editView renames a view; its owner also says who has it.
func (s *Server) editView(w http.ResponseWriter, r *http.Request) error {
	fields := map[string]any{"name": typed(r.PostFormValue("name"))}
	if r.PostFormValue("owned") != "" {
		fields["shared"] = r.PostFormValue("shared") == "on"
	}
	act, err := s.office.EditView(r.Context(), current(r).Production.ID, production.ViewID(r.PathValue("id")), office.Written{Fields: fields})
	return s.did(w, r, "The view is saved.", act, err)
}

func (s *Server) removeView(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.RemoveView(r.Context(), current(r).Production.ID, production.ViewID(r.PathValue("id")))
	return s.did(w, r, "The view is taken away.", act, err)
}
