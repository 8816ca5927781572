package intake

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// maxXMLDepth is deeper than any Final Draft document nests; more is refused.
const maxXMLDepth = 64

// ReadFDX reads a Final Draft document (.fdx, document versions 1 to 6). Lengths, pages and numbers
// that the file carries are kept; the page model fills the rest. Tags become elements with their
// Universal Category numbers. It returns fault.Invalid for broken XML (with the line) and for a
// document without scenes.
func ReadFDX(data []byte, opt Options) (Document, error) {
	plain, warnings := toUTF8(data)
	decoder := xml.NewDecoder(strings.NewReader(string(plain)))
	decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	reader := fdxReader{xml: decoder}
	reader.warnings = warnings
	if err := reader.document(); err != nil {
		return Document{}, fdxError(err, decoder, opt)
	}
	reader.resolveNotes()
	reader.resolveTags()
	doc := Document{Kind: KindScript, Format: FormatFDX, Script: reader.finish(opt.pageModel())}
	doc.Warnings = reader.warnings
	return doc, requireScenes(doc, opt, "In Final Draft give headings the paragraph type Scene Heading, then save again.")
}

// errTooDeep stops documents that nest without end.
var errTooDeep = errors.New("elements are nested too deep")

// errTooMany stops documents with more scenes than any script has.
var errTooMany = errors.New("too many scenes")

// fdxError says where the XML broke off.
func fdxError(err error, decoder *xml.Decoder, opt Options) error {
	line, _ := decoder.InputPos()
	remedy := "Save the script again in Final Draft, or copy the file anew: it seems incomplete."
	if errors.Is(err, errTooMany) {
		return opt.tooMany(line)
	}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return opt.invalid(syntax.Line, "the Final Draft document cannot be read: %s", syntax.Msg).WithRemedy("%s", remedy)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return opt.invalid(line, "the Final Draft document breaks off").WithRemedy("%s", remedy)
	}
	return opt.invalid(line, "the Final Draft document cannot be read: %v", err).WithRemedy("%s", remedy)
}

// fdxReader walks over the XML once and fills scenes as they come; tags and anchored notes stand
// behind the text and are resolved at the end.
type fdxReader struct {
	sceneBuilder
	xml      *xml.Decoder
	depth    int
	root     bool
	spoken   []spokenTag
	tags     tagTable
	anchored []anchoredNote
	starts   []int // offset of every paragraph in the text, as ScriptNote ranges count
	owners   []int // index of the scene of every paragraph, -1 before the first
	offset   int
}

// next is the next start element, or ok=false at the end of the enclosing element.
func (r *fdxReader) next() (start xml.StartElement, ok bool, err error) {
	for {
		token, err := r.xml.Token()
		if err != nil {
			return start, false, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if r.depth++; r.depth > maxXMLDepth {
				return start, false, errTooDeep
			}
			return t, true, nil
		case xml.EndElement:
			r.depth--
			return start, false, nil
		}
	}
}

// each calls visit for every child of the element that is open.
func (r *fdxReader) each(visit func(xml.StartElement) error) error {
	for {
		start, ok, err := r.next()
		if err != nil || !ok {
			return err
		}
		if err := visit(start); err != nil {
			return err
		}
	}
}

// skip passes over the element that is open, as far as elements may nest.
func (r *fdxReader) skip() error {
	for outside := r.depth - 1; r.depth > outside; {
		if _, _, err := r.next(); err != nil {
			return err
		}
	}
	return nil
}

// document reads the root.
func (r *fdxReader) document() error {
	for {
		token, err := r.xml.Token()
		if errors.Is(err, io.EOF) && r.root {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != "FinalDraft" {
			return errors.New("the root element is <" + start.Name.Local + ">, <FinalDraft> was expected")
		}
		r.root = true
		if err := r.each(r.part); err != nil {
			return err
		}
	}
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
	case "ScriptNotes", "UnanchoredScriptNotes":
		return r.each(r.anchoredNote)
	}
	return r.skip()
}

