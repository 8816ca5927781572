package correction

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// field is a Field with the way to it.
type field struct {
	Field
	get   func(thing) string    // as Read gives it, without the mark of an estimate
	set   func(thing, value)    // changes the struct and never what its slices point at
	guess func(thing) bool      // only we estimate the value; nil for never
	time  func(thing) timePlace // which end of a span of time it is; nil for none

	// stricter reports that the first protects people more than the second. It is nil where that says
	// nothing, which is everywhere but at what keeps people off a set.
	stricter func(a, b thing) bool
}

// timePlace is one end of a span.
type timePlace struct {
	span span
	last bool
}

var registry = map[What][]field{
	Scene: {
		plain(Field{Name: "set", Label: "Set", Example: "LAMP ROOM", Kind: Capital}, func(t thing) *string { return &t.scene.Set }),
		{Field: Field{Name: "int_ext", Label: "Inside or outside", Example: "INT", Kind: Choice, Choices: places, Optional: true},
			get: func(t thing) string { return string(t.scene.IntExt) },
			set: func(t thing, v value) { t.scene.IntExt = production.IntExt(v.text) }},
		plain(Field{Name: "time_of_day", Label: "Time of day", Example: "NIGHT", Kind: Capital, Optional: true}, func(t thing) *string { return &t.scene.TimeOfDay }),
		{Field: Field{Name: "eighths", Label: "Length in pages", Example: "1 3/8", Kind: Length},
			get:   func(t thing) string { return production.Pages(t.scene.Eighths) },
			set:   func(t thing, v value) { t.scene.Eighths, t.scene.Estimated = v.number, false },
			guess: func(t thing) bool { return t.scene.Estimated }},
		plain(Field{Name: "synopsis", Label: "Synopsis", Example: "She lights the lamp", Kind: Line, Optional: true}, func(t thing) *string { return &t.scene.Synopsis }),
		plain(Field{Name: "script_day", Label: "Script day", Example: "D12", Kind: Line, Optional: true}, func(t thing) *string { return &t.scene.ScriptDay }),
		named(Field{Name: "characters", Label: "Characters", Example: "EDDA, SUNNY", Kind: Names, Optional: true}, true, func(t thing) *[]string { return &t.scene.Characters }),
	},
	Day: {
		clock(Field{Name: "call", Label: "Call", Example: "07:30", Of: OfUnit}, false, unitSpan),
		clock(Field{Name: "wrap", Label: "Wrap", Example: "00:30+1", Of: OfUnit}, true, unitSpan),
		plain(Field{Name: "location", Label: "Location", Example: "Harbour Mill", Kind: Line, Of: OfUnit, Optional: true}, func(t thing) *string { return &t.unit.Location }),
		plain(Field{Name: "note", Label: "Note", Example: "Low tide at 14:00", Kind: Text, Optional: true}, func(t thing) *string { return &t.day.Note }),
		clock(Field{Name: "start", Label: "Start", Example: "09:15", Of: OfStrip}, false, stripSpan),
		clock(Field{Name: "end", Label: "End", Example: "11:00", Of: OfStrip}, true, stripSpan),
		plain(Field{Name: "set", Label: "Set", Example: "LAMP ROOM", Kind: Capital, Of: OfStrip, Optional: true}, func(t thing) *string { return &t.strip.Set }),
		{Field: Field{Name: "closed", Label: "Closed set", Example: "yes", Kind: YesNo, Of: OfStrip},
			get: func(t thing) string { return yesNo(t.strip.Closed) },
			set: func(t thing, v value) { t.strip.Closed = v.text == "yes" },

			stricter: func(a, b thing) bool { return a.strip.Closed && !b.strip.Closed }},
		{Field: Field{Name: "cap", Label: "BTS people allowed at the set", Example: "2", Kind: Count, Of: OfStrip, Optional: true},
			get: func(t thing) string { return count(t.strip.Capacity) },
			set: func(t thing, v value) { t.strip.Capacity = v.number },

			stricter: func(a, b thing) bool { return limit(a) < limit(b) }},
		named(Field{Name: "cast", Label: "Cast", Example: "EDDA, SUNNY", Kind: Names, Of: OfStrip, Optional: true}, true, func(t thing) *[]string { return &t.strip.Cast }),
	},
	Event: {
		plain(Field{Name: "title", Label: "Title", Example: "Wire test", Kind: Line}, func(t thing) *string { return &t.event.Title }),
		{Field: Field{Name: "kind", Label: "Kind", Example: "rehearsal", Kind: Choice, Choices: eventKinds},
			get: func(t thing) string { return string(t.event.Kind) },
			set: func(t thing, v value) { t.event.Kind = production.EventKind(v.text) }},
		{Field: Field{Name: "date", Label: "Date", Example: "2026-05-12", Kind: Date},
			get: func(t thing) string { return string(t.event.Date) },
			set: func(t thing, v value) { t.event.Date = production.Date(v.text) }},
		clock(Field{Name: "start", Label: "Start", Example: "10:00", Optional: true}, false, eventSpan),
		clock(Field{Name: "end", Label: "End", Example: "12:30", Optional: true}, true, eventSpan),
		plain(Field{Name: "place", Label: "Place", Example: "Stage 2", Kind: Line, Optional: true}, func(t thing) *string { return &t.event.Place }),
		named(Field{Name: "people", Label: "People", Example: "Ann Actor, Sunny", Kind: Names, Optional: true}, false, func(t thing) *[]string { return &t.event.People }),
	},
	// The character is no field: it is what ties a person to scenes and strips.
	Person: {
		plain(Field{Name: "name", Label: "Name", Example: "Ann Actor", Kind: Line}, func(t thing) *string { return &t.person.Name }),
		plain(Field{Name: "role", Label: "Role", Example: "Stunt coordinator", Kind: Line, Optional: true}, func(t thing) *string { return &t.person.Role }),
		{Field: Field{Name: "away", Label: "Away", Example: "2026-05-12 to 2026-05-14, 2026-05-20", Kind: Dates, Optional: true},
			get: func(t thing) string { return writeRanges(t.person.Away) },
			set: func(t thing, v value) { t.person.Away = v.ranges }},
		plain(Field{Name: "email", Label: "E-mail", Example: "ann@example.org", Kind: Email, Optional: true}, func(t thing) *string { return &t.person.Email }),
		plain(Field{Name: "phone", Label: "Phone", Example: "+44 20 7946 0000", Kind: Phone, Optional: true}, func(t thing) *string { return &t.person.Phone }),
	},
	Location: {
		plain(Field{Name: "address", Label: "Address", Example: "1 Quay Road, Harbour", Kind: Line, Optional: true}, func(t thing) *string { return &t.location.Address }),
		plain(Field{Name: "contact", Label: "Contact", Example: "Harbour master, +44 20 7946 0000", Kind: Line, Optional: true}, func(t thing) *string { return &t.location.Contact }),
		plain(Field{Name: "note", Label: "Note", Example: "No parking at the gate", Kind: Text, Optional: true}, func(t thing) *string { return &t.location.Note }),
	},
}

