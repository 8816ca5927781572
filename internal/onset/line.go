package onset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// The drawing of the day, in millimetres.
const (
	nameWidth  = 27.0
	stripHigh  = 9.0
	personHigh = 7.0
	rowGap     = 1.2
)

// dayLine maps times to the paper.
type dayLine struct {
	s        *sheet
	from, to production.Clock // whole hours
}

func (l dayLine) x(c production.Clock) float64 {
	return margin + nameWidth + (l.s.width-nameWidth)*float64(c-l.from)/float64(l.to-l.from)
}

// bar is where a span lies; a span without an end is drawn a quarter of an hour long.
func (l dayLine) bar(from, to production.Clock) (x, w float64, ok bool) {
	if !from.Known() {
		return 0, 0, false
	}
	if to <= from {
		to = from + 15
	}
	return l.x(from), l.x(to) - l.x(from), true
}

// setLine draws the day: main unit above, BTS below, on one scale.
func (p Packet) setLine(s *sheet) {
	from, to, ok := p.hours()
	if !ok {
		return
	}
	moments := p.moments()
	rows := crewRows(p.shifts(), moments)
	high := float64(len(p.Units))*(stripHigh+rowGap) + float64(len(rows))*(personHigh+rowGap) + small.line + 6
	s.section("The day", min(high, 100))
	l := dayLine{s, from, to}
	l.scale()
	for _, unit := range p.Units {
		l.next(stripHigh)
		l.unit(unit)
	}
	if len(p.Units) > 0 && len(rows) > 0 {
		s.rule(margin, s.y+0.3, s.width, 0.5)
		s.y += rowGap + 0.6
	}
	for _, row := range rows {
		l.next(personHigh)
		l.person(row, moments)
	}
	l.legend()
}

// hours is the span of everything that has a time, in whole hours.
func (p Packet) hours() (from, to production.Clock, ok bool) {
	var all []production.Clock
	add := func(times ...production.Clock) {
		for _, t := range times {
			if t.Known() {
				all = append(all, t)
			}
		}
	}
	for _, u := range p.Units {
		for _, strip := range u.Strips {
			add(strip.Start, strip.End)
		}
	}
	for _, shift := range p.Shifts {
		add(shift.Call, shift.Wrap)
	}
	for _, m := range p.Moments {
		add(m.Start, m.End)
	}
	if len(all) == 0 {
		return 0, 0, false
	}
	add(p.Call, p.Wrap)
	from, to = slices.Min(all)/60*60, (slices.Max(all)+59)/60*60
	return from, max(to, from+60), true
}

// scale writes the hours.
func (l dayLine) scale() {
	s := l.s
	s.face(small, false)
	step := production.Clock(60)
	for l.x(l.from+step)-l.x(l.from) < 6 {
		step += 60
	}
	for c := l.from; c <= l.to; c += step {
		text := c.String()[:2]
		if c%1440 == 0 && c > 0 {
			text = "24"
		}
		x := min(l.x(c), margin+s.width-s.measure(text)/2)
		s.putMid(x, s.y, text)
	}
	s.y += small.line + 1
}

// next makes room for a row, on a new page under a new scale, and draws the hours behind it,
// midnight stronger.
func (l dayLine) next(high float64) {
	s := l.s
	if s.y+high+rowGap > s.bottom {
		s.need(high + rowGap)
		l.scale()
	}
	s.pdf.SetDrawColor(150, 150, 150)
	for c := l.from; c <= l.to; c += 60 {
		thick := 0.1
		if c%1440 == 0 && c > 0 {
			thick = 0.6
		}
		s.pdf.SetLineWidth(thick)
		s.pdf.Line(l.x(c), s.y-rowGap, l.x(c), s.y+high)
	}
	s.pdf.SetDrawColor(0, 0, 0)
}

// greys are the boards' white, yellow, blue and green as they come out of a copier.
var greys = map[Colour]int{IntDay: 255, ExtDay: 232, IntNight: 196, ExtNight: 90}

func (l dayLine) unit(u PacketUnit) {
	s := l.s
	s.face(small, true)
	s.put(margin, s.y+0.8, s.fit(u.Name+" unit", nameWidth-2))
	s.face(small, false)
	s.put(margin, s.y+0.8+small.line, s.fit(fromTo(u.Call, u.Wrap), nameWidth-2))
	for _, strip := range u.Strips {
		l.strip(strip)
	}
	s.y += stripHigh + rowGap
}

