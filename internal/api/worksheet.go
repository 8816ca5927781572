package api

import (
	"cmp"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/worksheet"
)

type worksheetAnswers map[string][]string

type answerInput struct {
	InProduction
	Body struct {
		Based
		Answers worksheetAnswers `json:"answers" doc:"Lines by question; those left out stay, an empty list takes an answer back"`
	}
}

type startInput struct {
	Body struct {
		Answers  worksheetAnswers `json:"answers" doc:"Lines by question; a title is needed"`
		TimeZone string           `json:"time_zone,omitempty" doc:"IANA name; UTC without it"`
	}
}

type checklistInput struct {
	InProduction
	Date production.Date `path:"date" doc:"2026-05-09"`
}

type addCheckInput struct {
	InProduction
	Body struct {
		Stage worksheet.Stage `json:"stage" enum:"before,technical,content,after"`
		Text  string          `json:"text"`
	}
}

// CheckFields are the fields of something on a checklist that somebody sends; those left out stay.
type CheckFields struct {
	Stage *worksheet.Stage `json:"stage,omitempty" enum:"before,technical,content,after"`
	Text  *string          `json:"text,omitempty"`
	Gone  *bool            `json:"gone,omitempty" doc:"Taken off the list; false brings it back"`
}

type changeCheckInput struct {
	OneOfStory
	Body struct {
		Based
		CheckFields
	}
}

type tickInput struct {
	OneOfStory
	Date production.Date `path:"date" doc:"2026-05-09"`
	Body struct {
		Done bool `json:"done"`
	}
}

// worksheet are the planning worksheet and the checklists that it begins.
func (a *API) worksheet(h huma.API) {
	const all = "/api/productions/{slug}"
	register(h, a, operation(http.MethodPost, "/api/worksheet", "startFromWorksheet", "Open a production with the answers of a planning worksheet, and make what they make"),
		func(ctx context.Context, in *startInput) (production.Production, error) {
			return a.office.StartFromWorksheet(ctx, worksheet.Answers(in.Body.Answers), cmp.Or(in.Body.TimeZone, "UTC"))
		})
	register(h, a, operation(http.MethodGet, all+"/worksheet", "getWorksheet", "The planning worksheet, its answers and what they made"),
		func(ctx context.Context, in *InProduction) (paper.Worksheet, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Worksheet, error) {
				w, err := a.office.Worksheet(ctx, p.ID)
				return paper.NewWorksheet(w), err
			})
		})
	register(h, a, operation(http.MethodPatch, all+"/worksheet", "answerWorksheet", "Answer questions of the worksheet, and change what they made"),
		func(ctx context.Context, in *answerInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.AnswerWorksheet(ctx, p.ID, office.Written{Base: in.Body.Base, Fields: in.Body.Answers})
			})
		})
	register(h, a, operation(http.MethodGet, all+"/days/{date}/checklist", "getChecklist", "The checklist of a day, and what of it is done"),
		func(ctx context.Context, in *checklistInput) (paper.Checklist, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Checklist, error) {
				list, err := a.office.Checklist(ctx, p.ID, in.Date)
				return paper.NewChecklist(list), err
			})
		})
	register(h, a, operation(http.MethodPut, all+"/days/{date}/checklist/{id}", "tickCheck", "Say that something on the checklist of a day is done, or is not"),
		func(ctx context.Context, in *tickInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.TickCheck(ctx, p.ID, production.CheckID(in.ID), in.Date, in.Body.Done)
			})
		})
	register(h, a, operation(http.MethodPost, all+"/checks", "addCheck", "Put something at the end of a checklist"),
		func(ctx context.Context, in *addCheckInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				c, act, err := a.office.AddCheck(ctx, p.ID, in.Body.Stage, in.Body.Text)
				return paper.NewMade(c.ID, act), err
			})
		})
	register(h, a, operation(http.MethodPatch, all+"/checks/{id}", "changeCheck", "Change something on a checklist, take it off or bring it back"),
		func(ctx context.Context, in *changeCheckInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditCheck(ctx, p.ID, production.CheckID(in.ID), office.Written{Base: in.Body.Base, Fields: in.Body.CheckFields})
			})
		})
}
