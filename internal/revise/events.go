package revise

import (
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// eventPool hands out known events, each once.
type eventPool struct {
	old   []production.Event
	there map[eventName][]int // with the date
	some  map[eventName][]int // without
	taken []bool
}

// eventName is what an event is known by; the date is "" for an event on any day.
type eventName struct {
	kind  production.EventKind
	title string
	date  production.Date
}

func newEventPool(old []production.Event) *eventPool {
	p := eventPool{old: old, there: map[eventName][]int{}, some: map[eventName][]int{}, taken: make([]bool, len(old))}
	for j, e := range old {
		exact, loose := eventName{e.Kind, e.Title, e.Date}, eventName{e.Kind, e.Title, ""}
		p.there[exact] = append(p.there[exact], j)
		p.some[loose] = append(p.some[loose], j)
	}
	return &p
}

// next takes the next event of the name, -1 when none is left.
func (p *eventPool) next(from map[eventName][]int, name eventName) int {
	for len(from[name]) > 0 {
		j := from[name][0]
		from[name] = from[name][1:]
		if !p.taken[j] {
			p.taken[j] = true
			return j
		}
	}
	return -1
}

// events replaces the schedule's events, leaves those of calendars, and keeps ids: the same kind,
// title and date first, then the same kind and title on another date, which is a move.
func (m *merger) events(fresh []production.Event) {
	known, others := ofCalendar(m.facts.Events, "")
	pool := newEventPool(known)
	events := slices.Clone(fresh)
	for i := range events {
		e := &events[i]
		e.ID = ""
		if j := pool.next(pool.there, eventName{e.Kind, e.Title, e.Date}); j >= 0 {
			e.ID = pool.old[j].ID
		}
	}
	for i := range events {
		e := &events[i]
		if e.ID != "" {
			continue
		}
		if j := pool.next(pool.some, eventName{e.Kind, e.Title, ""}); j >= 0 {
			e.ID = pool.old[j].ID
			continue
		}
		e.ID = production.NewID[production.EventID]()
	}
	m.facts.Events = append(events, others...)
}