func (r *fdxReader) content(start xml.StartElement) error {
	if start.Name.Local != "Paragraph" {
		return r.skip()
	}
	p, err := r.paragraph(start)
	if err != nil {
		return err
	}
	r.take(p)
	if r.full() {
		return errTooMany
	}
	return nil
}

// take puts a paragraph into the model.
func (r *fdxReader) take(p fdxParagraph) {
	if p.newPage && (len(r.script.Scenes) > 0 || len(r.script.Front) > 0) {
		r.add(production.Line{Kind: production.PageBreak, Number: p.line})
	}
	text := strings.TrimRight(p.text, " \t\n")
	switch {
	case p.kind == "Scene Heading":
		r.heading(p)
	case len(p.dual) > 0:
		r.dual(p.dual)
	case strings.TrimSpace(text) == "":
	default:
		r.body(p, text)
	}
	r.mark(p)
	for _, n := range p.notes {
		r.note(n)
	}
	for _, number := range p.tags {
		r.spoken = append(r.spoken, spokenTag{scene: len(r.script.Scenes) - 1, number: number})
	}
}

// mark remembers where the paragraph stands, for notes anchored by offsets.
func (r *fdxReader) mark(p fdxParagraph) {
	r.starts = append(r.starts, r.offset)
	r.owners = append(r.owners, len(r.script.Scenes)-1)
	r.offset += len([]rune(p.text)) + 1
}

func (r *fdxReader) heading(p fdxParagraph) {
	if strings.TrimSpace(p.text) == "" && !p.omitted {
		return
	}
	h := forcedHeading(p.text)
	if lead, ok := parseHeading(h.Text); ok && lead.Number != "" && h.Number == "" {
		h = lead
	}
	if p.number != "" {
		h.Number = strings.TrimSpace(p.number)
	}
	s := r.open(h, p.line)
	s.Omitted = s.Omitted || p.omitted
	s.Page = p.page
	s.Synopsis = single(p.summary)
	if n, ok := parseEighths(p.length); ok && n > 0 {
		s.Eighths = n
	}
	switch title := single(p.title); {
	case title == "":
	case s.Synopsis == "":
		s.Synopsis = title
	default:
		r.note(production.Note{Text: title, Number: p.line})
	}
}

// body adds a paragraph that is not a heading. Types that programs invent are action.
func (r *fdxReader) body(p fdxParagraph, text string) {
	kind := production.Action
	switch p.kind {
	case "Character":
		kind, text = production.Character, strings.TrimSpace(text)
	case "Dialogue":
		kind, text = production.Dialogue, strings.TrimSpace(text)
	case "Parenthetical":
		kind, text = production.Parenthetical, strings.TrimSpace(text)
	case "Transition":
		kind, text = production.Transition, strings.TrimSpace(text)
	case "Shot":
		kind = production.ShotLine
	case "Lyrics", "Lyric", "Singing":
		kind, text = production.Lyric, strings.TrimSpace(text)
	case "New Act", "Outline 1":
		r.section(1, single(text))
		return
	case "Outline 2", "Outline 3":
		r.section(int(p.kind[8]-'0'), single(text))
		return
	case "Outline Body":
		r.synopsis(single(text), p.line, false)
		return
	}
	if kind == production.Action && p.centered {
		kind, text = production.Centered, strings.TrimSpace(text)
	}
	r.add(production.Line{Kind: kind, Text: text, Number: p.line})
}

// dual adds two speeches beside each other; the second is marked.
func (r *fdxReader) dual(speeches []fdxParagraph) {
	cues := 0
	for _, p := range speeches {
		if p.kind == "Character" {
			cues++
		}
		before := r.scene()
		count := len(r.script.Front)
		if before != nil {
			count = len(before.Lines)
		}
		r.take(p)
		lines := r.script.Front
		if before != nil {
			lines = before.Lines
		}
		for i := count; i < len(lines) && cues > 1; i++ {
			lines[i].Dual = true
		}
	}
}
