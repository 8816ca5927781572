package cli

import (
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// How long the demo searches for each point of its curve and for its scenario.
const (
	demoPointTime    = 400 * time.Millisecond
	demoScenarioTime = time.Second
)

// askDemo plays what the director asks today, for the talk with the producer: what each crew-day buys, and
// how it would be with two more of them and without one of the crew.
func askDemo(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	if _, err := a.Office.FindCurve(ctx, film.ID); !fault.Is(err, fault.NotFound) { // was asked before
		return err
	}
	s.say("For the producer: what crew-days bring, and a scenario.")
	if _, err := a.Office.DrawCurve(ctx, film.ID, office.CurveOptions{Time: demoPointTime}, nil); err != nil {
		return err
	}
	members, err := a.Office.Members(ctx, film.ID)
	if err != nil || len(members) == 0 {
		return err
	}
	_, err = a.Office.WhatIf(ctx, film.ID, coverage.Ask{
		CrewDays: film.CrewDays + 2, Without: []string{string(members[0].ID)}, Time: demoScenarioTime,
	}, nil)
	return err
}
