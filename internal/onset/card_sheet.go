package onset

import (
	"bytes"
	"cmp"
	"fmt"

	"codeberg.org/go-pdf/fpdf"

	"github.com/btsdirector/bts/internal/fault"
)

func (r CardReport) setHead(s *sheet) error {
	room := s.width
	if r.URL != "" {
		room -= qrSize + 4
		if err := setQR(s, margin+s.width-qrSize, s.y, r.URL); err != nil {
			return err
		}
	}
	top := s.y
	s.face(head, true)
	s.put(margin, s.y, s.fit(cmp.Or(beside(" · ", r.Production, r.Day), "Offload report"), room))
	s.y += head.line + 1
	s.face(big, true)
	for _, line := range s.wrap(r.Card, room) {
		s.put(margin, s.y, line)
		s.y += big.line
	}
	s.y++
	s.face(body, false)
	reel, volume, serial := "", "", ""
	if r.Reel != "" {
		reel = "reel " + r.Reel
	}
	if r.Volume != "" {
		volume = "volume " + r.Volume
	}
	if r.Serial != "" {
		serial = "serial " + r.Serial
	}
	s.lines(margin, room, beside(" · ", "Offload report", r.Camera, reel, volume, serial))
	if r.URL != "" {
		s.y = max(s.y, top+qrSize)
	}
	return nil
}

// setVerdict answers the one question in letters that are read across a table: framed where the card may be
// formatted, white on black where it may not.
func (r CardReport) setVerdict(s *sheet) {
	s.y += gap
	words, grey, frame := "Safe to format", 255, 1.2
	if !r.Safe {
		words, grey = "Do not format", 0
	}
	s.face(head, true)
	why := s.wrap(r.Verdict, s.width-10)
	high := big.line + float64(len(why))*head.line + 6
	s.need(high)
	s.box(margin, s.y, s.width, high, grey, frame)
	s.ink(255 - grey)
	s.face(big, true)
	s.put(margin+5, s.y+2.5, words)
	s.face(head, false)
	for i, line := range why {
		s.put(margin+5, s.y+3.5+big.line+float64(i)*head.line, line)
	}
	s.ink(0)
	s.y += high
}

// setFacts are the figures, four in a row.
func (r CardReport) setFacts(s *sheet) {
	speed := "–"
	if r.Seconds > 0 && r.Bytes > 0 {
		speed = metric(float64(r.Bytes)/r.Seconds, "B/s")
	}
	s.y += gap
	setBoxes(s, [][2]string{{"Files", thousands(int64(r.Files))}, {"Size", metric(float64(r.Bytes), "B")}, {"Took", span(r.Seconds)}, {"Speed", speed}})
	s.y += 1.5
	zone := r.Started.Format("MST")
	setLabelled(s, [][2]string{
		{"Started", r.Started.Format("Mon 2 Jan 2006, 15:04:05 ") + zone}, {"Card was at", r.Source}, {"Read again", r.Checked},
		{"Hashes", r.Hashes}, {"By", beside(" on ", r.Tool, r.Host)}, {"Content", r.Content},
	})
}

func setBoxes(s *sheet, boxes [][2]string) {
	const high, between = 12.0, 2.0
	wide := (s.width + between) / float64(len(boxes))
	s.need(high)
	for i, b := range boxes {
		x := margin + float64(i)*wide
		s.box(x, s.y, wide-between, high, 255, 0.2)
		s.face(small, false)
		s.put(x+3, s.y+1, b[0])
		s.face(head, true)
		s.put(x+3, s.y+small.line+1.3, s.fit(b[1], wide-between-5))
	}
	s.y += high
}

// setLabelled sets words behind labels.
func setLabelled(s *sheet, lines [][2]string) {
	const indent = 26.0
	for _, l := range lines {
		if l[1] == "" {
			continue
		}
		s.face(body, false)
		s.need(body.line)
		s.face(small, false)
		s.put(margin, s.y+0.4, l[0])
		s.face(body, false)
		s.lines(margin+indent, s.width-indent, l[1])
	}
}

