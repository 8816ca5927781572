package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// productionDoc is one production.
type productionDoc struct {
	Slug     string          `json:"slug"`
	Title    string          `json:"title"`
	Kind     production.Kind `json:"kind"`
	TimeZone string          `json:"time_zone"`
	CrewDays int             `json:"crew_days"`
	RulePack string          `json:"rule_pack"`
}

func newProduction(p production.Production) productionDoc {
	return productionDoc{p.Slug, p.Title, p.Kind, p.TimeZone, p.CrewDays, p.RulePack}
}

// productionsDoc is the list of productions.
type productionsDoc struct {
	Productions []productionDoc `json:"productions"`
}

type newProductionInput struct {
	Body struct {
		Title    string `json:"title"`
		Kind     string `json:"kind,omitempty"`
		TimeZone string `json:"time_zone,omitempty"`
		CrewDays int    `json:"crew_days,omitempty"`
		RulePack string `json:"rule_pack,omitempty"`
	}
}

type changeProductionInput struct {
	InProduction
	Body struct {
		Title    *string `json:"title,omitempty"`
		TimeZone *string `json:"time_zone,omitempty"`
		CrewDays *int    `json:"crew_days,omitempty"`
		RulePack *string `json:"rule_pack,omitempty"`
	}
}

func (a *API) productions(h huma.API) {
	register(h, a, operation(http.MethodGet, "/api/productions", "listProductions", "The productions you have a role in"),
		func(ctx context.Context, _ *struct{}) (productionsDoc, error) {
			all, err := a.office.Productions(ctx)
			doc := productionsDoc{Productions: []productionDoc{}}
			for _, p := range all {
				doc.Productions = append(doc.Productions, newProduction(p))
			}
			return doc, err
		})
	register(h, a, operation(http.MethodPost, "/api/productions", "createProduction", "Open a production"),
		func(ctx context.Context, in *newProductionInput) (productionDoc, error) {
			p, err := a.office.CreateProduction(ctx, production.Production{
				Title: in.Body.Title, Kind: production.Kind(in.Body.Kind), TimeZone: in.Body.TimeZone,
				CrewDays: in.Body.CrewDays, RulePack: in.Body.RulePack,
			})
			return newProduction(p), err
		})
	register(h, a, operation(http.MethodPatch, "/api/productions/{slug}", "changeProduction", "Change a production"),
		func(ctx context.Context, in *changeProductionInput) (productionDoc, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (productionDoc, error) {
				p, err := a.office.UpdateProduction(ctx, p.ID, office.ProductionChange{
					Title: in.Body.Title, TimeZone: in.Body.TimeZone, CrewDays: in.Body.CrewDays, RulePack: in.Body.RulePack,
				})
				return newProduction(p), err
			})
		})
}

type importInput struct {
	InProduction
	Body struct {
		Force  bool         `json:"force,omitempty" doc:"Take a schedule in although it hardly matches the script"`
		DryRun bool         `json:"dry_run,omitempty" doc:"Say what it would change and break, and keep nothing"`
		Ask    bool         `json:"ask,omitempty" doc:"Keep it for somebody to look at and decide, and take nothing in yet"`
		Locale string       `json:"locale,omitempty" doc:"How dates that can be read two ways are meant: en-US, de-DE"`
		Files  []importFile `json:"files" minItems:"1"`
	}
}

type importFile struct {
	Name    string            `json:"name"`
	Content []byte            `json:"content" doc:"The file's bytes in base64"`
	Mapping map[string]string `json:"mapping,omitempty" doc:"Field to column, for tables"`
}

// revisionsDoc is the list of imports.
type revisionsDoc struct {
	Revisions []production.Revision `json:"revisions"`
}

func (a *API) facts(h huma.API) {
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/import", "importFiles", "Take in screenplays and schedules"),
		func(ctx context.Context, in *importInput) (office.ImportResult, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (office.ImportResult, error) {
				var files []office.File
				for _, f := range in.Body.Files {
					files = append(files, office.File{Name: f.Name, Data: f.Content, Mapping: f.Mapping})
				}
				take := a.office.Import
				switch {
				case in.Body.DryRun && in.Body.Ask:
					return office.ImportResult{}, fault.New(fault.Invalid, "dry_run and ask do not go together").WithRemedy("Choose one of them.")
				case in.Body.DryRun:
					take = a.office.Rehearse
				case in.Body.Ask:
					take = a.office.Propose
				}
				return take(ctx, p.ID, files, office.ImportOptions{Force: in.Body.Force, Locale: in.Body.Locale}, nil)
			})
		})
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/revisions", "listRevisions", "What was imported when"),
		func(ctx context.Context, in *InProduction) (revisionsDoc, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (revisionsDoc, error) {
				all, err := a.office.Revisions(ctx, p.ID)
				if all == nil {
					all = []production.Revision{}
				}
				return revisionsDoc{all}, err
			})
		})
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/scenes", "listScenes", "The scenes in script order"),
		func(ctx context.Context, in *InProduction) (paper.Scenes, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Scenes, error) {
				scenes, err := a.office.Scenes(ctx, p.ID)
				if err != nil {
					return paper.Scenes{}, err
				}
				schedule, err := a.office.Schedule(ctx, p.ID)
				return paper.NewScenes(scenes, office.ShootDays(schedule.Days)), err
			})
		})
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/schedule", "getSchedule", "The shoot days"),
		func(ctx context.Context, in *InProduction) (paper.Schedule, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Schedule, error) {
				schedule, err := a.office.Schedule(ctx, p.ID)
				return paper.NewSchedule(schedule.Days, p.Zone()), err
			})
		})
}
