package office

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// plan takes hidden moments out of a plan, and their titles and sets out of the reasons of others. Its numbers stay:
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
		for j := range day.Covers {
			if day.Covers[j].Broken == closedNow {
				day.Covers[j].Broken = notThen(*day)
			}
		}
		if len(day.Covers) < before {
			day.Buys = "work on set" // the words could name what is hidden, and so could the arcs
			day.Arcs = slices.DeleteFunc(day.Arcs, func(arc string) bool {
				return !slices.ContainsFunc(day.Covers, func(c coverage.Cover) bool { return c.Arc == arc })
			})
			day.Only = slices.DeleteFunc(day.Only, func(id production.MomentID) bool {
				return !slices.ContainsFunc(day.Covers, func(c coverage.Cover) bool { return c.Moment == id })
			})
		}
	}
	p.Uncovered = slices.DeleteFunc(p.Uncovered, func(u coverage.Uncovered) bool { return hidden(u.Moment, u.Scene, u.Title) })
	p.Dropped = slices.DeleteFunc(p.Dropped, func(g coverage.Dropped) bool { return hidden(g.Moment, g.Scene, g.Title) })
	if h := p.Hand; h != nil {
		if _, there := now[h.Moment]; !there || hidden(h.Moment, "", h.Title) {
			p.Hand = &coverage.Hand{Before: h.Before, Act: h.Act, Title: "Closed"}
		}
	}
	s.reasons(p, titles)
}

// reasons takes the titles of hidden moments, and the sets that are closed, out of the sentences about others.
func (s shield) reasons(p *coverage.Plan, titles []string) {
	var pairs []string
	for _, title := range titles {
		pairs = append(pairs, "“"+title+"”", "work on a closed set")
	}
	words, sets := strings.NewReplacer(pairs...), s.setNames()
	hide := func(sentence *string) { *sentence = withoutNames(words.Replace(*sentence), sets) }
	for i := range p.Days {
		for j := range p.Days[i].Covers {
			hide(&p.Days[i].Covers[j].Why)
		}
	}
	for i := range p.Uncovered {
		hide(&p.Uncovered[i].Reason)
		hide(&p.Uncovered[i].Change)
	}
	for i := range p.Dropped {
		hide(&p.Dropped[i].Why)
	}
}

// setNames finds the closed sets, as the papers write them and as reasons do; titles in quotation marks are
// found too, so that they can be passed over. It is nil where no set is closed.
func (s shield) setNames() *regexp.Regexp {
	var names []string
	for set := range s.sets {
		calm := production.CalmName(set)
		for _, name := range []string{set, calm, capital(calm)} {
			if name != "" && !slices.Contains(names, regexp.QuoteMeta(name)) {
				names = append(names, regexp.QuoteMeta(name))
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) }) // “Bar Room” before “Bar”
	return regexp.MustCompile("“[^”]*”|" + strings.Join(names, "|"))
}

// withoutNames is a sentence with "that set" for every name in it that stands as a word.
func withoutNames(sentence string, names *regexp.Regexp) string {
	if names == nil {
		return sentence
	}
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	var b strings.Builder
	done := 0
	for _, at := range names.FindAllStringIndex(sentence, -1) {
		before, _ := utf8.DecodeLastRuneInString(sentence[:at[0]])
		after, _ := utf8.DecodeRuneInString(sentence[at[1]:])
		if strings.HasPrefix(sentence[at[0]:], "“") || inWord(before) || inWord(after) {
			continue
		}
		that := "that set"
		if at[0] == 0 || strings.HasSuffix(sentence[:at[0]], ". ") {
			that = "That set"
		}
		b.WriteString(sentence[done:at[0]] + that)
		done = at[1]
	}
	return b.String() + sentence[done:]
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
