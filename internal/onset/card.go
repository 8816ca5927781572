package onset

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// CardReport is the paper that goes with a card when it is handed over: whether it may be formatted, where its copies
// are, what went wrong, and every file with its hash. Whoever knows the offload fills it; what is not known is "".
type CardReport struct {
	Card       string // the name of the copies
	Camera     string // "Sony XAVC"
	Reel       string
	Volume     string
	Serial     string
	Source     string // where the card was
	Production string
	Day        string    // "Day 4 · Thu 7 May"
	Started    time.Time // in the zone that is printed
	Seconds    float64
	Bytes      int64
	Host, Tool string
	Hashes     string // "xxh128, md5"
	Checked    string // what was read again, in words
	URL        string // the live page; printed as a QR code when set
	Content    string // what names the content, printed in the foot

	Safe     bool
	Verdict  string // "2 verified copies"
	Copies   []CardCopy
	Problems []CardProblem
	Notes    []CardProblem // what the card itself lacks
	Pictures []CardPicture
	Pictured string // which of the clips have a picture, and why others have none

	Files int                  // on the card
	File  func(i int) CardFile // the i-th of them, from 0, in order of path; called again and again
}

// CardCopy is one copy of a card.
type CardCopy struct {
	Path     string
	Manifest string // "" where none was written
	Files    int
	Verified bool
	Remark   string
}

// CardProblem is something that went wrong.
type CardProblem struct {
	Where string // the copy, or the card
	Path  string
	Text  string
	Good  bool // it was set right, or does no harm
}

// CardPicture is a small picture of a clip.
type CardPicture struct {
	Name string
	JPEG []byte
}

// CardFile is one file of a card.
type CardFile struct {
	Path   string
	Size   int64
	Hash   string
	Copies []bool // in which it is proven
}

// partPages is how many pages are set at a time, so that a card of 200,000 files takes no more memory than a small one.
const partPages = 80

// PDF writes the report. Equal reports give equal bytes. It returns fault.Invalid for a paper that it cannot use
// or a picture that is no JPEG, and fault.Unavailable when w fails.
func (r CardReport) PDF(w io.Writer, paper Paper, fonts Fonts) error {
	first := cardPart{report: r}
	var out bytes.Buffer
	if err := first.print(&out, paper, fonts); err != nil {
		return err
	}
	if first.to == r.Files { // as a rule
		return flushed(w, out.Bytes())
	}
	out.Reset()
	parts, pages := []cardPart{first}, first.pages
	for last := first; last.to < r.Files; {
		last = cardPart{report: r, from: last.to, before: pages}
		if err := last.print(io.Discard, paper, fonts); err != nil {
			return err
		}
		parts, pages = append(parts, last), pages+last.pages
	}
	b := binder{to: w}
	for _, p := range parts {
		out.Reset()
		p.of = pages
		if err := p.print(&out, paper, fonts); err != nil {
			return err
		}
		if err := b.add(out.Bytes()); err != nil {
			return err
		}
	}
	return b.close()
}

func flushed(w io.Writer, text []byte) error {
	if _, err := w.Write(text); err != nil {
		return fault.New(fault.Unavailable, "the report could not be written").WithCause(err)
	}
	return nil
}

// cardPart is some pages of a report: those of the files from the from-th on, before them those that tell of the card.
type cardPart struct {
	report CardReport
	from   int
	before int // pages of the parts before
	of     int // pages of all parts, 0 while that is not known

	to, pages int // what came of it
}

// print sets the pages. A part that is the whole report knows how many pages there are.
func (p *cardPart) print(w io.Writer, paper Paper, fonts Fonts) error {
	return document{paper, p.report.Started, beside(" · ", "Offload report", p.report.Card)}.print(w, fonts, p.lay)
}

func (p *cardPart) lay(s *sheet) error {
	r := p.report
	if p.from == 0 {
		if err := r.setHead(s); err != nil {
			return err
		}
		r.setVerdict(s)
		r.setFacts(s)
		r.setCopies(s)
		setProblems(s, "Problems", r.Problems)
		setProblems(s, "Before the card is formatted: what it lacks itself", r.Notes)
		r.setSigning(s)
		if err := r.setPictures(s); err != nil {
			return err
		}
	}
	p.to = r.setFiles(s, p.from)
	if p.to == r.Files {
		setLost(s)
	}
	p.pages = s.pdf.PageCount()
	setFootOf(s, beside(" · ", r.Production, r.Day, r.Card, r.short()), p.before, max(p.of, p.before+p.pages))
	return nil
}

// short is enough of the content's name to put loose pages together.
func (r CardReport) short() string {
	_, digits, named := strings.Cut(r.Content, ":")
	if !named {
		return r.Content
	}
	return "content " + digits[:min(len(digits), 8)]
}

// metric writes bytes as people say them: "512.3 GB", 1 GB being 10⁹ bytes as drives are sold.
func metric(bytes float64, unit string) string {
	prefixes := []string{"", "k", "M", "G", "T", "P"}
	i := 0
	for bytes >= 999.5 && i < len(prefixes)-1 {
		bytes, i = bytes/1000, i+1
	}
	if i == 0 {
		return fmt.Sprintf("%.0f %s", bytes, unit)
	}
	return fmt.Sprintf("%.3g %s%s", bytes, prefixes[i], unit)
}

// span writes seconds as people say them: "4 min 10 s".
func span(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second)).Round(time.Second)
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", seconds)
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
}
