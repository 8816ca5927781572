package onset

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/btsdirector/bts/internal/fault"
)

// Storyboard is what is drawn for a shoot as it is handed out: boards one after the other, each from a new page on.
type Storyboard struct {
	Production string
	Revision   string // which schedule it follows
	Made       time.Time
	Boards     []PrintedBoard
}

// PrintedBoard is one board.
type PrintedBoard struct {
	Title  string
	When   string // "Day 4 · Tue 12 May"
	Frames []PrintedFrame
	Plans  []PrintedPlan // behind the frames, each on a page
}

// PrintedFrame is a frame: what it shows, and its words.
type PrintedFrame struct {
	Title, Line, Note, Sound string
	Wide, High               float64      // of the sheet, in its own units
	Picture                  []byte       // JPEG below the ink, nil for none
	PictureWide, PictureHigh int          // its pixels
	Ink                      []InkLine    // drawn in order
	Layer                    []byte       // PNG of the ink on nothing, instead of Ink where that could not be printed as lines
	Plan                     *PrintedPlan // where its camera stands, nil where nobody said
}

// InkLine is a line of one width with round ends; coordinates in units of the sheet.
type InkLine struct {
	R, G, B uint8
	Width   float64
	Points  [][2]float64
}

// How frames stand on a page.
type grid struct {
	columns, rows int
	beside        bool // words stand beside the picture, not below
}

var grids = map[int]grid{2: {1, 2, false}, 3: {1, 3, true}, 6: {2, 3, false}}

const (
	gutter      = 6.0
	mostLetters = 3_000 // more than there is room for beside any frame
)

// PDF writes the boards with 2, 3 or 6 frames on a page, black on white. Drawings are lines, so that they are sharp at any
// size. Equal boards give equal bytes. It returns fault.Invalid for another number or paper, and fault.Unavailable
// when w fails.
func (b Storyboard) PDF(w io.Writer, paper Paper, perPage int, fonts Fonts) error {
	layout, ok := grids[perPage]
	if !ok {
		return fault.New(fault.Invalid, "%d frames do not go on a page", perPage).WithRemedy("Choose 2, 3 or 6.")
	}
	d := document{paper, b.Made, beside(" · ", b.Production, "Storyboards")}
	return d.print(w, fonts, func(s *sheet) error {
		b.lay(s, layout, perPage)
		return nil
	})
}

func (b Storyboard) lay(s *sheet, layout grid, perPage int) {
	printed := 0
	for i, board := range b.Boards {
		if i > 0 {
			s.pdf.AddPage()
		}
		for from := 0; from == 0 || from < len(board.Frames); from += perPage {
			if from > 0 {
				s.pdf.AddPage()
			}
			page := board.Frames[from:min(from+perPage, len(board.Frames))]
			b.setBoardHead(s, board)
			for k, f := range page {
				printed++
				s.setFrame(layout, k, f, from+k+1, "frame"+strconv.Itoa(printed))
			}
		}
		b.setPlans(s, board)
	}
	b.setFoot(s)
}

func (b Storyboard) setBoardHead(s *sheet, board PrintedBoard) {
	s.y = margin
	s.face(head, true)
	s.put(margin, s.y, s.fit(board.Title, s.width*0.68))
	s.face(small, false)
	s.putRight(margin+s.width, s.y+1.5, s.fit(board.When, s.width*0.3))
	s.rule(margin, s.y+head.line+0.5, s.width, 0.4)
	s.y += head.line + 4
}

// setFrame sets the frame that is the nth on the page.
func (s *sheet) setFrame(g grid, nth int, f PrintedFrame, number int, name string) {
	top := margin + head.line + 4
	wide := (s.width - gutter*float64(g.columns-1)) / float64(g.columns)
	high := (s.bottom - top - gutter*float64(g.rows-1)) / float64(g.rows)
	x, y := margin+float64(nth%g.columns)*(wide+gutter), top+float64(nth/g.columns)*(high+gutter)
	picture, shape := wide, f.High/f.Wide
	if g.beside {
		picture = min(high/shape, wide*0.62)
	}
	tall := picture * shape
	if room := high - 4*body.line; !g.beside && tall > room { // a tall sheet leaves its words some room
		tall, picture = room, room/shape
	}
	s.setShown(x, y, picture, tall, f, name)
	if g.beside {
		left, room := x+picture+gutter, wide-picture-gutter
		taken := s.setSmallPlan(left, y+high, room, min(room, high*0.45), f.Plan)
		s.setWords(left, y, room, y+high-taken, f, number)
		return
	}
	y += tall + 1.5
	room := high - tall - 1.5
	plan := s.setSmallPlan(x+wide*0.66, y+room, wide*0.34, room, f.Plan)
	if plan > 0 {
		wide = wide*0.66 - gutter/2
	}
	s.setWords(x, y, wide, y+room, f, number)
}

