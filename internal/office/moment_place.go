package office

import (
	"cmp"
	"context"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// placeWindows takes over, for windows that a person gave, what the schedule says of where and when they are. Of closed
// sets it says no more than whoever asks may see.
func placeWindows(ctx context.Context, tx *store.Tx, in production.ProductionID, m *story.Moment) error {
	if len(m.Windows) == 0 {
		return nil
	}
	days, err := tx.FindDays(ctx, in)
	if err != nil {
		return err
	}
	screen, err := shieldFor(ctx, tx, in)
	if err != nil {
		return err
	}
	screen.cover(Schedule{Days: days})
	for i := range m.Windows {
		atSet(days, m.Scene, &m.Windows[i])
	}
	return nil
}

// atSet takes over what the schedule says of a window: the day's number, the location, and of the set that is meant
// whether it is closed and how many may come. Meant is the set by its name, and where no place is named the one that shoots
// the scene then. What somebody said otherwise stays, but a closed set stays closed.
func atSet(days []production.Day, scene string, w *story.Window) {
	for _, day := range days {
		if day.Date != w.Date {
			continue
		}
		w.Day = day.Number
		for _, u := range day.Units {
			for _, strip := range u.Strips {
				named := w.Place != "" && strings.EqualFold(strip.Set, w.Place)
				shot := w.Place == "" && scene != "" && strip.SceneNumber == scene
				if !named && !shot || strip.Start >= w.End || w.Start >= strip.End {
					continue
				}
				w.Place, w.Location, w.Closed = cmp.Or(w.Place, strip.Set), cmp.Or(w.Location, u.Location), w.Closed || strip.Closed
				if w.Capacity < 0 {
					w.Capacity = strip.Capacity
				}
			}
		}
		for _, u := range day.Units { // somewhere at the location of the day, where nothing says more
			w.Location = cmp.Or(w.Location, u.Location)
		}
	}
}
