package planner

import "fmt"

// changeWords is a remedy as one would ask for it in the production office.
func (e *explainer) changeWords(r remedy) string {
	day := e.day(int(r.option.day))
	text := upper(e.thingWords(&r, day))
	if n := r.crewDays; n > 0 {
		days := number(n) + " more crew-days"
		if n == 1 {
			days = "one more crew-day"
		}
		if r.thing == nothing {
			text = fmt.Sprintf("%s on %s, for %s", upper(days), day, and(e.opened(&r)))
		} else {
			text += ", and " + days
		}
	}
	switch {
	case e.w.Prices:
		text += ": " + signed(r.gain)
	case r.gain <= 0:
		text += ", which costs more than the moment brings"
	}
	return text
}

// thingWords is what a remedy asks for besides crew-days.
func (e *explainer) thingWords(r *remedy, day string) string {
	p := e.m.p
	switch r.thing {
	case presence:
		return fmt.Sprintf("%s on %s, who is not free then", e.who(r.what), day)
	case piece:
		return fmt.Sprintf("one more %s on %s", p.Kit[r.what].Name, day)
	case room:
		return fmt.Sprintf("a place for one more of the crew at %s on %s at %s, to be asked of the first AD",
			e.where(r.what), day, e.clock(r.option.start))
	case hire:
		n := 0
		e.told |= ToldCrew
		for c := range p.Crew {
			if e.m.qual[c*e.m.skills+r.what] && p.Crew[c].Avail[r.option.day] {
				n++
			}
		}
		with := ""
		if r.brings != none {
			with = " with a " + p.Kit[r.brings].Name
		}
		return e.w.another(p, r.what, n) + with + " on " + day
	}
	return ""
}

// opened names those of a remedy's team who would come that day for it.
func (e *explainer) opened(r *remedy) []string {
	var names []string
	for _, c := range r.team {
		if c != none && e.call[int(c)*e.m.days+int(r.option.day)] == noCall {
			names = append(names, e.who(int(c)))
		}
	}
	return names
}

// signed is a gain or loss with its sign.
func signed(n int) string {
	if n > 0 {
		return "+" + thousands(n)
	}
	return thousands(n)
}
