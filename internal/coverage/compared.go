package coverage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// compare counts and words what is different from the plan before.
func (p *Plan) compare(before *Plan) {
	if before == nil {
		return
	}
	type place struct {
		date  production.Date
		cover Cover
	}
	old := map[production.MomentID]place{}
	for _, day := range before.Days {
		for _, c := range day.Covers {
			old[c.Moment] = place{day.Date, c}
		}
	}
	for i := range p.Days {
		day := &p.Days[i]
		for j := range day.Covers {
			c := &day.Covers[j]
			was, known := old[c.Moment]
			delete(old, c.Moment)
			switch {
			case !known:
				p.Changes.Added++
				c.Changed = isNew
			case was.date != day.Date:
				p.Changes.Moved++
				c.Changed = movedFrom + was.date.Spoken()
			case was.cover.Start != c.Start:
				p.Changes.Moved++
				c.Changed = movedFrom + was.cover.Start.String()
			default:
				p.Changes.Kept++
				c.Changed = otherPeople(was.cover.Team, c.Team)
			}
		}
	}
	p.Changes.Dropped = len(old)
	for id, was := range old {
		p.Dropped = append(p.Dropped, Dropped{Moment: id, Title: was.cover.Title, Scene: was.cover.Scene, Date: was.date, Start: was.cover.Start})
	}
	slices.SortFunc(p.Dropped, func(a, b Dropped) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Moment, b.Moment))
	})
}

// otherPeople says who covers a moment instead of whom, "" where they are the same.
func otherPeople(was, now []TeamMember) string {
	names := func(team, not []TeamMember) (out []string) {
		for _, t := range team {
			if !slices.ContainsFunc(not, func(o TeamMember) bool { return o.Member == t.Member }) && !slices.Contains(out, t.Name) {
				out = append(out, t.Name)
			}
		}
		return out
	}
	came, went := names(now, was), names(was, now)
	switch {
	case len(came) > 0 && len(went) > 0:
		return strings.Join(came, ", ") + " instead of " + strings.Join(went, ", ")
	case len(came) > 0:
		return strings.Join(came, ", ") + " as well"
	case len(went) > 0:
		return "without " + strings.Join(went, ", ")
	}
	return ""
}

// ChangedWords say what changed and why: "moved from Tue 5 May. Scene 41 moved to day 18 (Thu 7 May)."
func (c Cover) ChangedWords() string {
	if c.Changed == "" || c.Why == "" {
		return c.Changed
	}
	return c.Changed + ". " + c.Why
}

// Changed is one moment that is not as it was in the plan before. Date and Start are where it is now, or
// where it was when it was dropped.
type Changed struct {
	Kind   planner.ChangeKind
	Moment production.MomentID
	Title  string
	Date   production.Date
	Start  production.Clock
	What   string // "moved from Tue 5 May"
	Why    string // a sentence, "" in plans that were made before reasons were looked for
}

// ChangedList is everything that differs from the plan before, with reasons: first what was dropped, then
// the days in their order.
func (p *Plan) ChangedList() []Changed {
	var list []Changed
	for _, g := range p.Dropped {
		list = append(list, Changed{planner.Dropped, g.Moment, g.Title, g.Date, g.Start, "was on " + g.Date.Spoken(), g.Why})
	}
	for _, d := range p.Days {
		for _, c := range d.Covers {
			if c.Changed != "" {
				list = append(list, Changed{changedKind(c.Changed), c.Moment, c.Title, d.Date, c.Start, c.Changed, c.Why})
			}
		}
	}
	return list
}

// changedKind reads back the kind of a change from its words, which is all that saved plans have.
func changedKind(words string) planner.ChangeKind {
	switch {
	case words == isNew:
		return planner.Added
	case strings.HasPrefix(words, movedFrom):
		return planner.Moved
	}
	return planner.Reteamed
}

// How changes begin in words.
const (
	isNew     = "new in this plan"
	movedFrom = "moved from "
)
