package coverage

import (
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// placeBook numbers the places of a problem. A place is a set at a location.
type placeBook struct {
	at        map[[2]string]int
	names     [][2]string // location, place
	locations map[string]int
}

func newPlaceBook() placeBook {
	return placeBook{at: map[[2]string]int{}, locations: map[string]int{}}
}

// index is the number of the place, made when it is new. A place without a name is its location.
func (b *placeBook) index(location, place string) int {
	if place == "" {
		place = location
	}
	key := [2]string{location, place}
	i, known := b.at[key]
	if !known {
		i = len(b.names)
		b.at[key] = i
		b.names = append(b.names, key)
		b.location(location)
	}
	return i
}

// location is the number of the location, made when it is new.
func (b *placeBook) location(name string) int {
	i, known := b.locations[name]
	if !known {
		i = len(b.locations)
		b.locations[name] = i
	}
	return i
}

// export is the planner's view: places and the minutes between them.
func (b *placeBook) export(s Settings) (places []planner.Place, travel [][]int) {
	places = make([]planner.Place, len(b.names))
	travel = make([][]int, len(b.names))
	for i, name := range b.names {
		places[i] = planner.Place{Name: production.CalmName(name[1]), Location: b.locations[name[0]]}
		travel[i] = make([]int, len(b.names))
		for j, other := range b.names {
			switch {
			case i == j:
			case name[0] == other[0]:
				travel[i][j] = s.SameLocation
			default:
				travel[i][j] = s.OtherLocation
			}
		}
	}
	return places, travel
}
