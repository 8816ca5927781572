package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/btsdirector/bts/internal/production"
)

// monthNames are the first letters of month names in the languages of schedules, without accents.
var monthNames = map[string]time.Month{
	"jan": 1, "ene": 1, "gen": 1, "feb": 2, "fev": 2, "mar": 3, "mrz": 3, "maa": 3, "mae": 3, "apr": 4, "avr": 4, "abr": 4,
	"may": 5, "mai": 5, "mag": 5, "mei": 5, "maj": 5, "jun": 6, "jui": 6, "giu": 6, "jul": 7, "lug": 7,
	"aug": 8, "aou": 8, "ago": 8, "sep": 9, "set": 9, "oct": 10, "okt": 10, "out": 10, "ott": 10, "nov": 11, "dec": 12, "dez": 12, "dic": 12,
}

// rawDate is a date taken apart. For "5/12/2026" the first two numbers are in doubt.
type rawDate struct {
	a, b, year int
	doubt      bool // a and b may be day and month or month and day
}

// splitDate takes apart "2026-05-12", "12.05.2026", "5/12/26", "Tue 12 May 2026", "May 12, 2026".
// Without doubt a is the month and b the day; year is 0 when it is not given.
func splitDate(s string) (rawDate, bool) {
	var numbers []int
	var month time.Month
	first := ""
	fields := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, field := range fields {
		digits := strings.TrimRightFunc(field, unicode.IsLetter) // 12th
		if n, err := strconv.Atoi(digits); err == nil && digits != "" {
			if len(numbers) == 0 {
				first = digits
			}
			numbers = append(numbers, n)
			continue
		}
		if m, ok := monthOf(field); ok { // the last one: "mar 12 mag" begins with a weekday
			month = m
		}
		if len(numbers) == 3 {
			break // a time of day may follow
		}
	}
	switch {
	case month > 0 && len(numbers) >= 1:
		d := rawDate{a: int(month), b: numbers[0]}
		if len(first) == 4 && len(numbers) >= 2 {
			d.year, d.b = numbers[0], numbers[1]
		} else if len(numbers) >= 2 {
			d.year = fullYear(numbers[1])
		}
		return d, d.b >= 1 && d.b <= 31
	case len(numbers) >= 3 && len(first) == 4:
		return rawDate{a: numbers[1], b: numbers[2], year: numbers[0]}, true
	case len(numbers) >= 3 && len(first) <= 2:
		return rawDate{a: numbers[0], b: numbers[1], year: fullYear(numbers[2]), doubt: true}, true
	case len(numbers) == 2 && len(first) <= 2 && strings.ContainsAny(s, "/."):
		return rawDate{a: numbers[0], b: numbers[1], doubt: true}, true
	}
	return rawDate{}, false
}

// monthOf recognises a month's name; weekdays and other words are no months.
func monthOf(word string) (time.Month, bool) {
	key := plainKey(word)
	if len(key) < 3 {
		return 0, false
	}
	switch key[:min(len(key), 4)] {
	case "mart", "marc", "marz", "mars": // März, mars, marzo … but not mardi, martes
		if key == "martes" || key == "martedi" {
			return 0, false
		}
		return time.March, true
	case "juil", "jul", "juli", "july":
		return time.July, true
	case "mard", "mier", "merc":
		return 0, false
	}
	m, ok := monthNames[key[:3]]
	return m, ok
}

// fullYear reads two digits as a year of this century.
func fullYear(n int) int {
	if n >= 0 && n < 100 {
		return 2000 + n
	}
	return n
}

// readDate makes a date of a cell. year stands in where the cell has none; ok is false when no
// date can be made.
func readDate(s string, order dateOrder, year int) (production.Date, bool) {
	s = strings.TrimSpace(s)
	if n, err := strconv.Atoi(s); err == nil && n > 36525 && n < 73051 {
		// A spreadsheet's day number; day 1 is 1 January 1900 and 1900 counts as a leap year.
		return production.DateOf(time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC)), true
	}
	raw, ok := splitDate(s)
	if !ok {
		return "", false
	}
	month, day := raw.a, raw.b
	if raw.doubt && order == dayFirst {
		month, day = raw.b, raw.a
	}
	if raw.year == 0 {
		raw.year = year
	}
	if raw.year < 1900 || raw.year > 2200 || month < 1 || month > 12 || day < 1 || day > 31 {
		return "", false
	}
	t := time.Date(raw.year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return "", false
	}
	return production.DateOf(t), true
}

// halfDay is the short way of call sheets: "6:00p", "8a".
var halfDay = regexp.MustCompile(`^\d{1,2}(?:[:.]?\d{2})?\s*[ap]$`)

// readClock reads a time of day from a cell, also a spreadsheet's part of a day ("0.3125"). An empty
// cell is NoClock and fine.
func readClock(s string) (production.Clock, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return production.NoClock, true
	}
	if part, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64); err == nil && part > 0 && part < 1 && strings.ContainsAny(s, ".,") {
		return production.Clock(part*1440 + 0.5), true
	}
	s = strings.TrimSpace(strings.TrimSuffix(strings.ToLower(s), "uhr"))
	if halfDay.MatchString(s) {
		s += "m"
	}
	c, err := production.ParseClock(s)
	return c, err == nil
}

var timeRange = regexp.MustCompile(`\b(\d{1,2}[:.h]\d{2})\s*(?:-|–|to|bis|à|a)\s*(\d{1,2}[:.h]\d{2})\b`)

// bannerTimes takes the times that a banner carries in its text: "LUNCH 13:45-14:45".
func bannerTimes(strip *production.Strip) {
	m := timeRange.FindStringSubmatch(strip.Banner)
	if m == nil || strip.Start.Known() || strip.End.Known() {
		return
	}
	start, startOK := readClock(m[1])
	end, endOK := readClock(m[2])
	if !startOK || !endOK {
		return
	}
	if end < start {
		end += 24 * 60
	}
	strip.Start, strip.End = start, end
}
