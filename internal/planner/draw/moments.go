package draw

import (
	"fmt"
	"math"
	"slices"

	"github.com/btsdirector/bts/internal/planner"
)

// worth is the least value of a kind of moment and the mean of what comes on top of it.
var worth = map[string][2]int{
	"scene": {10, 12}, "process": {15, 11}, "build": {20, 14}, "crowd": {25, 14},
	"vfx": {30, 14}, "interview": {30, 15}, "stunt": {50, 13},
}

// topWorth is the most that comes on top of the least value.
const topWorth = 59

// value is a moment's: most are near the least of their kind, few are far above.
func (k *maker) value(kind string) int {
	w := worth[kind]
	return w[0] + min(int(-math.Log(1-k.float())*float64(w[1])+0.5), topWorth)
}

// where is a strip and the day it lies on.
type where struct {
	day   int
	strip *planner.Strip
}

// moments come from the strips, from preparations beside them and from talks with people.
func (k *maker) moments() {
	var all, open []where
	for d := range k.p.Days {
		for u := range k.p.Days[d].Units {
			for s := range k.p.Days[d].Units[u].Strips {
				at := where{d, &k.p.Days[d].Units[u].Strips[s]}
				all = append(all, at)
				if !at.strip.Closed {
					open = append(open, at)
				}
			}
		}
	}
	weights := make([]int, k.n.arcs)
	for a := range weights {
		weights[a] = 30 + k.below(100)
	}
	for i := range k.n.moments {
		m := planner.Moment{Name: fmt.Sprintf("m%d", i), Person: -1, LastDay: -1, Arc: k.pick(weights)}
		switch what := k.below(100); {
		case i >= k.n.moments-k.n.interviews:
			m.Name = fmt.Sprintf("i%d", i-k.n.moments+k.n.interviews)
			k.talk(&m)
		case what < 20:
			k.process(&m)
		case what < 32:
			k.build(&m)
		default:
			k.onSet(&m, open[k.below(len(open))], all)
		}
		m.Value = k.value(m.Kind)
		slices.SortStableFunc(m.Windows, func(a, b planner.Window) int { return a.Day - b.Day })
		k.p.Moments = append(k.p.Moments, m)
	}
}

// onSet is a moment of a scene; every fifth can also be had at another scene, where it is worth less.
func (k *maker) onSet(m *planner.Moment, at where, all []where) {
	m.Kind = "scene"
	for _, kind := range []string{"crowd", "vfx", "stunt"} {
		if has(at.strip, kind) {
			m.Kind = kind
		}
	}
	m.Dur = min(at.strip.End-at.strip.Start, 45+15*k.below(6))
	k.team(m)
	m.Windows = []planner.Window{k.inside(at, m.Dur, 100)}
	if !k.chance(22) {
		return
	}
	for range 8 {
		other := all[k.below(len(all))]
		if other.day != at.day && other.strip.End-other.strip.Start >= m.Dur {
			m.Windows = append(m.Windows, k.inside(other, m.Dur, 90))
			return
		}
	}
}

// inside is a window in a strip: all of it, or just as long as the moment.
func (k *maker) inside(at where, dur, factor int) planner.Window {
	w := planner.Window{Day: at.day, Start: at.strip.Start, End: at.strip.End, Place: at.strip.Place, Factor: factor}
	if k.chance(58) {
		w.Start += 15 * k.below((w.End-w.Start-dur)/15+1)
		w.End = w.Start + dur
	}
	return w
}

// team says who and what a moment on set needs.
func (k *maker) team(m *planner.Moment) {
	film, photo := 1, 0
	switch m.Kind {
	case "stunt":
		film, photo = 1+k.below(2), 1
	case "crowd":
		photo = 1
	default:
		what := k.pick([]int{51, 35, 14})
		photo = min(what, 1)
		if what == 2 {
			film = 0
		}
	}
	if film > 0 {
		need(m, video, camera, film)
	}
	if photo > 0 {
		need(m, stills, stillsBody, photo)
	}
	if film > 0 && k.chance(15) {
		need(m, sound, wireless, 1)
	}
}

func need(m *planner.Moment, skill, kit, n int) {
	m.Roles = append(m.Roles, planner.Role{Skill: skill, N: n})
	m.Kit = append(m.Kit, planner.KitNeed{Kit: kit, N: n})
}

// process is work at the base on any of two to four occasions within a week or so.
func (k *maker) process(m *planner.Moment) {
	m.Kind, m.Dur = "process", 30+15*k.below(5)
	if k.chance(70) {
		need(m, video, camera, 1)
	} else {
		need(m, stills, stillsBody, 1)
	}
	first := k.below(k.n.days)
	for range 2 + k.pick([]int{33, 44, 23}) {
		day := min(first+k.below(8), k.n.days-1)
		unit := k.unitOf(day)
		start := unit.Call - 90 + 30*k.below(12)
		m.Windows = append(m.Windows, planner.Window{Day: day, Start: start, End: start + m.Dur + 30*k.below(3),
			Place: unit.Location*perLocation + base, Factor: 100})
	}
}

// build is a set going up: a rig is set up around the call and left to run, on one of up to three days.
func (k *maker) build(m *planner.Moment) {
	m.Kind, m.Dur, m.KitHold = "build", 30, 180+60*k.below(6)
	need(m, timeLapse, timeLapseRig, 1)
	first := k.below(k.n.days)
	for i := range 1 + k.pick([]int{33, 45, 22}) {
		day := min(first+i, k.n.days-1)
		unit := k.unitOf(day)
		start := unit.Call - 60 + 30*k.below(6)
		m.Windows = append(m.Windows, planner.Window{Day: day, Start: start, End: start + m.Dur + 60,
			Place: unit.Location*perLocation + k.below(2), Factor: 100})
	}
}

func (k *maker) unitOf(day int) *planner.Unit {
	units := k.p.Days[day].Units
	return &units[k.below(len(units))]
}
