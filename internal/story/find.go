package story

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// Options tune the finder. The zero value is what most productions want.
type Options struct {
	Language string // of the script: one of Languages; as DetectLanguage says when empty, English when unknown
	MinScore int    // moments below are not proposed; 0 means 33, a chance of one in three
	PerScene int    // at most so many moments about one scene's content; 0 means 3
	Most     int    // at most so many moments altogether; 0 means twice the scenes and ten, 40 to 250
}

// The defaults of Options.
const (
	defaultMinScore = 33
	defaultPerScene = 3
	fewestMoments   = 40
	mostMoments     = 250
)

func (o Options) withDefaults(scenes int) Options {
	o.MinScore = cmp.Or(o.MinScore, defaultMinScore)
	o.PerScene = cmp.Or(o.PerScene, defaultPerScene)
	o.Most = cmp.Or(o.Most, min(mostMoments, max(fewestMoments, 2*scenes+10)))
	return o
}

// finder is one run over one production's facts.
type finder struct {
	o      Options
	facts  production.Facts
	lex    *lexicon
	cast   *cast
	board  *board
	people map[string]production.Person // character → performer
	marks  []milestone
	found  []candidate
}

// candidate is a moment on its way, with what the finder still needs to know about it.
type candidate struct {
	moment Moment
	event  string
	scene  *production.Scene // content of a scene, counted against Options.PerScene
}

// Find proposes what is worth documenting, the best first, equal scores by title. The same facts
// give the same moments in whatever order their parts come. Moments have keys but no ids: Merge
// gives those.
func Find(f production.Facts, o Options) []Moment {
	x := newFinder(f, o)
	x.findInScenes()
	x.findEvents()
	x.findFirstsAndLasts()
	x.findPairs()
	x.findSplitDays()
	x.findTalks()
	x.findInterviews()
	return x.choose()
}

// newFinder reads the facts, and has found nothing yet.
func newFinder(f production.Facts, o Options) *finder {
	x := &finder{o: o.withDefaults(len(f.Scenes)), facts: tidy(f), people: map[string]production.Person{}}
	if o.Language == "" {
		o.Language = DetectLanguage(x.facts)
	}
	x.lex = languageOf(o.Language)
	x.cast = newCast(x.lex, x.facts.Scenes)
	x.board = newBoard(x.facts.Scenes, x.facts.Days)
	for _, p := range x.facts.People {
		if _, taken := x.people[p.Character]; p.Kind == production.Cast && !taken {
			x.people[p.Character] = p
		}
	}
	return x
}

// tidy is a copy of the facts in an order of our own.
func tidy(f production.Facts) production.Facts {
	f.Scenes = slices.DeleteFunc(slices.Clone(f.Scenes), func(s production.Scene) bool { return s.Omitted })
	slices.SortStableFunc(f.Scenes, func(a, b production.Scene) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), strings.Compare(a.Number, b.Number), strings.Compare(string(a.ID), string(b.ID)))
	})
	f.Days = slices.Clone(f.Days)
	slices.SortStableFunc(f.Days, func(a, b production.Day) int {
		return cmp.Or(strings.Compare(string(a.Date), string(b.Date)), cmp.Compare(a.Number, b.Number))
	})
	f.Events = slices.Clone(f.Events)
	slices.SortStableFunc(f.Events, func(a, b production.Event) int {
		return cmp.Or(strings.Compare(string(a.Date), string(b.Date)), cmp.Compare(a.Start, b.Start), strings.Compare(a.Title, b.Title), strings.Compare(string(a.ID), string(b.ID)))
	})
	f.People = slices.Clone(f.People)
	slices.SortStableFunc(f.People, func(a, b production.Person) int {
		return cmp.Or(strings.Compare(a.Character, b.Character), strings.Compare(a.Role, b.Role), strings.Compare(a.Name, b.Name))
	})
	return f
}

// propose weighs the evidence and keeps the moment if it is worth proposing. Kind, Key, Title and
// Windows are the caller's; the rest is filled here.
func (x *finder) propose(event string, m Moment, about *production.Scene, list []evidence) {
	rule := rules().kinds[m.Kind]
	if slices.ContainsFunc(m.Windows, func(w Window) bool { return w.Closed }) {
		list = append(list, evidence{source: "closed", strength: -60, scene: m.Scene,
			text: "closed set: nobody from BTS enters or watches a monitor"})
	}
	var line curve
	if about != nil {
		line = scriptCurve()
	}
	m.Score, m.Reasons = weigh(list, line)
	if len(m.Reasons) == 0 || m.Score < 1 {
		return
	}
	m.Minutes = fitMinutes(cmp.Or(m.Minutes, rule.Minutes), m.Windows)
	m.HoldKit = rule.HoldKit
	m.Roles = slices.Clone(rule.Roles)
	m.Arc = arcOf(m.Kind, event)
	m.Cast = x.cast.sorted(m.Cast)
	m.Windows = x.board.respectClosedSets(m.Windows, m.Minutes)
	sortWindows(m.Windows)
	m.Status, m.Origin = Proposed, Found
	x.found = append(x.found, candidate{moment: m, event: event, scene: about})
}

// choose sorts, drops what is too weak or too much, and tells apart titles that came out the same.
// Moments on a closed set always stay, so that the plan can say why they are not covered.
func (x *finder) choose() []Moment {
	slices.SortStableFunc(x.found, func(a, b candidate) int { return compareMoments(a.moment, b.moment) })
	perScene := map[string]int{}
	keys := map[string]bool{}
	chosen := make([]Moment, 0, len(x.found))
	for _, c := range x.found {
		closed := slices.ContainsFunc(c.moment.Windows, func(w Window) bool { return w.Closed })
		tooWeak := c.moment.Score < x.o.MinScore || len(chosen) >= x.o.Most
		if tooWeak && !closed || keys[c.moment.Key] {
			continue
		}
		if c.scene != nil {
			if perScene[sceneKey(*c.scene)] >= x.o.PerScene {
				continue
			}
			perScene[sceneKey(*c.scene)]++
		}
		keys[c.moment.Key] = true
		chosen = append(chosen, c.moment)
	}
	distinguish(chosen)
	sortMoments(chosen)
	return chosen
}

// distinguish adds the scene, else the day, to titles that several moments share.
func distinguish(list []Moment) {
	count := map[string]int{}
	for _, m := range list {
		count[m.Title]++
	}
	for i, m := range list {
		switch {
		case count[m.Title] < 2:
		case m.Scene != "":
			list[i].Title += ", scene " + m.Scene
		case len(m.Windows) > 0:
			list[i].Title += ", " + m.Windows[0].Date.Spoken()
		}
	}
}

// sortMoments puts the best first.
func sortMoments(list []Moment) { slices.SortStableFunc(list, compareMoments) }

func compareMoments(a, b Moment) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Title, b.Title), strings.Compare(a.Key, b.Key), strings.Compare(string(a.ID), string(b.ID)))
}
