package intake

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// styledParagraph is a paragraph of a program that gives every paragraph a style: Final Draft, Fade
// In, Celtx. They name their styles alike, and the same script must give the same facts from each.
type styledParagraph struct {
	style    string
	number   string
	line     int
	text     string
	centered bool
	newPage  bool
	dual     []styledParagraph // two speeches side by side
	notes    []production.Note
	tags     []string // numbers of the tags on its text

	// Of scene headings.
	omitted bool
	cut     []string // headings of the scenes that the omitted one held
	present []string // who the writer says is in the scene
	length  string   // "1 3/8"
	page    string
	title   string
	summary string
}

// styles maps the names of styles, in small letters, to kinds of lines. Those that programs and
// people invent beside them are action.
var styles = map[string]production.LineKind{
	"action": production.Action, "general": production.Action, "normal text": production.Action, "cast list": production.Action,
	"character": production.Character, "dialogue": production.Dialogue, "dialog": production.Dialogue, "parenthetical": production.Parenthetical,
	"transition": production.Transition, "shot": production.ShotLine,
	"lyrics": production.Lyric, "lyric": production.Lyric, "singing": production.Lyric,
	"end of act": production.Centered,
}

const (
	headingStyle  = "scene heading"
	castListStyle = "cast list"
	summaryStyle  = "outline body"
)

// outlineLevel is the depth of a style that begins a part of the script, 0 for other styles.
func outlineLevel(style string) int {
	switch style {
	case "new act", "outline 1":
		return 1
	case "outline 2":
		return 2
	case "outline 3":
		return 3
	case "outline 4":
		return 4
	}
	return 0
}

// plainStyle is the name of a style as the tables have it.
func plainStyle(style string) string { return strings.ToLower(spelling.Single(style)) }

// builtIn reports a style whose meaning is known.
func builtIn(style string) bool {
	_, kind := styles[style]
	return kind || style == headingStyle || style == summaryStyle || outlineLevel(style) > 0
}

// take puts a paragraph into the script.
func (b *sceneBuilder) take(p styledParagraph) {
	if p.newPage && (len(b.script.Scenes) > 0 || len(b.script.Front) > 0) {
		b.add(production.Line{Kind: production.PageBreak, Number: p.line})
	}
	text := strings.TrimRight(p.text, " \t\n")
	switch {
	case p.style == headingStyle:
		b.styledHeading(p)
	case len(p.dual) > 0:
		b.sideBySide(p.dual)
	case strings.TrimSpace(text) != "":
		b.styledBody(p, text)
	}
	for _, n := range p.notes {
		b.note(n)
	}
}

func (b *sceneBuilder) styledHeading(p styledParagraph) {
	if strings.TrimSpace(p.text) == "" && !p.omitted {
		return
	}
	h := forcedHeading(p.text)
	if lead, ok := parseHeading(h.Text); ok && lead.Number != "" && h.Number == "" {
		h = lead
	}
	if p.number != "" {
		h.Number = spelling.Single(p.number)
	}
	s := b.open(h, p.line)
	s.Omitted = s.Omitted || p.omitted
	s.Page = p.page
	s.Synopsis = spelling.Single(p.summary)
	if n, ok := parseEighths(p.length); ok && n > 0 && !s.Omitted {
		s.Eighths = n
	}
	switch title := spelling.Single(p.title); {
	case title == "":
	case s.Synopsis == "":
		s.Synopsis = title
	default:
		b.note(production.Note{Text: title, Number: p.line})
	}
	for _, heading := range p.cut {
		b.note(production.Note{Text: "omitted: " + heading, Number: p.line})
	}
	if len(p.present) > 0 {
		b.present = append(b.present, presence{len(b.script.Scenes) - 1, p.present})
	}
}

// presence is who is in a scene beside those who speak; they are named after those.
type presence struct {
	scene int
	names []string
}

// addPresent names who is in the scenes without a line.
func (b *sceneBuilder) addPresent() {
	for _, p := range b.present {
		for _, name := range p.names {
			production.AddName(&b.script.Scenes[p.scene].Characters, CharacterName(name))
		}
	}
}

// styledBody adds a paragraph that is not a heading.
func (b *sceneBuilder) styledBody(p styledParagraph, text string) {
	if level := outlineLevel(p.style); level > 0 {
		b.section(level, spelling.Single(text))
		return
	}
	if p.style == summaryStyle {
		b.synopsis(spelling.Single(text), p.line, false)
		return
	}
	kind, known := styles[p.style]
	if !known {
		kind = production.Action
	}
	if p.centered && kind == production.Action {
		kind = production.Centered
	}
	if kind != production.Action && kind != production.ShotLine {
		text = strings.TrimSpace(text)
	}
	b.add(production.Line{Kind: kind, Text: text, Number: p.line})
	if p.style == castListStyle && b.scene() != nil {
		b.present = append(b.present, presence{len(b.script.Scenes) - 1, splitList(strings.Trim(text, " ()"))})
	}
}

// sideBySide adds two speeches beside each other; the second is marked.
func (b *sceneBuilder) sideBySide(speeches []styledParagraph) {
	cues := 0
	for _, p := range speeches {
		if p.style == string(production.Character) {
			cues++
		}
		before := len(*b.current())
		b.take(p)
		lines := *b.current()
		for i := before; i < len(lines) && cues > 1; i++ {
			lines[i].Dual = true
		}
	}
}

// current is where paragraphs go: the scene, or the front matter before the first.
func (b *sceneBuilder) current() *[]production.Line {
	if s := b.scene(); s != nil {
		return &s.Lines
	}
	return &b.script.Front
}
