package office

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// Outline is the story as far as it is told by now.
type Outline struct {
	Treatment outline.Treatment
	Arcs      []ArcStory
	Loose     []story.Moment // that tell no beat yet, best first, without the dismissed
	Base      int64          // number of the journal's newest entry: what is sent back says what it was written on
}

// ArcStory is an arc with its beats.
type ArcStory struct {
	outline.Arc
	Beats    []BeatStory
	Strength outline.Bar
}

// BeatStory is a beat with what is tied to it.
type BeatStory struct {
	outline.Beat
	Moments  []TiedMoment
	Strength outline.Bar
	Closed   bool // the reader may know no more of it than that it is there
}

// TiedMoment is a moment that tells a beat.
type TiedMoment struct {
	story.Moment
	Level outline.Level
}

// Outline is the story of a production, without moments of closed sets for whoever may not see these.
func (o *Office) Outline(ctx context.Context, in production.ProductionID) (Outline, error) {
	var out Outline
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) (err error) {
		if out.Treatment, err = tx.FindTreatment(ctx, in); err != nil {
			return err
		}
		if out.Base, err = tx.LastJournal(ctx, in); err != nil {
			return err
		}
		arcs, err := findArcs(ctx, tx, in)
		if err != nil {
			return err
		}
		beats, err := tx.FindBeats(ctx, in)
		if err != nil {
			return err
		}
		tied, closed, err := o.tiedMoments(ctx, tx, in, beats)
		if err != nil {
			return err
		}
		for i, b := range beats {
			if closed[b.ID] {
				beats[i] = outline.Beat{ID: b.ID, Arc: b.Arc, Title: closedTitle, Wants: []outline.Want{}, Place: b.Place, Gone: b.Gone}
			}
		}
		out.arrange(arcs, beats, tied, closed)
		return nil
	})
	return out, err
}

// closedTitle is how a beat is called before those who may not see what is shot on a closed set.
const closedTitle = "Closed"

// tiedMoments are the moments that the reader may see, best first, with how far each has come; and the beats of which
// the reader may know no more than that they are there, because they tell something that is shot on a closed set.
func (o *Office) tiedMoments(ctx context.Context, tx *store.Tx, in production.ProductionID, beats []outline.Beat) ([]TiedMoment, map[production.BeatID]bool, error) {
	all, err := tx.FindMoments(ctx, in, store.MomentFilter{})
	if err != nil {
		return nil, nil, err
	}
	screen, err := shieldFor(ctx, tx, in)
	if err != nil {
		return nil, nil, err
	}
	plan, err := tx.FindLatestPlan(ctx, in)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, nil, err
	}
	shots, err := tx.FindWantedShots(ctx, in)
	if err != nil {
		return nil, nil, err
	}
	held, err := tx.FindInterviews(ctx, in)
	if err != nil {
		return nil, nil, err
	}
	captured := capturedBy(shots)
	maps.Copy(captured, recordedOf(held))
	have, err := caughtMoments(ctx, tx, in)
	if err != nil {
		return nil, nil, err
	}
	have.got(captured)
	list, closed := tieUp(tying{all, screen, plannedIn(plan), captured, beats, access.Require(ctx, access.SeeClosed, in) == nil})
	return alsoTold(list, held, beats), closed, nil
}

// tying is what it takes to know how far moments have come.
type tying struct {
	moments           []story.Moment
	screen            shield
	planned, captured map[production.MomentID]bool
	beats             []outline.Beat
	seesClosed        bool
}

// tieUp is tiedMoments of what was read already, in the order of the moments.
func tieUp(t tying) ([]TiedMoment, map[production.BeatID]bool) {
	closed, open := map[production.BeatID]bool{}, map[production.MomentID]bool{}
	list := []TiedMoment{}
	for _, m := range t.moments {
		if t.screen.hidesMoment(m) {
			closed[m.Beat] = true
			continue
		}
		open[m.ID] = true
		if m.Status == story.Dismissed {
			continue
		}
		level := outline.Tied
		if t.planned[m.ID] {
			level = outline.Planned
		}
		if t.captured[m.ID] {
			level = outline.Captured
		}
		list = append(list, TiedMoment{t.screen.moment(m), level})
	}
	if !t.seesClosed {
		for _, b := range t.beats { // the words of a moment stay its words, tied or not, and also when it is gone
			closed[b.ID] = closed[b.ID] || b.Of != "" && !open[b.Of]
		}
	}
	return list, closed
}

func plannedIn(p coverage.Plan) map[production.MomentID]bool {
	planned := map[production.MomentID]bool{}
	for _, d := range p.Days {
		for _, c := range d.Covers {
			planned[c.Moment] = true
		}
	}
	return planned
}

