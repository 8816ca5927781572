package ui

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ChangedView is a moment that is not as it was in the plan before.
type ChangedView struct {
	Title string
	Kind  string // "moved", "new", "dropped", "other people"
	What  string // "Day 4 · Thu 7 May, 14:10; moved from Tue 5 May"
	Why   string // a sentence, "" where nobody looked
	URL   string
}

// icon is the drawing of a kind of change.
func (c ChangedView) icon() string {
	switch c.Kind {
	case "new":
		return "plus"
	case "dropped":
		return "close"
	case "other people":
		return "crew"
	}
	return "next"
}

// onlyNames is how many moments are named that happen on one day only; the rest are counted.
const onlyNames = 4

// only names the moments that happen on one day only.
func only(titles []string) string {
	if more := len(titles) - onlyNames; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(titles[:onlyNames], " · "), more)
	}
	return strings.Join(titles, " · ")
}

// lowerFirst makes a sentence the end of another: "A second camera" is "a second camera", but a name, which
// begins the sentences about somebody's day, stays.
func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	word, _, _ := strings.Cut(s, " ")
	switch word {
	case "A", "An", "One", "Two", "Three", "Four":
		return string(unicode.ToLower(first)) + s[size:]
	}
	return s
}
