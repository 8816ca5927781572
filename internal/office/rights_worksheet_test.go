package office_test

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/worksheet"
)

// worksheetUses are the uses of the planning worksheet and checklists.
var worksheetUses = map[string]use{
	"Worksheet": {access.EditProduction, func(h *house, ctx context.Context) error { return result(h.Worksheet(ctx, h.in)) }},
	"AnswerWorksheet": {access.EditProduction, func(h *house, ctx context.Context) error {
		return result(h.AnswerWorksheet(ctx, h.in, office.Written{Fields: worksheet.Answers{"title": {"The Lamp Room"}, "tone": {newWord()}, "date": {"2026-05-09"}}}))
	}},
	"StartFromWorksheet": {owner, func(h *house, ctx context.Context) error {
		return result(h.StartFromWorksheet(ctx, worksheet.Answers{"title": {newWord()}}, "UTC"))
	}},
	"Checklist": {access.SeePacket, func(h *house, ctx context.Context) error { return result(h.Checklist(ctx, h.in, "2026-05-09")) }},
	"AddCheck": {access.EditShots, func(h *house, ctx context.Context) error {
		return told(h.AddCheck(ctx, h.in, worksheet.Content, newWord()))
	}},
	"EditCheck": {access.EditShots, func(h *house, ctx context.Context) error {
		c, _, err := h.AddCheck(h.ctx, h.in, worksheet.Content, newWord())
		must(h.t, err)
		return result(h.EditCheck(ctx, h.in, c.ID, office.Written{Fields: fields("text", newWord())}))
	}},
	"TickCheck": {access.EditShots, func(h *house, ctx context.Context) error {
		c, _, err := h.AddCheck(h.ctx, h.in, worksheet.Content, newWord())
		must(h.t, err)
		return result(h.TickCheck(ctx, h.in, c.ID, "2026-05-09", true))
	}},
}
