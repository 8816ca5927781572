package library

import (
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
)

// Rules of what becomes of a suggestion; docs/formats/matching.md says how scores come about.
const (
	SureScore   = 80 // from which a suggestion is taken at once,
	ClearOf     = 15 // when no other is so near
	LeastScore  = 30 // below which nothing is suggested
	mostOffered = 5  // of one sort
)

// Matcher says what assets belong to. It is made once for many assets and not changed after that, so that several may ask it
// at once.
type Matcher struct {
	around  Around
	clocks  Clocks
	days    map[production.Date]production.Day
	numbers map[int]production.Date // shoot days by number
	covers  map[production.Date][]PlannedCover
	windows map[production.Date][]momentWindow
	moments map[production.MomentID]KnownMoment
	scenes  map[production.SceneID]production.Scene
	byKey   map[string]production.Scene // by the key of its number
	cards   map[production.CardID]KnownCard
	crew    map[production.MemberID]KnownMember
	talks   map[production.InterviewID]KnownTalk
	titles  map[production.MomentID][]string // words of its title that are looked for in names
}

type momentWindow struct {
	KnownMoment
	KnownWindow
}

// NewMatcher is a matcher that knows what is around the assets and how their clocks are off.
func NewMatcher(around Around, clocks Clocks) *Matcher {
	m := &Matcher{
		around: around, clocks: clocks, days: map[production.Date]production.Day{}, numbers: map[int]production.Date{},
		covers: map[production.Date][]PlannedCover{}, windows: map[production.Date][]momentWindow{}, moments: map[production.MomentID]KnownMoment{},
		scenes: map[production.SceneID]production.Scene{}, byKey: map[string]production.Scene{}, cards: map[production.CardID]KnownCard{},
		crew: map[production.MemberID]KnownMember{}, talks: map[production.InterviewID]KnownTalk{}, titles: map[production.MomentID][]string{},
	}
	for _, d := range around.Days {
		m.days[d.Date], m.numbers[d.Number] = d, d.Date
	}
	for _, s := range around.Scenes {
		m.scenes[s.ID], m.byKey[slate.Key(s.Number)] = s, s
	}
	for _, c := range around.Cards {
		m.cards[c.ID] = c
	}
	for _, c := range around.Crew {
		m.crew[c.ID] = c
	}
	for _, t := range around.Talks {
		m.talks[t.ID] = t
	}
	planned := map[production.MomentID]bool{}
	for _, c := range around.Covers {
		m.covers[c.Date] = append(m.covers[c.Date], c)
		planned[c.Moment] = true
	}
	for _, k := range around.Moments {
		m.moments[k.ID], m.titles[k.ID] = k, titleWords(k.Title)
		for _, w := range k.Windows {
			if !planned[k.ID] {
				m.windows[w.Date] = append(m.windows[w.Date], momentWindow{k, w})
			}
		}
	}
	return m
}

// Match is the asset as it is with what it belongs to: its time by the corrected clock, its day, what is sure, and what is
// suggested beside. What a person set stays, and what a person refused does not come back. The same is made of the result.
func (m *Matcher) Match(s Seen) Asset {
	a := m.clocks.Corrected(s.Asset)
	v := &view{m: m, seen: s, was: s.Asset, a: a, path: pathWords(s)}
	if v.timed = !a.TakenAt.IsZero() && m.believes(a); v.timed {
		v.from = a.TakenAt
		v.to = a.TakenAt.Add(time.Duration(a.Duration.Seconds() * float64(time.Second)))
	}
	v.a.Matches = []Match{}
	if v.automatic(OfCard) { // a card must not speak for itself through the day that it gave
		v.a.Card = ""
	}
	v.setDay()
	v.decide(OfCard, v.cards())
	v.setDay()
	v.decide(OfMember, v.operators())
	v.sceneHint()
	momentsFound := v.moments()
	v.decide(OfMoment, momentsFound)
	v.decide(OfScene, v.scenes())
	v.decide(OfTalk, v.talks(momentsFound))
	v.decidePeople(v.people())
	v.decide(OfPlace, v.places())
	v.decide(OfShot, v.shots())
	return v.a
}

// view is one asset that is looked at. a changes as things are decided; what comes later builds on that.
type view struct {
	m        *Matcher
	seen     Seen
	was      Asset
	a        Asset
	timed    bool // its time can be believed
	from, to time.Time
	path     string // words of names and folders, " " at either end
	hint     string // number of the scene that slate or name says, "" for none
	hintSays string // in words
}

// setDay sets the day, unless a person did.
func (v *view) setDay() {
	if v.was.Day == "" || v.was.DayBy != "" {
		v.a.Day, v.a.DayBy = v.m.dayOf(v.seen, v.a)
	}
}

// found is something that the asset may belong to, with what speaks for it.
type found struct {
	id, title string
	score     int
	why       []string
}

// add counts for (or, below zero, against) and says why.
func (f *found) add(score int, why string) {
	f.score += score
	if why != "" {
		f.why = append(f.why, why)
	}
}

// clock is an instant on the wall of the production: "14:02".
func (v *view) clock(t time.Time) string { return t.In(v.m.around.zone()).Format("15:04") }

// when is the time of the asset in a reason: "recorded 14:02–14:05".
func (v *view) when() string {
	if from, to := v.clock(v.from), v.clock(v.to); from != to {
		return "recorded " + from + "–" + to
	}
	return "recorded " + v.clock(v.from)
}

// named reports whether names of folders or of the file say all the words, one after the other.
func (v *view) named(text string) bool {
	words := plainWords(text)
	return len(words) > 0 && strings.Contains(v.path, " "+strings.Join(words, " ")+" ")
}
