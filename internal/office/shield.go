package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// shield keeps closed scenes from whoever does not work at the set: a performer's consent covers those
// who stage the scene and nobody else. The zero value hides nothing.
type shield struct {
	scenes    map[production.SceneID]bool
	numbers   map[string]bool
	sets      map[string]bool // where they are shot
	locations map[string]bool // where the company works on the days that they are shot
}

// shieldFor is the shield between whoever asks and the production. A scene that is closed on one day is
// closed on all.
func shieldFor(ctx context.Context, tx *store.Tx, in production.ProductionID) (shield, error) {
	if actor, _ := access.From(ctx); actor.May(access.SeeClosed, in) {
		return shield{}, nil
	}
	days, err := tx.FindDays(ctx, in)
	if err != nil {
		return shield{}, err
	}
	unscheduled, err := tx.FindClosedScenes(ctx, in)
	s := shield{scenes: map[production.SceneID]bool{}, numbers: map[string]bool{}, sets: map[string]bool{}, locations: map[string]bool{}}
	for _, day := range days {
		for _, unit := range day.Units {
			for _, strip := range unit.Strips {
				s.note(strip, unit.Location)
			}
		}
	}
	for _, scene := range unscheduled {
		s.scenes[scene.ID], s.numbers[scene.Number], s.sets[scene.Set] = true, true, true
	}
	return s, err
}

// note puts on the shield what a strip shows if it is closed.
func (s shield) note(strip production.Strip, location string) {
	if !strip.Closed {
		return
	}
	s.sets[strip.Set], s.locations[location] = true, true
	if strip.SceneID != "" {
		s.scenes[strip.SceneID] = true
	}
	if strip.SceneNumber != "" {
		s.numbers[strip.SceneNumber] = true
	}
}

// hides decides for everything that belongs to a scene, known by its id or its number.
func (s shield) hides(id production.SceneID, number string) bool {
	return s.scenes[id] || s.numbers[number]
}

// scene leaves of a hidden scene what a strip board shows from afar: its number, length and place in order.
func (s shield) scene(sc production.Scene) production.Scene {
	if !s.hides(sc.ID, sc.Number) {
		return sc
	}
	return production.Scene{
		ID: sc.ID, Number: sc.Number, NumberGiven: sc.NumberGiven, Position: sc.Position, Heading: "Closed", Eighths: sc.Eighths,
		Estimated: sc.Estimated, Page: sc.Page, Characters: []string{}, Elements: []production.Element{}, Sections: []string{},
		Omitted: sc.Omitted, InScript: sc.InScript, InSchedule: sc.InSchedule,
	}
}

// cover takes set, cast and words off the strips of hidden scenes, and their sets off the locations.
func (s shield) cover(board Schedule) {
	for i := range board.Locations {
		at := &board.Locations[i]
		at.Sets = slices.DeleteFunc(at.Sets, func(set string) bool { return s.sets[set] })
	}
	for _, day := range board.Days {
		for _, unit := range day.Units {
			for i := range unit.Strips {
				if strip := &unit.Strips[i]; s.scenes != nil && strip.Closed || s.hides(strip.SceneID, strip.SceneNumber) {
					strip.Set, strip.Banner, strip.Cast, strip.Closed = "", "", []string{}, true
				}
			}
		}
	}
}

// hidesMoment reports whether a moment shows a closed set.
func (s shield) hidesMoment(m story.Moment) bool {
	if s.scenes == nil {
		return false
	}
	open := func(w story.Window) bool { return !w.Closed }
	return s.hides(m.SceneID, m.Scene) || len(m.Windows) > 0 && !slices.ContainsFunc(m.Windows, open)
}

// moment takes the evidence from hidden scenes out of a moment.
func (s shield) moment(m story.Moment) story.Moment {
	if s.scenes != nil {
		m.Reasons = slices.DeleteFunc(m.Reasons, func(r story.Reason) bool { return s.numbers[r.Scene] })
	}
	return m
}
