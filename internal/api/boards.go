package api

import (
	"context"
	"encoding/json"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

// FrameFields are the fields of a frame that somebody sends; those left out stay.
type FrameFields struct {
	Title    *string  `json:"title,omitempty"`
	Note     *string  `json:"note,omitempty"`
	Size     *string  `json:"size,omitempty" doc:"A word of the trade however it is written, or words of your own"`
	Angle    *string  `json:"angle,omitempty"`
	Movement *string  `json:"movement,omitempty"`
	Lens     *string  `json:"lens,omitempty"`
	Sound    *string  `json:"sound,omitempty"`
	Moment   *string  `json:"moment,omitempty" doc:"Id of the moment on whose board it is"`
	Shot     *string  `json:"shot,omitempty" doc:"Id of the shot that it shows"`
	Spot     sentSpot `json:"spot,omitzero" required:"false" doc:"Where the camera stands on the plan of the place; null takes it off"`
	Ground   *string  `json:"ground,omitempty" doc:"Id of the plan that it stands on; empty for the one of its place"`
	Gone     *bool    `json:"gone,omitempty" doc:"Taken off the board; false brings it back"`
}

// OneBoard is the input of a call about a board.
type OneBoard struct {
	InProduction
	Board string `path:"board" doc:"Id of a moment, \"loose\" for the frames of none, or \"all\""`
}

type printInput struct {
	OneBoard
	PerPage int    `query:"per_page" default:"3" doc:"Frames on a page: 2, 3 or 6"`
	Paper   string `query:"paper" default:"A4" doc:"A4 or Letter"`
}

type frameImageInput struct {
	OneOfStory
	Width int `query:"width" default:"1600" minimum:"16" maximum:"3200" doc:"In pixels"`
}

type addFramesInput struct {
	InProduction
	Body struct {
		Moment string `json:"moment,omitempty" doc:"Id; without it the frames are loose"`
		Frames []struct {
			ID       string `json:"id,omitempty" doc:"A UUID of version 7; without it one is made. A frame that is there already is left as it is"`
			Title    string `json:"title,omitempty"`
			Note     string `json:"note,omitempty"`
			Size     string `json:"size,omitempty"`
			Angle    string `json:"angle,omitempty"`
			Movement string `json:"movement,omitempty"`
			Lens     string `json:"lens,omitempty"`
			Sound    string `json:"sound,omitempty"`
			Picture  []byte `json:"picture,omitempty" doc:"JPEG, PNG, GIF or WebP in base64"`
			Ground   string `json:"ground,omitempty" doc:"Id of the plan that it stands on; without it the one of its place"`

			Spot *storyboard.Spot `json:"spot,omitempty" doc:"Where the camera stands on the plan of the place"`
		} `json:"frames" minItems:"1" maxItems:"100"`
	}
}

type changeFrameInput struct {
	OneOfStory
	Body struct {
		Based
		FrameFields
	}
}

type moveFrameInput struct {
	OneOfStory
	Body struct {
		Behind string `json:"behind,omitempty" doc:"Id of another frame of the board; without it the frame is put first"`
	}
}

type drawFrameInput struct {
	OneOfStory
	Body struct {
		Over    string             `json:"over,omitempty" doc:"SHA-256 of the drawing that was there, as the frame says it; what others drew meanwhile stays beside this"`
		Drawing storyboard.Drawing `json:"drawing"`
	}
}

type framePictureInput struct {
	OneOfStory
	Body struct {
		Picture []byte `json:"picture,omitempty" doc:"JPEG, PNG, GIF or WebP in base64; without it the picture is taken out"`
	}
}

func (a *API) boards(h huma.API) {
	const all, one = "/api/productions/{slug}/storyboards", "/api/productions/{slug}/frames/{id}"
	register(h, a, operation(http.MethodGet, all, "listStoryboards", "What the unit means to shoot, frame by frame"),
		func(ctx context.Context, in *InProduction) (paper.Boards, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Boards, error) {
				list, err := a.office.Boards(ctx, p.ID)
				return paper.NewBoards(list), err
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/frames", "addFrames", "Add frames at the end of a board"), a.addFrames)
	register(h, a, operation(http.MethodPatch, one, "changeFrame", "Change fields of a frame, take it off the board or bring it back"),
		func(ctx context.Context, in *changeFrameInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditFrame(ctx, p.ID, production.FrameID(in.ID), office.Written{Base: in.Body.Base, Fields: in.Body.FrameFields})
			})
		})
	register(h, a, operation(http.MethodPost, one+"/move", "moveFrame", "Put a frame behind another of its board, or first"),
		func(ctx context.Context, in *moveFrameInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.MoveFrame(ctx, p.ID, production.FrameID(in.ID), production.FrameID(in.Body.Behind))
			})
		})
	a.frameContent(h, one)
	a.boardFiles(h, all, one)
	a.looks(h)
	a.grounds(h)
}

