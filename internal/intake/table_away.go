package intake

import (
	"regexp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// maxAway is more spans than anybody is away during one shoot.
const maxAway = 100

// The ends of time, for somebody who is available between two dates only.
const (
	longAgo  production.Date = "1900-01-01"
	farAhead production.Date = "2199-12-31"
)

// readAwayOrder decides how the dates in a list of people read.
func (t *tableReader) readAwayOrder(rows []sheet.Row) {
	column := dateColumn{locale: t.opt.Locale, year: anyYear}
	full := ""
	for _, row := range rows {
		for _, field := range []string{AwayField, AvailableField} {
			for _, part := range splitDates(t.cell(row, field)) {
				for _, end := range rangeEnds(part) {
					if raw, ok := splitDate(end); ok {
						column.values = append(column.values, end)
						if raw.year > 0 && full == "" {
							full = end
						}
					}
				}
			}
		}
	}
	order, _ := column.order()
	t.dates = dateReader{order: order, near: t.anchor()}
	if full != "" {
		t.dates.near, _ = readDate(full, order, 0)
	}
}

// away is when the person of a row is not available: the dates away, and what lies outside the dates
// available.
func (t *tableReader) away(row sheet.Row) []production.DateRange {
	away := t.ranges(row, AwayField)
	free := t.ranges(row, AvailableField)
	slices.SortFunc(free, func(a, b production.DateRange) int { return strings.Compare(string(a.From), string(b.From)) })
	from := longAgo
	for _, r := range free {
		if from < r.From {
			away = append(away, production.DateRange{From: from, To: r.From.AddDays(-1)})
		}
		from = max(from, r.To.AddDays(1))
	}
	if len(free) > 0 {
		away = append(away, production.DateRange{From: from, To: farAhead})
	}
	return away
}

// ranges reads spans of dates: "12-14 May 2026; 20 May 2026", "12.05.–14.05.". What is no date gets a
// warning.
func (t *tableReader) ranges(row sheet.Row, field string) []production.DateRange {
	var out []production.DateRange
	for _, part := range splitDates(t.cell(row, field)) {
		if len(out) == maxAway {
			break
		}
		ends := rangeEnds(part)
		from, _, ok := t.dates.read(ends[0])
		to := from
		if ok && len(ends) == 2 {
			to, _, ok = t.dates.read(ends[1])
		}
		if !ok || to < from {
			if strings.ContainsAny(part, "0123456789") {
				t.warn(row.Line, "%q is not a span of dates and was left out", spelling.Shorten(part, 40))
			}
			continue
		}
		out = append(out, production.DateRange{From: from, To: to})
	}
	return out
}

var (
	dateList  = regexp.MustCompile(`[;\n]|\s+(?:and|und|et|y|e)\s+|\s*&\s*`)
	rangeSign = regexp.MustCompile(`(?i)\s+(?:-|–|—|to|thru|through|until|bis|au|al|a|à|até|hasta|fino al)\s+|\s*[–—]\s*`)
	isoRange  = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})\s*(?:-|/)\s*(\d{4}-\d{2}-\d{2})$`)
	bareRange = regexp.MustCompile(`^([^-]*\d[^-]*)-([^-]*\d[^-]*)$`)
	dayAlone  = regexp.MustCompile(`^\d{1,2}\.?$`)
	anyDigits = regexp.MustCompile(`\d{1,2}\b`)
)

// splitDates parts a list of dates. Commas part it where every part is a date.
func splitDates(cell string) []string {
	var parts []string
	for _, part := range dateList.Split(cell, maxAway) {
		if part = strings.TrimSpace(part); part == "" || len(part) > 200 {
			continue
		}
		items := splitList(part)
		for _, item := range items {
			for _, end := range rangeEnds(item) {
				if _, ok := splitDate(end); !ok {
					items = []string{part}
				}
			}
		}
		parts = append(parts, items...)
	}
	return parts
}

// rangeEnds are the two dates of a span, or the one date. "12-14 May" and "May 12 - 14" name the month
// once.
func rangeEnds(part string) []string {
	part = strings.TrimSpace(part)
	if _, ok := serialDate(part); ok {
		return []string{part}
	}
	ends := rangeSign.Split(part, 2)
	if m := isoRange.FindStringSubmatch(part); m != nil {
		ends = m[1:]
	} else if m := bareRange.FindStringSubmatch(part); m != nil && len(ends) == 1 {
		ends = m[1:]
	}
	if len(ends) == 1 {
		return ends
	}
	from, to := strings.TrimSpace(ends[0]), strings.TrimSpace(ends[1])
	_, fromOK := splitDate(from)
	_, toOK := splitDate(to)
	switch {
	case toOK && !fromOK && dayAlone.MatchString(from):
		from = withDay(to, from)
	case fromOK && !toOK && dayAlone.MatchString(to):
		to = withDay(from, to)
	}
	return []string{from, to}
}

// withDay is a date's text with another day of the month: its first number of one or two digits.
func withDay(date, day string) string {
	at := anyDigits.FindStringIndex(date)
	if at == nil {
		return date
	}
	return date[:at[0]] + strings.TrimSuffix(day, ".") + date[at[1]:]
}
