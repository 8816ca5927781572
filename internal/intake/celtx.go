package intake

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// ReadCeltx reads a Celtx project (.celtx), of the program that kept its scripts as web pages in a
// zip file; also such a page alone. Where a project holds several scripts the first with scenes is
// read, and a warning names the number. It returns fault.Invalid for a project without a script that
// has scenes, as later kinds of Celtx write it, and for one that unpacks to more than a script.
func ReadCeltx(data []byte, opt Options) (Document, error) {
	if !bytes.HasPrefix(data, zipMagic) {
		return celtxScript(data, opt)
	}
	a, _ := openArchive(data)
	scripts := celtxScripts(a, opt)
	if len(scripts) == 0 {
		return Document{}, opt.invalid(0, "no script was found in the Celtx project").WithRemedy("%s", celtxRemedy)
	}
	var first error
	for _, name := range scripts {
		page, err := archived(data, func(have string) bool { return have == name }, opt)
		if err != nil {
			return Document{}, err
		}
		doc, err := celtxScript(page, opt)
		if err == nil {
			if len(scripts) > 1 {
				doc.Warnings = append(doc.Warnings, Warning{Message: "the project holds several scripts and this is the first of them. Export another from Celtx by itself"})
			}
			return doc, nil
		}
		first = cmp.Or(first, err)
	}
	return Document{}, first
}

// maxCeltxScripts is how many scripts of a project are looked through for scenes.
const maxCeltxScripts = 20

// celtxScripts are the paths of a project's scripts, in small letters, in the project's own order.
func celtxScripts(a archive, opt Options) []string {
	var names []string
	for _, f := range a.files {
		if name := strings.ToLower(f.Name); isCeltx(name) && len(names) < maxCeltxScripts {
			names = append(names, name)
		}
	}
	if index := a.find(func(name string) bool { return name == "project.rdf" }); index != nil {
		if text, err := unpack(index, opt); err == nil {
			plain := bytes.ToLower(text)
			place := func(name string) int {
				at := bytes.Index(plain, []byte(`localfile="`+name+`"`))
				return cmp.Or(max(at, 0), len(plain))
			}
			slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(place(a), place(b)) })
		}
	}
	return names
}

// celtxScript reads one script.
func celtxScript(page []byte, opt Options) (Document, error) {
	plain, warnings := toUTF8(page)
	reader := celtxReader{html: html.NewTokenizer(bytes.NewReader(plain)), line: 1, numbered: true}
	reader.html.SetMaxBuf(maxToken)
	reader.warnings = warnings
	for reader.step() && !reader.overflows() {
	}
	reader.flush()
	switch {
	case reader.full():
		return Document{}, opt.tooMany(reader.line)
	case reader.overflows():
		return Document{}, opt.tooLong(reader.line)
	}
	reader.addPresent()
	doc := Document{Kind: KindScript, Format: FormatCeltx, Script: reader.finish(opt.pageModel())}
	doc.Warnings = reader.warnings
	return doc, requireScenes(doc, opt, celtxRemedy)
}

// celtxReader walks over the page. Every paragraph of it is one of the script.
type celtxReader struct {
	sceneBuilder
	html       *html.Tokenizer
	line       int
	open       bool // inside a paragraph
	p          styledParagraph
	text       strings.Builder
	spans      []celtxSpan
	needs      []production.Element
	within     string // element whose text is not part of the script: title, style …
	numbered   bool   // the script shows its scene numbers
	paragraphs int
}

// celtxSpan is a piece of text that the writer marked for the breakdown.
type celtxSpan struct {
	class string
	start int // offset in the paragraph's text
}

// celtxStyles maps classes of paragraphs to styles; others have the names of styles or are action.
var celtxStyles = map[string]string{"sceneheading": headingStyle, "heading": headingStyle, "dialog": "dialogue", "octothorpe": "new act"}

// overflows reports a page that is longer than any script.
func (r *celtxReader) overflows() bool { return r.full() || r.paragraphs > maxLines }

// step reads one token; false at the end.
func (r *celtxReader) step() bool {
	kind := r.html.Next()
	if kind == html.ErrorToken {
		return false
	}
	raw := r.html.Raw()
	breaks := bytes.Count(raw, []byte("\n"))
	switch kind {
	case html.TextToken:
		r.words(string(r.html.Text()))
	case html.StartTagToken, html.SelfClosingTagToken:
		r.start()
	case html.EndTagToken:
		r.end()
	}
	r.line += breaks
	return true
}

// words adds text; in a web page every run of white space is one space.
func (r *celtxReader) words(text string) {
	if title := spelling.Single(text); r.within == "title" && !noTitles[strings.ToLower(title)] {
		r.script.Title = firstOf(r.script.Title, title)
	}
	if r.within != "" || !r.open || text == "" {
		return
	}
	plain := spelling.Single(text)
	if isSpace(text[0]) && r.text.Len() > 0 || plain == "" {
		r.text.WriteByte(' ')
	}
	r.text.WriteString(plain)
	if plain != "" && isSpace(text[len(text)-1]) {
		r.text.WriteByte(' ')
	}
}

// noTitles are what Celtx calls a script that nobody has named.
var noTitles = map[string]bool{"screenplay": true, "script": true, "untitled": true, "film": true}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
