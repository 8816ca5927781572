package intake

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// start takes a tag that opens.
func (r *celtxReader) start() {
	token := r.html.Token()
	switch token.Data {
	case "title", "style", "script":
		r.within = token.Data
	case "meta":
		r.meta(htmlAttr(token, "name"), spelling.Single(htmlAttr(token, "content")))
	case "p":
		r.flush()
		r.open = true
		r.p = styledParagraph{style: celtxStyle(htmlAttr(token, "class")), number: htmlAttr(token, "scenestr"), line: r.line}
	case "br":
		r.text.WriteByte('\n')
	case "span":
		if len(r.spans) < maxXMLDepth {
			r.spans = append(r.spans, celtxSpan{htmlAttr(token, "class"), r.text.Len()})
		}
	}
}

// end takes a tag that closes.
func (r *celtxReader) end() {
	name, _ := r.html.TagName()
	switch string(name) {
	case r.within:
		r.within = ""
	case "p", "body":
		r.flush()
	case "span":
		if n := len(r.spans); n > 0 {
			r.need(r.spans[n-1])
			r.spans = r.spans[:n-1]
		}
	}
}

func htmlAttr(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// celtxStyle is the style for the classes of a paragraph.
func celtxStyle(classes string) string {
	for class := range strings.FieldsSeq(strings.ToLower(classes)) {
		if style, ok := celtxStyles[class]; ok {
			return style
		}
		if builtIn(class) {
			return class
		}
	}
	return "action"
}

// meta takes a line of the title page.
func (r *celtxReader) meta(name, value string) {
	switch {
	case name == "CX.sceneNumbering":
		r.numbered = value != "none"
	case value == "":
	case name == "Author":
		r.script.Author = value
	case name == "DC.source" || name == "DC.rights" || name == "CX.contact":
		if r.script.Fields == nil {
			r.script.Fields = map[string]string{}
		}
		label := map[string]string{"DC.source": "Source", "DC.rights": "Copyright", "CX.contact": "Contact"}[name]
		r.script.Fields[label] = value
	}
}

// celtxCategories are the breakdown's names without spaces, as classes have them.
var celtxCategories = func() map[string]production.Category {
	classes := map[string]production.Category{}
	for name, category := range categoryNames {
		classes[strings.ReplaceAll(name, " ", "")] = category
	}
	return classes
}()

// longestNeed is how long the name of a thing is that a scene needs; a longer mark is a mistake.
const longestNeed = 80

// need remembers what a marked piece of text names.
func (r *celtxReader) need(span celtxSpan) {
	category, known := celtxCategories[strings.ToLower(span.class)]
	if !known || category < production.CategoryCast || category > production.CategoryMechanical {
		return
	}
	if length := r.text.Len() - span.start; length < 0 || length > 2*longestNeed {
		return
	}
	name := spelling.Single(r.text.String()[span.start:])
	if name == "" || len(name) > longestNeed || len(r.needs) >= maxTags {
		return
	}
	r.needs = append(r.needs, production.Element{Category: category, Label: span.class, Name: name, Source: production.FromScript})
}

// flush ends the paragraph that is open.
func (r *celtxReader) flush() {
	if !r.open {
		return
	}
	r.p.text = strings.TrimSpace(r.text.String())
	if !r.numbered {
		r.p.number = ""
	}
	r.take(r.p)
	for _, e := range r.needs {
		if s := r.scene(); s != nil {
			s.AddElement(e)
			if e.Category == production.CategoryCast {
				r.present = append(r.present, presence{len(r.script.Scenes) - 1, []string{e.Name}})
			}
		}
	}
	r.paragraphs++
	r.open, r.spans, r.needs = false, nil, nil
	r.text.Reset()
}
