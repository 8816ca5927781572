package ical

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"time"
)

const (
	// lastYear is how far a zone that a file defines is laid out.
	lastYear = 2100
	// maxChanges bounds the changes of clocks of one zone; two a year since 1900 are 400.
	maxChanges = 2000
	// allChanges bounds those of all zones of a file.
	allChanges = 20_000
	// maxObservances bounds the STANDARD and DAYLIGHT parts of one zone.
	maxObservances = 200
)

// change is one change of clocks.
type change struct {
	at     int64 // Unix time
	before int   // seconds east of Greenwich until then
	zone   zoneType
}

type zoneType struct {
	offset   int
	daylight bool
	name     string
}

// observed is the zone of a VTIMEZONE, nil for one without a usable part.
func (z *zones) observed(c *Component) *time.Location {
	var changes []change
	for i, part := range c.Parts {
		if i == maxObservances || len(changes) >= maxChanges || z.laidOut > allChanges {
			break
		}
		if part.Name == "STANDARD" || part.Name == "DAYLIGHT" {
			changes = append(changes, changesOf(part, z.problem)...)
			z.laidOut += len(changes)
		}
	}
	if len(changes) == 0 {
		return nil
	}
	slices.SortStableFunc(changes, func(a, b change) int { return int(min(max(a.at-b.at, -1), 1)) })
	changes = changes[:min(len(changes), maxChanges)]
	loc, err := time.LoadLocationFromTZData(c.Text("TZID"), compiled(changes))
	if err != nil {
		return nil
	}
	return loc
}

// changesOf lays out one STANDARD or DAYLIGHT part: its start, its dates and its rule, all in the
// time that was kept before (RFC 5545, 3.6.5).
func changesOf(part *Component, problem func(int, string, ...any)) []change {
	before, ok1 := parseOffset(part.Text("TZOFFSETFROM"))
	after, ok2 := parseOffset(part.Text("TZOFFSETTO"))
	start, ok3 := parseMoment(part.Text("DTSTART"))
	if !ok1 {
		before = after
	}
	if !ok2 || !ok3 {
		problem(int(part.Line), "a part of a time zone has no readable start or offset and was left out")
		return nil
	}
	from := fixedZone(before)
	walls := []time.Time{start.Wall}
	for p := range part.FindAll("RDATE") {
		for one := range strings.SplitSeq(p.Value, ",") {
			one, _, _ = strings.Cut(one, "/")
			if m, ok := parseMoment(one); ok && len(walls) < maxChanges {
				walls = append(walls, m.in(from, from))
			}
		}
	}
	for p := range part.FindAll("RRULE") {
		r, _, err := parseRule(p.Value)
		if err != nil || r.freq < daily {
			problem(int(p.Line), "a rule of a time zone was left out")
			continue
		}
		steps := 100_000
		to := time.Date(lastYear, 1, 1, 0, 0, 0, 0, time.UTC)
		r.expand(start.Wall, start.Wall, to, r.end(from, start.Timed), &steps).each(func(t time.Time) bool {
			walls = append(walls, t)
			return len(walls) < maxChanges
		})
	}
	kind := zoneType{after, part.Name == "DAYLIGHT", brief(part.Text("TZNAME"))}
	changes := make([]change, 0, len(walls))
	for _, wall := range walls {
		changes = append(changes, change{wall.Unix() - int64(before), before, kind})
	}
	return changes
}

// end is the rule's UNTIL as a reading in the zone: a date counts to its last second.
func (r rule) end(zone *time.Location, timed bool) time.Time {
	switch {
	case !r.bounded:
		return time.Time{}
	case !r.until.Timed:
		return r.until.Wall.Add(day - time.Second)
	case !timed:
		return midnight(r.until.Wall).Add(day - time.Second)
	}
	return r.until.in(zone, zone)
}

// compiled writes the changes as a TZif file of version 2 (RFC 8536), which the time package reads.
func compiled(changes []change) []byte {
	types := []zoneType{{changes[0].before, false, "-"}}
	var names bytes.Buffer
	var times, index, kinds []byte
	at := func(k zoneType) byte {
		i := slices.Index(types, k)
		if i < 0 && len(types) < 250 {
			types, i = append(types, k), len(types)
		}
		return byte(max(i, 0))
	}
	for _, c := range changes {
		times = binary.BigEndian.AppendUint64(times, uint64(c.at))
		index = append(index, at(c.zone))
	}
	for _, k := range types {
		kinds = binary.BigEndian.AppendUint32(kinds, uint32(int32(k.offset)))
		daylight := byte(0)
		if k.daylight {
			daylight = 1
		}
		place := 0
		if names.Len() < 240 {
			place = names.Len()
			names.WriteString(k.name[:min(len(k.name), 10)])
			names.WriteByte(0)
		}
		kinds = append(kinds, daylight, byte(place))
	}
	header := func(times, types, letters int) []byte {
		out := append([]byte("TZif2"), make([]byte, 15)...)
		for _, n := range []int{0, 0, 0, times, types, letters} {
			out = binary.BigEndian.AppendUint32(out, uint32(n))
		}
		return out
	}
	empty := append(header(0, 1, 1), make([]byte, 7)...)
	return slices.Concat(empty, header(len(changes), len(types), names.Len()), times, index, kinds, names.Bytes(), []byte("\n\n"))
}
