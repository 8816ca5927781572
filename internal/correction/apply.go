package correction

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// Apply lays the corrections over what the papers say. It returns the facts to show, and the corrections
// in the order they came, each with its State and what the paper says now. Of several corrections of a
// field the latest is shown; those that are disputed are shown, those of things that are gone are not.
// What keeps people off a set holds for all of its scene; see carry.
// Where the paper disputes what keeps people off a set, and is the stricter, its own word is shown.
//
// Corrections given as they came from an earlier Apply carry on: one that a paper has agreed with (Met) is
// Disputed by a later one that does not, whatever it says.
//
// What hangs on a corrected field follows: a scene's heading, the set and cast of its strips, the sets
// of its locations. A span of time that the papers have moved so that a correction would end it before
// it starts is shown as the papers say, and its corrections are disputed.
//
// Neither argument is changed. The facts share memory with paper and must not be edited either.
func Apply(paper production.Facts, list []Correction) (production.Facts, []Correction) {
	settled := slices.Clone(list)
	spots := sceneSpots(&paper, list)
	entries := make([]entry, 0, len(settled))
	for i := range settled {
		if e, ok := judge(&paper, &settled[i], spots); ok {
			entries = append(entries, e)
		}
	}
	shown := latest(entries)
	if len(shown) == 0 {
		return paper, settled
	}
	spread := carry(&paper, spots, shown)
	facts := copyOf(paper)
	for _, what := range []What{Scene, Day, Event, Person, Location} { // strips have the last word over their scenes
		for _, e := range shown {
			if e.c.What == what {
				e.lay(&facts)
			}
		}
		if what == Scene {
			follow(&facts, paper)
		}
	}
	for _, s := range spread {
		s.by.field.set(s.at.in(&facts), s.by.value)
	}
	settleSpans(&facts, &paper, shown)
	meet(shown)
	return facts, settled
}

// entry is a correction that can be shown.
type entry struct {
	c     *Correction
	field field
	value value
	key   string // the same for all corrections of a field

	own    thing // the thing as the paper has it, with the value; a strip that is gone with nothing else
	gone   bool  // the strip is gone, and its scene is shot elsewhere
	agrees bool  // the paper says the value itself
}

// judge sets the correction's state and the paper's present value. ok is false for one that cannot be
// shown: its thing is gone, or its value is not understood.
func judge(paper *production.Facts, c *Correction, spots map[production.SceneID][]spot) (e entry, ok bool) {
	c.State, c.Paper, c.PaperShows, c.Again, c.Also = Orphaned, "", false, false, nil
	f, err := fieldOf(c.What, c.Field)
	if err != nil {
		return entry{}, false
	}
	t, err := find(paper, c.What, c.Target, c.Part, f)
	if err != nil {
		return judgeGone(c, f, spots)
	}
	if f.Of == OfStrip {
		c.Scene = t.strip.SceneID
	}
	c.Paper = f.said(t)
	v, err := f.read(c.Value)
	if err != nil {
		c.State, c.PaperShows = Disputed, true
		return entry{}, false
	}
	own := t.alone()
	f.set(own, v)
	silent := f.estimated(t) // whatever our estimate became
	e = entry{c: c, field: f, value: v, key: fieldKey(*c, f), own: own, agrees: !silent && f.same(c.Paper, f.get(own))}
	switch {
	case e.agrees:
		c.State = Agreed
	case !c.Met && (silent || f.same(c.Paper, c.Was)):
		c.State = Standing
	default:
		c.State = Disputed
		c.PaperShows = f.stricter != nil && f.stricter(t, own)
	}
	return e, true
}

// judgeGone is judge for a thing that is not there. A strip's correction takes part, for carry to judge,
// when it can hold for the rest of the scene; also one that cannot, since an earlier one must not come
// back in its place.
func judgeGone(c *Correction, f field, spots map[production.SceneID][]spot) (e entry, ok bool) {
	v, err := f.read(c.Value)
	if err != nil || f.stricter == nil || len(spots[c.Scene]) == 0 {
		return entry{}, false
	}
	own := free()
	f.set(own, v)
	return entry{c: c, field: f, value: v, key: fieldKey(*c, f), own: own, gone: true}, true
}

