package office

import (
	"context"

	"github.com/google/uuid"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// actOnce is act with an id that whoever acts has chosen, so that a message that is sent again changes nothing: an act
// that the journal has is not done a second time. Devices that were out of reach send what they queued up this way.
func (o *Office) actOnce(ctx context.Context, in production.ProductionID, right access.Action, id production.ActID, action string, fn func(p *pen) (detail string, err error)) (Act, error) {
	var a Act
	if err := checkGiven(string(id)); err != nil {
		return a, err
	}
	err := o.change(ctx, right, in, func(tx *store.Tx) error {
		done, err := tx.FindJournal(ctx, in, store.JournalFilter{Act: id, Newest: 1})
		if err != nil {
			return err
		}
		if len(done) > 0 {
			a = Act{ID: id}
			return nil
		}
		p := o.pen(ctx, tx, in)
		p.act = id
		detail, err := fn(p)
		if err != nil {
			return err
		}
		a = p.done()
		return p.tell(ctx, action, detail)
	})
	return a, err
}

// checkGiven returns fault.Invalid for an id that was made elsewhere and is none.
func checkGiven(id string) error {
	known, err := uuid.Parse(id)
	if err != nil || known.String() != id || known.Version() != 7 {
		return fault.New(fault.Invalid, "%.80q is not an id", id).WithRemedy("Ids are UUIDs of version 7, in lower case.")
	}
	return nil
}
