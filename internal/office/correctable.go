package office

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// part is a part of something that has fields of its own: a unit or a strip of a day.
type part struct {
	of   correction.Part
	key  string
	name string
}

// read fills the thing in from what the papers say and what is shown.
func (t *CorrectedThing) read(paper, shown production.Facts, settled []correction.Correction) error {
	fields := correction.Fields(t.What)
	title, parts, found := titleOf(shown, t.What, t.Target)
	if fields == nil || !found {
		return fault.New(fault.NotFound, "there is no such %s", firstOf(string(t.What), "thing"))
	}
	t.Title, t.Fields = title, []CorrectedField{}
	for _, p := range parts {
		for _, f := range fields {
			if f.Of != p.of {
				continue
			}
			field := CorrectedField{Field: f, Part: p.key, PartName: p.name}
			var err error
			if field.Shown, err = correction.Read(shown, t.What, t.Target, p.key, f.Name); err != nil {
				return err
			}
			if field.Paper, err = correction.Read(paper, t.What, t.Target, p.key, f.Name); fault.Is(err, fault.NotFound) {
				field.Paper = ""
			} else if err != nil {
				return err
			}
			field.Correction = correctionOf(settled, t, field)
			t.Fields = append(t.Fields, field)
		}
	}
	return nil
}

// correctionOf is the correction that shows for a field, nil for none: its own, or the latest of those that
// another strip of the scene carries there.
func correctionOf(settled []correction.Correction, t *CorrectedThing, f CorrectedField) *correction.Correction {
	var own, from *correction.Correction
	for i := range settled {
		c := &settled[i]
		if c.What != t.What || c.Field != f.Name || c.State == correction.Replaced || c.State == correction.Orphaned {
			continue
		}
		here := f.Of == correction.OfStrip && slices.ContainsFunc(c.Also, func(e correction.Elsewhere) bool { return string(e.Strip) == f.Part })
		switch {
		case c.Part == f.Part && (c.Target == t.Target || f.Of == correction.OfStrip): // a strip may have moved to this day
			own = c
		case here && (from == nil || !c.At.Before(from.At)):
			from = c
		}
	}
	return cmp.Or(own, from)
}

// titleOf is what something is called, and its parts; the thing itself is the first.
func titleOf(f production.Facts, what correction.What, target string) (title string, parts []part, found bool) {
	whole := []part{{}}
	switch what {
	case correction.Scene:
		for _, s := range f.Scenes {
			if string(s.ID) == target {
				return "Scene " + strings.TrimSpace(s.Number+" "+s.Heading), whole, true
			}
		}
	case correction.Day:
		for _, d := range f.Days {
			if string(d.ID) == target {
				return dayName(d), append(whole, partsOf(d)...), true
			}
		}
	case correction.Event:
		for _, e := range f.Events {
			if string(e.ID) == target {
				return e.Title + ", " + e.Date.Spoken(), whole, true
			}
		}
	case correction.Person:
		for _, p := range f.People {
			if string(p.ID) == target {
				return personName(p), whole, true
			}
		}
	case correction.Location:
		for _, l := range f.Locations {
			if l.Name == target {
				return production.CalmName(l.Name), whole, true
			}
		}
	}
	return "", nil, false
}

func dayName(d production.Day) string {
	if !d.Date.Known() {
		return "Day " + strings.TrimSpace(d.Note)
	}
	return d.Date.Spoken()
}

func personName(p production.Person) string {
	switch {
	case p.Character != "" && p.Character != p.Name:
		return p.Name + " (" + production.CalmName(p.Character) + ")"
	case p.Role != "":
		return p.Name + ", " + p.Role
	}
	return production.CalmName(p.Name)
}

// partsOf are the units and strips of a day.
func partsOf(d production.Day) []part {
	var parts []part
	for _, u := range d.Units {
		name := u.Unit + " unit"
		parts = append(parts, part{correction.OfUnit, u.Unit, name})
		for _, s := range u.Strips {
			said := "Scene " + s.SceneNumber
			if s.SceneNumber == "" {
				said = production.CalmName(s.Banner)
			}
			parts = append(parts, part{correction.OfStrip, string(s.ID), said})
		}
	}
	return parts
}
