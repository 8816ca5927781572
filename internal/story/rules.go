package story

import (
	"sync"

	"github.com/btsdirector/bts/internal/production"
)

// kindRule says what covering a kind of moment takes, and how its window lies around a strip.
type kindRule struct {
	Kind    Kind   `json:"kind"`
	Minutes int    `json:"minutes"`
	HoldKit int    `json:"hold_kit"`
	Roles   []Role `json:"roles"`
	Before  int    `json:"before"` // minutes of set-up before the strip that are worth seeing
	After   int    `json:"after"`  // minutes after it
	Noun    string `json:"noun"`
	// Apart are the events that make a moment of their own in a scene; all others of the kind are one.
	Apart []string `json:"apart"`
}

// elementRule says what a breakdown category is evidence for.
type elementRule struct {
	Category   production.Category `json:"category"`
	Kind       Kind                `json:"kind"`
	Event      string              `json:"event"`
	Label      string              `json:"label"`
	Strength   int                 `json:"strength"`
	Opens      bool                `json:"opens"`
	PerHundred int                 `json:"per_hundred"` // further strength for each hundred people named
	Crowd      int                 `json:"crowd"`       // so many people make a crowd, which opens a moment
}

// eventRule says what a schedule event becomes, and when it is where the schedule gives only the date.
type eventRule struct {
	Event    production.EventKind `json:"event"`
	Kind     Kind                 `json:"kind"`
	Noun     string               `json:"noun"`
	Strength int                  `json:"strength"`
	Start    production.Clock     `json:"start"`
	End      production.Clock     `json:"end"`
	Minutes  int                  `json:"minutes"`
}

// headRule says how much an interview with a head of department is worth, and on the days of which
// events. Role is a part of the role's name, lower case; the first rule that fits counts, and whoever
// fits none is no head.
type headRule struct {
	Role     string   `json:"role"`
	Strength int      `json:"strength"`
	Events   []string `json:"events"`
	Exact    bool     `json:"exact"`  // Role is the whole name
	Never    bool     `json:"never"`  // no head, whatever else the name says
	Double   bool     `json:"double"` // stands in for one of the cast
	Free     bool     `json:"free"`   // does not stand by the camera while scenes are shot
	Stunts   bool     `json:"stunts"` // answers for people's safety: left alone in the hour before a stunt
}

// ruleBook are all tables.
type ruleBook struct {
	kinds    map[Kind]kindRule
	elements map[production.Category]elementRule
	events   map[production.EventKind]eventRule
	heads    []headRule
	arcs     []Arc
}

var rules = sync.OnceValue(func() ruleBook {
	var kinds struct{ Kinds []kindRule }
	var elements struct{ Elements []elementRule }
	var events struct{ Events []eventRule }
	var people struct{ Heads []headRule }
	var arcs struct{ Arcs []Arc }
	readData("lexicon/kinds.json", &kinds)
	readData("lexicon/elements.json", &elements)
	readData("lexicon/events.json", &events)
	readData("lexicon/people.json", &people)
	readData("lexicon/arcs.json", &arcs)
	book := ruleBook{kinds: map[Kind]kindRule{}, elements: map[production.Category]elementRule{},
		events: map[production.EventKind]eventRule{}, heads: people.Heads, arcs: arcs.Arcs}
	for _, k := range kinds.Kinds {
		book.kinds[k.Kind] = k
	}
	for _, e := range elements.Elements {
		book.elements[e.Category] = e
	}
	for _, e := range events.Events {
		book.events[e.Event] = e
	}
	return book
})
