package cli

import (
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// How much of an id is printed and how little of it must be said. Ids begin with the time they were
// made, so that their ends tell them apart.
const (
	shownID    = 8
	shortestID = 6
)

// short is the end of an id, as it is printed for people.
func short(id string) string { return id[max(0, len(id)-shownID):] }

// whole finds the id that begins or ends with what was said. It returns fault.NotFound for none and
// fault.Invalid for several.
func whole(ids []string, said, thing string) (string, error) {
	var found []string
	for _, id := range ids {
		if id == said {
			return id, nil
		}
		if len(said) >= shortestID && (strings.HasSuffix(id, said) || strings.HasPrefix(id, said)) {
			found = append(found, id)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return "", fault.New(fault.Invalid, "%d %ss have an id with %q", len(found), thing, said).WithRemedy("Write more of it; the end tells them apart.")
	case len(said) < shortestID:
		return "", fault.New(fault.NotFound, "there is no %s %q", thing, said).WithRemedy("Write at least %d characters of its id.", shortestID)
	}
	return "", fault.New(fault.NotFound, "there is no %s %q", thing, said)
}
