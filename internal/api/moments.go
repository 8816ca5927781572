package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

type listMomentsInput struct {
	InProduction
	Kind   []string `query:"kind"`
	Status []string `query:"status"`
	Scene  string   `query:"scene"`
	Text   string   `query:"q"`
}

// OneMoment is the input of a call about a moment.
type OneMoment struct {
	InProduction
	ID string `path:"id"`
}

type addMomentInput struct {
	InProduction
	Body momentChange
}

type changeMomentInput struct {
	OneMoment
	Body momentChange
}

// momentChange is a change with windows of which day, time and perhaps a place are all that somebody has to say.
type momentChange struct {
	story.Change
	Windows *[]givenWindow `json:"windows,omitempty"`
}

// givenWindow is a window of which the schedule says what is left out.
type givenWindow struct {
	Date      production.Date  `json:"date"`
	Start     production.Clock `json:"start"`
	End       production.Clock `json:"end"`
	Place     string           `json:"place,omitempty" doc:"Set or location; without it, where the scene is shot then"`
	Location  string           `json:"location,omitempty"`
	Day       int              `json:"day,omitempty" doc:"Is the schedule's, whatever is sent"`
	Factor    *int             `json:"factor,omitempty" doc:"Worth in this window, percent; 100 without it"`
	Estimated bool             `json:"estimated,omitempty"`
	Closed    bool             `json:"closed,omitempty"`
	Capacity  *int             `json:"cap,omitempty" doc:"BTS people allowed; without it, or with -1, as the schedule says"`
}

func (c momentChange) change() story.Change {
	out := c.Change
	if c.Windows == nil {
		return out
	}
	windows := []story.Window{}
	for _, g := range *c.Windows {
		w := story.Window{Date: g.Date, Start: g.Start, End: g.End, Place: g.Place, Location: g.Location, Factor: 100, Estimated: g.Estimated, Closed: g.Closed, Capacity: -1}
		if g.Factor != nil {
			w.Factor = *g.Factor
		}
		if g.Capacity != nil {
			w.Capacity = *g.Capacity
		}
		windows = append(windows, w)
	}
	out.Windows = &windows
	return out
}

type changeMomentsInput struct {
	InProduction
	Body struct {
		IDs    []production.MomentID `json:"ids" minItems:"1" maxItems:"2000"`
		Change momentChange          `json:"change"`
	}
}

// countsDoc is what running the finder again changed.
type countsDoc struct {
	Added   int `json:"added"`
	Updated int `json:"updated"`
	Removed int `json:"removed"`
}

func (a *API) moments(h huma.API) {
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/moments", "listMoments", "What is worth documenting, best first"),
		func(ctx context.Context, in *listMomentsInput) (paper.Moments, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Moments, error) {
				all, err := a.office.Moments(ctx, p.ID, in.filter())
				return paper.NewMoments(all, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/moments", "addMoment", "Add a moment by hand"),
		func(ctx context.Context, in *addMomentInput) (paper.Moment, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Moment, error) {
				m, err := a.office.AddMoment(ctx, p.ID, in.Body.change())
				return paper.NewMoment(m, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/moments/find", "findMoments", "Run the finder again"),
		func(ctx context.Context, in *InProduction) (countsDoc, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (countsDoc, error) {
				c, err := a.office.RefreshMoments(ctx, p.ID)
				return countsDoc{c.Added, c.Updated, c.Removed}, err
			})
		})
	register(h, a, operation(http.MethodPatch, "/api/productions/{slug}/moments", "changeMoments", "Change, confirm or dismiss several moments, all or none"),
		func(ctx context.Context, in *changeMomentsInput) (paper.Act, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Act, error) {
				act, err := a.office.EditMoments(ctx, p.ID, in.Body.IDs, in.Body.Change.change())
				return paper.NewAct(act), err
			})
		})
	register(h, a, operation(http.MethodPatch, "/api/productions/{slug}/moments/{id}", "changeMoment", "Change, confirm or dismiss a moment"),
		func(ctx context.Context, in *changeMomentInput) (paper.Moment, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Moment, error) {
				m, err := a.office.EditMoment(ctx, p.ID, production.MomentID(in.ID), in.Body.change())
				return paper.NewMoment(m, p.Zone()), err
			})
		})
}

func (in *listMomentsInput) filter() store.MomentFilter {
	f := store.MomentFilter{Scene: in.Scene, Text: in.Text}
	for _, k := range in.Kind {
		f.Kinds = append(f.Kinds, story.Kind(k))
	}
	for _, s := range in.Status {
		f.Statuses = append(f.Statuses, story.Status(s))
	}
	return f
}
