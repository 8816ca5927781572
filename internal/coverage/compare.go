package coverage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/production"
)

// Difference is what another plan would change: what it covers more and less, best first.
type Difference struct {
	CrewDays int     `json:"crew_days"` // paid, more or fewer
	UsedDays int     `json:"used_crew_days"`
	Gained   []Cover `json:"gained"`
	Lost     []Cover `json:"lost"`
	Moved    int     `json:"moved"` // covered by both, on another day
}

// placedOn is a cover with its day.
type placedOn struct {
	date  production.Date
	cover Cover
}

// covers are the covers of a plan by moment.
func (p Plan) covers() map[production.MomentID]placedOn {
	all := map[production.MomentID]placedOn{}
	for _, d := range p.Days {
		for _, c := range d.Covers {
			all[c.Moment] = placedOn{d.Date, c}
		}
	}
	return all
}

// Compare says what is different when then becomes the plan instead of now.
func Compare(now, then Plan) Difference {
	d := Difference{CrewDays: then.CrewDays - now.CrewDays, UsedDays: then.UsedDays - now.UsedDays, Gained: []Cover{}, Lost: []Cover{}}
	was, is := now.covers(), then.covers()
	for id, c := range is {
		if old, both := was[id]; !both {
			d.Gained = append(d.Gained, c.cover)
		} else if old.date != c.date {
			d.Moved++
		}
	}
	for id, c := range was {
		if _, both := is[id]; !both {
			d.Lost = append(d.Lost, c.cover)
		}
	}
	for _, list := range [][]Cover{d.Gained, d.Lost} {
		slices.SortFunc(list, func(a, b Cover) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Moment, b.Moment))
		})
	}
	return d
}

// namedAtMost is how many moments a sentence names.
const namedAtMost = 2

// Words is the difference in a sentence: "+2 crew-days: 5 more moments, among them “The fall” and “The
// lamp”; 1 fewer: “Lunch”."
func (d Difference) Words() string { return d.head() + ": " + d.brings() + "." }

// head is the difference in crew-days.
func (d Difference) head() string {
	if d.CrewDays == 0 {
		return "The same crew-days"
	}
	return signed(d.CrewDays) + " " + plural(abs(d.CrewDays), "crew-day", "crew-days")
}

// brings is the difference in moments, in the middle of a sentence.
func (d Difference) brings() string {
	var parts []string
	if n := len(d.Gained); n > 0 {
		parts = append(parts, fmt.Sprintf("%d more %s%s", n, plural(n, "moment", "moments"), amongThem(d.Gained)))
	}
	if n := len(d.Lost); n > 0 {
		fewer := fmt.Sprintf("%d fewer%s", n, amongThem(d.Lost))
		if len(parts) == 0 {
			fewer = fmt.Sprintf("%d %s fewer%s", n, plural(n, "moment", "moments"), amongThem(d.Lost))
		}
		parts = append(parts, fewer)
	}
	if len(parts) == 0 {
		parts = append(parts, "the same moments are covered")
	}
	if d.Moved > 0 {
		parts = append(parts, fmt.Sprintf("%d on another day", d.Moved))
	}
	return strings.Join(parts, "; ")
}

// Sentence is what a scenario changes against the plan there is, without the crew-days where what it supposes
// (Wish.Words) says the same of them. paid is how many crew-days there are.
func (s Scenario) Sentence(paid int) string {
	d := s.Difference
	if said := s.Wish.Words(paid); said == d.head() || strings.HasPrefix(said, d.head()+",") {
		return capital(d.brings()) + "."
	}
	return d.Words()
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func amongThem(list []Cover) string {
	var names []string
	for _, c := range list[:min(namedAtMost, len(list))] {
		names = append(names, "“"+c.Title+"”")
	}
	text := strings.Join(names, " and ")
	if len(list) > namedAtMost {
		return ", among them " + text
	}
	return ": " + text
}

// Words says what a wish changes: "+2 crew-days, without Nora Fielding, must have “The fall”". paid is how
// many crew-days there are.
func (w Wish) Words(paid int) string {
	var parts []string
	if w.CrewDays > 0 && w.CrewDays != paid {
		n := w.CrewDays - paid
		parts = append(parts, signed(n)+" "+plural(abs(n), "crew-day", "crew-days"))
	} else if w.CrewDays > 0 {
		parts = append(parts, fmt.Sprintf("%d crew-days, as paid", paid))
	}
	for _, n := range w.Without {
		parts = append(parts, "without "+n.Name)
	}
	for _, m := range w.Extra {
		parts = append(parts, "with "+m.Name+" ("+strings.Join(m.Skills, ", ")+")")
	}
	for _, n := range w.Must {
		parts = append(parts, "must have “"+n.Name+"”")
	}
	for _, n := range w.NoGo {
		parts = append(parts, "no “"+n.Name+"”")
	}
	for _, date := range w.NoGoDays {
		parts = append(parts, "nobody on "+date.Spoken())
	}
	if len(parts) == 0 {
		return ""
	}
	return capital(strings.Join(parts, ", "))
}

func signed(n int) string {
	if n < 0 {
		return fmt.Sprintf("−%d", -n)
	}
	return fmt.Sprintf("+%d", n)
}

func abs(n int) int { return max(n, -n) }

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Against counts and words anew how the plan differs from another; the reasons, which were for the plan that
// it was worked out from, go.
func (p *Plan) Against(before *Plan) {
	p.Changes, p.Dropped = Changes{}, nil
	p.Days = slices.Clone(p.Days)
	for i := range p.Days {
		p.Days[i].Covers = slices.Clone(p.Days[i].Covers)
		for j := range p.Days[i].Covers {
			c := &p.Days[i].Covers[j]
			c.Changed, c.Why, c.WhyTells = "", "", ""
		}
	}
	p.compare(before)
}
