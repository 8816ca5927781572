package onset

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/btsdirector/bts/internal/fault"
)

// ContactSheet are pictures of the library as one hands them round: twenty on a page, each with what is known of it.
type ContactSheet struct {
	Production string
	Title      string // "Day 14 · Tue 12 May"
	Said       string // "1,204 stills, 38 clips"
	Made       time.Time
	URL        string // of the live page, printed as a QR code when set
	Pictures   []ContactPicture
}

// ContactPicture is one of them.
type ContactPicture struct {
	Name     string
	JPEG     []byte // nil where there is nothing to look at
	Why      string // then: what is wrong with it
	Time     string // "14:03:22"
	Timecode string // "01:02:03;04"
	Rating   int    // 0 to 5
	Verdict  string // "First", "" for none
	Caption  string
}

// The grid of a contact sheet.
const (
	contactWide = 4
	contactHigh = 5
	contactGap  = 4.0 // millimetres between pictures
	contactText = 4   // lines of small type below each: name, time, two of the caption
)

// PDF writes the sheet, black on white. Equal sheets give equal bytes. It returns fault.Invalid for a paper that no office has and
// for a picture that is no JPEG, and fault.Unavailable when w fails.
func (c ContactSheet) PDF(w io.Writer, paper Paper, fonts Fonts) error {
	d := document{paper, c.Made, beside(" · ", c.Production, c.Title, "Contact sheet")}
	return d.print(w, fonts, c.lay)
}

func (c ContactSheet) lay(s *sheet) error {
	per := contactWide * contactHigh
	for from := 0; from == 0 || from < len(c.Pictures); from += per {
		if from > 0 {
			s.pdf.AddPage()
		}
		if err := c.setHead(s); err != nil {
			return err
		}
		top := s.y
		wide := (s.width - (contactWide-1)*contactGap) / contactWide
		high := (s.bottom - top - (contactHigh-1)*contactGap) / contactHigh
		for k, p := range c.Pictures[from:min(from+per, len(c.Pictures))] {
			x, y := margin+float64(k%contactWide)*(wide+contactGap), top+float64(k/contactWide)*(high+contactGap)
			if err := p.set(s, from+k, x, y, wide, high); err != nil {
				return err
			}
		}
	}
	if len(c.Pictures) == 0 {
		s.face(body, false)
		s.put(margin, s.y, "Nothing was chosen.")
	}
	left := beside(" · ", c.Production, c.Title, "Contact sheet, "+c.Made.Format("2 Jan 2006"))
	if s.lost {
		left += " · a character that no font at hand has is printed as a question mark"
	}
	setFoot(s, left)
	return nil
}

// contactQR is the edge of the code in the corner: a sheet is read on a table.
const contactQR = 13.0

func (c ContactSheet) setHead(s *sheet) error {
	s.y = margin
	room := s.width
	if c.URL != "" {
		if err := setQRSized(s, margin+s.width-contactQR, margin, contactQR, c.URL); err != nil {
			return err
		}
		room -= contactQR + 4
	}
	s.face(head, true)
	s.put(margin, s.y, s.fit(beside(" · ", c.Production, c.Title), room))
	s.face(body, false)
	s.put(margin, s.y+head.line, s.fit(beside(" · ", "Contact sheet", c.Said), room))
	s.y += contactQR + 2.5
	return nil
}

// set puts a picture into its room, with its words below.
func (p ContactPicture) set(s *sheet, number int, x, y, wide, high float64) error {
	tall := high - contactText*small.line - 1
	s.box(x, y, wide, tall, 240, 0.1)
	if p.JPEG == nil {
		s.face(small, false)
		for i, line := range s.wrap(p.Why, wide-4) {
			if at := y + 2 + float64(i)*small.line; at+small.line < y+tall {
				s.put(x+2, at, line)
			}
		}
	} else if err := p.setPicture(s, number, x, y, wide, tall); err != nil {
		return err
	}
	y += tall + 1
	s.face(small, true)
	right := s.measure(p.marks())
	s.put(x, y, s.fit(p.Name, wide-right-2))
	s.putRight(x+wide, y, p.marks())
	s.face(small, false)
	y += small.line
	s.put(x, y, s.fit(beside("  ", p.Time, p.Timecode), wide))
	for i, line := range s.wrap(p.Caption, wide) {
		if i == contactText-2 {
			break
		}
		y += small.line
		s.put(x, y, s.fit(line, wide))
	}
	return nil
}

// marks are verdict and stars: "First ***". Stars are asterisks, which every font has.
func (p ContactPicture) marks() string { return beside(" ", p.Verdict, strings.Repeat("*", p.Rating)) }

func (p ContactPicture) setPicture(s *sheet, number int, x, y, wide, tall float64) error {
	name, options := fmt.Sprintf("contact%d", number), fpdf.ImageOptions{ImageType: "JPG"}
	info := s.pdf.RegisterImageOptionsReader(name, options, bytes.NewReader(p.JPEG))
	if err := s.pdf.Error(); err != nil || info.Width() <= 0 || info.Height() <= 0 {
		return fault.New(fault.Invalid, "the picture of %s is no JPEG", p.Name).WithCause(err)
	}
	scale := min(wide/info.Width(), tall/info.Height())
	w, h := info.Width()*scale, info.Height()*scale
	s.pdf.ImageOptions(name, x+(wide-w)/2, y+(tall-h)/2, w, h, false, options, 0, "")
	return nil
}
