package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type searchInput struct {
	InProduction
	Q      string `query:"q" maxLength:"4000" doc:"Words, \"phrases\", -what is not wanted, beginnings* and filters such as day:3 or rating:>3"`
	Limit  int    `query:"limit" minimum:"0" maximum:"500" default:"50"`
	Offset int    `query:"offset" minimum:"0"`
}

// search looks through the library.
func (a *API) search(h huma.API) {
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/search", "searchLibrary", "Look for clips, stills and recordings"),
		func(ctx context.Context, in *searchInput) (paper.Search, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Search, error) {
				found, err := a.office.Search(ctx, p.ID, in.Q, in.Limit, in.Offset)
				return paper.NewSearch(found, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/library/reindex", "reindexLibrary", "Write what assets are found by anew"),
		func(ctx context.Context, in *InProduction) (startedTask, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (startedTask, error) {
				task, err := a.office.StartReindex(ctx, p.ID)
				return startedTask{string(task.ID)}, err
			})
		})
}
