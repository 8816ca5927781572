package draw

import (
	"fmt"
	"math"

	"github.com/btsdirector/bts/internal/planner"
)

// Each location has two sets and a base, in this order.
const (
	perLocation = 3
	base        = 2 // the quiet place
)

// places lays the locations out on a plane; the way between two takes a quarter of an hour and more,
// within one five minutes.
func (k *maker) places() {
	var x, y []float64
	for l := range k.n.locations {
		x, y = append(x, k.float()), append(y, k.float())
		for i, name := range []string{"set A", "set B", "base"} {
			k.p.Places = append(k.p.Places, planner.Place{Name: fmt.Sprintf("L%d %s", l, name), Location: l, Quiet: i == base})
		}
	}
	for a, from := range k.p.Places {
		row := make([]int, len(k.p.Places))
		for b, to := range k.p.Places {
			far := math.Hypot(x[from.Location]-x[to.Location], y[from.Location]-y[to.Location])
			switch {
			case a == b:
			case from.Location == to.Location:
				row[b] = 5
			default:
				row[b] = 15 + 5*int(far*10)
			}
		}
		k.p.Travel = append(k.p.Travel, row)
	}
}

// stay is where a unit works for some days, and whether it works at night there.
type stay struct {
	location, left int
	night          bool
}

// days lays out weeks of five shoot days. Units move on after two to six days; one stay in ten is nights.
func (k *maker) days() {
	var at [3]stay
	next := [3]int{}
	for u := range at {
		next[u] = u * 4 * k.n.days // scenes are numbered unit by unit
	}
	for d := range k.n.days {
		day := planner.Day{Calendar: d/5*7 + d%5}
		for u, share := range []int{100, k.n.second, k.n.third} {
			if !k.chance(share) {
				continue
			}
			if at[u].left == 0 {
				at[u] = stay{k.below(k.n.locations), 2 + k.below(5), k.chance(10)}
			}
			at[u].left--
			unit := k.unit(u, at[u], day.Calendar*dayMinutes)
			for s := range unit.Strips {
				unit.Strips[s].Scene = next[u]
				next[u]++
			}
			day.Units = append(day.Units, unit)
		}
		k.p.Days = append(k.p.Days, day)
	}
}

// unit is one unit's day of nine to twelve hours: strips from an hour after the call, with one meal
// break after about four hours.
func (k *maker) unit(u int, at stay, midnight int) planner.Unit {
	call := midnight + 420 + 30*k.pick([]int{19, 32, 32, 13, 4})
	if at.night {
		call = midnight + 960 + 30*k.below(3)
	}
	day := planner.Unit{Unit: u, Location: at.location, Call: call}
	now, eaten := call+60, false
	place := at.location*perLocation + k.below(2)
	for now < call+600 {
		length := 60 + grid*k.pick([]int{14, 20, 16, 15, 13, 11, 11})
		if now+length > call+720 {
			if now >= call+540 {
				break
			}
			length = call + 720 - now
		}
		if k.chance(20) {
			place = at.location*perLocation + k.below(2)
		}
		day.Strips = append(day.Strips, k.strip(u, place, now, now+length))
		now += length
		if !eaten && now >= call+300 {
			now, eaten = now+60, true
		}
	}
	day.Wrap = day.Strips[len(day.Strips)-1].End
	return day
}

// strip is one scene's time on set. A closed set admits one person of the BTS crew or nobody, a stunt
// two or three.
func (k *maker) strip(u, place, start, end int) planner.Strip {
	s := planner.Strip{Unit: u, Place: place, Start: start, End: end, Cast: k.castOf(), Elements: []string{}}
	for _, e := range []struct {
		name  string
		share int
	}{{"stunt", 11}, {"vfx", 24}, {"crowd", 15}, {"build", 9}, {"closed", 7}} {
		if k.chance(e.share) {
			s.Elements = append(s.Elements, e.name)
		}
	}
	switch {
	case has(&s, "closed"):
		s.Closed, s.Cap = true, k.below(2)
	case has(&s, "stunt"):
		s.Cap = 2 + k.pick([]int{14, 86})
	default:
		s.Cap = 2 + k.pick([]int{12, 29, 30, 29})
	}
	return s
}

// castOf is one to five people; the leads are in many scenes, most others in few.
func (k *maker) castOf() []int {
	var cast []int
	for range 2 + k.below(4) {
		who := int(float64(k.n.cast) * k.float() * k.float())
		if !contains(cast, who) {
			cast = append(cast, who)
		}
	}
	return cast
}

func contains(list []int, v int) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

func has(s *planner.Strip, element string) bool {
	for _, e := range s.Elements {
		if e == element {
			return true
		}
	}
	return false
}
