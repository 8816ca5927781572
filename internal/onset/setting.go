package onset

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/lettering"
)

// Fonts are the fonts that a document may use beside those that every PDF reader has. The zero value has none: then
// letters outside of western Europe are spelt in Latin ones.
type Fonts = lettering.Fonts

// document is what is known of a PDF before it is laid out.
type document struct {
	paper Paper
	made  time.Time // its dates are this, so that equal input gives equal bytes
	title string
}

// print lays a document out and writes it. One that the fonts of every PDF reader can print has no others in it, and
// stays as small as it can be. For any other it is laid out again to learn which glyphs it shows, and once more with
// fonts of these. It returns fault.Invalid for a paper that no office has and fault.Unavailable when w fails.
func (d document) print(w io.Writer, fonts Fonts, lay func(*sheet) error) error {
	if d.paper != A4 && d.paper != Letter {
		return fault.New(fault.Invalid, "%q is not a paper", d.paper).WithRemedy("Choose A4 or Letter.")
	}
	s := newSheet(d, nil)
	if err := lay(s); err != nil {
		return err
	}
	if s.foreign && fonts.Any() {
		letters := fonts.Setter(inLatin)
		if err := lay(newSheet(d, letters)); err != nil {
			return err
		}
		s = newSheet(d, letters)
		s.embed(letters.Files())
		if err := lay(s); err != nil {
			return err
		}
	}
	return s.write(w)
}

// embed puts fonts into the document.
func (s *sheet) embed(files [][]byte) {
	for i, file := range files {
		s.pdf.AddUTF8FontFromBytes(familyOf(i), "", file)
	}
	s.embedded = true
}

func familyOf(font int) string { return "letters" + strconv.Itoa(font) }

// perPoint is a point in millimetres.
const perPoint = 25.4 / 72

// unit is a thousandth of the size of the type, in millimetres.
func (s *sheet) unit() float64 { return s.size.points * perPoint / 1000 }

// line is a text in embedded fonts.
func (s *sheet) line(text string) lettering.Line {
	line := s.letters.Line(s.said(text), s.bold)
	s.lost = s.lost || line.Lost
	return line
}

// setLetters sets a line in embedded fonts. What its codes do not say is written beside them, for those who search or
// copy the text (ISO 32000-1, 14.9.4).
func (s *sheet) setLetters(x, baseline float64, text string) {
	line := s.line(text)
	if !s.embedded {
		return
	}
	for _, piece := range line.Pieces {
		if piece.Says != "" {
			s.pdf.RawWriteStr("/Span <</ActualText <FEFF" + utf16Hex(piece.Says) + ">>> BDC\n")
		}
		for _, part := range piece.Parts {
			s.pdf.SetFont(familyOf(part.Font), "", s.size.points)
			s.pdf.Text(x+part.X*s.unit(), baseline-part.Y*s.unit(), part.Codes)
		}
		if piece.Says != "" {
			s.pdf.RawWriteStr("EMC\n")
		}
	}
	s.pdf.SetFont(builtIn, "", s.size.points) // each line names its fonts, on whichever page it is
}

func utf16Hex(text string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}

// beside joins the parts that say something; names that run from right to left do not reach into their neighbours.
func beside(with string, parts ...string) string { return joined(with, apart(parts)...) }

// names are names one after the other.
func names(list []string) string { return strings.Join(apart(list), ", ") }

func apart(list []string) []string {
	out := make([]string, 0, len(list))
	for _, text := range list {
		out = append(out, lettering.Apart(text))
	}
	return out
}
