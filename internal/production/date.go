package production

import (
	"fmt"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// Date is a civil date, "2006-01-02", without a time zone. Dates compare with < as they read.
// The zero value "" means unknown.
type Date string

const dateLayout = "2006-01-02"

// ParseDate reads "2006-01-02". It returns fault.Invalid for anything else.
func ParseDate(s string) (Date, error) {
	if _, err := time.Parse(dateLayout, s); err != nil {
		return "", fault.New(fault.Invalid, "%q is not a date", s).WithRemedy("Write it as year-month-day, for example 2026-05-12.")
	}
	return Date(s), nil
}

// DateOf is the civil date of t in t's own location.
func DateOf(t time.Time) Date { return Date(t.Format(dateLayout)) }

// midnight is the date at 00:00 UTC; the zero time for an unknown date.
func (d Date) midnight() time.Time {
	t, _ := time.Parse(dateLayout, string(d))
	return t
}

// Known reports whether the date is set.
func (d Date) Known() bool { return d != "" }

// AddDays is the date n days later (earlier for a negative n).
func (d Date) AddDays(n int) Date { return DateOf(d.midnight().AddDate(0, 0, n)) }

// DaysSince is the number of days from other to d.
func (d Date) DaysSince(other Date) int {
	return int(d.midnight().Sub(other.midnight()).Hours() / 24)
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// Spoken is the date as people on set say it: "Tue 12 May".
func (d Date) Spoken() string {
	if !d.Known() {
		return "no date"
	}
	return d.midnight().Format("Mon 2 Jan")
}

// At is the moment when the wall clock in loc shows c on this date. A clock past 24:00 falls on the
// next date.
func (d Date) At(c Clock, loc *time.Location) time.Time {
	m := d.midnight()
	return time.Date(m.Year(), m.Month(), m.Day(), 0, int(c), 0, 0, loc)
}

// DateRange is a span of dates, both ends included.
type DateRange struct {
	From Date `json:"from"`
	To   Date `json:"to"`
}

// Spoken is the range as people on set say it: "Tue 12 May to Thu 14 May", and one day as one day.
func (r DateRange) Spoken() string {
	if r.From == r.To {
		return r.From.Spoken()
	}
	return r.From.Spoken() + " to " + r.To.Spoken()
}

// Contains reports whether d lies in the range.
func (r DateRange) Contains(d Date) bool { return r.From <= d && d <= r.To }

// Clock is a wall-clock time in minutes from 00:00 of a shoot day's date, in the production's zone.
// A night shoot runs past 1440. NoClock means unknown.
type Clock int

// NoClock is the unknown time.
const NoClock Clock = -1

// Known reports whether the time is set.
func (c Clock) Known() bool { return c >= 0 }

// String is "14:10"; times after midnight carry a mark: "00:30+1".
func (c Clock) String() string {
	if !c.Known() {
		return ""
	}
	text := fmt.Sprintf("%02d:%02d", int(c)%1440/60, int(c)%60)
	if days := int(c) / 1440; days > 0 {
		text += fmt.Sprintf("+%d", days)
	}
	return text
}

// ParseClock reads "7:30", "07:30", "0730", "7:30 am", "19h30" and "00:30+1".
// It returns fault.Invalid for anything else.
func ParseClock(s string) (Clock, error) {
	c, ok := parseClock(s)
	if !ok {
		return NoClock, fault.New(fault.Invalid, "%q is not a time of day", s).WithRemedy("Write it as hours and minutes, for example 07:30.")
	}
	return c, nil
}
