package worksheet

import (
	"cmp"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// Need is something that a piece cannot be made without.
type Need struct {
	What  string   `json:"what"`  // inside a sentence: "hints of what is coming"
	Kinds []string `json:"kinds"` // story.Kind of the moments that it is shot of, none for any
	Media []string `json:"media"` // shotlist.Medium that it is shot with, none for any
	Count int      `json:"count"` // so many shots
	Apart bool     `json:"apart"` // each of another moment
}

// Takes reports whether what is shot of a kind of moment with a medium is what is needed. kind is "" for what is of no
// moment.
func (n Need) Takes(kind, medium string) bool {
	return (len(n.Kinds) == 0 || slices.Contains(n.Kinds, kind)) && (len(n.Media) == 0 || slices.Contains(n.Media, medium))
}

// Name is what a piece is called inside a sentence: "teaser". One that the sheet does not know has its title.
func (p Piece) Name() string { return cmp.Or(p.choice().Name, p.Title) }

// Needs are what a piece cannot be made without, by the choice it came from; none for one that the sheet does not know.
func (p Piece) Needs() []Need { return p.choice().Needs }

func (p Piece) choice() Choice {
	q, _ := The().Find("pieces")
	c, _ := q.Choice(p.Key)
	return c
}

// Span is a stretch of days whose material goes into one piece, and that is so near its end that the piece presses.
type Span struct {
	production.DateRange
	When string // it is due, inside a sentence: "due this week"
}

// Near are the spans of a piece that are due soon, seen from a date. shoots are the days on which anything can be shot, in
// order: nothing is due of days without them.
func (c Cadence) Near(today production.Date, shoots []production.Date) []Span {
	if len(shoots) == 0 {
		return nil
	}
	var out []Span
	for _, s := range c.spans(today, shoots[0], shoots[len(shoots)-1]) {
		shot := slices.ContainsFunc(shoots, s.Contains)
		if left := s.To.DaysSince(today); shot && left >= 0 && left <= The().Near[c] {
			out = append(out, s)
		}
	}
	return out
}

// spans are those that today is in, or right before.
func (c Cadence) spans(today, first, last production.Date) []Span {
	switch c {
	case Daily:
		tomorrow := today.AddDays(1)
		return []Span{{production.DateRange{From: today, To: today}, "due today"}, {production.DateRange{From: tomorrow, To: tomorrow}, "due tomorrow"}}
	case Weekly:
		monday := today.AddDays(-((int(today.Weekday()) + 6) % 7))
		return []Span{{production.DateRange{From: monday, To: monday.AddDays(6)}, "due this week"}}
	case Monthly:
		begin := firstOfMonth(today)
		return []Span{{production.DateRange{From: begin, To: firstOfMonth(begin.AddDays(31)).AddDays(-1)}, "due this month"}}
	case AtEnd:
		return []Span{{production.DateRange{From: first, To: last}, "due when the shoot ends"}}
	}
	return nil
}

func firstOfMonth(d production.Date) production.Date {
	return d.AddDays(1 - d.At(0, time.UTC).Day())
}
