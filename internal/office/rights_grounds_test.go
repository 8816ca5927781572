package office_test

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

// ground is a plan of a place that was just added.
func (h *house) ground(where string) storyboard.GroundPlan {
	h.t.Helper()
	g, _, err := h.AddGround(h.ctx, h.in, storyboard.GroundPlan{Where: where, Title: newWord()}, picture(32))
	must(h.t, err)
	return g
}

// somewhere is a place that the papers name.
func (h *house) somewhere() string {
	h.t.Helper()
	all, err := h.Grounds(h.ctx, h.in)
	must(h.t, err)
	return all.Places[0].Name
}

// stand puts the camera of a new loose frame on a plan.
func (h *house) stand(g storyboard.GroundPlan) production.FrameID {
	h.t.Helper()
	made, _, err := h.AddFrames(h.ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{Title: newWord(), Ground: g.ID, Spot: &storyboard.Spot{X: 0.5, Y: 0.5}}}})
	must(h.t, err)
	return made[0].ID
}

// groundUses are the uses of the plans of places.
var groundUses = map[string]use{
	"Grounds": {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.Grounds(ctx, h.in)) }},
	"FindGround": {access.SeeStory, func(h *house, ctx context.Context) error {
		_, _, err := h.FindGround(ctx, h.in, h.ground(h.somewhere()).ID)
		return err
	}},
	"GroundPicture": {access.SeeStory, func(h *house, ctx context.Context) error {
		return result(h.GroundPicture(ctx, h.in, h.ground(h.somewhere()).ID))
	}},
	"BoardPlan": {access.SeeStory, func(h *house, ctx context.Context) error {
		g := h.ground(h.somewhere())
		h.stand(g)
		return result(h.BoardPlan(ctx, h.in, "", g.ID, 64))
	}},
	"AddGround": {access.EditShots, func(h *house, ctx context.Context) error {
		return told(h.AddGround(ctx, h.in, storyboard.GroundPlan{Where: h.somewhere()}, pixels()))
	}},
	"EditGround": {access.EditShots, func(h *house, ctx context.Context) error {
		return result(h.EditGround(ctx, h.in, h.ground(h.somewhere()).ID, office.Written{Fields: fields("note", newWord())}))
	}},
	"SetGroundPicture": {access.EditShots, func(h *house, ctx context.Context) error {
		return told(h.SetGroundPicture(ctx, h.in, h.ground(h.somewhere()).ID, pixels()))
	}},
}
