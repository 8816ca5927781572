package planner

import "fmt"

// Limits of sense. They keep sums inside an int and the clock tables in memory; a production that
// needs more than ten years is two productions.
const (
	maxCalendar = 3660
	maxMinute   = (maxCalendar + 1) * dayMinutes
	maxWorth    = 1_000_000
	maxTeam     = 16
	maxPieces   = 10_000
	maxTable    = 100_000_000 // entries of the clock tables, 200 MB
	dayMinutes  = 24 * 60
)

// mistakes collects what is wrong with a problem, each with its JSON path.
type mistakes struct{ errs []error }

func (m *mistakes) add(path, format string, args ...any) {
	m.errs = append(m.errs, fmt.Errorf("%s: %s", path, fmt.Sprintf(format, args...)))
}

// index checks a reference into a list with n entries.
func (m *mistakes) index(path string, i, n int, what string) bool {
	if i >= 0 && i < n {
		return true
	}
	m.add(path, "%d is not one of %s", i, what)
	return false
}

// indexOrNone checks a reference that may be -1.
func (m *mistakes) indexOrNone(path string, i, n int, what string) {
	if i != -1 {
		m.index(path, i, n, what)
	}
}

// between checks a number against its limits.
func (m *mistakes) between(path string, v, lo, hi int) bool {
	if v >= lo && v <= hi {
		return true
	}
	m.add(path, "%d is not between %d and %d", v, lo, hi)
	return false
}

// Validate finds everything in the problem that makes no sense, each with its JSON path:
// "moments[3].windows[0].day: 99 is not one of 8 days". A valid problem always has a plan, the
// empty one, unless frozen days contradict the rules (Solve tells).
func (p *Problem) Validate() []error {
	m := new(mistakes)
	p.validateParams(m)
	p.validatePlaces(m)
	p.validateDays(m)
	p.validateCrew(m)
	for i := range p.Moments {
		p.validateMoment(m, i)
	}
	p.validateDeliverables(m)
	p.validateBaseline(m)
	p.validateMust(m)
	if len(m.errs) == 0 {
		p.validateClock(m)
	}
	return m.errs
}

// validateClock refuses a calendar so long, at steps so fine, that its tables would not fit into
// memory.
func (p *Problem) validateClock(m *mistakes) {
	c := newClock(p)
	rows := len(p.Kit) + len(p.Places) + len(p.People)
	if c.slots > maxTable/max(rows, 1) {
		m.add("moments", "their times span %d steps of %s, in %s of kit, places and people: too much to plan at once",
			c.slots, plural(c.step, "minute", "minutes"), plural(rows, "row", "rows"))
	}
}

func (p *Problem) validateParams(m *mistakes) {
	q := p.Params
	for _, c := range []struct {
		key    string
		v      int
		lo, hi int
	}{
		{"prep", q.Prep, 0, dayMinutes}, {"post", q.Post, 0, dayMinutes},
		{"max_shift", q.MaxShift, 1, 2 * dayMinutes}, {"turnaround", q.Turnaround, 0, 7 * dayMinutes},
		{"meal_len", q.MealLen, 0, dayMinutes}, {"meal_min", q.MealMin, 0, dayMinutes},
		{"meal_max", q.MealMax, 0, 2 * dayMinutes}, {"after_meal", q.AfterMeal, 0, 2 * dayMinutes},
		{"grid", q.Grid, 1, dayMinutes}, {"start_grid", q.StartGrid, 1, dayMinutes},
		{"kit_buffer", q.KitBuffer, 0, 7 * dayMinutes}, {"lambda", q.Lambda, 0, maxWorth},
		{"short_penalty", q.ShortPenalty, 0, maxWorth},
		{"slopes[0]", q.Slopes[0], 0, 1000}, {"slopes[1]", q.Slopes[1], 0, 1000}, {"slopes[2]", q.Slopes[2], 0, 1000},
	} {
		m.between("params."+c.key, c.v, c.lo, c.hi)
	}
	if q.MealMin > q.MealMax {
		m.add("params.meal_min", "%d is later than meal_max, %d: no meal fits between", q.MealMin, q.MealMax)
	}
	if q.Slopes[0] < q.Slopes[1] || q.Slopes[1] < q.Slopes[2] {
		m.add("params.slopes", "%v rises; the first third of an arc is worth at least as much as the next", q.Slopes)
	}
	m.between("budget_days", p.BudgetDays, 0, maxWorth)
	m.between("freeze_day", p.FreezeDay, 0, len(p.Days))
	m.between("from", p.From, 0, maxMinute)
	m.between("stab.triple", p.Stab.Triple, 0, maxWorth)
	m.between("stab.cancel_day", p.Stab.CancelDay, 0, maxWorth)
	m.between("stab.add_day", p.Stab.AddDay, 0, maxWorth)
}

