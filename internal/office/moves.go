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
		return now.Title, putBehind(ctx, p, beats, others, now, string(behind), func(b *outline.Beat) { b.Arc = to })
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
		return now.Name, putBehind(ctx, p, arcs, others, now, string(behind))
	})
}

// putBehind puts an object behind one of the others of its sort, which are in their order; "" puts it first. Where there
// is no room between two, all are numbered anew. also is what else changes of it.
func putBehind[T any](ctx context.Context, p *pen, n noun[T], others []T, now T, behind string, also ...func(*T)) error {
	at := slices.IndexFunc(others, func(o T) bool { return n.id(o) == behind })
	if behind != "" && at < 0 {
		return fault.New(fault.Conflict, "what it is to stand behind is no longer there").WithRemedy("Look at the others again.")
	}
	place, ok := between(others, at, func(o T) float64 { return *n.place(&o) })
	if !ok {
		for i, o := range others {
			moved := o
			*n.place(&moved) = float64(i+1) * outline.Step
			if err := write(ctx, p, n, o, moved); err != nil {
				return err
			}
		}
		place = (float64(at+1) + 0.5) * outline.Step
	}
	moved := now
	*n.place(&moved) = place
	for _, change := range also {
		change(&moved)
	}
	return write(ctx, p, n, now, moved)
}

// atEnd is the place behind all others of its sort.
func atEnd[T any](n noun[T], others []T) float64 {
	last := 0.0
	for i := range others {
		last = max(last, *n.place(&others[i]))
	}
	return last + outline.Step
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
