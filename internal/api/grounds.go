package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

// GroundFields are the fields of a plan of a place that somebody sends; those left out stay.
type GroundFields struct {
	Where  *string  `json:"where,omitempty" doc:"Name of a location or a set, however it is spelt"`
	Title  *string  `json:"title,omitempty"`
	Note   *string  `json:"note,omitempty"`
	Across *float64 `json:"across,omitempty" doc:"Metres from the left edge of the picture to the right"`
	North  *float64 `json:"north,omitempty" doc:"Degrees clockwise from the top of the picture to north"`
	Gone   *bool    `json:"gone,omitempty" doc:"Taken away; false brings it back"`
}

type addGroundInput struct {
	InProduction
	Body struct {
		Where   string   `json:"where" doc:"Name of a location or a set, however it is spelt"`
		Picture []byte   `json:"picture" doc:"JPEG, PNG, GIF or WebP in base64"`
		Title   string   `json:"title,omitempty"`
		Note    string   `json:"note,omitempty"`
		Across  *float64 `json:"across,omitempty" doc:"Metres from the left edge of the picture to the right"`
		North   *float64 `json:"north,omitempty" doc:"Degrees clockwise from the top of the picture to north"`
	}
}

type changeGroundInput struct {
	OneOfStory
	Body struct {
		Based
		GroundFields
		Unknown []string `json:"unknown,omitempty" enum:"across,north" doc:"Which of these nobody knows any more"`
	}
}

type groundPictureInput struct {
	OneOfStory
	Body struct {
		Picture []byte `json:"picture" doc:"JPEG, PNG, GIF or WebP in base64"`
	}
}

type boardPlanInput struct {
	OneBoard
	Ground string `query:"ground" doc:"Id of the plan; without it the first of the board"`
	Width  int    `query:"width" default:"1600" minimum:"16" maximum:"3200" doc:"In pixels"`
}

// grounds are the plans of places.
func (a *API) grounds(h huma.API) {
	const all, one = "/api/productions/{slug}/places", "/api/productions/{slug}/places/{id}"
	register(h, a, operation(http.MethodGet, all, "listPlaces", "The places of the papers, and the plans on which cameras stand"),
		func(ctx context.Context, in *InProduction) (paper.Grounds, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Grounds, error) {
				list, err := a.office.Grounds(ctx, p.ID)
				return paper.NewGrounds(list), err
			})
		})
	register(h, a, operation(http.MethodPost, all, "addPlacePlan", "Add a plan of a place"),
		func(ctx context.Context, in *addGroundInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				b := in.Body
				g, act, err := a.office.AddGround(ctx, p.ID, storyboard.GroundPlan{Where: b.Where, Title: b.Title, Note: b.Note, Across: b.Across, North: b.North}, b.Picture)
				return paper.NewMade(g.ID, act), err
			})
		})
	register(h, a, operation(http.MethodPatch, one, "changePlacePlan", "Change what a plan says, tie it to another place, take it away or bring it back"),
		func(ctx context.Context, in *changeGroundInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				fields, err := in.written()
				if err != nil {
					return office.Act{}, err
				}
				return a.office.EditGround(ctx, p.ID, production.GroundPlanID(in.ID), office.Written{Base: in.Body.Base, Fields: fields})
			})
		})
	a.groundPictures(h, one)
}

// written are the fields that were sent, with null for what nobody knows any more.
func (in changeGroundInput) written() (any, error) {
	fields := map[string]any{}
	text, err := json.Marshal(in.Body.GroundFields)
	if err == nil {
		err = json.Unmarshal(text, &fields)
	}
	for _, name := range in.Body.Unknown {
		fields[name] = nil
	}
	return fields, err
}

// groundPictures are the pictures of plans, alone and with cameras on them.
func (a *API) groundPictures(h huma.API, one string) {
	register(h, a, operation(http.MethodPut, one+"/picture", "setPlacePicture", "Replace the picture of a plan; cameras stay where they stand"),
		func(ctx context.Context, in *groundPictureInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				_, act, err := a.office.SetGroundPicture(ctx, p.ID, production.GroundPlanID(in.ID), in.Body.Picture)
				return act, err
			})
		})
	huma.Register(h, operation(http.MethodGet, one+"/picture.jpg", "getPlacePicture", "The picture of a plan"),
		func(ctx context.Context, in *OneOfStory) (*fileReply, error) {
			return a.send(ctx, in.Slug, "image/jpeg", "plan.jpg", func(p production.Production) ([]byte, error) {
				return a.office.GroundPicture(ctx, p.ID, production.GroundPlanID(in.ID))
			})
		})
	huma.Register(h, operation(http.MethodGet, "/api/productions/{slug}/storyboards/{board}/plan.png", "getStoryboardPlan", "The cameras of a board on a plan"),
		func(ctx context.Context, in *boardPlanInput) (*fileReply, error) {
			return a.send(ctx, in.Slug, "image/png", "plan.png", func(p production.Production) ([]byte, error) {
				return a.office.BoardPlan(ctx, p.ID, boardNamed(in.Board), production.GroundPlanID(in.Ground), in.Width)
			})
		})
}
