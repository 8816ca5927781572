package story

import (
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// mostPairs is how many pairs of leads are followed.
const mostPairs = 5

// findPairs proposes the first day on which two leads share a scene, more so where it is the only
// one, and the day with the biggest ensemble.
func (x *finder) findPairs() {
	leads := x.cast.leads()
	proposed := 0
	for i, a := range leads {
		for _, b := range leads[i+1:] {
			list := x.board.with(a, b)
			if len(list) == 0 || proposed == mostPairs {
				continue
			}
			proposed++
			x.proposePair(a, b, list)
		}
	}
	x.findEnsemble()
}

func (x *finder) proposePair(a, b string, list []slot) {
	s := list[0]
	both := x.cast.display(a) + " and " + x.cast.display(b)
	weight := min(30, 50*(x.cast.scenes[a]+x.cast.scenes[b])/max(1, len(x.facts.Scenes)))
	reasons := []evidence{
		{source: fromSchedule, strength: 34, text: fmt.Sprintf("first time %s share a scene: scene %s, day %d", both, s.strip.SceneNumber, s.number)},
		{source: fromPart, strength: weight, text: fmt.Sprintf("leading parts: %s in %d scenes, %s in %d", x.cast.display(a), x.cast.scenes[a], x.cast.display(b), x.cast.scenes[b])},
	}
	title := "First scene of " + both + " together"
	if len(dates(list)) == 1 {
		title = "The only day with " + both + " together"
		reasons = append(reasons, evidence{source: "only day", strength: 32, text: fmt.Sprintf("the only day with %s together: day %d", both, s.number)})
	}
	x.proposeSlot("pair", a+"+"+b, Performance, title, s, []string{a, b}, reasons...)
}

// findEnsemble proposes the day with most of the cast, if it is the only such day and has five or more.
func (x *finder) findEnsemble() {
	cast := map[production.Date][]string{}
	for _, s := range x.board.slots {
		cast[s.date] = uniqueSorted(append(cast[s.date], x.board.castOf(s)...))
	}
	var best slot
	most, ties := 4, 0
	for _, day := range dates(x.board.slots) {
		switch n := len(cast[day]); {
		case n > most:
			most, ties, best = n, 0, x.fullest(day)
		case n == most:
			ties++
		}
	}
	if most == 4 || ties > 0 {
		return
	}
	text := fmt.Sprintf("biggest cast day: %d parts on day %d, among them %s", most, best.number, x.cast.names(x.cast.sorted(cast[best.date])[:3]))
	x.proposeSlot("ensemble", "film", Collaboration, fmt.Sprintf("Biggest ensemble day: %d parts on set", most), best, cast[best.date],
		evidence{source: fromSchedule, strength: min(60, 30+3*most), text: text})
}

// fullest is the slot of a day with most of the cast, the earliest of equals.
func (x *finder) fullest(day production.Date) slot {
	var best slot
	most := -1
	for _, s := range x.board.slots {
		if n := len(x.board.castOf(s)); s.date == day && n > most {
			best, most = s, n
		}
	}
	return best
}

// Split days: a call at noon or later and a wrap near midnight, with the change from day to night between.
const (
	splitCall = production.Clock(11 * 60)
	splitWrap = production.Clock(22 * 60)
)

// findSplitDays proposes the change from day to night work on split days.
func (x *finder) findSplitDays() {
	for i, s := range x.board.slots {
		if i == 0 || s.unit.Estimated || s.call < splitCall || s.wrap < splitWrap {
			continue
		}
		before := x.board.slots[i-1]
		scene, _ := x.board.sceneOf(s)
		previous, _ := x.board.sceneOf(before)
		if before.date != s.date || before.unit.Unit != s.unit.Unit || previous.Night() || !scene.Night() {
			continue
		}
		x.proposeSlot("split", string(s.date), Technical, fmt.Sprintf("Day turns into night: split day %d", s.number), s, slices.Clone(x.board.castOf(s)),
			evidence{source: fromSchedule, strength: 36, text: fmt.Sprintf("split day: call %s, wrap %s, from day scene %s to night scene %s", s.call, s.wrap, before.strip.SceneNumber, s.strip.SceneNumber)})
	}
}
