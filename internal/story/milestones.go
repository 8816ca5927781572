package story

import (
	"cmp"
	"fmt"
	"slices"
)

// milestone is a first or last time at a slot of the schedule: of a person, a place or the film.
type milestone struct {
	at    slot
	kind  Kind
	event string
	name  string // of the character, the place or the film
	title string // "" for people, who are called who
	who   string
	list  []evidence
}

// mark notes a milestone.
func (x *finder) mark(m milestone, list ...evidence) {
	m.list = list
	x.marks = append(x.marks, m)
}

// proposeMilestones proposes one moment for all that begins, or ends, with one strip: when four people
// wrap with the last shot of the film, one camera sees it all, and four moments would fight for it.
func (x *finder) proposeMilestones() {
	groups := map[string][]milestone{}
	var order []string
	for _, m := range x.marks {
		key := fmt.Sprintln(m.kind == Arrival, m.at.date, m.at.unit.Unit, m.at.start, m.at.strip.SceneNumber, m.at.strip.ID)
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], m)
	}
	for _, key := range order {
		x.proposeTogether(groups[key])
	}
}

// proposeTogether proposes the milestones of one strip as one moment, called by the film, else by its
// people, else by the place.
func (x *finder) proposeTogether(group []milestone) {
	slices.SortStableFunc(group, func(a, b milestone) int { return cmp.Compare(a.rank(), b.rank()) })
	lead := group[0]
	var people, cast []string
	var list []evidence
	for _, m := range group {
		if m.event == "person" {
			people, cast = append(people, m.who), append(cast, m.name)
		}
		list = append(list, m.list...)
	}
	if len(people) > 0 {
		list = append(list, togetherEvidence(lead, people))
	}
	if lead.event == "shot" { // all who are in it
		cast = nil
	}
	x.proposeSlot(lead.event, lead.name, lead.kind, togetherTitle(lead, people), lead.at, cast, list...)
}

// togetherEvidence is the reason that names everybody: more people, a little more of a day.
func togetherEvidence(lead milestone, people []string) evidence {
	strength, what := 50, "last"
	if lead.kind == Arrival {
		strength, what = 38, "first"
	}
	return evidence{source: fromSchedule, strength: min(strength+3*(len(people)-1), 65),
		text: fmt.Sprintf("%s scene of %s: scene %s, day %d", what, joinWords(people), lead.at.strip.SceneNumber, lead.at.number)}
}

// rank orders the milestones of a strip by what people will call it.
func (m milestone) rank() int {
	return slices.Index([]string{"shot", "person", "location", "set"}, m.event)
}

// shownNames is how many names a title has before it counts the rest.
const shownNames = 2

// togetherTitle names the people: "Wrap of Ruth Calloway (Edda), Arjan Dhami (Sunny) and 3 more".
func togetherTitle(lead milestone, people []string) string {
	if len(people) == 0 {
		return lead.title
	}
	if rest := len(people) - shownNames; rest > 1 {
		people = append(people[:shownNames:shownNames], fmt.Sprintf("%d more", rest))
	}
	switch {
	case lead.event == "shot":
		return lead.title + ", and wrap of " + joinWords(people)
	case lead.kind == Arrival:
		return "First day of " + joinWords(people)
	}
	return "Wrap of " + joinWords(people)
}
