package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/storyboard"
	"github.com/btsdirector/bts/internal/web/ui"
)

// boardRoutes are the storyboards and their frames.
func (s *Server) boardRoutes(mux *http.ServeMux) {
	see := map[string]handler{
		"boards": s.showBoards, "boards/{moment}": s.showBoard, "boards/{moment}/present": s.presentBoard,
		"frames/{id}": s.showFrame, "frames/{id}/image.png": s.sendFrameImage, "frames/{id}/picture.jpg": s.sendFramePicture,
		"boards/{moment}/plan": s.showBoardPlans, "boards/{moment}/plan.png": s.sendBoardPlan,
		"frames/{id}/drawing.json": s.sendDrawing, "boards/{moment}/storyboard.pdf": s.sendBoardPDF, "boards/{moment}/frames.zip": s.sendBoardZip,
	}
	for path, h := range see {
		s.handle(mux, "GET /p/{slug}/"+path, access.SeeStory, h)
	}
	s.handlePublic(mux, "GET /sw.js", s.sendWorker)
	s.handle(mux, "GET /p/{slug}/frames/{id}/draw", access.EditShots, s.showDraw)
	s.handle(mux, "GET /p/{slug}/boards/{moment}/blank", access.EditShots, s.showBlank)
	edit := map[string]handler{
		"boards/{moment}/draw": s.addFrameToDraw, "frames/{id}": s.saveFrame, "frames/{id}/move": s.moveFrame, "frames/{id}/remove": s.removeFrame,
		"frames/{id}/picture/remove": s.removeFramePicture,
	}
	for path, h := range edit {
		s.handle(mux, "POST /p/{slug}/"+path, access.EditShots, h)
	}
	s.upload(mux, "POST /p/{slug}/boards/{moment}/frames", access.EditShots, s.addFrames)
	s.upload(mux, "POST /p/{slug}/frames/{id}/picture", access.EditShots, s.saveFramePicture)
	s.upload(mux, "POST /p/{slug}/sync", access.EditShots, s.sync)
}

// looseBoard is the address of the board of no moment.
const looseBoard = "loose"

// boardMoment is the moment of the board that the address names.
func boardMoment(r *http.Request) production.MomentID {
	if key := r.PathValue("moment"); key != looseBoard {
		return production.MomentID(key)
	}
	return ""
}

func boardKey(id production.MomentID) string {
	if id == "" {
		return looseBoard
	}
	return string(id)
}

func frameID(r *http.Request) production.FrameID { return production.FrameID(r.PathValue("id")) }

// Widths of a frame in pixels: on a card, and by itself.
const (
	thumbWidth = 480
	largeWidth = 1600
)

func (s *Server) showBoards(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Storyboards", ui.RoomBoards)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	all, err := s.office.Boards(r.Context(), current(r).Production.ID)
	if err != nil {
		return err
	}
	view := ui.BoardsView{Treatment: ui.TreatmentView{Lines: treatmentInShort(all.Treatment)}, NewURL: page.Link("boards", "open"), Places: page.Link("places"), Untied: all.Untied}
	frames, drawn := 0, map[production.MomentID]bool{}
	for _, board := range all.List {
		view.Boards = append(view.Boards, b.board(page, all, board))
		frames += len(board.Frames)
		drawn[board.Moment.ID] = true
	}
	view.Sentence = "What the unit means to shoot, drawn before anybody is on set."
	if frames > 0 {
		view.AllPDF = page.Link("boards", string(office.AllBoards), "storyboard.pdf")
		view.Sentence = fmt.Sprintf("%s on %s.", counted(frames, "frame", "frames"), counted(len(view.Boards), "board", "boards"))
	}
	view.New = ui.Field{ID: "new-board", Name: "moment", Label: "Moment", Options: []ui.Option{{Value: looseBoard, Text: "No moment yet: loose frames"}}}
	for _, m := range b.moments {
		if !drawn[m.ID] && m.Status != story.Dismissed {
			view.New.Options = append(view.New.Options, ui.Option{Value: string(m.ID), Text: shortened(m.Title, 80)})
		}
	}
	return s.show(w, r, http.StatusOK, ui.BoardsPage(page, view))
}

// board is a board as pages show it.
func (b *book) board(page ui.Page, all office.Boards, board office.Board) ui.BoardView {
	key := boardKey(board.Moment.ID)
	v := ui.BoardView{Key: key, Title: board.Title(), URL: page.Link("boards", key), Closed: board.Closed, Lost: board.Lost}
	if !board.Loose() && !board.Lost && !board.Closed {
		v.Kind = board.Moment.Kind
		v.When = b.moment(board.Moment).When
	}
	for i, f := range board.Frames {
		if board.Closed {
			f = storyboard.Frame{ID: f.ID, Title: f.Title}
		}
		shown := frameView(page, f, i+1)
		if f.Spot != nil {
			plan, _ := all.GroundOf(board, f)
			of := planView(page, plan, []office.Camera{{Frame: f}})
			of.Words, of.Alt = cameraWords(plan, f), "The camera on the plan of the place: looks "+f.Spot.Looks()
			shown.Plan = &of
		}
		v.Frames = append(v.Frames, shown)
	}
	return v
}

