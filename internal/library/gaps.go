package library

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// GapKind is a sort of thing that is missing.
type GapKind string

// The kinds.
const (
	GapMoment GapKind = "moment"    // planned, and there is no material
	GapTalk   GapKind = "interview" // planned, and there is no recording
	GapShot   GapKind = "shot"      // a shot that the unit must have is open
)

// Gap is something that a day was to bring and did not (yet).
type Gap struct {
	What    GapKind               `json:"what"`
	ID      string                `json:"id"`
	Title   string                `json:"title"`
	Moment  production.MomentID   `json:"moment"`
	Scene   string                `json:"scene"` // number
	Start   production.Clock      `json:"-"`
	End     production.Clock      `json:"-"`
	Team    []production.MemberID `json:"team"`
	Must    bool                  `json:"must_have"`
	Ahead   bool                  `json:"ahead"` // its time has not passed: nothing is missing yet
	Why     string                `json:"why"`
	Still   string                `json:"still"` // what can still be done
	Chances []KnownWindow         `json:"-"`     // later windows in the schedule, in order of time
	Maybe   int                   `json:"maybe"` // assets that may belong to it, as nobody decided yet
}

// Holdings are what the library has, of what counts: nothing that was killed or taken out.
type Holdings struct {
	Moments map[production.MomentID]int    // assets that belong to it
	Talks   map[production.InterviewID]int // recordings, video or sound
	Maybe   map[production.MomentID]int    // assets with an open suggestion
	OnDay   int                            // all assets of the day
}

// Tonight is what a day was to bring and what of it is here.
type Tonight struct {
	Day     production.Date `json:"day"`
	Planned int             `json:"planned"` // moments, talks among them
	Covered int             `json:"covered"` // of these, those with material
	Ahead   int             `json:"ahead"`   // of these, those whose time has not passed and that have none yet
	Assets  int             `json:"assets"`  // of the day
	Gaps    []Gap           `json:"gaps"`    // in order of time, shots last
	Words   string          `json:"words"`   // in a sentence
}

// Tonight says what of a day is missing, and what can still be done, as it is at now.
func (a Around) Tonight(d production.Date, now time.Time, have Holdings) Tonight {
	out := Tonight{Day: d, Gaps: []Gap{}, Assets: have.OnDay}
	moments := map[production.MomentID]KnownMoment{}
	for _, k := range a.Moments {
		moments[k.ID] = k
	}
	talks := map[production.MomentID]KnownTalk{}
	for _, t := range a.Talks {
		if t.Moment != "" {
			talks[t.Moment] = t
		}
	}
	for _, c := range a.Covers {
		k, known := moments[c.Moment]
		if c.Date != d || !known {
			continue
		}
		out.Planned++
		t, isTalk := talks[c.Moment]
		if have.Moments[c.Moment] > 0 && (!isTalk || have.Talks[t.ID] > 0) || isTalk && (t.Done || have.Talks[t.ID] > 0) {
			out.Covered++
			continue
		}
		g := a.gapOf(c, k, now, have)
		if isTalk {
			g.What, g.ID, g.Title = GapTalk, string(t.ID), "Talk with "+t.Person
			if have.Moments[c.Moment] > 0 {
				g.Why = "there is material of it, but no recording of the talk"
			}
		}
		if g.Ahead {
			out.Ahead++
		}
		out.Gaps = append(out.Gaps, g)
	}
	slices.SortStableFunc(out.Gaps, func(x, y Gap) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.ID, y.ID)) })
	out.Gaps = append(out.Gaps, a.openShots(d, moments, now)...)
	out.Words = out.words()
	return out
}

// gapOf is a planned moment without material.
func (a Around) gapOf(c PlannedCover, k KnownMoment, now time.Time, have Holdings) Gap {
	g := Gap{What: GapMoment, ID: string(k.ID), Title: k.Title, Moment: k.ID, Scene: k.Number, Start: c.Start, End: c.End, Team: c.Team, Must: k.MustHave, Maybe: have.Maybe[k.ID]}
	end := c.End
	if !end.Known() {
		end = c.Start
	}
	plan := "planned" + fromTo(c.Start, c.End)
	switch {
	case end.Known() && c.Date.At(end, a.zone()).After(now):
		g.Ahead, g.Why = true, plan+", which is still to come"
	case g.Maybe > 0:
		g.Why = fmt.Sprintf("%s; %s may belong to it", plan, counted(g.Maybe, "asset", "assets"))
	case have.OnDay == 0:
		g.Why = plan + "; nothing of that day is in the library yet"
	default:
		g.Why = fmt.Sprintf("%s; none of the %s of that day belongs to it", plan, counted(have.OnDay, "asset", "assets"))
	}
	g.Chances = a.chances(k, c.Date, now)
	g.Still = still(g, have)
	return g
}

