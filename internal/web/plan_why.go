package web

import (
	"slices"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/web/ui"
)

// changedWords are the kinds of changes as the plan page calls them.
var changedWords = map[planner.ChangeKind]string{
	planner.Moved: "moved", planner.Reteamed: "other people", planner.Dropped: "dropped", planner.Added: "new",
}

// changedViews are the moments that are not as they were in the plan before.
func (b *book) changedViews() []ui.ChangedView {
	var out []ui.ChangedView
	for _, c := range b.plan.ChangedList() {
		v := ui.ChangedView{Title: c.Title, Kind: changedWords[c.Kind], Why: c.Why}
		switch when := b.title(c.Date) + ", " + c.Start.String(); c.Kind {
		case planner.Dropped:
			v.What = "Was on " + when
		case planner.Added:
			v.What = when
		default:
			v.What = when + "; " + c.What
		}
		if b.links.Rights.Moments {
			v.URL = b.links.Link("moments", string(c.Moment))
		}
		out = append(out, v)
	}
	return out
}

// onlyTitles are the titles of what happens on a day and on no other.
func onlyTitles(d coverage.PlanDay) []string {
	var titles []string
	for _, c := range d.Covers {
		if slices.Contains(d.Only, c.Moment) {
			titles = append(titles, c.Title)
		}
	}
	return titles
}
