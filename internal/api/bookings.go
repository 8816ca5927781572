package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// bookingInput is a move of the booking of the moment in the address.
type bookingInput struct {
	InProduction
	ID   string `path:"id" doc:"The moment"`
	Body struct {
		Off  bool     `json:"off,omitempty" doc:"Take the booking off"`
		Day  string   `json:"day,omitempty" doc:"YYYY-MM-DD or \"day 5\"; without it the day it is booked on"`
		At   string   `json:"at,omitempty" doc:"HH:MM; without it the time it is booked for"`
		Team []string `json:"team,omitempty" doc:"People by id or name; without it those who have it, or whoever is free"`
	}
}

func (in *bookingInput) wanted() coverage.Wanted {
	return coverage.Wanted{Moment: in.ID, Off: in.Body.Off, Day: in.Body.Day, At: in.Body.At, Team: in.Body.Team}
}

type holdInput struct {
	InProduction
	ID   string `path:"id" doc:"The moment"`
	Body struct {
		Held bool `json:"held" doc:"The next plan has the booking as it is; false lets it plan as it likes"`
	}
}

type undoBookingInput struct {
	InProduction
	Body struct {
		Plan string `json:"plan,omitempty" doc:"The plan that the change made, which has to be the newest; without it whichever is"`
	}
}

func (a *API) bookings(h huma.API) {
	const one = "/api/productions/{slug}/plan/bookings/{id}"
	register(h, a, operation(http.MethodPost, one+"/try", "tryBooking", "What it would be to book a moment, or to move or take off its booking, and what stands against it; changes nothing"),
		func(ctx context.Context, in *bookingInput) (paper.Trial, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Trial, error) {
				t, err := a.office.TryBooking(ctx, p.ID, in.wanted())
				return paper.NewTrial(t, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPut, one, "moveBooking", "Book a moment, or move or take off its booking, where nothing stands against it; it is held there"),
		func(ctx context.Context, in *bookingInput) (paper.Rebooked, error) {
			return a.rebook(ctx, in.Slug, func(p production.Production) (office.Rebooking, error) {
				return a.office.MoveBooking(ctx, p.ID, in.wanted())
			})
		})
	register(h, a, operation(http.MethodPost, one+"/hold", "holdBooking", "Hold a booking where it is, or release it"),
		func(ctx context.Context, in *holdInput) (paper.Rebooked, error) {
			return a.rebook(ctx, in.Slug, func(p production.Production) (office.Rebooking, error) {
				return a.office.HoldBooking(ctx, p.ID, production.MomentID(in.ID), in.Body.Held)
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/plan/undo", "undoBooking", "Take the newest change by hand back: the plan before is the plan again"),
		func(ctx context.Context, in *undoBookingInput) (paper.Rebooked, error) {
			return a.rebook(ctx, in.Slug, func(p production.Production) (office.Rebooking, error) {
				return a.office.UndoBooking(ctx, p.ID, production.PlanID(in.Body.Plan))
			})
		})
}

// rebook makes a change by hand and answers with what it did.
func (a *API) rebook(ctx context.Context, slug string, call func(p production.Production) (office.Rebooking, error)) (paper.Rebooked, error) {
	return within(ctx, a, slug, func(p production.Production) (paper.Rebooked, error) {
		r, err := call(p)
		return paper.NewRebooked(r, p.Zone()), err
	})
}
