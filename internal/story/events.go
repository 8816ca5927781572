package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// buildGap is how many days may lie between two days of one build (a weekend).
const buildGap = 4

// findEvents proposes moments for what is on the calendar beside the scenes. What prepares a closed
// scene with people is closed as well.
func (x *finder) findEvents() {
	count := map[string]int{}
	for _, group := range x.eventGroups() {
		e := group[0]
		rule := rules().events[e.Kind]
		m := Moment{Kind: rule.Kind, Minutes: rule.Minutes, Title: x.eventTitle(rule, group)}
		m.Key = strings.Join([]string{string(rule.Kind), string(e.Kind), eventName(e)}, "/")
		if count[m.Key]++; count[m.Key] > 1 {
			m.Key += fmt.Sprintf("/%d", count[m.Key])
		}
		scene, known := x.board.scenes["number "+e.Scene]
		if known && e.Scene != "" {
			m.SceneID, m.Scene = scene.ID, scene.Number
		}
		for i, one := range group {
			w := x.eventWindow(rule, one, i, len(group))
			w.Closed = m.Scene != "" && rule.Kind != SetBuild && x.board.closed[sceneKey(scene)]
			m.Windows = append(m.Windows, w)
			m.Cast = append(m.Cast, x.charactersOf(one.People)...)
		}
		x.propose(eventArc(e.Kind), m, nil, x.eventEvidence(rule, group))
	}
}

// eventArc is the event name by which a schedule event finds its arc.
func eventArc(kind production.EventKind) string {
	if kind == production.Move {
		return "move"
	}
	return string(kind)
}

// eventGroups are the events that become moments; the days of one build are one group.
func (x *finder) eventGroups() [][]production.Event {
	var groups [][]production.Event
	for _, e := range x.facts.Events {
		if _, ok := rules().events[e.Kind]; !ok || !e.Date.Known() {
			continue
		}
		joined := false
		for i, g := range groups {
			near := e.Date.DaysSince(g[len(g)-1].Date) <= buildGap
			if e.Kind == production.Build && g[0].Kind == production.Build && near && eventName(g[0]) == eventName(e) {
				groups[i], joined = append(g, e), true
				break
			}
		}
		if !joined {
			groups = append(groups, []production.Event{e})
		}
	}
	return groups
}

// eventName is what an event is about: for a build its place, otherwise its title.
func eventName(e production.Event) string {
	if e.Kind == production.Build && e.Place != "" {
		return strings.ToLower(e.Place)
	}
	return strings.ToLower(strings.TrimSpace(e.Title))
}

// eventTitle is the event's own title with the people it is for, unless it names somebody already;
// for a build of several days the place and the days.
func (x *finder) eventTitle(rule eventRule, group []production.Event) string {
	e := group[0]
	title := cmp.Or(strings.TrimSpace(e.Title), rule.Noun)
	if len(group) > 1 {
		place := e.Place
		if scene, ok := x.board.scenes["number "+e.Scene]; ok && scene.Set != "" {
			place = scene.Set
		}
		if place != "" {
			title = rule.Noun + ": " + x.cast.place(place)
		}
		return fmt.Sprintf("%s (%d days)", title, len(group))
	}
	people := x.known(e.People)
	said := nameWords(title)
	for _, word := range nameWords(strings.Join(people, " ")) {
		if slices.Contains(said, word) || slices.Contains(said, word+"'s") {
			return title
		}
	}
	if len(people) > 3 {
		people = append(people[:2:2], fmt.Sprintf("%d more", len(people)-2))
	}
	if len(people) > 0 {
		title += " – " + joinWords(people)
	}
	return title
}

// known writes the people of an event as they are called: "Nora Vance (Maya)".
func (x *finder) known(people []string) []string {
	var list []string
	for _, p := range people {
		list = append(list, x.person(p))
	}
	return list
}

// person writes a name from the schedule with the character, or a character with its performer.
func (x *finder) person(name string) string {
	for _, p := range x.facts.People {
		if p.Kind != production.Cast || !strings.EqualFold(p.Name, name) && !strings.EqualFold(p.Character, name) {
			continue
		}
		if p.Character == "" || strings.EqualFold(p.Name, p.Character) || p.Name == "" {
			return x.cast.display(cmp.Or(p.Name, p.Character))
		}
		return x.cast.display(p.Name) + " (" + x.cast.display(p.Character) + ")"
	}
	return x.cast.display(name)
}

// charactersOf are the characters that names on the schedule stand for.
func (x *finder) charactersOf(people []string) []string {
	var list []string
	for _, name := range people {
		for _, p := range x.facts.People {
			if p.Character != "" && (strings.EqualFold(p.Name, name) || strings.EqualFold(p.Character, name)) {
				list = append(list, p.Character)
			}
		}
		if upper := strings.ToUpper(name); x.cast.scenes[upper] > 0 {
			list = append(list, upper)
		}
	}
	return list
}

// eventWindow is when an event can be covered. A build is worth most on its first day, when the
// time-lapse camera has to be in place, and next most on its last.
func (x *finder) eventWindow(rule eventRule, e production.Event, i, n int) Window {
	w := Window{Date: e.Date, Start: e.Start, End: e.End, Place: e.Place, Factor: bestFactor, Capacity: -1}
	for _, d := range x.facts.Days {
		if d.Date == e.Date {
			w.Day = d.Number
		}
	}
	for _, l := range x.facts.Locations {
		if slices.ContainsFunc(l.Sets, func(set string) bool { return sameSet(set, e.Place) }) || sameSet(l.Name, e.Place) {
			w.Location = l.Name
			break
		}
	}
	if !w.Start.Known() {
		w.Start, w.End, w.Estimated = rule.Start, rule.End, true
	} else if w.End <= w.Start {
		w.End, w.Estimated = w.Start+max(rule.End-rule.Start, gridMinutes), true
	}
	w.Start, w.End = w.Start/gridMinutes*gridMinutes, (w.End+gridMinutes-1)/gridMinutes*gridMinutes
	switch {
	case i == n-1 && n > 1:
		w.Factor = 90
	case i > 0:
		w.Factor = secondFactor
	}
	return w
}

// eventEvidence says what is on the calendar, who comes and which scene it prepares.
func (x *finder) eventEvidence(rule eventRule, group []production.Event) []evidence {
	e := group[0]
	when := e.Date.Spoken()
	if last := group[len(group)-1]; last.Date != e.Date {
		when = fmt.Sprintf("%s to %s, %d days", when, last.Date.Spoken(), len(group))
	}
	list := []evidence{{source: fromSchedule, strength: rule.Strength, scene: e.Scene,
		text: fmt.Sprintf("on the schedule: %s, %s", cmp.Or(strings.TrimSpace(e.Title), strings.ToLower(rule.Noun)), when)}}
	leads := setOf(x.cast.leads())
	for _, c := range x.cast.sorted(x.charactersOf(e.People)) {
		if leads[c] {
			list = append(list, evidence{source: fromPart, strength: 14, text: "with " + x.cast.display(c) + ", a leading part"})
			break
		}
	}
	if scene, ok := x.board.scenes["number "+e.Scene]; ok && e.Scene != "" {
		list = append(list, evidence{source: "prepares", strength: 12, scene: e.Scene,
			text: fmt.Sprintf("prepares scene %s, %s", e.Scene, x.cast.place(scene.Set))})
	}
	if len(group) > 2 {
		list = append(list, evidence{source: "long build", strength: 15, text: fmt.Sprintf("grows over %d days: a time-lapse shows it", len(group))})
	}
	return list
}
