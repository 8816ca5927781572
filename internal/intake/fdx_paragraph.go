package intake

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// fdxParagraph is one <Paragraph> with what hangs on it.
type fdxParagraph struct {
	kind     string
	number   string
	line     int
	text     string
	centered bool
	newPage  bool
	omitted  bool
	length   string // "1 3/8"
	page     string
	title    string
	summary  string
	dual     []fdxParagraph
	notes    []production.Note
	tags     []string // numbers of the tags on its text
}

func attr(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// paragraph reads a <Paragraph> that has just been opened.
func (r *fdxReader) paragraph(start xml.StartElement) (fdxParagraph, error) {
	line, _ := r.xml.InputPos()
	p := fdxParagraph{
		kind: attr(start, "Type"), number: attr(start, "Number"), line: line,
		centered: attr(start, "Alignment") == "Center", newPage: attr(start, "StartsNewPage") == "Yes",
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
			p.omitted = true
		}
		return r.skip()
	})
	p.text = text.String()
	return p, err
}

// paragraphs reads the paragraphs of the element that is open.
func (r *fdxReader) paragraphs(into *[]fdxParagraph) error {
	return r.each(func(start xml.StartElement) error {
		if start.Name.Local != "Paragraph" {
			return r.skip()
		}
		p, err := r.paragraph(start)
		*into = append(*into, p)
		return err
	})
}

// run reads a <Text>, one run of equal style.
func (r *fdxReader) run(start xml.StartElement, p *fdxParagraph, text *strings.Builder) error {
	addName(&p.tags, attr(start, "TagNumber"))
	words, err := r.chars()
	if strings.Contains(attr(start, "Style"), "AllCaps") {
		words = strings.ToUpper(words)
	}
	text.WriteString(words)
	return err
}

// chars reads the character data of the element that is open.
func (r *fdxReader) chars() (string, error) {
	var text strings.Builder
	for {
		token, err := r.xml.Token()
		if err != nil {
			return text.String(), err
		}
		switch t := token.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.StartElement:
			r.depth++
			if err := r.skip(); err != nil {
				return text.String(), err
			}
		case xml.EndElement:
			r.depth--
			return text.String(), nil
		}
	}
}

func (r *fdxReader) sceneProperties(start xml.StartElement, p *fdxParagraph) error {
	p.length, p.page, p.title = attr(start, "Length"), attr(start, "Page"), attr(start, "Title")
	return r.each(func(child xml.StartElement) error {
		switch child.Name.Local {
		case "Summary":
			text, err := r.joined()
			p.summary = text
			return err
		case "OmittedScene":
			p.omitted = true
		}
		return r.skip()
	})
}

// joined is the text of the paragraphs of the element that is open, one line each.
func (r *fdxReader) joined() (string, error) {
	var parts []fdxParagraph
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
	line, _ := r.xml.InputPos()
	text, err := r.joined()
	if name := single(attr(start, "Name")); name != "" {
		text = strings.TrimSuffix(name+": "+text, ": ")
	}
	if text != "" {
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
		s := &r.script.Scenes[r.owners[i]]
		s.Notes = append(s.Notes, a.note)
	}
}
