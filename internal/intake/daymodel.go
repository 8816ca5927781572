package intake

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

// DayModel fills the times that a schedule leaves open. All lengths are minutes. What it fills is
// marked Estimated; what the schedule says is never changed.
type DayModel struct {
	Call       production.Clock // call of a day
	NightCall  production.Clock // call of a day that is mostly exteriors at night
	FirstStrip int              // from call to the first scene: make-up, lighting
	Working    int              // from call to wrap without lunch, where no wrap is given
	Lunch      int              // length of the meal
	LunchBy    int              // latest start of the meal after call
	LunchFrom  int              // earliest start of the meal after call
	AfterLast  int              // from the last scene to wrap
	Step       int              // every estimate is a multiple of this
}

// StandardDay is a ten-hour day and a meal within six hours of call, the rule common to the US and
// UK agreements (see the rule packs of the crew).
var StandardDay = DayModel{
	Call: 8 * 60, NightCall: 17 * 60, FirstStrip: 60, Working: 600,
	Lunch: 60, LunchBy: 360, LunchFrom: 180, AfterLast: 30, Step: 15,
}

// Fill sets the unknown calls, wraps and strip times of the days. The scenes give lengths and say
// what plays at night; of several lists the first says most, and a scene that is in none of them counts
// as one page.
func (m DayModel) Fill(days []production.Day, lists ...[]production.Scene) {
	known := map[string]shootTime{}
	for _, scenes := range lists {
		for i := range scenes {
			s := &scenes[i]
			if key := slate.Key(s.Number); key != "" {
				first, twice := known[key]
				if !twice {
					first = shootTime{eighths: s.Eighths, minutes: s.MinutesToShoot, nightOutside: s.Night() && s.IntExt != production.Interior}
				}
				first.eighths = cmp.Or(first.eighths, s.Eighths)
				known[key] = first
			}
		}
	}
	for i := range days {
		for j := range days[i].Units {
			m.fillUnit(&days[i].Units[j], known)
		}
	}
}

// shootTime is what a scene tells about the time it takes.
type shootTime struct {
	eighths, minutes int // 0 where nobody knows
	nightOutside     bool
}

// unitClock walks through one unit's day.
type unitClock struct {
	model   DayModel
	unit    *production.UnitDay
	scenes  map[string]shootTime
	next    []production.Clock // given starts below each strip
	now     production.Clock
	fed     bool // the meal is taken, or has a banner of its own
	eighths int  // of the strips without a time of their own
	minutes int  // left for them
}

func (m DayModel) fillUnit(u *production.UnitDay, scenes map[string]shootTime) {
	if m.Step < 1 {
		m.Step = 1
	}
	c := unitClock{model: m, unit: u, scenes: scenes, next: nextStarts(u.Strips)}
	c.fed = slices.ContainsFunc(u.Strips, func(s production.Strip) bool { return isMeal(s.Banner) })
	c.call()
	c.budget()
	c.now = u.Call + production.Clock(m.FirstStrip)
	for i := range u.Strips {
		c.strip(i)
	}
	if !u.Wrap.Known() {
		u.Wrap = c.round(max(c.now, u.Call) + production.Clock(m.AfterLast))
		u.Estimated = true
	}
}

// call sets an unknown call: before the first given time, else by day or night.
func (c *unitClock) call() {
	if c.unit.Call.Known() {
		return
	}
	c.unit.Estimated = true
	c.unit.Call = c.model.Call
	var night, all int
	for _, s := range c.unit.Strips {
		if s.Banner != "" {
			continue
		}
		all += c.length(s)
		if c.scenes[slate.Key(s.SceneNumber)].nightOutside {
			night += c.length(s)
		}
	}
	if night*2 > all {
		c.unit.Call = c.model.NightCall
	}
	for i, s := range c.unit.Strips {
		if s.Start.Known() && (i == 0 || s.Start < c.unit.Call) {
			c.unit.Call = max(0, s.Start-production.Clock(c.model.FirstStrip))
			return
		}
	}
}

