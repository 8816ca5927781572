package draw

import (
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
)

// minRevisable is the fewest days a problem needs to be revised in the middle of the shoot.
const minRevisable = 4

// Revise is a problem after an evening's revision in the middle of the shoot, with the plan so far as
// its baseline: the next day starts an hour later and loses its last scene, a set is closed, two days
// are swapped, a scene moves, a day is inserted or falls away, somebody of the crew is not available
// for two days, and there are new moments. What lies behind is frozen. Neither argument is changed.
// The error is a fault.Invalid for a plan that breaks the problem's rules or a shoot of under four days.
func Revise(p *planner.Problem, plan *planner.Solution, seed int64) (*planner.Problem, error) {
	if r := planner.Check(p, plan); !r.Valid {
		return nil, fault.New(fault.Invalid, "the plan does not fit the problem: %s", r.Errors[0])
	}
	if len(p.Days) < minRevisable || len(p.Crew) == 0 {
		return nil, fault.New(fault.Invalid, "a shoot of %d days with a crew of %d has nothing to revise", len(p.Days), len(p.Crew))
	}
	v := &revision{source: newSource(seed, "revise"), p: copyOf(p)}
	v.p.Name = fmt.Sprintf("%s-revised-%d", p.Name, seed)
	v.p.Baseline = &planner.Solution{Covers: copyCovers(plan.Covers), Shifts: slices.Clone(plan.Shifts)}
	v.p.FreezeDay = len(p.Days) / 2
	v.p.Stab = planner.Stab{Triple: 2000, CancelDay: 3000, AddDay: 1500}
	next, last := v.p.FreezeDay, len(p.Days)-1
	v.later(next, 60)
	v.drop(next)
	v.closeSet(min(next+1, last))
	v.swap(min(next+2, last), min(next+6, last))
	v.moveScene(min(next+3, last))
	v.away(next)
	if v.chance(50) {
		v.insertDay(min(next+4, last))
	} else {
		v.removeDay(min(next+4, last))
	}
	v.add(max(1, len(p.Moments)/100))
	return v.p, nil
}

// revision is a problem being revised.
type revision struct {
	*source
	p *planner.Problem
}

// later shifts a day with all its windows.
func (v *revision) later(day, minutes int) {
	for u := range v.p.Days[day].Units {
		shiftUnit(&v.p.Days[day].Units[u], minutes)
	}
	v.windows(func(w *planner.Window) bool {
		if w.Day == day {
			w.Start, w.End = w.Start+minutes, w.End+minutes
		}
		return true
	})
}

func shiftUnit(u *planner.Unit, minutes int) {
	u.Call, u.Wrap = u.Call+minutes, u.Wrap+minutes
	for s := range u.Strips {
		u.Strips[s].Start, u.Strips[s].End = u.Strips[s].Start+minutes, u.Strips[s].End+minutes
	}
}

// windows visits every window; those for which visit is false go.
func (v *revision) windows(visit func(*planner.Window) bool) {
	for i := range v.p.Moments {
		kept := v.p.Moments[i].Windows[:0]
		for _, w := range v.p.Moments[i].Windows {
			if visit(&w) {
				kept = append(kept, w)
			}
		}
		v.p.Moments[i].Windows = kept
	}
}

// lastStrip takes the last scene off a day's first unit; false when there is none to spare.
func (v *revision) lastStrip(day int) (planner.Strip, bool) {
	if len(v.p.Days[day].Units) == 0 || len(v.p.Days[day].Units[0].Strips) < 2 {
		return planner.Strip{}, false
	}
	u := &v.p.Days[day].Units[0]
	s := u.Strips[len(u.Strips)-1]
	u.Strips = u.Strips[:len(u.Strips)-1]
	return s, true
}

func during(w *planner.Window, day int, s *planner.Strip) bool {
	return w.Day == day && w.Place == s.Place && w.Start >= s.Start && w.End <= s.End
}

// drop leaves a day's last scene out, and what could be covered there.
func (v *revision) drop(day int) {
	if s, ok := v.lastStrip(day); ok {
		v.windows(func(w *planner.Window) bool { return !during(w, day, &s) })
	}
}

// closeSet lets nobody of the crew onto one of a day's sets.
func (v *revision) closeSet(day int) {
	if len(v.p.Days[day].Units) == 0 || len(v.p.Days[day].Units[0].Strips) == 0 {
		return
	}
	strips := v.p.Days[day].Units[0].Strips
	s := &strips[v.below(len(strips))]
	s.Closed, s.Cap = true, 0
}

// swap exchanges what two days hold; the calendar stays.
func (v *revision) swap(a, b int) {
	x, y := &v.p.Days[a], &v.p.Days[b]
	ahead := (y.Calendar - x.Calendar) * dayMinutes
	v.later(a, ahead)
	v.later(b, -ahead)
	x.Units, y.Units = y.Units, x.Units
	v.windows(func(w *planner.Window) bool {
		switch w.Day {
		case a:
			w.Day = b
		case b:
			w.Day = a
		}
		return true
	})
}

// moveScene puts a day's last scene at the end of another day, on a set of that day's location.
func (v *revision) moveScene(from int) {
	first := v.p.FreezeDay
	to := first + v.below(len(v.p.Days)-first)
	if to == from || len(v.p.Days[to].Units) == 0 {
		return
	}
	s, ok := v.lastStrip(from)
	if !ok {
		return
	}
	u := &v.p.Days[to].Units[0]
	moved := s
	moved.Start, moved.End = u.Wrap, u.Wrap+s.End-s.Start
	if len(u.Strips) > 0 {
		moved.Place = u.Strips[0].Place
	}
	u.Strips = append(u.Strips, moved)
	u.Wrap = moved.End
	v.windows(func(w *planner.Window) bool {
		if during(w, from, &s) {
			w.Day, w.Place = to, moved.Place
			w.Start, w.End = w.Start+moved.Start-s.Start, w.End+moved.Start-s.Start
		}
		return true
	})
}

// away takes somebody who would work on one of two days off both of them.
func (v *revision) away(day int) {
	who := v.below(len(v.p.Crew))
	for _, sh := range v.p.Baseline.Shifts {
		if sh.Day == day || sh.Day == day+1 {
			who = sh.Crew
		}
	}
	for d := day; d < min(day+2, len(v.p.Days)); d++ {
		v.p.Crew[who].Avail[d] = false
	}
}

// add makes new moments of scenes that are still to come, like ones that are known.
func (v *revision) add(n int) {
	var like []int
	for i := range v.p.Moments {
		if m := &v.p.Moments[i]; len(m.Windows) > 0 && m.Windows[0].Day > v.p.FreezeDay && m.Person < 0 {
			like = append(like, i)
		}
	}
	for i := range n {
		if len(like) == 0 {
			return
		}
		m := v.p.Moments[like[v.below(len(like))]]
		m.Name, m.Value = fmt.Sprintf("n%d", i), m.Value+5
		m.Windows = slices.Clone(m.Windows[:1])
		v.p.Moments = append(v.p.Moments, m)
	}
}
