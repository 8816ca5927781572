package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// correctionBody is one correction as a program gives it.
type correctionBody struct {
	What   string `json:"what" enum:"scene,day,event,person,location"`
	Target string `json:"target" doc:"Its id, or what people call it: number of a scene, number or date of a day, title of an event, name or character, name of a location"`
	Part   string `json:"part,omitempty" doc:"Of a day: the unit by its name, or the strip by its id or the number of its scene"`
	Field  string `json:"field"`
	Value  string `json:"value" doc:"As people write it: 07:30, 00:30+1, 2026-05-12, 1 3/8, yes"`
	Note   string `json:"note,omitempty" doc:"Why"`
}

type correctInput struct {
	InProduction
	Body struct {
		Corrections []correctionBody `json:"corrections" minItems:"1" doc:"All of them are taken, or none"`
	}
}

type correctableInput struct {
	InProduction
	What   string `query:"what" enum:"scene,day,event,person,location" required:"true"`
	Target string `query:"target" required:"true" doc:"Its id, or what people call it"`
}

// OneCorrection is the input of a call about a correction.
type OneCorrection struct {
	InProduction
	ID string `path:"id"`
}

func (a *API) corrections(h huma.API) {
	const all = "/api/productions/{slug}/corrections"
	register(h, a, operation(http.MethodGet, all, "listCorrections", "What is shown other than the papers say"),
		func(ctx context.Context, in *InProduction) (paper.Corrections, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Corrections, error) { return a.allCorrections(ctx, p) })
		})
	register(h, a, operation(http.MethodPost, all, "correct", "Show facts other than the papers say"),
		func(ctx context.Context, in *correctInput) (paper.Corrected, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Corrected, error) {
				list, err := a.aimed(ctx, p, in.Body.Corrections)
				if err != nil {
					return paper.Corrected{}, err
				}
				broken, err := a.office.Correct(ctx, p.ID, list)
				return a.corrected(ctx, p, broken, err)
			})
		})
	register(h, a, operation(http.MethodDelete, all+"/{id}", "removeCorrection", "Show again what the papers say"),
		func(ctx context.Context, in *OneCorrection) (paper.Corrected, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Corrected, error) {
				broken, err := a.office.TakePaper(ctx, p.ID, production.CorrectionID(in.ID))
				return a.corrected(ctx, p, broken, err)
			})
		})
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/correctable", "getCorrectable", "Something of the main unit with all that can be corrected of it"),
		func(ctx context.Context, in *correctableInput) (office.CorrectedThing, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (office.CorrectedThing, error) {
				facts, err := a.factsFor(ctx, access.SeeRevisions, p)
				if err != nil {
					return office.CorrectedThing{}, err
				}
				what := correction.What(in.What)
				target, err := correction.Aim(facts, what, in.Target)
				if err != nil {
					return office.CorrectedThing{}, err
				}
				return a.office.FindCorrectable(ctx, p.ID, what, target)
			})
		})
}

// aimed are corrections of things with their ids instead of what people call them.
func (a *API) aimed(ctx context.Context, p production.Production, bodies []correctionBody) ([]correction.Correction, error) {
	facts, err := a.factsFor(ctx, access.ImportFacts, p)
	if err != nil {
		return nil, err
	}
	var list []correction.Correction
	for _, b := range bodies {
		c := correction.Correction{What: correction.What(b.What), Field: b.Field, Value: b.Value, Note: b.Note}
		if c.Target, err = correction.Aim(facts, c.What, b.Target); err != nil {
			return nil, err
		}
		if c.Part, err = correction.AimPart(facts, c.What, c.Target, c.Field, b.Part); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// factsFor are the facts as they are shown to whoever asks. The right to what is asked for is looked at
// first: what is there to be named must not be found out by trying.
func (a *API) factsFor(ctx context.Context, action access.Action, p production.Production) (production.Facts, error) {
	if err := access.Require(ctx, action, p.ID); err != nil {
		return production.Facts{}, err
	}
	scenes, err := a.office.Scenes(ctx, p.ID)
	if err != nil {
		return production.Facts{}, err
	}
	schedule, err := a.office.Schedule(ctx, p.ID)
	return paper.Facts(scenes, schedule), err
}

func (a *API) allCorrections(ctx context.Context, p production.Production) (paper.Corrections, error) {
	found, err := a.office.Corrections(ctx, p.ID)
	if err != nil {
		return paper.Corrections{}, err
	}
	facts, err := a.factsFor(ctx, access.SeeRevisions, p)
	return paper.NewCorrections(found, facts, p.Zone()), err
}

// corrected answers with the corrections as they are now, or with the error that there was.
func (a *API) corrected(ctx context.Context, p production.Production, broken []office.Broken, err error) (paper.Corrected, error) {
	if err != nil {
		return paper.Corrected{}, err
	}
	all, err := a.allCorrections(ctx, p)
	return paper.NewCorrected(all, broken), err
}
