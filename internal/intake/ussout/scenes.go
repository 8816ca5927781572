package ussout

import (
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// The categories of a heading's parts; everything else has the label of its element.
var (
	setCategory    = categoryKey{production.CategorySet, "Set"}
	intExtCategory = categoryKey{production.CategoryIntExt, "INT/EXT"}
	timeCategory   = categoryKey{production.CategoryDayNight, "Day/Night"}
	dayCategory    = categoryKey{production.CategoryScriptDay, "Script Day"}
	castCategory   = categoryKey{production.CategoryCast, "Cast Members"}
)

// people adds the cast as elements, and everybody's names under our "_people".
func (s *schedule) people() {
	seen := map[string]bool{}
	for _, p := range s.facts.People {
		if p.Kind == production.Cast {
			if p.Character == "" || seen[p.Character] {
				continue
			}
			seen[p.Character] = true
			s.castElement(p)
			if p.Name != "" && p.Name != p.Character {
				s.out.People = append(s.out.People, personJSON{Name: p.Name, Character: p.Character})
			}
			continue
		}
		person := personJSON{Name: p.Name, Role: p.Role, Department: p.Department}
		if p.Kind == production.CrewMember {
			person.Kind = string(production.CrewMember)
		}
		for _, r := range p.Away {
			person.Away = append(person.Away, awayJSON(r))
		}
		if p.Name != "" {
			s.out.People = append(s.out.People, person)
		}
	}
}

// castElement adds a character with its cast number and the dates on which the performer is away.
func (s *schedule) castElement(p production.Person) {
	s.need(s.castCategoryOf(p.Character), p.Character)
	s.castAt[p.Character] = len(s.out.Elements) - 1
	e := &s.out.Elements[len(s.out.Elements)-1]
	e.ElementID = orNull(p.BoardID)
	e.IsIDLock = p.BoardID != ""
	for _, r := range p.Away {
		for d := r.From; d <= r.To && len(e.Events) < maxAway; d = d.AddDays(1) {
			e.Events = append(e.Events, eventJSON{
				ID: id("away", p.Character, string(d)), Date: isoDate(d), Type: "dayOff", Name: orNull("dayOff"),
			})
		}
	}
}

// maxAway bounds the dates on which one performer is away.
const maxAway = 1000

// castCategoryOf is the cast category as the breakdown calls it for the character.
func (s *schedule) castCategoryOf(character string) categoryKey {
	if category, ok := s.cast[character]; ok {
		return category
	}
	return castCategory
}

// need is the id of an element, made when it is new.
func (s *schedule) need(category categoryKey, name string) string {
	if category.label == "" {
		category.label = intake.CategoryLabel(category.number)
	}
	key := elementKey{category, name}
	if known, ok := s.element[key]; ok {
		return known
	}
	group, ok := s.category[category]
	if !ok {
		group = id("category", strconv.Itoa(int(category.number)), category.label)
		s.category[category] = group
		s.out.Categories = append(s.out.Categories, categoryJSON{ID: group, Created: s.created, Name: category.label, UCID: category.number})
	}
	e := elementJSON{
		ID: id("element", group, name), Category: group, Created: s.created, DaysOff: []int{}, DropDayCount: 10, Events: []eventJSON{},
		IsDood: category.number == production.CategoryCast, IsDrop: true, IsHold: true, LinkedElements: []string{}, Name: name,
	}
	if category.number == production.CategoryCast && strings.ContainsAny(name, "([^") {
		e.Character = name // readers drop what stands in brackets
	}
	s.element[key] = e.ID
	s.out.Elements = append(s.out.Elements, e)
	return e.ID
}

// scenes adds a breakdown for every scene that can be shot, and for numbers that only the days know.
func (s *schedule) scenes() {
	for _, scene := range s.facts.Scenes {
		if key := intake.SceneKey(scene.Number); !s.known(key) && (!scene.Omitted || s.shot[key]) {
			s.scene(scene)
		}
	}
	for _, day := range s.facts.Days {
		for _, strip := range day.Strips() {
			s.bareScene(strip.SceneNumber)
		}
	}
	for _, number := range s.facts.Unplaced {
		s.bareScene(number)
	}
}

// known reports that the scene has a breakdown.
func (s *schedule) known(key string) bool { _, ok := s.at[key]; return ok }

func (s *schedule) bareScene(number string) {
	if key := intake.SceneKey(number); key != "" && !s.known(key) {
		s.scene(production.Scene{Number: number, NumberGiven: true})
	}
}

// scene adds a scene's breakdown.
func (s *schedule) scene(scene production.Scene) {
	key := intake.SceneKey(scene.Number)
	b := breakdownJSON{
		ID: id("scene", key), Created: s.created, Description: orNull(scene.Synopsis), Scene: orNull(scene.Number),
		ScriptPage: orNull(scene.Page), Type: "scene", PagesEstimated: scene.Estimated && scene.Eighths > 0,
	}
	if scene.Eighths > 0 {
		pages := float64(scene.Eighths) / 8
		b.Pages = &pages
	}
	if scene.MinutesToShoot > 0 {
		milliseconds := scene.MinutesToShoot * 60000
		b.Duration = &milliseconds
	}
	if !scene.NumberGiven {
		b.Numbered = &scene.NumberGiven
	}
	b.Elements, b.Comments = s.needs(scene)
	s.at[key] = len(s.out.Breakdowns)
	s.out.Breakdowns = append(s.out.Breakdowns, b)
}

// needs are the ids of a scene's elements, and its comment.
func (s *schedule) needs(scene production.Scene) (ids []string, comment *string) {
	ids = []string{}
	add := func(category categoryKey, name string) {
		if name != "" {
			ids = append(ids, s.need(category, name))
		}
	}
	add(setCategory, scene.Set)
	add(intExtCategory, string(scene.IntExt))
	add(timeCategory, scene.TimeOfDay)
	add(dayCategory, scene.ScriptDay)
	cast := map[string]bool{}
	for i, e := range scene.Elements {
		switch {
		case e.Category < production.CategoryUnit: // said by the heading
		case e.Category == production.CategoryComments && e.Label == "Comments" && comment == nil && !hasComment(scene.Elements[i+1:]):
			comment = orNull(e.Name)
		default:
			cast[e.Name] = cast[e.Name] || e.Category == production.CategoryCast
			add(categoryKey{e.Category, e.Label}, e.Name)
		}
	}
	for _, name := range scene.Characters {
		if !cast[name] {
			add(s.castCategoryOf(name), name)
		}
	}
	return ids, comment
}

func hasComment(elements []production.Element) bool {
	for _, e := range elements {
		if e.Category == production.CategoryComments && e.Label == "Comments" {
			return true
		}
	}
	return false
}
