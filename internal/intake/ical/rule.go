package ical

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// frequency is how often a rule repeats.
type frequency int

const (
	secondly frequency = iota
	minutely
	hourly
	daily
	weekly
	monthly
	yearly
)

var frequencies = map[string]frequency{
	"SECONDLY": secondly, "MINUTELY": minutely, "HOURLY": hourly, "DAILY": daily, "WEEKLY": weekly, "MONTHLY": monthly, "YEARLY": yearly,
}

// weekday is a day of the week, the nth of month or year where n is not 0.
type weekday struct {
	n   int
	day time.Weekday
}

// rule is a recurrence rule (RFC 5545, 3.3.10).
type rule struct {
	freq      frequency
	interval  int
	count     int // 0 for no end by number
	until     Moment
	bounded   bool // until is set
	weekStart time.Weekday

	seconds, minutes, hours                []int
	monthDays, yearDays, weekNos, setPlace []int
	months                                 []int
	days                                   []weekday
}

// parseRule reads a rule. odd are parts that were not understood and left out; an error means that
// the rule says nothing.
func parseRule(s string) (r rule, odd []string, err error) {
	r = rule{interval: 1, weekStart: time.Monday, freq: -1}
	for part := range strings.SplitSeq(s, ";") {
		key, value, _ := strings.Cut(part, "=")
		key, value = strings.ToUpper(strings.TrimSpace(key)), strings.ToUpper(strings.TrimSpace(value))
		if key == "" && value == "" {
			continue
		}
		if !r.set(key, value) {
			odd = append(odd, brief(part))
			if strings.HasPrefix(key, "BY") && !r.has(key) { // without it the rule would say far more
				return r, nil, fmt.Errorf("the rule %q cannot be followed because of %s", brief(s), brief(part))
			}
		}
	}
	if r.freq < 0 {
		return r, odd, fmt.Errorf("the rule %q does not say how often", brief(s))
	}
	return r, odd, nil
}

// list is where the numbers of a part go, with their bounds; nil for a part of another sort.
func (r *rule) list(key string) (into *[]int, least, most int) {
	switch key {
	case "BYSECOND":
		return &r.seconds, 0, 60
	case "BYMINUTE":
		return &r.minutes, 0, 59
	case "BYHOUR":
		return &r.hours, 0, 23
	case "BYMONTHDAY":
		return &r.monthDays, -31, 31
	case "BYYEARDAY":
		return &r.yearDays, -366, 366
	case "BYWEEKNO":
		return &r.weekNos, -53, 53
	case "BYMONTH":
		return &r.months, 1, 12
	case "BYSETPOS":
		return &r.setPlace, -366, 366
	}
	return nil, 0, 0
}

// has reports that at least one value of a BY part was understood.
func (r *rule) has(key string) bool {
	into, _, _ := r.list(key)
	return into != nil && *into != nil || key == "BYDAY" && r.days != nil
}

// set takes in one part and reports whether it was understood.
func (r *rule) set(key, value string) bool {
	if into, least, most := r.list(key); into != nil {
		return numbers(value, into, least, most)
	}
	switch key {
	case "FREQ":
		freq, ok := frequencies[value]
		if ok {
			r.freq = freq
		}
		return ok
	case "INTERVAL":
		n, err := strconv.Atoi(value)
		r.interval = min(max(n, 1), 1<<20) // some programs write 0 for 1
		return err == nil
	case "COUNT":
		n, err := strconv.Atoi(value)
		r.count = max(n, 0) // some programs write -1 for no end
		return err == nil
	case "UNTIL":
		r.until, r.bounded = parseMoment(value)
		return r.bounded
	case "WKST":
		n, ok := dayNumber[value]
		if ok {
			r.weekStart = time.Weekday(n - 1)
		}
		return ok
	case "BYDAY":
		return r.setDays(value)
	}
	return false
}

// numbers reads a list; it reports false when one of them is out of its bounds, which is left out.
func numbers(value string, into *[]int, least, most int) bool {
	ok := true
	for one := range strings.SplitSeq(value, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(one))
		if err != nil || n < least || n > most || least < 0 && n == 0 {
			ok = false
			continue
		}
		if !slices.Contains(*into, n) && len(*into) < 800 {
			*into = append(*into, n)
		}
	}
	return ok
}

func (r *rule) setDays(value string) bool {
	ok := true
	for one := range strings.SplitSeq(value, ",") {
		one = strings.TrimSpace(one)
		if len(one) < 2 {
			ok = false
			continue
		}
		day, known := dayNumber[one[len(one)-2:]]
		n, err := 0, error(nil)
		if len(one) > 2 {
			n, err = strconv.Atoi(one[:len(one)-2])
		}
		if !known || err != nil || n < -53 || n > 53 || len(r.days) >= 800 {
			ok = false
			continue
		}
		r.days = append(r.days, weekday{n, time.Weekday(day - 1)})
	}
	return ok
}
