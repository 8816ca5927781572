package intake

import (
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// dateReader reads the dates of one table. Dates without a year fall near the one read before, so
// that a shoot runs on over New Year.
type dateReader struct {
	order dateOrder
	near  production.Date // the last date read; "" where nothing says which year it is
}

// read reads one date. stray is the weekday that the text gives although the date falls on another,
// -1 for none.
func (r *dateReader) read(s string) (date production.Date, stray time.Weekday, ok bool) {
	s = strings.TrimSpace(s)
	if date, ok = serialDate(s); ok {
		r.near = date
		return date, -1, true
	}
	raw, ok := splitDate(s)
	if !ok {
		return "", -1, false
	}
	if raw.year > 0 {
		date, ok = raw.date(r.order, 0)
	} else {
		date, ok = r.nearest(raw)
	}
	if !ok {
		return "", -1, false
	}
	r.near = date
	if raw.named && date.Weekday() != raw.weekday {
		return date, raw.weekday, true
	}
	return date, -1, true
}

// nearest gives a date without a year the year in which it lies nearest to the last one; of the years
// around it one in which the weekday is right goes before.
func (r *dateReader) nearest(raw rawDate) (best production.Date, ok bool) {
	year, err := strconv.Atoi(strings.SplitN(string(r.near), "-", 2)[0])
	if err != nil {
		return "", false
	}
	least := 0
	for y := year - 1; y <= year+1; y++ {
		date, good := raw.date(r.order, y)
		if !good {
			continue
		}
		far := date.DaysSince(r.near)
		far = max(far, -far)
		if raw.named && date.Weekday() != raw.weekday {
			far += 1000
		}
		if !ok || far < least {
			best, least, ok = date, far, true
		}
	}
	return best, ok
}

// date reads the date of a row; a weekday that contradicts it gets a warning.
func (t *tableReader) date(line int, text string) (production.Date, bool) {
	if text == "" {
		return "", false
	}
	date, stray, ok := t.dates.read(text)
	if !ok && !t.dates.near.Known() {
		if raw, split := splitDate(text); split && raw.year == 0 {
			t.yearless = text
		}
	}
	if ok && stray >= 0 && t.strays[date] == 0 {
		t.strays[date]++
		t.warn(line, "%q is a %s, not a %s; the date was taken. Check this day", spelling.Shorten(text, 40), date.Weekday(), stray)
	}
	return date, ok
}

// readOrder decides how the dates of the table read, for all of them at once.
func (t *tableReader) readOrder(rows []sheet.Row) {
	column := dateColumn{locale: t.opt.Locale}
	doubtful := ""
	var full []string // dates with a year
	for _, row := range rows {
		for _, field := range []string{CallField, WrapField, StartField, EndField} {
			column.twelve = column.twelve || twelveHour(t.cell(row, field))
		}
		v := t.cell(row, DateField)
		raw, ok := splitDate(v)
		if v == "" || !ok {
			continue
		}
		if n := len(column.values); n == 0 || column.values[n-1] != v {
			column.values = append(column.values, v)
		}
		if raw.year > 0 && len(full) == 0 {
			full = append(full, v)
		}
		if raw.doubt && doubtful == "" {
			doubtful = v
		}
	}
	column.year = anyYear
	if len(full) > 0 {
		raw, _ := splitDate(full[0])
		column.year = raw.year
	} else if near := t.anchor(); near.Known() {
		column.year, _ = strconv.Atoi(string(near)[:4])
	}
	order, sure := column.order()
	t.dates, t.strays, t.noDates = dateReader{order: order, near: t.anchor()}, map[production.Date]int{}, map[string]bool{}
	if len(full) > 0 {
		t.dates.near, _ = readDate(full[0], order, 0)
	}
	if !sure && t.dates.near.Known() {
		t.warnOrder(doubtful)
	}
}

// anchor is the date near which dates without a year lie: the first shoot day, else today.
func (t *tableReader) anchor() production.Date {
	switch {
	case t.opt.Start.Known():
		return t.opt.Start
	case !t.opt.Now.IsZero():
		return production.DateOf(t.opt.Now)
	}
	return ""
}

// anyYear stands in where distances alone matter; it is a leap year.
const anyYear = 2024

// warnOrder asks a person to check the first date in doubt.
func (t *tableReader) warnOrder(value string) {
	way, other := "day first", monthFirst
	if t.dates.order == monthFirst {
		way, other = "month first", dayFirst
	}
	year, _ := strconv.Atoi(string(t.dates.near)[:4])
	taken, _ := readDate(value, t.dates.order, year)
	instead, _ := readDate(value, other, year)
	t.warn(t.line, "the dates can be read day first or month first: %q was read %s as %s and could be %s. Check one date you know; written as %s it is never in doubt",
		value, way, taken, instead, taken)
}
