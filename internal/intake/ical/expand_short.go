package ical

import (
	"slices"
	"time"
)

// shortPeriods are those of rules that repeat within a day. Hours, minutes and days that the rule
// rules out are jumped over, not walked through.
func (e *expansion) shortPeriods() (next func() (set []time.Time, more bool)) {
	unit := map[frequency]time.Duration{hourly: time.Hour, minutely: time.Minute, secondly: time.Second}[e.freq]
	step := unit * time.Duration(e.interval)
	begin := e.start.Truncate(unit)
	at := begin
	if e.count == 0 && e.from.After(begin) {
		at = aligned(begin, e.from.Add(-step), step)
	}
	return func() ([]time.Time, bool) {
		if at.After(e.until) || at.Year() > 9999 {
			return nil, false
		}
		now := at
		switch {
		case !e.onDay(midnight(now)):
			at = aligned(begin, midnight(now).Add(day), step)
			return nil, true
		case e.hours != nil && !slices.Contains(e.hours, now.Hour()):
			at = aligned(begin, now.Truncate(time.Hour).Add(time.Hour), step)
			return nil, true
		case e.freq < hourly && e.minutes != nil && !slices.Contains(e.minutes, now.Minute()):
			at = aligned(begin, now.Truncate(time.Minute).Add(time.Minute), step)
			return nil, true
		}
		at = at.Add(step)
		return e.within(now), true
	}
}

// aligned is the first time from begin in whole steps that is not before t.
func aligned(begin, t time.Time, step time.Duration) time.Time {
	seconds, by := t.Unix()-begin.Unix(), int64(step/time.Second)
	if seconds <= 0 {
		return begin
	}
	return time.Unix(begin.Unix()+(seconds+by-1)/by*by, 0).UTC()
}

// within are the possible occurrences of one hour, minute or second.
func (e *expansion) within(period time.Time) []time.Time {
	minutes, seconds := []int{period.Minute()}, []int{period.Second()}
	switch e.freq {
	case hourly:
		minutes, seconds = orOne(e.minutes, e.start.Minute()), orOne(e.seconds, e.start.Second())
	case minutely:
		seconds = orOne(e.seconds, e.start.Second())
	case secondly:
		if e.seconds != nil && !slices.Contains(e.seconds, period.Second()) {
			return nil
		}
	}
	*e.steps -= len(minutes)*len(seconds) - 1
	var set []time.Time
	hour := period.Truncate(time.Hour)
	for _, m := range minutes {
		for _, s := range seconds {
			set = append(set, hour.Add(time.Duration(m)*time.Minute+time.Duration(s)*time.Second))
		}
	}
	slices.SortFunc(set, time.Time.Compare)
	return set
}
