package office

import (
	"context"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// hiddenAssets are the assets that whoever asks may not see: those of closed scenes, and those of no scene from days on which
// a set is closed, for nobody knows what they show.
func (o *Office) hiddenAssets(ctx context.Context, tx *store.Tx, in production.ProductionID) (store.Hidden, error) {
	screen, err := shieldFor(ctx, tx, in)
	if err != nil || len(screen.scenes)+len(screen.numbers) == 0 {
		return store.Hidden{}, err
	}
	var hide store.Hidden
	for id := range screen.scenes {
		hide.Scenes = append(hide.Scenes, id)
	}
	moments, err := tx.FindMoments(ctx, in, store.MomentFilter{})
	if err != nil {
		return hide, err
	}
	for _, m := range moments {
		if screen.hidesMoment(m) {
			hide.Moments = append(hide.Moments, m.ID)
		}
	}
	days, err := tx.FindDays(ctx, in)
	hide.Days = []production.Date{""}
	for _, day := range days {
		for _, unit := range day.Units {
			for _, strip := range unit.Strips {
				if strip.Closed {
					hide.Days = append(hide.Days, day.Date)
				}
			}
		}
	}
	return hide, err
}
