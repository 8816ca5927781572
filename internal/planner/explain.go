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
	z.weakShifts()
	e := &explainer{search: z, w: w}
	out := []Uncovered{}
	for mo := range z.opt {
		if z.opt[mo] != none {
			continue
		}
		u := Uncovered{Moment: mo, Reason: e.reason(int32(mo))}
		if r, found := e.remedy(int32(mo)); found {
			u.Change, u.Gain = e.changeWords(r), r.gain
		}
		out = append(out, u)
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
}

// reason finds the first thing that keeps a moment out.
func (e *explainer) reason(mo int32) string {
	t := &e.m.moments[mo]
	if t.from == t.to {
		return e.ruledOut(int(mo))
	}
	e.limit = e.m.p.BudgetDays
	if oi, net := e.find(t.from, t.to, 0, e.r); oi != none {
		o := &e.m.options[oi]
		if net <= 0 {
			gain := e.gain(o, t)
			return fmt.Sprintf("It adds less than the crew-days for it on %s cost%s.", e.w.day(int(o.day)),
				e.w.price(": %s for %s of worth", thousands(gain-net), thousands(gain)))
		}
		return fmt.Sprintf("Nothing stands in its way on %s%s. Plan again to take it in.",
			e.w.day(int(o.day)), e.w.price(": it would add %s", thousands(net)))
	}
	e.limit = e.shifts + e.m.maxTeam
	oi, net := e.find(t.from, t.to, 0, e.r)
	e.limit = e.m.p.BudgetDays
	if oi != none {
		return e.budgetReason(mo, oi, net)
	}
	return e.blocked(t) + e.instead(mo, "It")
}

// budgetReason is for a moment that only lacks paid crew-days: their price, and what it would push
// out otherwise.
func (e *explainer) budgetReason(mo, oi int32, net int) string {
	o := &e.m.options[oi]
	needed := 0
	for _, c := range e.try.best[:len(e.m.moments[mo].slots)] {
		if e.call[int(c)*e.m.days+int(o.day)] == noCall {
			needed++
		}
	}
	needed -= max(0, e.m.p.BudgetDays-e.shifts)
	used := "All " + plural(e.m.p.BudgetDays, "paid crew-day is", "paid crew-days are") + " used"
	if e.m.p.BudgetDays == 1 {
		used = "The one paid crew-day is used"
	}
	day := e.w.day(int(o.day))
	if net <= 0 {
		return fmt.Sprintf("%s; %d more on %s would cover it, but cost more than it adds.", used, needed, day)
	}
	return fmt.Sprintf("%s; %d more on %s would cover it%s.%s", used, needed, day, e.w.price(" (+%s)", thousands(net)), e.instead(mo, "Without, it"))
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
