package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/worksheet"
)

// mostShots is how many shots a moment of the sheet begins with.
const mostShots = 3

// wantShots puts the shots of a moment back on the list, or makes first ones. Nothing is shot on a closed set before
// somebody is let in, and decides so by hand.
func (m *maker) wantShots(ctx context.Context, of worksheet.Moment) error {
	if of.Closed() {
		return nil
	}
	if there, err := m.showShots(ctx, of, back); there || err != nil {
		return err
	}
	return m.addShots(ctx, of)
}

// addShots makes first shots for a moment: those of its kind, then those of any moment, of which somebody of the crew can
// take and nobody takes already on one of its days.
func (m *maker) addShots(ctx context.Context, of worksheet.Moment) error {
	if err := m.readTaken(ctx); err != nil {
		return err
	}
	n := 0
	for _, s := range append(shotlist.Suggest(of.Kind), shotlist.Suggest(anyKind)...) {
		if of.Person != "" { // the same picture of somebody else is another picture
			s.Title = firstWords(s.Title+": "+of.Person, longestShot)
		}
		if n == mostShots || !m.able(string(s.Medium)) || m.isTaken(of, s.Title) {
			continue
		}
		s.Moment = production.MomentID(m.made[momentKey(of)])
		s, err := m.addShot(ctx, s)
		if err != nil {
			return err
		}
		n++
		m.made[shotKey(of, n)] = string(s.ID)
		for _, w := range of.Windows {
			m.taken[onDay{w.Date, s.Title}] = true
		}
	}
	return nil
}

// anyKind is the kind for which shots of any moment are suggested.
const anyKind = "any"

// longestShot is how long a title is that a sheet gives to a shot, in characters.
const longestShot = 120

// onDay is a title of a shot on a day.
type onDay struct {
	date  production.Date
	title string
}

// readTaken reads once which shots are on the list, by the days of their moments.
func (m *maker) readTaken(ctx context.Context) error {
	if m.taken != nil {
		return nil
	}
	m.taken = map[onDay]bool{}
	list, err := shotsOnList(ctx, m.tx, m.in)
	if err != nil {
		return err
	}
	all, err := m.tx.FindMoments(ctx, m.in, store.MomentFilter{})
	if err != nil {
		return err
	}
	days := map[production.MomentID][]production.Date{}
	for _, moment := range all {
		for _, w := range moment.Windows {
			days[moment.ID] = append(days[moment.ID], w.Date)
		}
	}
	for _, s := range list {
		for _, date := range days[s.Moment] {
			m.taken[onDay{date, s.Title}] = true
		}
	}
	return nil
}

func (m *maker) isTaken(of worksheet.Moment, title string) bool {
	return slices.ContainsFunc(of.Windows, func(w worksheet.Window) bool { return m.taken[onDay{w.Date, title}] })
}

// showShots takes the shots of a moment of the sheet off the list, or puts them back.
func (m *maker) showShots(ctx context.Context, of worksheet.Moment, how map[string]any) (there bool, err error) {
	for n := 1; m.made[shotKey(of, n)] != ""; n++ {
		here, err := put(ctx, m, wantedShots, shotKey(of, n), how)
		if err != nil {
			return there, err
		}
		there = there || here
	}
	return there, nil
}

func shotKey(m worksheet.Moment, n int) string { return fmt.Sprintf("shot/%d/%s", n, m.Key) }

// closedSets says of which moments of a sheet nothing is shot because their sets are closed, "" where there are none.
func closedSets(d worksheet.Draft) string {
	var titles []string
	for _, m := range d.Moments {
		if m.Closed() {
			titles = append(titles, "“"+firstWords(m.Title, longestShot)+"”")
		}
	}
	if len(titles) == 0 {
		return ""
	}
	return "No shots are made for " + strings.Join(titles, ", ") + ": the set is closed. Ask the director; whoever is let in adds them by hand."
}
