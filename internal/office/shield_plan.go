package office

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// plan takes hidden moments out of a plan, and their titles out of the reasons of others. Its numbers stay:
// they say how much, not what.
func (s shield) plan(p *coverage.Plan, now map[production.MomentID]story.Moment) {
	if s.scenes == nil {
		return
	}
	var titles []string
	hidden := func(id production.MomentID, number, title string) bool {
		if s.numbers[number] || s.hidesMoment(now[id]) {
			titles = append(titles, title)
			return true
		}
		return false
	}
	for i := range p.Days {
		day := &p.Days[i]
		before := len(day.Covers)
		day.Covers = slices.DeleteFunc(day.Covers, func(c coverage.Cover) bool { return hidden(c.Moment, c.Scene, c.Title) })
		if len(day.Covers) < before {
			day.Buys = "work on set" // the words could name what is hidden
			day.Only = slices.DeleteFunc(day.Only, func(id production.MomentID) bool {
				return !slices.ContainsFunc(day.Covers, func(c coverage.Cover) bool { return c.Moment == id })
			})
		}
	}
	p.Uncovered = slices.DeleteFunc(p.Uncovered, func(u coverage.Uncovered) bool { return hidden(u.Moment, u.Scene, u.Title) })
	p.Dropped = slices.DeleteFunc(p.Dropped, func(g coverage.Dropped) bool { return hidden(g.Moment, g.Scene, g.Title) })
	s.reasons(p, titles)
}

// reasons takes the titles of hidden moments out of the sentences about others.
func (s shield) reasons(p *coverage.Plan, titles []string) {
	var pairs []string
	for _, title := range titles {
		pairs = append(pairs, "“"+title+"”", "work on a closed set")
	}
	words := strings.NewReplacer(pairs...)
	for i := range p.Days {
		for j := range p.Days[i].Covers {
			p.Days[i].Covers[j].Why = words.Replace(p.Days[i].Covers[j].Why)
		}
	}
	for i := range p.Uncovered {
		p.Uncovered[i].Reason = words.Replace(p.Uncovered[i].Reason)
	}
	for i := range p.Dropped {
		p.Dropped[i].Why = words.Replace(p.Dropped[i].Why)
	}
}