func (l dayLine) strip(strip PacketStrip) {
	s := l.s
	x, w, ok := l.bar(strip.Start, strip.End)
	if !ok {
		return
	}
	grey, coloured := greys[strip.Colour]
	if !coloured {
		grey = 255
	}
	s.box(x, s.y, w, stripHigh, grey, 0.2)
	if strip.Closed {
		l.hatch(x, w)
	}
	if grey < 128 {
		s.ink(255)
	}
	first, second := strip.Scene, strip.Heading
	if first == "" {
		first, second = strip.Heading, ""
	}
	if strip.Closed {
		second = "CLOSED"
	}
	s.face(small, true)
	s.put(x+0.8, s.y+0.8, s.fit(first, w-1.2))
	s.face(small, strip.Closed)
	s.put(x+0.8, s.y+0.8+small.line, s.fit(second, w-1.2))
	s.ink(0)
}

// hatch marks a closed set: a thick frame and a hatched foot that survive any copier.
func (l dayLine) hatch(x, w float64) {
	s := l.s
	s.pdf.ClipRect(x, s.y+stripHigh-1.6, w, 1.6, false)
	s.pdf.SetLineWidth(0.4)
	for at := x - 2; at < x+w; at += 1.2 {
		s.pdf.Line(at, s.y+stripHigh, at+1.6, s.y+stripHigh-1.6)
	}
	s.pdf.ClipEnd()
	s.pdf.SetLineWidth(0.7)
	s.pdf.Rect(x+0.35, s.y+0.35, w-0.7, stripHigh-0.7, "D")
}

// crewRow is one person's day and the numbers of the moments they cover.
type crewRow struct {
	shift   PacketShift
	numbers []int // indexes into the moments
}

// crewRows are the people of the day; whoever is in a team without a shift gets a row as well, and
// moments that nobody covers share one.
func crewRows(shifts []PacketShift, moments []Entry) []crewRow {
	var rows []crewRow
	at := make(map[string]int)
	row := func(name string, shift PacketShift) int {
		if i, known := at[name]; known {
			return i
		}
		at[name] = len(rows)
		rows = append(rows, crewRow{shift: shift})
		return len(rows) - 1
	}
	noShift := func(name string) PacketShift {
		return PacketShift{Name: name, Call: production.NoClock, Meal: production.NoClock, MealTo: production.NoClock, Wrap: production.NoClock}
	}
	for _, shift := range shifts {
		row(shift.Name, shift)
	}
	for n, m := range moments {
		team := m.Team
		if len(team) == 0 {
			team = []TeamMember{{Name: "Nobody yet"}}
		}
		for _, member := range team {
			i := row(member.Name, noShift(member.Name))
			if !slices.Contains(rows[i].numbers, n) {
				rows[i].numbers = append(rows[i].numbers, n)
			}
		}
	}
	return rows
}

func (l dayLine) person(row crewRow, moments []Entry) {
	s, shift := l.s, row.shift
	s.face(small, true)
	s.put(margin, s.y, s.fit(shift.Name, nameWidth-2))
	s.face(small, false)
	s.put(margin, s.y+small.line-0.3, s.fit(strings.Join(shift.Skills, ", "), nameWidth-2))
	if x, w, ok := l.bar(shift.Call, shift.Wrap); ok {
		s.box(x, s.y+1, w, personHigh-2, 255, 0.2)
	}
	if x, w, ok := l.bar(shift.Meal, shift.MealTo); ok {
		s.box(x, s.y+1, w, personHigh-2, 215, 0.2)
		s.putMid(x+w/2, s.y+(personHigh-small.line)/2, s.fit("meal", w))
	}
	s.face(small, true)
	for _, n := range row.numbers {
		x, w, ok := l.bar(moments[n].Start, moments[n].End)
		if !ok || moments[n].Broken != "" {
			continue
		}
		w = max(w, 4) // room for the number
		s.box(x, s.y+0.3, w, personHigh-0.6, 0, 0.1)
		s.ink(255)
		s.putMid(x+w/2, s.y+(personHigh-small.line)/2, fmt.Sprint(n+1))
		s.ink(0)
	}
	s.y += personHigh + rowGap
}

func (l dayLine) legend() {
	s := l.s
	s.need(small.line + 1)
	s.face(small, false)
	x := margin + nameWidth
	for _, kind := range []struct {
		colour Colour
		words  string
	}{{IntDay, "INT day"}, {ExtDay, "EXT day"}, {IntNight, "INT night"}, {ExtNight, "EXT night"}} {
		s.box(x, s.y+1, 4, 2, greys[kind.colour], 0.2)
		s.put(x+5, s.y+0.2, kind.words)
		x += s.measure(kind.words) + 9
	}
	s.box(x, s.y+0.5, 4, 3, 0, 0.1)
	s.put(x+5, s.y+0.2, "moment, numbered as below")
	s.y += small.line + 1
}
