package cli

import (
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// moveDemo plays what the director does with the first plan: one booking of the last days goes a quarter of an hour to
// one side, by hand, and is held there through all that comes; and the unit's bookings are there to subscribe to.
func moveDemo(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	feeds, err := a.Office.Feeds(ctx, film.ID)
	if err != nil || len(feeds) > 0 { // was done before
		return err
	}
	s.say("By hand: a booking is moved, and the calendar is subscribed to.")
	plan, err := a.Office.LatestPlan(ctx, film.ID)
	if err != nil {
		return err
	}
	if w, found := demoMove(s, a, film, plan); found {
		if _, err := a.Office.MoveBooking(ctx, film.ID, w); err != nil {
			return err
		}
	}
	_, _, err = a.Office.AddFeed(ctx, film.ID, office.FeedWanted{Days: true})
	return err
}

// demoMove is the last booking of the plan that nothing keeps from going a quarter of an hour to one side.
func demoMove(s *session, a *app.App, film production.Production, plan coverage.Plan) (w coverage.Wanted, found bool) {
	ctx := access.With(s.ctx, access.Operator(demoName))
	for _, day := range slices.Backward(plan.Days) {
		for _, c := range slices.Backward(day.Covers) {
			for _, step := range []production.Clock{15, -15} {
				w = coverage.Wanted{Moment: string(c.Moment), At: (c.Start + step).String()}
				if t, err := a.Office.TryBooking(ctx, film.ID, w); err == nil && len(t.Clashes) == 0 {
					return w, true
				}
			}
		}
	}
	return w, false
}
