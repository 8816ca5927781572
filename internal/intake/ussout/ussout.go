// Package ussout writes schedules in the Universal Schedule Standard: back into the file that the main
// unit gave us, with our bookings as custom keys and nothing else touched, or as a file of its own made
// of the facts. docs/formats/uss.md lists the keys.
package ussout

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
)

// The custom keys of our own work. Readers of ours pass over them: they never become facts.
const (
	workKey     = "_bts"         // of the schedule itself
	bookingsKey = "_btsBookings" // of a scene's breakdown and of an event
)

// BTS is our work as the main unit may see it. Everything in it is written: who calls leaves out what
// must not be shown, above all bookings in closed sets.
type BTS struct {
	Production string    // title
	MadeAt     time.Time // when the plan was made; the zero time is left out
	Plan       string    // id of the plan
	CrewDays   int       // crew-days that the plan uses
	Bookings   []Booking // in the order in which they are to stand
}

// Booking is one moment that BTS covers. It is written to the breakdown of its scene, to its event, or
// where the file has neither to the schedule itself.
type Booking struct {
	Scene string // scene number, "" for none
	Event string // title of the event that it covers on Date, "" for none

	Moment string // id
	Title  string
	Kind   string
	Date   production.Date  // "" unknown
	Start  production.Clock // NoClock unknown
	End    production.Clock
	Place  string
	Team   []string // names
	Status string
}

// Write writes a schedule file in UTF-8.
//
// With original, the file as it was imported, the answer is that file with our work added: every key,
// order, number and line of it stays as it is. What an earlier Write has added is replaced. Original
// may be any JSON object; the facts are not looked at.
//
// Without original a file of version 1.0 of the standard is made of the facts: the same facts give the
// same bytes. It returns fault.Invalid when original is no JSON object.
func Write(original []byte, facts production.Facts, bts BTS) ([]byte, error) {
	if len(original) == 0 {
		fresh, err := newSchedule(facts, bts).encode()
		if err != nil {
			return nil, err
		}
		original = fresh
	}
	places, err := intake.FindInUSS(original, intake.Options{})
	if err != nil {
		return nil, err
	}
	out, err := addWork(places, bts)
	if err != nil {
		return nil, err
	}
	if mark := []byte("\ufeff"); bytes.HasPrefix(original, mark) {
		out = append(mark, out...)
	}
	return out, nil
}

// addWork puts the bookings where they belong and removes those of an earlier export.
func addWork(places intake.USSPlaces, bts BTS) ([]byte, error) {
	scenes := map[string]int{}
	for i, s := range places.Scenes {
		scenes[s.Key] = i
	}
	for i, s := range places.Scenes { // a scene in parts has its bookings at the first one
		if _, known := scenes[s.Base]; !known {
			scenes[s.Base] = i
		}
	}
	ofScene, ofEvent := make([][]bookingJSON, len(places.Scenes)), make([][]bookingJSON, len(places.Events))
	var rest []bookingJSON
	for _, b := range bts.Bookings {
		if i, ok := scenes[intake.SceneKey(b.Scene)]; ok && b.Scene != "" {
			ofScene[i] = append(ofScene[i], b.json())
		} else if i := slices.IndexFunc(places.Events, b.covers); i >= 0 {
			ofEvent[i] = append(ofEvent[i], b.json())
		} else {
			rest = append(rest, b.json())
		}
	}
	var e edits
	for i, s := range places.Scenes {
		if err := e.setList(s.Object, bookingsKey, ofScene[i]); err != nil {
			return nil, err
		}
	}
	for i, event := range places.Events {
		if err := e.setList(event.Object, bookingsKey, ofEvent[i]); err != nil {
			return nil, err
		}
	}
	if err := e.set(places.Body, workKey, bts.json(rest)); err != nil {
		return nil, err
	}
	return e.apply(places.Body.Document()), nil
}

// covers reports that the booking is about an event of the file.
func (b Booking) covers(e intake.USSEvent) bool {
	return b.Event != "" && b.Date == e.Date && strings.EqualFold(strings.TrimSpace(b.Event), e.Title)
}

