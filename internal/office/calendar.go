package office

import (
	"context"
	"io"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// calendarDomain is the right part of calendar entries' names; it is fixed so that an entry keeps its
// name when the server moves.
const calendarDomain = "btsdirector.example"

// Calendar is a day packet as a calendar. Its sequence number is the number of plans and imports so
// far, so that a new plan and a new schedule replace the entries that people have.
func (o *Office) Calendar(ctx context.Context, in production.ProductionID, p onset.Packet) (func(w io.Writer) error, error) {
	opt := onset.ICSOptions{UIDDomain: calendarDomain, Stamp: o.clock()}
	var film production.Production
	err := o.look(ctx, access.SeePacket, in, func(tx *store.Tx) (err error) {
		if film, err = tx.FindProduction(ctx, in); err != nil {
			return err
		}
		plans, err := tx.FindPlans(ctx, in)
		if err != nil {
			return err
		}
		revisions, err := tx.FindRevisions(ctx, in)
		opt.Sequence = len(plans) + len(revisions)
		opt.Stamp = newest(plans, revisions, opt.Stamp)
		return err
	})
	return func(w io.Writer) error { return p.ICS(w, film.Zone(), opt) }, err
}

// newest is when the last plan was made or the last paper taken in, otherwise now. Both lists begin
// with the newest.
func newest(plans []coverage.Plan, revisions []production.Revision, now time.Time) time.Time {
	var at time.Time
	if len(plans) > 0 {
		at = plans[0].MadeAt
	}
	if len(revisions) > 0 && revisions[0].ImportedAt.After(at) {
		at = revisions[0].ImportedAt
	}
	if at.IsZero() {
		return now
	}
	return at
}
