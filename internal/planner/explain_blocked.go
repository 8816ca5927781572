package planner

import "fmt"

// blocked says what an uncovered moment lacks although crew-days could be had: it looks at every
// option and speaks of the one that comes furthest.
func (e *explainer) blocked(t *moment) string {
	best, text, told := -1, "", Told(0)
	for oi := t.from; oi < t.to; oi++ {
		o := &e.m.options[oi]
		e.told = 0
		if stage, why := e.obstacle(o, t); stage > best {
			best, text, told = stage, why, e.told
		}
	}
	e.told = told
	return text
}

// obstacle is what one option fails at; a later stage is closer to a coverage.
func (e *explainer) obstacle(o *option, t *moment) (int, string) {
	if t.person >= 0 && anyTrue(e.asks[t.person][o.slot:o.slotEnd]) {
		return 0, fmt.Sprintf("%s is in another interview on %s at %s.", e.m.p.People[t.person], e.day(int(o.day)), e.clock(o.start))
	}
	if room := e.room[o.place]; room != nil && least(room[o.slot:o.slotEnd]) < len(t.slots) {
		return 1, e.fullPlace(o, least(room[o.slot:o.slotEnd]), len(t.slots))
	}
	for _, n := range t.kit {
		if left := least(e.kit[n.Kit][o.slot:o.slotKit]); left < n.N {
			free := "No " + e.m.p.Kit[n.Kit].Name + " is"
			if left > 0 {
				free = fmt.Sprintf("Only %d of %d × %s are", left, n.N, e.m.p.Kit[n.Kit].Name)
			}
			return 2, fmt.Sprintf("%s free on %s at %s%s.", free, e.day(int(o.day)), e.clock(o.start), e.kitHolder(o, n.Kit))
		}
	}
	return e.people(o, t)
}

// fullPlace is for a set where the plan has others of the crew already.
func (e *explainer) fullPlace(o *option, left, need int) string {
	more := "only " + plural(left, "more person of the crew", "more of the crew")
	if left <= 0 {
		more = "nobody more of the crew"
	}
	return fmt.Sprintf("No room at %s on %s at %s: %s may be there, it takes %d.",
		e.where(int(o.place)), e.day(int(o.day)), e.clock(o.start), more, need)
}

// kitHolder names a coverage that has the kit at the time of an option.
func (e *explainer) kitHolder(o *option, kit int) string {
	for mo, oi := range e.opt {
		if oi == none {
			continue
		}
		x := &e.m.options[oi]
		if x.slot >= o.slotKit || o.slot >= x.slotKit {
			continue
		}
		for _, n := range e.m.moments[mo].kit {
			if n.Kit == kit {
				return ": " + e.name(int32(mo)) + " has it"
			}
		}
	}
	return ""
}

// people explains why no team comes together: the first role nobody can take, and why not.
func (e *explainer) people(o *option, t *moment) (int, string) {
	day := e.day(int(o.day))
	for _, skill := range t.slots {
		var why []string
		free := false
		for _, c := range t.crew {
			if !e.m.qual[int(c)*e.m.skills+int(skill)] || !e.m.avail[int(c)*e.m.days+int(o.day)] {
				continue
			}
			if e.fits(c, o) {
				free = true
				break
			}
			why = append(why, e.who(int(c))+" "+e.hindrance(c, o))
		}
		if !free {
			return 3, fmt.Sprintf("Nobody covers it on %s at %s: of those who do %s, %s.", day, e.clock(o.start), e.m.p.Skills[skill], and(shorten(why)))
		}
	}
	return 4, e.tooFew(o, t)
}

// tooFew is for an option with somebody free for each role, but not enough people for all at once.
func (e *explainer) tooFew(o *option, t *moment) string {
	var skills, free, why []string
	for _, s := range t.slots {
		skills = append(skills, e.m.p.Skills[s])
	}
	for _, c := range t.crew {
		switch name := e.who(int(c)); {
		case !e.m.avail[int(c)*e.m.days+int(o.day)]:
		case e.fits(c, o):
			free = append(free, name)
		default:
			why = append(why, name+" "+e.hindrance(c, o))
		}
	}
	text := fmt.Sprintf("Nobody covers it on %s at %s: it takes %s at once, and only %s could come",
		e.day(int(o.day)), e.clock(o.start), and(skills), and(free))
	if len(why) > 0 {
		text += "; " + and(shorten(why))
	}
	return text + "."
}

// shorten keeps three of a list of people and counts the rest.
func shorten(why []string) []string {
	if n := len(why) - 3; n > 0 {
		return append(why[:3], plural(n, "other is no freer", "others are no freer"))
	}
	return why
}

// hindrance is why one available person cannot take an option.
func (e *explainer) hindrance(c int32, o *option) string {
	m, q := e.m, &e.m.p.Params
	cd := int(c)*m.days + int(o.day)
	if len(e.jobs[cd]) == 0 && !e.weekAllows(c, o.day) {
		return fmt.Sprintf("has the %s of that week already", plural(m.p.Crew[c].MaxWeek, "day", "days"))
	}
	rows := append([]job{}, e.jobs[cd]...)
	at := 0
	for i, j := range e.jobs[cd] {
		if j.start < o.end && o.start < j.end {
			return fmt.Sprintf("is busy with %s until %s", e.name(j.moment), e.clock(j.end))
		}
		if j.start < o.start {
			at = i + 1
			if j.end+m.travel[int(j.place)*m.places+int(o.place)] > o.start {
				return fmt.Sprintf("cannot be there in time from %s", e.name(j.moment))
			}
		} else if o.end+m.travel[int(o.place)*m.places+int(j.place)] > j.start {
			return fmt.Sprintf("would be late for %s", e.name(j.moment))
		}
	}
	rows = append(rows[:at], append([]job{{o.start, o.end, o.place, o.moment}}, rows[at:]...)...)
	if wrap := rows[len(rows)-1].end + int32(q.Post); wrap-m.latestCall(rows) > int32(q.MaxShift) {
		return "would work longer than " + hours(q.MaxShift)
	} else if wrap > e.latest(c, o.day) {
		return "would not get the " + hours(q.Turnaround) + " of rest before the next day"
	}
	if m.latestCall(rows) < e.earliest(c, o.day) {
		return "has not had the " + hours(q.Turnaround) + " of rest since the day before"
	}
	return "would get no meal in time"
}

func anyTrue(list []bool) bool {
	for _, v := range list {
		if v {
			return true
		}
	}
	return false
}

func least(list []int16) int {
	v := list[0]
	for _, x := range list[1:] {
		v = min(v, x)
	}
	return int(v)
}
