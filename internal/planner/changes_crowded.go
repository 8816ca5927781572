package planner

import "fmt"

// crowdedOut says what in the finished plan keeps a cover from being as it was, although the problem
// still allows it. It takes the moment out, looks at its old time with its old team, and puts it back.
func (c *comparison) crowdedOut(old, now *Cover) string {
	mo := int32(old.Moment)
	oi := c.optionOf(old)
	if oi == none {
		return fmt.Sprintf("Nothing fits at %s on %s any more.", c.clock(int32(old.Start)), c.day(old.Day))
	}
	had, value := c.opt[mo], c.value
	team := append([]int32{}, c.teamOf(mo)...)
	if had != none {
		c.remove(mo)
	}
	text := c.blockedNow(old, now, oi)
	if text == "" {
		text = c.freely(old, now, oi, value)
	}
	if had != none {
		c.insert(had, team)
	}
	c.resettle()
	return text
}

// optionOf is a cover as one of the model's options, none where the model has no such.
func (c *comparison) optionOf(cover *Cover) int32 {
	t := &c.m.moments[cover.Moment]
	for oi := t.all; oi < t.to; oi++ {
		if o := &c.m.options[oi]; int(o.day) == cover.Day && int(o.start) == cover.Start && int(o.place) == cover.Place {
			return oi
		}
	}
	return none
}

// blockedNow finds what another cover of the plan takes that the old one needs, "" for nothing.
func (c *comparison) blockedNow(old, now *Cover, oi int32) string {
	o, t := &c.m.options[oi], &c.m.moments[old.Moment]
	if t.person >= 0 && anyTrue(c.asks[t.person][o.slot:o.slotEnd]) {
		x := c.holder(o.slot, o.slotEnd, func(i int32) bool { return c.m.moments[i].person == t.person })
		return c.madeRoom(old, now, x, fmt.Sprintf("%s is asked in %s then", c.m.p.People[t.person], c.name(x)))
	}
	if row := c.room[o.place]; row != nil && least(row[o.slot:o.slotEnd]) < len(t.slots) {
		x := c.holder(o.slot, o.slotEnd, func(i int32) bool { return c.m.options[c.opt[i]].place == o.place })
		return c.madeRoom(old, now, x, fmt.Sprintf("%s is at %s then, where no more of the crew may be", c.name(x), c.where(int(o.place))))
	}
	for _, n := range t.kit {
		if least(c.kit[n.Kit][o.slot:o.slotKit]) < n.N {
			x := c.holder(o.slot, o.slotKit, func(i int32) bool { return c.needs(i, n.Kit) })
			return c.madeRoom(old, now, x, fmt.Sprintf("%s has the %s then", c.name(x), c.m.p.Kit[n.Kit].Name))
		}
	}
	for _, x := range old.Team {
		if member := int32(x); !c.fits(member, o) {
			if other := c.collides(member, o); other != none {
				return c.madeRoom(old, now, other, fmt.Sprintf("%s %s", c.who(x), c.hindrance(member, o)))
			}
			return fmt.Sprintf("%s %s.", c.who(x), c.hindrance(member, o))
		}
	}
	return ""
}

// holder is a covered moment that uses something in a span of slots, best one that was not there before.
func (c *comparison) holder(from, to int32, uses func(mo int32) bool) int32 {
	found := int32(none)
	for mo, oi := range c.opt {
		if oi == none || !uses(int32(mo)) {
			continue
		}
		until := c.m.options[oi].slotEnd
		if len(c.m.moments[mo].kit) > 0 {
			until = max(until, c.m.options[oi].slotKit)
		}
		if c.m.options[oi].slot < to && from < until && (found == none || c.kept(int(found)) && !c.kept(mo)) {
			found = int32(mo)
		}
	}
	return found
}

func (c *comparison) needs(mo int32, kit int) bool {
	for _, n := range c.m.moments[mo].kit {
		if n.Kit == kit {
			return true
		}
	}
	return false
}

// collides is the moment in a person's day that leaves no time for an option, none when it is a rule.
func (c *comparison) collides(member int32, o *option) int32 {
	for _, j := range c.jobs[int(member)*c.m.days+int(o.day)] {
		there, back := c.m.travel[int(j.place)*c.m.places+int(o.place)], c.m.travel[int(o.place)*c.m.places+int(j.place)]
		if j.start < o.start && j.end+there > o.start || j.start >= o.start && o.end+back > j.start {
			return j.moment
		}
	}
	return none
}

// madeRoom words that a cover went because of another: one that was there before as well only holds
// what has become scarce.
func (c *comparison) madeRoom(old, now *Cover, x int32, how string) string {
	if x == none || c.kept(int(x)) {
		return upper(how) + "."
	}
	if c.retimed(old.Moment) && c.retimed(int(x)) {
		return "The day has another order: " + how + "."
	}
	worth := ""
	if now == nil && c.loses(old, x) {
		worth = ", which is worth more"
	}
	return fmt.Sprintf("It made room for %s%s: %s.", c.name(x), worth, how)
}

// retimed reports whether a moment only has another time of the same day, with the same people.
func (c *comparison) retimed(mo int) bool {
	old, now := c.old[mo], c.now[mo]
	if old == nil || now == nil || old.Day != now.Day || old.Place != now.Place {
		return false
	}
	same := *now
	same.Start = old.Start
	return whatBecame(old, &same) == ""
}

// loses reports whether a dropped cover in the place of another would make a worse plan: the other is
// taken out, the old one put back, and the other tried elsewhere.
func (c *comparison) loses(old *Cover, x int32) bool {
	oi, value := c.optionOf(old), c.value
	c.log = c.log[:0]
	c.take(x)
	worse := false
	if c.fitsAs(old, oi) {
		c.giveTeam(oi, old.Team)
		t := &c.m.moments[x]
		if back, net := c.find(t.from, t.to, 0, c.r); back != none && net > 0 {
			c.give(back)
		}
		worse = c.value < value && c.bads == 0
	}
	c.undo()
	return worse
}

// fitsAs reports whether a cover can be as it was, crew-days aside.
func (c *comparison) fitsAs(old *Cover, oi int32) bool {
	o, t := &c.m.options[oi], &c.m.moments[old.Moment]
	if !c.resources(o, t) {
		return false
	}
	for _, x := range old.Team {
		if !c.fits(int32(x), o) {
			return false
		}
	}
	return true
}

// giveTeam inserts a cover with its old team and remembers it.
func (c *comparison) giveTeam(oi int32, team []int) {
	for i, x := range team {
		c.try.best[i] = int32(x)
	}
	c.give(oi)
}
