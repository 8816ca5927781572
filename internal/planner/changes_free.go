package planner

import "fmt"

// freely is for a cover that could be as it was, as far as time, kit and people go: its crew-day went
// elsewhere, or the plan is better, or no worse, with it as it is now. value is that of the plan.
func (c *comparison) freely(old, now *Cover, oi int32, value int) string {
	var idle []string
	for _, x := range old.Team {
		if c.call[x*c.m.days+old.Day] == noCall {
			idle = append(idle, c.who(x))
		}
	}
	if c.shifts+len(idle) > c.m.p.BudgetDays {
		return c.crewDayWent(old, idle)
	}
	c.log = c.log[:0]
	c.giveTeam(oi, old.Team)
	gain := c.value - value
	c.undo()
	day := c.day(old.Day)
	switch {
	case gain > 0:
		return "Nothing forces it: it could stay as it was. Plan again."
	case gain == 0:
		return "It is worth the same either way."
	case len(idle) > 0:
		return fmt.Sprintf("It is not worth a crew-day of %s on %s by itself.", and(idle), day)
	case now == nil:
		return fmt.Sprintf("On %s it costs more than it brings now.", day)
	case now.Day != old.Day:
		return fmt.Sprintf("It is worth more on %s.", c.day(now.Day))
	}
	return "The plan is worth more this way."
}

// crewDayWent says where the crew-day of a cover is now.
func (c *comparison) crewDayWent(old *Cover, idle []string) string {
	day := c.day(old.Day)
	if had := c.usedBefore(); had > c.m.p.BudgetDays {
		stay := " stays"
		if len(idle) > 1 {
			stay = " stay"
		}
		return fmt.Sprintf("Only %s paid now, the plan before had %d; %s at home on %s.",
			plural(c.m.p.BudgetDays, "crew-day is", "crew-days are"), had, and(idle)+stay, day)
	}
	for _, cd := range c.newShifts {
		return fmt.Sprintf("The crew-day of %s on %s went to %s on %s, for %s.",
			and(idle), day, c.who(cd.crew), c.day(cd.day), c.workOf(cd, c.now))
	}
	return fmt.Sprintf("It would take a crew-day of %s on %s, and all that are paid are used.", and(idle), day)
}

// usedBefore is how many crew-days the plan before used.
func (c *comparison) usedBefore() int { return max(c.w.UsedBefore, len(c.before)) }

// workOf names what somebody covers on a day, three moments at most.
func (c *comparison) workOf(cd crewDay, covers map[int]*Cover) string {
	var names []string
	more := 0
	for mo := range c.opt {
		cover := covers[mo]
		if cover == nil || cover.Day != cd.day || !contains(cover.Team, cd.crew) {
			continue
		}
		if len(names) == 3 {
			more++
			continue
		}
		names = append(names, c.name(int32(mo)))
	}
	if more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return and(names)
}

// whyCancelled is why somebody no longer works on a day.
func (c *comparison) whyCancelled(cd crewDay) string {
	p := c.m.p
	if !p.Crew[cd.crew].Avail[cd.day] {
		return fmt.Sprintf("%s is not available on %s any more.", c.who(cd.crew), c.day(cd.day))
	}
	var fates []string
	for mo := range c.opt {
		old := c.old[mo]
		if old == nil || old.Day != cd.day || !contains(old.Team, cd.crew) {
			continue
		}
		fates = append(fates, c.name(int32(mo))+" "+c.fate(old, c.now[mo]))
	}
	if len(fates) == 0 {
		return "Nothing of what it was for is left."
	}
	return "Nothing is left to do: " + and(fewer(fates)) + "."
}

// fate is what became of a cover in a few words.
func (c *comparison) fate(old, now *Cover) string {
	switch {
	case now == nil:
		return "is dropped"
	case now.Day != old.Day:
		return "moved to " + c.day(now.Day)
	case now.Start != old.Start:
		return "starts at " + c.clock(int32(now.Start)) + " now"
	}
	return "is covered by others"
}

// fewer keeps three of a list and counts the rest.
func fewer(list []string) []string {
	if n := len(list) - 3; n > 0 {
		return append(list[:3:3], plural(n, "other went too", "others went too"))
	}
	return list
}

// whyAdded is what made a new cover possible: somebody's time that an old one held, a crew-day that was
// freed or paid, or a day on which its team works anyway.
func (c *comparison) whyAdded(now *Cover) string {
	if old := c.madeWay(now); old != nil {
		if c.aside(func() string { return c.ruledOutNow(old) }) != "" {
			return fmt.Sprintf("There is time for it, as %s %s.", c.name(int32(old.Moment)), c.fate(old, c.now[old.Moment]))
		}
		return fmt.Sprintf("It takes the place of %s, which %s.", c.name(int32(old.Moment)), c.fate(old, c.now[old.Moment]))
	}
	for _, x := range now.Team {
		cd := crewDay{x, now.Day}
		if c.before[cd] {
			continue
		}
		who := fmt.Sprintf("%s on %s", c.who(x), c.day(now.Day))
		if used := c.usedBefore(); used < c.m.p.BudgetDays {
			return fmt.Sprintf("The plan before used %s and %d are paid: one more brings %s.",
				plural(used, "crew-day", "crew-days"), c.m.p.BudgetDays, who)
		}
		for _, free := range c.lostShifts {
			return fmt.Sprintf("The crew-day of %s on %s was freed, and brings %s.", c.who(free.crew), c.day(free.day), who)
		}
		return fmt.Sprintf("A crew-day brings %s.", who)
	}
	var names []string
	for _, x := range now.Team {
		names = append(names, c.who(x))
	}
	works := "works"
	if len(names) > 1 {
		works = "work"
	}
	return fmt.Sprintf("%s %s on %s anyway and can take it in.", and(names), works, c.day(now.Day))
}

// madeWay is an old cover that is gone from the time at which one of a new cover's team is needed.
func (c *comparison) madeWay(now *Cover) *Cover {
	end := now.Start + c.m.p.Moments[now.Moment].Dur
	for i := range c.m.p.Baseline.Covers {
		old := &c.m.p.Baseline.Covers[i]
		if old.Day != now.Day || c.kept(old.Moment) {
			continue
		}
		until := old.Start + c.m.p.Moments[old.Moment].Dur
		there, back := c.m.p.Travel[old.Place][now.Place], c.m.p.Travel[now.Place][old.Place]
		if now.Start >= until+there || old.Start >= end+back {
			continue
		}
		for _, x := range now.Team {
			still := c.now[old.Moment]
			if contains(old.Team, x) && (still == nil || still.Day != old.Day || still.Start != old.Start || !contains(still.Team, x)) {
				return old
			}
		}
	}
	return nil
}
