package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// clockNotes are what people say of the clocks of devices. Whatever is said or taken back is learned from at once.
var clockNotes = noun[library.ClockNote]{
	kind: "clock", right: access.EditLibrary, topic: topicLibrary,
	find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (library.ClockNote, error) {
		return tx.FindClockNote(ctx, in, production.ClockNoteID(id))
	},
	save: saveClockNote,
	id:   func(n library.ClockNote) string { return string(n.ID) }, title: func(n library.ClockNote) string { return library.DeviceName(n.Device) },
	check: library.ClockNote.Check,
}

func init() { enter(clockNotes, takeBack, nil) }

// saveClockNote saves a note and looks again at the assets of every device of which something else is known then.
func saveClockNote(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now library.ClockNote) error {
	if err := tx.SaveClockNote(ctx, in, now); err != nil {
		return err
	}
	before, err := tx.FindDeviceClocks(ctx, in)
	if err != nil {
		return err
	}
	around, err := aroundAssets(ctx, tx, in)
	if err != nil {
		return err
	}
	after, err := learnClocks(ctx, tx, in, around)
	if err != nil {
		return err
	}
	for _, device := range changedClocks(before, after) {
		if err := matchDevice(ctx, tx, in, device); err != nil {
			return err
		}
	}
	return nil
}

// NoteClock keeps that a clock in the picture of an asset shows a time: "14:03:07", or with its date. It returns fault.Invalid for what
// is no time, and where the asset knows neither device nor time.
func (o *Office) NoteClock(ctx context.Context, in production.ProductionID, id production.AssetID, shown string) (Act, error) {
	return o.noteClock(ctx, in, id, func(tx *store.Tx, a library.Asset, n *library.ClockNote) error {
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		n.Kind = library.ByShown
		if n.At.IsZero() {
			return nil // the check says so
		}
		n.True, err = library.ShownTime(shown, a, film.Zone())
		return err
	})
}

// PairClocks keeps that two assets of two devices are of the same instant.
func (o *Office) PairClocks(ctx context.Context, in production.ProductionID, id, other production.AssetID) (Act, error) {
	return o.noteClock(ctx, in, id, func(tx *store.Tx, _ library.Asset, n *library.ClockNote) error {
		b, err := o.visibleAsset(ctx, tx, in, other)
		n.Kind, n.Other, n.OtherDevice, n.OtherAt = library.ByPair, b.ID, b.Device, b.Written()
		return err
	})
}

// SetClock keeps how many seconds are to be added to the clock of the device that recorded an asset, from its time on until another is
// said. It overrules what is learned.
func (o *Office) SetClock(ctx context.Context, in production.ProductionID, id production.AssetID, seconds int64) (Act, error) {
	return o.noteClock(ctx, in, id, func(_ *store.Tx, _ library.Asset, n *library.ClockNote) error {
		n.Kind, n.Offset = library.BySet, seconds
		return nil
	})
}

func (o *Office) noteClock(ctx context.Context, in production.ProductionID, id production.AssetID, fill func(*store.Tx, library.Asset, *library.ClockNote) error) (Act, error) {
	return o.act(ctx, in, access.EditLibrary, "note_clock", func(p *pen) (string, error) {
		a, err := o.visibleAsset(ctx, p.tx, in, id)
		if err != nil {
			return "", err
		}
		n := library.ClockNote{ID: production.NewID[production.ClockNoteID](), Device: a.Device, At: a.Written(), Asset: a.ID, By: actorName(ctx)}
		if err := fill(p.tx, a, &n); err != nil {
			return "", err
		}
		return library.DeviceName(a.Device), write(ctx, p, clockNotes, library.ClockNote{ID: n.ID, Gone: true}, n)
	})
}

// RemoveClockNote takes back what somebody said of a clock.
func (o *Office) RemoveClockNote(ctx context.Context, in production.ProductionID, id production.ClockNoteID) (Act, error) {
	return o.act(ctx, in, access.EditLibrary, "remove_clock_note", func(p *pen) (string, error) {
		n, err := amend(ctx, p, clockNotes, string(id), Written{Fields: map[string]any{"gone": true}})
		return library.DeviceName(n.Device), err
	})
}

// ClockSheet is how the clocks of devices are off, and what people said of them.
type ClockSheet struct {
	Clocks library.Clocks
	Notes  []library.ClockNote // without those taken back; of assets that whoever asks may see
}

// Clocks are what is known of the clocks of devices.
func (o *Office) Clocks(ctx context.Context, in production.ProductionID) (ClockSheet, error) {
	var out ClockSheet
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) (err error) {
		if out.Clocks, err = tx.FindDeviceClocks(ctx, in); err != nil {
			return err
		}
		if out.Notes, err = tx.FindClockNotes(ctx, in); err != nil {
			return err
		}
		hide, err := hiddenAssets(ctx, tx, in)
		if err != nil {
			return err
		}
		out.Notes = slices.DeleteFunc(out.Notes, func(n library.ClockNote) bool {
			if n.Gone || err != nil {
				return true
			}
			a, failed := tx.FindAsset(ctx, in, n.Asset)
			if failed != nil && !fault.Is(failed, fault.NotFound) {
				err = failed
			}
			return failed == nil && hide.Hides(a)
		})
		return err
	})
	return out, err
}