var (
	places     = []string{string(production.Interior), string(production.Exterior), string(production.Both)}
	eventKinds = []string{string(production.Fitting), string(production.MakeupTest), string(production.CameraTest), string(production.Rehearsal), string(production.Build),
		string(production.Travel), string(production.Move), string(production.Publicity), string(production.Holiday), string(production.DayOff), string(production.OtherEvent)}
)

// plain is a field that is a text.
func plain(f Field, at func(thing) *string) field {
	return field{Field: f, get: func(t thing) string { return *at(t) }, set: func(t thing, v value) { *at(t) = v.text }}
}

// named is a list of names; those of characters stand in capitals.
func named(f Field, capitals bool, at func(thing) *[]string) field {
	return field{Field: f, get: func(t thing) string { return writeNames(*at(t)) }, set: func(t thing, v value) {
		names := make([]string, 0, len(v.names))
		for _, name := range v.names {
			if capitals {
				name = strings.ToUpper(name)
			}
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		*at(t) = names
	}}
}

// clock is one end of a span of time.
func clock(f Field, last bool, of func(thing) span) field {
	f.Kind = Clock
	at := func(t thing) *production.Clock {
		s := of(t)
		if last {
			return s.end
		}
		return s.start
	}
	return field{
		Field: f,
		get:   func(t thing) string { return at(t).String() },
		set:   func(t thing, v value) { *at(t) = production.Clock(v.number) },
		guess: func(t thing) bool { s := of(t); return s.estimated != nil && *s.estimated },
		time:  func(t thing) timePlace { return timePlace{of(t), last} },
	}
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// limit is how many people a strip lets in; where nobody said, as many as there are.
func limit(t thing) int {
	if t.strip.Capacity < 0 {
		return math.MaxInt
	}
	return t.strip.Capacity
}

func count(n int) string {
	if n < 0 {
		return ""
	}
	return strconv.Itoa(n)
}
