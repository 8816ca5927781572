package mhl

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// Bounds for what others wrote. A manifest of a million files with three hashes each has about 600 MB.
const (
	maxBytes = 2 << 30 // of one manifest
	maxPiece = 1 << 20 // of one tag or text
	maxDepth = 64      // of elements in elements
)

// document reads XML token by token, within bounds and without document type, so that no entity can grow.
type document struct {
	decoder *xml.Decoder
	guard   *guard
	file    string
	depth   int
	spoilt  error // what is wrong with the record that is being read
}

// guard stops an input that is too large, or whose next piece is.
type guard struct {
	r            io.Reader
	total, piece int64
}

var errTooLarge = errors.New("more than can be meant")

func (g *guard) Read(b []byte) (int, error) {
	if g.total > maxBytes || g.piece > maxPiece {
		return 0, errTooLarge
	}
	n, err := g.r.Read(b)
	g.total, g.piece = g.total+int64(n), g.piece+int64(n)
	return n, err
}

func newDocument(r io.Reader, file string) *document {
	g := &guard{r: r}
	d := xml.NewDecoder(g)
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errNotUTF8 }
	return &document{decoder: d, guard: g, file: file}
}

var errNotUTF8 = errors.New("this is not declared as UTF-8, which the standard asks for")

// at is where the reader stands.
func (d *document) at() fault.Position {
	line, column := d.decoder.InputPos()
	return fault.Position{File: d.file, Line: line, Column: column}
}

func (d *document) broken(format string, args ...any) *fault.Error {
	return fault.New(fault.Invalid, format, args...).WithPosition(d.at()).WithRemedy("Take the file from another copy of the folder.")
}

// token gives the next start, end or text; comments and processing instructions are passed over.
func (d *document) token() (xml.Token, error) {
	for {
		d.guard.piece = 0
		token, err := d.decoder.Token()
		switch {
		case errors.Is(err, errTooLarge):
			return nil, d.broken("this is larger than a media hash list can be")
		case err != nil:
			return nil, d.unreadable(err)
		}
		switch t := token.(type) {
		case xml.Directive:
			if bytes.HasPrefix(bytes.TrimSpace(t), []byte("DOCTYPE")) {
				return nil, d.broken("a media hash list has no document type, and none is read")
			}
		case xml.StartElement:
			if d.depth++; d.depth > maxDepth {
				return nil, d.broken("elements are nested deeper than %d levels", maxDepth)
			}
			return token, nil
		case xml.EndElement:
			d.depth--
			return token, nil
		case xml.CharData:
			return token, nil
		}
	}
}

func (d *document) unreadable(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		return d.broken("the file ends too early")
	case errors.As(err, &syntax):
		return d.broken("this is not XML: %s", syntax.Msg)
	case errors.Is(err, errNotUTF8):
		return d.broken("%s", errNotUTF8)
	}
	return d.broken("the file cannot be read").WithCause(err)
}

// root reads up to the first element, which must be name in space.
func (d *document) root(space, name string) (xml.StartElement, error) {
	for {
		token, err := d.token()
		if err != nil {
			return xml.StartElement{}, err
		}
		if start, ok := token.(xml.StartElement); ok {
			if start.Name.Space != space || start.Name.Local != name {
				return start, d.broken("this is <%s> of %q, expected <%s> of %q", start.Name.Local, start.Name.Space, name, space)
			}
			return start, nil
		}
	}
}

// children calls fn for every element of space in the one that was opened last, up to its end. What fn does not
// read of it is passed over, and so is every element of another space.
func (d *document) children(space string, fn func(xml.StartElement) error) error {
	level := d.depth
	for {
		token, err := d.token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if d.depth < level {
				return nil
			}
		case xml.StartElement:
			if t.Name.Space == space {
				if err := fn(t); err != nil {
					return err
				}
			}
			if err := d.leave(level); err != nil {
				return err
			}
		}
	}
}

// leave reads on until the depth is level again.
func (d *document) leave(level int) error {
	for d.depth > level {
		if _, err := d.token(); err != nil {
			return err
		}
	}
	return nil
}

// text is what stands in the element that was opened last, up to its end.
func (d *document) text() (string, error) {
	level := d.depth
	var b strings.Builder
	for {
		token, err := d.token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if d.depth < level {
				return b.String(), nil
			}
		case xml.CharData:
			if d.depth == level {
				b.Write(t)
			}
		}
		if b.Len() > maxPiece {
			return "", d.broken("this text is longer than can be meant")
		}
	}
}

// attribute gives an attribute that belongs to no namespace.
func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
