package intake

import (
	"regexp"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// dateOrder says how the numbers of a column's dates stand.
type dateOrder int

const (
	dayFirst dateOrder = iota
	monthFirst
)

// dateColumn is what is known about a column of dates.
type dateColumn struct {
	values []string
	locale string // BCP 47, "" when nobody gave one
	twelve bool   // the table writes times with AM and PM
	year   int    // for dates without one
}

// order decides the order for the whole column: a number above 12 settles it, then the weekdays, then
// dots (only used day first), then a given locale, then the order in which the shoot days lie closer together, then
// the clock. sure is false where a person should check one date.
func (c dateColumn) order() (order dateOrder, sure bool) {
	dots, doubts := 0, 0
	var fits [2]int // weekdays that are right, by order
	for _, v := range c.values {
		d, ok := splitDate(v)
		if !ok || !d.doubt {
			continue
		}
		doubts++
		for o := range fits {
			if date, ok := d.date(dateOrder(o), c.year); ok && d.named && date.Weekday() == d.weekday {
				fits[o]++
			}
		}
		switch {
		case d.a > 12:
			return dayFirst, true
		case d.b > 12:
			return monthFirst, true
		}
		if strings.Contains(v, ".") {
			dots++
		}
	}
	switch {
	case fits[dayFirst] != fits[monthFirst]:
		if fits[monthFirst] > fits[dayFirst] {
			return monthFirst, true
		}
		return dayFirst, true
	case dots == doubts:
		return dayFirst, true
	case c.locale == "":
		return c.guess()
	}
	order = localeOrder(c.locale)
	other, plainly := c.guess()
	return order, order == other || !plainly
}

// localeOrder is the order in which a place writes numbers of dates (Unicode CLDR, short date
// formats): the month first in the United States and a few places after them, and where the year
// leads. "en" alone may be anywhere, most of it writes the day first.
func localeOrder(locale string) dateOrder {
	parts := strings.FieldsFunc(strings.ToLower(locale), func(r rune) bool { return r == '-' || r == '_' })
	if len(parts) == 0 {
		return dayFirst
	}
	switch parts[0] {
	case "fil", "us", "ja", "zh", "ko", "hu", "mn", "lt", "eu":
		return monthFirst
	case "en", "es":
		for _, region := range parts[1:] {
			switch region {
			case "us", "ph", "pr", "gu", "as", "vi", "mp", "pa":
				return monthFirst
			}
		}
	}
	return dayFirst
}

// plain is how many times closer the shoot days must lie in one order to leave no doubt.
const plain = 3

// guess prefers the order in which the dates make one shoot: read the wrong way, days that follow
// each other lie a month apart.
func (c dateColumn) guess() (dateOrder, bool) {
	day, month := c.walk(dayFirst), c.walk(monthFirst)
	switch {
	case day < month:
		return dayFirst, day*plain <= month
	case month < day:
		return monthFirst, month*plain <= day
	case c.twelve:
		return monthFirst, false
	}
	return dayFirst, false
}

// walk is the number of days from each date to the next one, all together. Dates without a year
// may cross its end.
func (c dateColumn) walk(order dateOrder) int {
	total, before := 0, production.Date("")
	for _, v := range c.values {
		date, ok := readDate(v, order, c.year)
		if !ok {
			continue
		}
		if before.Known() {
			gap := date.DaysSince(before)
			gap = max(gap, -gap)
			if raw, _ := splitDate(v); raw.year == 0 {
				gap = min(gap, max(365-gap, 0))
			}
			total += gap
		}
		before = date
	}
	return total
}

var twelveHours = regexp.MustCompile(`(?i)\d\s*[ap](?:\.?m\.?)?$`)

// twelveHour reports a time with AM or PM, the clock of places that write the month first.
func twelveHour(cell string) bool { return twelveHours.MatchString(strings.TrimSpace(cell)) }
