package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// Bounds of a workbook. The XML of a part is read as a stream and never held; what is kept of it may
// not cost more than these.
const (
	maxPart   = 256 << 20 // bytes of XML in one part
	maxToken  = 1 << 20   // bytes between two tags: Excel's longest cell, every letter an entity
	maxSheets = 100
	maxStyles = 70000 // Excel allows 65,490
	keepPer   = 8     // bytes kept for a byte of the file …
	keepMore  = 16 << 20
)

// saveAgain is the remedy for a workbook that cannot be read.
const saveAgain = "Open it in a spreadsheet program and save it again as .xlsx, or as CSV UTF-8."

// Sheet names one worksheet. Hidden ones are not seen in Excel.
type Sheet struct {
	Name   string
	Hidden bool

	part string // its file in the archive
}

// Workbook is an open Excel workbook.
type Workbook struct {
	parts   map[string]*zip.File // by path in lower case
	sheets  []Sheet
	formats []format // of the cell styles
	texts   []string // shared strings
	from04  bool     // dates count from 1904
	budget  int64    // bytes that may still be kept
}

// IsWorkbook reports an Excel workbook in Office Open XML.
func IsWorkbook(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return false
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	for _, f := range archive.File {
		if partName(f.Name) == "xl/workbook.xml" {
			return true
		}
	}
	return false
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/"))
}

// OpenWorkbook reads what all sheets share: their names, the styles and the texts. It returns
// fault.Invalid for a file that is no workbook, is damaged, or unpacks to far more than its size.
func OpenWorkbook(data []byte) (*Workbook, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged(err)
	}
	w := Workbook{parts: map[string]*zip.File{}, budget: keepPer*int64(len(data)) + keepMore}
	for _, f := range archive.File {
		if name := partName(f.Name); w.parts[name] == nil {
			w.parts[name] = f
		}
	}
	for _, read := range []func() error{w.readBook, w.readStyles, w.readTexts} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return &w, nil
}

// Sheets lists the worksheets in their order.
func (w *Workbook) Sheets() []Sheet { return w.sheets }

func damaged(cause error) error {
	if e := (*fault.Error)(nil); errors.As(cause, &e) {
		return cause
	}
	return fault.New(fault.Invalid, "the workbook is damaged: %v", cause).WithRemedy(saveAgain)
}

// keep counts what is kept and refuses more than the file can honestly hold.
func (w *Workbook) keep(n int) error {
	if w.budget -= int64(n); w.budget < 0 {
		return fault.New(fault.Invalid, "the workbook unpacks to far more than its size").WithRemedy(saveAgain)
	}
	return nil
}

// walk reads the XML of a part and shows its tags and texts to see, which may stop it with
// errStop. A part that is not there is empty.
func (w *Workbook) walk(part string, see func(d *xml.Decoder, token xml.Token) error) error {
	f := w.parts[strings.ToLower(part)]
	if f == nil {
		return nil
	}
	content, err := f.Open()
	if err != nil {
		return damaged(err)
	}
	defer content.Close()
	d := xml.NewDecoder(&guard{from: content, left: maxPart})
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = see(d, token)
		}
		if errors.Is(err, errStop) {
			return nil
		}
		if err != nil {
			return damaged(err)
		}
	}
}

var errStop = errors.New("enough was read")

// guard stops a part that is too long, or has too much between two tags for the parser's buffer.
type guard struct {
	from  io.Reader
	left  int64
	token int // bytes since the last tag began
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.from.Read(p)
	if last := bytes.LastIndexByte(p[:n], '<'); last >= 0 {
		g.token = n - last
	} else {
		g.token += n
	}
	if g.left -= int64(n); g.left < 0 || g.token > maxToken {
		return 0, fault.New(fault.Invalid, "the workbook unpacks to far more than its size").WithRemedy(saveAgain)
	}
	return n, err
}

// attr is the value of an attribute, whatever its prefix.
func attr(tag xml.StartElement, name string) string {
	for _, a := range tag.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readBook finds the sheets and the day from which dates count.
func (w *Workbook) readBook() error {
	target := map[string]string{}
	err := w.walk("xl/_rels/workbook.xml.rels", func(_ *xml.Decoder, token xml.Token) error {
		if tag, ok := token.(xml.StartElement); ok && strings.HasSuffix(attr(tag, "Type"), "/worksheet") && len(target) < maxSheets {
			file := attr(tag, "Target")
			if !strings.HasPrefix(file, "/") {
				file = "xl/" + file
			}
			target[attr(tag, "Id")] = strings.TrimPrefix(path.Clean(file), "/")
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = w.walk("xl/workbook.xml", func(_ *xml.Decoder, token xml.Token) error {
		tag, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case tag.Name.Local == "workbookPr":
			w.from04 = isTrue(attr(tag, "date1904"))
		case tag.Name.Local == "sheet" && target[attr(tag, "id")] != "" && len(w.sheets) < maxSheets:
			state := attr(tag, "state")
			w.sheets = append(w.sheets, Sheet{
				Name: attr(tag, "name"), part: target[attr(tag, "id")],
				Hidden: state == "hidden" || state == "veryHidden",
			})
		}
		return nil
	})
	if err == nil && len(w.sheets) == 0 {
		return fault.New(fault.Invalid, "the workbook has no sheet").WithRemedy(saveAgain)
	}
	return err
}

func isTrue(s string) bool { return s == "1" || s == "true" }

// readTexts reads the strings that cells share. Readings for the eye (phonetic runs) are left out.
func (w *Workbook) readTexts() error {
	var text strings.Builder
	phonetic, inText := false, false
	return w.walk("xl/sharedStrings.xml", func(_ *xml.Decoder, token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			phonetic = phonetic || t.Name.Local == "rPh"
			inText = t.Name.Local == "t"
		case xml.CharData:
			if inText && !phonetic && text.Len() < maxCell {
				text.Write(t)
			}
		case xml.EndElement:
			inText = false
			switch t.Name.Local {
			case "rPh":
				phonetic = false
			case "si":
				cell, _ := clip(unescape(text.String()))
				w.texts = append(w.texts, cell)
				text.Reset()
				return w.keep(len(cell) + 32) // the string and its place in a growing list
			}
		}
		return nil
	})
}

// unescape takes out what Excel writes for line ends of other systems, and for what looks like that and is not.
func unescape(s string) string {
	if !strings.Contains(s, "_x00") {
		return s
	}
	return strings.NewReplacer("_x005F_", "_", "_x005f_", "_", "_x000D_", "", "_x000d_", "", "_x000A_", "\n", "_x000a_", "\n").Replace(s)
}
