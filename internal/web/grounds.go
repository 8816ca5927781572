package web

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
	"github.com/btsdirector/bts/internal/web/ui"
)

// groundRoutes are the plans of places.
func (s *Server) groundRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/places", access.SeeStory, s.showGrounds)
	s.handle(mux, "GET /p/{slug}/places/{id}", access.SeeStory, s.showGround)
	s.handle(mux, "GET /p/{slug}/places/{id}/picture.jpg", access.SeeStory, s.sendGroundPicture)
	s.upload(mux, "POST /p/{slug}/places", access.EditShots, s.addGround)
	s.handle(mux, "POST /p/{slug}/places/{id}", access.EditShots, s.saveGround)
	s.upload(mux, "POST /p/{slug}/places/{id}/picture", access.EditShots, s.saveGroundPicture)
	s.handle(mux, "POST /p/{slug}/places/{id}/remove", access.EditShots, s.removeGround)
}

func groundID(r *http.Request) production.GroundPlanID {
	return production.GroundPlanID(r.PathValue("id"))
}

// groundPicture is the address of a plan's picture, which changes with it; "" for the plain square.
func groundPicture(page ui.Page, g storyboard.GroundPlan) string {
	if g.Picture == "" {
		return ""
	}
	return page.Link("places", string(g.ID), "picture.jpg") + "?of=" + g.Picture[:min(len(g.Picture), 12)]
}

// groundTitle is what a plan is called where many are: after its place, and by its title.
func groundTitle(g storyboard.GroundPlan) string {
	where := shortened(ui.Place(g.Where), 60)
	if g.Title == "" {
		return where
	}
	return where + ": " + shortened(g.Title, 60)
}

// northWords say how a plan lies.
func northWords(g storyboard.GroundPlan) string {
	switch {
	case g.North != nil && *g.North == 0, g.Picture == "":
		return "North is up."
	case g.North == nil:
		return "Nobody said where north is: the top is taken for it."
	}
	return fmt.Sprintf("North lies %.0f° clockwise from the top.", *g.North)
}

// planView is a plan with cameras on it as pages show it.
func planView(page ui.Page, g storyboard.GroundPlan, cameras []office.Camera) ui.StandView {
	v := ui.StandView{ID: string(g.ID), Title: cmp.Or(g.Name(), "A plain square"), Note: g.Note, Picture: groundPicture(page, g), High: storyboard.PlanWidth * g.Shape(),
		North: g.North, Words: northWords(g)}
	if g.Title == "" && g.Where != "" {
		v.Title = ui.Place(g.Where)
	}
	v.Alt = "Plan of the place: " + v.Title
	if g.ID != "" {
		v.URL = page.Link("places", string(g.ID))
	}
	if metres, part, ok := g.ScaleBar(); ok {
		v.Bar, v.BarPart = strconv.FormatFloat(metres, 'g', -1, 64)+" m", part
	}
	var spots []storyboard.Camera
	for _, c := range cameras {
		spots = append(spots, storyboard.Camera{Number: c.Number, Spot: *c.Spot})
	}
	for _, s := range g.Signs(spots) {
		v.Signs = append(v.Signs, ui.SignView{
			X: s.X, Y: s.Y, Turn: s.Turn, Label: s.Label(), LabelX: s.LabelX, LabelY: s.LabelY, LabelHalf: s.LabelHalf(), LabelRadius: storyboard.LabelRadius,
		})
	}
	return v
}

func groundCard(page ui.Page, g office.Ground) ui.GroundCard {
	card := ui.GroundCard{Name: groundTitle(g.GroundPlan), URL: page.Link("places", string(g.ID)), Picture: groundPicture(page, g.GroundPlan), Wide: g.Wide, High: g.High}
	if g.Across != nil {
		card.Facts = append(card.Facts, strconv.FormatFloat(*g.Across, 'g', 6, 64)+" m wide")
	}
	if g.North != nil {
		card.Facts = append(card.Facts, fmt.Sprintf("north %.0f°", *g.North))
	}
	return card
}

// untiedWords say which plans papers left without a place.
func untiedWords(result office.ImportResult) []string {
	var lines []string
	for _, u := range result.Untied {
		lines = append(lines, fmt.Sprintf("The plan “%s” is of %s, which no paper names any more. It is kept: tie it to another place under Plans of places.",
			shortened(u.Title, 60), ui.Place(u.Place)))
	}
	return lines
}

