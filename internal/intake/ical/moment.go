package ical

import (
	"strconv"
	"strings"
	"time"
)

// Moment is a DATE or DATE-TIME as written: what clock and calendar on the wall show, and where the
// wall stands.
type Moment struct {
	Wall  time.Time      // the reading of the clock; its own location is UTC for want of one
	Timed bool           // false for a date alone
	Zone  *time.Location // nil floats: the reader's zone is meant
}

// day is the length of a date.
const day = 24 * time.Hour

// parseMoment reads "20260512", "20260512T073000", with "Z" or an offset behind it, and the same
// with the separators of ISO 8601, which some programs leave in.
func parseMoment(s string) (Moment, bool) {
	s = strings.TrimSpace(s)
	var m Moment
	datePart, timePart, _ := strings.Cut(strings.ToUpper(s), "T")
	if timePart == "" {
		datePart, timePart, _ = strings.Cut(strings.TrimSpace(datePart), " ")
	}
	d := strings.ReplaceAll(datePart, "-", "")
	year, ok1 := number(d, 0, 4)
	month, ok2 := number(d, 4, 6)
	dayOf, ok3 := number(d, 6, 8)
	if !ok1 || !ok2 || !ok3 || len(d) != 8 {
		return m, false
	}
	m.Wall = time.Date(year, time.Month(month), dayOf, 0, 0, 0, 0, time.UTC)
	if m.Wall.Day() != dayOf || int(m.Wall.Month()) != month || year == 0 {
		return m, false
	}
	if timePart == "" {
		return m, true
	}
	clock, zone := timePart, ""
	if at := strings.IndexAny(timePart, "Z+-"); at >= 0 {
		clock, zone = timePart[:at], timePart[at:]
	}
	clock, _, _ = strings.Cut(strings.ReplaceAll(clock, ":", ""), ".")
	hour, okH := number(clock, 0, 2)
	minute, okM := number(clock, 2, 4)
	second, okS := number(clock, 4, 6)
	if !okH || !okM || len(clock) > 4 && !okS || hour > 24 || minute > 59 || second > 60 {
		return m, false
	}
	m.Timed = true
	m.Wall = m.Wall.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second)
	if zone == "Z" {
		m.Zone = time.UTC
	} else if seconds, ok := parseOffset(zone); ok {
		m.Zone = fixedZone(seconds)
	}
	return m, true
}

func number(s string, from, to int) (int, bool) {
	if len(s) < to || digits(s[from:to]) != to-from {
		return 0, false
	}
	n, err := strconv.Atoi(s[from:to])
	return n, err == nil
}

// parseOffset reads "+0100", "-05:00", "+053045" and "+01" as seconds east of Greenwich.
func parseOffset(s string) (int, bool) {
	s = strings.ReplaceAll(strings.TrimSpace(s), ":", "")
	if len(s) < 3 || s[0] != '+' && s[0] != '-' || digits(s[1:]) != len(s)-1 {
		return 0, false
	}
	hours, _ := number(s, 1, 3)
	minutes, _ := number(s, 3, 5)
	seconds, _ := number(s, 5, 7)
	total := hours*3600 + minutes*60 + seconds
	if hours > 24 || minutes > 59 || seconds > 59 {
		return 0, false
	}
	if s[0] == '-' {
		total = -total
	}
	return total, true
}

func fixedZone(seconds int) *time.Location {
	if seconds == 0 {
		return time.UTC
	}
	sign, abs := "+", seconds
	if abs < 0 {
		sign, abs = "-", -abs
	}
	return time.FixedZone("UTC"+sign+time.Unix(int64(abs), 0).UTC().Format("15:04"), seconds)
}

// Instant is when the clock in loc shows the reading of wall. A reading that is skipped by a change
// of clocks counts by the offset before it, one that comes twice is the first (RFC 5545, 3.3.5).
func Instant(wall time.Time, loc *time.Location) time.Time {
	t := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, loc)
	_, before := t.Add(-12 * time.Hour).Zone()
	first := time.Unix(wall.Unix()-int64(before), 0).In(loc)
	if first.Equal(t) || readsAs(first, wall) || !readsAs(t, wall) {
		return first
	}
	return t
}

func readsAs(t, wall time.Time) bool {
	return t.Hour() == wall.Hour() && t.Minute() == wall.Minute() && t.Day() == wall.Day()
}

// Reading is what the clock in t's location shows, as a Moment has it.
func Reading(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// in is the reading in another zone; a date stays what it is.
func (m Moment) in(zone, floating *time.Location) time.Time {
	if !m.Timed {
		return m.Wall
	}
	from := m.Zone
	if from == nil {
		from = floating
	}
	if zone == nil {
		zone = floating
	}
	if from == zone {
		return m.Wall
	}
	return Reading(Instant(m.Wall, from).In(zone))
}

// String is the moment in iCalendar's form.
func (m Moment) String() string {
	switch {
	case !m.Timed:
		return m.Wall.Format("20060102")
	case m.Zone == time.UTC:
		return m.Wall.Format("20060102T150405Z")
	}
	return m.Wall.Format("20060102T150405")
}

// span is how long something lasts: days by the calendar and hours by the clock.
type span struct {
	days  int
	hours time.Duration
	wall  bool // hours are what the clock on the wall shows, whatever happens to clocks meanwhile
	known bool
}

// parseSpan reads a DURATION such as P1DT2H, PT15M, -P1W.
func parseSpan(s string) (span, bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimLeft(s, "+-")
	if !strings.HasPrefix(s, "P") {
		return span{}, false
	}
	out, inTime, any := span{known: true}, false, false
	for s = s[1:]; s != ""; {
		if s[0] == 'T' {
			inTime, s = true, s[1:]
			continue
		}
		n := digits(s)
		if n == 0 || n > 6 || n == len(s) {
			return span{}, false
		}
		count, _ := strconv.Atoi(s[:n])
		unit := s[n]
		s, any = s[n+1:], true
		switch {
		case unit == 'W':
			out.days += 7 * count
		case unit == 'D':
			out.days += count
		case unit == 'H':
			out.hours += time.Duration(count) * time.Hour
		case unit == 'M' && inTime:
			out.hours += time.Duration(count) * time.Minute
		case unit == 'S':
			out.hours += time.Duration(count) * time.Second
		default:
			return span{}, false
		}
	}
	if negative {
		out.days, out.hours = -out.days, -out.hours
	}
	return out, any
}

// end is when something that begins at the reading ends.
func (s span) end(wall time.Time, zone *time.Location) time.Time {
	wall = wall.AddDate(0, 0, s.days)
	if s.wall {
		return Instant(wall.Add(s.hours), zone)
	}
	return Instant(wall, zone).Add(s.hours)
}
