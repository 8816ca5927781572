package web

import (
	"net/http"

	"github.com/btsdirector/bts/internal/web/ui"
)

// watchedView are the folders of this machine from which the library takes what comes.
func (s *Server) watchedView(r *http.Request, page ui.Page) (*ui.WatchedView, error) {
	all, err := s.office.WatchedFolders(r.Context(), current(r).Production.ID)
	if err != nil {
		return nil, err
	}
	v := &ui.WatchedView{Add: page.Link("watched"), Hint: "What comes into it comes into the library when it has been still for ten seconds; nothing in it is changed. Its whole path, below " + s.office.CopyRoots() + "."}
	for _, w := range all {
		f := ui.WatchedFolder{Path: w.Path, Text: counted(w.Came, "asset came", "assets came"), Problem: w.Problem, Refused: w.Refused, Remove: page.Link("watched", w.ID, "remove")}
		if w.Waiting > 0 {
			f.Text += ", " + counted(w.Waiting, "file still moves", "files still move")
		}
		if !w.SeenAt.IsZero() {
			f.Text += ", looked through " + w.SeenAt.In(current(r).Production.Zone()).Format("15:04:05")
		}
		v.Folders = append(v.Folders, f)
	}
	return v, nil
}

func (s *Server) watchFolder(w http.ResponseWriter, r *http.Request) error {
	watched, err := s.office.WatchFolder(r.Context(), current(r).Production.ID, typed(r.PostFormValue("path")), false)
	if err != nil {
		return err
	}
	s.say(r, watched.Path+" is watched.")
	return back(w, r, base(r)+"/library")
}

func (s *Server) unwatchFolder(w http.ResponseWriter, r *http.Request) error {
	if err := s.office.UnwatchFolder(r.Context(), current(r).Production.ID, r.PathValue("id")); err != nil {
		return err
	}
	s.say(r, "It is watched no more; what came stays.")
	return back(w, r, base(r)+"/library")
}