func (r CardReport) setCopies(s *sheet) {
	s.section("Copies", 14)
	if len(r.Copies) == 0 {
		s.lines(margin, s.width, "No copy was made.")
	}
	const indent = 9.0
	for i, c := range r.Copies {
		s.face(body, true)
		lines := s.wrap(c.Path, s.width-indent-40)
		s.need(float64(max(len(lines), 1))*body.line + small.line + 1)
		s.put(margin, s.y, fmt.Sprint(i+1))
		state := "verified"
		if !c.Verified {
			state = "NOT verified"
		}
		right := margin + s.width - s.measure(state) - 2.4
		if c.Verified {
			s.putRight(margin+s.width, s.y, state)
		} else {
			s.tag(right, s.y, state)
		}
		s.lines(margin+indent, s.width-indent-40, c.Path)
		s.face(small, false)
		manifest := "no media hash list was written"
		if c.Manifest != "" {
			manifest = "media hash list " + c.Manifest
		}
		s.lines(margin+indent, s.width-indent, beside(" · ", fmt.Sprintf("%s of %s files", thousands(int64(c.Files)), thousands(int64(r.Files))), manifest, c.Remark))
		s.y++
	}
}

// mostProblems is how many are told one by one: a card that was pulled has one for each file, and the list of files
// shows in which copies each is.
const mostProblems = 300

// setProblems sets a list of what went wrong; nothing where nothing did.
func setProblems(s *sheet, title string, list []CardProblem) {
	if len(list) == 0 {
		return
	}
	s.section(title, 12)
	const indent = 4.0
	for i, p := range list {
		if i == mostProblems {
			s.face(body, true)
			s.lines(margin, s.width, fmt.Sprintf("And %s more. The list of files shows in which copies each file is; the receipt names every problem.", thousands(int64(len(list)-i))))
			break
		}
		s.face(body, !p.Good)
		s.need(body.line + small.line)
		s.put(margin, s.y, "•")
		s.lines(margin+indent, s.width-indent, cmp.Or(p.Path, p.Where))
		s.face(small, false)
		where := p.Where
		if p.Path == "" {
			where = ""
		}
		s.lines(margin+indent, s.width-indent, beside(": ", where, p.Text))
		s.y += 0.6
	}
}

// setSigning has room for two signatures, as a card goes from hand to hand.
func (r CardReport) setSigning(s *sheet) {
	const high, line = 30.0, 8.5
	s.y += gap
	s.need(high)
	wide := (s.width - 4) / 2
	for i, who := range []string{"Handed over by", "Received and checked by"} {
		x := margin + float64(i)*(wide+4)
		s.box(x, s.y, wide, high, 255, 0.3)
		s.face(body, true)
		s.put(x+3, s.y+1.2, who)
		s.face(small, false)
		for n, what := range []string{"Name", "Date, time", "Signature"} {
			y := s.y + 4 + float64(n)*line
			s.put(x+3, y+3.2, what)
			s.rule(x+20, y+6.6, wide-23, 0.2)
		}
	}
	s.y += high
}

// The grid of pictures, in millimetres.
const (
	picturesWide = 6
	pictureGap   = 2.0
)

func (r CardReport) setPictures(s *sheet) error {
	if len(r.Pictures) == 0 && r.Pictured == "" {
		return nil
	}
	wide := (s.width - (picturesWide-1)*pictureGap) / picturesWide
	high := wide * 9 / 16
	s.section("Pictures", high+small.line+2.5)
	if r.Pictured != "" {
		s.face(small, false)
		s.lines(margin, s.width, r.Pictured)
		s.y++
	}
	for i, p := range r.Pictures {
		column := i % picturesWide
		if column == 0 {
			if i > 0 {
				s.y += high + small.line + 2.5
			}
			s.need(high + small.line + 2.5)
		}
		if err := setPicture(s, p, i, margin+float64(column)*(wide+pictureGap), wide, high); err != nil {
			return err
		}
	}
	if len(r.Pictures) > 0 {
		s.y += high + small.line + 2.5
	}
	return nil
}

// setPicture puts a picture into its frame, as large as it fits.
func setPicture(s *sheet, p CardPicture, number int, x, wide, high float64) error {
	name, options := fmt.Sprintf("picture%d", number), fpdf.ImageOptions{ImageType: "JPG"}
	info := s.pdf.RegisterImageOptionsReader(name, options, bytes.NewReader(p.JPEG))
	if err := s.pdf.Error(); err != nil || info.Width() <= 0 || info.Height() <= 0 {
		return fault.New(fault.Invalid, "the picture of %s is no JPEG", p.Name).WithCause(err)
	}
	scale := min(wide/info.Width(), high/info.Height())
	w, h := info.Width()*scale, info.Height()*scale
	s.box(x, s.y, wide, high, 236, 0.1)
	s.pdf.ImageOptions(name, x+(wide-w)/2, s.y+(high-h)/2, w, h, false, options, 0, "")
	s.face(small, false)
	s.put(x, s.y+high+0.6, s.fit(p.Name, wide))
	return nil
}