// length is a strip's length in eighths, one page where nobody knows.
func (c *unitClock) length(s production.Strip) int {
	if n := c.scenes[slate.Key(s.SceneNumber)].eighths; n > 0 {
		return n
	}
	return 8
}

// budget shares the working time among the strips whose duration is unknown.
func (c *unitClock) budget() {
	m, end := c.model, c.unit.Call+production.Clock(c.model.Working+c.model.Lunch)
	if c.unit.Wrap.Known() {
		end = c.unit.Wrap
	}
	c.minutes = int(end-c.unit.Call) - m.FirstStrip - m.Lunch - m.AfterLast
	for _, s := range c.unit.Strips {
		switch {
		case s.Banner != "":
		case s.Start.Known() && s.End.Known():
			c.minutes -= int(s.End - s.Start)
		case c.scenes[slate.Key(s.SceneNumber)].minutes > 0:
			c.minutes -= c.scenes[slate.Key(s.SceneNumber)].minutes
		default:
			c.eighths += c.length(s)
		}
	}
}

// duration is what a strip takes, in minutes.
func (c *unitClock) duration(s production.Strip) int {
	if s.Banner != "" {
		if isMeal(s.Banner) {
			return c.model.Lunch
		}
		return 0
	}
	if n := c.scenes[slate.Key(s.SceneNumber)].minutes; n > 0 {
		return (n + c.model.Step - 1) / c.model.Step * c.model.Step
	}
	return max(c.model.Step, c.length(s)*max(0, c.minutes)/max(1, c.eighths))
}

// strip sets the times of strip i and moves the clock on. A meal is taken before a strip that would
// run past its latest start, or within the strip when that began too early.
func (c *unitClock) strip(i int) {
	s := &c.unit.Strips[i]
	long := c.duration(*s)
	begin := s.Start
	if !begin.Known() {
		begin = c.round(c.now)
	}
	end := max(c.round(begin+production.Clock(long)), begin)
	if s.End.Known() && s.End >= begin {
		end = s.End
	}
	latest := c.unit.Call + production.Clock(c.model.LunchBy)
	if !c.fed && end > latest && s.Banner == "" {
		c.fed = true
		switch {
		case s.Start.Known() && begin >= latest: // the schedule has the meal somewhere before
		case !s.Start.Known() && begin >= c.unit.Call+production.Clock(c.model.LunchFrom):
			begin += production.Clock(c.model.Lunch)
			end += production.Clock(c.model.Lunch)
		case !s.End.Known():
			end += production.Clock(c.model.Lunch)
		}
	}
	if !s.End.Known() {
		for _, limit := range []production.Clock{c.next[i], c.unit.Wrap} {
			if limit > begin && end > limit {
				end = limit
			}
		}
	}
	s.Estimated = s.Estimated || !s.Start.Known() || !s.End.Known()
	if !s.Start.Known() {
		s.Start = begin
	}
	if !s.End.Known() {
		s.End = end
	}
	c.now = max(c.now, s.End)
}

// nextStarts is, for every strip, the next start below it that the schedule gives.
func nextStarts(strips []production.Strip) []production.Clock {
	next, known := make([]production.Clock, len(strips)), production.NoClock
	for i := len(strips) - 1; i >= 0; i-- {
		next[i] = known
		if strips[i].Start.Known() {
			known = strips[i].Start
		}
	}
	return next
}

// round moves a time to the nearest step of the model.
func (c *unitClock) round(t production.Clock) production.Clock {
	step := production.Clock(c.model.Step)
	return (t + step/2) / step * step
}

// isMeal recognises the banner of the meal break.
func isMeal(banner string) bool {
	for word := range strings.FieldsSeq(spelling.Key(banner)) {
		switch word {
		case "lunch", "meal", "dinner", "supper", "abendessen", "jantar", "cena", "mittag", "mittagspause", "almoco", "almuerzo", "comida", "dejeuner", "pranzo", "catering":
			return true
		}
	}
	return false
}
