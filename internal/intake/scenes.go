package intake

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

// maxScenes is more than the longest series has in one script. A file with more scene headings is
// no script, and would keep everything behind it busy for minutes.
const maxScenes = 20000

// deepestSection is how many levels of sections are told apart; Fountain's own tools show three.
const deepestSection = 6

// sceneBuilder collects paragraphs into scenes; Fountain and Final Draft share it, so that the same
// script gives the same facts from either.
type sceneBuilder struct {
	script   production.Script
	sections []section
	loose    []production.Note // outline text that waits for the next scene
	present  []presence        // who is in the scenes beside those who speak
	warnings []Warning
}

type section struct {
	level int
	title string
}

func (b *sceneBuilder) warn(line int, format string, args ...any) {
	if len(b.warnings) < keptWarnings {
		b.warnings = append(b.warnings, Warning{Line: line, Message: fmt.Sprintf(format, args...)})
	}
}

// keptWarnings is how many warnings a reader keeps, of which foremost shows the first.
const keptWarnings = 5000

// maxLines is more lines, or paragraphs, than a whole season has. It bounds what a file made of
// nothing but line ends can take of the memory.
const maxLines = 300000

// full reports that there are more scenes than any script has.
func (b *sceneBuilder) full() bool { return len(b.script.Scenes) > maxScenes }

// scene is the scene being filled, nil before the first heading.
func (b *sceneBuilder) scene() *production.Scene {
	if len(b.script.Scenes) == 0 {
		return nil
	}
	return &b.script.Scenes[len(b.script.Scenes)-1]
}

// open starts a scene.
func (b *sceneBuilder) open(h heading, line int) *production.Scene {
	s := production.Scene{
		Number: h.Number, NumberGiven: h.Number != "", Position: len(b.script.Scenes),
		Heading: h.Text, IntExt: h.IntExt, Set: h.Set, TimeOfDay: h.TimeOfDay, Omitted: h.Omitted,
		InScript: true, SourceLine: line,
	}
	for _, sec := range b.sections {
		s.Sections = append(s.Sections, sec.title)
	}
	b.script.Scenes = append(b.script.Scenes, s)
	open := b.scene()
	for _, n := range b.loose {
		b.note(n)
	}
	b.loose = nil
	return open
}

// add appends a paragraph to the scene, or to the script's front matter.
func (b *sceneBuilder) add(l production.Line) {
	s := b.scene()
	if s == nil {
		b.script.Front = append(b.script.Front, l)
		return
	}
	s.Lines = append(s.Lines, l)
	if l.Kind != production.Character {
		return
	}
	production.AddName(&s.Characters, CharacterName(l.Text))
}

// section moves the outline path to a new title at a level of 1 or more.
func (b *sceneBuilder) section(level int, title string) {
	level = min(level, deepestSection)
	for len(b.sections) > 0 && b.sections[len(b.sections)-1].level >= level {
		b.sections = b.sections[:len(b.sections)-1]
	}
	if title != "" {
		b.sections = append(b.sections, section{level, title})
	}
}

// longSynopsis is where a synopsis stops growing; what follows is kept as notes.
const longSynopsis = 2000

// synopsis adds an outline line to the scene, or keeps it for the next one when it stands below a
// section (Fountain 1.1: a synopsis belongs to the section or scene before it).
func (b *sceneBuilder) synopsis(text string, line int, belowSection bool) {
	s := b.scene()
	if s != nil && !belowSection && len(s.Synopsis) > longSynopsis {
		b.note(production.Note{Text: text, Number: line})
		return
	}
	if s == nil || belowSection {
		if len(b.loose) < production.MostPerScene {
			b.loose = append(b.loose, production.Note{Text: text, Number: line})
		}
		return
	}
	s.Synopsis = spelling.Single(s.Synopsis + " " + text)
}

// note adds a writer's note with the tags and elements in it.
func (b *sceneBuilder) note(n production.Note) {
	s := b.scene()
	if s == nil {
		if len(b.loose) < production.MostPerScene {
			b.loose = append(b.loose, n)
		}
		return
	}
	annotate(s, n)
}

