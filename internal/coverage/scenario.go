package coverage

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// Scenario is a plan that was tried out beside the one there is.
type Scenario struct {
	ID      production.ScenarioID `json:"id"`
	Curve   production.CurveID    `json:"curve"` // the curve it is a point of, "" for one that somebody asked for
	State   ScenarioState         `json:"state"`
	MadeAt  time.Time             `json:"made_at"`
	MadeBy  string                `json:"made_by"`
	Wish    Wish                  `json:"wish"`
	Figures Figures               `json:"figures"`
	Plan    Plan                  `json:"plan"` // without days where a list does not need them
	Undo    *Undo                 `json:"-"`    // of the plan that adopting another replaced: how to take that back; nil for every other

	// Found when it is read, never saved.
	Difference Difference `json:"-"` // against the plan there is
	Undoable   bool       `json:"-"` // it is the plan that the one there is replaced, and can be put back
	Stale      []string   `json:"-"` // sentences that say why it should be tried again, none while it is fresh
}

// ScenarioState says what became of a scenario.
type ScenarioState string

// The states.
const (
	ScenarioOpen      ScenarioState = "open"
	ScenarioDiscarded ScenarioState = "discarded" // out of sight, and gone when the next is tried out
	ScenarioAdopted   ScenarioState = "adopted"   // out of sight, and back when adopting it is taken back
)

// Undo is what adopting a scenario changed beside the plan. It is kept with the plan that was replaced.
type Undo struct {
	Plan     production.PlanID     `json:"plan"`      // the adopted one; as long as it is the newest, it can be taken back
	Scenario production.ScenarioID `json:"scenario"`  // that was adopted, a point of the curve among them
	CrewDays int                   `json:"crew_days"` // paid before
	Hired    []crew.Member         `json:"hired"`     // who joined the crew
	Decided  []Decided             `json:"decided"`   // moments that were promised or dismissed
	Notice   production.NoticeID   `json:"notice"`    // that told what was held before, "" for none
}

// Decided is a moment before and after a scenario was adopted.
type Decided struct {
	Moment  production.MomentID `json:"moment"`
	WasMust bool                `json:"was_must"`
	IsMust  bool                `json:"is_must"`
	Was     story.Status        `json:"was"`
	Is      story.Status        `json:"is"`
}

// Figures are what a plan is worth in numbers that a producer can use.
type Figures struct {
	CrewDays      int `json:"crew_days"`      // paid
	UsedDays      int `json:"used_crew_days"` //
	Covered       int `json:"covered"`        // moments, those of days that are over included
	Total         int `json:"total"`          //
	Promised      int `json:"promised"`       // of the must-haves, how many it covers
	PromisedTotal int `json:"promised_total"` //
	Cost          int `json:"cost"`           // of the crew-days used, in the production's currency; 0 unknown
	Worth         int `json:"worth"`          // tenths of a percent of all that could be covered, arcs in balance
}

// Apply is the input as the wish would have it.
func (w Wish) Apply(in Input) Input {
	if w.CrewDays > 0 {
		in.CrewDays = w.CrewDays
	}
	left := named(w.Without)
	in.Members, in.Left = slices.Clone(in.Members), nil
	for i := len(in.Members) - 1; i >= 0; i-- {
		if left[string(in.Members[i].ID)] {
			in.Left = append(in.Left, in.Members[i])
			in.Members = slices.Delete(in.Members, i, i+1)
		}
	}
	in.Members = append(in.Members, w.Extra...)
	for i := range in.Members {
		away := slices.Clone(in.Members[i].Away)
		for _, date := range w.NoGoDays {
			away = append(away, production.DateRange{From: date, To: date})
		}
		in.Members[i].Away = away
	}
	must, never := named(w.Must), named(w.NoGo)
	in.Moments = slices.Clone(in.Moments)
	for i := range in.Moments {
		m := &in.Moments[i]
		m.MustHave = m.MustHave || must[string(m.ID)]
		if never[string(m.ID)] {
			m.Status = story.Dismissed
		}
	}
	in.Must = w.Must
	return in
}

func named(list []Named) map[string]bool {
	ids := map[string]bool{}
	for _, n := range list {
		ids[n.ID] = true
	}
	return ids
}

