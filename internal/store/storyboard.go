package store

import (
	"context"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

var frames = table{name: "frame", key: []string{"production_id", "id"}, columns: []string{"moment_id", "body"}}

// SaveFrame adds or rewrites a frame.
func (tx *Tx) SaveFrame(ctx context.Context, in production.ProductionID, f storyboard.Frame) error {
	return frames.save(ctx, tx, []any{in, f.ID, f.Moment, asJSON{f}})
}

func scanFrame(r row) (f storyboard.Frame, err error) { return f, r.Scan(fromJSON{&f}) }

// FindFrames are all frames, also those that are gone, by id.
func (tx *Tx) FindFrames(ctx context.Context, in production.ProductionID) ([]storyboard.Frame, error) {
	return many(ctx, tx, scanFrame, `SELECT body FROM frame WHERE production_id = $1 ORDER BY id`, in)
}

// FindBoard are the frames of a moment, of none for "", also those that are gone, by id.
func (tx *Tx) FindBoard(ctx context.Context, in production.ProductionID, moment production.MomentID) ([]storyboard.Frame, error) {
	return many(ctx, tx, scanFrame, `SELECT body FROM frame WHERE production_id = $1 AND moment_id = $2 ORDER BY id`, in, moment)
}

// FindFrame is the frame with the id, or fault.NotFound.
func (tx *Tx) FindFrame(ctx context.Context, in production.ProductionID, id production.FrameID) (storyboard.Frame, error) {
	f, err := one(ctx, tx, scanFrame, `SELECT body FROM frame WHERE production_id = $1 AND id = $2`, in, id)
	return f, absent(err, "such frame")
}
