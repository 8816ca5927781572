package office_test

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// matchUses are the uses of what assets belong to.
var matchUses = map[string]use{
	"MatchAssets": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return result(h.MatchAssets(ctx, h.in, office.MatchOptions{}, nil))
	}},
	"StartMatch": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return unless(fault.Unavailable, result(h.StartMatch(ctx, h.in, office.MatchOptions{})))
	}},
	"OpenSuggestions": {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.OpenSuggestions(ctx, h.in)) }},
	"Suggestions": {access.SeeLibrary, func(h *house, ctx context.Context) error {
		_, _, err := h.Suggestions(ctx, h.in, office.OpenTieFilter{})
		return err
	}},
	"DecideMatches": {access.EditLibrary, func(h *house, ctx context.Context) error {
		a := h.asset(tied, func(a *library.Asset) {
			a.Matches = []library.Match{{What: library.OfPlace, ID: "Roof", Title: "Roof", Score: 50, Reasons: []string{"a unit works there"}, State: library.Suggested}}
		})
		return result(h.DecideMatches(ctx, h.in, []office.Deciding{{Asset: a.ID, What: library.OfPlace, ID: "Roof"}}, false))
	}},
	"Clocks": {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.Clocks(ctx, h.in)) }},
	"NoteClock": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return result(h.NoteClock(ctx, h.in, h.asset(tied, from("FX3 "+newWord())).ID, "14:03:07"))
	}},
	"PairClocks": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return result(h.PairClocks(ctx, h.in, h.asset(tied, from("FX3 "+newWord())).ID, h.asset(tied, from("R5 "+newWord())).ID))
	}},
	"SetClock": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return result(h.SetClock(ctx, h.in, h.asset(tied, from("FX3 "+newWord())).ID, 3600))
	}},
	"RemoveClockNote": {access.EditLibrary, func(h *house, ctx context.Context) error {
		_, err := h.SetClock(h.ctx, h.in, h.asset(tied, from("FX3 "+newWord())).ID, 60)
		must(h.t, err)
		sheet, err := h.Clocks(h.ctx, h.in)
		must(h.t, err)
		return result(h.RemoveClockNote(ctx, h.in, sheet.Notes[len(sheet.Notes)-1].ID))
	}},
	"Tonight": {access.SeeLibrary, func(h *house, ctx context.Context) error {
		return result(h.Tonight(ctx, h.in, production.Date("2026-06-20")))
	}},
	"Today":      {access.SeeProduction, func(h *house, ctx context.Context) error { return result(h.Today(ctx, h.in)) }},
	"TraceAsset": {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.TraceAsset(ctx, h.in, h.asset(tied).ID)) }},
}

// from is an asset of a device.
func from(device string) func(*library.Asset) { return func(a *library.Asset) { a.Device = device } }