// addMust hands the must-haves to the planner. It returns fault.Invalid that names every one which no
// plan can cover, with the reason.
func (d *Desk) addMust() error {
	var wrong complaints
	remedy := "Take it off the list of must-haves, or make it possible first."
	for _, n := range d.in.Must {
		id := production.MomentID(n.ID)
		if d.past.moments[id] {
			continue // done
		}
		if i := slices.IndexFunc(d.aside, func(u Uncovered) bool { return u.Moment == id }); i >= 0 {
			wrong.add(remedy, "“%s” cannot be covered: %s", n.Name, inside(d.aside[i].Reason))
			continue
		}
		i := slices.IndexFunc(d.moments, func(m story.Moment) bool { return m.ID == id })
		if d.held[i] {
			continue // it must be already
		}
		if i < 0 {
			wrong.add(remedy, "“%s” is not among the moments to cover", n.Name)
		} else if why := d.nobodyFor(d.Problem.Moments[i]); why != "" {
			wrong.add(remedy, "“%s” cannot be covered: %s", n.Name, why)
		} else {
			d.Problem.Must = append(d.Problem.Must, i)
		}
	}
	return wrong.err()
}

// inside is a sentence as the end of another.
func inside(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	return string(unicode.ToLower(first)) + strings.TrimSuffix(sentence[size:], ".")
}

// nobodyFor says which part of the team that a moment needs is missing on all of its days, "" where there
// is one.
func (d *Desk) nobodyFor(m planner.Moment) string {
	why := ""
	for _, w := range m.Windows {
		lack := ""
		for _, r := range m.Roles {
			able, free := 0, 0
			for _, c := range d.Problem.Crew {
				if slices.Contains(c.Skills, r.Skill) {
					able++
					if c.Avail[w.Day] {
						free++
					}
				}
			}
			skill := d.skills[r.Skill]
			switch {
			case able < r.N:
				lack = fmt.Sprintf("it needs %d with the skill %s, and the crew has %d", r.N, skill, able)
			case free < r.N && lack == "":
				lack = fmt.Sprintf("on %s it needs %d with the skill %s, and %d can go", d.DayName(w.Day), r.N, skill, free)
			}
		}
		if lack == "" {
			return ""
		}
		why = lack
	}
	return why
}

// Worth is what a solution covers is worth in points of the objective, whatever it costs and changes.
func (d *Desk) Worth(s *planner.Solution) int {
	p := *d.Problem
	p.Params.Lambda, p.Stab = 0, planner.Stab{}
	return planner.Objective(&p, s)
}

// ceiling is the worth of a plan that covers everything, which mostly none can.
func (d *Desk) ceiling() int {
	total := make([]int, len(d.Problem.Arcs))
	for _, m := range d.Problem.Moments {
		total[m.Arc] += m.Value * 100
	}
	worth, slopes := 0, d.Problem.Params.Slopes
	for _, t := range total {
		third, two := t/3, 2*t/3
		worth += slopes[0]*third + slopes[1]*(two-third) + slopes[2]*(t-two)
	}
	return max(worth, 1)
}

// share is the worth of a solution in tenths of a percent of all that could be covered.
func (d *Desk) share(s *planner.Solution) int { return max(0, d.Worth(s)) * 1000 / d.ceiling() }

// Figures counts a plan. moments are those that there are, as the plan supposes them.
func (p Plan) Figures(moments []story.Moment) Figures {
	f := Figures{CrewDays: p.CrewDays, UsedDays: p.UsedDays, Covered: p.Covered, Total: p.Total, Worth: p.Worth}
	covered := p.covers()
	for _, m := range moments {
		if _, is := covered[m.ID]; m.MustHave && (is || m.Status != story.Dismissed) {
			f.PromisedTotal++
			if is {
				f.Promised++
			}
		}
	}
	for _, day := range p.Days {
		for _, sh := range day.Shifts {
			f.Cost += sh.Cost
		}
	}
	return f
}

// Figures counts a plan that was read from this desk.
func (d *Desk) Figures(p Plan) Figures { return p.Figures(d.in.Moments) }
