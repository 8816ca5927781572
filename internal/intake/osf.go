package intake

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// ReadOSF reads a screenplay in the Open Screenplay Format (versions 1.2 to 5, sourceforge.net/p/openscrfmt)
// or a Fade In document (.fadein), which is the same in a zip file. It returns fault.Invalid for
// broken XML (with the line), for an archive that unpacks to more than a script, and for a document
// without scenes.
func ReadOSF(data []byte, opt Options) (Document, error) {
	data, err := archived(data, isFadeIn, opt)
	if err != nil {
		return Document{}, err
	}
	plain, warnings := toUTF8(data)
	reader := osfReader{xmlWalker: newXMLWalker(plain), styles: map[string]osfStyle{}, beforeHeading: -1, revisionNames: map[string]string{}}
	reader.warnings = warnings
	if err := reader.document("document", reader.root); err != nil {
		return Document{}, reader.xmlError(err, "Open Screenplay Format document", "Save the script again in Fade In, or choose File, Export, Final Draft (.fdx) there.", opt)
	}
	if reader.script.Title == "" {
		reader.takeTitlePage(reader.titleLines)
	}
	reader.revised(noDate.ReplaceAllString(reader.revisionNames[reader.revision], ""))
	reader.addPresent()
	doc := Document{Kind: KindScript, Format: FormatOSF, Script: reader.finish(opt.pageModel().spaced(reader.beforeHeading, opt))}
	doc.Warnings = reader.warnings
	return doc, requireScenes(doc, opt, "In Fade In give headings the style Scene Heading, then save again.")
}

// osfReader walks over the XML once. Styles stand before the text, lists behind it.
type osfReader struct {
	sceneBuilder
	xmlWalker
	styles        map[string]osfStyle // by plain name
	beforeHeading int                 // blank lines above a heading, -1 where no style says
	pseudoTags    bool                // version 1: marks such as <b> are written into the text
	column        speechColumn        // where in a pair of speeches the text is
	paragraphs    int
	titleLines    []string
	revision      string            // index of the active revision
	revisionNames map[string]string // index → name
}

// osfStyle is a style of the document.
type osfStyle struct {
	base string
	caps bool
}

// speechColumn says which of two speeches side by side is being read. The cue of the first carries the
// mark, that of the second may.
type speechColumn int

const (
	noColumn speechColumn = iota
	leftColumn
	rightColumn
)

func (r *osfReader) root(start xml.StartElement) error {
	version, err := strconv.Atoi(attr(start, "version"))
	r.pseudoTags = err == nil && version < 20
	return r.each(r.part)
}

// part reads one child of the root.
func (r *osfReader) part(start xml.StartElement) error {
	switch strings.ToLower(start.Name.Local) {
	case "info":
		r.info(start)
	case "settings":
		r.revision = attr(start, "revision")
	case "styles":
		return r.each(r.style)
	case "paragraphs", "paras":
		return r.each(r.para)
	case "titlepage":
		return r.each(r.titleLine)
	case "lists":
		return r.each(r.list)
	}
	return r.skip()
}

// info reads the title page as version 1 keeps it.
func (r *osfReader) info(start xml.StartElement) {
	for _, a := range start.Attr {
		r.titleField(a.Name.Local, a.Value)
	}
}

// titleField takes one named part of a title page; ok is false for a name that says nothing.
func (r *osfReader) titleField(name, value string) (ok bool) {
	value = strings.TrimSpace(value)
	key := strings.ToLower(name)
	switch {
	case value == "":
		return false
	case key == "title":
		r.script.Title = spelling.Single(r.script.Title + " " + value)
	case key == "author" || key == "written_by":
		r.script.Author = spelling.Single(r.script.Author + " " + value)
	case key == "draft" || key == "drafts":
		r.script.Draft = spelling.Single(r.script.Draft + " " + value)
	case key == "contact" || key == "copyright" || key == "source" || key == "credit":
		if r.script.Fields == nil {
			r.script.Fields = map[string]string{}
		}
		label := strings.ToUpper(key[:1]) + key[1:]
		r.script.Fields[label] = strings.TrimSpace(r.script.Fields[label] + "\n" + value)
	default:
		return false
	}
	return true
}

func (r *osfReader) style(start xml.StartElement) error {
	name := plainStyle(attr(start, "name"))
	if name != "" && len(r.styles) < production.MostPerScene {
		r.styles[name] = osfStyle{plainStyle(attr(start, "basestylename", "basestyle")), said(start, "allcaps")}
	}
	if name == headingStyle {
		r.beforeHeading = blankLines(attr(start, "spacebefore"), 1)
	}
	return r.skip()
}

// list finds the names of revisions among the lists, of which the others repeat the script.
func (r *osfReader) list(start xml.StartElement) error {
	if start.Name.Local != "revision_colors" {
		return r.skip()
	}
	return r.each(func(revision xml.StartElement) error {
		if index := attr(revision, "index"); index != "0" && len(r.revisionNames) < maxTags {
			r.revisionNames[index] = spelling.Single(attr(revision, "name"))
		}
		return r.skip()
	})
}

// titleLine reads a paragraph of the title page.
func (r *osfReader) titleLine(start xml.StartElement) error {
	if start.Name.Local != "para" {
		return r.skip()
	}
	p, err := r.read(start)
	if err != nil {
		return err
	}
	if !r.titleField(attr(start, "bookmark"), p.text) && len(r.titleLines) < production.MostPerScene {
		r.titleLines = append(r.titleLines, strings.Split(p.text, "\n")...)
	}
	return nil
}

// para reads a paragraph of the script.
func (r *osfReader) para(start xml.StartElement) error {
	if start.Name.Local != "para" {
		return r.skip()
	}
	p, err := r.read(start)
	if err != nil {
		return err
	}
	before, side := len(*r.current()), r.side(p)
	r.take(p.styledParagraph)
	if lines := *r.current(); side == rightColumn {
		for i := before; i < len(lines); i++ {
			lines[i].Dual = true
		}
	}
	r.paragraphs++
	switch {
	case r.full():
		return errTooMany
	case r.paragraphs > maxLines:
		return errTooLong
	}
	return nil
}

// side moves from column to column.
func (r *osfReader) side(p osfParagraph) speechColumn {
	switch styles[p.style] {
	case production.Character:
		switch {
		case r.column == leftColumn:
			r.column = rightColumn
		case p.paired:
			r.column = leftColumn
		default:
			r.column = noColumn
		}
	case production.Dialogue, production.Parenthetical, production.Lyric:
	default:
		r.column = noColumn
	}
	return r.column
}
