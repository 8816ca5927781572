package office_test

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
)

// bookingUses are the methods about bookings.
var bookingUses = map[string]use{
	"TryBooking": {access.MakePlan, func(h *house, ctx context.Context) error {
		return result(h.TryBooking(ctx, h.in, coverage.Wanted{Moment: string(h.someBooking()), Off: true}))
	}},
	"MoveBooking": {access.MakePlan, func(h *house, ctx context.Context) error {
		id := h.someBooking()
		err := result(h.MoveBooking(ctx, h.in, coverage.Wanted{Moment: string(id), Off: true}))
		if err == nil {
			must(h.t, result(h.UndoBooking(h.ctx, h.in, "")))
		}
		return err
	}},
	"HoldBooking": {access.MakePlan, func(h *house, ctx context.Context) error {
		return result(h.HoldBooking(ctx, h.in, h.someBooking(), true))
	}},
	"UndoBooking": {access.MakePlan, func(h *house, ctx context.Context) error {
		id := h.someBooking()
		must(h.t, result(h.HoldBooking(h.ctx, h.in, id, false)))
		must(h.t, result(h.HoldBooking(h.ctx, h.in, id, true)))
		return result(h.UndoBooking(ctx, h.in, ""))
	}},
}

// someBooking is a moment that the plan covers.
func (h *house) someBooking() production.MomentID {
	h.t.Helper()
	p := h.latest()
	if p.Covered == 0 {
		p = h.plan()
	}
	return p.Days[0].Covers[0].Moment
}
