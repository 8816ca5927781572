package library

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// zoneStep is what offsets of time zones are multiples of. No zone in use is finer than a quarter of an hour.
const zoneStep = 15 * 60

// nearZone is how many seconds a clock may be off besides a mistake of zones: people set clocks by the minute.
const nearZone = 120

const day = 24 * 60 * 60

// mistake names what was set wrong by how far a clock is off, "" where nothing plain explains it.
func mistake(offset int64, spread float64, zone *time.Location, at time.Time) string {
	size := offset
	if size < 0 {
		size = -size
	}
	rest := size % zoneStep
	rest = min(rest, zoneStep-rest)
	steps := (size + zoneStep/2) / zoneStep
	switch whole := steps * zoneStep; {
	case spread > nearZone || size < zoneStep:
		return ""
	case size >= day-nearZone && nearOf(size, day):
		return fmt.Sprintf("its date is %s off", counted(int((size+day/2)/day), "day", "days"))
	case rest > nearZone:
		return ""
	case whole == 12*3600:
		return "noon and midnight are mixed up, 12 h"
	case whole == 3600 && summer(zone, at) && offset < 0:
		return "summer time is counted twice, 1 h"
	case whole == 3600 && summer(zone, at):
		return "summer time is not set, 1 h"
	case whole == 3600 && hasSummer(zone, at) && offset < 0:
		return "summer time is still set, 1 h"
	case whole > 14*3600 || whole%1800 != 0 && whole < 3*3600: // no two zones lie so
		return ""
	default:
		return "another time zone, " + spell(whole)
	}
}

func nearOf(size, unit int64) bool {
	rest := size % unit
	return min(rest, unit-rest) <= nearZone
}

// summer reports whether summer time holds in the zone at an instant.
func summer(zone *time.Location, at time.Time) bool { return zone != nil && at.In(zone).IsDST() }

// hasSummer reports whether the zone has summer time in the year of an instant.
func hasSummer(zone *time.Location, at time.Time) bool {
	if zone == nil {
		return false
	}
	year := at.Year()
	return time.Date(year, 1, 15, 0, 0, 0, 0, zone).IsDST() || time.Date(year, 7, 15, 0, 0, 0, 0, zone).IsDST()
}

// words say the clock: "The FX3 is 1 h 0 min 4 s ahead: 12 pairs agree within 2 s. Another time zone, 1 h."
func (c DeviceClock) words() string {
	var b strings.Builder
	b.WriteString("The " + DeviceName(c.Device) + " ")
	switch {
	case c.Offset == 0:
		b.WriteString("is right")
	case c.Offset < 0:
		b.WriteString("is " + spell(-c.Offset) + " ahead")
	default:
		b.WriteString("is " + spell(c.Offset) + " behind")
	}
	b.WriteString(": " + c.because())
	if c.Drift != 0 {
		way := "loses"
		if c.Drift < 0 {
			way = "gains"
		}
		fmt.Fprintf(&b, "; it %s %.1f s a day", way, math.Abs(c.Drift))
	}
	b.WriteString(".")
	if c.Mistake != "" {
		b.WriteString(" " + strings.ToUpper(c.Mistake[:1]) + c.Mistake[1:] + ".")
	}
	return b.String()
}

// because says what the clock was learned from.
func (c DeviceClock) because() string {
	one, many := "sign", "signs"
	switch c.Kind {
	case BySet:
		return "somebody set it so"
	case ByShown:
		one, many = "clock in a picture", "clocks and pairs"
	case ByJam:
		one, many = "take with the same timecode", "takes with the same timecode"
	case ByPair:
		one, many = "pair", "pairs"
	case ByCard:
		return counted(c.Signs, "clip is", "clips are") + " of a card whose day the log knows"
	}
	text := counted(c.Signs, one, many)
	if c.Signs == 1 {
		text += " says so"
	} else {
		text += fmt.Sprintf(" agree within %d s", int64(math.Ceil(c.Spread)))
	}
	if c.Against > 0 {
		text += fmt.Sprintf(", %d do not", c.Against)
	}
	return text
}

// DeviceName is a device in a sentence: make and model of "Sony ILME-FX3 5012345", without the serial number.
func DeviceName(device string) string {
	words := strings.Fields(device)
	if len(words) == 0 {
		return "device"
	}
	last, digits := words[len(words)-1], 0
	for _, r := range last {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	if len(words) > 1 && digits >= 5 {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// spell is a length of time: "1 h 0 min 4 s", "1 h", "12 min", "4 s", "2 days 3 h". Parts of zero at the end are left out.
func spell(seconds int64) string {
	if seconds >= day {
		text := counted(int(seconds/day), "day", "days")
		if rest := seconds % day; rest > 0 {
			text += " " + spell(rest)
		}
		return text
	}
	h, m, s := seconds/3600, seconds/60%60, seconds%60
	switch {
	case h > 0 && s > 0:
		return fmt.Sprintf("%d h %d min %d s", h, m, s)
	case h > 0 && m > 0:
		return fmt.Sprintf("%d h %d min", h, m)
	case h > 0:
		return fmt.Sprintf("%d h", h)
	case m > 0 && s > 0:
		return fmt.Sprintf("%d min %d s", m, s)
	case m > 0:
		return fmt.Sprintf("%d min", m)
	}
	return fmt.Sprintf("%d s", s)
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
