package coverage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// ByHand is a desk prepared to try out by hand what one booking more or less would do to a plan. It does not
// change, so that several may use it at once.
type ByHand struct {
	d    *Desk
	plan Plan
	s    *planner.Solution
	at   map[production.MomentID]int // moment index
}

// ByHand prepares a desk. Its input has to be laid out with the plan as the one before, HandGrid and nothing held.
func (d *Desk) ByHand(p Plan) *ByHand {
	h := &ByHand{d: d, plan: p, s: d.solution(&p), at: map[production.MomentID]int{}}
	for i, m := range d.moments {
		h.at[m.ID] = i
	}
	return h
}

// attempt is one move on its way.
type attempt struct {
	*ByHand
	trial  Trial
	moment int
	cover  planner.Cover // as it would be
	next   *planner.Solution
	turned map[crewDay]bool // whose days are worked out anew
}

type crewDay struct{ crew, day int }

// Try says what a move would do.
func (h *ByHand) Try(mv Move) Trial { return h.attempt(h.timed(mv)).trial }

// Do is the plan after a move, to be signed by the caller. It is not for moves that clash.
func (h *ByHand) Do(mv Move) (Plan, Trial) {
	mv = h.timed(mv)
	a := h.attempt(mv)
	if len(a.trial.Clashes) > 0 {
		return h.plan, a.trial
	}
	return a.rewrite(mv), a.trial
}

// mostTimes is how many times of a day are tried.
const mostTimes = 24

// timed gives a move without a time the nearest on its day at which nothing stands against it, else the nearest
// at which it happens.
func (h *ByHand) timed(mv Move) Move {
	i, known := h.at[mv.Moment]
	if mv.Off || mv.Start.Known() || !known {
		return mv
	}
	var starts []production.Clock
	for _, w := range h.d.Problem.Moments[i].Windows {
		for at := w.Start; h.d.dates[w.Day] == mv.Date && at+h.d.Problem.Moments[i].Dur <= w.End; at += h.d.Problem.Params.Grid {
			starts = append(starts, h.d.clock(w.Day, at))
		}
	}
	off := func(c production.Clock) int { return abs(int(c - mv.Near)) }
	slices.SortFunc(starts, func(x, y production.Clock) int { return cmp.Or(cmp.Compare(off(x), off(y)), cmp.Compare(x, y)) })
	mv.Start = mv.Near
	for n, start := range starts {
		try := mv
		if try.Start = start; n == 0 {
			mv = try
		}
		if n == mostTimes {
			break
		}
		if len(h.attempt(try).trial.Clashes) == 0 {
			return try
		}
	}
	return mv
}

func (h *ByHand) attempt(mv Move) *attempt {
	a := &attempt{ByHand: h, moment: -1, turned: map[crewDay]bool{}, trial: Trial{Moment: mv.Moment, Was: h.plan.Booked(mv.Moment)}}
	if a.trial.Was != nil {
		a.trial.Title, a.trial.Kind = a.trial.Was.Cover.Title, a.trial.Was.Cover.Kind
	}
	i, known := h.at[mv.Moment]
	if known {
		a.moment, a.trial.Title, a.trial.Kind, a.trial.Ground = i, h.d.moments[i].Title, string(h.d.moments[i].Kind), h.ground(i)
	}
	switch {
	case a.trial.Was != nil && h.d.isOver(a.trial.Was.Date):
		a.clash(Clash{Rule: 11, Text: "It was covered on " + a.spoken(a.trial.Was.Date) + ", which is over."})
	case mv.Off && a.trial.Was == nil:
		a.clash(Clash{Text: "It is not booked."})
	case mv.Off:
		a.takeOff()
	case !known:
		a.clash(Clash{Rule: 1, Text: h.d.whyNoMoment(mv.Moment)})
	default:
		a.place(mv)
	}
	return a
}

func (a *attempt) clash(c Clash) {
	if c.Until == 0 {
		c.Until = production.NoClock
	}
	a.trial.Clashes = append(a.trial.Clashes, c)
}

// ground is when and where a moment can be covered at all.
func (h *ByHand) ground(moment int) (out []Chance) {
	for _, w := range h.d.Problem.Moments[moment].Windows {
		out = append(out, Chance{
			h.d.dates[w.Day], h.d.numbers[w.Day], h.d.clock(w.Day, w.Start), h.d.clock(w.Day, w.End), h.d.Problem.Places[w.Place].Name, w.Factor,
		})
	}
	slices.SortFunc(out, func(x, y Chance) int {
		return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.From, y.From), cmp.Compare(x.Place, y.Place))
	})
	return out
}

