package intake

import (
	"encoding/xml"
	"unicode/utf16"
)

// ReadFDX reads a Final Draft document (.fdx, document versions 1 to 6). Lengths, pages and numbers
// that the file carries are kept; the page model fills the rest and marks it as estimated. Tags
// become elements with their Universal Category numbers, the active revision the draft. It returns
// fault.Invalid for broken XML (with the line) and for a document without scenes.
func ReadFDX(data []byte, opt Options) (Document, error) {
	plain, warnings := toUTF8(data)
	reader := fdxReader{xmlWalker: newXMLWalker(plain), layout: fdxLayout(plain)}
	reader.warnings = warnings
	root := func(xml.StartElement) error { return reader.each(reader.part) }
	if err := reader.document("FinalDraft", root); err != nil {
		return Document{}, reader.xmlError(err, "Final Draft document", "Save the script again in Final Draft, or copy the file anew: it seems incomplete.", opt)
	}
	reader.resolveNotes()
	reader.resolveTags()
	reader.resolveRevision()
	reader.addPresent()
	doc := Document{Kind: KindScript, Format: FormatFDX, Script: reader.finish(opt.pageModel().spaced(reader.layout.beforeHeading, opt))}
	doc.Warnings = reader.warnings
	return doc, requireScenes(doc, opt, "In Final Draft give headings the paragraph type Scene Heading, then save again.")
}

// fdxReader walks over the XML once and fills scenes as they come; tags, revisions and anchored
// notes stand behind the text and are resolved at the end.
type fdxReader struct {
	sceneBuilder
	xmlWalker
	layout    layout
	spoken    []spokenTag
	tags      tagTable
	revisions revisions
	anchored  []anchoredNote
	starts    []int // offset of every paragraph in the text, as ScriptNote ranges count
	owners    []int // index of the scene of every paragraph, -1 before the first
	offset    int
}

// part reads one child of the root.
func (r *fdxReader) part(start xml.StartElement) error {
	switch start.Name.Local {
	case "Content":
		return r.each(r.content)
	case "TitlePage":
		return r.titlePage()
	case "TagData":
		return r.each(r.tagData)
	case "Revisions":
		return r.revisionList(start)
	case "ScriptNotes", "UnanchoredScriptNotes":
		return r.each(r.anchoredNote)
	case "UserDocumentData":
		return r.each(r.tagger)
	}
	return r.skip()
}

// content reads one paragraph of the script itself.
func (r *fdxReader) content(start xml.StartElement) error {
	if start.Name.Local != "Paragraph" {
		return r.skip()
	}
	p, err := r.paragraph(start)
	if err != nil {
		return err
	}
	if r.layout.caps[p.style] {
		p.text = capitals(p.text)
	}
	if base, own := r.layout.bases[p.style]; own && !builtIn(p.style) {
		p.style = base
	}
	r.take(p)
	r.mark(p)
	r.tagged(p)
	switch {
	case r.full():
		return errTooMany
	case len(r.starts) > maxLines:
		return errTooLong
	}
	return nil
}

// tagged remembers the tags on a paragraph, and on the speeches that stand side by side in it.
func (r *fdxReader) tagged(p styledParagraph) {
	for _, number := range p.tags {
		r.spoken = append(r.spoken, spokenTag{scene: len(r.script.Scenes) - 1, number: number})
	}
	for _, speech := range p.dual {
		r.tagged(speech)
	}
}

// mark remembers where the paragraph stands, for notes anchored by offsets. Final Draft counts
// UTF-16 units, one for the end of every paragraph and two for a block inside one.
func (r *fdxReader) mark(p styledParagraph) {
	r.starts = append(r.starts, r.offset)
	r.owners = append(r.owners, len(r.script.Scenes)-1)
	r.offset += 1
	for _, c := range p.text {
		r.offset += utf16.RuneLen(c)
	}
	if len(p.dual) > 0 {
		r.offset += 2
	}
	if len(p.cut) > 0 {
		r.offset += 2
	}
}