// annotate adds a note to a scene with what it says of it.
func annotate(s *production.Scene, n production.Note) {
	if n.Text == "" || len(s.Notes) >= production.MostPerScene {
		return
	}
	s.Notes = append(s.Notes, n)
	tags, elements := readNote(n.Text)
	for _, tag := range tags {
		production.AddName(&s.Tags, tag)
	}
	for _, e := range elements {
		s.AddElement(e)
	}
}

var (
	hashTag   = regexp.MustCompile(`(?:^|\s)#([\p{L}\p{N}][\p{L}\p{N}_\-]*)`)
	noteLabel = regexp.MustCompile(`^\s*([\p{L}][\p{L} /&-]{1,24}):\s*(\S[\s\S]*)$`)
	storyline = regexp.MustCompile(`(?i)^\s*storyline\s+(\S.*)$`)
)

// taggedNote is how much of a note is searched for tags: they stand in short notes, or at the start.
const taggedNote = 4000

// readNote finds what a note says in the forms that writers use: "#rain", "tags: rain, chase",
// "STORYLINE Edward" (Beat), and breakdown items such as "stunt: fall from balcony".
func readNote(text string) (tags []string, elements []production.Element) {
	text = text[:min(len(text), taggedNote)]
	for _, m := range hashTag.FindAllStringSubmatch(text, -1) {
		tags = append(tags, strings.ToLower(m[1]))
	}
	if m := storyline.FindStringSubmatch(text); m != nil {
		for _, word := range splitList(m[1]) {
			tags = append(tags, strings.ToLower(word))
		}
	}
	m := noteLabel.FindStringSubmatch(text)
	if m == nil {
		return tags, nil
	}
	if key := spelling.Key(m[1]); key == "tag" || key == "tags" {
		for _, word := range splitList(m[2]) {
			tags = append(tags, strings.ToLower(strings.TrimPrefix(word, "#")))
		}
		return tags, nil
	}
	category, ok := categoryOf(m[1])
	if !ok || category < production.CategoryCast || category == production.CategoryNotes || category == production.CategoryComments {
		return tags, nil
	}
	for _, name := range splitList(m[2]) {
		elements = append(elements, production.Element{Category: category, Label: m[1], Name: name, Source: production.FromScript})
	}
	return tags, elements
}

// splitList parts "a, b; c" and drops empty items.
func splitList(s string) []string {
	var items []string
	for _, item := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if item = spelling.Single(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// CharacterName is the speaker of a cue: upper case, without extensions such as (V.O.).
func CharacterName(cue string) string {
	cue = strings.TrimSuffix(strings.TrimSpace(cue), "^")
	if strings.Contains(cue, "(") {
		cue = brackets.ReplaceAllString(cue, " ")
		cue, _, _ = strings.Cut(cue, "(")
	}
	return capitals(spelling.Single(plainQuotes.Replace(cue)))
}

// finish numbers and measures the scenes and returns the script.
func (b *sceneBuilder) finish(model PageModel) *production.Script {
	b.warnDoubles()
	countNumbers(b.script.Scenes)
	cursor := pageCursor{model: model}
	cursor.lay(cursor.blocks(b.script.Front))
	for i := range b.script.Scenes {
		cursor.place(&b.script.Scenes[i])
	}
	return &b.script
}

func (b *sceneBuilder) warnDoubles() {
	seen := map[string]int{}
	for _, s := range b.script.Scenes {
		if !s.NumberGiven {
			continue
		}
		if first, ok := seen[slate.Key(s.Number)]; ok {
			b.warn(s.SourceLine, "scene number %s is used before, in line %d", s.Number, first)
			continue
		}
		seen[slate.Key(s.Number)] = s.SourceLine
	}
}

// countNumbers gives numbers to scenes without one. A script without any is counted from 1; between
// given numbers a scene takes the one before it with a letter, as productions do ("12A").
func countNumbers(scenes []production.Scene) {
	used := map[string]bool{}
	for _, s := range scenes {
		if s.NumberGiven {
			used[slate.Key(s.Number)] = true
		}
	}
	if len(used) == 0 {
		for i := range scenes {
			scenes[i].Number = fmt.Sprint(i + 1)
		}
		return
	}
	before, letter := "0", 0
	for i := range scenes {
		if scenes[i].NumberGiven {
			before, letter = scenes[i].Number, 0
			continue
		}
		scenes[i].Number, letter = slate.Inserted(before, letter, used)
		used[slate.Key(scenes[i].Number)] = true
	}
}
