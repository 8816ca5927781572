package onset

import (
	"io"

	"github.com/btsdirector/bts/internal/production"
)

// ShotSheet is a shot list as one hands it out: the shots of each day, the most important first, with boxes to tick.
type ShotSheet struct {
	Production string
	Title      string // "Shot list, day 4 · Thu 7 May"
	Revision   string // which plan and schedule it follows
	Look       []Said // what the treatment says of look and sound
	Days       []ShotSheetDay
	Made       production.Date // the document is dated by it, so that equal sheets give equal bytes
	URL        string          // the live page; printed as a QR code when set
}

// Said is something with its name.
type Said struct{ Name, Text string }

// ShotSheetDay are the shots of one day.
type ShotSheetDay struct {
	Title string // "Day 4 · Thu 7 May", "Any day"
	Shots []SheetShot
}

// SheetShot is one line of the sheet.
type SheetShot struct {
	Title    string
	How      string // "CU · low angle · 85 mm · stills"
	Moment   string
	Place    string
	Time     string // "14:10–15:40"
	Team     string
	Priority string // "must"
	Reason   string
	Sound    string
	Note     string
	Got      bool
	Missed   bool
	Proof    string // or why it was missed
}

// PDF writes the sheet, black on white. It returns fault.Invalid for fonts or papers it cannot use and
// fault.Unavailable when w fails.
func (p ShotSheet) PDF(w io.Writer, paper Paper, fonts Fonts) error {
	d := document{paper, p.Made.At(0, utc), beside(" · ", p.Production, p.Title)}
	return d.print(w, fonts, p.lay)
}

func (p ShotSheet) lay(s *sheet) error {
	room, top := s.width, s.y
	if p.URL != "" {
		room -= qrSize + 4
		if err := setQR(s, margin+s.width-qrSize, s.y, p.URL); err != nil {
			return err
		}
	}
	s.face(head, true)
	s.put(margin, s.y, s.fit(beside(" · ", p.Production, "BTS shot list"), room))
	s.y += head.line + 1
	s.face(big, true)
	for _, line := range s.wrap(p.Title, room) {
		s.put(margin, s.y, line)
		s.y += big.line
	}
	s.face(body, false)
	s.lines(margin, room, p.Revision)
	if p.URL != "" {
		s.y = max(s.y, top+qrSize)
	}
	setLook(s, p.Look)
	for _, d := range p.Days {
		s.section(d.Title, 14)
		for _, shot := range d.Shots {
			shot.set(s)
		}
	}
	if len(p.Days) == 0 {
		s.y += gap
		s.lines(margin, s.width, "No shots.")
	}
	setLost(s)
	setFoot(s, beside(" · ", p.Production, p.Title, p.Revision))
	return nil
}

// setLook are the lines of the treatment that say how shots look and sound.
func setLook(s *sheet, look []Said) {
	if len(look) == 0 {
		return
	}
	s.section("How it looks and sounds", 8)
	for _, l := range look {
		s.need(body.line)
		s.face(body, true)
		s.put(margin, s.y, l.Name)
		s.face(body, false)
		s.lines(margin+lookWidth, s.width-lookWidth, l.Text)
	}
}

const lookWidth, boxSize, wordWidth = 28.0, 4.0, 18.0

// set sets one shot and keeps it on one page where a page can hold it.
func (shot SheetShot) set(s *sheet) {
	x := margin + boxSize + 3
	words := s.width - boxSize - 3 - wordWidth
	var lines []string
	for _, text := range []string{
		beside(" · ", shot.How, shot.Sound), beside(" · ", shot.Moment, shot.Place, shot.Time, shot.Team), shot.Note, shot.Reason,
	} {
		if text != "" {
			lines = append(lines, text)
		}
	}
	s.face(body, true)
	high := float64(len(s.wrap(shot.Title, words))) * body.line
	s.face(small, false)
	for _, text := range lines {
		high += float64(len(s.wrap(text, words))) * small.line
	}
	s.need(min(high+3, s.bottom-margin-10))
	s.box(margin, s.y+0.4, boxSize, boxSize, 255, 0.4)
	s.pdf.SetLineWidth(0.6)
	switch {
	case shot.Got:
		s.pdf.Line(margin+0.8, s.y+2.6, margin+1.7, s.y+3.6)
		s.pdf.Line(margin+1.7, s.y+3.6, margin+3.4, s.y+1.2)
	case shot.Missed:
		s.pdf.Line(margin, s.y+2.4, margin+boxSize, s.y+2.4)
	}
	s.face(body, shot.Priority == "must")
	s.putRight(margin+s.width, s.y, shot.Priority)
	s.face(body, true)
	s.lines(x, words, shot.Title)
	s.face(small, false)
	for _, text := range lines {
		s.lines(x, words, text)
	}
	if shot.Proof != "" {
		s.face(small, true)
		s.lines(x, words, shot.Proof)
	}
	s.y += 1
	s.rule(margin, s.y, s.width, 0.1)
	s.y += 1
}

// setShots are the shots of the day in its packet.
func (p Packet) setShots(s *sheet) {
	if len(p.Shots) == 0 {
		return
	}
	s.section("Shots to bring home", 14)
	for _, shot := range p.Shots {
		shot.set(s)
	}
	setLook(s, p.Look)
}