// setSmallPlan sets the plan of a frame into the lower right corner of some room, and returns how much of its height it
// takes; 0 where there is no plan, or no room to read one.
func (s *sheet) setSmallPlan(x, bottom, room, most float64, plan *PrintedPlan) float64 {
	if plan == nil {
		return 0
	}
	wide := min(room, most/plan.Shape)
	high := wide * plan.Shape
	if wide < 12 || high < 8 {
		return 0
	}
	s.setPlan(x+room-wide, bottom-high, wide, *plan)
	return high + 1.5
}

// setShown sets picture and ink, cut at the edge of the sheet, and a frame round them.
func (s *sheet) setShown(x, y, wide, high float64, f PrintedFrame, name string) {
	s.pdf.ClipRect(x, y, wide, high, false)
	if len(f.Picture) > 0 {
		scale := min(wide/float64(f.PictureWide), high/float64(f.PictureHigh))
		w, h := float64(f.PictureWide)*scale, float64(f.PictureHigh)*scale
		s.setImage(name+"p", "JPG", f.Picture, x+(wide-w)/2, y+(high-h)/2, w, h)
	}
	if len(f.Layer) > 0 {
		s.setImage(name+"i", "PNG", f.Layer, x, y, wide, high)
	}
	scale := wide / f.Wide
	s.pdf.SetLineCapStyle("round")
	s.pdf.SetLineJoinStyle("round")
	for _, line := range f.Ink {
		s.pdf.SetDrawColor(int(line.R), int(line.G), int(line.B))
		s.pdf.SetLineWidth(line.Width * scale)
		first := line.Points[0]
		s.pdf.MoveTo(x+first[0]*scale, y+first[1]*scale)
		if len(line.Points) == 1 {
			s.pdf.LineTo(x+first[0]*scale, y+first[1]*scale)
		}
		for _, p := range line.Points[1:] {
			s.pdf.LineTo(x+p[0]*scale, y+p[1]*scale)
		}
		s.pdf.DrawPath("D")
	}
	s.pdf.ClipEnd()
	s.pdf.SetLineCapStyle("butt")
	s.pdf.SetLineJoinStyle("miter")
	s.pdf.SetDrawColor(0, 0, 0)
	s.pdf.SetLineWidth(0.25)
	s.pdf.Rect(x, y, wide, high, "D")
}

func (s *sheet) setImage(name, kind string, data []byte, x, y, w, h float64) {
	options := fpdf.ImageOptions{ImageType: kind}
	s.pdf.RegisterImageOptionsReader(name, options, bytes.NewReader(data))
	s.pdf.ImageOptions(name, x, y, w, h, false, options, 0, "")
}

// setWords sets what is said of a frame, as far as there is room.
func (s *sheet) setWords(x, y, w, bottom float64, f PrintedFrame, number int) {
	put := func(z size, bold bool, text string, most int) {
		s.face(z, bold)
		if letters := []rune(text); len(letters) > mostLetters {
			text = string(letters[:mostLetters])
		}
		lines := s.wrap(text, w)
		for i, line := range lines {
			last := y+2*z.line > bottom || i == most-1
			if y+z.line > bottom {
				return
			}
			if last && i < len(lines)-1 {
				line = s.fit(line+" …", w)
			}
			s.put(x, y, line)
			y += z.line
			if last {
				return
			}
		}
	}
	put(body, true, beside("  ", strconv.Itoa(number), f.Title), 2)
	put(small, true, f.Line, 2)
	put(body, false, f.Note, 40)
	put(small, false, beside("", prefixed("Sound: ", f.Sound)), 2)
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

func (b Storyboard) setFoot(s *sheet) {
	pages := s.pdf.PageCount()
	for n := 1; n <= pages; n++ {
		s.pdf.SetPage(n)
		y := s.bottom + footRoom - small.line
		s.rule(margin, y-1, s.width, 0.2)
		s.face(head, false) // the writer repeats a font on another page only after a change
		s.face(small, false)
		page := fmt.Sprintf("Page %d/%d", n, pages)
		s.putRight(margin+s.width, y, page)
		left := beside(" · ", b.Production, "BTS storyboards", b.Revision)
		s.put(margin, y, s.fit(left, s.width-s.measure(page)-4))
	}
}