// takeOff works out the plan without the cover.
func (a *attempt) takeOff() {
	a.next = a.without()
	a.turns()
}

// without is the solution without the moment's cover, and notes whose days that touches.
func (a *attempt) without() *planner.Solution {
	next := &planner.Solution{Shifts: slices.Clone(a.s.Shifts)}
	for _, c := range a.s.Covers {
		if c.Moment != a.moment {
			next.Covers = append(next.Covers, c)
			continue
		}
		for _, x := range c.Team {
			a.turned[crewDay{x, c.Day}] = true
		}
	}
	return next
}

// place puts the cover where it is wanted and looks what stands against that.
func (a *attempt) place(mv Move) {
	d := a.d
	day, known := slices.BinarySearch(d.dates, mv.Date)
	switch {
	case d.isOver(mv.Date):
		a.clash(Clash{Rule: 11, Text: capital(a.spoken(mv.Date)) + " is over, or has begun: what was planned for it stays."})
		return
	case !known:
		a.clash(Clash{Rule: 1, Text: fmt.Sprintf("Nothing happens on %s. %s", mv.Date.Spoken(), a.whereItCan())})
		return
	}
	a.cover = planner.Cover{Moment: a.moment, Day: day, Start: d.minute(day, mv.Start)}
	if !a.window(mv) {
		return
	}
	a.next = a.without()
	if !a.team(mv) {
		return
	}
	for _, x := range a.cover.Team {
		a.turned[crewDay{x, day}] = true
	}
	a.next.Covers = append(a.next.Covers, a.cover)
	a.turns()
	a.trial.Now = &Booked{mv.Date, d.numbers[day], d.cover(a.cover)}
	a.trial.Now.Cover.Held = true
	a.judge()
}

// judge asks the checker, which has the last word, and gives its answer words.
func (a *attempt) judge() {
	report, wrong := planner.Check(a.d.Problem, a.next), a.wrongAnyhow()
	rules := map[int]bool{}
	for i, text := range report.Errors {
		if wrong[text] || i < len(report.Rules) && report.Rules[i] == 7 && len(a.next.Shifts) <= len(a.s.Shifts) {
			continue
		}
		rule := 0
		if i < len(report.Rules) {
			rule = report.Rules[i]
		}
		rules[rule] = true
	}
	if len(rules) == 0 {
		a.notes()
		return
	}
	for _, c := range a.against() {
		if rules[c.Rule] {
			a.clash(c)
		}
	}
	if len(a.trial.Clashes) == 0 {
		rule := slices.Min(slices.Collect(maps.Keys(rules)))
		a.clash(Clash{Rule: rule, Text: capital(cmp.Or(broken[rule], "it would break a rule of the plan")) + "."})
	}
	a.instead()
}

// wrongAnyhow is what is wrong with the plan without the moment: that is not the fault of the move.
func (a *attempt) wrongAnyhow() map[string]bool {
	b := &attempt{ByHand: a.ByHand, moment: a.moment, turned: map[crewDay]bool{}}
	b.next = b.without()
	b.turns()
	wrong := map[string]bool{}
	for _, text := range planner.Check(a.d.Problem, b.next).Errors {
		wrong[text] = true
	}
	return wrong
}

// notes tell what is good to know of a move that can be done.
func (a *attempt) notes() {
	if more := len(a.next.Shifts) - len(a.s.Shifts); more != 0 {
		a.trial.Notes = append(a.trial.Notes, fmt.Sprintf("%d of %d crew-days are used then, %d now.", len(a.next.Shifts), a.d.Problem.BudgetDays, len(a.s.Shifts)))
	}
	for _, w := range a.d.Problem.Moments[a.moment].Windows {
		if w.Factor < 100 && w.Day == a.cover.Day && w.Place == a.cover.Place && w.Start <= a.cover.Start && a.end() <= w.End {
			a.trial.Notes = append(a.trial.Notes, fmt.Sprintf("It is worth %d %% there.", w.Factor))
			break
		}
	}
}

func (a *attempt) end() int { return a.cover.Start + a.d.Problem.Moments[a.moment].Dur }

func (a *attempt) spoken(date production.Date) string {
	if day, known := slices.BinarySearch(a.d.dates, date); known {
		return a.d.DayName(day)
	}
	return date.Spoken()
}
