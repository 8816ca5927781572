package intake

import (
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// days replaces the shoot days and keeps ids: of days by date (by number where a date is missing),
// of strips by scene, unit and order, wherever they moved.
func (m *merger) days(fresh []production.Day) {
	old := m.facts.Days
	before := whereShot(old)
	byDate, byNumber := map[production.Date]production.DayID{}, map[int]production.DayID{}
	for _, d := range old {
		if d.Date.Known() {
			byDate[d.Date] = d.ID
		} else {
			byNumber[d.Number] = d.ID
		}
	}
	undated := !slices.ContainsFunc(fresh, func(d production.Day) bool { return d.Date.Known() })
	if undated {
		for _, d := range old {
			byNumber[d.Number] = d.ID
		}
	}
	kept := map[production.DayID]bool{}
	ids := newStripIDs(old)
	for i := range fresh {
		d := &fresh[i]
		d.ID = byDate[d.Date]
		if d.ID == "" || !d.Date.Known() {
			d.ID = byNumber[d.Number]
		}
		if d.ID == "" || kept[d.ID] {
			d.ID = production.NewID[production.DayID]()
			m.changes.Added = append(m.changes.Added, dayChange(*d, "new in the schedule"))
		}
		kept[d.ID] = true
	}
	ids.give(fresh)
	for _, d := range old {
		if !kept[d.ID] {
			m.changes.Removed = append(m.changes.Removed, dayChange(d, "no longer a shoot day"))
		}
	}
	m.facts.Days = fresh
	m.movedScenes(before, whereShot(fresh))
}

func dayChange(d production.Day, why string) Change {
	return Change{What: whatDay, ID: string(d.ID), Title: dayTitle(d), Why: why}
}

func dayTitle(d production.Day) string {
	if !d.Date.Known() {
		return fmt.Sprintf("Day %d", d.Number)
	}
	return fmt.Sprintf("Day %d, %s", d.Number, d.Date.Spoken())
}

// whereShot lists for every scene number the days on which it is shot, as people say them.
func whereShot(days []production.Day) map[string][]string {
	where := map[string][]string{}
	for _, d := range days {
		said := d.Date.Spoken()
		if !d.Date.Known() {
			said = fmt.Sprintf("day %d", d.Number)
		}
		for _, s := range d.Strips() {
			if key := numberKey(s.SceneNumber); key != "" && !slices.Contains(where[key], said) {
				where[key] = append(where[key], said)
			}
		}
	}
	return where
}

// movedScenes reports scenes that are shot on other days than before.
func (m *merger) movedScenes(before, after map[string][]string) {
	scenes := map[string]production.Scene{}
	for _, s := range m.facts.Scenes {
		scenes[numberKey(s.Number)] = s
	}
	var keys []string
	for key, was := range before {
		if now := after[key]; len(now) > 0 && !slices.Equal(was, now) {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		return compareNumbers(production.Scene{Number: a}, production.Scene{Number: b})
	})
	for _, key := range keys {
		s, ok := scenes[key]
		if !ok {
			s = scenes[baseNumber(key)]
			s.Number = key
		}
		why := "from " + strings.Join(before[key], " and ") + " to " + strings.Join(after[key], " and ")
		m.changes.Moved = append(m.changes.Moved, sceneChange(s, why))
	}
}

// stripIDs hands out the ids of known strips: first to the same scene of the same unit on the same
// day, then to the same scene elsewhere.
type stripIDs struct {
	there map[string][]production.StripID
	some  map[string][]production.StripID
	taken map[production.StripID]bool
}

func newStripIDs(days []production.Day) *stripIDs {
	ids := stripIDs{map[string][]production.StripID{}, map[string][]production.StripID{}, map[production.StripID]bool{}}
	eachStrip(days, func(d *production.Day, unit string, s *production.Strip) {
		exact, loose := stripKeys(d, unit, s)
		ids.there[exact] = append(ids.there[exact], s.ID)
		ids.some[loose] = append(ids.some[loose], s.ID)
	})
	return &ids
}

func stripKeys(d *production.Day, unit string, s *production.Strip) (exact, loose string) {
	loose = numberKey(s.SceneNumber) + "\n" + s.Banner
	return string(d.ID) + "\n" + unit + "\n" + loose, loose
}

func eachStrip(days []production.Day, visit func(d *production.Day, unit string, s *production.Strip)) {
	for i := range days {
		for j := range days[i].Units {
			u := &days[i].Units[j]
			for k := range u.Strips {
				visit(&days[i], u.Unit, &u.Strips[k])
			}
		}
	}
}

// give sets the ids of all strips.
func (ids *stripIDs) give(days []production.Day) {
	eachStrip(days, func(d *production.Day, unit string, s *production.Strip) {
		exact, _ := stripKeys(d, unit, s)
		s.ID = ids.next(ids.there, exact)
	})
	eachStrip(days, func(d *production.Day, unit string, s *production.Strip) {
		if s.ID != "" {
			return
		}
		_, loose := stripKeys(d, unit, s)
		if s.ID = ids.next(ids.some, loose); s.ID == "" {
			s.ID = production.NewID[production.StripID]()
		}
	})
}

func (ids *stripIDs) next(from map[string][]production.StripID, key string) production.StripID {
	for len(from[key]) > 0 {
		id := from[key][0]
		from[key] = from[key][1:]
		if !ids.taken[id] {
			ids.taken[id] = true
			return id
		}
	}
	return ""
}
