package office_test

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
)

// feedUses are the methods about calendars to subscribe to.
var feedUses = map[string]use{
	"AddFeed": {access.SeePlan, func(h *house, ctx context.Context) error { return told2(h.AddFeed(ctx, h.in, office.FeedWanted{})) }},
	"Feeds":   {access.SeePlan, func(h *house, ctx context.Context) error { return result(h.Feeds(ctx, h.in)) }},
	"RevokeFeed": {access.SeePlan, func(h *house, ctx context.Context) error {
		err := h.RevokeFeed(ctx, h.in, "none", true)
		if fault.Is(err, fault.NotFound) && actorMay(ctx, h) {
			return nil // there is none of that id
		}
		return err
	}},
	"ExportCalendar": {access.SeePlan, func(h *house, ctx context.Context) error {
		return result(h.ExportCalendar(ctx, h.in, office.FeedWanted{}))
	}},
}

func told2[A, B any](_ A, _ B, err error) error { return err }

func actorMay(ctx context.Context, h *house) bool {
	actor, _ := access.From(ctx)
	return actor.May(access.SeePlan, h.in)
}
