package ui

import "strconv"

// arcHues is how many arcs have a colour and pattern of their own.
const arcHues = 8

// Arc is a story arc as pages show it. Hue is 1 to 8, given to the arcs of a production in their
// order; 0 for a moment outside every arc.
type Arc struct {
	Name string
	Hue  int
}

// class is the style of the arc's colour and pattern.
func (a Arc) class() string {
	if a.Hue < 1 {
		return "arc-0"
	}
	return "arc-" + strconv.Itoa((a.Hue-1)%arcHues+1)
}

// Arcs gives the arcs of a production their hues, in the order of names. The name "" has none.
func Arcs(names []string) map[string]Arc {
	arcs := map[string]Arc{}
	for _, name := range names {
		if _, seen := arcs[name]; name != "" && !seen {
			arcs[name] = Arc{Name: name, Hue: len(arcs)%arcHues + 1}
		}
	}
	return arcs
}
