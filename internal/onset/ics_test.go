package onset

import (
	"bytes"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	ics "github.com/arran4/golang-ical"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

var published = ICSOptions{UIDDomain: "bts.example.org", Sequence: 7, Stamp: time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)}

// calendar writes a packet's calendar and reads it back.
func calendar(t *testing.T, p Packet, zone string, opt ICSOptions) []*ics.VEvent {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := p.ICS(&out, loc, opt); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(out.String(), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line is longer than RFC 5545 allows: %q", line)
		}
	}
	cal, err := ics.ParseCalendar(&out)
	if err != nil {
		t.Fatal(err)
	}
	return cal.Events()
}

func TestInstants(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, zone string
		date       production.Date
		start, end string
		from, to   string // UTC
	}{
		{"London, summer", "Europe/London", "2026-05-07", "08:15", "09:30", "2026-05-07T07:15:00Z", "2026-05-07T08:30:00Z"},
		{"London, winter", "Europe/London", "2026-12-07", "08:15", "09:30", "2026-12-07T08:15:00Z", "2026-12-07T09:30:00Z"},
		{"London, into summer time", "Europe/London", "2026-03-28", "23:30", "03:00+1", "2026-03-28T23:30:00Z", "2026-03-29T02:00:00Z"},
		{"London, out of summer time", "Europe/London", "2026-10-24", "23:30", "03:00+1", "2026-10-24T22:30:00Z", "2026-10-25T03:00:00Z"},
		{"London, the morning after", "Europe/London", "2026-10-25", "08:00", "09:00", "2026-10-25T08:00:00Z", "2026-10-25T09:00:00Z"},
		{"New York, into summer time", "America/New_York", "2026-03-07", "22:00", "04:30+1", "2026-03-08T03:00:00Z", "2026-03-08T08:30:00Z"},
		{"New York, out of summer time", "America/New_York", "2026-10-31", "22:00", "04:30+1", "2026-11-01T02:00:00Z", "2026-11-01T09:30:00Z"},
		{"no end", "Europe/London", "2026-05-07", "08:15", "", "2026-05-07T07:15:00Z", "2026-05-07T07:30:00Z"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := emptyDay()
			m := Entry{Moment: "m", Title: "Take", Start: at(c.start), End: none}
			if c.end != "" {
				m.End = at(c.end)
			}
			p.Date, p.Moments = c.date, []Entry{m}
			events := calendar(t, p, c.zone, published)
			start, errStart := events[1].GetStartAt()
			end, errEnd := events[1].GetEndAt()
			if errStart != nil || errEnd != nil {
				t.Fatal(errStart, errEnd)
			}
			if got := start.UTC().Format(time.RFC3339); got != c.from {
				t.Errorf("it starts at %s, not %s", got, c.from)
			}
			if got := end.UTC().Format(time.RFC3339); got != c.to {
				t.Errorf("it ends at %s, not %s", got, c.to)
			}
		})
	}
}

func value(e *ics.VEvent, name ics.ComponentProperty) string {
	if p := e.GetProperty(name); p != nil {
		return p.Value
	}
	return ""
}

func TestWhatTheCalendarSays(t *testing.T) {
	t.Parallel()
	events := calendar(t, fullDay(), "Europe/London", published)
	if len(events) != 4 {
		t.Fatalf("%d entries, not the day and three moments", len(events))
	}
	day, stunt := events[0], events[3]
	for _, c := range []struct {
		event *ics.VEvent
		name  ics.ComponentProperty
		says  string
	}{
		{day, ics.ComponentPropertySummary, "Day 4 · Thu 7 May · The Lamp Room · call 06:30"},
		{day, ics.ComponentPropertyDtStart, "20260507T053000Z"},
		{day, ics.ComponentPropertyDtEnd, "20260507T173000Z"},
		{day, ics.ComponentPropertyTransp, "TRANSPARENT"},
		{day, ics.ComponentPropertyLocation, "Harbour Mill; Old Bridge"},
		{day, ics.ComponentPropertyDescription, "Zoë Müller-Łukasik 07:30–18:30, meal 12:30–13:15"},
		{day, ics.ComponentPropertyDescription, "Limit: Attic, 10:15–12:30: closed set"},
		{stunt, ics.ComponentPropertySummary, "The fall from the bridge: rigging and first take · scene 47"},
		{stunt, ics.ComponentPropertyLocation, "Old Bridge"},
		{stunt, ics.ComponentPropertyDescription, "Zoë Müller-Łukasik: video\nBen Okafor: stills\nKit: A camera, long lens, ear defenders"},
		{stunt, ics.ComponentPropertyDescription, "Stay behind the tape"},
		{events[2], ics.ComponentPropertyDescription, "CLOSED SET"},
		{stunt, ics.ComponentPropertySequence, "7"},
		{stunt, ics.ComponentPropertyDtstamp, "20260501T090000Z"},
		{stunt, ics.ComponentPropertyUrl, "https://bts.example.org/p/the-lamp-room/days/2026-05-07"},
	} {
		if got := value(c.event, c.name); !strings.Contains(got, c.says) {
			t.Errorf("%s is %q, which does not say %q", c.name, got, c.says)
		}
	}
}

