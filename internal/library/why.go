package library

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Why says where an asset has what was asked for.
type Why struct {
	Field string `json:"field"` // title, name, people, caption, note, tag, place, mark, slate, reel, camera, card, scene, moment, talk, log, transcript; "" where only filters were asked
	Text  string `json:"text"`  // the words around it, "…" where something is left out
	Hits  []Span `json:"hits"`  // in Text
}

// Span is a stretch of a text, in bytes.
type Span struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// aroundHit is how much is shown before and behind what was found, in bytes.
const aroundHit = 60

// WhyOf is the best place of an asset for a need, in the words that it was written in.
func WhyOf(a Asset, around Company, need Need) Why {
	fields := []struct{ name, text string }{
		{"title", a.Title}, {"name", a.Name}, {"people", strings.Join(a.People, ", ")}, {"talk", around.Talk}, {"moment", around.Moment}, {"caption", a.Caption}, {"note", a.Note},
	}
	for _, m := range a.Marks {
		fields = append(fields, struct{ name, text string }{"mark", m.Text})
	}
	fields = append(fields, []struct{ name, text string }{
		{"tag", strings.Join(a.Tags, ", ")}, {"place", a.Place}, {"scene", strings.TrimSpace(around.Scene + " " + around.Heading)}, {"reel", a.Reel}, {"card", around.Card},
		{"slate", strings.Join([]string{a.Slate.Scene, a.Slate.Take, a.Slate.Note}, " ")}, {"camera", a.Device}, {"log", strings.Join(around.Log, "; ")},
		{"people", strings.Join(around.Roles, ", ")}, {"transcript", firstBytes(around.Transcript, mostSaid)},
	}...)
	var best Why
	most := 0
	for _, f := range fields {
		if hits, words := need.hits(f.text); words > most {
			best, most = cutAround(f.name, f.text, hits), words
		}
	}
	return best
}

// hits are where words of a need are in a text; n is how many clauses have some there.
func (n Need) hits(text string) (spans []Span, clauses int) {
	list := pieces(text)
	for _, c := range n.Clauses {
		if c.Said == "" || c.Not {
			continue
		}
		before := len(spans)
		for _, t := range c.Any {
			for _, at := range list {
				if t.shows(at.word) {
					spans = append(spans, Span{at.from, at.to})
				}
			}
		}
		if len(spans) > before {
			clauses++
		}
	}
	slices.SortFunc(spans, func(a, b Span) int { return a.From - b.From })
	return slices.Compact(spans), clauses
}

// shows reports whether a word is one of the term's.
func (t Term) shows(word string) bool {
	for i, w := range t.Words {
		if word == w || t.Prefix && i == len(t.Words)-1 && strings.HasPrefix(word, w) || slices.Contains(spellings(word), w) {
			return true
		}
	}
	return false
}

// cutAround is the text round the first hit.
func cutAround(field, text string, hits []Span) Why {
	from, to := max(0, hits[0].From-aroundHit), min(len(text), hits[0].To+aroundHit)
	for from > 0 && (!utf8.RuneStart(text[from]) || text[from-1] != ' ' && from < hits[0].From) {
		from++
	}
	for to < len(text) && (!utf8.RuneStart(text[to]) || text[to] != ' ' && to > hits[0].To) {
		to--
	}
	w := Why{Field: field, Text: text[from:to], Hits: []Span{}}
	lead := ""
	if from > 0 {
		lead = "… "
	}
	for _, h := range hits {
		if h.From >= from && h.To <= to {
			w.Hits = append(w.Hits, Span{h.From - from + len(lead), h.To - from + len(lead)})
		}
	}
	w.Text = lead + w.Text
	if to < len(text) {
		w.Text += " …"
	}
	return w
}
