package api_test

import (
	"encoding/base64"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/storyboard"
)

// ground is a plan of a place that was just added.
func (s *site) ground() string {
	s.t.Helper()
	data, err := base64.StdEncoding.DecodeString(pixels())
	must(s.t, err)
	all, err := s.app.Office.Grounds(s.ctx, s.film.ID)
	must(s.t, err)
	g, _, err := s.app.Office.AddGround(s.ctx, s.film.ID, storyboard.GroundPlan{Where: all.Places[0].Name}, data)
	must(s.t, err)
	return string(g.ID)
}

// stood is the loose board, on which a camera stands.
func (s *site) stood() string {
	s.t.Helper()
	_, _, err := s.app.Office.AddFrames(s.ctx, s.film.ID, []office.NewFrame{{Frame: storyboard.Frame{Spot: &storyboard.Spot{X: 0.5, Y: 0.5}}}})
	must(s.t, err)
	return "loose"
}

var groundOperations = map[string]operation{
	"listPlaces":        {right: access.SeeStory},
	"addPlacePlan":      {right: access.EditShots, body: `{"where":"Lighthouse","picture":"` + pixels() + `","across":12.5,"north":90}`},
	"changePlacePlan":   {right: access.EditShots, body: `{"note":"$NEW","unknown":["across"]}`, id: (*site).ground},
	"setPlacePicture":   {right: access.EditShots, body: `{"picture":"` + pixels() + `"}`, id: (*site).ground},
	"getPlacePicture":   {right: access.SeeStory, id: (*site).ground},
	"getStoryboardPlan": {right: access.SeeStory, id: (*site).stood, query: "width=64"},
}
