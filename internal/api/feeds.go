package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type addFeedInput struct {
	InProduction
	Body struct {
		Member string `json:"member,omitempty" doc:"Somebody of the BTS crew, by id or name: that person's bookings and calls; without it all bookings"`
		Days   bool   `json:"days,omitempty" doc:"With the main unit's shoot days"`
	}
}

// OneFeed is the input of a call about a calendar feed.
type OneFeed struct {
	InProduction
	ID   string `path:"id"`
	Body struct {
		Revoked bool `json:"revoked" doc:"It is read no more; false lets it be read again"`
	}
}

func (a *API) feeds(h huma.API) {
	const all = "/api/productions/{slug}/feeds"
	register(h, a, operation(http.MethodGet, all, "listFeeds", "The calendars that you made to be subscribed to, newest first; of all for whoever makes plans"),
		func(ctx context.Context, in *InProduction) (paper.Feeds, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Feeds, error) {
				list, err := a.office.Feeds(ctx, p.ID)
				return paper.NewFeeds(list, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, all, "addFeed", "Make a calendar to subscribe to; its secret path is told this once"),
		func(ctx context.Context, in *addFeedInput) (paper.Feed, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Feed, error) {
				f, secret, err := a.office.AddFeed(ctx, p.ID, office.FeedWanted{Member: in.Body.Member, Days: in.Body.Days})
				return paper.NewFeed(f, secret, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPatch, all+"/{id}", "revokeFeed", "Revoke a calendar feed at once, or let it be read again"),
		func(ctx context.Context, in *OneFeed) (struct{}, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (struct{}, error) {
				return struct{}{}, a.office.RevokeFeed(ctx, p.ID, production.FeedID(in.ID), in.Body.Revoked)
			})
		})
}
