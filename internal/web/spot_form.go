package web

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/storyboard"
	"github.com/btsdirector/bts/internal/web/ui"
)

// planUnder is a plan as <bts-spot> draws it under the camera.
type planUnder struct {
	Picture string  `json:"picture"` // address, "" for the plain square
	Shape   float64 `json:"shape"`   // height for a width of 1
	North   float64 `json:"north"`   // degrees clockwise from the top
}

// spotForm is the form of where a frame's camera stands. The ids begin with of.
func spotForm(page ui.Page, of string, all office.Boards, f storyboard.Frame) ui.SpotForm {
	form := ui.SpotForm{Fields: spotFields(of, f.Spot)}
	board := all.List[0]
	asPlace := f
	asPlace.Ground = ""
	first, there := all.GroundOf(board, asPlace)
	under := map[string]planUnder{"": planOf(page, first)}
	if len(all.Grounds) > 0 {
		choice := ui.Field{ID: of + "-ground", Name: "ground", Label: "Plan", Value: string(f.Ground), Options: []ui.Option{{Text: "None: a plain square"}}}
		if there {
			choice.Options[0].Text = "That of the place: " + ui.Place(first.Name())
		}
		for _, g := range all.Grounds {
			under[string(g.ID)] = planOf(page, g)
			choice.Options = append(choice.Options, ui.Option{Value: string(g.ID), Text: groundTitle(g)})
		}
		form.Ground = &choice
	}
	if page.Rights.EditShots && !there {
		form.Add = page.Link("places") + "#add-ground"
	}
	text, err := json.Marshal(under)
	if err == nil {
		form.Plans = string(text)
	}
	return form
}

func planOf(page ui.Page, g storyboard.GroundPlan) planUnder {
	return planUnder{groundPicture(page, g), g.Shape(), g.Turn(0)}
}

func spotFields(of string, s *storyboard.Spot) []ui.Field {
	x, y, bearing := "", "", ""
	if s != nil {
		x, y, bearing = strconv.Itoa(int(math.Round(100*s.X))), strconv.Itoa(int(math.Round(100*s.Y))), strconv.Itoa(int(math.Round(s.Bearing))%360)
	}
	return []ui.Field{
		{ID: of + "-spot-x", Name: "spot_x", Label: "From the left, %", Type: "number", Min: "0", Max: "100", Value: x, Narrow: true},
		{ID: of + "-spot-y", Name: "spot_y", Label: "From the top, %", Type: "number", Min: "0", Max: "100", Value: y, Narrow: true},
		{ID: of + "-spot-bearing", Name: "spot_bearing", Label: "Looks, degrees from north", Type: "number", Min: "0", Max: "359", Value: bearing, Narrow: true},
	}
}

// writtenSpot is nil where all is left empty.
func writtenSpot(r *http.Request) (*storyboard.Spot, error) {
	var numbers [3]float64
	empty := 0
	for i, name := range []string{"spot_x", "spot_y", "spot_bearing"} {
		text := strings.TrimSpace(r.PostFormValue(name))
		if text == "" {
			empty++
			continue
		}
		n, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
		if err != nil {
			return nil, fault.New(fault.Invalid, "%.40q is not a number", text).WithRemedy("Say where the camera stands in percent, and where it looks in degrees.")
		}
		numbers[i] = n
	}
	if empty == len(numbers) {
		return nil, nil
	}
	return &storyboard.Spot{X: numbers[0] / 100, Y: numbers[1] / 100, Bearing: numbers[2]}, nil
}

// cameraWords are what is to be known to read the plan of one frame.
func cameraWords(g storyboard.GroundPlan, f storyboard.Frame) string {
	return fmt.Sprintf("%s The camera looks %s.", northWords(g), f.Spot.Looks())
}
