package office

import (
	"context"
	"io"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// calendarDomain is the right part of calendar entries' names; it is fixed so that an entry keeps its
// name when the server moves.
const calendarDomain = "btsdirector.example"

// changing are the lines of the record that can change what a day packet says.
var changing = []string{
	"plan", adopting, undoAdoption, bookingVerb + string(coverage.HandMoved), bookingVerb + string(coverage.HandBooked), bookingVerb + string(coverage.HandTakenOff), undoBooking,
	"import", "undo", "correct", "uncorrect",
}

// Calendar is a day packet as a calendar. Its sequence number is the number of plans, adoptions, imports,
// takings back and corrections so far, which never falls, so that each replaces the entries that people have.
func (o *Office) Calendar(ctx context.Context, in production.ProductionID, p onset.Packet) (func(w io.Writer) error, error) {
	opt := onset.ICSOptions{UIDDomain: calendarDomain}
	var film production.Production
	err := o.look(ctx, access.SeePacket, in, func(tx *store.Tx) (err error) {
		if film, err = tx.FindProduction(ctx, in); err != nil {
			return err
		}
		opt.Sequence, opt.Stamp, err = tx.CountAudit(ctx, in, changing...)
		return err
	})
	if opt.Stamp.IsZero() {
		opt.Stamp = o.clock()
	}
	return func(w io.Writer) error { return p.ICS(w, film.Zone(), opt) }, err
}