// The objects as they stand in the file. Times are as the day has them, "00:30+1" after midnight.
type (
	workJSON struct {
		Production string        `json:"production,omitempty"`
		MadeAt     string        `json:"madeAt,omitempty"`
		Plan       string        `json:"plan,omitempty"`
		CrewDays   int           `json:"crewDays,omitempty"`
		Bookings   []bookingJSON `json:"bookings,omitempty"`
	}
	bookingJSON struct {
		Moment string   `json:"moment,omitempty"`
		Title  string   `json:"title"`
		Kind   string   `json:"kind,omitempty"`
		Scene  string   `json:"scene,omitempty"`
		Event  string   `json:"event,omitempty"`
		Date   string   `json:"date,omitempty"`
		Start  string   `json:"start,omitempty"`
		End    string   `json:"end,omitempty"`
		Place  string   `json:"place,omitempty"`
		Team   []string `json:"team,omitempty"`
		Status string   `json:"status,omitempty"`
	}
)

func (b Booking) json() bookingJSON {
	return bookingJSON{
		Moment: b.Moment, Title: b.Title, Kind: b.Kind, Scene: b.Scene, Event: b.Event, Date: string(b.Date),
		Start: b.Start.String(), End: b.End.String(), Place: b.Place, Team: b.Team, Status: b.Status,
	}
}

func (w BTS) json(rest []bookingJSON) workJSON {
	out := workJSON{Production: w.Production, Plan: w.Plan, CrewDays: w.CrewDays, Bookings: rest}
	if !w.MadeAt.IsZero() {
		out.MadeAt = w.MadeAt.UTC().Format(time.RFC3339)
	}
	return out
}

// edits are replacements in a text; they never overlap.
type edits []edit

type edit struct {
	from, to int
	text     string
}

// setList sets a list under a key of an object; without items the key is removed.
func (e *edits) setList(object jsonspan.Span, key string, items []bookingJSON) error {
	if len(items) == 0 {
		e.remove(object, key)
		return nil
	}
	return e.set(object, key, items)
}

// set sets a key of an object: the value of a key that is there is replaced, else it becomes the last
// member, laid out like the others. Of equal keys the last one counts and is replaced.
func (e *edits) set(object jsonspan.Span, key string, value any) error {
	text, err := compact(value)
	if err != nil {
		return err
	}
	var members []jsonspan.Member
	var first, last jsonspan.Member
	for m := range object.Members() {
		if first.From == 0 {
			first = m
		}
		last = m
		if m.Key == key {
			members = append(members, m)
		}
	}
	if n := len(members); n > 0 {
		*e = append(*e, edit{members[n-1].Value.From, members[n-1].Value.To, text})
		return nil
	}
	name, _ := compact(key)
	if first.From == 0 {
		*e = append(*e, edit{object.From + 1, object.From + 1, name + ":" + text})
		return nil
	}
	space := object.Document()[object.From+1 : first.From] // line break and indentation
	*e = append(*e, edit{last.Value.To, last.Value.To, "," + space + name + ": " + text})
	return nil
}

// remove cuts the members under a key, each with the comma that set it off.
func (e *edits) remove(object jsonspan.Span, key string) {
	before, kept := 0, false // end of the member before; whether one before stays
	var cut *edit            // at the beginning of the object, up to the next member
	for m := range object.Members() {
		if cut != nil {
			cut.to = m.From
			*e = append(*e, *cut)
			cut = nil
		}
		switch {
		case m.Key != key:
			kept = true
		case kept:
			*e = append(*e, edit{from: before, to: m.Value.To})
		default:
			cut = &edit{from: m.From, to: m.Value.To}
		}
		before = m.Value.To
	}
	if cut != nil {
		*e = append(*e, *cut)
	}
}

// apply makes the text with the replacements.
func (e edits) apply(text string) []byte {
	slices.SortStableFunc(e, func(a, b edit) int { return a.from - b.from })
	var out bytes.Buffer
	out.Grow(len(text) + 4096)
	at := 0
	for _, one := range e {
		out.WriteString(text[at:one.from])
		out.WriteString(one.text)
		at = one.to
	}
	out.WriteString(text[at:])
	return out.Bytes()
}

// compact writes a value on one line, with letters as they are.
func compact(value any) (string, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return "", err
	}
	return strings.TrimSpace(out.String()), nil
}
