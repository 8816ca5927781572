package api

import (
	"cmp"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// extraBody is somebody who is not in the crew, free on every day.
type extraBody struct {
	Name   string   `json:"name"`
	Skills []string `json:"skills"`
	Cost   int      `json:"cost,omitempty" doc:"Per day, in whole units of the production's currency"`
}

type whatIfInput struct {
	InProduction
	Body struct {
		Name     string      `json:"name,omitempty" doc:"What to call it"`
		CrewDays *int        `json:"crew_days,omitempty" doc:"Paid crew-days; without it as many as are paid"`
		Without  []string    `json:"without,omitempty" doc:"People who are left out, by id or name"`
		Extra    []extraBody `json:"extra,omitempty" doc:"People who are not in the crew"`
		Must     []string    `json:"must,omitempty" doc:"Moments that have to be covered, by id or title"`
		NoGo     []string    `json:"no_go,omitempty" doc:"Moments that nobody covers, and days on which nobody goes: YYYY-MM-DD or \"day 5\""`
		Seconds  float64     `json:"seconds,omitempty" doc:"How long to search; 0 takes 5"`
		Seed     int64       `json:"seed,omitempty"`
	}
}

type curveInput struct {
	InProduction
	Body struct {
		From    *int    `json:"from,omitempty" doc:"Fewest crew-days; without it about 40 % of the paid ones"`
		To      *int    `json:"to,omitempty" doc:"Most crew-days; without it about 160 % of the paid ones"`
		Step    *int    `json:"step,omitempty" doc:"From one point to the next"`
		Seconds float64 `json:"seconds,omitempty" doc:"How long to search for each point; 0 takes 2"`
		Seed    int64   `json:"seed,omitempty"`
	}
}

type scenarioList struct {
	InProduction
	Discarded bool `query:"discarded" doc:"Those that were discarded and can be restored"`
}

// OneScenario is the input of a call about a scenario or a point of the curve.
type OneScenario struct {
	InProduction
	ID string `path:"id"`
}

func (a *API) scenarios(h huma.API) {
	const all = "/api/productions/{slug}/plan/scenarios"
	register(h, a, operation(http.MethodGet, all, "listScenarios", "The plans that were tried out beside the one there is"),
		func(ctx context.Context, in *scenarioList) (paper.Scenarios, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Scenarios, error) {
				find := a.office.Scenarios
				if in.Discarded {
					find = a.office.Discarded
				}
				list, err := find(ctx, p.ID)
				return paper.NewScenarios(list, p.CrewDays, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, all, "startWhatIf", "Have a plan tried out by a job; the plan there is stays as it is"),
		func(ctx context.Context, in *whatIfInput) (production.Task, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (production.Task, error) {
				ask, err := in.ask()
				if err != nil {
					return production.Task{}, err
				}
				return a.office.StartWhatIf(ctx, p.ID, ask)
			})
		})
	register(h, a, operation(http.MethodGet, all+"/{id}", "getScenario", "A scenario, or a point of the curve, with its plan"),
		func(ctx context.Context, in *OneScenario) (paper.Scenario, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Scenario, error) {
				s, err := a.office.FindScenario(ctx, p.ID, production.ScenarioID(in.ID))
				if err != nil {
					return paper.Scenario{}, err
				}
				return paper.NewScenario(s, p.CrewDays, p.Zone()), nil
			})
		})
	register(h, a, operation(http.MethodPost, all+"/{id}/adopt", "adoptScenario", "Make a scenario the plan, with its crew-days, must-haves and no-gos"),
		func(ctx context.Context, in *OneScenario) (paper.Adopted, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Adopted, error) {
				adopted, err := a.office.AdoptScenario(ctx, p.ID, production.ScenarioID(in.ID))
				if err != nil {
					return paper.Adopted{}, err
				}
				return paper.NewAdopted(adopted, p.Zone()), nil
			})
		})
	register(h, a, operation(http.MethodPost, all+"/{id}/undo", "undoAdoption", "Take adopting back: the plan before, by the id that adopting gave, is the plan again"),
		func(ctx context.Context, in *OneScenario) (paper.Unadopted, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Unadopted, error) {
				undone, err := a.office.UndoAdoption(ctx, p.ID, production.ScenarioID(in.ID))
				if err != nil {
					return paper.Unadopted{}, err
				}
				return paper.NewUnadopted(undone, p.Zone()), nil
			})
		})
	a.scenarioStates(h, all)
	a.curve(h)
}

// scenarioStates are discarding and taking it back.
func (a *API) scenarioStates(h huma.API, all string) {
	register(h, a, operation(http.MethodPost, all+"/{id}/discard", "discardScenario", "Put a scenario out of sight"),
		func(ctx context.Context, in *OneScenario) (struct{}, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (struct{}, error) {
				return struct{}{}, a.office.DiscardScenario(ctx, p.ID, production.ScenarioID(in.ID))
			})
		})
	register(h, a, operation(http.MethodPost, all+"/{id}/restore", "restoreScenario", "Take discarding back, until the next scenario is tried out"),
		func(ctx context.Context, in *OneScenario) (struct{}, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (struct{}, error) {
				return struct{}{}, a.office.RestoreScenario(ctx, p.ID, production.ScenarioID(in.ID))
			})
		})
}

func (a *API) curve(h huma.API) {
	const path = "/api/productions/{slug}/plan/curve"
	register(h, a, operation(http.MethodGet, path, "getCurve", "What crew-days bring: the newest curve"),
		func(ctx context.Context, in *InProduction) (paper.Curve, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Curve, error) {
				c, err := a.office.FindCurve(ctx, p.ID)
				if err != nil {
					return paper.Curve{}, err
				}
				return paper.NewCurve(c, p.Zone()), nil
			})
		})
	register(h, a, operation(http.MethodPost, path, "startCurve", "Have a plan made for each of several numbers of crew-days, by a job"),
		func(ctx context.Context, in *curveInput) (production.Task, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (production.Task, error) {
				opt := office.CurveOptions{Time: seconds(in.Body.Seconds), Seed: in.Body.Seed}
				var errs [3]error
				opt.Span.From, errs[0] = atLeastOne(in.Body.From)
				opt.Span.To, errs[1] = atLeastOne(in.Body.To)
				opt.Span.Step, errs[2] = atLeastOne(in.Body.Step)
				if err := cmp.Or(errs[0], errs[1], errs[2]); err != nil {
					return production.Task{}, err
				}
				return a.office.StartCurve(ctx, p.ID, opt)
			})
		})
}

// ask is what the input asks for.
func (in *whatIfInput) ask() (coverage.Ask, error) {
	b := in.Body
	ask := coverage.Ask{Name: b.Name, Without: b.Without, Must: b.Must, NoGo: b.NoGo, Time: seconds(b.Seconds), Seed: b.Seed}
	for _, e := range b.Extra {
		ask.Extra = append(ask.Extra, crew.Member{Name: e.Name, Skills: e.Skills, Cost: e.Cost})
	}
	var err error
	ask.CrewDays, err = atLeastOne(b.CrewDays)
	return ask, err
}

// atLeastOne is a number of crew-days that a program gave, 0 where it gave none.
func atLeastOne(said *int) (int, error) {
	if said == nil {
		return 0, nil
	}
	if *said < 1 {
		return 0, fault.New(fault.Invalid, "%d is not a number of crew-days", *said).WithRemedy("Give a whole number from 1, or leave it out.")
	}
	return *said, nil
}
