package store

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/transcript"
)

var cues = table{name: "cue", key: []string{"production_id", "id"}, columns: []string{"asset_id", "from_ms", "gone", "body"}}

// SaveCue adds or rewrites something that is said in a recording.
func (tx *Tx) SaveCue(ctx context.Context, in production.ProductionID, c transcript.Cue) error {
	return cues.save(ctx, tx, []any{in, c.ID, c.Asset, c.From, c.Gone, asJSON{c}})
}

// FindCue is the one with the id, also when it is gone, or fault.NotFound.
func (tx *Tx) FindCue(ctx context.Context, in production.ProductionID, id production.CueID) (transcript.Cue, error) {
	c, err := one(ctx, tx, scanJSON[transcript.Cue], `SELECT body FROM cue WHERE production_id = $1 AND id = $2`, in, id)
	return c, absent(err, "such cue")
}

// FindCues is what is said in a recording, in order, without what is gone.
func (tx *Tx) FindCues(ctx context.Context, in production.ProductionID, asset production.AssetID) ([]transcript.Cue, error) {
	all, err := many(ctx, tx, scanJSON[transcript.Cue], `SELECT body FROM cue WHERE production_id = $1 AND asset_id = $2 AND gone = $3 ORDER BY id`, in, asset, false)
	transcript.Sort(all)
	return all, err
}

// CuesOf is what is said in several recordings, each in order, without what is gone.
func (tx *Tx) CuesOf(ctx context.Context, in production.ProductionID, assets ...production.AssetID) (map[production.AssetID][]transcript.Cue, error) {
	out := map[production.AssetID][]transcript.Cue{}
	for chunk := range slices.Chunk(assets, argsAtOnce-2) {
		args := []any{in, false}
		for _, id := range chunk {
			args = append(args, id)
		}
		found, err := many(ctx, tx, scanJSON[transcript.Cue], `SELECT body FROM cue WHERE production_id = $1 AND gone = $2 AND asset_id IN (`+places(3, len(chunk))+`) ORDER BY asset_id, id`, args...)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			out[c.Asset] = append(out[c.Asset], c)
		}
	}
	for _, list := range out {
		transcript.Sort(list)
	}
	return out, nil
}
