package revise

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// stripOn is a strip where it stands.
type stripOn struct {
	day   *production.Day
	unit  string
	strip *production.Strip
}

// newSceneDays lists the strips of every scene, day by day.
func newSceneDays(days []production.Day) map[production.SceneID][]stripOn {
	list := map[production.SceneID][]stripOn{}
	eachStrip(days, func(d *production.Day, unit string, s *production.Strip) {
		if s.SceneID != "" {
			list[s.SceneID] = append(list[s.SceneID], stripOn{d, unit, s})
		}
	})
	return list
}

// spokenDay is a day as people say it within a sentence.
func spokenDay(d *production.Day) string {
	if !d.Date.Known() {
		return fmt.Sprintf("day %d", d.Number)
	}
	return d.Date.Spoken()
}

// shootDays are the days of the strips, each once.
func shootDays(strips []stripOn) (ids []production.DayID, spoken []string) {
	for _, s := range strips {
		if !slices.Contains(ids, s.day.ID) {
			ids, spoken = append(ids, s.day.ID), append(spoken, spokenDay(s.day))
		}
	}
	return ids, spoken
}

// movedDays says from which days to which a scene moved, "" for one that is shot on the same days. A
// day that was put off takes its scenes along; that is the day's change.
func movedDays(was, is []stripOn) string {
	idsWas, daysWas := shootDays(was)
	idsIs, daysIs := shootDays(is)
	slices.Sort(idsWas)
	slices.Sort(idsIs)
	if len(idsWas) == 0 || len(idsIs) == 0 || slices.Equal(idsWas, idsIs) {
		return ""
	}
	return fromTo(strings.Join(daysWas, " and "), strings.Join(daysIs, " and "))
}

// shootFields notes what is different about the shooting of a scene: whether there is a day for it,
// and, for strips that stayed on their day, what they say.
func (d *differ) shootFields(f *fields, was, is production.Scene, before, after []stripOn) {
	if !was.InSchedule || !is.InSchedule {
		return
	}
	_, daysWas := shootDays(before)
	_, daysIs := shootDays(after)
	if len(daysWas) == 0 || len(daysIs) == 0 {
		f.add("shoot day", strings.Join(daysWas, " and "), strings.Join(daysIs, " and "))
	}
	known := map[production.StripID]stripOn{}
	for _, s := range before {
		known[s.strip.ID] = s
	}
	cast := !slices.ContainsFunc(f.list, func(c FieldChange) bool { return c.Field == "cast" })
	for _, s := range after {
		old, ok := known[s.strip.ID]
		if !ok || old.day.ID != s.day.ID {
			continue
		}
		on := " on " + spokenDay(s.day)
		f.add("unit"+on, old.unit, s.unit)
		f.add("time"+on, stripTime(old.strip), stripTime(s.strip))
		f.add("set"+on, old.strip.Set, s.strip.Set)
		f.add("set open"+on, openness(old.strip), openness(s.strip))
		f.add("people allowed"+on, capacity(old.strip), capacity(s.strip))
		if cast {
			f.lists("cast"+on, d.underNewNames(old.strip.Cast), s.strip.Cast)
		}
	}
}

func stripTime(s *production.Strip) string {
	if s.Estimated {
		return ""
	}
	return span(s.Start, s.End)
}

func openness(s *production.Strip) string {
	if s.Closed {
		return "closed"
	}
	return "open"
}

// capacity is how many of us a set holds, "" where nobody said.
func capacity(s *production.Strip) string {
	if s.Capacity < 0 {
		return ""
	}
	return fmt.Sprint(s.Capacity)
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

func (d *differ) days() {
	date := func(day production.Day) production.Date { return day.Date }
	sides(byDate(d.before.Days, date), byDate(d.after.Days, date), func(day *production.Day) production.DayID { return day.ID }, func(was, is *production.Day) {
		switch {
		case was == nil:
			d.added(dayChange(*is, "new in the schedule"))
		case is == nil:
			d.removed(dayChange(*was, "no longer a shoot day"))
		default:
			var f fields
			switch {
			case was.Date.Known() && is.Date.Known() && was.Date != is.Date:
				d.moved(dayChange(*is, fromTo(was.Date.Spoken(), is.Date.Spoken())))
			case was.Date != is.Date:
				f.add("date", spokenDate(was.Date), spokenDate(is.Date))
			}
			if was.Number != is.Number {
				f.say("number", fmt.Sprint(was.Number), fmt.Sprint(is.Number))
			}
			unitFields(&f, was.Units, is.Units)
			f.add("note", was.Note, is.Note)
			d.changed(dayChange(*is, ""), f)
		}
	})
}

func spokenDate(date production.Date) string {
	if !date.Known() {
		return ""
	}
	return date.Spoken()
}

// unitFields notes what is different about the units of a day. A unit is known by its name; fields
// carry it where a day has several.
func unitFields(f *fields, was, is []production.UnitDay) {
	var gone, come []string
	sides(was, is, func(u *production.UnitDay) string { return strings.ToLower(u.Unit) }, func(before, after *production.UnitDay) {
		switch {
		case before == nil:
			come = append(come, unitWords(after))
		case after == nil:
			gone = append(gone, unitWords(before))
		default:
			of := ""
			if len(was) > 1 || len(is) > 1 {
				of = ", " + nameOfUnit(after)
			}
			f.add("call"+of, firmClock(before.Call, before.Estimated), firmClock(after.Call, after.Estimated))
			f.add("wrap"+of, firmClock(before.Wrap, before.Estimated), firmClock(after.Wrap, after.Estimated))
			f.add("location"+of, before.Location, after.Location)
			stripFields(f, of, before.Strips, after.Strips)
		}
	})
	f.add("units", strings.Join(gone, "; "), strings.Join(come, "; "))
}

func nameOfUnit(u *production.UnitDay) string { return cmp.Or(u.Unit, "main") + " unit" }

// unitWords is a unit with its scenes.
func unitWords(u *production.UnitDay) string {
	words := nameOfUnit(u)
	if _, spoken := stripNames(u.Strips); len(spoken) > 0 {
		words += " with " + spokenList(spoken)
	}
	return words
}

func firmClock(c production.Clock, estimated bool) string {
	if estimated || !c.Known() {
		return ""
	}
	return c.String()
}

// stripFields notes which scenes and banners came to a unit's day and which left it, and another order
// of those that stayed.
func stripFields(f *fields, of string, was, is []production.Strip) {
	idsWas, spokenWas := stripNames(was)
	idsIs, spokenIs := stripNames(is)
	names := map[string]string{}
	for n, id := range idsWas {
		names[id] = spokenWas[n]
	}
	for n, id := range idsIs {
		names[id] = spokenIs[n]
	}
	say := func(ids []string) []string {
		out := make([]string, len(ids))
		for n, id := range ids {
			out[n] = names[id]
		}
		return out
	}
	gone, come := listDifference(idsWas, idsIs)
	if len(gone)+len(come) > 0 {
		f.say("scenes"+of, spokenList(say(gone)), spokenList(say(come)))
		return
	}
	if !slices.Equal(idsWas, idsIs) {
		f.say("order"+of, spokenList(say(idsWas)), spokenList(say(idsIs)))
	}
}

// stripNames are the strips of a unit's day by what they are known by, and as people say them.
func stripNames(strips []production.Strip) (ids, spoken []string) {
	for i := range strips {
		s := &strips[i]
		ids, spoken = append(ids, sceneOfStrip(s)+"\n"+s.Banner), append(spoken, cmp.Or(s.SceneNumber, s.Banner))
	}
	return ids, spoken
}
