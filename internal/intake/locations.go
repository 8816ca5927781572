package intake

import (
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

// gatherLocations gives unit days without a place that of most of their scenes, and lists every
// place with the sets that are found there, in order of first appearance.
func gatherLocations(days []production.Day, breakdown []production.Scene) []production.Location {
	byNumber := make(map[string]string, len(breakdown)) // the scene's own place
	for i := range breakdown {
		byNumber[slate.Key(breakdown[i].Number)] = breakdown[i].Location()
	}
	list := locationList{at: map[string]int{}, known: map[[2]string]bool{}}
	for i := range days {
		for j := range days[i].Units {
			u := &days[i].Units[j]
			if u.Location == "" {
				u.Location = commonLocation(u.Strips, byNumber)
			}
			list.add(u.Location, "")
			for _, strip := range u.Strips {
				// The scene's own place is exact; the day's stands in where it has none.
				place := byNumber[slate.Key(strip.SceneNumber)]
				list.add(firstOf(place, u.Location), strip.Set)
			}
		}
	}
	for _, s := range breakdown {
		list.add(s.Location(), s.Set)
	}
	return list.places
}

type locationList struct {
	places []production.Location
	at     map[string]int     // plain name → index
	known  map[[2]string]bool // place and set
}

// listOf is a list that begins with the known places.
func listOf(known []production.Location) *locationList {
	l := &locationList{at: map[string]int{}, known: map[[2]string]bool{}}
	for _, p := range known {
		l.add(p.Name, "")
		for _, set := range p.Sets {
			l.add(p.Name, set)
		}
		if i, ok := l.at[spelling.Key(p.Name)]; ok {
			fillPlace(&l.places[i], p)
		}
	}
	return l
}

func (l *locationList) add(name, set string) {
	if name == "" {
		return
	}
	i, ok := l.at[spelling.Key(name)]
	if !ok {
		i = len(l.places)
		l.at[spelling.Key(name)] = i
		l.places = append(l.places, production.Location{Name: name})
	}
	if pair := [2]string{spelling.Key(name), set}; set != "" && !l.known[pair] {
		l.known[pair] = true
		l.places[i].Sets = append(l.places[i].Sets, set)
	}
}

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
