package intake

import (
	"encoding/xml"
	"regexp"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// tagTable is <TagData>: categories, the things tagged, and which number in the text means which.
type tagTable struct {
	categories map[string]string        // category id → name
	labels     map[string]tagDefinition // definition id → thing
	numbers    map[string][]string      // tag number → definition ids
}

type tagDefinition struct{ category, label string }

// spokenTag is a tag number found on a run of text in a scene.
type spokenTag struct {
	scene  int // -1 before the first scene
	number string
}

// ready makes the tables before their first use.
func (t *tagTable) ready() *tagTable {
	if t.categories == nil {
		t.categories, t.labels, t.numbers = map[string]string{}, map[string]tagDefinition{}, map[string][]string{}
	}
	return t
}

// tagData reads one list inside <TagData>.
func (r *fdxReader) tagData(list xml.StartElement) error {
	t := r.tags.ready()
	return r.each(func(item xml.StartElement) error {
		switch item.Name.Local {
		case "TagCategory":
			t.categories[attr(item, "Id")] = spelling.Single(attr(item, "Name"))
		case "TagDefinition":
			t.labels[attr(item, "Id")] = tagDefinition{attr(item, "CatId"), spelling.Single(attr(item, "Label"))}
		case "Tag":
			number := attr(item, "Number")
			if id := attr(item, "DefId"); id != "" {
				t.numbers[number] = append(t.numbers[number], id)
			}
			return r.each(func(child xml.StartElement) error {
				if child.Name.Local != "DefId" {
					return r.skip()
				}
				id, err := r.chars()
				t.numbers[number] = append(t.numbers[number], strings.TrimSpace(id))
				return err
			})
		}
		return r.skip()
	})
}

// resolveTags turns the tags found in the text into elements. A tag on a synopsis or a heading part
// is no element.
func (r *fdxReader) resolveTags() {
	for _, found := range r.spoken {
		if found.scene < 0 {
			continue
		}
		s := &r.script.Scenes[found.scene]
		for _, id := range r.tags.numbers[found.number] {
			def, ok := r.tags.labels[id]
			if !ok {
				continue
			}
			label := r.tags.categories[def.category]
			category, known := categoryOf(label)
			if !known {
				category = customCategory
			}
			if spelling.Key(label) == "synopsis" || known && category < production.CategoryUnit {
				continue
			}
			s.AddElement(production.Element{Category: category, Label: label, Name: def.label, Source: production.FromScript})
			if category == production.CategoryCast {
				production.AddName(&s.Characters, CharacterName(def.label))
			}
		}
	}
}

// titlePage reads the title page, which is free text.
func (r *fdxReader) titlePage() error {
	var lines []string
	err := r.each(func(start xml.StartElement) error {
		if start.Name.Local != "Content" {
			return r.skip()
		}
		text, err := r.joined()
		lines = strings.Split(text, "\n")
		return err
	})
	r.takeTitlePage(lines)
	return err
}

var (
	byLine    = regexp.MustCompile(`(?i)^(?:(?:screenplay|script|story|written|teleplay|drehbuch|scénario|guion|roteiro)\b.*\s)?(?:by|von|par|por|de)$`)
	draftLine = regexp.MustCompile(`(?i)\b(?:draft|rev\.?|revision|revised|fassung|version)\b`)
)

// takeTitlePage reads a title page that is free text: the first line is the title, the lines behind
// "written by" the author, the others are kept.
func (b *sceneBuilder) takeTitlePage(lines []string) {
	var rest []string
	for i := 0; i < len(lines); i++ {
		line := spelling.Single(lines[i])
		switch {
		case line == "":
		case b.script.Title == "":
			b.script.Title = line
		case byLine.MatchString(line) && i+1 < len(lines) && b.script.Author == "":
			i++
			b.script.Author = spelling.Single(lines[i])
		case draftLine.MatchString(line) && b.script.Draft == "":
			b.script.Draft = line
		default:
			rest = append(rest, line)
		}
	}
	if len(rest) > 0 {
		b.script.Fields = map[string]string{"Title page": strings.Join(rest, "\n")}
	}
}
