package intake

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

const (
	// nightGap is how far before call, in minutes, a time must lie to be meant for the next morning.
	nightGap = 3 * 60
	// longestNight is how long after call, in minutes, a unit without a wrap may still work.
	longestNight = 14 * 60
)

// passMidnight moves given times that lie far before the unit's call to the morning after: a night
// shoot called at 17:00 has its scene at 00:45 on the next date. Times that call and wrap do not
// allow there stay, and strips that then stand out of order are sorted by time. It returns a warning
// for every unit that was sorted.
func passMidnight(days []production.Day) (warnings []Warning) {
	for i := range days {
		for j := range days[i].Units {
			u := &days[i].Units[j]
			rollUnit(u)
			if at, sorted := sortByTime(u.Strips); sorted {
				day := days[i].Date.Spoken()
				if !days[i].Date.Known() {
					day = fmt.Sprintf("day %d", days[i].Number)
				}
				warnings = append(warnings, Warning{Message: fmt.Sprintf(
					"on %s %s stands below a later time, and call and wrap do not reach past midnight; the strips were sorted by time. Check the times of that day", day, at)})
			}
		}
	}
	return warnings
}

// rollUnit moves the early times of a unit to the next morning.
func rollUnit(u *production.UnitDay) {
	call := u.Call
	if !call.Known() {
		call = production.FirstStart(u.Strips)
	}
	if !call.Known() {
		return
	}
	last := call + longestNight
	if u.Wrap.Known() {
		last = u.Wrap
	}
	for k := range u.Strips {
		s := &u.Strips[k]
		if !early(s.Start, call) && !early(s.End, call) {
			continue
		}
		begin := firstKnown(s.Start, s.End)
		if early(s.Start, call) {
			begin += 24 * 60
		}
		if begin > last {
			continue
		}
		for _, t := range []*production.Clock{&s.Start, &s.End} {
			if early(*t, call) {
				*t += 24 * 60
			}
		}
	}
}

func early(t, call production.Clock) bool { return t.Known() && t < call-nightGap }

func firstKnown(a, b production.Clock) production.Clock {
	if a.Known() {
		return a
	}
	return b
}

// sortByTime puts strips with a start in order; those without one stay below the strip above them.
// It names the first strip that stood out of order.
func sortByTime(strips []production.Strip) (name string, sorted bool) {
	type timed struct {
		at    production.Clock
		strip production.Strip
	}
	list, before := make([]timed, len(strips)), production.NoClock
	for i, s := range strips {
		if s.Start.Known() {
			if s.Start < before && !sorted {
				name, sorted = stripName(s)+" at "+s.Start.String(), true
			}
			before = s.Start
		}
		list[i] = timed{before, s}
	}
	if !sorted {
		return "", false
	}
	slices.SortStableFunc(list, func(a, b timed) int { return cmp.Compare(a.at, b.at) })
	for i := range list {
		strips[i] = list[i].strip
	}
	return name, true
}

func stripName(s production.Strip) string {
	if s.SceneNumber == "" {
		return spelling.Shorten(s.Banner, 30)
	}
	return "scene " + s.SceneNumber
}
