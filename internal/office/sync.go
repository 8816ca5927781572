package office

import (
	"context"
	"encoding/json"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

// Operation is what a device did to one object while nobody could be asked. Its id is that of the act that it becomes:
// an operation that comes again, because its answer was lost on the way, changes nothing.
type Operation struct {
	ID      production.ActID           `json:"id"` // a UUID of version 7 that the device made
	Kind    journal.Kind               `json:"kind"`
	Object  string                     `json:"object"`  // id; of what is new, a UUID of version 7 that the device made
	New     bool                       `json:"new"`     // the object is made where it is not there yet
	Base    int64                      `json:"base"`    // state of the journal that Fields were written on
	Fields  map[string]json.RawMessage `json:"fields"`  // what was set, by name
	Drawing json.RawMessage            `json:"drawing"` // of a frame: its drawing as it is now, none where nothing was drawn
	Over    string                     `json:"over"`    // of a frame: address of the drawing that this one was drawn over
}

// Outcome is what became of an operation.
type Outcome struct {
	ID      production.ActID  `json:"id"`
	State   OutcomeState      `json:"state"`
	Message string            `json:"message"` // why it was refused
	Lost    []journal.Field   `json:"lost"`    // what others had written meanwhile and gave way; the history keeps it
	Frame   *storyboard.Frame `json:"frame"`   // as it is now
	Drawing json.RawMessage   `json:"drawing"` // as it is now, where it is not what was sent
	Base    int64             `json:"base"`    // state of the journal that Frame was read from
}

// OutcomeState is how an operation ended.
type OutcomeState string

// The outcomes.
const (
	OperationDone    OutcomeState = "done"    // now or before
	OperationRefused OutcomeState = "refused" // and will be again
	OperationLater   OutcomeState = "later"   // could not be done now; send it again
)

// mostOperations is how many operations are taken at once.
const mostOperations = 200

// Sync carries out what a device queued up, in its order, each operation on its own: what is refused holds up nothing.
func (o *Office) Sync(ctx context.Context, in production.ProductionID, list []Operation) ([]Outcome, error) {
	if err := access.Require(ctx, access.EditShots, in); err != nil {
		return nil, err
	}
	if len(list) > mostOperations {
		return nil, fault.New(fault.Invalid, "%d operations came at once, more than %d", len(list), mostOperations).WithRemedy("Send them in parts.")
	}
	out := []Outcome{}
	for _, op := range list {
		result, err := o.operate(ctx, in, op)
		switch code := fault.CodeOf(err); {
		case err == nil:
			result.State = OperationDone
		case code == fault.Unavailable || code == fault.Internal || code == fault.Cancelled:
			result.State = OperationLater
			o.log.WarnContext(ctx, "operation not done", "error", err)
		default:
			result.State, result.Message = OperationRefused, fault.PersonText(err)
		}
		result.ID = op.ID
		if result.Lost == nil {
			result.Lost = []journal.Field{}
		}
		out = append(out, result)
	}
	return out, nil
}

// operate carries out one operation. Frames are what devices work on so far.
func (o *Office) operate(ctx context.Context, in production.ProductionID, op Operation) (Outcome, error) {
	var out Outcome
	if op.Kind != frames.kind {
		return out, fault.New(fault.Invalid, "%.40q is not a kind of thing that can be worked on out of reach", op.Kind)
	}
	id := production.FrameID(op.Object)
	var mine storyboard.Drawing
	if len(op.Drawing) > 0 {
		var err error
		if mine, err = storyboard.ReadDrawing(op.Drawing); err != nil {
			return out, err
		}
	}
	joined := false
	act, err := o.actOnce(ctx, in, access.EditShots, op.ID, "sync_frame", func(p *pen) (string, error) {
		if op.New {
			if err := p.makeFrame(ctx, id, op.Fields); err != nil {
				return "", err
			}
		}
		f, err := p.editFrame(ctx, id, Written{Base: op.Base, Fields: op.Fields})
		if err != nil || len(op.Drawing) == 0 {
			return f.Title, err
		}
		joined = f.Drawing != op.Over
		_, err = p.draw(ctx, id, op.Over, mine)
		return f.Title, err
	})
	if err != nil {
		return out, err
	}
	out.Lost = act.Lost
	f, all, err := o.FindFrame(ctx, in, id)
	if fault.Is(err, fault.NotFound) {
		return out, nil // taken off meanwhile: what was written is in it when it comes back
	}
	if err != nil {
		return out, err
	}
	out.Frame, out.Base = &f, all.Base
	if joined && f.Drawing != "" {
		out.Drawing, err = o.blob(ctx, f.Drawing)
	}
	return out, err
}

// makeFrame adds a frame that was made elsewhere, on the board that its fields name.
func (p *pen) makeFrame(ctx context.Context, id production.FrameID, fields map[string]json.RawMessage) error {
	f := storyboard.Frame{ID: id}
	if text, given := fields["moment"]; given {
		if err := json.Unmarshal(text, &f.Moment); err != nil {
			return fault.New(fault.Invalid, "the moment of the frame is no id").WithCause(err)
		}
	}
	_, err := p.addFrame(ctx, f)
	return err
}