// arrange puts beats into their arcs and moments into their beats. A moment whose beat is gone is loose again.
func (out *Outline) arrange(arcs []outline.Arc, beats []outline.Beat, tied []TiedMoment, closed map[production.BeatID]bool) {
	slices.SortStableFunc(beats, func(a, b outline.Beat) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID)) })
	of := map[production.BeatID][]TiedMoment{}
	for _, m := range tied {
		of[m.Beat] = append(of[m.Beat], m)
	}
	told := map[production.BeatID]bool{}
	for _, a := range arcs {
		arc := ArcStory{Arc: a, Beats: []BeatStory{}}
		for _, b := range beats {
			if b.Gone || b.Arc != a.ID {
				continue
			}
			told[b.ID] = true
			beat := BeatStory{Beat: b, Moments: of[b.ID], Closed: closed[b.ID]}
			beat.Strength = b.Strength(threads(beat.Moments))
			arc.Strength = arc.Strength.Add(beat.Strength)
			arc.Beats = append(arc.Beats, beat)
		}
		out.Arcs = append(out.Arcs, arc)
	}
	out.Loose = []story.Moment{}
	for _, m := range tied {
		if !told[m.Beat] {
			out.Loose = append(out.Loose, m.Moment)
		}
	}
}

// threads are moments as what they are to a beat.
func threads(list []TiedMoment) []outline.Thread {
	out := make([]outline.Thread, len(list))
	for i, m := range list {
		out[i] = outline.Thread{Source: sourceOf(m.Kind), Level: m.Level}
	}
	return out
}

// sourceOf is where what a moment of a kind gives to a beat comes from.
func sourceOf(k story.Kind) outline.Source {
	switch k {
	case story.Interview:
		return outline.FromInterview
	case story.Unplanned:
		return outline.FromChance
	}
	return outline.FromMoment
}

// allArcs are the arcs that a production starts with, as somebody may have changed them, and those that were made
// since; also those that are gone.
func allArcs(ctx context.Context, tx *store.Tx, in production.ProductionID) ([]outline.Arc, error) {
	made, err := tx.FindArcs(ctx, in)
	if err != nil {
		return nil, err
	}
	var list []outline.Arc
	for i, a := range story.Arcs() {
		arc := outline.Arc{ID: production.ArcID(a.Key), Name: a.Name, Question: a.Question, Place: float64(i+1) * outline.Step}
		if k := slices.IndexFunc(made, func(m outline.Arc) bool { return m.ID == arc.ID }); k >= 0 {
			arc = made[k]
			made = slices.Delete(made, k, k+1)
		}
		list = append(list, arc)
	}
	list = append(list, made...)
	slices.SortStableFunc(list, func(a, b outline.Arc) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID)) })
	return list, nil
}

// Arcs are the arcs on the board in their order, for whoever may see the plan, which names them.
func (o *Office) Arcs(ctx context.Context, in production.ProductionID) ([]outline.Arc, error) {
	var list []outline.Arc
	err := o.look(ctx, access.SeePlan, in, func(tx *store.Tx) (err error) {
		list, err = findArcs(ctx, tx, in)
		return err
	})
	return list, err
}

// findArcs are the arcs on the board, in their order.
func findArcs(ctx context.Context, tx *store.Tx, in production.ProductionID) ([]outline.Arc, error) {
	list, err := allArcs(ctx, tx, in)
	return slices.DeleteFunc(list, func(a outline.Arc) bool { return a.Gone }), err
}

func findArc(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (outline.Arc, error) {
	list, err := allArcs(ctx, tx, in)
	if err != nil {
		return outline.Arc{}, err
	}
	for _, a := range list {
		if string(a.ID) == id {
			return a, nil
		}
	}
	return outline.Arc{}, fault.New(fault.NotFound, "there is no such arc")
}

// saveArc saves an arc and keeps the moments that serve it with it: they know it by name. An arc that comes or comes
// back may not have the name of another.
func saveArc(ctx context.Context, tx *store.Tx, in production.ProductionID, was, now outline.Arc) error {
	if !now.Gone {
		others, err := findArcs(ctx, tx, in)
		if err != nil {
			return err
		}
		for _, a := range others {
			if a.ID != now.ID && a.Name == now.Name {
				return fault.New(fault.Conflict, "there is an arc called %q already", now.Name).WithRemedy("Choose another name.")
			}
		}
	}
	if was.Name != "" && now.Name != was.Name && !now.Gone {
		all, err := tx.FindMoments(ctx, in, store.MomentFilter{})
		if err != nil {
			return err
		}
		var list []story.Moment
		for _, m := range all {
			if m.Arc == was.Name {
				m.Arc = now.Name
				list = append(list, m)
			}
		}
		if err := tx.SaveMoments(ctx, in, list); err != nil {
			return err
		}
	}
	return tx.SaveArc(ctx, in, now)
}

// findMoments is what the finder sees in facts, serving the arcs as the production calls them.
func findMoments(ctx context.Context, tx *store.Tx, in production.ProductionID, facts production.Facts) ([]story.Moment, error) {
	arcs, err := allArcs(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	name := map[string]string{}
	for _, a := range story.Arcs() {
		for _, now := range arcs {
			if string(now.ID) == a.Key && !now.Gone {
				name[a.Name] = now.Name
			}
		}
	}
	found := story.Find(facts, story.Options{})
	for i := range found {
		found[i].Arc = name[found[i].Arc]
	}
	return found, nil
}
