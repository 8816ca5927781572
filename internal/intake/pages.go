package intake

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/production"
)

// PageModel estimates how much paper a scene takes. Widths are characters per line.
type PageModel struct {
	Lines         int // printed lines on a page
	Action        int
	Dialogue      int
	Parenthetical int
	DualDialogue  int // one of two columns
	BeforeHeading int // blank lines before a heading
}

// StandardPage is the American script page: 12-point Courier, 1.5 inch left margin, about 55 lines
// (the layout that Final Draft and screenplain print).
var StandardPage = PageModel{Lines: 55, Action: 60, Dialogue: 35, Parenthetical: 25, DualDialogue: 28, BeforeHeading: 1}

// pageCursor walks over a script and measures it.
type pageCursor struct {
	model PageModel
	at    int // lines printed since the start
}

// place sets the scene's page and, where the paper gave no length, its eighths.
func (c *pageCursor) place(s *production.Scene) {
	c.at += c.model.BeforeHeading
	if s.Page == "" {
		s.Page = strconv.Itoa(c.at/c.model.Lines + 1)
	}
	c.at += wrapped(s.Heading, c.model.Action)
	lines := c.model.BeforeHeading + wrapped(s.Heading, c.model.Action) + c.measure(s.Lines)
	if s.Eighths > 0 || s.Omitted {
		return
	}
	s.Estimated = true
	s.Eighths = max(1, int(math.Round(float64(lines)*8/float64(c.model.Lines))))
}

// measure counts the printed lines and moves on; a page break moves to the next page.
func (c *pageCursor) measure(lines []production.Line) int {
	total, column := 0, 0
	for i, l := range lines {
		if l.Kind == production.PageBreak {
			c.at = (c.at/c.model.Lines + 1) * c.model.Lines
			continue
		}
		n := c.height(l)
		if l.Dual {
			// The right column stands beside the left one: only what sticks out counts.
			if i == 0 || !lines[i-1].Dual {
				column = leftColumn(lines[:i], c)
			}
			over := max(0, n-column)
			column = max(0, column-n)
			n = over
		}
		total += n
		c.at += n
	}
	return total
}

// leftColumn is the height of the speech just before a dual one.
func leftColumn(before []production.Line, c *pageCursor) int {
	height := 0
	for i := len(before) - 1; i >= 0; i-- {
		height += c.height(before[i])
		if before[i].Kind == production.Character {
			break
		}
	}
	return height
}

// height is the number of printed lines of a paragraph with the blank line before it.
func (c *pageCursor) height(l production.Line) int {
	m := c.model
	dialogue := m.Dialogue
	if l.Dual {
		dialogue = m.DualDialogue
	}
	switch l.Kind {
	case production.Dialogue, production.Lyric:
		return wrapped(l.Text, dialogue)
	case production.Parenthetical:
		return wrapped(l.Text, m.Parenthetical)
	case production.Character:
		return 2
	}
	return 1 + wrapped(l.Text, m.Action)
}

// wrapped is the number of lines that a text fills at a width, broken between words.
func wrapped(text string, width int) int {
	total := 0
	for line := range strings.SplitSeq(text, "\n") {
		used, n := 0, 1
		for word := range strings.FieldsSeq(line) {
			w := utf8.RuneCountInString(word)
			if used > 0 && used+1+w > width {
				n++
				used = 0
			}
			if used > 0 {
				used++
			}
			used += w
		}
		total += n
	}
	return total
}

// parseEighths reads a length in pages: "1 3/8", "3/8", "2", "1.375", "1,5". ok is false for
// anything else.
func parseEighths(s string) (eighths int, ok bool) {
	if strings.Trim(s, "0123456789 /") != "" {
		s = pageWords.Replace(vulgar.Replace(strings.ToLower(s)))
	}
	s = single(s)
	if s == "" {
		return 0, false
	}
	for word := range strings.FieldsSeq(s) {
		n, good := pagesOf(word)
		if !good {
			return 0, false
		}
		eighths += n
	}
	return eighths, eighths < 10000
}

var pageWords = strings.NewReplacer("pages", "", "page", "", "pgs", "", "pg", "", "p.", "", ",", ".")

var vulgar = strings.NewReplacer("⅛", " 1/8", "¼", " 2/8", "⅜", " 3/8", "½", " 4/8", "⅝", " 5/8", "¾", " 6/8", "⅞", " 7/8")

// pagesOf reads one word of a length: a fraction or a number of pages.
func pagesOf(word string) (eighths int, ok bool) {
	if top, bottom, fraction := strings.Cut(word, "/"); fraction {
		a, errA := strconv.Atoi(top)
		b, errB := strconv.Atoi(bottom)
		if errA != nil || errB != nil || b < 1 || a < 0 || a > 10000 {
			return 0, false
		}
		return int(math.Round(float64(a) * 8 / float64(b))), true
	}
	pages, err := strconv.ParseFloat(word, 64)
	if err != nil || !(pages >= 0 && pages < 1000) {
		return 0, false
	}
	return int(math.Round(pages * 8)), true
}
