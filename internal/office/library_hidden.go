package office

import (
	"context"
	"maps"
	"slices"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// hiddenAssets are the assets that whoever asks may not see: those of closed scenes and of moments that show one, and those
// of no scene where what was shot on a closed set could be among them: on a day on which a closed scene is shot, and, where
// any set is closed, of no day at all. Every list, search, count and picture of the library goes through it.
func hiddenAssets(ctx context.Context, tx *store.Tx, in production.ProductionID) (store.Hidden, error) {
	var h store.Hidden
	s, err := shieldFor(ctx, tx, in)
	if err != nil || s.scenes == nil || len(s.scenes)+len(s.numbers)+len(s.sets) == 0 {
		return h, err
	}
	days, err := tx.FindDays(ctx, in)
	if err != nil {
		return h, err
	}
	h.Days = []production.Date{""}
	for _, day := range days {
		if slices.ContainsFunc(day.Units, func(u production.UnitDay) bool {
			return slices.ContainsFunc(u.Strips, func(strip production.Strip) bool { return strip.Closed || s.hides(strip.SceneID, strip.SceneNumber) })
		}) {
			h.Days = append(h.Days, day.Date)
		}
	}
	scenes, err := tx.FindScenes(ctx, in)
	if err != nil {
		return h, err
	}
	hidden := maps.Clone(s.scenes)
	for _, scene := range scenes {
		if s.hides(scene.ID, scene.Number) {
			hidden[scene.ID] = true
		}
	}
	h.Scenes = slices.Sorted(maps.Keys(hidden))
	moments, err := tx.FindMoments(ctx, in, store.MomentFilter{})
	for _, m := range moments {
		if s.hidesMoment(m) {
			h.Moments = append(h.Moments, m.ID)
		}
	}
	return h, err
}
