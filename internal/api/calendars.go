package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type newCalendarInput struct {
	InProduction
	Body struct {
		Address string `json:"address" doc:"https://… or webcal://…; file:///… for the operator"`
		Name    string `json:"name,omitempty" doc:"What to call it; without it as the address has it"`
		Alone   bool   `json:"alone,omitempty" doc:"Take what breaks nothing in without asking"`
	}
}

// OneCalendar is the input of a call about a calendar that is fetched.
type OneCalendar struct {
	InProduction
	ID string `path:"id"`
}

type removeCalendarInput struct {
	OneCalendar
	WithEvents bool `query:"with_events" doc:"Take its events out too, which can be undone"`
}

func (a *API) calendars(h huma.API) {
	const all, one = "/api/productions/{slug}/calendars", "/api/productions/{slug}/calendars/{id}"
	register(h, a, operation(http.MethodGet, all, "listCalendars", "The calendars that are fetched again and again"),
		func(ctx context.Context, in *InProduction) (paper.Calendars, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Calendars, error) {
				found, err := a.office.Calendars(ctx, p.ID)
				return paper.NewCalendars(found, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, all, "addCalendar", "Fetch a calendar again and again"),
		func(ctx context.Context, in *newCalendarInput) (paper.Calendar, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Calendar, error) {
				s, err := a.office.AddCalendar(ctx, p.ID, office.NewCalendar{Address: in.Body.Address, Name: in.Body.Name, Alone: in.Body.Alone})
				return paper.NewCalendar(s, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodDelete, one, "removeCalendar", "Fetch a calendar no more"),
		func(ctx context.Context, in *removeCalendarInput) (struct{}, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (struct{}, error) {
				return struct{}{}, a.office.RemoveCalendar(ctx, p.ID, production.CalendarSourceID(in.ID), in.WithEvents)
			})
		})
	register(h, a, operation(http.MethodPost, one+"/check", "checkCalendar", "Have a calendar fetched now by a job"),
		func(ctx context.Context, in *OneCalendar) (production.Task, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (production.Task, error) {
				return a.office.StartCheck(ctx, p.ID, production.CalendarSourceID(in.ID))
			})
		})
}
