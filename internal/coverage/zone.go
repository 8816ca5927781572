package coverage

import (
	"time"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// The planner's time is minutes that really pass since midnight of the first day. On a night when the
// clocks change, wall clocks say one hour of rest too much or too little, and people's rest is what
// the planner must not get wrong.

// zone is where the production's clocks hang.
func (d *Desk) zone() *time.Location {
	if d.in.Zone == nil {
		return time.UTC
	}
	return d.in.Zone
}

// minute is the planner's time for a clock on a day index.
func (d *Desk) minute(day int, c production.Clock) int {
	since := d.instant(d.dates[day], c).Sub(d.instant(d.first, 0))
	return int(since / time.Minute)
}

// instant is when the wall shows a clock: the first time of the two in autumn, and the end of the hour
// that spring leaves out for a clock in it. A later clock is never an earlier instant.
func (d *Desk) instant(date production.Date, c production.Clock) time.Time {
	t := date.At(c, d.zone())
	from, to := t.ZoneBounds()
	switch shown := wall(date, t); {
	case shown > c && !from.IsZero():
		return from
	case shown < c && !to.IsZero():
		return to
	}
	if !from.IsZero() {
		_, now := t.Zone()
		_, before := from.Add(-time.Second).Zone()
		back := time.Duration(before-now) * time.Second
		if back > 0 && t.Sub(from) < back {
			return t.Add(-back)
		}
	}
	return t
}

// wall is what the wall shows at an instant, counted from midnight of a date.
func wall(date production.Date, t time.Time) production.Clock {
	return production.Clock(production.DateOf(t).DaysSince(date)*1440 + t.Hour()*60 + t.Minute())
}

// soonest is the first minute on the grid that is not before Now, 0 where Now does not matter.
func (d *Desk) soonest() int {
	since := d.in.Now.Sub(d.instant(d.first, 0))
	if d.in.Now.IsZero() || since <= 0 {
		return 0
	}
	return d.up(int((since + time.Minute - 1) / time.Minute))
}

// clock is the wall clock on the day index for a planner's time.
func (d *Desk) clock(day, minute int) production.Clock { return wall(d.dates[day], d.at(minute)) }

// ClockName is a planner's time as people say it: "14:10".
func (d *Desk) ClockName(minute int) string { return d.at(minute).Format("15:04") }

// at is the instant of a planner's time.
func (d *Desk) at(minute int) time.Time {
	return d.instant(d.first, 0).Add(time.Duration(minute) * time.Minute)
}

// apart splits a window around the hour that the clock shows a second time in autumn: nobody can be
// asked to be somewhere at a time that comes twice. Windows of other days come back whole.
func (d *Desk) apart(w planner.Window) []planner.Window {
	_, change := d.at(w.Start).ZoneBounds()
	if change.IsZero() || !change.Before(d.at(w.End)) {
		return []planner.Window{w}
	}
	_, before := change.Add(-time.Second).Zone()
	_, after := change.Zone()
	again := (before - after) / 60 // minutes that come twice, negative in spring
	if again <= 0 {
		return []planner.Window{w}
	}
	turn := int(change.Sub(d.instant(d.first, 0)) / time.Minute)
	early, late := w, w
	early.End, late.Start = turn-d.in.Settings.Grid, turn+again
	return []planner.Window{early, late}
}
