package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/storyboard"
)

// Grounds are the ground plans of a production that the reader may see.
type Grounds struct {
	List   []Ground // in the order of their places, those that have lost theirs first
	Places []Place  // what a plan can be tied to: each location with its sets, then the sets of no location
	Base   int64    // number of the journal's newest entry
}

// Ground is a ground plan beside what the papers say of its place now.
type Ground struct {
	storyboard.GroundPlan
	Lost bool // no paper names the place any more: the plan waits to be tied to another
}

// Of are the plans of a place.
func (g Grounds) Of(place string) []Ground {
	var list []Ground
	for _, plan := range g.List {
		if spelling.Key(plan.Where) == spelling.Key(place) {
			list = append(list, plan)
		}
	}
	return list
}

// Grounds are the ground plans of a production. A plan of a place where a closed scene is shot is not among them for
// whoever may not see closed sets.
func (o *Office) Grounds(ctx context.Context, in production.ProductionID) (Grounds, error) {
	out := Grounds{List: []Ground{}}
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) error {
		known, err := findPlaces(ctx, tx, in)
		if err != nil {
			return err
		}
		out.Places = known.list
		if out.Base, err = tx.LastJournal(ctx, in); err != nil {
			return err
		}
		all, err := tx.FindGroundPlans(ctx, in)
		for _, g := range known.seen(all) {
			_, is := known.find(g.Where)
			out.List = append(out.List, Ground{g, !is})
		}
		slices.SortStableFunc(out.List, func(a, b Ground) int { return known.rank(a.Where) - known.rank(b.Where) })
		return err
	})
	return out, err
}

// seen are the plans that are there and that the reader may see.
func (p places) seen(all []storyboard.GroundPlan) []storyboard.GroundPlan {
	return slices.DeleteFunc(all, func(g storyboard.GroundPlan) bool { return g.Gone || !p.shows(g) })
}

// rank orders places as the papers do; a place that is lost comes first.
func (p places) rank(name string) int {
	if i, there := p.at[spelling.Key(name)]; there {
		return i + 1
	}
	return 0
}

// FindGround is one ground plan, beside all of them. It returns fault.NotFound for one that was taken away, and for one
// that the reader may not see.
func (o *Office) FindGround(ctx context.Context, in production.ProductionID, id production.GroundPlanID) (Ground, Grounds, error) {
	all, err := o.Grounds(ctx, in)
	if err != nil {
		return Ground{}, all, err
	}
	for _, g := range all.List {
		if g.ID == id {
			return g, all, nil
		}
	}
	return Ground{}, Grounds{}, fault.New(fault.NotFound, "there is no such ground plan").WithRemedy("Look into the history: it may have been taken away.")
}

// GroundPicture is the picture of a ground plan as a JPEG.
func (o *Office) GroundPicture(ctx context.Context, in production.ProductionID, id production.GroundPlanID) ([]byte, error) {
	g, _, err := o.FindGround(ctx, in, id)
	if err != nil {
		return nil, err
	}
	return o.blob(ctx, g.Picture)
}

// ground puts the plans that the reader may see beside the boards. A production without any costs one question.
func (b *Boards) ground(ctx context.Context, tx *store.Tx, in production.ProductionID) error {
	all, err := tx.FindGroundPlans(ctx, in)
	if err != nil || !slices.ContainsFunc(all, func(g storyboard.GroundPlan) bool { return !g.Gone }) {
		return err
	}
	known, err := findPlaces(ctx, tx, in)
	if err != nil {
		return err
	}
	b.Grounds = known.seen(all)
	for _, g := range b.Grounds {
		if _, is := known.find(g.Where); !is {
			b.Untied++
		}
	}
	for i := range b.List {
		if board := &b.List[i]; !board.Loose() && !board.Closed && !board.Lost {
			board.Grounds = known.plansOf(board.Moment, b.Grounds)
		}
	}
	return nil
}

// untiedBy are the plans whose places are named now, and would not be with new facts.
func untiedBy(ctx context.Context, tx *store.Tx, in production.ProductionID, facts production.Facts) ([]UntiedPlan, error) {
	list := []UntiedPlan{}
	all, err := tx.FindGroundPlans(ctx, in)
	if err != nil || len(all) == 0 {
		return list, err
	}
	now, err := findPlaces(ctx, tx, in)
	then := noPlaces()
	then.take(facts.Locations, facts.Scenes)
	for _, g := range now.seen(all) {
		_, named := now.find(g.Where)
		if _, still := then.find(g.Where); named && !still {
			list = append(list, UntiedPlan{g.ID, g.Name(), g.Where})
		}
	}
	return list, err
}

// plansOf are those of some plans that are of a moment's places, the most exact first.
func (p places) plansOf(m story.Moment, all []storyboard.GroundPlan) []storyboard.GroundPlan {
	var list []storyboard.GroundPlan
	for _, key := range p.of(m) {
		for _, g := range all {
			if spelling.Key(g.Where) == key {
				list = append(list, g)
			}
		}
	}
	return list
}

// GroundOf is the plan that a frame of a board stands on: the one that somebody chose, or the first of the board's places.
// ok is false where there is none: the place is then a plain square with north up, as the zero plan is.
func (b Boards) GroundOf(board Board, f storyboard.Frame) (g storyboard.GroundPlan, ok bool) {
	if i := slices.IndexFunc(b.Grounds, func(g storyboard.GroundPlan) bool { return g.ID == f.Ground }); i >= 0 {
		return b.Grounds[i], true
	}
	if len(board.Grounds) > 0 {
		return board.Grounds[0], true
	}
	return g, false
}

// Stand is one plan of a board with the cameras that stand on it.
type Stand struct {
	Plan    storyboard.GroundPlan // the zero value for the plain square
	Cameras []Camera
}

// Camera is a frame whose camera has a place, with its number on the board, counted from 1.
type Camera struct {
	storyboard.Frame
	Number int
}

// Stands are the plans of a board with all its cameras, in the order of the frames. Frames of which nobody said where
// the camera stands are in none.
func (b Boards) Stands(board Board) []Stand {
	var list []Stand
	for i, f := range board.Frames {
		if f.Spot == nil {
			continue
		}
		plan, _ := b.GroundOf(board, f)
		at := slices.IndexFunc(list, func(s Stand) bool { return s.Plan.ID == plan.ID })
		if at < 0 {
			at, list = len(list), append(list, Stand{Plan: plan})
		}
		list[at].Cameras = append(list[at].Cameras, Camera{f, i + 1})
	}
	return list
}
