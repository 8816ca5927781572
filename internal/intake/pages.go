package intake

import (
	"math"
	"strconv"

	"github.com/btsdirector/bts/internal/production"
)

// PageModel estimates how much paper a scene takes. Widths are characters per line, counted as a
// typewriter does: ideographs take two, accents on their own none.
type PageModel struct {
	Lines         int // printed lines on a page
	Action        int
	Dialogue      int
	Parenthetical int
	DualDialogue  int // one of two columns
	BeforeHeading int // blank lines before a heading
}

// StandardPage is the American script page: 12-point Courier, 55 lines, 1.5 inch left margin, action
// of 6 and dialogue of 3.5 inches (the layout that Final Draft and screenplain print).
var StandardPage = PageModel{Lines: 55, Action: 60, Dialogue: 35, Parenthetical: 26, DualDialogue: 28, BeforeHeading: 1}

// usable replaces what a model leaves out, so that no measure is 0.
func (m PageModel) usable() PageModel {
	for _, pair := range [][2]*int{
		{&m.Lines, &StandardPage.Lines}, {&m.Action, &StandardPage.Action}, {&m.Dialogue, &StandardPage.Dialogue},
		{&m.Parenthetical, &StandardPage.Parenthetical}, {&m.DualDialogue, &StandardPage.DualDialogue},
	} {
		if *pair[0] < 1 {
			*pair[0] = *pair[1]
		}
	}
	m.BeforeHeading = max(0, m.BeforeHeading)
	return m
}

// block is a paragraph as it is set: what must not be torn from the next one, and how it breaks.
type block struct {
	before int  // blank lines above it, except at the top of a page
	lines  int  // printed lines
	keep   bool // the next block begins on the same page
	turn   bool // a new page begins here
}

// orphan is the fewest lines of a paragraph that stand alone at the foot or head of a page.
const orphan = 2

// keptWhole is the longest paragraph that is not torn from its heading or name at all.
const keptWhole = 6

// pageCursor lays a script out page by page.
type pageCursor struct {
	model PageModel
	page  int // 0-based
	line  int // lines used on it
}

// place sets the scene's page and, where the paper gave no length, its eighths. A part of an eighth
// counts as one, as on every breakdown sheet.
func (c *pageCursor) place(s *production.Scene) {
	blocks := append([]block{{before: c.model.BeforeHeading, lines: wrapped(s.Heading, c.model.Action), keep: true}}, c.blocks(s.Lines)...)
	c.follow(s.Page)
	first, printed := c.lay(blocks)
	if s.Page == "" {
		s.Page = strconv.Itoa(first + 1)
	}
	if s.Eighths > 0 || s.Omitted {
		return
	}
	s.Estimated = true
	s.Eighths = max(1, int(math.Ceil(float64(printed)*8/float64(c.model.Lines))))
}

// follow moves on to the page that the paper itself gives.
func (c *pageCursor) follow(page string) {
	if n, err := strconv.Atoi(page); err == nil && n-1 > c.page && n < maxLines {
		c.page, c.line = n-1, 0
	}
}

// lay sets blocks one below the other. It returns the page of the first and the lines printed.
func (c *pageCursor) lay(blocks []block) (first, printed int) {
	for i, b := range blocks {
		if b.turn {
			c.turn()
			continue
		}
		if c.line > 0 && c.line+b.before+c.together(blocks[i:]) > c.model.Lines {
			c.turn()
		}
		if c.line > 0 {
			c.line += b.before
		}
		if i == 0 {
			first = c.page
		}
		printed += b.before + b.lines
		c.flow(b.lines)
	}
	return first, printed
}

// together is how many lines of the first block, and of those it is kept with, must fit on a page. A
// paragraph too short to be torn in two with decency stays whole.
func (c *pageCursor) together(blocks []block) int {
	need := 0
	for i, b := range blocks {
		if b.turn {
			break
		}
		if i > 0 {
			need += b.before
		}
		if !b.keep {
			if b.lines < 2*orphan || i > 0 && b.lines <= keptWhole {
				return need + b.lines
			}
			return need + orphan
		}
		need += b.lines
		if need > c.model.Lines/2 {
			break
		}
	}
	return need
}

// flow prints lines and turns pages as they fill.
func (c *pageCursor) flow(lines int) {
	for room := c.model.Lines - c.line; lines > room; room = c.model.Lines {
		if left := lines - room; left < orphan && room > orphan {
			room -= orphan - left // the last line takes one with it
		}
		lines -= room
		c.page, c.line = c.page+1, 0
	}
	c.line += lines
}

func (c *pageCursor) turn() {
	if c.line > 0 {
		c.page, c.line = c.page+1, 0
	}
}

// blocks sets the paragraphs of a scene. The two columns of dual dialogue are one block as high as
// the longer of them, kept whole.
func (c *pageCursor) blocks(lines []production.Line) []block {
	blocks := make([]block, 0, len(lines))
	for i := 0; i < len(lines); {
		if right := c.rightColumn(lines, i); right > i {
			end := speechEnd(lines, right)
			height := max(c.column(lines[i:right]), c.column(lines[right:end]))
			blocks = append(blocks, block{before: 1, lines: height})
			i = end
			continue
		}
		blocks = append(blocks, c.block(lines[i]))
		i++
	}
	return blocks
}

// rightColumn is where the second column begins that stands beside the speech at i, 0 where none
// does.
func (c *pageCursor) rightColumn(lines []production.Line, i int) int {
	if lines[i].Kind != production.Character || lines[i].Dual {
		return 0
	}
	end := speechEnd(lines, i)
	if end < len(lines) && lines[end].Dual && lines[end].Kind == production.Character {
		return end
	}
	return 0
}

// speechEnd is the first line behind the speech whose cue stands at i.
func speechEnd(lines []production.Line, i int) int {
	for i++; i < len(lines); i++ {
		switch lines[i].Kind {
		case production.Dialogue, production.Parenthetical, production.Lyric:
		default:
			return i
		}
	}
	return i
}

// column is the height of a speech in one of two columns.
func (c *pageCursor) column(speech []production.Line) int {
	height := 0
	for _, l := range speech {
		if l.Kind == production.Character {
			height++
			continue
		}
		height += wrapped(l.Text, c.model.DualDialogue)
	}
	return height
}

// block sets one paragraph.
func (c *pageCursor) block(l production.Line) block {
	m := c.model
	switch l.Kind {
	case production.PageBreak:
		return block{turn: true}
	case production.Dialogue, production.Lyric:
		return block{lines: wrapped(l.Text, m.Dialogue)}
	case production.Parenthetical:
		return block{lines: wrapped(l.Text, m.Parenthetical), keep: true}
	case production.Character:
		return block{before: 1, lines: 1, keep: true}
	case production.ShotLine:
		return block{before: m.BeforeHeading, lines: wrapped(l.Text, m.Action), keep: true}
	}
	return block{before: 1, lines: wrapped(l.Text, m.Action)}
}
