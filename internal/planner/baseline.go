package planner

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// restore brings the baseline into an empty plan: first the frozen days, which are pinned and must
// be kept, then whatever else is still possible. Frozen covers that are impossible are named all at
// once in a fault.Invalid.
func (s *state) restore() error {
	b := s.m.p.Baseline
	if b == nil {
		return nil
	}
	var lines []string
	for i := range b.Covers {
		if c := &b.Covers[i]; c.Day < s.m.p.FreezeDay && !s.pin(c) {
			lines = append(lines, fmt.Sprintf("baseline.covers[%d]: day %d is frozen, but %q can no longer be covered there as planned",
				i, c.Day+1, s.m.p.Moments[c.Moment].Name))
		}
	}
	if len(lines) > 0 {
		return fault.New(fault.Invalid, "%s", strings.Join(lines, "\n")).
			WithRemedy("Take them out of the baseline, or freeze fewer days.")
	}
	if s.bads > 0 || s.shifts > s.m.p.BudgetDays || s.torn() {
		return fault.New(fault.Invalid, "the frozen days of the plan break a rule: the rests, meals, shifts or paid crew-days no longer allow them").
			WithRemedy("Take what did not happen out of the baseline, or freeze fewer days.")
	}
	for i := range b.Covers {
		if c := &b.Covers[i]; c.Day >= s.m.p.FreezeDay && s.opt[c.Moment] == none {
			s.bring(c)
		}
	}
	return nil
}

// torn reports whether somebody works on a frozen day without a shift there in the baseline.
func (s *state) torn() bool {
	for cd, jobs := range s.jobs {
		if len(jobs) > 0 && cd%s.m.days < s.m.p.FreezeDay && !s.m.before[cd] {
			return true
		}
	}
	return false
}

// pin keeps a cover of a frozen day, with everyone in its team who is still available, and reports
// whether it could. Where the moment's window has moved, its start moves inside the day.
func (s *state) pin(c *Cover) bool {
	must := 0
	for _, x := range c.Team {
		if s.m.p.Crew[x].Avail[c.Day] {
			must++
		}
	}
	mo := int32(c.Moment)
	if must == 0 || !hasWindowOn(&s.m.p.Moments[mo], c.Day) {
		return true
	}
	if s.opt[mo] == none && s.seatOld(c, must) {
		s.pinned[mo] = true
		return true
	}
	return false
}

// seatOld inserts an old cover, at its old start if that is still possible, else at another of the
// day; must is how many of its old team have to be in it.
func (s *state) seatOld(c *Cover, must int) bool {
	t := &s.m.moments[c.Moment]
	for pass := range 2 {
		for oi := t.all; oi < t.to; oi++ {
			o := &s.m.options[oi]
			old := int(o.start) == c.Start && int(o.place) == c.Place
			if int(o.day) != c.Day || old != (pass == 0) || !s.resources(o, t) {
				continue
			}
			if s.seatTeam(o, t, c.Team) >= must && s.complete(t) || s.seatBaseline(o, t, c.Team, must) {
				s.insert(oi, s.try.seats[:len(t.slots)])
				return true
			}
		}
	}
	return false
}

// seatTeam offers seats to exactly these people and counts who got one. Each keeps the old slot
// where the skills allow it.
func (s *state) seatTeam(o *option, mo *moment, team []int) int {
	for i := range mo.slots {
		s.try.seats[i] = none
	}
	n := 0
	for i, x := range team {
		c := int32(x)
		if !s.m.avail[x*s.m.days+int(o.day)] || !s.fits(c, o) {
			continue
		}
		if i < len(mo.slots) && s.try.seats[i] == none && s.m.qual[x*s.m.skills+int(mo.slots[i])] && !s.seated(c, mo) {
			s.try.seats[i] = c
			n++
			continue
		}
		n += s.offer(c, o, mo)
	}
	return n
}

func (s *state) seated(c int32, mo *moment) bool {
	for _, x := range s.try.seats[:len(mo.slots)] {
		if x == c {
			return true
		}
	}
	return false
}

func (s *state) complete(mo *moment) bool { return !s.seated(none, mo) }

// seatBaseline fills the slots that the old team leaves empty with people who have a shift on that
// day in the baseline: on a frozen day no shift may be new.
func (s *state) seatBaseline(o *option, mo *moment, team []int, must int) bool {
	if s.seatTeam(o, mo, team) < must {
		return false
	}
	for _, sh := range s.m.p.Baseline.Shifts {
		if sh.Day == int(o.day) && s.m.avail[sh.Crew*s.m.days+sh.Day] {
			s.offer(int32(sh.Crew), o, mo)
		}
	}
	return s.complete(mo)
}

// bring inserts an old cover that is not frozen: as it was, else at another start of the day, else
// with another team, else not.
func (s *state) bring(c *Cover) {
	t := &s.m.moments[c.Moment]
	if s.shifts+len(t.slots) <= s.limit && s.seatOld(c, len(t.slots)) {
		return
	}
	for oi := t.from; oi < t.to; oi++ {
		o := &s.m.options[oi]
		if int(o.day) != c.Day || !s.resources(o, t) {
			continue
		}
		if _, _, ok := s.seat(o, t, 0); ok {
			s.insert(oi, s.try.seats[:len(t.slots)])
			return
		}
	}
}
