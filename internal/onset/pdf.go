package onset

import (
	"fmt"
	"io"
	"strings"

	"github.com/skip2/go-qrcode"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// qrSize is the edge of the QR code: read at arm's length from a clipboard.
const qrSize = 24.0

// PDF writes the packet as one hands it out: black on white, what keeps people out of the way first,
// then the day as a line, the crew, the moments in order, the main unit, and what is not covered.
// Equal packets give equal bytes. It returns fault.Invalid for papers it cannot use and
// fault.Unavailable when w fails.
func (p Packet) PDF(w io.Writer, paper Paper, fonts Fonts) error {
	d := document{paper, p.Date.At(0, utc), beside(" · ", p.Production, p.Title)}
	return d.print(w, fonts, p.lay)
}

func (p Packet) lay(s *sheet) error {
	if err := p.setHead(s); err != nil {
		return err
	}
	if p.Changed != "" {
		s.y += gap
		s.shout(margin, s.width, p.Changed)
	}
	p.setDoNot(s)
	p.setPlaces(s)
	p.setLine(s)
	p.setCrew(s)
	p.setMoments(s)
	p.setShots(s)
	p.setUnits(s)
	p.setEvents(s)
	setList(s, "Notes", p.Notes)
	setList(s, "Not covered today, and why", p.Missed)
	p.setChecks(s)
	setLost(s)
	setFoot(s, beside(" · ", p.Production, p.Title, p.Revision))
	return nil
}

// setLost says that a character could not be printed, where that is so.
func setLost(s *sheet) {
	if s.lost {
		s.y += gap
		s.face(small, false)
		s.lines(margin, s.width, "A character that no font at hand has is printed as a question mark.")
	}
}

func (p Packet) setHead(s *sheet) error {
	room := s.width
	if p.URL != "" {
		room -= qrSize + 4
		if err := setQR(s, margin+s.width-qrSize, s.y, p.URL); err != nil {
			return err
		}
	}
	top := s.y
	s.face(head, true)
	s.put(margin, s.y, s.fit(beside(" · ", p.Production, "BTS day packet"), room))
	s.y += head.line + 1
	s.face(big, true)
	for _, line := range s.wrap(p.Title, room) {
		s.put(margin, s.y, line)
		s.y += big.line
	}
	s.y++
	s.face(body, false)
	var number, times string
	if p.Number > 0 && p.Of > 0 {
		number = fmt.Sprintf("Shoot day %d of %d", p.Number, p.Of)
	}
	if p.Zone != "" {
		times = "All times " + p.Zone
	}
	s.lines(margin, room, beside(" · ", number, p.Revision, times))
	if p.URL != "" {
		s.y = max(s.y, top+qrSize)
	}
	s.y += 3
	p.setTimes(s)
	return nil
}

// setTimes are the four times that everybody asks for.
func (p Packet) setTimes(s *sheet) {
	call, wrap := p.span()
	guess := ""
	if p.Estimated {
		guess = " (estimated)"
	}
	times := []struct {
		label string
		at    production.Clock
		ours  bool
	}{
		{"BTS call", call, true}, {"BTS wrap", wrap, true},
		{"Main unit call" + guess, p.Call, false}, {"Main unit wrap" + guess, p.Wrap, false},
	}
	wide, high := s.width/float64(len(times)), small.line+big.line+3.0
	for i, t := range times {
		x, frame := margin+float64(i)*wide, 0.2
		if t.ours {
			frame = 0.6
		}
		s.box(x+0.5, s.y, wide-1, high, 255, frame)
		s.face(small, false)
		s.put(x+3, s.y+1.2, t.label)
		s.face(big, true)
		s.put(x+3, s.y+small.line+1.4, orDash(t.at))
	}
	s.y += high
}

// setDoNot is the frame that nobody overlooks.
func (p Packet) setDoNot(s *sheet) {
	if len(p.DoNot) == 0 {
		return
	}
	const indent, inset = 7.0, 1.5
	s.y += gap
	s.need(head.line + 3*body.line)
	s.box(margin, s.y, s.width, head.line, 0, 0.6)
	s.face(head, true)
	s.ink(255)
	s.put(margin+3, s.y, "Where not to be")
	s.ink(0)
	top := s.y
	s.y += head.line + inset
	frame := func() {
		s.y += inset
		s.pdf.SetLineWidth(0.6)
		s.pdf.Rect(margin, top, s.width, s.y-top, "D")
	}
	s.face(body, true)
	for _, item := range p.DoNot {
		for i, line := range s.wrap(item, s.width-indent-3) {
			if s.y+body.line+inset > s.bottom {
				frame()
				s.need(s.bottom) // a new page
				top = s.y
				s.y += inset
			}
			if i == 0 {
				s.put(margin+3, s.y, "•")
			}
			s.put(margin+indent, s.y, line)
			s.y += body.line
		}
	}
	frame()
}

// setFoot writes the foot of every page, now that their number is known.
func setFoot(s *sheet, left string) { setFootOf(s, left, 0, s.pdf.PageCount()) }

// setFootOf does so for a document of many pages of which others stand before these.
func setFootOf(s *sheet, left string, before, pages int) {
	for n := 1; n <= s.pdf.PageCount(); n++ {
		s.pdf.SetPage(n)
		y := s.bottom + footRoom - small.line
		s.rule(margin, y-1, s.width, 0.2)
		s.face(head, false) // the writer repeats a font on another page only after a change
		s.face(small, false)
		page := fmt.Sprintf("Page %d/%d", before+n, pages)
		s.putRight(margin+s.width, y, page)
		s.put(margin, y, s.fit(left, s.width-s.measure(page)-4))
	}
}

func setQR(s *sheet, x, y float64, url string) error { return setQRSized(s, x, y, qrSize, url) }

// setQRSized sets a code with another edge, in millimetres.
func setQRSized(s *sheet, x, y, edge float64, url string) error {
	code, err := qrcode.New(url, qrcode.Medium)
	if err != nil {
		return fault.New(fault.Invalid, "the address of the live page is too long for a QR code").WithCause(err)
	}
	code.DisableBorder = true // the paper is white
	bits := code.Bitmap()
	dot := edge / float64(len(bits))
	s.pdf.SetFillColor(0, 0, 0)
	for row, line := range bits {
		for from := 0; from < len(line); from++ {
			to := from
			for to < len(line) && line[to] {
				to++
			}
			if to > from {
				s.pdf.Rect(x+float64(from)*dot, y+float64(row)*dot, float64(to-from)*dot, dot, "F")
				from = to
			}
		}
	}
	s.pdf.LinkString(x, y, edge, edge, url)
	return nil
}

// joined joins the parts that say something.
func joined(with string, parts ...string) string {
	var said []string
	for _, part := range parts {
		if strings.TrimSpace(part) != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, with)
}

// orDash is a time, or a dash for an unknown one.
func orDash(c production.Clock) string {
	if !c.Known() {
		return "–"
	}
	return c.String()
}

// fromTo is a span of time as far as it is known.
func fromTo(from, to production.Clock) string {
	switch {
	case !from.Known() && !to.Known():
		return ""
	case !to.Known():
		return from.String()
	}
	return orDash(from) + "–" + to.String()
}
