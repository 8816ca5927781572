package revise

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// carried is what a schedule has a place for. Of everything else its silence means nothing: what is
// known stays.
type carried struct {
	all    bool            // the format describes a whole breakdown (USS)
	fields map[string]bool // the columns of a table
	closed bool            // it says which sets are closed and which are not
	limits bool            // it says how many people the sets hold
}

func carriedBy(doc intake.Document) carried {
	c := carried{all: doc.Format != intake.FormatTable && doc.Format != intake.FormatXLSX, fields: map[string]bool{}, closed: doc.Closed, limits: doc.Limits}
	for _, field := range doc.Columns {
		c.fields[field] = true
	}
	return c
}

// field reports that the paper says something about a field of tables.
func (c carried) field(name string) bool { return c.all || c.fields[name] }

// category reports that the paper names a scene's elements of a category.
func (c carried) category(category production.Category) bool {
	switch category {
	case production.CategoryCast:
		return c.field(intake.CastField)
	case production.CategoryLocation:
		return c.field(intake.LocationField)
	case production.CategoryNotes:
		return c.field(intake.NotesField)
	}
	return c.all
}

// elements are the known elements that the fresh paper cannot replace: the script's, and those of
// categories it has no place for.
func (c carried) elements(known []production.Element) []production.Element {
	var kept []production.Element
	for _, e := range known {
		if e.Source == production.FromScript || !c.category(e.Category) || inherits(e) {
			kept = append(kept, e)
		}
	}
	return kept
}

// describe sets what the schedule says of a scene beside its elements.
func (c carried) describe(s *production.Scene, fresh production.Scene) {
	if c.field(intake.ScriptDayField) {
		s.ScriptDay = fresh.ScriptDay
	}
	if c.all {
		s.MinutesToShoot = fresh.MinutesToShoot
	}
	if s.InScript {
		return
	}
	s.Number, s.NumberGiven = fresh.Number, fresh.NumberGiven
	if c.field(intake.DescriptionField) {
		s.Synopsis = fresh.Synopsis
	}
	if c.all {
		s.Heading, s.IntExt, s.Set, s.TimeOfDay = fresh.Heading, fresh.IntExt, fresh.Set, fresh.TimeOfDay
		return
	}
	known := *s
	s.IntExt = production.IntExt(cmp.Or(string(fresh.IntExt), string(s.IntExt)))
	s.Set, s.TimeOfDay = cmp.Or(fresh.Set, s.Set), cmp.Or(fresh.TimeOfDay, s.TimeOfDay)
	switch {
	case sameParts(*s, fresh):
		s.Heading = fresh.Heading
	case !sameParts(*s, known):
		s.Heading = production.BuildHeading(s.IntExt, s.Set, s.TimeOfDay)
	}
}

func sameParts(a, b production.Scene) bool {
	return a.IntExt == b.IntExt && a.Set == b.Set && a.TimeOfDay == b.TimeOfDay
}

// castOfStrips gives the strips of a paper without cast the cast that is known for their scenes.
func (m *merger) castOfStrips(fresh []production.Day) {
	if m.says.field(intake.CastField) {
		return
	}
	cast := map[production.SceneID][]string{}
	for _, s := range m.facts.Scenes {
		for _, e := range s.Elements {
			if e.Category == production.CategoryCast && e.Source == production.FromSchedule {
				cast[s.ID] = append(cast[s.ID], e.Name)
			}
		}
	}
	eachStrip(fresh, func(_ *production.Day, _ string, s *production.Strip) {
		if s.SceneNumber != "" {
			s.Cast = slices.Clone(cast[s.SceneID])
		}
	})
}

// locations replaces the places. A paper without places leaves those known, and the units of a day
// with a date where they were to work.
func (m *merger) locations(fresh []production.Day, named []production.Location) {
	if m.says.field(intake.LocationField) {
		m.facts.Locations = named
		return
	}
	type unitOn struct {
		day  production.DayID
		unit string
	}
	place := map[unitOn]string{}
	for _, d := range m.facts.Days {
		for _, u := range d.Units {
			place[unitOn{d.ID, u.Unit}] = u.Location
		}
	}
	for i := range fresh {
		for j := range fresh[i].Units {
			u := &fresh[i].Units[j]
			if fresh[i].Date.Known() {
				u.Location = cmp.Or(u.Location, place[unitOn{fresh[i].ID, u.Unit}])
			}
		}
	}
	list := listOf(m.facts.Locations)
	for _, found := range intake.GatherLocations(fresh, m.facts.Scenes) {
		for _, set := range found.Sets {
			list.Add(found.Name, set)
		}
	}
	m.facts.Locations = list.All()
}
