package planner

import "fmt"

// Explain says for every moment that a plan leaves out what keeps it out, found by trying: first
// what rules it out in any plan, then what it lacks in this one, then what it would cost. The plan
// must obey the rules (Check); for one that does not, the list is empty.
func Explain(p *Problem, s *Solution) []Uncovered { return ExplainIn(p, s, Wording{}) }

// ExplainIn is Explain with the caller's words for days and times.
func ExplainIn(p *Problem, s *Solution, w Wording) []Uncovered {
	if !Check(p, s).Valid {
		return []Uncovered{}
	}
	z := newSearch(compile(p), 1)
	for i := range s.Covers {
		z.load(&s.Covers[i])
	}
	z.resettle()
	return z.explain(w)
}

// load takes over one cover of a solution that obeys the rules.
func (z *search) load(c *Cover) {
	t := &z.m.moments[c.Moment]
	for oi := t.all; oi < t.to; oi++ {
		if o := &z.m.options[oi]; int(o.day) == c.Day && int(o.start) == c.Start && int(o.place) == c.Place {
			team := z.try.best[:len(t.slots)]
			for i, x := range c.Team {
				team[i] = int32(x)
			}
			z.insert(oi, team)
			z.pinned[c.Moment] = c.Day < z.m.p.FreezeDay
			return
		}
	}
}

// explain names a reason for each uncovered moment. It leaves the plan as it is.
func (z *search) explain(w Wording) []Uncovered {
	z.soften(1)
	clear(z.home)
	z.exact = true
	z.weakShifts()
	e := &explainer{search: z, w: w}
	out := []Uncovered{}
	for mo := range z.opt {
		if z.opt[mo] != none {
			continue
		}
		out = append(out, e.uncovered(int32(mo)))
	}
	return out
}

// explainer is a search that only looks.
type explainer struct {
	*search
	w     Wording
	cast  castTable
	caps  *capTable
	here  [][]*Strip // strips by place
	seats []int32    // of the remedy under trial
	seen  []bool
	told  Told // since somebody asked
}

// uncovered finds the first thing that keeps a moment out, and the cheapest that would bring it in.
func (e *explainer) uncovered(mo int32) Uncovered {
	u := Uncovered{Moment: int(mo), ChangeDay: none}
	t := &e.m.moments[mo]
	if t.from < t.to {
		if oi, net := e.within(t, e.m.p.BudgetDays); oi != none {
			u.Reason, u.Gain = e.affordable(oi, net, t), net
			u.Told = e.taken()
			return u
		}
	}
	r, found := e.remedy(mo)
	if found {
		u.Change, u.Gain, u.ChangeDay = e.changeWords(r), r.gain, int(r.option.day)
		u.ChangeTold = e.taken()
	}
	switch {
	case t.from == t.to:
		u.Reason = e.ruledOut(int(mo))
	case found && r.thing == nothing:
		u.Reason = e.budgetReason(mo, &r)
	default:
		u.Reason = e.blocked(t) + e.instead(mo, "It")
	}
	u.Told = e.taken()
	return u
}

// within looks for the best way to cover a moment with a number of shifts in all.
func (e *explainer) within(t *moment, shifts int) (oi int32, net int) {
	e.limit = shifts
	defer func() { e.limit = e.m.p.BudgetDays }()
	return e.find(t.from, t.to, 0, e.r)
}

// affordable is for a moment that could be taken in with the crew-days there are.
func (e *explainer) affordable(oi int32, net int, t *moment) string {
	o := &e.m.options[oi]
	if net <= 0 {
		gain := e.gain(o, t)
		if gain <= 0 {
			return "It would add nothing on " + e.day(int(o.day)) + "."
		}
		return fmt.Sprintf("It adds less than the crew-days for it on %s cost%s.", e.day(int(o.day)),
			e.w.price(": %s for %s of worth", thousands(gain-net), thousands(gain)))
	}
	return fmt.Sprintf("Nothing stands in its way on %s%s. Plan again to take it in.",
		e.day(int(o.day)), e.w.price(": it would add %s", thousands(net)))
}

// budgetReason is for a moment that only lacks paid crew-days: how many, and what it would push
// out otherwise.
func (e *explainer) budgetReason(mo int32, r *remedy) string {
	used := e.usedWords()
	day := e.day(int(r.option.day))
	if r.gain <= 0 {
		return fmt.Sprintf("%s; %d more on %s would cover it, but cost more than it adds.", used, r.crewDays, day)
	}
	return fmt.Sprintf("%s; %d more on %s would cover it%s.%s", used, r.crewDays, day, e.w.price(" (+%s)", thousands(r.gain)), e.instead(mo, "Without, it"))
}

// usedWords says how many of the paid crew-days are left: too few.
func (e *explainer) usedWords() string {
	paid := e.m.p.BudgetDays
	switch left := paid - e.shifts; {
	case paid == 0:
		return "No crew-days are paid"
	case paid == 1 && left == 0:
		return "The one paid crew-day is used"
	case paid == 1:
		return "The one paid crew-day is not enough"
	case left <= 0:
		return "All " + plural(paid, "paid crew-day is", "paid crew-days are") + " used"
	case left == 1:
		return fmt.Sprintf("Of %d paid crew-days 1 is left", paid)
	default:
		return fmt.Sprintf("Of %d paid crew-days %d are left", paid, left)
	}
}

// instead says what the moment would have to push out, and whether that is worth more. A displacement that
// wins is named too: the plan was not polished then. The sentence begins with it.
func (e *explainer) instead(mo int32, it string) string {
	victim, net := e.weigh(mo)
	if victim == none || net == impossible {
		return ""
	}
	price := e.w.price(" (%s)", thousands(net))
	switch {
	case net > 0:
		return fmt.Sprintf(" %s could replace %s, which is worth less%s: plan again.", it, e.name(victim), price)
	case net == 0:
		return fmt.Sprintf(" %s could only replace %s, which is worth as much.", it, e.name(victim))
	}
	return fmt.Sprintf(" %s would have to replace %s, which is worth more%s.", it, e.name(victim), price)
}

func (e *explainer) name(mo int32) string { return quote(e.m.p.Moments[mo].Name) }
