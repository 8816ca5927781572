package intake

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// maxXMLDepth is deeper than any script document nests; more is refused.
const maxXMLDepth = 64

// maxToken is the longest tag or piece of text that is read, in bytes. A longer one would make the
// decoder gather a hundred thousand attributes before anybody can look at them.
const maxToken = 1 << 20

// What stops a document that no program has written.
var (
	errTooDeep    = errors.New("elements are nested too deep")
	errTooMany    = errors.New("too many scenes")
	errTooLong    = errors.New("too many paragraphs")
	errTokenBytes = errors.New("a single element or text is longer than 1 MB")
)

// xmlWalker walks over the XML of a script document once, within bounds of depth and of size.
type xmlWalker struct {
	xml   *xml.Decoder
	in    *boundedBytes
	depth int
}

// newXMLWalker begins at the start of a document in UTF-8, whatever encoding it declares. Control
// characters, which writers paste in and XML forbids, count as spaces; HTML's entities are known.
func newXMLWalker(plain []byte) xmlWalker {
	in := &boundedBytes{data: plain, left: maxToken}
	decoder := xml.NewDecoder(in)
	decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	decoder.Entity = xml.HTMLEntity
	return xmlWalker{xml: decoder, in: in}
}

// boundedBytes gives out bytes until a token becomes too long.
type boundedBytes struct {
	data     []byte
	at, left int
}

// ReadByte makes the decoder take its bytes one by one, so that it never reads ahead.
func (b *boundedBytes) ReadByte() (byte, error) {
	if b.at >= len(b.data) {
		return 0, io.EOF
	}
	if b.left--; b.left < 0 {
		return 0, errTokenBytes
	}
	c := b.data[b.at]
	b.at++
	if c < 0x20 && c != '\n' && c != '\r' && c != '\t' {
		return ' ', nil
	}
	return c, nil
}

// Read is ReadByte for whoever asks in bulk.
func (b *boundedBytes) Read(p []byte) (int, error) {
	for i := range p {
		c, err := b.ReadByte()
		if err != nil {
			return i, err
		}
		p[i] = c
	}
	return len(p), nil
}

// token is the next token.
func (w *xmlWalker) token() (xml.Token, error) {
	w.in.left = maxToken
	return w.xml.Token()
}

// line is the 1-based line that has been read to.
func (w *xmlWalker) line() int {
	line, _ := w.xml.InputPos()
	return line
}

// next is the next start element, or ok=false at the end of the enclosing element.
func (w *xmlWalker) next() (start xml.StartElement, ok bool, err error) {
	for {
		token, err := w.token()
		if err != nil {
			return start, false, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if w.depth++; w.depth > maxXMLDepth {
				return start, false, errTooDeep
			}
			return t, true, nil
		case xml.EndElement:
			w.depth--
			return start, false, nil
		}
	}
}

// each calls visit for every child of the element that is open.
func (w *xmlWalker) each(visit func(xml.StartElement) error) error {
	for {
		start, ok, err := w.next()
		if err != nil || !ok {
			return err
		}
		if err := visit(start); err != nil {
			return err
		}
	}
}

// skip passes over the element that is open, as far as elements may nest.
func (w *xmlWalker) skip() error {
	for outside := w.depth - 1; w.depth > outside; {
		if _, _, err := w.next(); err != nil {
			return err
		}
	}
	return nil
}

// chars reads the character data of the element that is open.
func (w *xmlWalker) chars() (string, error) {
	var text strings.Builder
	for {
		token, err := w.token()
		if err != nil {
			return text.String(), err
		}
		switch t := token.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.StartElement:
			w.depth++
			if err := w.skip(); err != nil {
				return text.String(), err
			}
		case xml.EndElement:
			w.depth--
			return text.String(), nil
		}
	}
}

// document reads the root element, which must be called name.
func (w *xmlWalker) document(name string, root func(xml.StartElement) error) error {
	for seen := false; ; {
		token, err := w.token()
		if errors.Is(err, io.EOF) && seen {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != name || seen {
			return errors.New("the root element is <" + start.Name.Local + ">, <" + name + "> was expected")
		}
		seen = true
		if err := root(start); err != nil {
			return err
		}
	}
}

// attr is the value of an attribute, "" where there is none. Programs do not agree on the case of
// names ("dualdialogue", "dualDialogue").
func attr(start xml.StartElement, names ...string) string {
	for _, name := range names {
		for _, a := range start.Attr {
			if strings.EqualFold(a.Name.Local, name) {
				return a.Value
			}
		}
	}
	return ""
}

// said reports an attribute that is set to yes.
func said(start xml.StartElement, names ...string) bool {
	switch strings.ToLower(attr(start, names...)) {
	case "1", "yes", "true", "on":
		return true
	}
	return false
}

// xmlError says where a document broke off. what names the kind of document with its article.
func (w *xmlWalker) xmlError(err error, what, remedy string, opt Options) error {
	line := w.line()
	switch {
	case errors.Is(err, errTooMany):
		return opt.tooMany(line)
	case errors.Is(err, errTooLong):
		return opt.tooLong(line)
	}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return opt.invalid(syntax.Line, "the %s cannot be read: %s", what, syntax.Msg).WithRemedy("%s", remedy)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return opt.invalid(line, "the %s breaks off", what).WithRemedy("%s", remedy)
	}
	return opt.invalid(line, "the %s cannot be read: %v", what, err).WithRemedy("%s", remedy)
}

// insideOf is the part of a document from the first mention of an element on, nil where there is
// none.
func insideOf(plain []byte, element string) []byte {
	if at := bytes.Index(plain, []byte("<"+element)); at >= 0 {
		return plain[at:]
	}
	return nil
}