func (s *Server) showGrounds(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Plans of places", ui.RoomBoards)
	all, err := s.office.Grounds(r.Context(), current(r).Production.ID)
	if err != nil {
		return err
	}
	view := ui.GroundsView{Sentence: "The cameras of the storyboards stand on them.", Boards: page.Link("boards")}
	for _, g := range all.List {
		if g.Lost {
			view.Lost = append(view.Lost, groundCard(page, g))
			continue
		}
		view.List = append(view.List, groundCard(page, g))
	}
	if page.Rights.EditShots && len(all.Places) > 0 {
		view.Add = &ui.GroundForm{Action: page.Link("places"), Fields: groundFields("new", storyboard.GroundPlan{Where: r.URL.Query().Get("of")}, all.Places, false)}
	} else if page.Rights.EditShots {
		view.Sentence = "Bring in a script or a schedule first: a plan belongs to a place that the papers name."
	}
	return s.show(w, r, http.StatusOK, ui.GroundsPage(page, view))
}

func (s *Server) showGround(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Plan of a place", ui.RoomBoards)
	g, all, err := s.office.FindGround(r.Context(), current(r).Production.ID, groundID(r))
	if err != nil {
		return err
	}
	at := page.Link("places", string(g.ID))
	view := ui.GroundView{Card: groundCard(page, g), Plan: planView(page, g.GroundPlan, nil), Lost: g.Lost, Replace: at + "/picture", Remove: at + "/remove",
		Form: ui.StoryForm{Action: at, Base: strconv.FormatInt(all.Base, 10), Save: "Save", Fields: groundFields("ground", g.GroundPlan, all.Places, g.Lost)}}
	page.Title, page.URL = view.Card.Name, at
	if view.History, err = s.historyOf(r, page, "ground", string(g.ID)); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.GroundPage(page, view))
}

func (s *Server) sendGroundPicture(w http.ResponseWriter, r *http.Request) error {
	data, err := s.office.GroundPicture(r.Context(), current(r).Production.ID, groundID(r))
	if err != nil {
		return err
	}
	return sendPicture(w, r, "image/jpeg", data)
}

// showBoardPlans is a board as cameras on the plans of its places.
func (s *Server) showBoardPlans(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Where the cameras stand", ui.RoomBoards)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	all, err := s.office.Board(r.Context(), current(r).Production.ID, boardMoment(r))
	if err != nil {
		return err
	}
	view := ui.BoardPlansView{Board: b.board(page, all, all.List[0])}
	page.URL = view.Board.URL + "/plan"
	for _, stand := range all.Stands(all.List[0]) {
		plan := planView(page, stand.Plan, stand.Cameras)
		plan.Alt = fmt.Sprintf("%s with %s", plan.Title, counted(len(stand.Cameras), "camera", "cameras"))
		for _, c := range stand.Cameras {
			plan.Cameras = append(plan.Cameras, ui.CameraRow{Frame: view.Board.Frames[c.Number-1], Looks: "looks " + c.Spot.Looks()})
		}
		view.Plans = append(view.Plans, plan)
		view.Images = append(view.Images, ui.Option{Value: view.Board.URL + "/plan.png?ground=" + string(stand.Plan.ID), Text: "Image of " + plan.Title})
	}
	for _, f := range view.Board.Frames {
		if f.Plan == nil {
			view.Unplaced = append(view.Unplaced, f)
		}
	}
	return s.show(w, r, http.StatusOK, ui.BoardPlansPage(page, view))
}

func (s *Server) sendBoardPlan(w http.ResponseWriter, r *http.Request) error {
	width, err := strconv.Atoi(cmp.Or(r.URL.Query().Get("w"), strconv.Itoa(largeWidth)))
	if err != nil {
		return fault.New(fault.Invalid, "%.40q is not a width in pixels", r.URL.Query().Get("w"))
	}
	c := current(r)
	data, err := s.office.BoardPlan(r.Context(), c.Production.ID, boardMoment(r), production.GroundPlanID(r.URL.Query().Get("ground")), width)
	if err != nil {
		return err
	}
	return sendFile(w, "image/png", c.Production.Slug+"-plan.png", data)
}
