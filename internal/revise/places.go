package revise

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// joinLocations takes in a location list: places are known by name, what the list says of them fills
// in or replaces, their sets stay.
func (m *merger) joinLocations(fresh []production.Location) {
	places, at := clonePlaces(m.facts.Locations)
	for _, p := range fresh {
		p.Listed, p.ListedSets = true, slices.Clone(p.Sets)
		i, known := at[spelling.Key(p.Name)]
		if !known {
			at[spelling.Key(p.Name)] = len(places)
			places = append(places, p)
			continue
		}
		have := &places[i]
		have.Address, have.Contact, have.Note = cmp.Or(p.Address, have.Address), cmp.Or(p.Contact, have.Contact), cmp.Or(p.Note, have.Note)
		fillPlace(have, p)
	}
	m.facts.Locations = places
}

// clonePlaces are places that may be changed, and where each of them is by name.
func clonePlaces(known []production.Location) ([]production.Location, map[string]int) {
	places, at := slices.Clone(known), map[string]int{}
	for i := range places {
		p := &places[i]
		p.Sets, p.ListedSets = slices.Clone(p.Sets), slices.Clone(p.ListedSets)
		at[spelling.Key(p.Name)] = i
	}
	return places, at
}

// listOf is a list that begins with the known places.
func listOf(known []production.Location) *intake.LocationList {
	l := &intake.LocationList{}
	for _, p := range known {
		l.Add(p.Name, "")
		for _, set := range p.Sets {
			l.Add(p.Name, set)
		}
		if have := l.Find(p.Name); have != nil {
			fillPlace(have, p)
		}
	}
	return l
}

// fillPlace adds to a place what is known of it beside the sets of a schedule, and what a list said.
func fillPlace(have *production.Location, p production.Location) {
	have.Address, have.Contact = cmp.Or(have.Address, p.Address), cmp.Or(have.Contact, p.Contact)
	have.Note = cmp.Or(have.Note, p.Note)
	have.Listed = have.Listed || p.Listed
	for _, set := range p.ListedSets {
		production.AddName(&have.Sets, set)
		production.AddName(&have.ListedSets, set)
	}
}

// keepPlaces gives the places of a new schedule what a location list said about them, and keeps those
// that a list named: a schedule takes away only what a schedule alone named.
func (m *merger) keepPlaces(known []production.Location) {
	places, at := clonePlaces(m.facts.Locations)
	for _, p := range known {
		if i, ok := at[spelling.Key(p.Name)]; ok {
			fillPlace(&places[i], p)
			continue
		}
		if !p.Listed && p.Address == "" && p.Contact == "" && p.Note == "" {
			continue
		}
		if p.Listed {
			p.Sets = slices.Clone(p.ListedSets)
		}
		places = append(places, p)
	}
	m.facts.Locations = places
}
