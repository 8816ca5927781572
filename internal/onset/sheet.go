package onset

import (
	"io"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"

	"github.com/btsdirector/bts/internal/fault"
)

// Paper is a size of paper.
type Paper string

// The papers that offices have.
const (
	A4     Paper = "A4"
	Letter Paper = "Letter"
)

// Fonts are TrueType files to print with. Without Regular and Bold the packet is set in the fonts
// that every PDF reader has: those know the letters of western Europe, and what they lack is spelt
// in Latin letters.
type Fonts struct{ Regular, Bold []byte }

// size is a size of type: points and the millimetres from line to line.
type size struct{ points, line float64 }

// Four sizes and no more.
var (
	small = size{7.5, 3.5}
	body  = size{9.5, 4.5}
	head  = size{12, 6}
	big   = size{25, 10}
)

const (
	margin   = 12.0 // millimetres, what any printer can do
	footRoom = 9.0
	gap      = 4.0 // between sections
)

// sheet is a document in the making: a pen position and the means to set text.
type sheet struct {
	pdf    *fpdf.Fpdf
	y      float64 // top of what comes next
	width  float64 // of the text
	bottom float64 // lowest y of content
	utf8   bool
	lost   bool   // a character had to become a question mark
	bold   bool   // current face
	size   size   // current size
	header string // repeated on top of every page but the first
}

// newSheet opens a document. Its dates are that of the day, so that equal input gives equal bytes.
func newSheet(paper Paper, fonts Fonts, made time.Time, title string) *sheet {
	pdf := fpdf.New("P", "mm", string(paper), "")
	pdf.SetCreationDate(made)
	pdf.SetModificationDate(made)
	pdf.SetCatalogSort(true)
	pdf.SetProducer("BTS Director", true)
	pdf.SetTitle(title, true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(margin, margin, margin)
	wide, high := pdf.GetPageSize()
	s := &sheet{pdf: pdf, width: wide - 2*margin, bottom: high - margin - footRoom, header: title}
	if len(fonts.Regular) > 0 && len(fonts.Bold) > 0 {
		s.utf8 = true
		pdf.AddUTF8FontFromBytes("packet", "", fonts.Regular)
		pdf.AddUTF8FontFromBytes("packet", "B", fonts.Bold)
	}
	pdf.AddPage()
	s.y = margin
	return s
}

// write ends the document.
func (s *sheet) write(w io.Writer) error {
	if err := s.pdf.Error(); err != nil {
		return fault.New(fault.Invalid, "the packet cannot be set with these fonts").WithCause(err)
	}
	if err := s.pdf.Output(w); err != nil {
		return fault.New(fault.Unavailable, "the packet could not be written").WithCause(err)
	}
	return nil
}

// face chooses size and weight for what follows.
func (s *sheet) face(z size, bold bool) {
	family, style := "Helvetica", ""
	if s.utf8 {
		family = "packet"
	}
	if bold {
		style = "B"
	}
	s.size, s.bold = z, bold
	s.pdf.SetFont(family, style, z.points)
}

// glyphs is text as the current font wants it.
func (s *sheet) glyphs(text string) string {
	text = oneLine(text)
	if !s.utf8 {
		spelt, lost := toCP1252(text)
		s.lost = s.lost || lost
		return spelt
	}
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF || r == utf8.RuneError { // the PDF writer knows the basic plane alone
			s.lost = true
			return unknownGlyph
		}
		return r
	}, text)
}

func (s *sheet) measure(text string) float64 { return s.pdf.GetStringWidth(s.glyphs(text)) }

// put sets one line with its top at y.
func (s *sheet) put(x, y float64, text string) {
	baseline := y + s.size.line/2 + s.size.points*0.3528*0.35 // 0.3528 mm is a point
	s.pdf.Text(x, baseline, s.glyphs(text))
}

// putRight sets one line that ends at x.
func (s *sheet) putRight(x, y float64, text string) { s.put(x-s.measure(text), y, text) }

