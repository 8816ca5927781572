package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type watchFolderInput struct {
	InProduction
	Body struct {
		Path      string `json:"path" doc:"Of the server's machine, below those in which copies may lie"`
		NoProxies bool   `json:"no_proxies,omitempty"`
	}
}

// watched are folders of the server's machine from which the library takes what comes, for its owner.
func (a *API) watched(h huma.API) {
	const of = "/api/productions/{slug}/watched-folders"
	register(h, a, operation(http.MethodGet, of, "listWatchedFolders", "Folders from which the library takes what comes; for the installation's owner"),
		func(ctx context.Context, in *InProduction) (paper.WatchedFolders, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.WatchedFolders, error) {
				all, err := a.office.WatchedFolders(ctx, p.ID)
				return paper.NewWatchedFolders(all), err
			})
		})
	register(h, a, operation(http.MethodPost, of, "watchFolder", "Have the library take what comes into a folder of the server's machine; for the installation's owner"),
		func(ctx context.Context, in *watchFolderInput) (paper.WatchedFolder, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.WatchedFolder, error) {
				w, err := a.office.WatchFolder(ctx, p.ID, in.Body.Path, in.Body.NoProxies)
				return paper.NewWatchedFolder(w), err
			})
		})
	register(h, a, operation(http.MethodDelete, of+"/{id}", "unwatchFolder", "Take nothing more from a folder; what came stays"),
		func(ctx context.Context, in *OneOfStory) (struct{}, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (struct{}, error) {
				return struct{}{}, a.office.UnwatchFolder(ctx, p.ID, in.ID)
			})
		})
}
