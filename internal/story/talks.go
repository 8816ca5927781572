package story

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// How many talks between director and actor are proposed: one for each so many scenes, within limits,
// and only before scenes whose own moment scores at least heavyScore.
const (
	scenesPerTalk = 5
	fewestTalks   = 4
	mostTalks     = 16
	heavyScore    = 58
)

// talkShare is what the talk before a moment is worth, percent of the moment.
const talkShare = 80

// findTalks proposes the director's work with the actors before emotionally and technically heavy
// scenes: blocking and rehearsal, from half an hour before the strip until a quarter past its start.
func (x *finder) findTalks() {
	heavy := slices.Clone(x.found)
	heavy = slices.DeleteFunc(heavy, func(c candidate) bool {
		return c.scene == nil || c.moment.Score < heavyScore || (c.moment.Kind != Performance && c.moment.Kind != Stunt) || len(c.moment.Cast) == 0
	})
	slices.SortStableFunc(heavy, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(rankOfTalk(a), rankOfTalk(b)), compareMoments(a.moment, b.moment))
	})
	limit := min(mostTalks, max(fewestTalks, len(x.facts.Scenes)/scenesPerTalk))
	done := map[string]bool{}
	for _, c := range heavy {
		if key := sceneKey(*c.scene); len(done) < limit && !done[key] {
			done[key] = true
			x.proposeTalk(c)
		}
	}
}

// rankOfTalk puts performances before stunts: there the talk is what one wants to see.
func rankOfTalk(c candidate) int {
	if c.moment.Kind == Performance {
		return 0
	}
	return 1
}

func (x *finder) proposeTalk(c candidate) {
	s := *c.scene
	people := x.cast.sorted(c.moment.Cast)
	people = people[:min(2, len(people))]
	rule := rules().kinds[DirectorActor]
	m := Moment{Key: strings.Join([]string{string(DirectorActor), sceneKey(s)}, "/"), Kind: DirectorActor, SceneID: s.ID, Scene: s.Number,
		Title: "Director with " + x.cast.names(people) + ", scene " + s.Number, Cast: people}
	shots := x.board.shooting(s)
	for i, shot := range shots {
		start := max(0, shot.start-production.Clock(rule.Before), shot.call-production.Clock(rule.Before))
		w := x.board.at(shot, start, min(shot.start+production.Clock(rule.After), shot.end))
		w.Closed = x.board.closed[sceneKey(s)]
		if i > 0 {
			w.Factor = secondFactor
		}
		m.Windows = append(m.Windows, w)
	}
	reason := c.moment.Reasons[0]
	before := "before"
	if c.moment.Kind == Stunt {
		before = "blocking before"
	}
	x.propose("talk", m, nil, []evidence{
		{source: "heavy", strength: c.moment.Score * talkShare / 100, text: before + " " + reason.Text, line: reason.Line, scene: s.Number},
		{source: fromPart, strength: 8, text: "with " + x.cast.names(people), scene: s.Number},
	})
}
