package web

import (
	"net/http"
	"strconv"

	"github.com/btsdirector/bts/internal/storyboard"
	"github.com/btsdirector/bts/internal/web/ui"
)

// sendWorker sends the service worker, which keeps pages for the time without a connection. It stands at the root, because it
// may look after nothing above its own address, and is asked for anew each time.
func (s *Server) sendWorker(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-cache")
	r = r.Clone(r.Context())
	r.URL.Path = s.assets.Path("sw.js")
	s.assets.Serve(w, r)
	return nil
}

// showBlank is the page of a frame that was made without a connection: the browser keeps it, and shows it under the address
// of the frame until the server knows of that.
func (s *Server) showBlank(w http.ResponseWriter, r *http.Request) error {
	page, view, all, err := s.boardPage(r)
	if err != nil {
		return err
	}
	blank := storyboard.Frame{}
	number := len(view.Board.Frames) + 1
	draw := ui.DrawView{
		Board: view.Board, Base: strconv.Itoa(0), Sync: page.Link("sync"),
		Frame: ui.FrameView{Number: number, Name: blank.Name(number), Alt: blank.Alternative(number)},
	}
	draw.Fields, draw.Lists = drawFields(blank)
	draw.Spot = spotForm(page, "draw", all, blank)
	page.Title = "Draw a new frame"
	return s.show(w, r, http.StatusOK, ui.DrawPage(page, draw))
}
