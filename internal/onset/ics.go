package onset

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

var utc = time.UTC

// defaultMinutes is the length of an entry whose end is not known.
const defaultMinutes = 15

// ICSOptions say whose calendar entries these are.
type ICSOptions struct {
	UIDDomain string    // right part of every UID (RFC 7986, 5.3), "bts.example.org"
	Sequence  int       // grows with every published change of the plan (RFC 5545, 3.8.7.4)
	Stamp     time.Time // when this version was made
}

// ICS writes the day as an iCalendar (RFC 5545): one entry for the crew's day and one for each
// moment. An entry keeps its UID as long as production, date and moment stay the same, so that a
// calendar moves it instead of showing it twice. Times are instants in UTC, taken from the wall
// clock in zone, and thus right on any device on either side of a change of clocks; what has no time
// is an entry for the whole day. It returns fault.Unavailable when w fails.
func (p Packet) ICS(w io.Writer, zone *time.Location, opt ICSOptions) error {
	cal := ics.NewCalendarFor("BTS Director")
	cal.SetProductId("-//BTS Director//bts//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(joined(" · ", p.Production, "BTS"))
	cal.SetXWRTimezone(zone.String())
	p.addDay(cal, zone, opt)
	for _, m := range p.moments() {
		event := p.addEvent(cal, string(m.Moment), opt)
		p.setSpan(event, m.Start, m.End, zone)
		event.SetSummary(joined(" · ", m.Title, sceneWords(m.Scene)))
		if m.Place != "" {
			event.SetLocation(production.CalmName(m.Place))
		}
		if m.Broken != "" {
			event.SetStatus(ics.ObjectStatusCancelled)
		}
		if words := m.description(); words != "" {
			event.SetDescription(words)
		}
	}
	// RFC 5545, 3.1: lines end in CRLF, whatever the machine's habit.
	if _, err := io.WriteString(w, cal.Serialize(ics.WithNewLineWindows)); err != nil {
		return fault.New(fault.Unavailable, "the calendar could not be written").WithCause(err)
	}
	return nil
}

// addDay adds call to wrap of the crew, of the main unit when no crew is called. It does not make
// anybody busy: the moments do.
func (p Packet) addDay(cal *ics.Calendar, zone *time.Location, opt ICSOptions) {
	call, wrap := p.span()
	if !call.Known() {
		call, wrap = p.Call, p.Wrap
	}
	event := p.addEvent(cal, "day", opt)
	p.setSpan(event, call, wrap, zone)
	event.SetTimeTransparency(ics.TransparencyTransparent)
	var callWords string
	if call.Known() {
		callWords = "call " + call.String()
	}
	event.SetSummary(joined(" · ", p.Title, p.Production, callWords))
	lines := []string{p.Changed, joined(", ", spanWords("Main unit", p.Call, p.Wrap), p.Revision)}
	var places []string
	for _, s := range p.Shifts {
		meal := fromTo(s.Meal, s.MealTo)
		if meal != "" {
			meal = "meal " + meal
		}
		lines = append(lines, joined(", ", spanWords(s.Name, s.Call, s.Wrap), meal))
	}
	for _, warning := range p.DoNot {
		lines = append(lines, "Limit: "+warning)
	}
	for _, place := range p.Locations {
		places = append(places, production.CalmName(place.Name))
	}
	if len(places) > 0 {
		event.SetLocation(strings.Join(places, "; "))
	}
	if words := joined("\n", append(lines, p.URL)...); words != "" {
		event.SetDescription(words)
	}
}

func (p Packet) addEvent(cal *ics.Calendar, thing string, opt ICSOptions) *ics.VEvent {
	event := cal.AddEvent(p.uid(thing, opt.UIDDomain))
	event.SetDtStampTime(opt.Stamp.UTC())
	event.SetSequence(opt.Sequence)
	if p.URL != "" {
		event.SetURL(p.URL)
	}
	return event
}

// uid is the same for the same production, date and thing, and tells nobody their names.
func (p Packet) uid(thing, domain string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(p.ProductionID), string(p.Date), thing}, "\x00")))
	return hex.EncodeToString(sum[:16]) + "@" + cmp.Or(domain, "bts.invalid")
}

// setSpan sets when an event is: instants, or the whole day where the start is not known.
func (p Packet) setSpan(event *ics.VEvent, from, to production.Clock, zone *time.Location) {
	if !from.Known() {
		event.SetAllDayStartAt(p.Date.At(0, utc))
		event.SetAllDayEndAt(p.Date.AddDays(1).At(0, utc))
		return
	}
	if to <= from {
		to = from + defaultMinutes
	}
	event.SetStartAt(p.Date.At(from, zone))
	event.SetEndAt(p.Date.At(to, zone))
}

func (m Entry) description() string {
	lines := []string{m.Warning()}
	if m.Closed {
		lines = append(lines, "CLOSED SET: ask the 1st AD before you go in")
	}
	for _, t := range m.Team {
		lines = append(lines, joined(": ", t.Name, t.Skill))
	}
	if len(m.Kit) > 0 {
		lines = append(lines, "Kit: "+strings.Join(m.Kit, ", "))
	}
	for _, why := range m.Why {
		lines = append(lines, "Why: "+why)
	}
	return joined("\n", append(lines, m.Note)...)
}

func sceneWords(scene string) string {
	if scene == "" {
		return ""
	}
	return "scene " + scene
}

func spanWords(who string, from, to production.Clock) string {
	if times := fromTo(from, to); times != "" {
		return fmt.Sprintf("%s %s", who, times)
	}
	return ""
}
