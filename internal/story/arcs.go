package story

import "slices"

// Arc is a thread of the story behind the story: the question it asks and what serves it.
type Arc struct {
	Key      string   `json:"key"` // stays, whatever a production calls the arc
	Name     string   `json:"name"`
	Question string   `json:"question"`
	Kinds    []Kind   `json:"kinds"`
	Events   []string `json:"events"` // what the finder found, stronger than the kind: "night", "pair" …
}

// Arcs are the arcs that a production starts with, in the order they are offered.
func Arcs() []Arc {
	arcs := slices.Clone(rules().arcs)
	for i := range arcs {
		arcs[i].Kinds = slices.Clone(arcs[i].Kinds)
		arcs[i].Events = slices.Clone(arcs[i].Events)
	}
	return arcs
}

// arcOf is the name of the arc that a moment of a kind, found by an event, serves.
func arcOf(kind Kind, event string) string {
	for _, arc := range rules().arcs {
		if slices.Contains(arc.Events, event) {
			return arc.Name
		}
	}
	for _, arc := range rules().arcs {
		if slices.Contains(arc.Kinds, kind) {
			return arc.Name
		}
	}
	return ""
}
