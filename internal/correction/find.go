package correction

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// thing points at what a correction is about: one of these, for a unit or strip also its day.
type thing struct {
	scene    *production.Scene
	day      *production.Day
	unit     *production.UnitDay
	strip    *production.Strip
	event    *production.Event
	person   *production.Person
	location *production.Location
}

// alone is the thing apart from the facts, to try a change on.
func (t thing) alone() thing {
	return thing{apart(t.scene), apart(t.day), apart(t.unit), apart(t.strip), apart(t.event), apart(t.person), apart(t.location)}
}

func apart[T any](p *T) *T {
	if p == nil {
		return nil
	}
	own := *p
	return &own
}

// fieldOf finds a field by name, fault.NotFound when there is none.
func fieldOf(what What, name string) (field, error) {
	fields := registry[what]
	if len(fields) == 0 {
		return field{}, fault.New(fault.NotFound, "nothing of the kind %q can be corrected", shorten(string(what))).
			WithRemedy("Choose one of scene, day, event, person, location.")
	}
	if i := slices.IndexFunc(fields, func(f field) bool { return f.Name == name }); i >= 0 {
		return fields[i], nil
	}
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	return field{}, fault.New(fault.NotFound, "a %s has no field %q that can be corrected", what, shorten(name)).WithRemedy("Choose one of %s.", strings.Join(names, ", "))
}

// find points into facts; fault.NotFound when the thing is not there.
func find(facts *production.Facts, what What, target, part string, f field) (thing, error) {
	t, found := thing{}, false
	switch what {
	case Scene:
		t.scene, found = pick(facts.Scenes, func(s *production.Scene) bool { return string(s.ID) == target })
	case Event:
		t.event, found = pick(facts.Events, func(e *production.Event) bool { return string(e.ID) == target })
	case Person:
		t.person, found = pick(facts.People, func(p *production.Person) bool { return string(p.ID) == target })
	case Location:
		t.location, found = pick(facts.Locations, func(l *production.Location) bool { return sameName(l.Name, target) })
	case Day:
		t.day, found = pick(facts.Days, func(d *production.Day) bool { return string(d.ID) == target })
		switch f.Of {
		case OfUnit:
			if found {
				t.unit, found = pick(t.day.Units, func(u *production.UnitDay) bool { return sameName(u.Unit, part) })
			}
			return t, absent(found, "unit "+shorten(single(part))+" on this day")
		case OfStrip:
			t, found = findStrip(facts, target, part, f)
			return t, absent(found, "such scene on this day")
		}
	}
	found = found && (part == "" || f.Of != "")
	return t, absent(found, "such "+string(what))
}

// findStrip finds a strip by its id. Its times belong to the day; everything else moves with the strip,
// above all that a set is closed.
func findStrip(facts *production.Facts, target, part string, f field) (thing, bool) {
	for i := range facts.Days {
		d := &facts.Days[i]
		if f.time != nil && string(d.ID) != target {
			continue
		}
		for j := range d.Units {
			if s, found := pick(d.Units[j].Strips, func(s *production.Strip) bool { return string(s.ID) == part }); found && part != "" {
				return thing{day: d, unit: &d.Units[j], strip: s}, true
			}
		}
	}
	return thing{}, false
}

// pick points at the first element that is meant.
func pick[T any](list []T, meant func(*T) bool) (*T, bool) {
	for i := range list {
		if meant(&list[i]) {
			return &list[i], true
		}
	}
	return nil, false
}

func absent(found bool, what string) error {
	if found {
		return nil
	}
	return fault.New(fault.NotFound, "there is no %s", what).WithRemedy("It may have gone with the last revision of script or schedule.")
}

// sameName compares names as people type them.
func sameName(a, b string) bool { return strings.EqualFold(single(a), single(b)) }

func single(s string) string { return strings.Join(strings.Fields(s), " ") }

func shorten(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return s
}
