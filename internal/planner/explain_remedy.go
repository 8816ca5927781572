package planner

import "sort"

// thing is what a remedy asks for besides crew-days.
type thing int

const (
	nothing  thing = iota
	presence       // somebody works on a day that is not theirs
	piece          // one more piece of a kit
	room           // one more person on a set
	hire           // one more person with a skill
)

// trouble is how hard each thing is to get, troubleDay a crew-day more: asking a person of the crew comes
// before money, money before kit, kit before the first assistant director, and that before hiring.
var trouble = [...]int{nothing: 0, presence: 5, piece: 25, room: 40, hire: 60}

const (
	troubleDay   = 10
	troubleBring = 5 // somebody hired brings a piece of kit
)

// remedy is the change of the problem that would let a moment in, and the way it would be covered.
type remedy struct {
	thing    thing
	what     int // kit, crew member, place or skill
	brings   int // kit that somebody hired has to bring, none for none
	crewDays int // more than are paid, besides that of somebody hired
	option   option
	team     []int32 // none for somebody hired
	gain     int
}

// trouble is how much a remedy asks for.
func (r *remedy) trouble() int {
	sum := trouble[r.thing] + troubleDay*r.crewDays
	if r.brings != none {
		sum += troubleBring
	}
	return sum
}

// better reports whether a remedy is to be preferred: one that pays, then the one that asks for less,
// then the one that brings more.
func (r *remedy) better(than *remedy) bool {
	if pays := r.gain > 0; pays != (than.gain > 0) {
		return pays
	}
	if a, b := r.trouble(), than.trouble(); a != b {
		return a < b
	}
	return r.gain > than.gain
}

// remedy tries on the finished plan what would have to change for a moment to be covered beside all the
// rest, at every start of its windows, and returns the smallest such change. Nothing is found where two
// different things would be needed, or where nothing needs to change.
func (e *explainer) remedy(mo int32) (best remedy, found bool) {
	p, t := e.m.p, &e.m.moments[mo]
	e.prepare()
	for _, w := range p.Moments[mo].Windows {
		if w.Day < p.FreezeDay || p.Moments[mo].LastDay >= 0 && w.Day > p.Moments[mo].LastDay {
			continue
		}
		for start := w.Start; start+p.Moments[mo].Dur <= w.End; start += p.Params.StartGrid {
			r := remedy{option: e.optionAt(mo, w, start), brings: none}
			if !e.lacks(&r, t) || found && best.gain > 0 && r.trouble() > best.trouble() {
				continue
			}
			e.staff(&r, t, func() {
				if (r.thing != nothing || r.crewDays > 0) && (!found || r.better(&best)) {
					best, found = r, true
					best.team = append([]int32{}, r.team...)
				}
			})
		}
	}
	return best, found
}

// prepare makes the tables that remedies need, once.
func (e *explainer) prepare() {
	if e.here != nil {
		return
	}
	if e.cast == nil {
		e.cast = newCastTable(e.m.p)
	}
	e.here = make([][]*Strip, e.m.places)
	eachStrip(e.m.p, func(_ int, s *Strip) { e.here[s.Place] = append(e.here[s.Place], s) })
	e.seats, e.seen = make([]int32, e.m.maxTeam), make([]bool, e.m.maxTeam)
}

// optionAt is a start of a window as an option, whether or not the model has it.
func (e *explainer) optionAt(mo int32, w Window, start int) option {
	o, q := &e.m.p.Moments[mo], &e.m.p.Params
	return option{
		moment: mo, day: int32(w.Day), start: int32(start), end: int32(start + o.Dur), place: int32(w.Place),
		slot: e.m.clock.slot(start), slotEnd: e.m.clock.slot(start + o.Dur),
		slotKit: e.m.clock.slot(start + max(o.Dur, o.KitHold) + q.KitBuffer), worth: o.Value * w.Factor,
	}
}

// lacks finds what an option lacks besides people: at most one piece of kit or one place on an open set.
// It is false where more is missing or no change would help.
func (e *explainer) lacks(r *remedy, t *moment) bool {
	o := &r.option
	if t.person >= 0 && (e.cast.busy(int(t.person), int(o.start), int(o.end)) || anyTrue(e.asks[t.person][o.slot:o.slotEnd])) {
		return false
	}
	missing := 0
	for _, n := range t.kit {
		if lack := n.N - least(e.kit[n.Kit][o.slot:o.slotKit]); lack > 0 {
			missing += lack
			r.thing, r.what = piece, n.Kit
		}
	}
	if row := e.room[o.place]; row != nil {
		if lack := len(t.slots) - least(row[o.slot:o.slotEnd]); lack > 0 {
			missing += lack
			r.thing, r.what = room, int(o.place)
			if e.closed(o) {
				return false
			}
		}
	}
	return missing < 2
}

