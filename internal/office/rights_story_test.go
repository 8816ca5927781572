package office_test

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
)

// storyUses are the uses of the story.
var storyUses = map[string]use{
	"Outline": {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.Outline(ctx, h.in)) }},
	"EditTreatment": {access.EditStory, func(h *house, ctx context.Context) error {
		return result(h.EditTreatment(ctx, h.in, office.Written{Fields: fields("tone", newWord())}))
	}},
	"AddArc": {access.EditStory, func(h *house, ctx context.Context) error { return told(h.AddArc(ctx, h.in, newWord(), "")) }},
	"EditArc": {access.EditStory, func(h *house, ctx context.Context) error {
		return result(h.EditArc(ctx, h.in, "people", office.Written{Fields: fields("logline", newWord())}))
	}},
	"MoveArc": {access.EditStory, func(h *house, ctx context.Context) error { return result(h.MoveArc(ctx, h.in, "people", "daring")) }},
	"AddBeat": {access.EditStory, func(h *house, ctx context.Context) error {
		return told(h.AddBeat(ctx, h.in, outline.Beat{Arc: "people", Title: "The nod"}))
	}},
	"EditBeat": {access.EditStory, func(h *house, ctx context.Context) error {
		return result(h.EditBeat(ctx, h.in, h.beat("people", "The nod").ID, office.Written{Fields: fields("note", newWord())}))
	}},
	"MoveBeat": {access.EditStory, func(h *house, ctx context.Context) error {
		return result(h.MoveBeat(ctx, h.in, h.beat("people", "The nod").ID, "daring", ""))
	}},
	"PromoteMoment": {access.EditStory, func(h *house, ctx context.Context) error {
		return told(h.PromoteMoment(ctx, h.in, h.moment(), "people", ""))
	}},
	"TieMoments": {access.EditStory, func(h *house, ctx context.Context) error {
		return result(h.TieMoments(ctx, h.in, h.beat("people", "The nod").ID, []production.MomentID{h.moment()}))
	}},
	"History": {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.History(ctx, h.in, "", "")) }},
	"UndoAct": {access.EditStory, func(h *house, ctx context.Context) error {
		act, err := h.EditTreatment(h.ctx, h.in, office.Written{Fields: fields("avoid", newWord())})
		must(h.t, err)
		return result(h.UndoAct(ctx, h.in, act.ID))
	}},
}
