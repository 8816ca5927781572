package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// Place is a location of the papers, or a set that is found there. A ground plan is tied to one by its name.
type Place struct {
	Name   string
	Within string // the location of a set, "" for a location and for a set of which no paper says where it is
}

// places are the locations and sets that the papers name, as one reader may know them.
type places struct {
	list   []Place
	scenes map[production.SceneID]production.Scene
	at     map[string]int    // in list, by key of the name
	closed map[string]bool   // keys of places where a closed scene is shot, with those around them
	home   map[string]string // name of the location by key of a set
	all    bool              // nothing is closed to the reader
}

// findPlaces reads the places: every location with its sets below it, then the sets of no location.
func findPlaces(ctx context.Context, tx *store.Tx, in production.ProductionID) (places, error) {
	p := noPlaces()
	p.all = access.Require(ctx, access.SeeClosed, in) == nil
	screen, err := shieldFor(ctx, tx, in)
	if err != nil {
		return p, err
	}
	locations, err := tx.FindLocations(ctx, in)
	if err != nil {
		return p, err
	}
	scenes, err := tx.FindScenes(ctx, in)
	if err != nil {
		return p, err
	}
	p.close(screen, locations, scenes)
	p.take(locations, scenes)
	return p, nil
}

// noPlaces are places yet to be taken.
func noPlaces() places {
	return places{scenes: map[production.SceneID]production.Scene{}, at: map[string]int{}, closed: map[string]bool{}, home: map[string]string{}}
}

// take puts locations with their sets on the list, and behind them the places that scenes alone name.
func (p *places) take(locations []production.Location, scenes []production.Scene) {
	for _, l := range locations {
		p.add(l.Name, "")
		for _, set := range l.Sets {
			p.home[spelling.Key(set)] = l.Name
			p.add(set, l.Name)
		}
	}
	for _, s := range scenes {
		p.scenes[s.ID] = s
		p.add(s.Location(), "")
		p.add(s.Set, "")
	}
}

// close notes the places that are closed to the reader. A picture cannot be shown in part: a location where one closed
// scene is shot is closed as a whole, while its other sets stay open by themselves.
func (p places) close(screen shield, locations []production.Location, scenes []production.Scene) {
	shut := func(name string) { p.closed[spelling.Key(name)] = true }
	for set := range screen.sets {
		shut(set)
	}
	for location := range screen.locations {
		shut(location)
	}
	for _, s := range scenes {
		if screen.hides(s.ID, s.Number) {
			shut(s.Set)
			shut(s.Location())
		}
	}
	for _, l := range locations {
		if slices.ContainsFunc(l.Sets, func(set string) bool { return p.closed[spelling.Key(set)] }) {
			shut(l.Name)
		}
	}
}

// add puts a place on the list unless it is there or closed to the reader. A set that is open keeps to itself that it
// lies in a closed location.
func (p *places) add(name, within string) {
	key := spelling.Key(name)
	if _, there := p.at[key]; there || key == "" || p.closed[key] {
		return
	}
	if p.closed[spelling.Key(within)] && within != "" {
		within = ""
	}
	p.at[key] = len(p.list)
	p.list = append(p.list, Place{name, within})
}

// find is the place of a name, however it is spelt.
func (p places) find(name string) (Place, bool) {
	i, there := p.at[spelling.Key(name)]
	if !there {
		return Place{}, false
	}
	return p.list[i], true
}

// of are the keys of the places of a moment, the most exact one of its best window first.
func (p places) of(m story.Moment) []string {
	var keys []string
	add := func(name string) {
		if key := spelling.Key(name); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	both := func(set, location string) {
		add(set)
		add(location)
		add(p.home[spelling.Key(set)])
	}
	if w, ok := m.BestWindow(); ok {
		both(w.Place, w.Location)
	}
	if scene, ok := p.scenes[m.SceneID]; ok {
		both(scene.Set, scene.Location())
	}
	for _, w := range m.Windows {
		both(w.Place, w.Location)
	}
	return keys
}
