package library

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// nearShoot is how many days from the nearest shoot day a clock may be before it is not believed where something else says
// the day: cameras whose battery was empty begin with their year of make.
const nearShoot = 45

// dayOf is the day that an asset belongs to and what says so: the camera's clock, the card, a folder, the file's name.
func (m *Matcher) dayOf(s Seen, a Asset) (production.Date, string) {
	if !a.TakenAt.IsZero() && m.believes(a) {
		by := "the camera's clock"
		if a.Offset != 0 {
			by += ", corrected"
		}
		return m.around.dayAt(a.TakenAt), by
	}
	if c, known := m.cards[a.Card]; known && c.Day != "" {
		return c.Day, "card " + c.Name
	}
	for _, name := range s.Names {
		folder, file := splitName(name)
		if d := m.dayInFolder(folder); d != "" {
			return d, "its folder"
		}
		if d, _ := m.dayInName(file); d != "" {
			return d, "the file's name"
		}
	}
	if d, _ := m.dayInName(a.Name); d != "" {
		return d, "the file's name"
	}
	if !a.TakenAt.IsZero() { // nothing else says anything
		return m.around.dayAt(a.TakenAt), "the camera's clock, which is far from the shoot"
	}
	return "", ""
}

// believes reports whether the time of an asset can be right: it is not far from the shoot, as far as there is one.
func (m *Matcher) believes(a Asset) bool {
	if a.TakenAt.Year() < 1990 {
		return false
	}
	return m.nearTheShoot(m.around.dayAt(a.TakenAt), nearShoot)
}

func (m *Matcher) nearTheShoot(d production.Date, days int) bool {
	if len(m.around.Days) == 0 {
		return true
	}
	first, last := m.around.Days[0].Date, m.around.Days[0].Date
	for _, day := range m.around.Days {
		first, last = min(first, day.Date), max(last, day.Date)
	}
	return d >= first.AddDays(-days) && d <= last.AddDays(days)
}

func splitName(name string) (folder, file string) {
	at := strings.LastIndex(name, "/")
	return name[:max(0, at)], name[at+1:]
}

var (
	dayNumber = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])(?:shoot)?(?:day|tag|d)[ _-]?0*(\d{1,3})(?:[^a-z0-9]|$)`)
	longDate  = regexp.MustCompile(`(?:^|\D)((?:19|20)\d{2})[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?:[T _-]?([0-2]\d)[-_.:h]?([0-5]\d)[-_.:m]?([0-5]\d))?`)
	shortDate = regexp.MustCompile(`(?:^|[^0-9A-Za-z])(\d{2})([01]\d)([0-3]\d)(?:[^0-9A-Za-z]|$)`)
	redDate   = regexp.MustCompile(`^[A-Z]\d{3}_[A-Z]\d{3}_([01]\d)([0-3]\d)[A-Z0-9]{2}(?:_|\.|$)`) // RED: A001_C001_0512AB
)

// dayInFolder is the day that the folders say, the innermost first: "2026-05-12", "260512", "Day 9".
func (m *Matcher) dayInFolder(folder string) production.Date {
	parts := strings.Split(folder, "/")
	for i := len(parts) - 1; i >= 0; i-- {
		if d, _ := m.dayInName(parts[i]); d != "" {
			return d
		}
		if n := dayNumber.FindStringSubmatch(parts[i]); n != nil {
			number, _ := strconv.Atoi(n[1])
			if d, known := m.numbers[number]; known && number > 0 {
				return d
			}
		}
	}
	return ""
}

// dayInName is the date that a name says, and the time where it says that too. Dates of six or four digits count only where they
// are near the shoot: they could be counters.
func (m *Matcher) dayInName(name string) (production.Date, time.Time) {
	if p := longDate.FindStringSubmatch(name); p != nil {
		if d, err := production.ParseDate(p[1] + "-" + p[2] + "-" + p[3]); err == nil {
			return m.withTime(name, d, p[4], p[5], p[6])
		}
	}
	if p := shortDate.FindStringSubmatch(name); p != nil {
		if d, err := production.ParseDate("20" + p[1] + "-" + p[2] + "-" + p[3]); err == nil && len(m.around.Days) > 0 && m.nearTheShoot(d, nearShoot) {
			return d, time.Time{}
		}
	}
	if p := redDate.FindStringSubmatch(name); p != nil {
		for _, day := range m.around.Days {
			d := production.Date(string(day.Date[:4]) + "-" + p[1] + "-" + p[2])
			if _, err := production.ParseDate(string(d)); err == nil && m.nearTheShoot(d, 7) {
				return d, time.Time{}
			}
		}
	}
	return "", time.Time{}
}

// withTime is a date of a name with its time. After midnight it belongs to the day before, and Pixel telephones name their
// files by UTC.
func (m *Matcher) withTime(name string, d production.Date, hour, minute, second string) (production.Date, time.Time) {
	if hour == "" {
		return d, time.Time{}
	}
	h, _ := strconv.Atoi(hour)
	mi, _ := strconv.Atoi(minute)
	se, _ := strconv.Atoi(second)
	if h > 23 {
		return d, time.Time{}
	}
	zone := m.around.zone()
	if strings.HasPrefix(name, "PXL_") {
		zone = time.UTC
	}
	at := d.At(0, time.UTC)
	t := time.Date(at.Year(), at.Month(), at.Day(), h, mi, se, 0, zone)
	return m.around.dayAt(t), t
}