// frameView is a frame as pages show it. The addresses of its images change with what is on it.
func frameView(page ui.Page, f storyboard.Frame, number int) ui.FrameView {
	at := page.Link("frames", string(f.ID))
	v := ui.FrameView{
		ID: string(f.ID), Number: number, Name: f.Name(number), Titled: f.Title != "", Alt: f.Alternative(number), Line: f.Line(),
		Note: f.Note, Sound: f.Sound, URL: at, DrawURL: at + "/draw", Inked: f.Picture == "",
	}
	if content := f.Drawing + f.Picture; content != "" {
		image := func(width int) string { return fmt.Sprintf("%s/image.png?w=%d&of=%s", at, width, imageTag(f)) }
		v.Image, v.Large = image(thumbWidth), image(largeWidth)
	}
	return v
}

// imageTag says which drawing and picture an image shows.
func imageTag(f storyboard.Frame) string {
	tag := ""
	for _, at := range []string{f.Drawing, f.Picture} {
		if len(at) > 12 {
			at = at[:12]
		}
		tag += "." + at
	}
	return tag[1:]
}

func (s *Server) showBoard(w http.ResponseWriter, r *http.Request) error {
	if r.PathValue("moment") == "open" { // what the form on the page of all boards asks for
		return seeOther(w, r, base(r)+"/boards/"+url.PathEscape(cmp.Or(r.URL.Query().Get("moment"), looseBoard)))
	}
	page, view, _, err := s.boardPage(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.BoardPage(page, view))
}

func (s *Server) presentBoard(w http.ResponseWriter, r *http.Request) error {
	page, view, _, err := s.boardPage(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.PresentPage(page, view))
}

func (s *Server) boardPage(r *http.Request) (ui.Page, ui.BoardPageView, office.Boards, error) {
	var view ui.BoardPageView
	page := s.page(r, "Storyboard", ui.RoomBoards)
	b, err := s.openPage(r, &page)
	if err != nil {
		return page, view, office.Boards{}, err
	}
	all, err := s.office.Board(r.Context(), current(r).Production.ID, boardMoment(r))
	if err != nil {
		return page, view, all, err
	}
	board := all.List[0]
	view.Board = b.board(page, all, board)
	page.Title, page.URL = view.Board.Title, view.Board.URL
	if !board.Loose() && !board.Lost && !board.Closed && page.Rights.Moments {
		view.Moment = page.Link("moments", string(board.Moment.ID))
	}
	if len(board.Frames) > 0 && !board.Closed {
		view.Trace = traceLink(page, office.TraceBoard, view.Board.Key)
	}
	view.Treatment, view.Looks = treatmentInShort(all.Treatment), looksView(page, all.Treatment)
	view.Prints, view.Zip = boardPrints(view.Board.URL), view.Board.URL+"/frames.zip"
	if stands := all.Stands(board); len(stands) > 0 {
		view.Plan = view.Board.URL + "/plan"
		view.Keep = []string{view.Plan}
		for _, stand := range stands {
			if picture := groundPicture(page, stand.Plan); picture != "" {
				view.Keep = append(view.Keep, picture)
			}
		}
	}
	view.Add, view.Draw, view.Present = view.Board.URL+"/frames", view.Board.URL+"/draw", view.Board.URL+"/present"
	return page, view, all, nil
}

func (s *Server) showFrame(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Frame", ui.RoomBoards)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	f, all, err := s.office.FindFrame(r.Context(), current(r).Production.ID, frameID(r))
	if err != nil {
		return err
	}
	board := b.board(page, all, all.List[0])
	var shots office.Shotlist
	if f.Moment != "" {
		if shots, err = s.office.Shotlist(r.Context(), current(r).Production.ID, office.ShotFilter{Moment: f.Moment}); err != nil {
			return err
		}
	}
	view := ui.FramePageView{Board: board, Form: frameForm(page, all, f, shots.Shots), Spot: spotForm(page, "frame", all, f), HasPic: f.Picture != "", Move: frameMoves(page, board, f)}
	for _, there := range board.Frames {
		if there.ID == string(f.ID) {
			view.Frame = there
		}
	}
	view.Framing, view.Lists = framingFields("frame", f.Framing)
	view.Picture = page.Link("frames", string(f.ID), "picture")
	page.Title, page.URL = view.Frame.Name, view.Frame.URL
	if view.History, err = s.historyOf(r, page, "frame", string(f.ID)); err != nil {
		return err
	}
	if view.Trace, err = s.trace(r, page, office.TraceFrame, string(f.ID)); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.FramePage(page, view))
}

func (s *Server) showDraw(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Draw", ui.RoomBoards)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	f, all, err := s.office.FindFrame(r.Context(), current(r).Production.ID, frameID(r))
	if err != nil {
		return err
	}
	at := page.Link("frames", string(f.ID))
	view := ui.DrawView{
		Board: b.board(page, all, all.List[0]), Base: strconv.FormatInt(all.Base, 10), Over: f.Drawing, Drawing: at + "/drawing.json?of=" + f.Drawing,
		Sync: page.Link("sync"), Save: at,
	}
	if f.Picture != "" {
		view.Picture = at + "/picture.jpg?of=" + f.Picture
	}
	for i, there := range view.Board.Frames {
		switch {
		case there.ID == string(f.ID):
			view.Frame = there
		case view.Frame.ID == "":
			view.Before, view.Onion = there.DrawURL, there.Large
		case i > 0 && view.After == "":
			view.After = there.DrawURL
		}
	}
	view.Fields, view.Lists = drawFields(f)
	view.Spot = spotForm(page, "draw", all, f)
	page.Title, page.URL = "Draw "+view.Frame.Name, at+"/draw"
	return s.show(w, r, http.StatusOK, ui.DrawPage(page, view))
}
