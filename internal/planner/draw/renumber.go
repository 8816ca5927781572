package draw

import (
	"slices"

	"github.com/btsdirector/bts/internal/planner"
)

// insertDay makes a day of its own of the second half of a unit's day, on the next free day of the
// calendar: what was meant for one day takes two.
func (v *revision) insertDay(day int) {
	at := day + 1
	for at < len(v.p.Days) && v.p.Days[at].Calendar == v.p.Days[at-1].Calendar+1 {
		at++
	}
	calendar := v.p.Days[at-1].Calendar + 1
	v.renumber(func(d int) (int, bool) {
		if d >= at {
			d++
		}
		return d, true
	})
	extra := planner.Day{Calendar: calendar, Units: []planner.Unit{}}
	v.p.Days = slices.Insert(v.p.Days, at, extra)
	for c := range v.p.Crew {
		v.p.Crew[c].Avail = slices.Insert(v.p.Crew[c].Avail, at, v.p.Crew[c].Avail[at-1])
	}
	if len(v.p.Days[day].Units) > 0 {
		v.split(day, at)
	}
}

// split moves the second half of a day's first unit to another day, its first strip an hour after the call.
func (v *revision) split(from, to int) {
	u := &v.p.Days[from].Units[0]
	half := (len(u.Strips) + 1) / 2
	moved := slices.Clone(u.Strips[half:])
	if len(moved) == 0 {
		return
	}
	u.Strips = u.Strips[:half]
	ahead := (v.p.Days[to].Calendar - v.p.Days[from].Calendar) * dayMinutes
	ahead += u.Call + 60 - moved[0].Start
	call := u.Call + (v.p.Days[to].Calendar-v.p.Days[from].Calendar)*dayMinutes
	v.windows(func(w *planner.Window) bool {
		for i := range moved {
			if during(w, from, &moved[i]) {
				w.Day, w.Start, w.End = to, w.Start+ahead, w.End+ahead
				break
			}
		}
		return true
	})
	for i := range moved {
		moved[i].Start, moved[i].End = moved[i].Start+ahead, moved[i].End+ahead
	}
	u.Wrap = u.Strips[half-1].End
	v.p.Days[to].Units = []planner.Unit{{Unit: u.Unit, Location: u.Location, Call: call, Wrap: moved[len(moved)-1].End, Strips: moved}}
}

// removeDay cancels a shoot day with all that could be covered then.
func (v *revision) removeDay(day int) {
	v.renumber(func(d int) (int, bool) {
		if d > day {
			return d - 1, true
		}
		return d, d != day
	})
	v.p.Days = slices.Delete(v.p.Days, day, day+1)
	for c := range v.p.Crew {
		v.p.Crew[c].Avail = slices.Delete(v.p.Crew[c].Avail, day, day+1)
	}
}

// renumber gives every day the index that to says; what lies on a day that goes, goes too, and what
// ends there ends the day before.
func (v *revision) renumber(to func(int) (int, bool)) {
	v.windows(func(w *planner.Window) bool {
		var stays bool
		w.Day, stays = to(w.Day)
		return stays
	})
	end := func(d int) int {
		index, stays := to(d)
		if !stays {
			index--
		}
		return index
	}
	for i := range v.p.Moments {
		if m := &v.p.Moments[i]; m.LastDay >= 0 {
			m.LastDay = end(m.LastDay)
		}
	}
	for i := range v.p.Deliverables {
		v.p.Deliverables[i].ByDay = end(v.p.Deliverables[i].ByDay)
	}
	b := v.p.Baseline
	b.Covers = slices.DeleteFunc(b.Covers, func(c planner.Cover) bool { _, stays := to(c.Day); return !stays })
	for i := range b.Covers {
		b.Covers[i].Day, _ = to(b.Covers[i].Day)
	}
	b.Shifts = slices.DeleteFunc(b.Shifts, func(s planner.Shift) bool { _, stays := to(s.Day); return !stays })
	for i := range b.Shifts {
		b.Shifts[i].Day, _ = to(b.Shifts[i].Day)
	}
}

// copyOf copies all of a problem that a revision changes.
func copyOf(p *planner.Problem) *planner.Problem {
	q := *p
	q.Days = slices.Clone(p.Days)
	for d := range q.Days {
		q.Days[d].Units = slices.Clone(q.Days[d].Units)
		for u := range q.Days[d].Units {
			q.Days[d].Units[u].Strips = slices.Clone(q.Days[d].Units[u].Strips)
		}
	}
	q.Crew = slices.Clone(p.Crew)
	for c := range q.Crew {
		q.Crew[c].Avail = slices.Clone(q.Crew[c].Avail)
	}
	q.Moments = slices.Clone(p.Moments)
	for i := range q.Moments {
		q.Moments[i].Windows = slices.Clone(q.Moments[i].Windows)
	}
	q.Deliverables = slices.Clone(p.Deliverables)
	return &q
}

func copyCovers(list []planner.Cover) []planner.Cover {
	list = slices.Clone(list)
	for i := range list {
		list[i].Team = slices.Clone(list[i].Team)
	}
	return list
}