// chances are the windows of a moment after a day that can still be used.
func (a Around) chances(k KnownMoment, after production.Date, now time.Time) []KnownWindow {
	var out []KnownWindow
	for _, w := range k.Windows {
		over := w.End.Known() && !w.Date.At(w.End, a.zone()).After(now)
		if w.Date > after && !w.Closed && !over && (k.Last == "" || w.Date <= k.Last) {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(x, y KnownWindow) int { return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.Start, y.Start)) })
	return out
}

// still says what can be done about a gap.
func still(g Gap, have Holdings) string {
	var ways []string
	switch {
	case g.Ahead:
		return ""
	case g.Maybe > 0:
		ways = append(ways, "look at the suggestions")
	case have.OnDay == 0:
		ways = append(ways, "bring the cards of the day in")
	}
	if len(g.Chances) > 0 {
		w := g.Chances[0]
		when := w.Date.Spoken()
		if w.Day > 0 {
			when = fmt.Sprintf("day %d (%s)", w.Day, w.Date.Spoken())
		}
		text := "it can be had again on " + when + fromTo(w.Start, w.End)
		if place := cmp.Or(w.Place, w.Location); place != "" {
			text += " at " + place
		}
		if more := len(g.Chances) - 1; more > 0 {
			text += ", and " + counted(more, "time", "times") + " after that"
		}
		ways = append(ways, text)
	} else {
		ways = append(ways, "the schedule has no other time for it: somebody has to tell of it instead")
	}
	text := strings.Join(ways, "; ")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// openShots are the shots of a day that the unit must have and has not got.
func (a Around) openShots(d production.Date, moments map[production.MomentID]KnownMoment, now time.Time) []Gap {
	planned := map[production.MomentID]PlannedCover{}
	for _, c := range a.Covers {
		if c.Date == d {
			planned[c.Moment] = c
		}
	}
	var out []Gap
	for _, s := range a.Shots {
		c, on := planned[s.Moment]
		if !s.Must || s.On != d && (s.On != "" || !on) {
			continue
		}
		k := moments[s.Moment]
		g := Gap{What: GapShot, ID: string(s.ID), Title: s.Title, Moment: s.Moment, Scene: k.Number, Must: true, Start: production.NoClock, End: production.NoClock, Why: "the unit must have it, and nobody said that it was got"}
		if on {
			g.Start, g.End, g.Team = c.Start, c.End, c.Team
			g.Ahead = c.End.Known() && d.At(c.End, a.zone()).After(now)
		}
		if !g.Ahead {
			g.Chances = a.chances(k, d, now)
			g.Still = still(g, Holdings{OnDay: 1})
		}
		out = append(out, g)
	}
	slices.SortStableFunc(out, func(x, y Gap) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.ID, y.ID)) })
	return out
}

// Missing are the gaps whose time has passed.
func (t Tonight) Missing() []Gap {
	return slices.DeleteFunc(slices.Clone(t.Gaps), func(g Gap) bool { return g.Ahead })
}

// words say a day: "2 of 7 planned moments have no material yet: the stunt on the bridge, the talk with Mara."
func (t Tonight) words() string {
	var titles []string
	shots := 0
	for _, g := range t.Missing() {
		if g.What == GapShot {
			shots++
			continue
		}
		titles = append(titles, g.Title)
	}
	var said []string
	switch {
	case t.Planned == 0:
	case len(titles) > 0:
		said = append(said, fmt.Sprintf("%d of %s no material yet: %s", len(titles), has(t.Planned, "planned moment", "planned moments"), shorten(titles, 4)))
	case t.Ahead == t.Planned:
		said = append(said, counted(t.Planned, "planned moment is", "planned moments are")+" still to come")
	case t.Ahead > 0:
		said = append(said, fmt.Sprintf("all that was due is here; %d of %s still to come", t.Ahead, counted(t.Planned, "planned moment is", "planned moments are")))
	default:
		said = append(said, "every planned moment has material")
	}
	if shots > 0 {
		said = append(said, counted(shots, "shot that the unit must have is", "shots that the unit must have are")+" open")
	}
	if len(said) == 0 {
		return ""
	}
	text := strings.Join(said, "; ") + "."
	return strings.ToUpper(text[:1]) + text[1:]
}

func has(n int, one, many string) string {
	if n == 1 {
		return "1 " + one + " has"
	}
	return fmt.Sprintf("%d %s have", n, many)
}

// shorten is the first of a list, and how many more there are.
func shorten(list []string, most int) string {
	if len(list) <= most {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
}
