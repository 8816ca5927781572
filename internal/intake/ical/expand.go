package ical

import (
	"slices"
	"time"
)

// expansion lays out one rule from its start. All times are readings of the clock on the wall, so
// that a meeting at nine stays at nine when clocks change.
type expansion struct {
	rule
	start    time.Time
	from, to time.Time // only occurrences between them are wanted
	until    time.Time // the last possible one, where the rule has an end
	steps    *int      // work that may still be done; an impossible rule ends here
	clocks   []time.Duration
}

// expand prepares a rule; until is its end as a reading in the zone of start.
func (r rule) expand(start, from, to, until time.Time, steps *int) *expansion {
	e := &expansion{rule: r, start: start, from: from, to: to, until: until, steps: steps}
	if !r.bounded || until.After(to) {
		e.until = to
	}
	e.fill()
	if r.freq >= daily {
		e.clocks = e.clocksOf(orOne(r.hours, start.Hour()))
	}
	return e
}

// fill derives from the start what the rule leaves open.
func (e *expansion) fill() {
	open := e.weekNos == nil && e.yearDays == nil && e.monthDays == nil && e.days == nil
	switch {
	case e.freq == yearly && open:
		e.months = orOne(e.months, int(e.start.Month()))
		e.monthDays = []int{e.start.Day()}
	case e.freq == monthly && open:
		e.monthDays = []int{e.start.Day()}
	case e.freq == weekly && open, e.freq == yearly && e.weekNos != nil && e.yearDays == nil && e.monthDays == nil && e.days == nil:
		e.days = []weekday{{0, e.start.Weekday()}}
	}
}

func orOne(list []int, n int) []int {
	if list == nil {
		return []int{n}
	}
	return list
}

// clocksOf are the times of day at the given hours, in order.
func (e *expansion) clocksOf(hours []int) []time.Duration {
	minutes, seconds := orOne(e.minutes, e.start.Minute()), orOne(e.seconds, e.start.Second())
	*e.steps -= len(hours) * len(minutes) * len(seconds)
	if *e.steps < 0 {
		return nil
	}
	clocks := make([]time.Duration, 0, len(hours)*len(minutes)*len(seconds))
	for _, h := range hours {
		for _, m := range minutes {
			for _, s := range seconds {
				clocks = append(clocks, time.Duration(h)*time.Hour+time.Duration(m)*time.Minute+time.Duration(s)*time.Second)
			}
		}
	}
	slices.Sort(clocks)
	return slices.Compact(clocks)
}

// each yields the occurrences in order until there are no more, yield has enough, or the work is
// used up. It reports false only for the last.
func (e *expansion) each(yield func(time.Time) bool) bool {
	counted := 0
	next := e.periods()
	for *e.steps > 0 {
		*e.steps--
		set, more := next()
		for _, t := range e.place(set) {
			if t.Before(e.start) {
				continue
			}
			counted++
			if t.After(e.until) || e.count > 0 && counted > e.count {
				return true
			}
			if !t.Before(e.from) && !yield(t) {
				return true
			}
		}
		if !more {
			return true
		}
	}
	return false
}

// place picks from the set of a period by BYSETPOS.
func (e *expansion) place(set []time.Time) []time.Time {
	if e.setPlace == nil {
		return set
	}
	var picked []time.Time
	for _, n := range e.setPlace {
		if n < 0 {
			n += len(set) + 1
		}
		if n >= 1 && n <= len(set) {
			picked = append(picked, set[n-1])
		}
	}
	slices.SortFunc(picked, time.Time.Compare)
	return slices.CompactFunc(picked, time.Time.Equal)
}

// periods gives the possible occurrences of one period after the other; more is false behind the
// last. Without a count to keep, periods before from are skipped.
func (e *expansion) periods() (next func() (set []time.Time, more bool)) {
	if e.freq < daily {
		return e.shortPeriods()
	}
	begin := e.firstPeriod()
	n := 0
	if e.count == 0 && e.from.After(e.start) {
		n = max(0, e.periodsBetween(begin, e.from)/e.interval-1)
	}
	return func() ([]time.Time, bool) {
		from, to := e.period(begin, n*e.interval)
		n++
		if from.After(e.until) || from.Year() > 9999 {
			return nil, false
		}
		return e.days24(from, to), true
	}
}

func midnight(t time.Time) time.Time { return t.Truncate(day) }

