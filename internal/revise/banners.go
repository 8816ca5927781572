package revise

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// keepUnsaid carries over, to the days that a table speaks of, the notes and banners for which it has no
// place. A table with notes speaks for notes, one with banners for banners.
func (m *merger) keepUnsaid(fresh []production.Day, breakdown []production.Scene) {
	if m.says.all {
		return
	}
	known := map[production.DayID]*production.Day{}
	for i := range m.facts.Days {
		known[m.facts.Days[i].ID] = &m.facts.Days[i]
	}
	notes := slices.ContainsFunc(fresh, func(d production.Day) bool { return d.Note != "" })
	banners := hasBanners(fresh)
	var changed []*production.UnitDay
	for i := range fresh {
		old := known[fresh[i].ID]
		if old == nil {
			continue
		}
		if !notes {
			fresh[i].Note = old.Note
		}
		if !banners {
			changed = append(changed, m.keepBanners(*old, fresh, i)...)
		}
	}
	layTimes(changed, breakdown, m.facts.Scenes)
}

func hasBanners(days []production.Day) bool {
	found := false
	eachStrip(days, func(_ *production.Day, _ string, s *production.Strip) { found = found || s.Banner != "" })
	return found
}

// layTimes lets the day model find the times that are open now, as it does for any other day.
func layTimes(units []*production.UnitDay, scenes ...[]production.Scene) {
	day := []production.Day{{}}
	for _, u := range units {
		day[0].Units = append(day[0].Units, *u)
	}
	intake.StandardDay.Fill(day, scenes...)
	for i, u := range units {
		*u = day[0].Units[i]
	}
}

// keepBanners puts a day's known banners among its fresh strips and gives back the units that got some.
// Their times are then those that the table gave.
func (m *merger) keepBanners(old production.Day, fresh []production.Day, i int) []*production.UnitDay {
	day := &fresh[i]
	p := newBannerPlaces(day)
	for _, u := range old.Units {
		for k := range u.Strips {
			if u.Strips[k].Banner != "" {
				p.put(u, k)
			}
		}
	}
	var changed []*production.UnitDay
	for j := range day.Units {
		if !p.filled[j] {
			continue
		}
		u := &day.Units[j]
		if i < len(m.given) && j < len(m.given[i].Units) && len(m.given[i].Units[j].Strips) == len(u.Strips) {
			asGiven(u, m.given[i].Units[j])
		}
		u.Strips = p.strips(j)
		changed = append(changed, u)
	}
	return changed
}

// asGiven takes back what the day model filled in.
func asGiven(u *production.UnitDay, given production.UnitDay) {
	u.Call, u.Wrap, u.Estimated = given.Call, given.Wrap, given.Estimated
	for k, s := range given.Strips {
		u.Strips[k].Start, u.Strips[k].End, u.Strips[k].Estimated = s.Start, s.End, s.Estimated
	}
}

// bannerPlaces finds where banners belong on a day.
type bannerPlaces struct {
	day     *production.Day
	at      map[stripTurn]stripSpot
	between [][][]production.Strip // by unit: the banners above each of its strips and behind the last
	closing [][][]production.Strip // those that close the set of the strip right below
	filled  []bool                 // units that got banners
}

// stripTurn is a strip as one unit's day has it: the scene, and which of its strips.
type stripTurn struct {
	scene string
	turn  int // 0 for its first strip of the day, 1 for the next
}

// stripSpot is a place on a day: unit and strip.
type stripSpot struct{ unit, strip int }

// turnsOf names the strips of a unit; banners have no name.
func turnsOf(u production.UnitDay) []stripTurn {
	names, count := make([]stripTurn, len(u.Strips)), map[string]int{}
	for k := range u.Strips {
		if s := &u.Strips[k]; s.SceneNumber != "" {
			scene := sceneOfStrip(s)
			names[k] = stripTurn{scene, count[scene]}
			count[scene]++
		}
	}
	return names
}

func newBannerPlaces(day *production.Day) *bannerPlaces {
	p := bannerPlaces{day: day, at: map[stripTurn]stripSpot{}, filled: make([]bool, len(day.Units))}
	for j, u := range day.Units {
		p.between = append(p.between, make([][]production.Strip, len(u.Strips)+1))
		p.closing = append(p.closing, make([][]production.Strip, len(u.Strips)+1))
		for k, name := range turnsOf(u) {
			if _, taken := p.at[name]; !taken {
				p.at[name] = stripSpot{j, k}
			}
		}
	}
	return &p
}

// put finds the place of banner k of a known unit: below the scene that it followed, or the one before
// that. A banner that closes a set goes with the scene that it closes, and nowhere without it.
func (p *bannerPlaces) put(u production.UnitDay, k int) {
	banner, names := u.Strips[k], turnsOf(u)
	if k+1 < len(names) && names[k+1].scene != "" && intake.SaysClosed(banner.Banner) {
		if spot, there := p.at[names[k+1]]; there {
			p.filled[spot.unit] = true
			p.closing[spot.unit][spot.strip] = append(p.closing[spot.unit][spot.strip], banner)
		}
		return
	}
	spot, ok := p.below(names[:k])
	if !ok {
		spot, ok = p.above(u.Unit, names[k+1:])
	}
	if ok {
		p.filled[spot.unit] = true
		p.between[spot.unit][spot.strip] = append(p.between[spot.unit][spot.strip], banner)
	}
}

// below is the place behind the last of the scenes that is shot on this day too.
func (p *bannerPlaces) below(names []stripTurn) (stripSpot, bool) {
	for _, name := range slices.Backward(names) {
		if spot, there := p.at[name]; there && name.scene != "" {
			return stripSpot{spot.unit, spot.strip + 1}, true
		}
	}
	return stripSpot{}, false
}

// above is the top of the unit; where the day has no such unit any more it is above the first of the
// scenes, or of the first unit.
func (p *bannerPlaces) above(unit string, names []stripTurn) (stripSpot, bool) {
	for j, u := range p.day.Units {
		if strings.EqualFold(u.Unit, unit) {
			return stripSpot{j, 0}, true
		}
	}
	for _, name := range names {
		if spot, there := p.at[name]; there && name.scene != "" {
			return spot, true
		}
	}
	return stripSpot{}, len(p.day.Units) > 0
}

// strips are a unit's strips with the banners. A banner that would close a set which is open is left out.
func (p *bannerPlaces) strips(unit int) []production.Strip {
	u := p.day.Units[unit]
	var all []production.Strip
	for k := range len(u.Strips) + 1 {
		banners := slices.Concat(p.between[unit][k], p.closing[unit][k])
		if k == len(u.Strips) {
			return append(all, untimed(banners, all, production.NoClock)...)
		}
		for n := len(banners); n > 0 && intake.SaysClosed(banners[n-1].Banner) && !u.Strips[k].Closed; n = len(banners) {
			banners = banners[:n-1]
		}
		all = append(all, untimed(banners, all, production.FirstStart(u.Strips[k:]))...)
		all = append(all, u.Strips[k])
	}
	return all
}

// untimed takes the times off banners that the day model laid out, and off those that lie no longer
// between the strips around them: the day model finds others.
func untimed(banners []production.Strip, above []production.Strip, next production.Clock) []production.Strip {
	from := production.NoClock
	for _, s := range above {
		from = max(from, s.Start, s.End)
	}
	out := slices.Clone(banners)
	for i := range out {
		b := &out[i]
		if b.Estimated || b.Start < from || next.Known() && max(b.Start, b.End) > next {
			b.Start, b.End, b.Estimated = production.NoClock, production.NoClock, false
		}
		from = max(from, b.Start, b.End)
	}
	return out
}
