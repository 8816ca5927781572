package intake

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// paragraph reads a <Paragraph> that has just been opened.
func (r *fdxReader) paragraph(start xml.StartElement) (styledParagraph, error) {
	p := styledParagraph{
		style: plainStyle(attr(start, "Type")), number: attr(start, "Number"), line: r.line(),
		centered: attr(start, "Alignment") == "Center", newPage: said(start, "StartsNewPage"),
	}
	var text strings.Builder
	err := r.each(func(child xml.StartElement) error {
		switch child.Name.Local {
		case "Text":
			return r.run(child, &p, &text)
		case "SceneProperties":
			return r.sceneProperties(child, &p)
		case "ScriptNote":
			return r.scriptNote(child, &p.notes)
		case "DualDialogue":
			return r.paragraphs(&p.dual)
		case "OmittedScene":
			return r.omittedScene(&p)
		case "SceneArcBeats":
			return r.arcBeats(&p)
		case "UserParagraphData":
			return r.each(func(data xml.StartElement) error { return r.taggerParagraph(data, &p) })
		}
		return r.skip() // <Alts> holds other wordings of a line, the rest is layout
	})
	p.text = text.String()
	return p, err
}

// paragraphs reads the paragraphs of the element that is open.
func (r *fdxReader) paragraphs(into *[]styledParagraph) error {
	return r.each(func(start xml.StartElement) error {
		if start.Name.Local != "Paragraph" {
			return r.skip()
		}
		p, err := r.paragraph(start)
		if len(*into) < production.MostPerScene {
			*into = append(*into, p)
		}
		return err
	})
}

// maxTags bounds the tags of one paragraph.
const maxTags = 100

// run reads a <Text>, one run of equal style.
func (r *fdxReader) run(start xml.StartElement, p *styledParagraph, text *strings.Builder) error {
	if number := attr(start, "TagNumber"); len(p.tags) < maxTags {
		production.AddName(&p.tags, number)
	}
	words, err := r.chars()
	if strings.Contains(attr(start, "Style"), "AllCaps") {
		words = capitals(words)
	}
	if strings.TrimSpace(words) != "" {
		r.revisions.use(attr(start, "RevisionID"))
	}
	text.WriteString(words)
	return err
}

func (r *fdxReader) sceneProperties(start xml.StartElement, p *styledParagraph) error {
	p.length, p.page, p.title = attr(start, "Length"), spelling.Single(attr(start, "Page")), attr(start, "Title")
	return r.each(func(child xml.StartElement) error {
		switch child.Name.Local {
		case "Summary":
			text, err := r.joined()
			p.summary = text
			return err
		case "SceneArcBeats":
			return r.arcBeats(p)
		case "OmittedScene":
			return r.omittedScene(p)
		}
		return r.skip()
	})
}

// arcBeats reads what happens to the characters in the scene: Final Draft lists everybody who is in
// it, most without a word.
func (r *fdxReader) arcBeats(p *styledParagraph) error {
	return r.each(func(beat xml.StartElement) error {
		name, line := spelling.Single(attr(beat, "Name")), r.line()
		text, err := r.joined()
		if name != "" && len(p.present) < production.MostPerScene {
			p.present = append(p.present, name)
		}
		if name != "" && text != "" {
			p.notes = append(p.notes, production.Note{Text: name + ": " + text, Number: line})
		}
		return err
	})
}

// omittedScene reads what an omitted scene held. Its number stays in the script, its text is no
// longer shot; the headings are kept as notes, so that people see what went.
func (r *fdxReader) omittedScene(p *styledParagraph) error {
	var held []styledParagraph
	if err := r.paragraphs(&held); err != nil {
		return err
	}
	p.omitted = true
	for _, h := range held {
		if text := spelling.Single(h.text); h.style == headingStyle && text != "" {
			p.cut = append(p.cut, text)
		}
	}
	return nil
}

// joined is the text of the paragraphs of the element that is open, one line each.
func (r *fdxReader) joined() (string, error) {
	var parts []styledParagraph
	err := r.paragraphs(&parts)
	var lines []string
	for _, p := range parts {
		if text := strings.TrimSpace(p.text); text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n"), err
}

func (r *fdxReader) scriptNote(start xml.StartElement, into *[]production.Note) error {
	line := r.line()
	text, err := r.joined()
	if name := spelling.Single(attr(start, "Name")); name != "" {
		text = strings.TrimSuffix(name+": "+text, ": ")
	}
	if text != "" && len(*into) < production.MostPerScene {
		*into = append(*into, production.Note{Text: text, Number: line})
	}
	return err
}

// anchoredNote is a note that stands behind the text and names a range of it.
type anchoredNote struct {
	note production.Note
	from int
}

func (r *fdxReader) anchoredNote(start xml.StartElement) error {
	if start.Name.Local != "ScriptNote" {
		return r.skip()
	}
	from, _, _ := strings.Cut(attr(start, "Range"), ",")
	at, err := strconv.Atoi(strings.TrimSpace(from))
	if err != nil {
		return r.skip() // belongs to no place in the script
	}
	var notes []production.Note
	err = r.scriptNote(start, &notes)
	for _, n := range notes {
		r.anchored = append(r.anchored, anchoredNote{n, at})
	}
	return err
}

// resolveNotes gives anchored notes to their scenes.
func (r *fdxReader) resolveNotes() {
	for _, a := range r.anchored {
		i, exact := slices.BinarySearch(r.starts, a.from)
		if !exact {
			i--
		}
		if i < 0 || i >= len(r.owners) || r.owners[i] < 0 {
			continue
		}
		annotate(&r.script.Scenes[r.owners[i]], a.note)
	}
}
