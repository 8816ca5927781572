package intake

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
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
	{production.Publicity, []string{"publicity", "press", "epk", "interview", "photo shoot", "photocall", "gallery", "junket"}},
	{production.Holiday, []string{"holiday", "feiertag", "feriado", "jour ferie", "festivo"}},
	{production.DayOff, []string{"dayoff", "day off", "days off", "off day", "rest day", "drehfrei"}},
	{production.OtherEvent, []string{"recce", "scout", "motivbesichtigung", "reperage", "visita tecnica"}}, // "Recce, build yard" is no build
}

// eventKind is the kind of an event by its name: the word that comes first decides, so that
// "Rehearsal in costume" is a rehearsal.
func eventKind(name string) production.EventKind {
	key := plainKey(name)
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
	if c := r.calendar(r.chosen); c != nil {
		for _, e := range c.Events.Items {
			r.event(e, "")
		}
	}
	r.away()
	for _, e := range r.file.Elements.Items {
		who := firstOf(r.characters[e.ID.String()], single(e.Name.String()))
		for _, event := range e.Events.Items {
			if effect, _ := event.effect(); effect == effectEvent {
				r.event(event, who)
			}
		}
	}
	slices.SortStableFunc(r.out.Events, func(a, b production.Event) int { return strings.Compare(string(a.Date), string(b.Date)) })
}

// away gives the cast the dates on which they cannot work.
func (r *ussReader) away() {
	at := map[string]int{}
	for i, p := range r.out.People {
		if p.Kind == production.Cast {
			at[p.Character] = i
		}
	}
	for _, e := range r.castElements() {
		if i, ok := at[r.characters[e.ID.String()]]; ok {
			r.out.People[i].Away = mergeRanges(r.out.People[i].Away, r.awayDays(e))
		}
	}
}

// event adds one event, for everybody or for one element.
func (r *ussReader) event(e ussEvent, who string) {
	effect, word := e.effect()
	if effect == effectStart {
		return
	}
	date := dayOf(e.Date.String())
	if !date.Known() {
		r.warn(e.Date, "an event (%q) has no readable date and was left out", shorten(firstOf(e.Name.String(), word), 40))
		return
	}
	event := production.Event{
		Kind: eventKind(firstOf(e.finerKind(), word)), Date: date, Place: single(e.Place.String()), Scene: single(e.Scene.String()),
		Start: r.eventClock(e.Start), End: r.eventClock(e.End),
	}
	if effect == effectDayOff && event.Kind != production.Holiday {
		event.Kind = production.DayOff
	}
	event.Title = single(e.Name.String())
	if event.Title == "" || plainKey(event.Title) == plainKey(string(event.Kind)) || plainKey(event.Title) == effectDayOff {
		event.Title = eventTitles[event.Kind]
	}
	if who != "" {
		event.People = append(event.People, who)
	}
	for _, p := range e.People {
		addName(&event.People, r.personName(p))
	}
	r.joinEvent(event)
}

// finerKind is our "_kind", where it says more than custom.
func (e ussEvent) finerKind() string {
	kind := strings.ReplaceAll(e.Kind.String(), "_", " ")
	if eventKind(kind) == production.OtherEvent {
		return ""
	}
	return kind
}

// personName is a character's name where the text names an element or a character.
func (r *ussReader) personName(text string) string {
	if name, ok := r.characters[text]; ok {
		return name
	}
	return single(text)
}

func (r *ussReader) eventClock(t jsonText) production.Clock {
	return r.clock(&ussBreakdown{}, t)
}

// joinEvent adds the event, or its people to an equal one.
func (r *ussReader) joinEvent(event production.Event) {
	key := eventKey{event.Kind, event.Title, event.Date, event.Start, event.End, event.Place, event.Scene}
	i, ok := r.eventAt[key]
	if !ok {
		r.eventAt[key] = len(r.out.Events)
		r.out.Events = append(r.out.Events, event)
		return
	}
	have := &r.out.Events[i]
	for _, p := range event.People {
		addName(&have.People, p)
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

func mergeRanges(a, b []production.DateRange) []production.DateRange {
	var days []production.Date
	for _, r := range append(slices.Clone(a), b...) {
		for d := r.From; d <= r.To; d = d.AddDays(1) {
			days = append(days, d)
		}
	}
	return ranges(days)
}

// fillTimes runs the day model over what the schedule left open.
func (r *ussReader) fillTimes() {
	r.warnings = append(r.warnings, passMidnight(r.out.Days)...)
	r.opt.dayModel().Fill(r.out.Days, append(slices.Clone(r.out.Breakdown), r.opt.Known...))
}

// locations gathers where the company works, from the breakdown's location category and from the
// days, with the sets found there. A day's unit without a place takes that of its scenes.
func (r *ussReader) locations() {
	r.out.Locations = gatherLocations(r.out.Days, r.out.Breakdown)
}
