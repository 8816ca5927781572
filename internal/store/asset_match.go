package store

import (
	"context"
	"fmt"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
)

var (
	openMatches  = table{name: "asset_match", key: []string{"production_id", "asset_id", "what", "object_id"}, columns: []string{"score"}}
	clockNotes   = table{name: "clock_note", key: []string{"production_id", "id"}, columns: []string{"body"}}
	deviceClocks = table{name: "device_clock", key: []string{"production_id", "device", "period"}, columns: []string{"body"}}
)

// openRows are the open suggestions of an asset as rows.
func openRows(in production.ProductionID, a library.Asset) (rows [][]any) {
	if a.Gone {
		return nil
	}
	for _, m := range a.Open() {
		rows = append(rows, []any{in, a.ID, m.What, m.ID, m.Score})
	}
	return rows
}

// saveOpenMatches writes the open suggestions of an asset that was there before.
func (tx *Tx) saveOpenMatches(ctx context.Context, in production.ProductionID, a library.Asset) error {
	if _, err := tx.exec(ctx, `DELETE FROM asset_match WHERE production_id = $1 AND asset_id = $2`, in, a.ID); err != nil {
		return err
	}
	return openMatches.save(ctx, tx, openRows(in, a)...)
}

// OpenMatch is something that assets may belong to, as nobody decided yet.
type OpenMatch struct {
	What   library.What
	ID     string
	Count  int // assets
	Best   int // score of the best
	Sample production.AssetID
}

// CountOpenMatches are the open suggestions of the assets that the filter chooses, by what they are of, those of the best score first.
func (tx *Tx) CountOpenMatches(ctx context.Context, in production.ProductionID, f AssetFilter) ([]OpenMatch, error) {
	where, args := f.where(in)
	scan := func(r row) (m OpenMatch, err error) { return m, r.Scan(&m.What, &m.ID, &m.Count, &m.Best, &m.Sample) }
	return many(ctx, tx, scan, `SELECT what, object_id, COUNT(*), MAX(score), MIN(asset_id) FROM asset_match WHERE production_id = $1
		AND asset_id IN (SELECT id FROM asset WHERE `+where+`) GROUP BY what, object_id ORDER BY MAX(score) DESC, COUNT(*) DESC, what, object_id`, args...)
}

// FindOpenMatches are the assets, of those that the filter chooses, with an open suggestion of something, the surest first.
func (tx *Tx) FindOpenMatches(ctx context.Context, in production.ProductionID, what library.What, id string, f AssetFilter) ([]library.Asset, error) {
	where, args := f.where(in)
	args = append(args, what, id)
	query := fmt.Sprintf(`SELECT a.seq, a.body FROM asset_match m JOIN asset a ON a.production_id = m.production_id AND a.id = m.asset_id
		WHERE m.production_id = $1 AND m.what = $%d AND m.object_id = $%d AND m.asset_id IN (SELECT id FROM asset WHERE %s)
		ORDER BY m.score DESC, a.taken_at, a.id`, len(args)-1, len(args), where)
	if f.Limit > 0 {
		args = append(args, f.Limit, f.Offset)
		query += fmt.Sprintf(" LIMIT $%d OFFSET $%d", len(args)-1, len(args))
	}
	return many(ctx, tx, scanAsset, query, args...)
}

// OfMoment is how much the library has of a moment.
type OfMoment struct {
	Moment production.MomentID
	Kind   media.Kind
	Count  int
}

// CountMomentAssets are how many assets belong to moments, by kind; those that were killed or taken out do not count.
func (tx *Tx) CountMomentAssets(ctx context.Context, in production.ProductionID) ([]OfMoment, error) {
	scan := func(r row) (m OfMoment, err error) { return m, r.Scan(&m.Moment, &m.Kind, &m.Count) }
	return many(ctx, tx, scan, `SELECT moment_id, kind, COUNT(*) FROM asset WHERE production_id = $1 AND gone = $2 AND moment_id <> '' AND verdict <> $3
		GROUP BY moment_id, kind ORDER BY moment_id, kind`, in, false, library.Kill)
}

// FindAssetPlaces are the files of assets, by asset, in the order of host and place.
func (tx *Tx) FindAssetPlaces(ctx context.Context, in production.ProductionID, ids []production.AssetID) (map[production.AssetID][]library.File, error) {
	of := map[production.AssetID][]library.File{}
	for len(ids) > 0 {
		chunk := ids[:min(argsAtOnce-1, len(ids))]
		ids = ids[len(chunk):]
		args := []any{in}
		for _, id := range chunk {
			args = append(args, id)
		}
		found, err := many(ctx, tx, scanFile, `SELECT `+assetFiles.list()+` FROM asset_file WHERE production_id = $1 AND asset_id IN (`+places(2, len(chunk))+`) ORDER BY asset_id, host, place`, args...)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			of[f.Asset] = append(of[f.Asset], f)
		}
	}
	return of, nil
}

// SaveClockNote adds or rewrites what somebody said of a clock.
func (tx *Tx) SaveClockNote(ctx context.Context, in production.ProductionID, n library.ClockNote) error {
	return clockNotes.save(ctx, tx, []any{in, n.ID, asJSON{n}})
}

// FindClockNotes are all notes, also those that are gone, in the order in which they were made.
func (tx *Tx) FindClockNotes(ctx context.Context, in production.ProductionID) ([]library.ClockNote, error) {
	return many(ctx, tx, scanJSON[library.ClockNote], `SELECT body FROM clock_note WHERE production_id = $1 ORDER BY id`, in)
}

// FindClockNote is the note with the id, or fault.NotFound.
func (tx *Tx) FindClockNote(ctx context.Context, in production.ProductionID, id production.ClockNoteID) (library.ClockNote, error) {
	n, err := one(ctx, tx, scanJSON[library.ClockNote], `SELECT body FROM clock_note WHERE production_id = $1 AND id = $2`, in, id)
	return n, absent(err, "such note")
}

// SaveDeviceClocks replaces what was learned of all clocks.
func (tx *Tx) SaveDeviceClocks(ctx context.Context, in production.ProductionID, list library.Clocks) error {
	if _, err := tx.exec(ctx, `DELETE FROM device_clock WHERE production_id = $1`, in); err != nil {
		return err
	}
	var rows [][]any
	for i, c := range list {
		rows = append(rows, []any{in, c.Device, i, asJSON{c}})
	}
	return deviceClocks.insert(ctx, tx, rows...)
}

// FindDeviceClocks is what was learned of the clocks, in the order of device and time.
func (tx *Tx) FindDeviceClocks(ctx context.Context, in production.ProductionID) (library.Clocks, error) {
	return many(ctx, tx, scanJSON[library.DeviceClock], `SELECT body FROM device_clock WHERE production_id = $1 ORDER BY device, period`, in)
}
