package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// findFirstsAndLasts proposes the first and last shot, the sets and locations that are new or done
// with, and the arrival and wrap of each principal.
func (x *finder) findFirstsAndLasts() {
	if len(x.board.slots) == 0 {
		return
	}
	var main []slot
	for _, s := range x.board.slots {
		if unitRank(s.unit) == 0 {
			main = append(main, s)
		}
	}
	if len(main) == 0 {
		main = x.board.slots
	}
	x.proposeSlot("shot", "film", FirstShot, "First shot of the film: scene "+main[0].strip.SceneNumber, main[0], nil,
		evidence{source: fromSchedule, strength: 72, text: "first shot of the first day: scene " + main[0].strip.SceneNumber})
	last := main[len(main)-1]
	x.mark(milestone{at: last, kind: LastShot, event: "shot", name: "film", title: "Last shot of the film: scene " + last.strip.SceneNumber},
		evidence{source: fromSchedule, strength: 74, text: fmt.Sprintf("last shot of the last day: scene %s, day %d", last.strip.SceneNumber, last.number)})
	x.findPlaces("location", x.board.location)
	x.findPlaces("set", func(s slot) string { return mainSet(x.board.set(s)) })
	x.findComingsAndGoings()
	x.proposeMilestones()
}

// mainSet is the whole of which a set is a part: "HOSPITAL - CORRIDOR" belongs to "HOSPITAL".
func mainSet(set string) string {
	set = strings.NewReplacer("–", "-", "—", "-").Replace(set)
	for _, separator := range []string{" - ", " / "} {
		set, _, _ = strings.Cut(set, separator)
	}
	return strings.TrimSpace(set)
}

// findPlaces proposes the first and the last day at every place that is used on two days or more.
// A set that is all there is to a location is left to the location.
func (x *finder) findPlaces(event string, placeOf func(slot) string) {
	byPlace := map[string][]slot{}
	var order []string
	for _, s := range x.board.slots {
		name := placeOf(s)
		if name == "" {
			continue
		}
		if byPlace[name] == nil {
			order = append(order, name)
		}
		byPlace[name] = append(byPlace[name], s)
	}
	for _, name := range order {
		list := byPlace[name]
		days := dates(list)
		lastDay := lastOf(x.board.slots).date
		first, last := firstOpen(list), list[len(list)-1]
		shown := x.cast.place(name)
		if event == "set" && (len(days) < 2 || x.isLocation(name)) {
			continue
		}
		if event == "location" {
			x.proposeSlot(event, name, Arrival, "Arrival at "+shown, first, nil,
				evidence{source: fromSchedule, strength: 36, text: fmt.Sprintf("first day at %s: day %d", shown, first.number)}, lingering(len(days)))
			if len(days) > 1 && last.date != lastDay {
				x.mark(milestone{at: last, kind: Wrap, event: event, name: name, title: "Last day at " + shown},
					evidence{source: fromSchedule, strength: 38, text: fmt.Sprintf("last of %d days at %s: day %d", len(days), shown, last.number)}, lingering(len(days)))
			}
			continue
		}
		on := "the " + strings.TrimPrefix(shown, "the ") + " set"
		x.mark(milestone{at: last, kind: Wrap, event: event, name: name, title: "Last day on " + on},
			evidence{source: fromSchedule, strength: 40, text: fmt.Sprintf("last of %d days on %s: day %d", len(days), on, last.number)}, lingering(len(days)))
		x.proposeSlot(event, name, Arrival, "First day on "+on, first, nil,
			evidence{source: fromSchedule, strength: 30, text: fmt.Sprintf("first of %d days on %s: day %d", len(days), on, first.number)}, lingering(len(days)))
	}
}

// isLocation reports whether a set bears the name of a location, which has moments of its own.
func (x *finder) isLocation(set string) bool {
	return slices.ContainsFunc(x.board.slots, func(s slot) bool { return sameSet(x.board.location(s), set) })
}

// firstOpen is the first slot of the first day that is not closed, the first of all if none is.
func firstOpen(list []slot) slot {
	for _, s := range list {
		if s.date == list[0].date && !s.strip.Closed {
			return s
		}
	}
	return list[0]
}

// lingering weighs how long the company works at a place.
func lingering(days int) evidence {
	return evidence{source: "stay", strength: min(20, 4*(days-1)), text: fmt.Sprintf("%d days of the shoot are there", days)}
}

// findComingsAndGoings proposes the first day and the wrap of each principal.
func (x *finder) findComingsAndGoings() {
	leads := setOf(x.cast.leads())
	for _, c := range x.cast.principals() {
		list := x.board.with(c)
		if len(list) == 0 {
			continue
		}
		who := x.person(c)
		weight := evidence{source: fromPart, strength: min(30, 100*x.cast.scenes[c]/max(1, len(x.facts.Scenes))), text: fmt.Sprintf("%s is in %d of %d scenes", x.cast.display(c), x.cast.scenes[c], len(x.facts.Scenes))}
		first, last := list[0], list[len(list)-1]
		x.mark(milestone{at: last, kind: Wrap, event: "person", name: c, who: who}, weight)
		if leads[c] {
			x.mark(milestone{at: first, kind: Arrival, event: "person", name: c, who: who}, weight)
		}
	}
}

// proposeSlot proposes a moment at one slot of the schedule. A first lies before and at the start of
// the slot, a last at its end.
func (x *finder) proposeSlot(event, name string, kind Kind, title string, s slot, cast []string, list ...evidence) {
	rule := rules().kinds[kind]
	scene, known := x.board.sceneOf(s)
	w := x.board.window(s, rule.Before, rule.After, rule.Minutes)
	if kind == Wrap || kind == LastShot {
		w = x.board.at(s, max(s.start, s.end-production.Clock(rule.Before)), min(s.wrap, s.end)+production.Clock(rule.After))
	}
	w.Closed = s.strip.Closed || known && x.board.closed[sceneKey(scene)]
	m := Moment{Kind: kind, Title: title, Scene: s.strip.SceneNumber, SceneID: s.strip.SceneID, Cast: slices.Clone(cast), Windows: []Window{w}}
	if len(cast) == 0 {
		m.Cast = slices.Clone(x.board.castOf(s))
	}
	m.Key = strings.Join([]string{string(kind), event, name}, "/")
	for i := range list {
		list[i].scene = s.strip.SceneNumber
	}
	x.propose(event, m, nil, list)
}

func lastOf(list []slot) slot { return list[len(list)-1] }
