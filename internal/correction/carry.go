package correction

import (
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// A set is closed, and its people are counted, for what is shot there and not for a line of a schedule:
// the next schedule gives the line another day or cuts it in two, and nobody may walk in for that. So
// these corrections hold for all strips of their scene that have none of their own, and after their own
// strip is gone. Only what keeps people off is carried on; what lets them in is said of one strip alone.

// spot is where a strip stands in facts: the indices of day, unit and strip.
type spot struct{ day, unit, strip int }

// in points at the strip.
func (s spot) in(facts *production.Facts) thing {
	d := &facts.Days[s.day]
	return thing{day: d, unit: &d.Units[s.unit], strip: &d.Units[s.unit].Strips[s.strip]}
}

// sceneSpots are where each scene is shot, in the order of the schedule. It is nil when none of the
// corrections can be carried.
func sceneSpots(paper *production.Facts, list []Correction) map[production.SceneID][]spot {
	carries := func(c Correction) bool {
		f, err := fieldOf(c.What, c.Field)
		return err == nil && f.stricter != nil
	}
	if !slices.ContainsFunc(list, carries) {
		return nil
	}
	spots := map[production.SceneID][]spot{}
	for i := range paper.Days {
		for j := range paper.Days[i].Units {
			for k, s := range paper.Days[i].Units[j].Strips {
				if s.SceneID != "" {
					spots[s.SceneID] = append(spots[s.SceneID], spot{i, j, k})
				}
			}
		}
	}
	return spots
}

// free is a strip of which nobody said anything.
func free() thing { return thing{strip: &production.Strip{Capacity: -1}} }

// carried is a strip that shows the correction of another.
type carried struct {
	at spot
	by *entry
}

// carrier is a correction that holds for a scene, and what the paper says at the strips without one of
// their own.
type carrier struct {
	*entry
	says   []string // everywhere
	others []string // where it is not the value
	beaten bool     // another correction is stricter somewhere
}

// carry finds what is to be shown at strips without a correction of their own, and judges again the
// corrections that hold for them.
func carry(paper *production.Facts, spots map[production.SceneID][]spot, shown []entry) []carried {
	if spots == nil {
		return nil
	}
	own := map[[2]string]*entry{} // by strip and field
	for i := range shown {
		if e := &shown[i]; e.field.stricter != nil && !e.gone {
			own[[2]string{e.c.Part, e.c.Field}] = e
		}
	}
	var out []carried
	for _, list := range carriers(spots, shown) {
		for _, at := range spots[list[0].c.Scene] {
			t := at.in(paper)
			if best := weigh(t, own[[2]string{string(t.strip.ID), list[0].c.Field}], list); best != nil {
				out = append(out, carried{at, best})
			}
		}
		for _, c := range list {
			c.settle()
		}
	}
	return out
}

// carriers are the corrections that keep people off, those of one scene and field together.
func carriers(spots map[production.SceneID][]spot, shown []entry) [][]*carrier {
	var groups [][]*carrier
	known := map[[2]string]int{} // by scene and field
	for i := range shown {
		e := &shown[i]
		if e.field.stricter == nil || len(spots[e.c.Scene]) == 0 || !e.field.stricter(e.own, free()) {
			continue
		}
		key := [2]string{string(e.c.Scene), e.c.Field}
		at, there := known[key]
		if !there {
			at = len(groups)
			known[key], groups = at, append(groups, nil)
		}
		groups[at] = append(groups[at], &carrier{entry: e})
	}
	return groups
}

// weigh lets the corrections of a scene meet one of its strips; mine is the strip's own, nil for none. It
// returns the one to show there, nil for none.
func weigh(t thing, mine *entry, list []*carrier) *entry {
	best := slices.MinFunc(list, func(a, b *carrier) int { return a.compare(a.own, b.own) })
	holds := best.field.stricter(best.own, t)
	if mine != nil {
		if mine.agrees && holds { // without it the strip would show another
			mine.c.State = Standing
		}
		return nil
	}
	for _, c := range list {
		said := c.field.said(t)
		c.says = append(c.says, said)
		c.beaten = c.beaten || c.compare(best.own, c.own) < 0
		switch {
		case c.field.same(said, c.field.get(c.own)):
			continue
		case c.compare(c.own, best.own) == 0 && holds:
			c.c.Also = append(c.c.Also, Elsewhere{Strip: t.strip.ID, Paper: said})
		}
		c.others = append(c.others, said)
	}
	if !holds {
		return nil
	}
	return best.entry
}

// compare orders the stricter before the other.
func (e *entry) compare(a, b thing) int {
	switch {
	case e.field.stricter(a, b):
		return -1
	case e.field.stricter(b, a):
		return 1
	}
	return 0
}

// settle judges a correction by all strips that it holds for. One whose strip is there is judged by that,
// unless the paper agrees: then nothing is left to correct only when it agrees everywhere.
func (e *carrier) settle() {
	switch c := e.c; {
	case !e.gone && (!e.agrees || len(c.Also) == 0):
		return
	case !e.gone:
		c.State = Disputed
	case len(e.says) == 0: // every strip has its own
		c.State = Replaced
		return
	case len(e.others) == 0:
		c.State, c.Paper, e.agrees = Agreed, e.says[0], true
		return
	case len(c.Also) == 0 && e.beaten:
		c.State = Replaced
		return
	case len(c.Also) == 0:
		c.State, c.Paper, c.PaperShows = Disputed, e.others[0], true
		return
	case !c.Met && !slices.ContainsFunc(c.Also, func(at Elsewhere) bool { return !e.field.same(at.Paper, c.Was) }):
		c.State = Standing
	default:
		c.State = Disputed
	}
	e.c.Paper, e.agrees = e.c.Also[0].Paper, false
}
