package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// What a window is worth, percent, when there are several for one moment.
const (
	bestFactor   = 100
	secondFactor = 80
)

// window lies around a slot: before minutes earlier, after minutes later, on the grid and inside the
// unit's day (which a set-up may precede and a farewell may follow by the same minutes).
func (b *board) window(s slot, before, after, least int) Window {
	lo := max(0, s.call-production.Clock(before))
	hi := s.wrap + production.Clock(after)
	start := max(lo, s.start-production.Clock(before))
	end := min(hi, s.end+production.Clock(after))
	if short := production.Clock(least) - (end - start); short > 0 {
		start = max(lo, start-short)
		end = min(hi, max(end, start+production.Clock(least)))
	}
	return b.at(s, start, end)
}

// at is a window of a slot's day and place between two times, widened to the grid.
func (b *board) at(s slot, start, end production.Clock) Window {
	start, end = start/gridMinutes*gridMinutes, (end+gridMinutes-1)/gridMinutes*gridMinutes
	return Window{Date: s.date, Day: s.number, Start: start, End: max(end, start+gridMinutes), Place: b.set(s),
		Location: b.location(s), Factor: bestFactor, Estimated: s.estimated, Closed: s.strip.Closed, Capacity: s.strip.Capacity}
}

// around are the windows of a scene's strips, the longest worth most. Where any strip of the scene is
// closed, all are: what was agreed for one take holds for the others.
func (b *board) around(scene production.Scene, rule kindRule) []Window {
	var list []Window
	longest := 0
	for i, s := range b.shooting(scene) {
		list = append(list, b.window(s, rule.Before, rule.After, rule.Minutes))
		list[i].Closed = b.closed[sceneKey(scene)]
		if width(list[i]) > width(list[longest]) {
			longest = i
		}
	}
	for i := range list {
		if i != longest {
			list[i].Factor = secondFactor
		}
	}
	return list
}

func width(w Window) int { return int(w.End - w.Start) }

// respectClosedSets takes from the windows of a moment every time at which its place is a closed set.
// What is left keeps its worth if the moment still fits; a moment about a closed scene keeps its
// windows, marked closed, so that the plan can say why it is not covered.
func (b *board) respectClosedSets(list []Window, least int) []Window {
	var kept []Window
	for _, w := range list {
		if w.Closed {
			kept = append(kept, w)
			continue
		}
		for _, part := range b.cut(w) {
			if width(part) >= least {
				kept = append(kept, part)
			}
		}
	}
	return kept
}

// cut removes the closed strips at a window's place from it.
func (b *board) cut(w Window) []Window {
	parts := []Window{w}
	for _, s := range b.slots {
		if !s.strip.Closed || s.date != w.Date || !sameSet(b.set(s), w.Place) {
			continue
		}
		closed := b.at(s, s.start, s.end)
		var next []Window
		for _, p := range parts {
			if closed.End <= p.Start || p.End <= closed.Start {
				next = append(next, p)
				continue
			}
			before, after := p, p
			before.End, after.Start = closed.Start, closed.End
			for _, rest := range []Window{before, after} {
				if rest.Start < rest.End {
					next = append(next, rest)
				}
			}
		}
		parts = next
	}
	return parts
}

func sameSet(a, b string) bool { return production.NormalHeading(a) == production.NormalHeading(b) }

// sortWindows orders windows by date and time.
func sortWindows(list []Window) {
	slices.SortStableFunc(list, func(a, b Window) int {
		return strings.Compare(windowKey(a), windowKey(b))
	})
}

func windowKey(w Window) string {
	return fmt.Sprintf("%s %05d %05d %s", w.Date, w.Start, w.End, w.Place)
}

// fitMinutes is how long a moment can take: as its kind wants, less where no window is that long.
func fitMinutes(want int, list []Window) int {
	longest := 0
	for _, w := range list {
		longest = max(longest, width(w))
	}
	if longest == 0 {
		return want
	}
	return max(gridMinutes, min(want, longest/gridMinutes*gridMinutes))
}
