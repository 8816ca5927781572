package office_test

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
)

// shotlistUses are the uses of the shot list.
var shotlistUses = map[string]use{
	"Shotlist": {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.Shotlist(ctx, h.in, office.ShotFilter{})) }},
	"AddShot": {access.EditShots, func(h *house, ctx context.Context) error {
		return told(h.AddShot(ctx, h.in, shotlist.Shot{Title: "The wick"}))
	}},
	"EditShot": {access.EditShots, func(h *house, ctx context.Context) error {
		return result(h.EditShot(ctx, h.in, h.shot("", "The wick"), office.Written{Fields: fields("note", newWord())}))
	}},
	"EditShots": {access.EditShots, func(h *house, ctx context.Context) error {
		return result(h.EditShots(ctx, h.in, []production.WantedShotID{h.shot("", "The wick")}, office.Written{Fields: fields("note", newWord())}))
	}},
	"MarkShots": {access.EditShots, func(h *house, ctx context.Context) error {
		return result(h.MarkShots(ctx, h.in, []production.WantedShotID{h.shot("", "The wick")}, office.Mark{Status: shotlist.Got}))
	}},
	"MoveShot": {access.EditShots, func(h *house, ctx context.Context) error {
		h.shot("", "The first")
		return result(h.MoveShot(ctx, h.in, h.shot("", "The wick"), ""))
	}},
	"PacketAndShots": {access.SeePacket, func(h *house, ctx context.Context) error {
		return third(h.PacketAndShots(ctx, h.in, "2026-06-01"))
	}},
	"ExportShots": {access.SeeStory, func(h *house, ctx context.Context) error {
		return third(h.ExportShots(ctx, h.in, office.ShotExport{Format: office.ShotsCSV}))
	}},
	"ImportShots": {access.EditShots, func(h *house, ctx context.Context) error {
		return told(h.ImportShots(ctx, h.in, office.File{Name: "t.csv", Data: []byte("Shot\n" + newWord())}, false))
	}},
	"SuggestShots": {access.EditShots, func(h *house, ctx context.Context) error {
		return told(h.SuggestShots(ctx, h.in, h.byHand()))
	}},
}

func third[A, B any](_ A, _ B, err error) error { return err }
