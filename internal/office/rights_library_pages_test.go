package office_test

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// one is a choice of a new asset that everybody sees who sees the library.
func (h *house) one() office.AssetChoice {
	return office.AssetChoice{IDs: []production.AssetID{h.asset(tied).ID}}
}

// libraryPageUses are what is done with assets that are chosen.
var libraryPageUses = map[string]use{
	"Devices": {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.Devices(ctx, h.in)) }},
	"AssetsBeside": {access.SeeLibrary, func(h *house, ctx context.Context) error {
		_, _, err := h.AssetsBeside(ctx, h.in, h.asset(tied).ID, store.AssetFilter{})
		return err
	}},
	"CardNames": {access.SeeCards, func(h *house, ctx context.Context) error { return result(h.CardNames(ctx, h.in)) }},
	"EditList":  {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.EditList(ctx, h.in, h.one())) }},
	"ExportEditList": {access.SeeLibrary, func(h *house, ctx context.Context) error {
		_, _, err := h.ExportEditList(ctx, h.in, h.one(), office.EditCSV)
		return err
	}},
	"ContactSheet": {access.SeeLibrary, func(h *house, ctx context.Context) error {
		_, _, err := h.ContactSheet(ctx, h.in, h.one(), "", "")
		return err
	}},
	"Bundle": {access.FetchOriginals, func(h *house, ctx context.Context) error {
		return unless(fault.Missing, result(h.Bundle(ctx, h.in, h.one(), office.Originals)))
	}},
	"ChangeAssets": {access.EditLibrary, func(h *house, ctx context.Context) error {
		_, _, err := h.ChangeAssets(ctx, h.in, h.one(), office.AssetChange{AddTags: []string{newWord()}})
		return err
	}},
	"EditEach": {access.EditLibrary, func(h *house, ctx context.Context) error {
		_, _, err := h.EditEach(ctx, h.in, []office.AssetEdit{{ID: h.asset(tied).ID, Fields: fields("note", newWord())}})
		return err
	}},
	"AddMark": {access.EditLibrary, func(h *house, ctx context.Context) error {
		_, _, err := h.AddMark(ctx, h.in, h.asset(tied).ID, library.Mark{In: 1, Out: 2})
		return err
	}},
	"RemoveMark": {access.EditLibrary, func(h *house, ctx context.Context) error {
		a := h.asset(tied, func(a *library.Asset) { a.Marks = []library.Mark{{In: 1, Out: 2}} })
		return result(h.RemoveMark(ctx, h.in, a.ID, library.Mark{In: 1, Out: 2}))
	}},
}
