package intake

import (
	"encoding/xml"
	"regexp"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// osfParagraph is one <para>.
type osfParagraph struct {
	styledParagraph
	paired bool // the cue of dual dialogue
}

// pseudoTag is a mark in the text of version 1 documents.
var pseudoTag = regexp.MustCompile(`(?i)</?(?:b|i|u|s|strike|font|size|color|bgcolor)(?:\s*=[^<>]*)?>`)

// lineTag is a line break there.
var lineTag = regexp.MustCompile(`(?i)<br\s*/?>`)

// read reads a <para> that has just been opened.
func (r *osfReader) read(start xml.StartElement) (osfParagraph, error) {
	p := osfParagraph{paired: said(start, "dualdialogue")}
	p.line = r.line()
	var text strings.Builder
	caps := false
	err := r.each(func(child xml.StartElement) error {
		switch strings.ToLower(child.Name.Local) {
		case "style":
			p.style, caps = r.resolve(plainStyle(attr(child, "basestylename", "basestyle", "name")))
			caps = caps || said(child, "allcaps")
			p.centered = strings.EqualFold(attr(child, "align"), "center")
			p.newPage = p.newPage || breaksPage(child)
			p.paired = p.paired || said(child, "dualdialogue")
			p.number = firstOf(p.number, attr(child, "number", "scene_number"))
			return r.skip()
		case "text":
			words, err := r.chars()
			if r.pseudoTags {
				words = pseudoTag.ReplaceAllString(lineTag.ReplaceAllString(words, "\n"), "")
			}
			if said(child, "allcaps") {
				words = capitals(words)
			}
			text.WriteString(words)
			return err
		}
		return r.skip()
	})
	p.text = text.String()
	if caps {
		p.text = capitals(p.text)
	}
	r.describe(start, &p)
	return p, err
}

func breaksPage(start xml.StartElement) bool {
	return said(start, "pagebreakbefore", "page_break_before", "page_break")
}

// describe reads the attributes of a <para>.
func (r *osfReader) describe(start xml.StartElement, p *osfParagraph) {
	p.newPage = p.newPage || breaksPage(start)
	synopsis, note := strings.TrimSpace(attr(start, "synopsis")), strings.TrimSpace(attr(start, "note"))
	if p.style == headingStyle {
		p.number = firstOf(attr(start, "number", "scene_number", "scenenumber"), p.number)
		p.omitted = said(start, "omitted", "scene_omitted")
		p.summary, synopsis = synopsis, ""
	} else {
		p.number = ""
	}
	for _, text := range []string{synopsis, note} {
		if text != "" {
			p.notes = append(p.notes, production.Note{Text: text, Number: p.line})
		}
	}
}

// deepestStyle is how many styles may stand on each other.
const deepestStyle = 10

// resolve follows a style of somebody's own down to one whose meaning is known.
func (r *osfReader) resolve(name string) (style string, caps bool) {
	style = name
	for range deepestStyle {
		own, known := r.styles[style]
		caps = caps || own.caps
		if builtIn(style) || !known || own.base == "" {
			break
		}
		style = own.base
	}
	return style, caps
}
