package revise

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// Diff tells what became of the facts: what is new, gone, on another day or at another place in the
// script, and what is the same thing with other contents, field by field. Things are the same when
// their ids are; locations, which have none, when their names are. lineage is handed through and names
// the scenes that others came from. What only our estimates say is no difference, and neither is what
// the first script or the first schedule adds to scenes that were known.
//
// Scenes come first, in the order of the script and then of their numbers, then days by date, events,
// people, locations and shots. In lists such as the cast, Was holds those that went and Is those that came.
func Diff(before, after production.Facts, lineage []Lineage) Changes {
	d := differ{before: before, after: after, renamed: renames(before.People, after.People)}
	d.changes.Lineage = lineage
	d.first = firstPapers(before, after)
	d.scenes()
	d.days()
	d.events()
	d.people()
	d.locations()
	d.shots()
	return d.changes
}

// differ gathers the changes from one set of facts to the next.
type differ struct {
	before, after production.Facts
	changes       Changes
	renamed       map[string]string // character before → after
	first         struct{ script, schedule bool }
}

// firstPapers reports which paper only one of the two sides has: its contents are no changes.
func firstPapers(before, after production.Facts) (first struct{ script, schedule bool }) {
	has := func(f production.Facts) (script, schedule bool) {
		schedule = len(f.Days) > 0
		for _, s := range f.Scenes {
			script, schedule = script || s.InScript, schedule || s.InSchedule
		}
		return script, schedule
	}
	scriptBefore, scheduleBefore := has(before)
	scriptAfter, scheduleAfter := has(after)
	first.script, first.schedule = scriptBefore != scriptAfter, scheduleBefore != scheduleAfter
	return first
}

// renames are the characters that go by another name, of people who are the same.
func renames(before, after []production.Person) map[string]string {
	was, names := map[production.PersonID]string{}, map[string]string{}
	for _, p := range before {
		was[p.ID] = p.Character
	}
	for _, p := range after {
		if old := was[p.ID]; old != "" && p.Character != "" && old != p.Character {
			names[old] = p.Character
		}
	}
	return names
}

func (d *differ) added(c Change)   { d.changes.Added = append(d.changes.Added, c) }
func (d *differ) removed(c Change) { d.changes.Removed = append(d.changes.Removed, c) }
func (d *differ) moved(c Change)   { d.changes.Moved = append(d.changes.Moved, c) }

// changed notes what is different about something, if anything is.
func (d *differ) changed(c Change, f fields) {
	if len(f.list) == 0 {
		return
	}
	c.Why, c.Fields = strings.Join(f.short, ", "), f.list
	d.changes.Changed = append(d.changes.Changed, c)
}

// sides pairs what is the same before and after. visit gets nil for what one side does not have; what
// is there after comes in its order, then what is gone.
func sides[T any, K comparable](before, after []T, key func(*T) K, visit func(was, is *T)) {
	known := make(map[K]*T, len(before))
	for i := range before {
		if k := key(&before[i]); known[k] == nil {
			known[k] = &before[i]
		}
	}
	seen := make(map[K]bool, len(after))
	for i := range after {
		k := key(&after[i])
		if seen[k] {
			continue
		}
		seen[k] = true
		visit(known[k], &after[i])
	}
	for i := range before {
		if k := key(&before[i]); !seen[k] {
			seen[k] = true
			visit(&before[i], nil)
		}
	}
}

func (d *differ) events() {
	sides(byDate(d.before.Events, eventDate), byDate(d.after.Events, eventDate), func(e *production.Event) production.EventID { return e.ID }, func(was, is *production.Event) {
		switch {
		case was == nil:
			d.added(eventChange(*is, "new in the "+paperOf(*is)))
		case is == nil:
			d.removed(eventChange(*was, "no longer in the "+paperOf(*was)))
		default:
			if was.Date != is.Date {
				d.moved(eventChange(*is, fromTo(was.Date.Spoken(), is.Date.Spoken())))
			}
			d.changed(eventChange(*is, ""), eventFields(*was, *is))
		}
	})
}

func paperOf(e production.Event) string {
	if e.Calendar != "" {
		return "calendar"
	}
	return "schedule"
}

func eventDate(e production.Event) production.Date { return e.Date }

// byDate sorts a copy by date.
func byDate[T any](list []T, date func(T) production.Date) []T {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b T) int { return strings.Compare(string(date(a)), string(date(b))) })
	return out
}

