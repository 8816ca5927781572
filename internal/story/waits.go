package story

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// Interviews take place while people wait. All times in minutes, factors in percent.
const (
	mostWaits     = 6   // windows for one person
	afterCall     = 60  // make-up and costume come first
	beforeCall    = 60  // a head of department prepares so long before the unit's call
	beforeOwn     = 120 // nobody comes in earlier before the first strip of their own
	afterOwn      = 60  // nor stays longer after the last
	beforeSet     = 30  // the person is asked for on set early
	beforeStunt   = 60  // and earlier where people could be hurt
	afterSet      = 15  // and needs a moment afterwards
	betweenFactor = 100
	afterFactor   = 90
	beforeFactor  = 80
	earlyFactor   = 40 // before the unit's call: possible, and nobody's idea of a good morning
)

// waiter is somebody who waits between strips.
type waiter struct {
	onSet  func(slot) bool
	head   bool // a head of department, otherwise one of the cast
	free   bool // works away from the camera, all day
	stunts bool // left alone in the hour before a stunt
}

// span is a piece of a day.
type span struct{ from, to production.Clock }

// waits are the times at which somebody who is called on the days of list is not on set: between
// strips first, after the last, before the first. They lie where the company is then.
func (x *finder) waits(list []slot, w waiter) []Window {
	var found []Window
	for _, day := range dates(list) {
		found = append(found, x.waitsOn(day, w)...)
	}
	return mostUseful(found)
}

// mostUseful keeps the best windows, the earlier of equals.
func mostUseful(list []Window) []Window {
	slices.SortStableFunc(list, func(a, b Window) int {
		return cmp.Or(cmp.Compare(b.Factor, a.Factor), strings.Compare(windowKey(a), windowKey(b)))
	})
	return list[:min(mostWaits, len(list))]
}

// waitsOn are the waits of one day. One of the cast who is called by several units is left alone; a head
// of department is then with the main unit.
func (x *finder) waitsOn(day production.Date, w waiter) []Window {
	var own []slot
	var main slot
	for _, s := range x.board.slots {
		if s.date != day {
			continue
		}
		if main.date == "" || unitRank(s.unit) < unitRank(main.unit) {
			main = s
		}
		if w.onSet(s) {
			own = append(own, s)
		}
	}
	if w.free {
		return x.freeBetween(main, w, nil, span{main.call + afterCall, main.wrap - afterCall})
	}
	if len(own) == 0 {
		return nil
	}
	if several := slices.ContainsFunc(own, func(s slot) bool { return s.unit.Unit != own[0].unit.Unit }); several {
		if !w.head {
			return nil
		}
		own = slices.DeleteFunc(own, func(s slot) bool { return s.unit.Unit != own[0].unit.Unit })
	}
	first, last := own[0], lastOf(own)
	in := first.call + afterCall
	if w.head {
		in = first.call - beforeCall
	}
	return x.freeBetween(first, w, own, span{max(in, first.start-beforeOwn, 0), min(first.wrap, last.end+afterOwn)})
}

// freeBetween are the windows inside a person's day in which neither the set nor a meal or move has them.
func (x *finder) freeBetween(at slot, w waiter, own []slot, day span) []Window {
	taken := x.pauses(at)
	for _, s := range own {
		early := production.Clock(beforeSet)
		if w.stunts && x.isStunt(s) {
			early = beforeStunt
		}
		taken = append(taken, span{s.start - early, s.end + afterSet})
	}
	slices.SortFunc(taken, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	taken = append(taken, span{day.to, day.to})
	var found []Window
	free := day.from
	for _, t := range taken {
		found = append(found, x.windowsOf(at, w, span{free, min(t.from, day.to)}, own)...)
		free = max(free, t.to)
	}
	return found
}

// windowsOf are the windows of a free time, one for each place where the company is in it.
func (x *finder) windowsOf(at slot, w waiter, free span, own []slot) []Window {
	factor := betweenFactor
	if w.head && free.from < at.call {
		factor = earlyFactor
	} else if len(own) > 0 && free.to <= own[0].start {
		factor = beforeFactor
	} else if len(own) > 0 && free.from >= lastOf(own).end {
		factor = afterFactor
	}
	var found []Window
	for i, s := range x.board.stays(at) {
		if i == 0 && w.head {
			s.from -= beforeCall
		}
		from, to := max(free.from, s.from), min(free.to, s.to)
		from, to = (from+gridMinutes-1)/gridMinutes*gridMinutes, to/gridMinutes*gridMinutes
		if int(to-from) < rules().kinds[Interview].Minutes {
			continue
		}
		found = append(found, Window{Date: at.date, Day: at.number, Start: from, End: to, Place: cmp.Or(s.location, "Unit base"),
			Location: s.location, Factor: factor, Estimated: at.estimated, Capacity: -1})
	}
	return found
}

// stay is a time in which a unit is at one location.
type stay struct {
	span
	location string
}

// stays are where the unit of a slot is on that day, in order: from its call until its wrap, without the
// times between the last scene at one location and the first at the next, when it moves.
func (b *board) stays(at slot) []stay {
	var list []stay
	for _, s := range b.slots {
		if s.date != at.date || s.unit.Unit != at.unit.Unit {
			continue
		}
		place := b.location(s)
		if n := len(list); n > 0 && list[n-1].location == place {
			list[n-1].to = max(list[n-1].to, s.end)
			continue
		}
		list = append(list, stay{span{s.start, s.end}, place})
	}
	if n := len(list); n > 0 {
		list[0].from, list[n-1].to = min(list[0].from, at.call), max(list[n-1].to, at.wrap)
	}
	return list
}

// pauses are the meals and moves of a slot's unit on that day.
func (x *finder) pauses(at slot) []span {
	var list []span
	for _, s := range x.board.banners {
		if s.date == at.date && s.unit.Unit == at.unit.Unit && x.isBusy(s.strip.Banner) && s.strip.Start.Known() {
			list = append(list, span{s.start, max(s.end, x.nextStrip(s))})
		}
	}
	return list
}

// nextStrip is when the unit's next scene after a banner begins, the banner's own start without one:
// a meal or a move that has no end on the schedule may last until then.
func (x *finder) nextStrip(banner slot) production.Clock {
	if banner.strip.End > banner.strip.Start {
		return banner.end
	}
	for _, s := range x.board.slots {
		if s.date == banner.date && s.unit.Unit == banner.unit.Unit && s.start >= banner.start {
			return s.start
		}
	}
	return banner.start
}

func (x *finder) isBusy(banner string) bool {
	for _, w := range nameWords(banner) {
		if x.lex.is("busy", w) {
			return true
		}
	}
	return false
}

// isStunt reports whether a slot's scene has a stunt.
func (x *finder) isStunt(s slot) bool {
	scene, ok := x.board.sceneOf(s)
	return ok && slices.ContainsFunc(x.found, func(c candidate) bool {
		return c.scene != nil && c.moment.Kind == Stunt && sceneKey(*c.scene) == sceneKey(scene)
	})
}
