package office

import (
	"context"
	"io"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// calendarDomain is the right part of calendar entries' names; it is fixed so that an entry keeps its
// name when the server moves.
const calendarDomain = "btsdirector.example"

// Calendar is a day packet as a calendar. Its sequence number is the number of plans made so far, so
// that every new plan replaces the entries of the one before.
func (o *Office) Calendar(ctx context.Context, in production.ProductionID, p onset.Packet) (func(w io.Writer) error, error) {
	opt := onset.ICSOptions{UIDDomain: calendarDomain, Stamp: o.clock()}
	var film production.Production
	err := o.look(ctx, access.SeePacket, in, func(tx *store.Tx) (err error) {
		if film, err = tx.FindProduction(ctx, in); err != nil {
			return err
		}
		plans, err := tx.FindPlans(ctx, in)
		if len(plans) > 0 {
			opt.Sequence, opt.Stamp = len(plans), plans[0].MadeAt
		}
		return err
	})
	return func(w io.Writer) error { return p.ICS(w, film.Zone(), opt) }, err
}
