package planner

import (
	"fmt"
	"slices"
)

// RuledOut says of covers which the problem does not allow, whatever else a plan does, and why: a sentence by
// moment. It is empty for a problem that is not valid.
func RuledOut(p *Problem, covers []Cover, w Wording) map[int]string {
	bare := *p
	bare.Baseline, bare.FreezeDay, bare.Must, bare.Stab = &Solution{Covers: covers}, 0, nil, Stab{}
	out := map[int]string{}
	nothing := &Solution{}
	z := finished(&bare, nothing)
	if z == nil {
		return out
	}
	c := newComparison(&explainer{search: z, w: w}, nothing)
	for i := range covers {
		if text := c.ruledOutNow(&covers[i]); text != "" {
			out[covers[i].Moment] = text
		}
	}
	return out
}

// ruledOutNow says why the problem as it is now does not allow a cover of the baseline, whatever else
// the plan does; "" when it does allow it.
func (c *comparison) ruledOutNow(old *Cover) string {
	m := &c.m.p.Moments[old.Moment]
	if !hasWindowOn(m, old.Day) {
		return c.noWindow(old)
	}
	if m.LastDay >= 0 && old.Day > m.LastDay {
		return fmt.Sprintf("It has to be covered by %s now.", c.day(m.LastDay))
	}
	if text := c.otherWindow(old); text != "" {
		return text
	}
	if text := c.otherTeam(old); text != "" {
		return text
	}
	return c.otherMeans(old)
}

// noWindow is for a moment that cannot happen on its old day any more.
func (c *comparison) noWindow(old *Cover) string {
	m := &c.m.p.Moments[old.Moment]
	if scene := c.sceneOf(old.Moment); scene >= 0 {
		days := c.daysOf(scene)
		switch name := upper(c.scene(scene)); {
		case len(days) == 0:
			return name + " is on no shoot day any more."
		case !slices.Contains(days, old.Day):
			return fmt.Sprintf("%s moved to %s.", name, c.dayList(days))
		}
	}
	var days []int
	for _, w := range m.Windows {
		if !slices.Contains(days, w.Day) {
			days = append(days, w.Day)
		}
	}
	slices.Sort(days)
	if len(days) == 0 {
		return "It has no window in the schedule any more."
	}
	return fmt.Sprintf("It cannot be covered on %s any more: its window moved to %s.", c.day(old.Day), c.dayList(days))
}

func (c *comparison) dayList(days []int) string {
	var names []string
	for _, d := range days {
		names = append(names, c.day(d))
	}
	return and(names)
}

// sceneOf is the scene of a moment: as the caller knows it, else the one that is shot at the place and
// time of all its windows; -1 for none.
func (c *comparison) sceneOf(mo int) int {
	if c.w.SceneOf != nil {
		return c.w.SceneOf(mo)
	}
	scene := none
	for _, w := range c.m.p.Moments[mo].Windows {
		found := none
		for _, s := range c.here[w.Place] {
			if s.Start >= w.End || w.Start >= s.End {
				continue
			}
			if found != none && found != s.Scene {
				return none
			}
			found = s.Scene
		}
		if found == none || scene != none && scene != found {
			return none
		}
		scene = found
	}
	return scene
}

// daysOf are the days on which a scene is shot.
func (c *comparison) daysOf(scene int) []int {
	var days []int
	eachStrip(c.m.p, func(day int, s *Strip) {
		if s.Scene == scene && !slices.Contains(days, day) {
			days = append(days, day)
		}
	})
	return days
}

// otherWindow is for a moment that still happens on its old day, but elsewhere or at another time.
func (c *comparison) otherWindow(old *Cover) string {
	p, m := c.m.p, &c.m.p.Moments[old.Moment]
	var places, times []string
	here := false
	for _, w := range m.Windows {
		switch {
		case w.Day != old.Day:
		case inWindow(p, old, w):
			return ""
		case w.Place == old.Place:
			here = true
			times = append(times, fmt.Sprintf("%s to %s", c.clock(int32(w.Start)), c.clock(int32(w.End))))
		case !slices.Contains(places, c.where(w.Place)):
			places = append(places, c.where(w.Place))
		}
	}
	if !here {
		return fmt.Sprintf("On %s it happens at %s now, not at %s.", c.day(old.Day), and(places), c.where(old.Place))
	}
	return fmt.Sprintf("On %s its window is %s now, and it takes %s.", c.day(old.Day), and(times), hours(m.Dur))
}

// otherTeam is for a team that can no longer do it.
func (c *comparison) otherTeam(old *Cover) string {
	p, slots := c.m.p, c.m.moments[old.Moment].slots
	if len(slots) != len(old.Team) {
		return fmt.Sprintf("It takes %s now, and had %d.", plural(len(slots), "person", "people"), len(old.Team))
	}
	for _, x := range old.Team {
		if !p.Crew[x].Avail[old.Day] {
			return fmt.Sprintf("%s is not available on %s any more.", c.who(x), c.day(old.Day))
		}
	}
	for i, x := range old.Team {
		if !c.m.qual[x*c.m.skills+int(slots[i])] {
			return fmt.Sprintf("%s does not do %s any more.", c.who(x), p.Skills[slots[i]])
		}
	}
	return ""
}

// otherMeans is for kit that is not there, a person in front of the camera, and a set that takes fewer.
func (c *comparison) otherMeans(old *Cover) string {
	p, t := c.m.p, &c.m.moments[old.Moment]
	o := c.optionAt(int32(old.Moment), Window{Day: old.Day, Place: old.Place, Factor: 100}, old.Start)
	for _, n := range t.kit {
		if stock := p.Kit[n.Kit].Stock; stock < n.N {
			c.told |= ToldCrew // they bring it
			return fmt.Sprintf("It takes %d × %s, and there are %d.", n.N, p.Kit[n.Kit].Name, stock)
		}
	}
	if t.person >= 0 && c.cast.busy(int(t.person), int(o.start), int(o.end)) {
		c.told |= ToldSchedule
		return fmt.Sprintf("%s is in a scene at that time now.", p.People[t.person])
	}
	most := c.caps.least(old.Place, o.slot, o.slotEnd)
	switch {
	case most >= len(t.slots):
		return ""
	case c.closed(&o):
		return fmt.Sprintf("%s is a closed set at that time now.", upper(c.where(old.Place)))
	}
	return fmt.Sprintf("At that time %s takes %s of the crew now, and it needs %d.", c.where(old.Place), plural(most, "person", "people"), len(t.slots))
}
