package correction

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// follow brings along what hangs on the corrected fields of scenes. facts have as many scenes as the
// paper, in its order.
func follow(facts *production.Facts, paper production.Facts) {
	changed := map[production.SceneID][2]production.Scene{} // before and after
	for i := range facts.Scenes {
		was, is := paper.Scenes[i], &facts.Scenes[i]
		if was.IntExt != is.IntExt || was.Set != is.Set || was.TimeOfDay != is.TimeOfDay {
			is.Heading = heading(was, *is)
		}
		if was.ID != "" && (was.Set != is.Set || !slices.Equal(was.Characters, is.Characters)) {
			changed[was.ID] = [2]production.Scene{was, *is}
		}
	}
	if len(changed) == 0 {
		return
	}
	for i := range facts.Days {
		for j := range facts.Days[i].Units {
			strips := facts.Days[i].Units[j].Strips
			for k := range strips {
				if pair, hangs := changed[strips[k].SceneID]; hangs {
					followScene(&strips[k], pair[0], pair[1])
				}
			}
		}
	}
	renameSets(facts, changed)
}

// followScene gives a strip its scene's set and those characters who came or went. What the schedule
// says differently for the strip stays.
func followScene(strip *production.Strip, was, is production.Scene) {
	if strip.Set == was.Set {
		strip.Set = is.Set
	}
	if len(strip.Cast) == 0 {
		return
	}
	cast := slices.Clone(strip.Cast)
	for _, name := range was.Characters {
		if !slices.Contains(is.Characters, name) {
			cast = slices.DeleteFunc(cast, func(n string) bool { return n == name })
		}
	}
	for _, name := range is.Characters {
		if !slices.Contains(was.Characters, name) && !slices.Contains(cast, name) {
			cast = append(cast, name)
		}
	}
	strip.Cast = cast
}

// renameSets puts the new names of sets beside the old ones at every location, and takes those away that
// nothing carries any more: whoever hides a closed set by its name must not miss the old one.
func renameSets(facts *production.Facts, changed map[production.SceneID][2]production.Scene) {
	used := map[string]bool{}
	for _, s := range facts.Scenes {
		used[s.Set] = true
	}
	for _, d := range facts.Days {
		for _, s := range d.Strips() {
			used[s.Set] = true
		}
	}
	for i := range facts.Locations {
		l := &facts.Locations[i]
		sets := slices.Clone(l.Sets)
		var old []string
		for _, s := range facts.Scenes { // in their order, not the map's
			pair, hangs := changed[s.ID]
			if !hangs || pair[0].Set == pair[1].Set || !slices.Contains(l.Sets, pair[0].Set) {
				continue
			}
			old = append(old, pair[0].Set)
			if at := slices.Index(sets, pair[0].Set); !slices.Contains(sets, pair[1].Set) {
				sets = slices.Insert(sets, at+1, pair[1].Set)
			}
		}
		l.Sets = slices.DeleteFunc(sets, func(name string) bool { return slices.Contains(old, name) && !used[name] })
	}
}

// openings are the ways to begin a heading; the first of each is how the house writes it.
var openings = map[production.IntExt][]string{
	"":                  {""},
	production.Interior: {"INT. ", "INT "},
	production.Exterior: {"EXT. ", "EXT "},
	production.Both:     {"INT/EXT. ", "INT./EXT. ", "INT/EXT ", "I/E. ", "I/E "},
}

// heading is the heading of a scene whose set, place or time were corrected. It is written anew when the
// paper's is made of exactly those parts; one of another form ("… - NIGHT (1973)") stays, since nobody
// can say which of its words are meant.
func heading(was, is production.Scene) string {
	said := production.NormalHeading(was.Heading)
	for _, opening := range openings[was.IntExt] {
		if said != production.NormalHeading(join(opening, was)) {
			continue
		}
		if was.IntExt != is.IntExt {
			opening = openings[is.IntExt][0]
		}
		return join(opening, is)
	}
	return was.Heading
}

func join(opening string, s production.Scene) string {
	text := opening + s.Set
	if s.Set != "" && s.TimeOfDay != "" {
		text += " - "
	}
	return strings.TrimSpace(text + s.TimeOfDay)
}
