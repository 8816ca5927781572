package office

import (
	"cmp"
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
)

// MoveBeat puts a beat into an arc, behind another beat of it; "" puts it first. Whoever moves other beats at the
// same time is not disturbed.
func (o *Office) MoveBeat(ctx context.Context, in production.ProductionID, id production.BeatID, to production.ArcID, behind production.BeatID) (Act, error) {
	return o.storyAct(ctx, in, "move_beat", func(p *pen) (string, error) {
		now, err := p.tx.FindBeat(ctx, in, id)
		if err != nil {
			return "", err
		}
		if _, err := p.arcOnBoard(ctx, to); err != nil {
			return "", err
		}
		others, err := p.beatsOf(ctx, to, id)
		if err != nil {
			return "", err
		}
		at := slices.IndexFunc(others, func(b outline.Beat) bool { return b.ID == behind })
		if behind != "" && at < 0 {
			return "", fault.New(fault.Conflict, "the beat to put it behind is no longer there").WithRemedy("Look at the board again.")
		}
		place, ok := between(others, at, func(b outline.Beat) float64 { return b.Place })
		if !ok {
			for i, b := range others { // no room between the two: all are numbered anew
				moved := b
				moved.Place = float64(i+1) * outline.Step
				if err := write(ctx, p, beats, b, moved); err != nil {
					return "", err
				}
			}
			place = (float64(at+1) + 0.5) * outline.Step
		}
		moved := now
		moved.Arc, moved.Place = to, place
		return now.Title, write(ctx, p, beats, now, moved)
	})
}

// MoveArc puts an arc behind another on the board; "" puts it first.
func (o *Office) MoveArc(ctx context.Context, in production.ProductionID, id, behind production.ArcID) (Act, error) {
	return o.storyAct(ctx, in, "move_arc", func(p *pen) (string, error) {
		now, err := p.arcOnBoard(ctx, id)
		if err != nil {
			return "", err
		}
		others, err := findArcs(ctx, p.tx, in)
		if err != nil {
			return "", err
		}
		others = slices.DeleteFunc(others, func(a outline.Arc) bool { return a.ID == id })
		at := slices.IndexFunc(others, func(a outline.Arc) bool { return a.ID == behind })
		if behind != "" && at < 0 {
			return "", fault.New(fault.Conflict, "the arc to put it behind is no longer there").WithRemedy("Look at the board again.")
		}
		place, ok := between(others, at, func(a outline.Arc) float64 { return a.Place })
		if !ok {
			for i, a := range others {
				moved := a
				moved.Place = float64(i+1) * outline.Step
				if err := write(ctx, p, arcs, a, moved); err != nil {
					return "", err
				}
			}
			place = (float64(at+1) + 0.5) * outline.Step
		}
		moved := now
		moved.Place = place
		return now.Name, write(ctx, p, arcs, now, moved)
	})
}

// between is a place behind the one at an index, -1 for before all.
func between[T any](list []T, at int, place func(T) float64) (float64, bool) {
	var after, before *float64
	if at >= 0 {
		v := place(list[at])
		after = &v
	}
	if at+1 < len(list) {
		v := place(list[at+1])
		before = &v
	}
	return outline.Between(after, before)
}

// beatsOf are the beats of an arc in their order, without one.
func (p *pen) beatsOf(ctx context.Context, arc production.ArcID, but production.BeatID) ([]outline.Beat, error) {
	all, err := p.tx.FindBeats(ctx, p.in)
	list := slices.DeleteFunc(all, func(b outline.Beat) bool { return b.Gone || b.Arc != arc || b.ID == but })
	slices.SortStableFunc(list, func(a, b outline.Beat) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID)) })
	return list, err
}
