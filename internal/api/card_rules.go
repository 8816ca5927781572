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
		Copies *int    `json:"copies,omitempty" minimum:"1" maximum:"16" doc:"Verified copies that make a card safe to format"`
		Days   *int    `json:"days,omitempty" minimum:"0" maximum:"3650" doc:"After how many a copy is to be proven again; 0 for never"`
		Names  *string `json:"names,omitempty" maxLength:"200" doc:"How the folders of copies are called, such as {day:02}_{card}_{camera}; empty for the name of the card"`
	}
}

type startProofInput struct {
	OneOfStory
	Body struct {
		Path string `json:"path,omitempty" doc:"Of the copy on the server's machine; without it every copy that the log knows there"`
		Deep bool   `json:"deep,omitempty" doc:"Every hash that was ever recorded, those of folders too"`
	}
}

// proofs prove copies again on the machine of the server, for its owner.
func (a *API) proofs(h huma.API) {
	register(h, a, operation(http.MethodGet, cardsPath+"/due", "listDueCopies", "Copies that are to be proven again, those that wait longest first"),
		func(ctx context.Context, in *InProduction) (paper.DueCopies, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.DueCopies, error) {
				due, err := a.office.DueCopies(ctx, p.ID)
				return paper.NewDueCopies(due, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, cardsPath+"/{id}/prove", "proveCopies", "Have copies of a card read again on the server's machine; for the installation's owner"),
		func(ctx context.Context, in *startProofInput) (paper.StartedProofs, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.StartedProofs, error) {
				tasks, act, err := a.office.StartProofs(ctx, p.ID, office.NewProof{Card: production.CardID(in.ID), Path: in.Body.Path, Deep: in.Body.Deep})
				out := paper.StartedProofs{Tasks: []string{}, Act: paper.NewAct(act)}
				for _, t := range tasks {
					out.Tasks = append(out.Tasks, string(t.ID))
				}
				return out, err
			})
		})
	register(h, a, operation(http.MethodPost, cardsPath+"/proofs/{id}/again", "goOnProof", "Go on with a proof that was stopped or failed; what was read is not read again"),
		func(ctx context.Context, in *OneOfStory) (startedOffload, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (startedOffload, error) {
				task, act, err := a.office.GoOnProof(ctx, p.ID, production.TaskID(in.ID))
				return startedOffload{string(task.ID), paper.NewAct(act)}, err
			})
		})
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
				if in.Body.Names != nil {
					fields["names"] = *in.Body.Names
				}
				return a.office.SetCardRules(ctx, p.ID, office.Written{Base: in.Body.Base, Fields: fields})
			})
		})
}
