package shotlist

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// Names are moments, each called unlike every other: by its title, with the end of its id where another has that too.
type Names map[production.MomentID]string

// idTail is how much of an id tells moments of one title apart.
const idTail = 8

// NamesOf gives moments their names, by their titles.
func NamesOf(titles map[production.MomentID]string) Names {
	times, names := map[string]int{}, Names{}
	for _, title := range titles {
		times[spelling.Key(title)]++
	}
	for id, title := range titles {
		names[id] = title
		if times[spelling.Key(title)] > 1 {
			names[id] = fmt.Sprintf("%s [%s]", title, id[max(0, len(id)-idTail):])
		}
	}
	return names
}

// Find is the moment that a cell names, also by its id; "" for an empty cell. ok is false for one that is not there.
func (n Names) Find(cell string) (id production.MomentID, ok bool) {
	if strings.TrimSpace(cell) == "" {
		return "", true
	}
	if _, is := n[production.MomentID(cell)]; is {
		return production.MomentID(cell), true
	}
	key := spelling.Key(cell)
	for id, name := range n {
		if SameCell(cell, name) || key != "" && spelling.Key(name) == key {
			return id, true
		}
	}
	return "", false
}

// SameCell reports whether a cell says what a text says, but for spaces and capitals.
func SameCell(cell, text string) bool {
	spaced := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	return strings.EqualFold(spaced(cell), spaced(held(text)))
}

// Brief is a text as a refusal or a reason names it.
func Brief(text string) string { return brief(strings.Join(strings.Fields(text), " ")) }
