package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// The most that is believed of a document.
const (
	mostDepth    = 40
	mostElements = 20000
)

// flatten gives every text and attribute of an XML document with its path: the names from the element at the depth skip on,
// joined by points; the second of two brothers is "TRACK[2]". Entities that a document declares are not replaced.
func flatten(text []byte, skip int, each func(path, value string)) error {
	text = bytes.Trim(text, "\x00 \r\n\t")
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict, d.CharsetReader = false, foreign
	var w walk
	for n := 0; ; n++ {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF) && n > 0 && len(w.open) == 0:
			return nil
		case err != nil:
			return errors.New("its XML does not hold")
		case n > 4*mostElements:
			return fmt.Errorf("it has more than %d elements", mostElements)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if len(w.open) == mostDepth {
				return fmt.Errorf("it is deeper than %d elements", mostDepth)
			}
			w.start(token.Name.Local)
			for _, a := range token.Attr {
				if path := w.path(skip); a.Name.Space != "xmlns" && a.Name.Local != "xmlns" && a.Name.Space != "xsi" {
					each(strings.TrimPrefix(path+"."+a.Name.Local, "."), a.Value)
				}
			}
		case xml.CharData:
			w.text(token)
		case xml.EndElement:
			if path, value := w.path(skip), w.end(); path != "" && value != "" {
				each(path, value)
			}
		}
	}
}

// foreign reads documents in other letters than UTF-8.
func foreign(label string, in io.Reader) (io.Reader, error) {
	if strings.EqualFold(label, "utf-16") { // it says so and is not: it was read as bytes up to here
		return in, nil
	}
	return charset.NewReaderLabel(label, in)
}

// walk is the elements that are open.
type walk struct {
	open []element
	seen map[string]int // how many brothers of the name there are, by path
}

type element struct {
	path string
	text []byte
}

func (w *walk) start(name string) {
	if w.seen == nil {
		w.seen = map[string]int{}
	}
	path := name
	if n := len(w.open); n > 0 {
		path = w.open[n-1].path + "." + name
	}
	if w.seen[path]++; w.seen[path] > 1 {
		path = fmt.Sprintf("%s[%d]", path, w.seen[path])
	}
	w.open = append(w.open, element{path: short(path, 400)})
}

// path is that of the innermost element, without the first skip names.
func (w *walk) path(skip int) string {
	if len(w.open) <= skip {
		return ""
	}
	path := w.open[len(w.open)-1].path
	for range skip {
		_, path, _ = strings.Cut(path, ".")
	}
	return path
}

func (w *walk) text(part []byte) {
	if n := len(w.open); n > 0 && len(w.open[n-1].text) < mostValue {
		w.open[n-1].text = append(w.open[n-1].text, part[:min(len(part), mostValue)]...)
	}
}

func (w *walk) end() string {
	n := len(w.open) - 1
	if n < 0 {
		return ""
	}
	value := strings.TrimSpace(string(w.open[n].text))
	w.open = w.open[:n]
	return value
}

// anyText is bytes as text: UTF-8 where they are, else Windows 1252, which has all that Latin 1 has.
func anyText(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return string(text)
}