func TestUIDs(t *testing.T) {
	t.Parallel()
	uids := func(p Packet) []string {
		var all []string
		for _, e := range calendar(t, p, "Europe/London", published) {
			all = append(all, e.Id())
		}
		return all
	}
	first := uids(fullDay())
	seen := make(map[string]bool)
	for _, uid := range first {
		if seen[uid] || !strings.HasSuffix(uid, "@bts.example.org") {
			t.Errorf("the UID %q is not unique and ours", uid)
		}
		seen[uid] = true
	}
	changed := fullDay()
	changed.Production, changed.Title, changed.Moments[0].Start, changed.Moments[0].Title = "New title", "Day 5", at("14:45"), "Fall"
	for _, uid := range uids(changed) {
		if !seen[uid] {
			t.Errorf("a change of titles and times made the new UID %q", uid)
		}
	}
	moved := fullDay()
	moved.Date = "2026-05-08"
	for _, uid := range uids(moved) {
		if seen[uid] {
			t.Errorf("another date keeps the UID %q", uid)
		}
	}
}

func TestADayWithoutTimesIsAnAllDayEntry(t *testing.T) {
	t.Parallel()
	events := calendar(t, emptyDay(), "America/New_York", published)
	if len(events) != 1 {
		t.Fatalf("%d entries, not the day alone", len(events))
	}
	start, end := value(events[0], ics.ComponentPropertyDtStart), value(events[0], ics.ComponentPropertyDtEnd)
	if start != "20260510" || end != "20260511" {
		t.Errorf("the day is from %s to %s", start, end)
	}
}

func TestICSOnABrokenWriter(t *testing.T) {
	t.Parallel()
	if err := fullDay().ICS(brokenWriter{}, time.UTC, published); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a broken writer gives %v", err)
	}
}

// TestWhatDoesNotHold is cancelled in calendars and said first, on paper too.
func TestWhatDoesNotHold(t *testing.T) {
	t.Parallel()
	p := fullDay()
	p.Changed = "The schedule changed after this plan."
	p.Moments[0].Broken = "the set is closed now"
	const warning = "Does not hold: the set is closed now; plan again."
	cancelled := 0
	for _, event := range calendar(t, p, "Europe/London", published) {
		status := event.GetProperty(ics.ComponentPropertyStatus)
		if status == nil {
			continue
		}
		cancelled++
		words := event.GetProperty(ics.ComponentPropertyDescription).Value
		if status.Value != "CANCELLED" || event.Id() != p.uid("m2", published.UIDDomain) || !strings.HasPrefix(words, warning) {
			t.Errorf("%s is %s: %s", event.Id(), status.Value, words)
		}
	}
	if cancelled != 1 {
		t.Errorf("%d entries are cancelled, want one", cancelled)
	}
	text := textOf(t, render(t, p, A4, Fonts{}))
	if !strings.Contains(text, p.Changed) || strings.Count(text, warning) != 1 {
		t.Errorf("the paper does not warn: %s", text)
	}
}

// TestCalendarSpeaksCalmly: places as people write them, limits as limits, our own name as the maker.
func TestCalendarSpeaksCalmly(t *testing.T) {
	t.Parallel()
	p := fullDay()
	p.Locations[0].Name, p.Moments[0].Place = "HARBOUR MILL", "OLD BRIDGE"
	var out bytes.Buffer
	if err := p.ICS(&out, time.UTC, published); err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(out.String(), "\r\n ", "")
	for _, want := range []string{"PRODID:-//BTS Director//bts//EN\r\n", "LOCATION:Harbour Mill", "LOCATION:Old Bridge", "Limit: Attic"} {
		if !strings.Contains(text, want) {
			t.Errorf("the calendar lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Not: ") {
		t.Error("a limit reads like a ban")
	}
}
