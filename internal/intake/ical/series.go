package ical

import (
	"slices"
	"strings"
	"time"
)

// layOut adds the events of one UID.
func (a *agenda) layOut(uid string, g *group) {
	changes := newest(g.changes)
	masters := a.current(g.masters)
	for i, master := range masters {
		s := &series{agenda: a, master: master}
		if i == len(masters)-1 {
			s.changes = changes
		}
		if i == 0 && (master.placed || master.cancelled) {
			a.out.Whole = append(a.out.Whole, uid)
		}
		s.layOut(len(masters) > 1)
	}
	if len(masters) == 0 {
		a.orphans(changes)
	}
}

// orphans adds changed occurrences of a series that is not in the file. They are named as the series
// would name them: by the reading in its zone.
func (a *agenda) orphans(changes []*entry) {
	for _, c := range changes {
		id := c.changed
		if id.Timed && c.zone != nil {
			id = Moment{Wall: id.in(c.zone, c.in.floating), Timed: true, Zone: c.start.Zone}
		}
		a.emit(c, id.String(), c.start.Wall, c.zone, c.lasts)
	}
}

// current are the entries of one UID that count. Several that differ in nothing but their time, with
// the same SEQUENCE, come from programs that give every event the same UID: all of them stay.
func (a *agenda) current(masters []*entry) []*entry {
	if len(masters) < 2 {
		return masters
	}
	var best *entry
	for _, m := range masters {
		best = newer(best, m)
	}
	kept, starts := []*entry{best}, map[Moment]bool{best.start: true}
	for _, m := range masters {
		if m.sequence == best.sequence && m.stamp == best.stamp && !starts[m.start] && m.placed {
			starts[m.start] = true
			kept = append(kept, m)
		}
	}
	if len(kept) > 1 {
		a.problem(int(best.fields.Line), "%d different events have the same UID (%q); all were kept", len(kept), brief(best.uid))
		slices.SortStableFunc(kept, func(x, y *entry) int { return int(x.fields.Line - y.fields.Line) })
	}
	return kept
}

// newest keeps for every changed occurrence the newest change.
func newest(changes []*entry) []*entry {
	var kept []*entry
	at := map[time.Time]int{}
	for _, c := range changes {
		key := c.changed.in(time.UTC, c.in.floating)
		if i, ok := at[key]; ok {
			kept[i] = newer(kept[i], c)
			continue
		}
		at[key] = len(kept)
		kept = append(kept, c)
	}
	return kept
}

// emit adds one event. wall is its start as a reading in zone, which is nil for dates.
func (a *agenda) emit(e *entry, id string, wall time.Time, zone *time.Location, lasts span) {
	out := Event{UID: e.uid, ID: id, Sequence: e.sequence, Fields: e.fields, Cancelled: e.cancelled}
	switch {
	case !e.placed:
		if !e.cancelled {
			a.problem(int(e.fields.Line), "%s has no readable start and was left out", e.fields.named())
			return
		}
	case !e.start.Timed || zone == nil:
		out.AllDay = true
		out.Start = midnight(wall)
		out.End = out.Start.AddDate(0, 0, max(lasts.days, 1))
	default:
		out.Start = Instant(wall, zone)
		out.End = lasts.end(wall, zone)
		out.Open = !lasts.known
	}
	a.out.Events = append(a.out.Events, out)
}

// series is one series being laid out. Its readings are in the master's zone.
type series struct {
	*agenda
	master  *entry
	changes []*entry             // the newest for each occurrence, in the order of the file
	changed map[time.Time]*entry // by the occurrence they change
	onward  []*entry             // those that also change what comes after, in order of time
	since   []time.Time          // for each of them from which occurrence on
	lengths map[time.Time]span   // of occurrences that RDATE gives with an end
	out     map[time.Time]bool   // readings that EXDATE and EXRULE take out
	outDays map[time.Time]bool   // days that EXDATE takes out
	from    time.Time            // occurrences between them are wanted
	to      time.Time            // zero where nobody says until when
}

