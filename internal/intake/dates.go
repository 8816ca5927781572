package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/btsdirector/bts/internal/production"
)

// rawDate is a date taken apart. For "5/12/2026" the first two numbers are in doubt.
type rawDate struct {
	a, b, year int
	doubt      bool         // a and b may be day and month or month and day
	weekday    time.Weekday // where named
	named      bool         // a weekday is given
}

var (
	timeOfDay   = regexp.MustCompile(`(?i)[T ,]?\b\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?`)
	numericPair = regexp.MustCompile(`\d[./]\s?\d`)
)

// splitDate takes apart "2026-05-12", "12.05.2026", "5/12/26", "Tue 12 May 2026", "May 12, 2026".
// Without doubt a is the month and b the day; year is 0 when it is not given.
func splitDate(s string) (rawDate, bool) {
	if len(s) > 200 {
		return rawDate{}, false
	}
	s = timeOfDay.ReplaceAllString(s, " ")
	var numbers []int
	var month time.Month
	var d rawDate
	first := ""
	for _, word := range dateWords(s) {
		if n, err := strconv.Atoi(word); err == nil {
			if len(numbers) == 0 {
				first = word
			}
			numbers = append(numbers, n)
			continue
		}
		if w, ok := weekdayOf(word); ok {
			d.weekday, d.named = w, true
		}
		if m, ok := monthOf(word); ok { // the last one: "mar 12 mag" begins with a weekday
			month = m
		}
		if len(numbers) == 3 {
			break // something else may follow
		}
	}
	if month == time.March && d.named && numericPair.MatchString(s) {
		month = 0 // "mar. 12/05": mardi, martes, martedì
	}
	return d.of(month, numbers, first, strings.ContainsAny(s, "/."))
}

// of makes the date of its month, if one is named, and numbers; first is the first number as written.
func (d rawDate) of(month time.Month, numbers []int, first string, parted bool) (rawDate, bool) {
	switch n := len(numbers); {
	case month > 0 && n >= 1:
		d.a, d.b = int(month), numbers[0]
		if month == time.March && d.weekday == time.Tuesday {
			d.named = false // "mar" is the month
		}
		switch {
		case len(first) == 4 && n >= 2:
			d.year, d.b = numbers[0], numbers[1]
		case n >= 3 && numbers[2] > 999:
			d.year = numbers[2]
		case n >= 2:
			d.year = fullYear(numbers[1])
		}
		return d, d.b >= 1 && d.b <= 31
	case n >= 3 && len(first) == 4:
		d.a, d.b, d.year = numbers[1], numbers[2], numbers[0]
		return d, true
	case n >= 3 && len(first) <= 2:
		d.a, d.b, d.year, d.doubt = numbers[0], numbers[1], fullYear(numbers[2]), true
		return d, true
	case n == 2 && len(first) <= 2 && parted:
		d.a, d.b, d.doubt = numbers[0], numbers[1], true
		return d, true
	}
	return rawDate{}, false
}

// dateWords parts a text into runs of digits and runs of letters: "12th May" is 12, th, May.
func dateWords(s string) []string {
	var words []string
	start, digits := -1, false
	for i, r := range s {
		letter, digit := unicode.IsLetter(r) || unicode.Is(unicode.Mn, r), r >= '0' && r <= '9'
		if start >= 0 && (!letter && !digit || digit != digits) {
			words = append(words, s[start:i])
			start = -1
		}
		if start < 0 && (letter || digit) {
			start, digits = i, digit
		}
	}
	if start >= 0 {
		words = append(words, s[start:])
	}
	return words
}

func isNumber(word string) bool { return word != "" && word[0] >= '0' && word[0] <= '9' }

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
	if date, ok := serialDate(s); ok {
		return date, true
	}
	raw, ok := splitDate(s)
	if !ok {
		return "", false
	}
	return raw.date(order, year)
}

// serialDate reads a spreadsheet's day number, with or without a part of a day; day 1 is 1 January
// 1900 and 1900 counts as a leap year.
func serialDate(s string) (production.Date, bool) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v <= 36525 || v >= 73051 || len(s) < 5 {
		return "", false
	}
	return production.DateOf(time.Date(1899, 12, 30+int(v), 0, 0, 0, 0, time.UTC)), true
}

// date makes the date; year stands in where it has none.
func (raw rawDate) date(order dateOrder, year int) (production.Date, bool) {
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

var stamped = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}[ T](\d{1,2}:\d{2})(?::\d{2})?$`)

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
	if m := stamped.FindStringSubmatch(s); m != nil {
		s = m[1] // a spreadsheet's date with a time
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
