package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type viewsInput struct {
	InProduction
	Page string `query:"page" enum:"moments,shotlist" doc:"Of one page alone"`
}

type saveViewInput struct {
	InProduction
	Body struct {
		Name   string `json:"name"`
		Page   string `json:"page" enum:"moments,shotlist"`
		Query  string `json:"query" doc:"Of the page's address: kind=stunt&sort=day"`
		Shared bool   `json:"shared,omitempty" doc:"Everybody of the production has it"`
	}
}

type editViewInput struct {
	OneOfStory
	Body struct {
		Name   *string `json:"name,omitempty"`
		Query  *string `json:"query,omitempty" doc:"Of the page's address: kind=stunt&sort=day"`
		Shared *bool   `json:"shared,omitempty" doc:"Everybody of the production has it; only its owner says so"`
	}
}

func (a *API) views(h huma.API) {
	const all = "/api/productions/{slug}/views"
	register(h, a, operation(http.MethodGet, all, "listViews", "The views of lists that you keep, and those that everybody has"),
		func(ctx context.Context, in *viewsInput) (paper.Views, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Views, error) {
				list, err := a.office.Views(ctx, p.ID, in.Page)
				return paper.NewViews(list), err
			})
		})
	register(h, a, operation(http.MethodPost, all, "saveView", "Keep a view of a list by its name"),
		func(ctx context.Context, in *saveViewInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				v, act, err := a.office.SaveView(ctx, p.ID, production.View{Name: in.Body.Name, Page: in.Body.Page, Query: in.Body.Query, Shared: in.Body.Shared})
				return paper.NewMade(v.ID, act), err
			})
		})
	register(h, a, operation(http.MethodPatch, all+"/{id}", "changeView", "Rename a view, or say who has it"),
		func(ctx context.Context, in *editViewInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditView(ctx, p.ID, production.ViewID(in.ID), office.Written{Fields: in.Body})
			})
		})
	register(h, a, operation(http.MethodPost, all+"/{id}/remove", "removeView", "Take a view away; the act can be taken back"),
		func(ctx context.Context, in *OneOfStory) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.RemoveView(ctx, p.ID, production.ViewID(in.ID))
			})
		})
}
