package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type planInput struct {
	InProduction
	Body struct {
		CrewDays int     `json:"crew_days,omitempty" doc:"Paid crew-days; 0 takes the production's"`
		Seconds  float64 `json:"seconds,omitempty" doc:"How long to search; 0 takes 5"`
		Seed     int64   `json:"seed,omitempty"`
		Afresh   bool    `json:"afresh,omitempty" doc:"Do not try to keep the plan before"`
	}
}

type dayInput struct {
	InProduction
	Date string `path:"date" doc:"YYYY-MM-DD"`
}

func (a *API) plans(h huma.API) {
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/plan", "getPlan", "The newest coverage plan"),
		func(ctx context.Context, in *InProduction) (paper.Plan, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Plan, error) {
				plan, err := a.office.LatestPlan(ctx, p.ID)
				if err != nil {
					return paper.Plan{}, err
				}
				return paper.NewPlan(plan, p.Zone()), nil
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/plan", "startPlan", "Have the coverage planned by a job"),
		func(ctx context.Context, in *planInput) (production.Task, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (production.Task, error) {
				return a.office.StartPlan(ctx, p.ID, office.PlanOptions{
					CrewDays: in.Body.CrewDays, Time: seconds(in.Body.Seconds), Seed: in.Body.Seed, Afresh: in.Body.Afresh,
				})
			})
		})
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/days/{date}", "getDayPacket", "The day packet"),
		func(ctx context.Context, in *dayInput) (paper.Packet, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Packet, error) {
				packet, err := a.office.Packet(ctx, p.ID, production.Date(in.Date))
				return paper.NewPacket(packet, p.Zone()), err
			})
		})
}

type taskInput struct {
	InProduction
	ID string `path:"id"`
}

// tasksDoc is the list of long work.
type tasksDoc struct {
	Tasks []production.Task `json:"tasks"`
}

func (a *API) tasks(h huma.API) {
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/tasks", "listTasks", "Long work, newest first"),
		func(ctx context.Context, in *InProduction) (tasksDoc, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (tasksDoc, error) {
				all, err := a.office.Tasks(ctx, p.ID, false)
				if all == nil {
					all = []production.Task{}
				}
				return tasksDoc{all}, err
			})
		})
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/tasks/{id}", "getTask", "One piece of long work"),
		func(ctx context.Context, in *taskInput) (production.Task, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (production.Task, error) {
				return a.office.FindTask(ctx, p.ID, production.TaskID(in.ID))
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/tasks/{id}/cancel", "cancelTask", "Ask a task to stop"),
		func(ctx context.Context, in *taskInput) (struct{}, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (struct{}, error) {
				return struct{}{}, a.office.CancelTask(ctx, p.ID, production.TaskID(in.ID))
			})
		})
}
