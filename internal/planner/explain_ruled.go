package planner

import (
	"fmt"
	"strings"
)

// ruledOut says why no plan at all can cover a moment: every one of its windows fails by itself.
func (e *explainer) ruledOut(i int) string {
	o := &e.m.p.Moments[i]
	if len(o.Windows) == 0 {
		return "It has no window in the schedule any more."
	}
	if e.caps == nil {
		e.caps, e.cast = newCapTable(e.m.p, e.m.clock), newCastTable(e.m.p)
	}
	var parts []string
	seen := map[string]bool{}
	for _, w := range o.Windows {
		if why := e.windowFault(i, w); !seen[why] {
			seen[why] = true
			parts = append(parts, why)
		}
	}
	if n := len(parts) - 3; n > 0 {
		parts = append(parts[:3], fmt.Sprintf("The same for %s.", plural(n, "other window", "other windows")))
	}
	return strings.Join(parts, " ")
}

// windowFault is the first rule that rules a window out, cheapest first.
func (e *explainer) windowFault(i int, w Window) string {
	p := e.m.p
	o, mo, day := &p.Moments[i], &e.m.moments[i], e.day(w.Day)
	switch {
	case w.Day < p.FreezeDay:
		return upper(day) + " is frozen and stays as it is."
	case o.LastDay >= 0 && w.Day > o.LastDay:
		return fmt.Sprintf("Its embargo has passed: it had to be covered by %s, this window is on %s.", e.day(o.LastDay), day)
	case w.End-w.Start < o.Dur:
		return fmt.Sprintf("The window on %s lasts %s, it takes %s.", day, hours(w.End-w.Start), hours(o.Dur))
	}
	for _, s := range mo.slots {
		if !e.anyoneFor(s, w.Day) {
			e.told |= ToldCrew
			return fmt.Sprintf("Nobody covers it on %s: no one who does %s is available.", day, p.Skills[s])
		}
	}
	for _, n := range mo.kit {
		if n.N > p.Kit[n.Kit].Stock {
			e.told |= ToldCrew // they bring it
			return fmt.Sprintf("It takes %d × %s, there are %d.", n.N, p.Kit[n.Kit].Name, p.Kit[n.Kit].Stock)
		}
	}
	if room := e.mostRoom(i, w); room < len(mo.slots) {
		if room == 0 && !e.closedIn(w) {
			return fmt.Sprintf("No room on %s at %s: nobody of the crew may be there.", day, e.where(w.Place))
		}
		if room == 0 {
			return fmt.Sprintf("Closed set on %s at %s: nobody of the crew may be there.", day, e.where(w.Place))
		}
		return fmt.Sprintf("The set on %s at %s takes %s of the crew, it needs %d.", day, e.where(w.Place), plural(room, "person", "people"), len(mo.slots))
	}
	if o.Person >= 0 {
		return fmt.Sprintf("%s is in a scene at that time on %s.", p.People[o.Person], day)
	}
	return fmt.Sprintf("Nothing fits on %s.", day)
}

// closedIn reports whether a closed scene runs in a window.
func (e *explainer) closedIn(w Window) bool {
	e.prepare()
	return e.closed(&option{place: int32(w.Place), start: int32(w.Start), end: int32(w.End)})
}

// anyoneFor reports whether somebody with a skill is available on a day.
func (e *explainer) anyoneFor(skill int32, day int) bool {
	for c := range e.m.crews {
		if e.m.qual[c*e.m.skills+int(skill)] && e.m.avail[c*e.m.days+day] {
			return true
		}
	}
	return false
}

// mostRoom is the most people who may be at the window's place at the best of its starts.
func (e *explainer) mostRoom(i int, w Window) int {
	o, most := &e.m.p.Moments[i], 0
	for start := w.Start; start+o.Dur <= w.End; start += e.m.p.Params.StartGrid {
		most = max(most, e.caps.least(w.Place, e.m.clock.slot(start), e.m.clock.slot(start+o.Dur)))
	}
	return most
}
