package cli

import (
	"encoding/json"
	"io/fs"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

// demoPlaces are the example's plans of places, drawn as its frames are.
type demoPlaces struct {
	Plans []struct {
		Place, Title, Note string
		Across, North      float64
		Width, Height      int
		Draw               []demoStroke
	} `json:"plans"`
}

// drawPlaces draws the plans on which the cameras of the storyboards stand, and brings them in as pictures.
func (s *session) drawPlaces(a *app.App, film production.Production) error {
	var all demoPlaces
	text, err := fs.ReadFile(examples.LampRoom, examples.PlacesFile)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &all); err != nil {
		return fault.Wrap(err, "read the example's places")
	}
	for _, p := range all.Plans {
		d := drawnOn(p.Width, p.Height, p.Draw)
		picture, err := storyboard.PNG(storyboard.Image(&d, nil, p.Width))
		if err != nil {
			return err
		}
		g := storyboard.GroundPlan{Where: p.Place, Title: p.Title, Note: p.Note, Across: &p.Across, North: &p.North}
		if _, _, err := a.Office.AddGround(s.ctx, film.ID, g, picture); err != nil {
			return err
		}
	}
	return nil
}