// SameField reports that two corrections are of one field of one thing, so that only the later is shown.
func SameField(a, b Correction) bool {
	f, err := fieldOf(a.What, a.Field)
	return err == nil && a.What == b.What && a.Field == b.Field && fieldKey(a, f) == fieldKey(b, f)
}

// fieldKey is the same for all corrections of one field of one thing.
func fieldKey(c Correction, f field) string {
	where := strings.ToLower(single(c.Target)) + "\n" + strings.ToLower(single(c.Part))
	if f.Of == OfStrip {
		where = c.Part // wherever the strip moved
	}
	return string(c.What) + "\n" + string(f.Of) + "\n" + c.Field + "\n" + where
}

// meet notes which of the corrections shown the paper agrees with.
func meet(shown []entry) {
	for _, e := range shown {
		if e.agrees {
			e.c.Again, e.c.Met = e.c.Met, true
		}
	}
}

// latest keeps one correction for every field, in an order that does not depend on how they came, and
// marks the others.
func latest(entries []entry) []entry {
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.key, b.key), b.c.At.Compare(a.c.At), cmp.Compare(b.c.ID, a.c.ID), cmp.Compare(a.c.Value, b.c.Value))
	})
	shown := entries[:0]
	for _, e := range entries {
		if len(shown) > 0 && shown[len(shown)-1].key == e.key {
			e.c.State, e.c.PaperShows = Replaced, false
			continue
		}
		shown = append(shown, e)
	}
	return shown
}

// lay writes the value into facts.
func (e entry) lay(facts *production.Facts) {
	if t, err := find(facts, e.c.What, e.c.Target, e.c.Part, e.field); err == nil && e.c.State != Agreed && !e.c.PaperShows {
		e.field.set(t, e.value)
	}
}

// copyOf copies everything that corrections write to: slices of things, not what the things point at.
func copyOf(facts production.Facts) production.Facts {
	facts.Scenes, facts.Events = slices.Clone(facts.Scenes), slices.Clone(facts.Events)
	facts.People, facts.Locations = slices.Clone(facts.People), slices.Clone(facts.Locations)
	facts.Days = slices.Clone(facts.Days)
	for i := range facts.Days {
		facts.Days[i].Units = slices.Clone(facts.Days[i].Units)
		for j := range facts.Days[i].Units {
			facts.Days[i].Units[j].Strips = slices.Clone(facts.Days[i].Units[j].Strips)
		}
	}
	return facts
}

// settleSpans makes every span plausible of which an end was corrected, or gives it back to the paper.
func settleSpans(facts, paper *production.Facts, shown []entry) {
	ends := map[string][2]*entry{}
	var keys []string
	for i := range shown {
		e := &shown[i]
		if e.field.time == nil {
			continue
		}
		key := string(e.c.What) + "\n" + strings.ToLower(single(e.c.Target)) + "\n" + strings.ToLower(single(e.c.Part)) + "\n" + string(e.field.Of)
		pair, known := ends[key]
		if !known {
			keys = append(keys, key)
		}
		t, _ := find(facts, e.c.What, e.c.Target, e.c.Part, e.field)
		if e.field.time(t).last {
			pair[1] = e
		} else {
			pair[0] = e
		}
		ends[key] = pair
	}
	for _, key := range keys {
		settlePair(facts, paper, ends[key])
	}
}

func settlePair(facts, paper *production.Facts, pair [2]*entry) {
	e := cmp.Or(pair[0], pair[1])
	t, _ := find(facts, e.c.What, e.c.Target, e.c.Part, e.field)
	said, _ := find(paper, e.c.What, e.c.Target, e.c.Part, e.field)
	now, was := e.field.time(t).span, e.field.time(said).span
	before := [2]production.Clock{*was.start, *was.end}
	if now.settle(before, [2]bool{pair[0] != nil, pair[1] != nil}) {
		return
	}
	*now.start, *now.end = before[0], before[1]
	if now.estimated != nil {
		*now.estimated = *was.estimated
	}
	for _, e := range pair {
		if e != nil && e.c.State != Agreed {
			e.c.State, e.c.PaperShows = Disputed, true
		}
	}
}