func eventFields(was, is production.Event) fields {
	var f fields
	f.add("title", was.Title, is.Title)
	f.add("kind", strings.ReplaceAll(string(was.Kind), "_", " "), strings.ReplaceAll(string(is.Kind), "_", " "))
	f.add("time", span(was.Start, was.End), span(is.Start, is.End))
	f.add("place", was.Place, is.Place)
	f.lists("people", was.People, is.People)
	f.add("scene", was.Scene, is.Scene)
	return f
}

func eventChange(e production.Event, why string) Change {
	return Change{What: whatEvent, ID: string(e.ID), Title: e.Title + ", " + e.Date.Spoken(), Why: why}
}

func (d *differ) people() {
	sides(d.before.People, d.after.People, func(p *production.Person) production.PersonID { return p.ID }, func(was, is *production.Person) {
		switch {
		case was == nil:
			d.added(personChange(*is, "new"))
		case is == nil:
			d.removed(personChange(*was, inNeither))
		default:
			if was.Character != is.Character && was.Character != "" {
				d.moved(personChange(*is, "renamed from "+was.Character))
			}
			d.changed(personChange(*is, ""), personFields(*was, *is))
		}
	})
}

func personFields(was, is production.Person) fields {
	var f fields
	if was.Character == "" {
		f.add("name", was.Name, is.Name)
		f.add("character", "", is.Character)
	} else {
		f.add("performer", performer(was), performer(is))
	}
	f.add("role", was.Role, is.Role)
	f.add("number", was.BoardID, is.BoardID)
	f.add("away", spokenRanges(was.Away), spokenRanges(is.Away))
	f.add("department", was.Department, is.Department)
	if was.Email != is.Email || was.Phone != is.Phone { // not everybody who reads changes may read numbers
		f.say("contact", "", "another e-mail address or telephone number")
	}
	return f
}

func performer(p production.Person) string {
	if performed(p) {
		return p.Name
	}
	return ""
}

func spokenRanges(away []production.DateRange) string {
	var spoken []string
	for _, r := range away {
		spoken = append(spoken, r.Spoken())
	}
	return strings.Join(spoken, ", ")
}

func personChange(p production.Person, why string) Change {
	title := p.Name
	switch {
	case p.Character != "" && p.Character != p.Name:
		title += " (" + p.Character + ")"
	case p.Role != "":
		title += ", " + p.Role
	}
	return Change{What: whatPerson, ID: string(p.ID), Title: title, Why: why}
}

func (d *differ) locations() {
	change := func(l production.Location, why string) Change {
		return Change{What: whatLocation, ID: l.Name, Title: l.Name, Why: why}
	}
	sides(d.before.Locations, d.after.Locations, func(l *production.Location) string { return spelling.Key(l.Name) }, func(was, is *production.Location) {
		switch {
		case was == nil:
			d.added(change(*is, "new"))
		case is == nil:
			d.removed(change(*was, "no paper names it any more"))
		default:
			var f fields
			f.lists("sets", was.Sets, is.Sets)
			f.add("address", was.Address, is.Address)
			f.add("contact", was.Contact, is.Contact)
			f.add("note", was.Note, is.Note)
			d.changed(change(*is, ""), f)
		}
	})
}

func (d *differ) shots() {
	change := func(s production.Shot, why string) Change {
		title := "Shot " + s.Number
		if s.Scene != "" {
			title = "Scene " + s.Scene + ", shot " + s.Number
		}
		if s.Description != "" {
			title += ", " + spelling.Shorten(s.Description, excerptLetters)
		}
		return Change{What: whatShot, ID: string(s.ID), Title: title, Why: why}
	}
	sides(d.before.Shots, d.after.Shots, func(s *production.Shot) production.ShotID { return s.ID }, func(was, is *production.Shot) {
		switch {
		case was == nil:
			d.added(change(*is, "new in the shot list"))
		case is == nil:
			d.removed(change(*was, "no longer in the shot list"))
		default:
			d.changed(change(*is, ""), shotFields(*was, *is))
		}
	})
}

func shotFields(was, is production.Shot) fields {
	var f fields
	f.add("scene", was.Scene, is.Scene)
	f.add("number", was.Number, is.Number)
	f.add("size", was.Size, is.Size)
	f.add("angle", was.Angle, is.Angle)
	f.add("movement", was.Movement, is.Movement)
	f.add("lens", was.Lens, is.Lens)
	f.add("equipment", was.Equipment, is.Equipment)
	f.add("description", excerpt(was.Description), excerpt(is.Description))
	if was.Description != is.Description && excerpt(was.Description) == excerpt(is.Description) {
		f.say("description", excerpt(was.Description), excerpt(is.Description))
	}
	f.add("time", minutes(was.Minutes), minutes(is.Minutes))
	return f
}
