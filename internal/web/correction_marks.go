package web

import (
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// place names the fields of a thing or of one of its parts.
type place struct {
	what         correction.What
	target, part string
}

// placeOf is a place by names as people type them.
func placeOf(what correction.What, target, part string) place {
	plain := func(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
	return place{what, plain(target), plain(part)}
}

// placeFor is what a correction is about. A scene keeps its corrections on whatever day it is shot.
func placeFor(c correction.Correction) place {
	at := placeOf(c.What, c.Target, c.Part)
	if fieldOf(c).Of == correction.OfStrip {
		at.target = ""
	}
	return at
}

// marks are the corrections that show, by what they are about. The zero value has none.
type marks map[place][]correction.Correction

// openMarks reads the corrections into the book, for whoever may see them: they name what is closed.
func (s *Server) openMarks(r *http.Request, b *book) error {
	c := current(r)
	if !c.Actor.May(access.SeeRevisions, b.film.ID) {
		return nil
	}
	all, err := shelved(&s.shelf, c, "corrections", func() ([]correction.Correction, error) { return s.office.Corrections(r.Context(), b.film.ID) })
	if err != nil {
		return err
	}
	b.marks = marks{}
	for _, one := range all {
		if one.State != correction.Standing && one.State != correction.Disputed {
			continue
		}
		at := placeFor(one)
		b.marks[at] = append(b.marks[at], one)
		for _, e := range one.Also {
			there := placeOf(correction.Day, "", string(e.Strip))
			b.marks[there] = append(b.marks[there], carriedTo(one, e))
		}
	}
	return nil
}

// carriedTo is a correction as it shows at another strip of its scene.
func carriedTo(c correction.Correction, e correction.Elsewhere) correction.Correction {
	c.Part, c.Paper, c.Also = string(e.Strip), e.Paper, nil
	return c
}

// mark says which of the fields were corrected, all fields of the place for none named; nil when none was.
func (b *book) mark(what correction.What, target, part string, fields ...string) *ui.MarkView {
	return b.markOf(nil, b.marks[placeOf(what, target, part)], fields)
}

// markOf adds corrections of the fields to a mark.
func (b *book) markOf(m *ui.MarkView, list []correction.Correction, fields []string) *ui.MarkView {
	for _, c := range list {
		named := len(fields) == 0
		for _, f := range fields {
			named = named || f == c.Field
		}
		if !named {
			continue
		}
		if m == nil {
			m = &ui.MarkView{URL: b.whereCorrected(b.links.Base, c)}
		}
		m.Lines = append(m.Lines, fieldOf(c).Label+": "+b.markWords(c))
	}
	return m
}

// markWords say what the paper says of a corrected field, and who corrected it.
func (b *book) markWords(c correction.Correction) string {
	if c.PaperShows {
		return "the paper now says " + quoted(c.Paper) + ", which shows until somebody decides. Corrected to " + quoted(c.Value) + " by " + b.whoCorrected(c)
	}
	return "the paper says " + quoted(c.Paper) + ". Corrected by " + b.whoCorrected(c)
}

// stripMark says what of a strip was corrected: on the board, or in its scene.
func (b *book) stripMark(strip production.Strip) *ui.MarkView {
	m := b.markOf(nil, b.marks[placeOf(correction.Day, "", string(strip.ID))], nil)
	if strip.SceneID == "" {
		return m
	}
	return b.markOf(m, b.marks[placeOf(correction.Scene, string(strip.SceneID), "")], []string{"set", "int_ext", "time_of_day", "eighths", "characters"})
}

// unitMark says what of the units of a day was corrected.
func (b *book) unitMark(d *production.Day, fields ...string) *ui.MarkView {
	var m *ui.MarkView
	for _, u := range d.Units {
		m = b.markOf(m, b.marks[placeOf(correction.Day, string(d.ID), u.Unit)], fields)
	}
	return m
}

// dayMarks say what of the main unit's day was corrected.
func (b *book) dayMarks(d *production.Day) ui.DayMarks {
	if d == nil {
		return ui.DayMarks{}
	}
	return ui.DayMarks{
		Call: b.unitMark(d, "call"), Wrap: b.unitMark(d, "wrap"), Place: b.unitMark(d, "location"), Note: b.mark(correction.Day, string(d.ID), "", "note"),
	}
}

// correctLink is the form that corrects something, for whoever may; "" for others.
func (b *book) correctLink(what correction.What, target string) string {
	if !b.links.Rights.Import || target == "" {
		return ""
	}
	return correctURL(b.links.Base, what, target)
}
