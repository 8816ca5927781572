package planner

import (
	"fmt"
	"sort"
)

// Report is the verdict on a plan. Errors name every broken rule by its number in the model;
// Objective is 0 when the plan cannot be read against the problem at all.
type Report struct {
	Valid     bool     `json:"valid"`
	Objective int      `json:"objective"`
	Errors    []string `json:"errors"`
	Rules     []int    `json:"-"` // numbers of the broken rules, one for each error that is one
}

// Check judges a plan by the eleven hard rules of the model, and by what the problem says every plan must cover (rule 12), and computes its objective. It is
// written from the model alone and shares nothing with the search, so that each proves the other.
func Check(p *Problem, s *Solution) Report {
	k := &checker{p: p, s: s, errs: []string{}}
	if bad := p.Validate(); len(bad) > 0 {
		for _, e := range bad {
			k.errs = append(k.errs, "problem: "+e.Error())
		}
		return Report{Errors: k.errs}
	}
	if !k.readable() {
		return Report{Errors: k.errs}
	}
	k.gather()
	k.windows()
	k.teams()
	k.persons()
	k.rests()
	k.budget()
	k.kit()
	k.caps()
	k.interviews()
	k.frozen()
	k.must()
	return Report{Valid: len(k.errs) == 0, Objective: Objective(p, s), Errors: k.errs, Rules: k.broken}
}

// checker holds what the rules share: the plan sorted by person and day.
type checker struct {
	p      *Problem
	s      *Solution
	errs   []string
	broken []int                // rules, beside errs
	work   map[crewDay][]*Cover // in order of start
	turn   map[crewDay]*Shift
}

// breaks records a broken rule.
func (k *checker) breaks(rule int, format string, args ...any) {
	k.errs = append(k.errs, fmt.Sprintf("rule %d: ", rule)+fmt.Sprintf(format, args...))
	k.broken = append(k.broken, rule)
}

// readable checks that every index in the plan exists and every time is one; without that no rule can be asked.
func (k *checker) readable() bool {
	m := new(mistakes)
	for i, c := range k.s.Covers {
		at := fmt.Sprintf("covers[%d]", i)
		m.index(at+".moment", c.Moment, len(k.p.Moments), plural(len(k.p.Moments), "moment", "moments"))
		m.index(at+".day", c.Day, len(k.p.Days), plural(len(k.p.Days), "day", "days"))
		m.index(at+".place", c.Place, len(k.p.Places), plural(len(k.p.Places), "place", "places"))
		m.between(at+".start", c.Start, 0, maxMinute)
		for j, t := range c.Team {
			m.index(fmt.Sprintf("%s.team[%d]", at, j), t, len(k.p.Crew), plural(len(k.p.Crew), "crew member", "crew members"))
		}
	}
	for i, sh := range k.s.Shifts {
		at := fmt.Sprintf("shifts[%d]", i)
		m.index(at+".crew", sh.Crew, len(k.p.Crew), plural(len(k.p.Crew), "crew member", "crew members"))
		m.index(at+".day", sh.Day, len(k.p.Days), plural(len(k.p.Days), "day", "days"))
		m.between(at+".call", sh.Call, -maxMinute, maxMinute)
		m.between(at+".meal", sh.Meal, -maxMinute, maxMinute)
	}
	for _, e := range m.errs {
		k.errs = append(k.errs, e.Error())
	}
	return len(m.errs) == 0
}

// gather sorts the plan by person and day, and checks that shifts and work match one to one.
func (k *checker) gather() {
	k.work = make(map[crewDay][]*Cover)
	k.turn = make(map[crewDay]*Shift)
	for i := range k.s.Covers {
		c := &k.s.Covers[i]
		for _, t := range c.Team {
			cd := crewDay{t, c.Day}
			k.work[cd] = append(k.work[cd], c)
		}
	}
	for i := range k.s.Shifts {
		sh := &k.s.Shifts[i]
		cd := crewDay{sh.Crew, sh.Day}
		if k.turn[cd] != nil {
			k.breaks(4, "%s has two shifts on day %d", k.crew(sh.Crew), sh.Day)
		}
		k.turn[cd] = sh
		if len(k.work[cd]) == 0 {
			k.breaks(4, "%s has a shift on day %d and nothing to cover", k.crew(sh.Crew), sh.Day)
		}
	}
	for _, cd := range sortedCrewDays(k.work) {
		list := k.work[cd]
		sort.SliceStable(list, func(a, b int) bool { return list[a].Start < list[b].Start })
		if k.turn[cd] == nil {
			k.breaks(4, "%s covers %s on day %d without a shift", k.crew(cd.crew), k.moment(list[0].Moment), cd.day)
		}
	}
}

// sortedCrewDays gives the keys by person, then day, so that messages come in a stable order.
func sortedCrewDays[T any](m map[crewDay]T) []crewDay {
	keys := make([]crewDay, 0, len(m))
	for cd := range m {
		keys = append(keys, cd)
	}
	sort.Slice(keys, func(a, b int) bool {
		if keys[a].crew != keys[b].crew {
			return keys[a].crew < keys[b].crew
		}
		return keys[a].day < keys[b].day
	})
	return keys
}

func (k *checker) crew(i int) string   { return fmt.Sprintf("%q", k.p.Crew[i].Name) }
func (k *checker) moment(i int) string { return fmt.Sprintf("%q", k.p.Moments[i].Name) }
func (k *checker) end(c *Cover) int    { return c.Start + k.p.Moments[c.Moment].Dur }
func (k *checker) wrap(cd crewDay) int {
	wrap := 0
	for _, c := range k.work[cd] {
		wrap = max(wrap, k.end(c))
	}
	return wrap + k.p.Params.Post
}
