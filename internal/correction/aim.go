package correction

import (
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// candidate is something that people may mean, with all that they may call it.
type candidate struct {
	id    string
	words []string
	title string // tells it from others that are called the same
}

// Aim finds what people mean: a scene by its number, a shoot day by number or date, an event by its
// title (with its date behind it where several have it), a person by name or character, a location by
// name, and each by its id. The answer is the Target of a Correction.
//
// It returns fault.NotFound for a kind or a thing that is not there and fault.Invalid where several are
// called so.
func Aim(facts production.Facts, what What, said string) (target string, err error) {
	if registry[what] == nil {
		_, err := fieldOf(what, "")
		return "", err
	}
	return meant(candidates(facts, what), said, string(what))
}

func candidates(facts production.Facts, what What) []candidate {
	var all []candidate
	switch what {
	case Scene:
		for _, s := range facts.Scenes {
			all = append(all, candidate{string(s.ID), []string{s.Number}, s.Heading})
		}
	case Day:
		for _, d := range facts.Days {
			all = append(all, candidate{string(d.ID), []string{fmt.Sprint(d.Number), string(d.Date)}, d.Date.Spoken()})
		}
	case Event:
		for _, e := range facts.Events {
			all = append(all, candidate{string(e.ID), []string{e.Title, e.Title + " " + string(e.Date)}, string(e.Date)})
		}
	case Person:
		for _, p := range facts.People {
			all = append(all, candidate{string(p.ID), []string{p.Name, p.Character}, strings.TrimSpace(p.Name + " " + p.Role)})
		}
	case Location:
		for _, l := range facts.Locations {
			all = append(all, candidate{l.Name, []string{l.Name}, l.Address})
		}
	}
	return all
}

// meant is the one candidate that is called so.
func meant(all []candidate, said, kind string) (string, error) {
	var found []candidate
	for _, c := range all {
		if c.id == said {
			return c.id, nil
		}
		for _, word := range c.words {
			if word != "" && sameName(word, said) {
				found = append(found, c)
				break
			}
		}
	}
	switch len(found) {
	case 0:
		return "", fault.New(fault.NotFound, "there is no %s %q", kind, shorten(single(said)))
	case 1:
		return found[0].id, nil
	}
	var ids []string
	for _, c := range found[:min(len(found), 5)] {
		ids = append(ids, c.id+" ("+shorten(c.title)+")")
	}
	return "", fault.New(fault.Invalid, "%d are called %s %q", len(found), kind, shorten(single(said))).WithRemedy("Name one by its id: %s.", strings.Join(ids, ", "))
}

// AimPart finds the part of a day that people mean for a field: the unit by its name, the strip by the
// number of its scene. Nothing needs to be said where the day has only one. The answer is the Part of a
// Correction, "" for a field of the thing itself.
//
// It returns fault.NotFound for a field or part that is not there and fault.Invalid where it is not
// clear which one is meant, or where the field belongs to no part.
func AimPart(facts production.Facts, what What, target, name, said string) (string, error) {
	f, err := fieldOf(what, name)
	if err != nil {
		return "", err
	}
	if f.Of == "" {
		if single(said) != "" {
			return "", fault.New(fault.Invalid, "the %s belongs to the %s itself and to no part of it", strings.ToLower(f.Label), what).WithRemedy("Leave the part out.")
		}
		return "", nil
	}
	parts, kind := partsFor(facts, target, f.Of)
	if single(said) != "" {
		return meant(parts, said, kind+" of that day")
	}
	if len(parts) == 1 {
		return parts[0].id, nil
	}
	var names []string
	for _, p := range parts {
		names = append(names, p.words[0])
	}
	if len(names) == 0 {
		return "", fault.New(fault.NotFound, "that day has no %s", kind)
	}
	return "", fault.New(fault.Invalid, "the day has %d %ss, and it was not said which is meant", len(parts), kind).
		WithRemedy("Name the part, one of: %s.", shortList(names))
}

// partsFor are the units or strips of a day.
func partsFor(facts production.Facts, target string, of Part) (parts []candidate, kind string) {
	kind = "scene"
	if of == OfUnit {
		kind = "unit"
	}
	for _, d := range facts.Days {
		if string(d.ID) != target {
			continue
		}
		for _, u := range d.Units {
			if of == OfUnit {
				parts = append(parts, candidate{u.Unit, []string{u.Unit, u.Unit + " unit"}, u.Location})
				continue
			}
			for _, s := range u.Strips {
				parts = append(parts, candidate{string(s.ID), []string{stripName(s)}, u.Unit + " unit, " + s.Start.String()})
			}
		}
	}
	return parts, kind
}

func stripName(s production.Strip) string {
	if s.SceneNumber == "" {
		return s.Banner
	}
	return s.SceneNumber
}

// shortList is names behind each other, at most twenty.
func shortList(names []string) string {
	const most = 20
	if len(names) > most {
		names = append(names[:most:most], "…")
	}
	return strings.Join(names, ", ")
}

// Name is what people call the thing that a correction is about, with its part: "scene 12A", "day 5,
// Main unit", "Wire test". It is "" for a thing that is gone.
func Name(facts production.Facts, what What, target, part string) string {
	for _, c := range candidates(facts, what) {
		if c.id != target && (what != Location || !sameName(c.id, target)) {
			continue
		}
		switch what {
		case Scene:
			return "scene " + c.words[0]
		case Day:
			return "day " + c.words[0] + partName(facts, target, part)
		}
		return c.words[0]
	}
	return ""
}

// NameOf is Name for a correction. One that holds for the rest of its scene after its own strip is gone is
// called by the scene.
func NameOf(facts production.Facts, c Correction) string {
	at := func(s production.Strip) bool { return string(s.ID) == c.Part }
	here := func(d production.Day) bool { return slices.ContainsFunc(d.Strips(), at) }
	if c.What == Day && c.Scene != "" && c.State != Orphaned && !slices.ContainsFunc(facts.Days, here) {
		return Name(facts, Scene, string(c.Scene), "")
	}
	return Name(facts, c.What, c.Target, c.Part)
}

// partName is the part of a day behind a comma. A strip may have moved to another day.
func partName(facts production.Facts, target, part string) string {
	if part == "" {
		return ""
	}
	for _, d := range facts.Days {
		for _, u := range d.Units {
			if string(d.ID) == target && sameName(u.Unit, part) {
				return ", " + u.Unit + " unit"
			}
			for _, s := range u.Strips {
				if string(s.ID) == part {
					return ", scene " + stripName(s)
				}
			}
		}
	}
	return ""
}
