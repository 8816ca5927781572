package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type setCardRulesInput struct {
	InProduction
	Body struct {
		Based
		Copies *int `json:"copies,omitempty" minimum:"1" maximum:"16" doc:"Verified copies that make a card safe to format"`
		Days   *int `json:"days,omitempty" minimum:"0" maximum:"3650" doc:"After how many a copy is to be proven again; 0 for never"`
	}
}

// cardRules are what a production wants of copies. An offload on another machine asks for them before it copies.
func (a *API) cardRules(h huma.API) {
	register(h, a, operation(http.MethodGet, cardsPath+"/rules", "getCardRules", "How many verified copies are wanted, and when copies are to be proven again"),
		func(ctx context.Context, in *InProduction) (paper.CardRules, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.CardRules, error) {
				r, err := a.office.CardRules(ctx, p.ID)
				return paper.NewCardRules(r), err
			})
		})
	register(h, a, operation(http.MethodPatch, cardsPath+"/rules", "setCardRules", "Change what is wanted of copies"),
		func(ctx context.Context, in *setCardRulesInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				fields := map[string]any{}
				for name, n := range map[string]*int{"copies": in.Body.Copies, "days": in.Body.Days} {
					if n != nil {
						fields[name] = *n
					}
				}
				return a.office.SetCardRules(ctx, p.ID, office.Written{Base: in.Body.Base, Fields: fields})
			})
		})
}