func (p *Problem) validatePlaces(m *mistakes) {
	if len(p.Travel) != len(p.Places) {
		m.add("travel", "%s for %s", plural(len(p.Travel), "row", "rows"), plural(len(p.Places), "place", "places"))
	}
	for i, row := range p.Travel {
		if len(row) != len(p.Places) {
			m.add(fmt.Sprintf("travel[%d]", i), "%s for %s", plural(len(row), "entry", "entries"), plural(len(p.Places), "place", "places"))
		}
		for j, t := range row {
			if t < 0 || t > dayMinutes {
				m.add(fmt.Sprintf("travel[%d][%d]", i, j), "%d is not between 0 and %d", t, dayMinutes)
			}
		}
	}
	for i, k := range p.Kit {
		m.between(fmt.Sprintf("kit[%d].stock", i), k.Stock, 0, maxPieces)
	}
}

func (p *Problem) validateDays(m *mistakes) {
	places := plural(len(p.Places), "place", "places")
	for i, d := range p.Days {
		path := fmt.Sprintf("days[%d]", i)
		m.between(path+".calendar", d.Calendar, 0, maxCalendar)
		if i > 0 && d.Calendar <= p.Days[i-1].Calendar {
			m.add(path+".calendar", "%d is not after the day before it, %d", d.Calendar, p.Days[i-1].Calendar)
		}
		for u, unit := range d.Units {
			for s, strip := range unit.Strips {
				at := fmt.Sprintf("%s.units[%d].strips[%d]", path, u, s)
				m.index(at+".place", strip.Place, len(p.Places), places)
				m.span(at, strip.Start, strip.End)
				m.between(at+".cap", strip.Cap, 0, maxWorth)
				for k, c := range strip.Cast {
					m.index(fmt.Sprintf("%s.cast[%d]", at, k), c, len(p.People), plural(len(p.People), "person", "people"))
				}
			}
		}
	}
}

// span checks a start and an end on the problem's clock.
func (m *mistakes) span(path string, start, end int) bool {
	ok := m.between(path+".start", start, 0, maxMinute)
	ok = m.between(path+".end", end, 0, maxMinute) && ok
	if ok && end < start {
		m.add(path+".end", "%d is before the start, %d", end, start)
		return false
	}
	return ok
}

func (p *Problem) validateCrew(m *mistakes) {
	for i, c := range p.Crew {
		path := fmt.Sprintf("crew[%d]", i)
		for k, s := range c.Skills {
			m.index(fmt.Sprintf("%s.skills[%d]", path, k), s, len(p.Skills), plural(len(p.Skills), "skill", "skills"))
		}
		if len(c.Avail) != len(p.Days) {
			m.add(path+".avail", "%s for %s", plural(len(c.Avail), "entry", "entries"), plural(len(p.Days), "day", "days"))
		}
		m.between(path+".cost", c.Cost, 0, maxWorth)
		m.between(path+".max_week", c.MaxWeek, 0, 7)
	}
}
