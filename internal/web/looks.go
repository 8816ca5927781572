package web

import (
	"net/http"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/web/ui"
)

// looksView are the pictures of the treatment as pages show them.
func looksView(page ui.Page, t outline.Treatment) []ui.LookView {
	var out []ui.LookView
	for _, p := range t.Pictures {
		at := page.Link("story", "looks", p.Address)
		out = append(out, ui.LookView{URL: at + "?of=" + p.Address[:min(len(p.Address), 12)], Caption: p.Caption, Remove: at + "/remove"})
	}
	return out
}

// addLooks puts the pictures of the form into the treatment, each as an act of its own.
func (s *Server) addLooks(w http.ResponseWriter, r *http.Request) error {
	files, err := pictures(r)
	if err != nil {
		return err
	}
	var act office.Act
	for _, file := range files {
		if _, act, err = s.office.AddLook(r.Context(), current(r).Production.ID, file, typed(r.PostFormValue("caption"))); err != nil {
			return err
		}
	}
	return s.did(w, r, "The picture is in the treatment.", act, nil)
}

func (s *Server) removeLook(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.RemoveLook(r.Context(), current(r).Production.ID, r.PathValue("id"))
	return s.did(w, r, "The picture is out of the treatment.", act, err)
}

func (s *Server) sendLook(w http.ResponseWriter, r *http.Request) error {
	data, err := s.office.Look(r.Context(), current(r).Production.ID, r.PathValue("id"))
	if err != nil {
		return err
	}
	return sendPicture(w, r, "image/jpeg", data)
}
