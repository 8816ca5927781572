package onset

import (
	"fmt"
	"io"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// TalkSheet is what somebody takes along to a talk: what is asked, with room for what is answered, and the release.
type TalkSheet struct {
	Production string // title
	Person     string
	Role       string
	When       string // "Tue 12 May, 14:10–14:40, the tent by the harbour, Nora and Tom"; "" while there is no time
	Length     string // "30 minutes, about 3–5 of them used"
	About      string
	Where      string // the wish for a quiet place
	Care       string // what to keep to
	Reminder   string // how answers are to be
	Release    string // "Release signed"
	Signed     bool   // nothing is left to be signed
	Questions  []TalkQuestion
}

// TalkQuestion is a question of a sheet.
type TalkQuestion struct {
	Text   string
	Begin  string // how the answer begins
	Follow string // what to ask next
	Answer string
	Done   bool
}

// Room for what is answered, and the box of the release, in millimetres.
const (
	answerLine  = 7.5
	answerLines = 2
	boxMark     = 4.0
	releaseHigh = 34.0
)

// TalksPDF writes sheets as one takes them along, each on a page of its own: black on white, with what the answers have
// to be on top, room below each question, and the release at the end. Equal sheets give equal bytes. It returns
// fault.NotFound without a sheet, fault.Invalid for fonts or papers it cannot use and fault.Unavailable when w fails.
func TalksPDF(w io.Writer, sheets []TalkSheet, made production.Date, paper Paper, fonts Fonts) error {
	if len(sheets) == 0 {
		return fault.New(fault.NotFound, "there is no talk to print").WithRemedy("Make the sheet of a talk first.")
	}
	d := document{paper, made.At(0, utc), beside(" · ", sheets[0].Production, "Interviews")}
	return d.print(w, fonts, func(s *sheet) error {
		layTalks(s, sheets)
		return nil
	})
}

func layTalks(s *sheet, sheets []TalkSheet) {
	for i, t := range sheets {
		s.header = beside(" · ", t.Production, beginning(t.Person))
		if i > 0 {
			s.pdf.AddPage()
			s.y = margin
		}
		t.set(s)
	}
	setLost(s)
	setFoot(s, beside(" · ", sheets[0].Production, "Interviews"))
}

// beginning is as much of a name as the head of a page can hold.
func beginning(name string) string {
	const most = 120
	if letters := []rune(name); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return name
}

func (t TalkSheet) set(s *sheet) {
	s.face(head, true)
	s.put(margin, s.y, s.fit(beside(" · ", t.Production, "Interview"), s.width))
	s.y += head.line + 1
	s.face(big, true)
	lines := s.wrap(t.Person, s.width)
	for i, line := range lines[:min(len(lines), 3)] {
		if i == 2 && len(lines) > 3 {
			line = s.fit(line+" …", s.width)
		}
		s.put(margin, s.y, line)
		s.y += big.line
	}
	s.face(body, false)
	s.lines(margin, s.width, beside(" · ", t.Role, t.Length))
	s.y += 1.5
	for _, fact := range []struct{ name, text string }{{"When", orNoTime(t.When)}, {"About", t.About}, {"Where", t.Where}, {"Release", t.Release}} {
		if fact.text != "" {
			s.lines(margin, s.width, fact.name+": "+fact.text)
		}
	}
	if t.Care != "" {
		s.y += 2
		s.shout(margin, s.width, "Keep to this: "+t.Care)
	}
	s.y += gap
	s.face(body, true)
	s.lines(margin, s.width, t.Reminder)
	s.y += 2
	for i, q := range t.Questions {
		q.set(s, i+1)
	}
	if !t.Signed {
		t.setRelease(s)
	}
}

func orNoTime(when string) string {
	if when == "" {
		return "no time yet"
	}
	return when
}

func (q TalkQuestion) set(s *sheet, number int) {
	const indent = 8.0
	s.face(head, false)
	text := s.wrap(fmt.Sprintf("%d. %s", number, q.Text), s.width-indent)
	s.need(float64(len(text))*head.line + body.line + answerLines*answerLine) // a long question breaks where it must
	s.y += 2
	s.box(margin, s.y+1, boxMark, boxMark, 255, 0.3)
	if q.Done {
		s.pdf.Line(margin, s.y+1, margin+boxMark, s.y+1+boxMark)
		s.pdf.Line(margin+boxMark, s.y+1, margin, s.y+1+boxMark)
	}
	for _, line := range text {
		s.need(head.line)
		s.put(margin+indent, s.y, line)
		s.y += head.line
	}
	s.face(body, false)
	if q.Begin != "" {
		s.lines(margin+indent, s.width-indent, "The answer begins: “"+q.Begin+"”")
	}
	if q.Follow != "" {
		s.lines(margin+indent, s.width-indent, "Then: "+q.Follow)
	}
	if q.Answer != "" {
		s.face(body, true)
		s.lines(margin+indent, s.width-indent, q.Answer)
		return
	}
	for range answerLines {
		s.need(answerLine)
		s.y += answerLine
		s.rule(margin+indent, s.y, s.width-indent, 0.1)
	}
	s.y += 1.5
}

// setRelease is the box that somebody signs.
func (t TalkSheet) setRelease(s *sheet) {
	s.y += gap
	s.need(releaseHigh)
	top := s.y
	s.box(margin, top, s.width, releaseHigh, 255, 0.4)
	s.face(body, true)
	s.put(margin+3, top+2, "Release")
	s.face(body, false)
	for i, line := range s.wrap("I agree that what I say in this talk, with picture and voice, is used in the behind-the-scenes material of “"+t.Production+"”.", s.width-6) {
		s.put(margin+3, top+2+float64(i+1)*body.line, line)
	}
	s.face(small, false)
	third := (s.width - 6) / 3
	for i, what := range []string{"Name", "Date", "Signature"} {
		x := margin + 3 + float64(i)*third
		s.rule(x, top+releaseHigh-7, third-5, 0.2)
		s.put(x, top+releaseHigh-6, what)
	}
	s.y = top + releaseHigh
}