// repeats reports that the entry is a series.
func (e *entry) repeats() bool {
	return slices.ContainsFunc(e.fields.Lines, func(p Property) bool {
		return (p.Name == "RRULE" || p.Name == "RDATE") && strings.TrimSpace(p.Value) != ""
	})
}

// layOut adds the occurrences. shared says that other events have the same UID.
func (s *series) layOut(shared bool) {
	m := s.master
	switch {
	case !m.placed || m.cancelled:
		s.emit(m, "", m.start.Wall, m.zone, m.lasts)
		if !m.cancelled {
			s.orphans(s.changes)
		}
		return
	case !m.repeats() && len(s.changes) == 0:
		id := ""
		if shared {
			id = m.start.String()
		}
		s.emit(m, id, m.start.Wall, m.zone, m.lasts)
		return
	}
	s.prepare()
	all := s.occurrences()
	s.match(all)
	for i, wall := range all {
		if i > 0 && s.repeats == 0 {
			s.cut = true
			break
		} else if i > 0 {
			s.repeats--
		}
		s.occurrence(wall)
	}
	used := map[*entry]bool{}
	for _, wall := range all {
		used[s.changed[wall]] = true
	}
	for _, c := range s.changes { // those of no known occurrence stand for themselves
		id := s.reading(c.changed)
		if !used[c] && !s.excluded(id) && s.wanted(s.reading(c.start)) {
			s.emit(c, s.name(id), c.start.Wall, c.zone, c.lasts)
		}
	}
}

// reading is a moment as the master's clock shows it.
func (s *series) reading(m Moment) time.Time {
	if s.master.start.Timed {
		return m.in(s.master.zone, s.master.in.floating)
	}
	return midnight(m.Wall)
}

// name is the identity of the occurrence first meant for a reading.
func (s *series) name(wall time.Time) string {
	return Moment{Wall: wall, Timed: s.master.start.Timed, Zone: s.master.start.Zone}.String()
}

func (s *series) wanted(wall time.Time) bool {
	return !wall.Before(s.from) && (s.to.IsZero() || !wall.After(s.to))
}

func (s *series) excluded(wall time.Time) bool { return s.out[wall] || s.outDays[midnight(wall)] }

// match finds for every change its occurrence: the one at its time, else the only one of its day.
func (s *series) match(all []time.Time) {
	s.changed = map[time.Time]*entry{}
	at, onDay := map[time.Time]bool{}, map[time.Time][]time.Time{}
	for _, wall := range all {
		at[wall] = true
		onDay[midnight(wall)] = append(onDay[midnight(wall)], wall)
	}
	var loose []*entry
	for _, c := range s.changes {
		if id := s.reading(c.changed); at[id] {
			s.changed[id] = c
		} else {
			loose = append(loose, c)
		}
		if c.onward && c.placed {
			s.onward = append(s.onward, c)
		}
	}
	for _, c := range loose {
		if same := onDay[midnight(s.reading(c.changed))]; len(same) == 1 && s.changed[same[0]] == nil {
			s.changed[same[0]] = c
		}
	}
	slices.SortStableFunc(s.onward, func(x, y *entry) int { return s.reading(x.changed).Compare(s.reading(y.changed)) })
	for _, c := range s.onward {
		s.since = append(s.since, s.reading(c.changed))
	}
}

// occurrence adds the occurrence that was first meant for a reading.
func (s *series) occurrence(wall time.Time) {
	m := s.master
	if c := s.changed[wall]; c != nil {
		s.emit(c, s.name(wall), c.start.Wall, c.zone, c.lasts)
		return
	}
	lasts := m.lasts
	if given, ok := s.lengths[wall]; ok {
		lasts = given
	}
	now, zone, start := m, m.zone, wall
	if i, exact := slices.BinarySearchFunc(s.since, wall, time.Time.Compare); exact || i > 0 {
		if !exact {
			i--
		}
		now = s.onward[i]
		lasts, start = now.lasts, wall.Add(s.reading(now.start).Sub(s.since[i]))
		if !now.start.Timed {
			zone = nil
		}
	}
	s.emit(now, s.name(wall), start, zone, lasts)
}
