package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// Scenes are the scenes of a production in script order, without their text; of closed ones only
// what the shield leaves.
func (o *Office) Scenes(ctx context.Context, in production.ProductionID) ([]production.Scene, error) {
	var all []production.Scene
	err := o.look(ctx, access.SeeSchedule, in, func(tx *store.Tx) (err error) {
		if all, err = tx.FindScenes(ctx, in); err != nil {
			return err
		}
		screen, err := shieldFor(ctx, tx, in)
		for i := range all {
			all[i] = screen.scene(all[i])
		}
		return err
	})
	return all, err
}

// FindScene is one scene with its text.
func (o *Office) FindScene(ctx context.Context, in production.ProductionID, number string) (production.Scene, error) {
	var s production.Scene
	err := o.look(ctx, access.SeeScript, in, func(tx *store.Tx) (err error) {
		if s, err = tx.FindSceneByNumber(ctx, in, number); err != nil {
			return err
		}
		screen, err := shieldFor(ctx, tx, in)
		s = screen.scene(s)
		return err
	})
	return s, err
}

// Schedule is what the main unit's schedule says, for showing: days with strips, events, people, locations.
type Schedule struct {
	Days      []production.Day
	Events    []production.Event
	People    []production.Person
	Locations []production.Location
}

// Schedule is the shooting schedule of a production.
func (o *Office) Schedule(ctx context.Context, in production.ProductionID) (Schedule, error) {
	var s Schedule
	err := o.look(ctx, access.SeeSchedule, in, func(tx *store.Tx) (err error) {
		if s.Days, err = tx.FindDays(ctx, in); err != nil {
			return err
		}
		if s.Events, err = tx.FindEvents(ctx, in); err != nil {
			return err
		}
		if s.People, err = tx.FindPeople(ctx, in); err != nil {
			return err
		}
		if s.Locations, err = tx.FindLocations(ctx, in); err != nil {
			return err
		}
		if actor, _ := access.From(ctx); !actor.May(access.SeeCrew, in) {
			s.withoutNumbers()
		}
		screen, err := shieldFor(ctx, tx, in)
		screen.cover(s)
		return err
	})
	return s, err
}

// withoutNumbers leaves out how to reach people: that is for those who work with them.
func (s Schedule) withoutNumbers() {
	for i := range s.People {
		s.People[i].Email, s.People[i].Phone = "", ""
	}
	for i := range s.Locations {
		s.Locations[i].Contact = ""
	}
}

// Shots are the shots of the main unit's shot list, without those of closed scenes for whoever may not
// see these.
func (o *Office) Shots(ctx context.Context, in production.ProductionID) ([]production.Shot, error) {
	var all []production.Shot
	err := o.look(ctx, access.SeeScript, in, func(tx *store.Tx) (err error) {
		if all, err = tx.FindShots(ctx, in); err != nil {
			return err
		}
		screen, err := shieldFor(ctx, tx, in)
		all = slices.DeleteFunc(all, func(s production.Shot) bool { return screen.hides(s.SceneID, s.Scene) })
		return err
	})
	return all, err
}

// ShootDays maps each scene to the numbers of the days it is shot on, in order.
func ShootDays(days []production.Day) map[production.SceneID][]int {
	out := map[production.SceneID][]int{}
	for _, d := range days {
		for _, s := range d.Strips() {
			list := out[s.SceneID]
			if s.SceneID != "" && (len(list) == 0 || list[len(list)-1] != d.Number) {
				out[s.SceneID] = append(list, d.Number)
			}
		}
	}
	return out
}
