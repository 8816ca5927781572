package intake

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// closedWords are what schedules write for a closed set, in plain letters.
var closedWords = []string{" closed set ", " set closed ", " geschlossenes set ", " set cerrado ", " set fechado ", " plateau ferme ", " set chiuso "}

// SaysClosed finds "closed set" in what people wrote: overlooking one would put us where nobody
// wants us, so the words alone are enough.
func SaysClosed(texts ...string) bool {
	for _, t := range texts {
		key := " " + spelling.Key(t) + " "
		for _, words := range closedWords {
			if strings.Contains(key, words) {
				return true
			}
		}
	}
	return false
}

// closedAbove reports that the strip right above the next one is a banner that closes the set.
func closedAbove(strips []production.Strip) bool {
	if len(strips) == 0 {
		return false
	}
	return SaysClosed(strips[len(strips)-1].Banner)
}
