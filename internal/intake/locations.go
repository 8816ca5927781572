package intake

import (
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

// GatherLocations gives unit days without a place that of most of their scenes, and lists every
// place with the sets that are found there, in order of first appearance.
func GatherLocations(days []production.Day, breakdown []production.Scene) []production.Location {
	byNumber := make(map[string]string, len(breakdown)) // the scene's own place
	for i := range breakdown {
		byNumber[slate.Key(breakdown[i].Number)] = breakdown[i].Location()
	}
	var list LocationList
	for i := range days {
		for j := range days[i].Units {
			u := &days[i].Units[j]
			if u.Location == "" {
				u.Location = commonLocation(u.Strips, byNumber)
			}
			list.Add(u.Location, "")
			for _, strip := range u.Strips {
				// The scene's own place is exact; the day's stands in where it has none.
				place := byNumber[slate.Key(strip.SceneNumber)]
				list.Add(firstOf(place, u.Location), strip.Set)
			}
		}
	}
	for _, s := range breakdown {
		list.Add(s.Location(), s.Set)
	}
	return list.All()
}

// LocationList gathers places and the sets that are found there, each once, in order of first appearance.
// The zero value is an empty list.
type LocationList struct {
	places []production.Location
	at     map[string]int     // plain name → index
	known  map[[2]string]bool // place and set
}

// Add adds a place that is not in the list, and one of its sets; "" is no place and no set.
func (l *LocationList) Add(name, set string) {
	if name == "" {
		return
	}
	if l.at == nil {
		l.at, l.known = map[string]int{}, map[[2]string]bool{}
	}
	key := spelling.Key(name)
	i, ok := l.at[key]
	if !ok {
		i = len(l.places)
		l.at[key] = i
		l.places = append(l.places, production.Location{Name: name})
	}
	if pair := [2]string{key, set}; set != "" && !l.known[pair] {
		l.known[pair] = true
		l.places[i].Sets = append(l.places[i].Sets, set)
	}
}

// Find is the place of a name, however it is spelt; nil where the list has none. What is set there beside
// the sets stays in the list.
func (l *LocationList) Find(name string) *production.Location {
	i, ok := l.at[spelling.Key(name)]
	if !ok {
		return nil
	}
	return &l.places[i]
}

// All are the places of the list.
func (l *LocationList) All() []production.Location { return l.places }

// commonLocation is the place of most strips, the first one among equals.
func commonLocation(strips []production.Strip, byNumber map[string]string) string {
	count, best := map[string]int{}, ""
	for _, strip := range strips {
		place := byNumber[slate.Key(strip.SceneNumber)]
		if place == "" {
			continue
		}
		count[place]++
		if best == "" || count[place] > count[best] {
			best = place
		}
	}
	return best
}
