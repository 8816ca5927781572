package ui

import (
	"fmt"
	"strconv"

	"github.com/btsdirector/bts/internal/production"
)

// Span is a stretch of the day on a day line.
type Span struct {
	Start production.Clock
	End   production.Clock
	Text  string
	Strip StripView // for the main unit's spans: its colour
	Arc   Arc       // for BTS spans: colour and pattern
	Lit   bool      // the one that the page is about
}

// DayLineView is a day as a horizontal line: the main unit above, BTS below.
type DayLineView struct {
	Label  string           // what the drawing says, in a sentence, for those who do not see it
	From   production.Clock // left end; whole hours are chosen around the spans where From and To are both 0
	To     production.Clock // right end
	Main   []Span
	BTS    []Span
	Meals  []Span
	Now    production.Clock // NoClock (or 0) for another day
	Hours  bool             // write the hours below
	Bigger bool             // with words in the spans
}

// fitted is the view with its ends on whole hours around everything in it.
func (v DayLineView) fitted() DayLineView {
	if v.To > v.From {
		return v
	}
	first, last := production.Clock(48*60), production.Clock(0)
	for _, spans := range [][]Span{v.Main, v.BTS, v.Meals} {
		for _, s := range spans {
			if s.Start.Known() && s.End > s.Start {
				first, last = min(first, s.Start), max(last, s.End)
			}
		}
	}
	if last == 0 {
		first, last = 8*60, 20*60
	}
	v.From, v.To = first/60*60, (last+59)/60*60
	return v
}

// at is the place of a time on the line, in percent, for an SVG attribute.
func (v DayLineView) at(c production.Clock) string {
	return percent(float64(c-v.From) / float64(v.To-v.From))
}

// width is the length of a span, in percent; never less than can be seen.
func (v DayLineView) width(s Span) string {
	return percent(max(float64(s.End-s.Start)/float64(v.To-v.From), 0.006))
}

func percent(part float64) string {
	return strconv.FormatFloat(min(max(part, 0), 1)*100, 'f', 2, 64) + "%"
}

// drawn are the spans that have times.
func drawn(spans []Span) []Span {
	var out []Span
	for _, s := range spans {
		if s.Start.Known() && s.End > s.Start {
			out = append(out, s)
		}
	}
	return out
}

// hours are the marks below the line: every hour on a short day, every second or third on a long one.
func (v DayLineView) hours() []production.Clock {
	step := production.Clock(60)
	for (v.To-v.From)/step > 8 {
		step += 60
	}
	var marks []production.Clock
	for c := v.From; c <= v.To; c += step {
		marks = append(marks, c)
	}
	return marks
}

// hour is the mark's words: "06", and "01" after midnight.
func hour(c production.Clock) string { return fmt.Sprintf("%02d", int(c)/60%24) }

// anchor keeps the first and the last mark inside the drawing.
func (v DayLineView) anchor(c production.Clock) string {
	switch c {
	case v.From:
		return "start"
	case v.To:
		return "end"
	}
	return "middle"
}

// showsNow reports whether the present lies on the line.
func (v DayLineView) showsNow() bool { return v.Now > v.From && v.Now < v.To }

// size are the heights of the drawing: main row, BTS row, whole.
func (v DayLineView) size() (main, bts, whole int) {
	main, bts = 10, 10
	if v.Bigger {
		main, bts = 24, 28
	}
	whole = main + bts + 6
	if v.Hours {
		whole += 18
	}
	return main, bts, whole
}
