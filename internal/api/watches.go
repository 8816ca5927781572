package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// OneNotice is the input of a call about a notice.
type OneNotice struct {
	InProduction
	ID string `path:"id"`
}

// notices are what the pages show above everything until somebody puts it away.
func (a *API) notices(h huma.API) {
	const all = "/api/productions/{slug}/notices"
	register(h, a, operation(http.MethodGet, all, "listNotices", "What you should know and have not put away, newest first"),
		func(ctx context.Context, in *InProduction) (paper.Notices, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Notices, error) {
				found, err := a.office.Notices(ctx, p.ID)
				return paper.NewNotices(found, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, all+"/{id}/away", "putNoticeAway", "Put a notice away, for you alone"),
		func(ctx context.Context, in *OneNotice) (struct{}, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (struct{}, error) {
				return struct{}{}, a.office.PutAway(ctx, p.ID, production.NoticeID(in.ID))
			})
		})
}

// OneWatch is the input of a call about a way of being told.
type OneWatch struct {
	InProduction
	Channel string `path:"channel" enum:"mail,webhook"`
}

type watchInput struct {
	OneWatch
	Body struct {
		Level   string `json:"level" enum:"breaks,all" doc:"Revisions that break something of ours, or every one"`
		Address string `json:"address,omitempty" doc:"Of the webhook; mail goes to the account's address"`
	}
}

// watches are how whoever asks is told of revisions.
func (a *API) watches(h huma.API) {
	const all, one = "/api/productions/{slug}/watches", "/api/productions/{slug}/watches/{channel}"
	register(h, a, operation(http.MethodGet, all, "listWatches", "How you are told of revisions"),
		func(ctx context.Context, in *InProduction) (paper.Watches, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Watches, error) {
				found, err := a.office.Watches(ctx, p.ID)
				return paper.NewWatches(found, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPut, one, "saveWatch", "Be told of revisions; the answer holds the secret that signs what goes to a webhook"),
		func(ctx context.Context, in *watchInput) (paper.Watch, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Watch, error) {
				w, err := a.office.SaveWatch(ctx, production.Watch{
					Production: p.ID, Channel: production.WatchChannel(in.Channel), Level: production.WatchLevel(in.Body.Level), Address: in.Body.Address,
				})
				return paper.NewWatch(w, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodDelete, one, "removeWatch", "Be told no more"),
		func(ctx context.Context, in *OneWatch) (struct{}, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (struct{}, error) {
				return struct{}{}, a.office.RemoveWatch(ctx, p.ID, production.WatchChannel(in.Channel))
			})
		})
}