// closed reports whether a closed scene runs at an option's place: nobody asks for a place there.
func (e *explainer) closed(o *option) bool {
	for _, s := range e.here[o.place] {
		if s.Closed && s.Start < int(o.end) && int(o.start) < s.End {
			return true
		}
	}
	return false
}

// staff fills the team of an option, with somebody of the crew who is not there that day or somebody
// hired where one person is missing, and calls take for each way that works.
func (e *explainer) staff(r *remedy, t *moment, take func()) {
	empty := e.seatCrew(&r.option, t)
	if empty == 0 {
		e.settleRemedy(r, t)
		take()
		return
	}
	if empty > 1 || r.thing == room {
		return
	}
	kept := append([]int32{}, e.seats[:len(t.slots)]...)
	if r.thing == piece {
		r.brings = r.what
	} else {
		e.callIn(r, t, kept, take)
	}
	if alone := []job{{r.option.start, r.option.end, r.option.place, r.option.moment}}; e.possible(alone) {
		for i, c := range kept {
			if c == none {
				r.thing, r.what = hire, int(t.slots[i])
			}
		}
		e.settleRemedy(r, t)
		take()
	}
}

// callIn tries each person of the crew who is not there that day for the slot that is left.
func (e *explainer) callIn(r *remedy, t *moment, kept []int32, take func()) {
	day := int(r.option.day)
	for _, c := range t.crew {
		if e.m.avail[int(c)*e.m.days+day] || !e.fits(c, &r.option) {
			continue
		}
		if e.sit(c, t) {
			r.thing, r.what = presence, int(c)
			e.settleRemedy(r, t)
			take()
			copy(e.seats, kept)
		}
	}
}

// possible reports whether somebody without other work could do these jobs in a shift.
func (e *explainer) possible(jobs []job) bool {
	_, _, _, ok := e.m.shift(jobs, noCall)
	return ok
}

// settleRemedy counts the crew-days and the gain of the team that sits now.
func (e *explainer) settleRemedy(r *remedy, t *moment) {
	r.team = e.seats[:len(t.slots)]
	r.gain = e.gain(&r.option, t)
	opened := 0
	for _, c := range r.team {
		if c == none { // the crew-day of somebody hired is a part of hiring them
			r.gain -= e.m.p.Params.Lambda * e.usualCost(r.what) / 100
			if e.m.p.Baseline != nil {
				r.gain -= e.m.p.Stab.AddDay
			}
			continue
		}
		cd := int(c)*e.m.days + int(r.option.day)
		if e.call[cd] == noCall {
			r.gain -= e.m.open[cd]
			opened++
		}
		r.gain += e.keeps(t, c, r.option.day)
	}
	r.crewDays = max(0, opened-max(0, e.m.p.BudgetDays-e.shifts))
}

// usualCost is the median cost of those with a skill, of the whole crew where nobody has it.
func (e *explainer) usualCost(skill int) int {
	var those, all []int
	for c := range e.m.p.Crew {
		all = append(all, e.m.p.Crew[c].Cost)
		if e.m.qual[c*e.m.skills+skill] {
			those = append(those, e.m.p.Crew[c].Cost)
		}
	}
	if len(those) == 0 {
		those = all
	}
	if len(those) == 0 {
		return 0
	}
	sort.Ints(those)
	return those[len(those)/2]
}

// seatCrew seats as many as can come, those who work that day first, and returns the slots left empty.
// Sets of people that can be seated form a matroid, so nobody seated early is in the way of more.
func (e *explainer) seatCrew(o *option, t *moment) (empty int) {
	for i := range t.slots {
		e.seats[i] = none
	}
	empty = len(t.slots)
	for pass := range 3 { // at work, in the baseline's shifts, the others from the cheapest
		for _, c := range t.crew {
			cd := int(c)*e.m.days + int(o.day)
			works, before := e.call[cd] != noCall, e.m.open[cd] < e.m.cost[c]
			if empty == 0 {
				return 0
			}
			if !e.m.avail[cd] || (pass == 0) != works || !works && (pass == 1) != before {
				continue
			}
			if e.fits(c, o) && e.sit(c, t) {
				empty--
			}
		}
	}
	return empty
}

// sit seats a person, moving others to other slots where needed; nobody moves when that fails.
func (e *explainer) sit(c int32, t *moment) bool {
	clear(e.seen)
	return e.shove(c, t)
}

func (e *explainer) shove(c int32, t *moment) bool {
	for i, skill := range t.slots {
		if e.seen[i] || !e.m.qual[int(c)*e.m.skills+int(skill)] {
			continue
		}
		e.seen[i] = true
		if e.seats[i] == none || e.shove(e.seats[i], t) {
			e.seats[i] = c
			return true
		}
	}
	return false
}
