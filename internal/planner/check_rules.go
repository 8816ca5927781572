package planner

import (
	"fmt"
	"sort"
)

// windows is rule 1: at most once, inside a window, not after the embargo.
func (k *checker) windows() {
	seen := make(map[int]bool)
	for i := range k.s.Covers {
		c := &k.s.Covers[i]
		m := &k.p.Moments[c.Moment]
		if seen[c.Moment] {
			k.breaks(1, "%s is covered twice", k.moment(c.Moment))
		}
		seen[c.Moment] = true
		fits := false
		for _, w := range m.Windows {
			fits = fits || inWindow(k.p, c, w)
		}
		if !fits {
			k.breaks(1, "%s at %d on day %d at %q lies in none of its windows",
				k.moment(c.Moment), c.Start, c.Day, k.p.Places[c.Place].Name)
		}
		if m.LastDay >= 0 && c.Day > m.LastDay {
			k.breaks(1, "%s is covered on day %d, its last day is %d", k.moment(c.Moment), c.Day, m.LastDay)
		}
	}
}

// teams is rule 2: one available, skilled, distinct person for each slot.
func (k *checker) teams() {
	for i := range k.s.Covers {
		c := &k.s.Covers[i]
		var slots []int
		for _, r := range k.p.Moments[c.Moment].Roles {
			for range r.N {
				slots = append(slots, r.Skill)
			}
		}
		if len(c.Team) != len(slots) {
			k.breaks(2, "%s has a team of %d and asks for %d", k.moment(c.Moment), len(c.Team), len(slots))
			continue
		}
		seen := make(map[int]bool)
		for j, t := range c.Team {
			if seen[t] {
				k.breaks(2, "%s fills two slots of %s", k.crew(t), k.moment(c.Moment))
			}
			seen[t] = true
			if !k.p.Crew[t].Avail[c.Day] {
				k.breaks(2, "%s is not available on day %d for %s", k.crew(t), c.Day, k.moment(c.Moment))
			}
			if !contains(k.p.Crew[t].Skills, slots[j]) {
				k.breaks(2, "%s has no skill %q for %s", k.crew(t), k.p.Skills[slots[j]], k.moment(c.Moment))
			}
		}
	}
}

func contains(list []int, v int) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// persons is rules 3, 4 and 5: each person's day for itself.
func (k *checker) persons() {
	for _, cd := range sortedCrewDays(k.work) {
		list := k.work[cd]
		for i, a := range list {
			for _, b := range list[i+1:] {
				need := k.end(a) + k.p.Travel[a.Place][b.Place]
				if b.Start < need {
					k.breaks(3, "%s on day %d can be at %s at %d, not at %d, coming from %s",
						k.crew(cd.crew), cd.day, k.moment(b.Moment), need, b.Start, k.moment(a.Moment))
				}
			}
		}
		if sh := k.turn[cd]; sh != nil {
			k.shift(cd, sh)
		}
	}
}

// shift is rules 4 and 5 for one crew-day.
func (k *checker) shift(cd crewDay, sh *Shift) {
	q, who := k.p.Params, fmt.Sprintf("%s on day %d", k.crew(cd.crew), cd.day)
	first, wrap := k.work[cd][0].Start, k.wrap(cd)
	if sh.Call%q.Grid != 0 {
		k.breaks(4, "%s: the call %d is not a multiple of %d", who, sh.Call, q.Grid)
	}
	if sh.Call > first-q.Prep {
		k.breaks(4, "%s: the call %d leaves less than %d minutes before %d", who, sh.Call, q.Prep, first)
	}
	if sh.Call < k.p.From && k.p.From > 0 && cd.day >= k.p.FreezeDay {
		k.breaks(4, "%s: the call %d is before %d", who, sh.Call, k.p.From)
	}
	if wrap-sh.Call > q.MaxShift {
		k.breaks(4, "%s: the shift takes %d minutes, %d are allowed", who, wrap-sh.Call, q.MaxShift)
	}
	if sh.Meal == -1 {
		if wrap-sh.Call > q.MealMax {
			k.breaks(5, "%s: no meal in a shift of %d minutes", who, wrap-sh.Call)
		}
		return
	}
	k.meal(cd, sh, who, wrap)
}

// meal is rule 5 for a meal that is there.
func (k *checker) meal(cd crewDay, sh *Shift, who string, wrap int) {
	q := k.p.Params
	if sh.Meal < sh.Call+q.MealMin || sh.Meal > sh.Call+q.MealMax {
		k.breaks(5, "%s: the meal at %d is not between %d and %d", who, sh.Meal, sh.Call+q.MealMin, sh.Call+q.MealMax)
	}
	if wrap-(sh.Meal+q.MealLen) > q.AfterMeal {
		k.breaks(5, "%s: %d minutes of work after the meal, %d are allowed", who, wrap-(sh.Meal+q.MealLen), q.AfterMeal)
	}
	var before, after *Cover
	for _, c := range k.work[cd] {
		if sh.Meal < k.end(c) && c.Start < sh.Meal+q.MealLen {
			k.breaks(5, "%s: the meal at %d falls into %s", who, sh.Meal, k.moment(c.Moment))
			return
		}
		if c.Start < sh.Meal {
			before = c
		} else if after == nil {
			after = c
		}
	}
	if before == nil || after == nil {
		return
	}
	if need := k.p.Travel[before.Place][after.Place] + q.MealLen; after.Start-k.end(before) < need {
		k.breaks(5, "%s: %d minutes between %s and %s are too short for travel and meal, %d", who,
			after.Start-k.end(before), k.moment(before.Moment), k.moment(after.Moment), need)
	}
}

// rests is rule 6: turnaround between shifts, days in any week.
func (k *checker) rests() {
	keys := sortedCrewDays(k.work)
	for i, cd := range keys {
		week := 1
		for _, other := range keys[i+1:] {
			if other.crew != cd.crew {
				break
			}
			if k.p.Days[other.day].Calendar-k.p.Days[cd.day].Calendar < 7 {
				week++
			}
			next := k.turn[other]
			if next != nil && next.Call < k.wrap(cd)+k.p.Params.Turnaround {
				k.breaks(6, "%s wraps on day %d at %d and is called on day %d at %d, %d minutes of rest are due",
					k.crew(cd.crew), cd.day, k.wrap(cd), other.day, next.Call, k.p.Params.Turnaround)
			}
		}
		if week > k.p.Crew[cd.crew].MaxWeek {
			k.breaks(6, "%s works %d days in the 7 from day %d, %d are allowed",
				k.crew(cd.crew), week, cd.day, k.p.Crew[cd.crew].MaxWeek)
		}
	}
}

// budget is rule 7.
func (k *checker) budget() {
	if len(k.s.Shifts) > k.p.BudgetDays {
		k.breaks(7, "%d crew-days are used, %d are paid", len(k.s.Shifts), k.p.BudgetDays)
	}
}

// use is a stretch of time that takes n of something.
type use struct{ start, end, n int }

// peak is the highest sum of uses at any time, and a time when it is reached.
func peak(list []use) (int, int) {
	sort.Slice(list, func(a, b int) bool { return list[a].start < list[b].start })
	most, at := 0, 0
	for _, a := range list {
		n := 0
		for _, b := range list {
			if b.start <= a.start && a.start < b.end {
				n += b.n
			}
		}
		if n > most {
			most, at = n, a.start
		}
	}
	return most, at
}