// putMid sets one line centred on x.
func (s *sheet) putMid(x, y float64, text string) { s.put(x-s.measure(text)/2, y, text) }

// fit is text cut with an ellipsis so that it is no wider than w; "" when nothing fits.
func (s *sheet) fit(text string, w float64) string {
	text = oneLine(text)
	if s.measure(text) <= w {
		return text
	}
	letters := []rune(text)
	for n := s.fitting(letters, w); n > 0; n-- {
		cut := strings.TrimRight(string(letters[:n]), " ,·-–") + "…"
		if s.measure(cut) <= w {
			return cut
		}
	}
	return ""
}

// fitting is how many of the letters are together no wider than w. It looks at few of the lengths: a word can have ten
// thousand letters.
func (s *sheet) fitting(letters []rune, w float64) int {
	return sort.Search(len(letters), func(n int) bool { return s.measure(string(letters[:n+1])) > w })
}

// wrap breaks text into lines no wider than w, inside a word only where the word alone is too wide.
func (s *sheet) wrap(text string, w float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(oneLine(text)) {
		longer := strings.TrimSpace(line + " " + word)
		if s.measure(longer) <= w {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for s.measure(word) > w {
			letters := []rune(word)
			n := min(max(s.fitting(letters, w), 1), len(letters)-1)
			if n < 1 {
				break
			}
			lines, word = append(lines, string(letters[:n])), string(letters[n:])
			if n <= 1 && len(letters)-n <= 1 {
				break
			}
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// lines sets text wrapped at x, moves the pen below it and breaks the page where needed.
func (s *sheet) lines(x, w float64, text string) {
	for _, line := range s.wrap(text, w) {
		s.need(s.size.line)
		s.put(x, s.y, line)
		s.y += s.size.line
	}
}

// need starts a new page unless h millimetres are left on this one.
func (s *sheet) need(h float64) {
	if s.y+h <= s.bottom {
		return
	}
	z, bold := s.size, s.bold
	s.pdf.AddPage()
	s.y = margin
	s.face(small, false)
	s.put(margin, s.y, s.fit(s.header, s.width))
	s.rule(margin, s.y+small.line+0.7, s.width, 0.2)
	s.y += small.line + 3
	s.face(z, bold)
}

// section sets a heading that stays with at least h millimetres of what follows.
func (s *sheet) section(title string, h float64) {
	s.y += gap
	s.need(head.line + 2 + h)
	s.face(head, true)
	s.put(margin, s.y, title)
	s.rule(margin, s.y+head.line+0.3, s.width, 0.5)
	s.y += head.line + 2
	s.face(body, false)
}

func (s *sheet) rule(x, y, w, thick float64) {
	s.pdf.SetDrawColor(0, 0, 0)
	s.pdf.SetLineWidth(thick)
	s.pdf.Line(x, y, x+w, y)
}

// box draws a rectangle with a frame, filled with a grey (0 black, 255 white).
func (s *sheet) box(x, y, w, h float64, grey int, frame float64) {
	s.pdf.SetFillColor(grey, grey, grey)
	s.pdf.SetDrawColor(0, 0, 0)
	s.pdf.SetLineWidth(frame)
	s.pdf.Rect(x, y, w, h, "FD")
}

// ink is the grey of the text that follows.
func (s *sheet) ink(grey int) { s.pdf.SetTextColor(grey, grey, grey) }

// tag sets words white on black at x and returns the x after it.
func (s *sheet) tag(x, y float64, words string) float64 {
	w := s.measure(words) + 2.4
	s.box(x, y+0.3, w, s.size.line-0.6, 0, 0.1)
	s.ink(255)
	s.put(x+1.2, y, words)
	s.ink(0)
	return x + w
}

// shout sets words white on black in as many lines as they need.
func (s *sheet) shout(x, w float64, words string) {
	s.face(body, true)
	for _, line := range s.wrap(words, w-2.4) {
		s.need(body.line)
		s.tag(x, s.y, line)
		s.y += body.line
	}
}
