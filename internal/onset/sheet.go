package onset

import (
	"io"
	"sort"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/lettering"
)

// Paper is a size of paper.
type Paper string

// The papers that offices have.
const (
	A4     Paper = "A4"
	Letter Paper = "Letter"
)

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
	bold   bool    // current face
	size   size    // current size
	header string  // repeated on top of every page but the first

	letters  *lettering.Setter // sets all text; nil leaves it to the built-in fonts
	embedded bool              // what letters uses is in the document
	foreign  bool              // a built-in font had to spell a letter another way
	lost     bool              // a letter had to become a question mark
}

// builtIn is a font that every PDF reader has. It knows the letters of western Europe.
const builtIn = "Helvetica"

// newSheet opens a document whose text is set by letters, or in built-in fonts without them.
func newSheet(d document, letters *lettering.Setter) *sheet {
	pdf := fpdf.New("P", "mm", string(d.paper), "")
	pdf.SetCreationDate(d.made)
	pdf.SetModificationDate(d.made)
	pdf.SetCatalogSort(true)
	pdf.SetProducer("BTS Director", true)
	pdf.SetTitle(lettering.Bare(d.title), true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(margin, margin, margin)
	wide, high := pdf.GetPageSize()
	s := &sheet{pdf: pdf, width: wide - 2*margin, bottom: high - margin - footRoom, header: d.title, letters: letters}
	pdf.AddPage()
	s.y = margin
	return s
}

// write ends the document.
func (s *sheet) write(w io.Writer) error {
	if err := s.pdf.Error(); err != nil {
		return fault.New(fault.Invalid, "the document cannot be set").WithCause(err)
	}
	if w == io.Discard { // only its pages are counted
		return nil
	}
	if err := s.pdf.Output(w); err != nil {
		return fault.New(fault.Unavailable, "the document could not be written").WithCause(err)
	}
	return nil
}

// face chooses size and weight for what follows.
func (s *sheet) face(z size, bold bool) {
	style := ""
	if bold {
		style = "B"
	}
	s.size, s.bold = z, bold
	s.pdf.SetFont(builtIn, style, z.points)
}

// glyphs is text as the built-in fonts want it.
func (s *sheet) glyphs(text string) string {
	said := s.said(text)
	s.foreign = s.foreign || said != oneLine(text) // a font may have what these lack
	spelt, lost, foreign := toCP1252(said)
	s.lost, s.foreign = s.lost || lost, s.foreign || foreign
	return spelt
}

// alone stands for a picture that no font has and that stands beside no words.
const alone = "(emoji)"

// said is text as one line, without pictures that no font has.
func (s *sheet) said(text string) string {
	return lettering.LeaveOut(oneLine(text), func(r rune) bool {
		if s.letters != nil && s.letters.Has(r) {
			return true
		}
		_, spelt := latin[r]
		return spelt
	}, alone)
}

// whole is what is said of a text before it is broken or cut: what stands beside what is seen there.
func (s *sheet) whole(text string) string {
	s.foreign = s.foreign || s.letters == nil && s.said(text) != oneLine(text)
	return s.said(text)
}

// measure is the width of a line.
func (s *sheet) measure(text string) float64 {
	if s.letters != nil {
		return s.line(text).Width * s.unit()
	}
	return s.pdf.GetStringWidth(s.glyphs(text))
}

// put sets one line with its top at y.
func (s *sheet) put(x, y float64, text string) {
	baseline := y + s.size.line/2 + s.size.points*perPoint*0.35
	if s.letters != nil {
		s.setLetters(x, baseline, text)
		return
	}
	s.pdf.Text(x, baseline, s.glyphs(text))
}

// putRight sets one line that ends at x.
func (s *sheet) putRight(x, y float64, text string) { s.put(x-s.measure(text), y, text) }

// putMid sets one line centred on x.
func (s *sheet) putMid(x, y float64, text string) { s.put(x-s.measure(text)/2, y, text) }

// fit is text cut with an ellipsis so that it is no wider than w; "" when nothing fits.
func (s *sheet) fit(text string, w float64) string {
	text = s.whole(text)
	if s.measure(text) <= w {
		return text
	}
	letters := []rune(text)
	for n := s.fitting(letters, w); n > 0; n-- {
		cut := strings.TrimRight(string(letters[:lettering.Cut(letters, n)]), " ,·-–") + "…"
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
	for _, word := range strings.Fields(s.whole(text)) {
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
			n := lettering.Cut(letters, min(max(s.fitting(letters, w), 1), len(letters)-1))
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
	return lettering.Continued(lines)
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
