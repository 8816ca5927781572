package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// date reads a date: an ISO time as the standard has it, seconds or milliseconds since 1970, a number
// such as 20260512, or a date as people write it, then with a warning. An unreadable one is "".
func (r *ussReader) date(v jsonspan.Span) production.Date {
	text := spanText(v)
	if d := dayOf(text); d.Known() {
		return d
	}
	if text == "" || len(text) > 60 || strings.Trim(text, "0123456789") == "" {
		return ""
	}
	d, ok := readDate(text, r.dateOrder(), 0)
	if !ok || !sensible(d) {
		return ""
	}
	if raw, _ := splitDate(text); raw.doubt {
		r.warn(v, "the date %q was read as %s", spelling.Shorten(text, 30), d.Spoken())
	}
	return d
}

func (r *ussReader) dateOrder() dateOrder {
	switch strings.ToLower(r.opt.Locale) {
	case "en-us", "en_us", "us":
		return monthFirst
	}
	return dayFirst
}

// offsetTime is an ISO time with an offset of its own, also without seconds or colons.
var offsetTime = regexp.MustCompile(`[+-]\d{2}:?\d{2}$`)

// dayOf reads the date of an ISO time or a count since 1970. Programs write a local midnight in UTC,
// which falls on the evening before east of Greenwich: the date is that of the nearest midnight. With
// an offset the date stands as written. An unreadable date is "".
func dayOf(s string) production.Date {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return dayOfCount(n)
	}
	if len(s) < 10 {
		return ""
	}
	date, err := production.ParseDate(strings.ReplaceAll(s[:10], "/", "-"))
	if err != nil || !sensible(date) {
		return ""
	}
	hour, minute, ok := clockOf(s[10:])
	if !ok || offsetTime.MatchString(s[10:]) && !zeroOffset(s) || !hasZone(s) {
		return date
	}
	if hour*60+minute > 12*60 {
		return date.AddDays(1)
	}
	return date
}

// clockOf reads "T22:00:00.000Z" or " 22:00".
func clockOf(s string) (hour, minute int, ok bool) {
	if len(s) < 6 || s[0] != 'T' && s[0] != 't' && s[0] != ' ' || s[3] != ':' {
		return 0, 0, false
	}
	hour, errH := strconv.Atoi(s[1:3])
	minute, errM := strconv.Atoi(s[4:6])
	return hour, minute, errH == nil && errM == nil && hour >= 0 && hour < 24 && minute >= 0 && minute < 60
}

func zeroOffset(s string) bool {
	return strings.HasSuffix(s, "00:00") || strings.HasSuffix(s, "+0000") || strings.HasSuffix(s, "-0000")
}

func hasZone(s string) bool {
	last := s[len(s)-1]
	return last == 'Z' || last == 'z' || offsetTime.MatchString(s)
}

// dayOfCount reads a count: 20260512, or seconds or milliseconds since 1970.
func dayOfCount(n int64) production.Date {
	var t time.Time
	switch {
	case n >= 19000101 && n <= 22001231:
		d, err := production.ParseDate(strconv.FormatInt(n/10000, 10) + "-" + twoDigits(n/100%100) + "-" + twoDigits(n%100))
		if err != nil {
			return ""
		}
		return d
	case n >= 1e8 && n < 1e10:
		t = time.Unix(n, 0)
	case n >= 1e11 && n < 1e13:
		t = time.UnixMilli(n)
	default:
		return ""
	}
	date := production.DateOf(t.UTC().Add(12*time.Hour - time.Minute)) // the nearest midnight
	if !sensible(date) {
		return ""
	}
	return date
}

func twoDigits(n int64) string { return strconv.FormatInt(100+n, 10)[1:] }

// sensible keeps dates within the age of film.
func sensible(d production.Date) bool { return d >= "1900-01-01" && d <= "2200-12-31" }

// eachDate reads a list of dates, objects with a date, and ranges {"from", "to"}.
func (r *ussReader) eachDate(v jsonspan.Span) []production.Date {
	var days []production.Date
	for leaf := range v.Leaves() {
		if len(days) >= maxDays {
			break
		}
		if leaf.Kind() != '{' {
			if d := r.date(leaf); d.Known() {
				days = append(days, d)
			}
			continue
		}
		days = append(days, r.daysOf(r.eventOf(leaf))...)
	}
	return days
}
