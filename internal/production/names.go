package production

import (
	"strings"
	"unicode"
)

// smallWords stay small inside a name.
var smallWords = map[string]bool{"a": true, "an": true, "and": true, "at": true, "by": true, "for": true, "in": true,
	"of": true, "on": true, "or": true, "the": true, "to": true, "with": true}

// CalmName writes a name that the paper shouts as people write it: "LAMP ROOM" is "Lamp Room", "FOOT OF
// THE STAIRS" is "Foot of the Stairs". A name in mixed case stays as it is.
func CalmName(name string) string {
	if name != strings.ToUpper(name) || name == strings.ToLower(name) {
		return name
	}
	words := strings.Fields(strings.ToLower(name))
	for i, word := range words {
		if i == 0 || !smallWords[word] {
			words[i] = capitals(word)
		}
	}
	return strings.Join(words, " ")
}

// capitals raises the first letter of a word and of its parts: "mary-ann" is "Mary-Ann", "o'hara" is
// "O'Hara", but "keeper's" is "Keeper's".
func capitals(word string) string {
	runes := []rune(word)
	for i, r := range runes {
		start := i == 0 || strings.ContainsRune("-/(.", runes[i-1]) || runes[i-1] == '\'' && len(runes)-i > 1 && i == 2
		if start {
			runes[i] = unicode.ToUpper(r)
		}
	}
	return string(runes)
}
