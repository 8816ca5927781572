package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type traceInput struct {
	InProduction
	Kind string `query:"kind" required:"true" enum:"scene,day,moment,arc,beat,interview,storyboard,frame,shot,deliverable,asset"`
	ID   string `query:"id" required:"true" doc:"A scene's number, a day's date, the moment of a storyboard or loose, else an id"`
}

func (a *API) trace(h huma.API) {
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/trace", "getTrace", "Where something came from and what it became"),
		func(ctx context.Context, in *traceInput) (paper.Trace, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Trace, error) {
				t, err := a.office.Trace(ctx, p.ID, office.TraceKind(in.Kind), in.ID)
				return paper.NewTrace(t), err
			})
		})
}