// firstPeriod is the beginning of the period that holds the start.
func (e *expansion) firstPeriod() time.Time {
	switch e.freq {
	case yearly:
		return time.Date(e.start.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	case monthly:
		return time.Date(e.start.Year(), e.start.Month(), 1, 0, 0, 0, 0, time.UTC)
	case weekly:
		back := (int(e.start.Weekday()) - int(e.weekStart) + 7) % 7
		return midnight(e.start).AddDate(0, 0, -back)
	}
	return midnight(e.start)
}

// period is the nth period behind the first, and where the one after it begins.
func (e *expansion) period(begin time.Time, n int) (from, to time.Time) {
	switch e.freq {
	case yearly:
		from = begin.AddDate(n, 0, 0)
		return from, from.AddDate(1, 0, 0)
	case monthly:
		from = begin.AddDate(0, n, 0)
		return from, from.AddDate(0, 1, 0)
	case weekly:
		from = begin.AddDate(0, 0, 7*n)
		return from, from.AddDate(0, 0, 7)
	}
	from = begin.AddDate(0, 0, n)
	return from, from.AddDate(0, 0, 1)
}

// periodsBetween is how many whole periods lie between two times.
func (e *expansion) periodsBetween(begin, t time.Time) int {
	switch e.freq {
	case yearly:
		return t.Year() - begin.Year()
	case monthly:
		return 12*(t.Year()-begin.Year()) + int(t.Month()) - int(begin.Month())
	}
	days := int((t.Unix() - begin.Unix()) / int64(day/time.Second))
	if e.freq == weekly {
		return days / 7
	}
	return days
}

// days24 are the occurrences on the days of a period of whole days.
func (e *expansion) days24(from, to time.Time) []time.Time {
	var set []time.Time
	for d := from; d.Before(to); d = d.AddDate(0, 0, 1) {
		if len(e.months) > 0 && !slices.Contains(e.months, int(d.Month())) {
			*e.steps--
			d = time.Date(d.Year(), d.Month()+1, 0, 0, 0, 0, 0, time.UTC) // its last day
			continue
		}
		*e.steps--
		if !e.onDay(d) {
			continue
		}
		*e.steps -= len(e.clocks)
		for _, clock := range e.clocks {
			set = append(set, d.Add(clock))
		}
	}
	return set
}

// onDay reports that the rule allows the day.
func (e *expansion) onDay(d time.Time) bool {
	return (len(e.months) == 0 || slices.Contains(e.months, int(d.Month()))) &&
		(e.monthDays == nil || fromEither(e.monthDays, d.Day(), daysIn(d))) &&
		(e.yearDays == nil || fromEither(e.yearDays, d.YearDay(), daysInYear(d.Year()))) &&
		(e.weekNos == nil || fromEither(e.weekNos, e.weekNumber(d), e.weeksOf(d))) &&
		(e.days == nil || e.onWeekday(d))
}

// fromEither reports that n of total is in the list, counted from the front or, negative, the back.
func fromEither(list []int, n, total int) bool {
	return slices.Contains(list, n) || slices.Contains(list, n-total-1)
}

func daysIn(d time.Time) int { return time.Date(d.Year(), d.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day() }

func daysInYear(year int) int { return time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay() }

// onWeekday reports that BYDAY has the day. Numbers count within the month, or within the year for a
// yearly rule without months; in weeks they mean nothing.
func (e *expansion) onWeekday(d time.Time) bool {
	for _, w := range e.days {
		if w.day != d.Weekday() {
			continue
		}
		at, total := d.Day(), daysIn(d)
		switch {
		case w.n == 0 || e.freq < monthly || e.weekNos != nil:
			return true
		case e.freq == yearly && len(e.months) == 0:
			at, total = d.YearDay(), daysInYear(d.Year())
		}
		if w.n > 0 && (at-1)/7+1 == w.n || w.n < 0 && (total-at)/7+1 == -w.n {
			return true
		}
	}
	return false
}

// weekYear is the week's first day and the year it counts to: that of its fourth day.
func (e *expansion) weekYear(d time.Time) (first time.Time, year int) {
	back := (int(d.Weekday()) - int(e.weekStart) + 7) % 7
	first = d.AddDate(0, 0, -back)
	return first, first.AddDate(0, 0, 3).Year()
}

// weekNumber numbers weeks as ISO 8601 does, but from the rule's first day of the week.
func (e *expansion) weekNumber(d time.Time) int {
	first, _ := e.weekYear(d)
	return (first.AddDate(0, 0, 3).YearDay()-1)/7 + 1
}

// weeksOf is how many weeks the week's year has.
func (e *expansion) weeksOf(d time.Time) int {
	_, year := e.weekYear(d)
	return e.weekNumber(time.Date(year, 12, 28, 0, 0, 0, 0, time.UTC))
}
