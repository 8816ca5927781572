package office_test

import (
	"bytes"
	"context"
	"image"
	"image/png"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

// frame is a loose one that was just added, with a drawing and a picture.
func (h *house) frame() production.FrameID {
	h.t.Helper()
	made, _, err := h.AddFrames(h.ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{Title: "Under the lens"}, File: pixels()}})
	must(h.t, err)
	_, _, err = h.DrawFrame(h.ctx, h.in, made[0].ID, "", ink("#1d1b19"))
	must(h.t, err)
	return made[0].ID
}

// pixels is a small picture.
func pixels() []byte { return picture(16) }

func picture(wide int) []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewRGBA(image.Rect(0, 0, wide, 9))); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// ink is a drawing of one stroke for each colour.
func ink(colors ...string) []byte {
	d := storyboard.Drawing{Version: 1, Width: storyboard.SheetWidth, Height: storyboard.SheetHeight}
	for i, c := range colors {
		y := float64(50 * (i + 1))
		d.Strokes = append(d.Strokes, storyboard.Stroke{Tool: storyboard.Pen, Color: c, Size: 9, Points: []storyboard.Point{{100, y, 0.5}, {400, y, 0.5}}})
	}
	text, err := d.JSON()
	if err != nil {
		panic(err)
	}
	return text
}

// boardUses are the uses of the storyboards.
var boardUses = map[string]use{
	"Boards":    {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.Boards(ctx, h.in)) }},
	"Board":     {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.Board(ctx, h.in, "")) }},
	"FramesOf":  {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.FramesOf(ctx, h.in, "")) }},
	"FindFrame": {access.SeeStory, func(h *house, ctx context.Context) error { _, _, err := h.FindFrame(ctx, h.in, h.frame()); return err }},
	"Drawing":   {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.Drawing(ctx, h.in, h.frame())) }},
	"FramePicture": {access.SeeStory, func(h *house, ctx context.Context) error {
		return result(h.FramePicture(ctx, h.in, h.frame()))
	}},
	"FrameImage": {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.FrameImage(ctx, h.in, h.frame(), 160)) }},
	"BoardPDF": {access.SeeStory, func(h *house, ctx context.Context) error {
		h.frame()
		return result(h.BoardPDF(ctx, h.in, "", "A4", 6))
	}},
	"ZipBoards": {access.SeeStory, func(h *house, ctx context.Context) error {
		made, _, err := h.AddFrames(h.ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{Moment: h.moment()}}})
		must(h.t, err)
		return result(h.ZipBoards(ctx, h.in, made[0].Moment))
	}},
	"AddFrames": {access.EditShots, func(h *house, ctx context.Context) error {
		return told(h.AddFrames(ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{Title: newWord()}}}))
	}},
	"EditFrame": {access.EditShots, func(h *house, ctx context.Context) error {
		return result(h.EditFrame(ctx, h.in, h.frame(), office.Written{Fields: fields("note", newWord())}))
	}},
	"MoveFrame": {access.EditShots, func(h *house, ctx context.Context) error { return result(h.MoveFrame(ctx, h.in, h.frame(), "")) }},
	"DrawFrame": {access.EditShots, func(h *house, ctx context.Context) error {
		return told(h.DrawFrame(ctx, h.in, h.frame(), "", ink("#8c8373")))
	}},
	"SetPicture": {access.EditShots, func(h *house, ctx context.Context) error { return told(h.SetPicture(ctx, h.in, h.frame(), pixels())) }},
	"AddLook":    {access.EditStory, func(h *house, ctx context.Context) error { return told(h.AddLook(ctx, h.in, pixels(), "")) }},
	"RemoveLook": {access.EditStory, func(h *house, ctx context.Context) error {
		at, _, err := h.AddLook(h.ctx, h.in, pixels(), "")
		must(h.t, err)
		return result(h.RemoveLook(ctx, h.in, at))
	}},
	"Look": {access.SeeStory, func(h *house, ctx context.Context) error {
		at, _, err := h.AddLook(h.ctx, h.in, pixels(), "")
		must(h.t, err)
		return result(h.Look(ctx, h.in, at))
	}},
	"Sync": {access.EditShots, func(h *house, ctx context.Context) error {
		return result(h.Sync(ctx, h.in, []office.Operation{{ID: production.NewID[production.ActID](), Kind: "frame", Object: string(h.frame())}}))
	}},
}
