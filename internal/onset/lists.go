package onset

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// column is one column of a table: its head, its share of the width and whether it is set bold.
type column struct {
	head  string
	share float64
	bold  bool
}

// table sets rows under a head; a row never breaks across pages.
func (s *sheet) table(columns []column, rows [][]string) {
	total := 0.0
	for _, c := range columns {
		total += c.share
	}
	heads := func() {
		x := margin
		s.face(small, false)
		for _, c := range columns {
			s.put(x, s.y, c.head)
			x += c.share / total * s.width
		}
		s.y += small.line + 0.6
	}
	heads()
	for _, row := range rows {
		cells, tallest := make([][]string, len(row)), 1
		for i, text := range row {
			s.face(body, columns[i].bold)
			cells[i] = s.wrap(text, columns[i].share/total*s.width-2)
			tallest = max(tallest, len(cells[i]))
		}
		page := s.pdf.PageNo()
		s.need(float64(tallest)*body.line + 1.2)
		if s.pdf.PageNo() != page {
			heads()
		}
		s.rule(margin, s.y, s.width, 0.1)
		x := margin
		for i, cell := range cells {
			s.face(body, columns[i].bold)
			for n, line := range cell {
				s.put(x, s.y+0.6+float64(n)*body.line, line)
			}
			x += columns[i].share / total * s.width
		}
		s.y += float64(tallest)*body.line + 1.2
	}
}

func (p Packet) setPlaces(s *sheet) {
	if len(p.Locations) == 0 {
		return
	}
	s.section("Places", 12)
	var rows [][]string
	for _, place := range p.Locations {
		rows = append(rows, []string{production.CalmName(place.Name), calm(place.Sets), place.Note})
	}
	s.table([]column{{"Location", 3, true}, {"Sets", 4, false}, {"Good to know", 5, false}}, rows)
}

// calm are names as people write them, one after the other.
func calm(list []string) string {
	var out []string
	for _, name := range list {
		out = append(out, production.CalmName(name))
	}
	return names(out)
}

func (p Packet) setCrew(s *sheet) {
	s.section("BTS crew", 12)
	if len(p.Shifts) == 0 {
		s.lines(margin, s.width, "Nobody from BTS is called on this day.")
		return
	}
	var rows [][]string
	for _, shift := range p.shifts() {
		rows = append(rows, []string{orDash(shift.Call), shift.Name, strings.Join(shift.Skills, ", "), fromTo(shift.Meal, shift.MealTo), orDash(shift.Wrap)})
	}
	s.table([]column{{"Call", 2, true}, {"Name", 5, true}, {"Does", 5, false}, {"Meal", 3.4, false}, {"Wrap", 2, true}}, rows)
}

func (p Packet) setMoments(s *sheet) {
	s.section("Moments, in order", 20)
	if len(p.Moments) == 0 {
		s.lines(margin, s.width, "No moment is planned for this day.")
		return
	}
	for i, m := range p.moments() {
		m.set(s, i+1)
	}
}

// The columns of a moment: its times, then its words.
const timesWidth = 42.0

// set sets one moment and keeps it on one page where a page can hold it.
func (m Entry) set(s *sheet, number int) {
	x, w := margin+timesWidth, s.width-timesWidth
	blocks := m.words()
	high := 3.0
	s.face(head, true)
	high += float64(len(s.wrap(m.Title, w))) * head.line
	for _, b := range blocks {
		s.face(body, false)
		high += float64(len(s.wrap(b.text, w-b.indent))) * body.line
	}
	s.need(min(high, s.bottom-margin-10))

	s.face(head, true)
	s.tag(margin, s.y, fmt.Sprint(number))
	s.put(margin+9, s.y, cmp.Or(fromTo(m.Start, m.End), "any time"))
	s.lines(x, w, m.Title)
	for _, b := range blocks {
		if b.shout {
			s.shout(x, w, b.text)
			continue
		}
		s.face(body, b.label != "")
		s.need(body.line)
		if b.label != "" {
			s.put(x, s.y, b.label)
		}
		s.face(body, false)
		s.lines(x+b.indent, w-b.indent, b.text)
	}
	s.y += 1.5
	s.rule(margin, s.y, s.width, 0.1)
	s.y += 1.5
}

// block is one paragraph of a moment.
type block struct {
	label, text string
	indent      float64
	shout       bool
}

const labelWidth = 12.0

// words are the paragraphs of a moment under its title.
func (m Entry) words() []block {
	var scene string
	if m.Scene != "" {
		scene = "Scene " + m.Scene
	}
	var blocks []block
	if what := beside(" · ", m.Kind, scene, production.CalmName(m.Place)); what != "" {
		blocks = append(blocks, block{text: what})
	}
	if words := m.Warning(); words != "" {
		blocks = append([]block{{text: words, shout: true}}, blocks...)
	}
	if m.Closed {
		blocks = append(blocks, block{text: "CLOSED SET: ask the 1st AD before you go in", shout: true})
	}
	var team []string
	for _, t := range m.Team {
		team = append(team, beside(": ", t.Name, t.Skill))
	}
	blocks = append(blocks, block{"Team", cmp.Or(strings.Join(apart(team), " · "), "nobody yet"), labelWidth, false})
	if len(m.Kit) > 0 {
		blocks = append(blocks, block{"Kit", strings.Join(m.Kit, ", "), labelWidth, false})
	}
	for i, why := range m.Why {
		label := ""
		if i == 0 {
			label = "Why"
		}
		blocks = append(blocks, block{label, why, labelWidth, false})
	}
	if m.Note != "" {
		blocks = append(blocks, block{"Note", m.Note, labelWidth, false})
	}
	return blocks
}

func (p Packet) setUnits(s *sheet) {
	for _, unit := range p.Units {
		if len(unit.Strips) == 0 {
			continue
		}
		s.section(beside(" · ", unit.Name+" unit", fromTo(unit.Call, unit.Wrap), production.CalmName(unit.Location)), 14)
		var rows [][]string
		for _, strip := range unit.Strips {
			rows = append(rows, []string{fromTo(strip.Start, strip.End), strip.Scene, strip.Heading, names(strip.Cast), strip.room()})
		}
		s.table([]column{{"Time", 4.4, true}, {"Scene", 2, true}, {"Heading", 7, false}, {"Cast", 5, false}, {"BTS on set", 3, true}}, rows)
	}
}

// room says who of BTS may be at the set.
func (strip PacketStrip) room() string {
	switch {
	case strip.Closed:
		return "CLOSED"
	case strip.Capacity == 0:
		return "nobody"
	case strip.Capacity > 0:
		return fmt.Sprintf("at most %d", strip.Capacity)
	}
	return ""
}

func (p Packet) setEvents(s *sheet) {
	if len(p.Events) == 0 {
		return
	}
	s.section("Also today", 12)
	var rows [][]string
	for _, e := range p.Events {
		rows = append(rows, []string{cmp.Or(fromTo(e.Start, e.End), "any time"), e.Title, e.Place, names(e.People)})
	}
	s.table([]column{{"Time", 4, true}, {"What", 6, true}, {"Where", 5, false}, {"Who", 5, false}}, rows)
}

// setList is a section of one paragraph per item, nothing without items.
func setList(s *sheet, title string, items []string) {
	if len(items) == 0 {
		return
	}
	s.section(title, 2*body.line)
	for _, item := range items {
		s.need(body.line)
		s.put(margin, s.y, "•")
		s.lines(margin+4, s.width-4, item)
	}
}
