package intake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// eventWords find the kind of an event by its words, the earliest in the name. The standard has only
// fitting, rehearsal, travel and custom; the rest are names that productions give to custom events.
var eventWords = []struct {
	kind  production.EventKind
	words []string
}{
	{production.CameraTest, []string{"camera test", "screen test", "lens test", "kameratest", "lighting test", "hair and camera"}},
	{production.MakeupTest, []string{"make up", "makeup", "hair test", "prosthetic", "maske", "maquillage"}},
	{production.Fitting, []string{"fitting", "wardrobe", "costume", "kostum", "anprobe", "essayage", "prova de"}},
	{production.Rehearsal, []string{"rehears", "read through", "readthrough", "table read", "probe", "ensaio", "ensayo", "repetition", "training", "blocking"}},
	{production.Build, []string{"build", "construction", "set dress", "strike", "aufbau", "construcao"}},
	{production.Move, []string{"company move", "unit move", "move to"}},
	{production.Travel, []string{"travel", "reise", "viagem", "viaje", "voyage", "flight"}},
	{production.Publicity, []string{"publicity", "press", "epk", "interview", "photo shoot", "photocall", "photo", "gallery", "junket"}},
	{production.Holiday, []string{"holiday", "feiertag", "feriado", "jour ferie", "festivo"}},
	{production.DayOff, []string{"dayoff", "day off", "days off", "off day", "rest day", "drehfrei"}},
	{production.OtherEvent, []string{"recce", "scout", "motivbesichtigung", "reperage", "visita tecnica"}}, // "Recce, build yard" is no build
}

// eventKind is the kind of an event by its name: the word that comes first decides, so that
// "Rehearsal in costume" is a rehearsal.
func eventKind(name string) production.EventKind {
	key := spelling.Key(name)
	kind, first := production.OtherEvent, len(key)
	for _, e := range eventWords {
		for _, word := range e.words {
			if at := strings.Index(key, word); at >= 0 && at < first {
				kind, first = e.kind, at
			}
		}
	}
	return kind
}

// eventTitles are the titles of events that have no name of their own.
var eventTitles = map[production.EventKind]string{
	production.Fitting: "Fitting", production.Rehearsal: "Rehearsal", production.Travel: "Travel", production.Holiday: "Holiday",
	production.DayOff: "Day off", production.MakeupTest: "Make-up test", production.CameraTest: "Camera test", production.Build: "Set build",
	production.Move: "Company move", production.Publicity: "Publicity", production.OtherEvent: "Event",
}

// events reads the calendar's events and those of elements; equal ones of several elements become
// one event with several people. Elements' days off become times away.
func (r *ussReader) events() {
	if r.chosen != nil {
		r.eachEvent(r.chosen.events, func(e ussEvent) { r.event(e, "") })
	}
	r.away()
	for i := range r.elements {
		e := &r.elements[i]
		r.eachEvent(fieldsOf(e.at).get("events"), func(event ussEvent) {
			if event.effect == effectEvent {
				r.event(event, firstOf(e.character, e.name))
			}
		})
	}
	slices.SortStableFunc(r.out.Events, func(a, b production.Event) int { return strings.Compare(string(a.Date), string(b.Date)) })
	r.warnHolidays()
}

// event adds an event, for everybody or for one element, on each of its dates.
func (r *ussReader) event(e ussEvent, who string) {
	if e.effect == effectStart || e.passed {
		return
	}
	days := r.daysOf(e)
	if len(days) == 0 {
		r.warn(e.at, "an event (%q) has no readable date and was left out", spelling.Shorten(firstOf(e.name, e.kind), 40))
		return
	}
	event := production.Event{
		Kind: e.kindOf(), Start: e.start, End: e.end, Place: e.place, Scene: e.scene,
	}
	if e.effect == effectDayOff && event.Kind != production.Holiday {
		event.Kind = production.DayOff
	}
	event.Title = eventTitle(e, event.Kind)
	if who != "" {
		event.People = append(event.People, who)
	}
	for leaf := range e.people.Leaves() {
		production.AddName(&event.People, r.personName(leaf))
	}
	for _, day := range days {
		event.Date = day
		r.joinEvent(event)
	}
}

// eventTitle is the event's name; names that only repeat the kind ("doodTravel", "dayOff") are written
// as people say them.
func eventTitle(e ussEvent, kind production.EventKind) string {
	title := e.name
	bare, dood := strings.CutPrefix(title, "dood")
	if dood && bare != "" && bare == capital(bare) {
		title = bare
	}
	switch key := strings.ReplaceAll(spelling.Key(title), " ", ""); {
	case key == "" && kind == production.OtherEvent && e.kind != "" && e.kind != "custom":
		return capital(e.kind)
	case key == "", key == effectDayOff, key == strings.ReplaceAll(string(kind), "_", ""):
		return eventTitles[kind]
	}
	return title
}

// capital raises the first letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// kindOf is our "_kind", which may also be other; else what the name says.
func (e ussEvent) kindOf() production.EventKind {
	kind := eventKind(e.own)
	if kind != production.OtherEvent || e.own == string(production.OtherEvent) {
		return kind
	}
	return eventKind(e.kind)
}

// personName is a character's name where the value names an element or a character.
func (r *ussReader) personName(v jsonspan.Span) string {
	if i, ok := r.elementAt[idOf(v)]; ok && r.elements[i].character != "" {
		return r.elements[i].character
	}
	return spelling.Single(spanText(v))
}

// joinEvent adds the event, or its people to an equal one.
func (r *ussReader) joinEvent(event production.Event) {
	key := eventKey{event.Kind, event.Title, event.Date, event.Start, event.End, event.Place, event.Scene}
	i, ok := r.eventAt[key]
	if !ok {
		if len(r.out.Events) >= maxScenes {
			return
		}
		r.eventAt[key] = len(r.out.Events)
		event.People = slices.Clone(event.People)
		r.out.Events = append(r.out.Events, event)
		return
	}
	have := &r.out.Events[i]
	for _, p := range event.People {
		production.AddName(&have.People, p)
	}
}

// eventKey is what two equal events share.
type eventKey struct {
	kind  production.EventKind
	title string
	date  production.Date
	start production.Clock
	end   production.Clock
	place string
	scene string
}

// warnHolidays points at shoot days that fall on a holiday which the calendar does not skip: only a
// day off moves shoot days, a holiday that is a mere event does not.
func (r *ussReader) warnHolidays() {
	shoots := map[production.Date]int{}
	for _, d := range r.out.Days {
		shoots[d.Date] = d.Number
	}
	for _, e := range r.out.Events {
		if n, ok := shoots[e.Date]; ok && e.Kind == production.Holiday && e.Date.Known() {
			r.warn(jsonspan.Span{}, "shoot day %d falls on a holiday, %s: the calendar has it as an event, not as a day off", n, e.Date.Spoken())
		}
	}
}

// fillTimes runs the day model over what the schedule left open.
func (r *ussReader) fillTimes() {
	r.warnings = append(r.warnings, passMidnight(r.out.Days)...)
	r.opt.dayModel().Fill(r.out.Days, append(slices.Clone(r.out.Breakdown), r.opt.Known...))
}
