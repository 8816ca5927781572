package draw

import "github.com/btsdirector/bts/internal/planner"

// talkDays is on how many days a person can be had for a talk.
const talkDays = 5

// talk is an interview: with a head of department half an hour after the call, with cast also before
// their first scene of the day or after their last.
func (k *maker) talk(m *planner.Moment) {
	m.Kind, m.Dur = "interview", 30+15*k.pick([]int{24, 52, 24})
	m.Roles = []planner.Role{{Skill: interview, N: 1}, {Skill: video, N: 1}}
	if k.chance(20) {
		m.Roles = append(m.Roles, planner.Role{Skill: sound, N: 1})
	}
	m.Kit = []planner.KitNeed{{Kit: camera, N: 1}, {Kit: wireless, N: 1}, {Kit: lightKit, N: 1}}
	for len(m.Windows) == 0 { // somebody without time is not asked
		m.Person = k.below(k.n.cast + k.n.heads)
		if m.Person >= k.n.cast {
			for _, day := range k.distinct(talkDays, k.n.days) {
				unit := k.unitOf(day)
				m.Windows = append(m.Windows, k.quietly(day, unit, unit.Call+30, m.Dur+90))
			}
			break
		}
		k.betweenScenes(m)
	}
	if k.chance(42) {
		m.LastDay = k.n.days*(25+k.below(75))/100 - 1
	}
}

// betweenScenes adds the times before and after a person's scenes on some of the days with any.
func (k *maker) betweenScenes(m *planner.Moment) {
	type shoot struct {
		day         int
		unit        *planner.Unit
		first, last int
	}
	var on []shoot
	for d := range k.p.Days {
		for u := range k.p.Days[d].Units {
			at := shoot{day: d, unit: &k.p.Days[d].Units[u]}
			for _, s := range at.unit.Strips {
				if contains(s.Cast, m.Person) {
					if at.last == 0 {
						at.first = s.Start
					}
					at.last = s.End
				}
			}
			if at.last > 0 && (len(on) == 0 || on[len(on)-1].day != d) {
				on = append(on, at)
			}
		}
	}
	for _, i := range k.distinct(talkDays, len(on)) {
		at := on[i]
		early := at.unit.Call + 30
		if length := min(m.Dur+90, at.first-early); length >= m.Dur {
			m.Windows = append(m.Windows, k.quietly(at.day, at.unit, early, length))
		}
		late := at.last + 15
		if length := min(m.Dur+90, at.unit.Wrap-late); length >= m.Dur {
			m.Windows = append(m.Windows, k.quietly(at.day, at.unit, late, length))
		}
	}
}

// quietly is a window at the base, or at a set, where it is worth less.
func (k *maker) quietly(day int, unit *planner.Unit, start, length int) planner.Window {
	w := planner.Window{Day: day, Start: start, End: start + length, Place: unit.Location*perLocation + base, Factor: 100}
	if k.chance(25) {
		w.Place, w.Factor = unit.Location*perLocation+k.below(2), 75
	}
	return w
}
