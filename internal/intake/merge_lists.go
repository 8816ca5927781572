package intake

import (
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// shots replaces the shots of the scenes that a shot list names, and keeps those of all others. Shots
// keep their ids by scene and number.
func (m *merger) shots(fresh []production.Shot) {
	named := map[string]bool{}
	for _, s := range fresh {
		named[numberKey(s.Scene)] = true
	}
	var kept, old []production.Shot
	for _, s := range m.facts.Shots {
		if named[numberKey(s.Scene)] {
			old = append(old, s)
		} else {
			kept = append(kept, s)
		}
	}
	known := map[string][]production.Shot{}
	for _, s := range old {
		known[shotKey(s)] = append(known[shotKey(s)], s)
	}
	for _, s := range fresh {
		key := shotKey(s)
		if len(known[key]) == 0 {
			s.ID = production.NewID[production.ShotID]()
			m.changes.Added = append(m.changes.Added, shotChange(s, "new in the shot list"))
		} else {
			before := known[key][0]
			known[key] = known[key][1:]
			s.ID = before.ID
			if fields := shotFields(before, s); len(fields) > 0 {
				change := shotChange(s, "changed in the shot list")
				change.Fields = fields
				m.changes.Changed = append(m.changes.Changed, change)
			}
		}
		kept = append(kept, s)
	}
	for _, s := range old {
		if left := known[shotKey(s)]; len(left) > 0 && left[0].ID == s.ID {
			known[shotKey(s)] = left[1:]
			m.changes.Removed = append(m.changes.Removed, shotChange(s, "no longer in the shot list"))
		}
	}
	slices.SortStableFunc(kept, func(a, b production.Shot) int {
		return compareNumbers(production.Scene{Number: a.Scene}, production.Scene{Number: b.Scene})
	})
	m.facts.Shots = kept
}

func shotKey(s production.Shot) string { return numberKey(s.Scene) + "\n" + plainKey(s.Number) }

func shotChange(s production.Shot, why string) Change {
	title := joinFilled(" ", s.Number, s.Size)
	if s.Scene != "" {
		title = fmt.Sprintf("scene %s, shot %s", s.Scene, firstOf(title, shorten(s.Description, 40)))
	}
	return Change{What: whatShot, ID: string(s.ID), Title: title, Why: why}
}

// shotFields are the fields in which a shot differs from what it was.
func shotFields(was, is production.Shot) []FieldChange {
	var fields []FieldChange
	for _, f := range []FieldChange{
		{"size", was.Size, is.Size}, {"angle", was.Angle, is.Angle}, {"movement", was.Movement, is.Movement}, {"lens", was.Lens, is.Lens},
		{"equipment", was.Equipment, is.Equipment}, {"description", was.Description, is.Description}, {"minutes", minutesText(was), minutesText(is)},
	} {
		if f.Was != f.Is {
			fields = append(fields, f)
		}
	}
	return fields
}

func minutesText(s production.Shot) string {
	if s.Minutes == 0 {
		return ""
	}
	return fmt.Sprintf("%d min", s.Minutes)
}

// relinkShots points every shot at its scene, as relink does for strips.
func (m *merger) relinkShots() {
	byNumber := map[string]production.SceneID{}
	for _, s := range m.facts.Scenes {
		if key := numberKey(s.Number); byNumber[key] == "" {
			byNumber[key] = s.ID
		}
	}
	for i := range m.facts.Shots {
		s := &m.facts.Shots[i]
		if s.SceneID = byNumber[numberKey(s.Scene)]; s.SceneID == "" {
			s.SceneID = byNumber[baseNumber(s.Scene)]
		}
		if s.Scene == "" {
			s.SceneID = ""
		}
	}
}

// joinLocations takes in a location list: places are known by name, what the list says of them fills
// in or replaces, their sets stay.
func (m *merger) joinLocations(fresh []production.Location) {
	places, at := slices.Clone(m.facts.Locations), map[string]int{}
	for i, p := range places {
		places[i].Sets = slices.Clone(p.Sets)
		at[plainKey(p.Name)] = i
	}
	for _, p := range fresh {
		i, known := at[plainKey(p.Name)]
		if !known {
			at[plainKey(p.Name)] = len(places)
			places = append(places, p)
			m.changes.Added = append(m.changes.Added, Change{What: whatLocation, Title: p.Name, Why: "new in the location list"})
			continue
		}
		have := &places[i]
		change := Change{What: whatLocation, Title: have.Name, Why: "changed in the location list"}
		for _, f := range []struct {
			name string
			have *string
			is   string
		}{{"address", &have.Address, p.Address}, {"contact", &have.Contact, p.Contact}, {"note", &have.Note, p.Note}} {
			if f.is != "" && f.is != *f.have {
				change.Fields = append(change.Fields, FieldChange{f.name, *f.have, f.is})
				*f.have = f.is
			}
		}
		for _, set := range p.Sets {
			addName(&have.Sets, set)
		}
		if len(change.Fields) > 0 {
			m.changes.Changed = append(m.changes.Changed, change)
		}
	}
	m.facts.Locations = places
}

// keepPlaces gives the places of a new schedule what a location list said about them. A place that
// only a list named stays: no schedule speaks for it.
func (m *merger) keepPlaces(known []production.Location) {
	places, at := slices.Clone(m.facts.Locations), map[string]int{}
	for i, p := range places {
		at[plainKey(p.Name)] = i
	}
	for _, p := range known {
		if p.Address == "" && p.Contact == "" && p.Note == "" {
			continue
		}
		if i, ok := at[plainKey(p.Name)]; ok {
			have := &places[i]
			have.Address, have.Contact = firstOf(have.Address, p.Address), firstOf(have.Contact, p.Contact)
			have.Note = firstOf(have.Note, p.Note)
			continue
		}
		places = append(places, p)
	}
	m.facts.Locations = places
}

// fillPerson adds what a list says about how to reach somebody and where they work.
func fillPerson(have *production.Person, p production.Person) {
	have.Department = firstOf(p.Department, have.Department)
	have.Email = firstOf(strings.TrimSpace(p.Email), have.Email)
	have.Phone = firstOf(strings.TrimSpace(p.Phone), have.Phone)
	if p.Kind == production.CrewMember && have.Kind == production.Head || p.Kind == production.Head && have.Kind == production.CrewMember {
		have.Kind = production.Head // one paper calls them a head of department
	}
}