func (a *API) addFrames(ctx context.Context, in *addFramesInput) (paper.MadeFrames, error) {
	return within(ctx, a, in.Slug, func(p production.Production) (paper.MadeFrames, error) {
		var list []office.NewFrame
		for _, f := range in.Body.Frames {
			n := office.NewFrame{Frame: storyboard.Frame{
				ID: production.FrameID(f.ID), Moment: production.MomentID(in.Body.Moment), Title: f.Title, Note: f.Note, Sound: f.Sound,
				Framing: framing.Framing{Size: f.Size, Angle: f.Angle, Movement: f.Movement, Lens: f.Lens},
				Spot:    f.Spot, Ground: production.GroundPlanID(f.Ground),
			}}
			if len(f.Picture) > 0 {
				n.File = f.Picture
			}
			list = append(list, n)
		}
		made, act, err := a.office.AddFrames(ctx, p.ID, list)
		return paper.NewMadeFrames(made, act), err
	})
}

// frameContent is what a frame shows.
func (a *API) frameContent(h huma.API, one string) {
	register(h, a, operation(http.MethodGet, one+"/drawing", "getDrawing", "What was drawn on a frame"),
		func(ctx context.Context, in *OneOfStory) (storyboard.Drawing, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (storyboard.Drawing, error) {
				return a.office.Drawing(ctx, p.ID, production.FrameID(in.ID))
			})
		})
	register(h, a, operation(http.MethodPut, one+"/drawing", "drawFrame", "Draw on a frame; no strokes take the drawing out"),
		func(ctx context.Context, in *drawFrameInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				text, err := json.Marshal(in.Body.Drawing)
				if err != nil {
					return office.Act{}, err
				}
				_, act, err := a.office.DrawFrame(ctx, p.ID, production.FrameID(in.ID), in.Body.Over, text)
				return act, err
			})
		})
	register(h, a, operation(http.MethodPut, one+"/picture", "setPicture", "Put a picture into a frame, or take it out"),
		func(ctx context.Context, in *framePictureInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				if len(in.Body.Picture) == 0 {
					return a.office.EditFrame(ctx, p.ID, production.FrameID(in.ID), office.Written{Fields: map[string]string{"picture": ""}})
				}
				_, act, err := a.office.SetPicture(ctx, p.ID, production.FrameID(in.ID), in.Body.Picture)
				return act, err
			})
		})
}

// boardFiles are the boards as files.
func (a *API) boardFiles(h huma.API, all, one string) {
	huma.Register(h, operation(http.MethodGet, one+"/image.png", "getFrameImage", "A frame as an image"),
		func(ctx context.Context, in *frameImageInput) (*fileReply, error) {
			return a.send(ctx, in.Slug, "image/png", "frame.png", func(p production.Production) ([]byte, error) {
				return a.office.FrameImage(ctx, p.ID, production.FrameID(in.ID), in.Width)
			})
		})
	huma.Register(h, operation(http.MethodGet, all+"/{board}/storyboard.pdf", "printStoryboard", "A board to hand out"),
		func(ctx context.Context, in *printInput) (*fileReply, error) {
			return a.send(ctx, in.Slug, "application/pdf", "storyboard.pdf", func(p production.Production) ([]byte, error) {
				return a.office.BoardPDF(ctx, p.ID, boardNamed(in.Board), in.Paper, in.PerPage)
			})
		})
	huma.Register(h, operation(http.MethodGet, all+"/{board}/frames.zip", "zipStoryboard", "The images of a board"),
		func(ctx context.Context, in *OneBoard) (*fileReply, error) {
			return a.send(ctx, in.Slug, "application/zip", "storyboard.zip", func(p production.Production) ([]byte, error) {
				return a.office.ZipBoards(ctx, p.ID, boardNamed(in.Board))
			})
		})
}

type addLookInput struct {
	InProduction
	Body struct {
		Picture []byte `json:"picture" doc:"JPEG, PNG, GIF or WebP in base64"`
		Caption string `json:"caption,omitempty"`
	}
}

// looks are the pictures of the treatment.
func (a *API) looks(h huma.API) {
	const all = "/api/productions/{slug}/story/looks"
	register(h, a, operation(http.MethodPost, all, "addLook", "Put a picture of how it is to look into the treatment"),
		func(ctx context.Context, in *addLookInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				at, act, err := a.office.AddLook(ctx, p.ID, in.Body.Picture, in.Body.Caption)
				return paper.NewMade(at, act), err
			})
		})
	register(h, a, operation(http.MethodDelete, all+"/{id}", "removeLook", "Take a picture out of the treatment"),
		func(ctx context.Context, in *OneOfStory) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.RemoveLook(ctx, p.ID, in.ID)
			})
		})
	huma.Register(h, operation(http.MethodGet, all+"/{id}", "getLook", "A picture of the treatment, by its address"),
		func(ctx context.Context, in *OneOfStory) (*fileReply, error) {
			return a.send(ctx, in.Slug, "image/jpeg", "look.jpg", func(p production.Production) ([]byte, error) {
				return a.office.Look(ctx, p.ID, in.ID)
			})
		})
}

// boardNamed is the board that an address names.
func boardNamed(name string) production.MomentID {
	if name == "loose" {
		return ""
	}
	return production.MomentID(name)
}

// send answers with a file.
func (a *API) send(ctx context.Context, slug, kind, name string, call func(p production.Production) ([]byte, error)) (*fileReply, error) {
	data, err := within(ctx, a, slug, call)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return &fileReply{ContentType: kind, ContentDisposition: mime.FormatMediaType("attachment", map[string]string{"filename": name}), Body: data}, nil
}
