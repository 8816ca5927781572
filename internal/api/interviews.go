package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// InterviewFields are the fields of a talk that somebody sends; those left out stay.
type InterviewFields struct {
	Person     *string              `json:"person,omitempty"`
	Role       *string              `json:"role,omitempty"`
	Craft      *string              `json:"craft,omitempty" doc:"Key of a craft of the question bank"`
	About      *string              `json:"about,omitempty"`
	Beats      *[]production.BeatID `json:"beats,omitempty" doc:"Ids of the beats that it tells"`
	Minutes    *int                 `json:"minutes,omitempty" doc:"To be recorded"`
	Yield      *int                 `json:"yield,omitempty" doc:"Minutes that will be used; 0 for the rule of thumb"`
	Quiet      *string              `json:"quiet,omitempty" doc:"Where it is to be, and why there"`
	Care       *string              `json:"care,omitempty" doc:"What to keep to: a guardian, a subject that is left alone"`
	Invitation *string              `json:"invitation,omitempty" doc:"Empty for the one that is written from the sheet"`
	Release    *string              `json:"release,omitempty" enum:"needed,sent,signed,refused,not_needed"`
	Status     *string              `json:"status,omitempty" enum:"wanted,invited,agreed,done,declined" doc:"One who declined is not planned; one who is done is not planned again"`
	Note       *string              `json:"note,omitempty"`
	Gone       *bool                `json:"gone,omitempty" doc:"Taken off the list; false brings it back"`
}

// AskedFields are the fields of a question on a sheet that somebody sends; those left out stay.
type AskedFields struct {
	Text   *string `json:"text,omitempty"`
	Begin  *string `json:"begin,omitempty" doc:"How the answer begins, so that it contains the question"`
	Follow *string `json:"follow,omitempty"`
	Scene  *string `json:"scene,omitempty" doc:"Number of the scene that it is about"`
	Done   *bool   `json:"done,omitempty" doc:"It was asked"`
	Answer *string `json:"answer,omitempty"`
	Gone   *bool   `json:"gone,omitempty" doc:"Taken off the sheet; false brings it back"`
}

// QuestionFields are the fields of a question of the bank that somebody sends; those left out stay.
type QuestionFields struct {
	Text   *string `json:"text,omitempty"`
	Begin  *string `json:"begin,omitempty"`
	Follow *string `json:"follow,omitempty"`
	Craft  *string `json:"craft,omitempty"`
	Gone   *bool   `json:"gone,omitempty" doc:"Taken out of the bank; false brings it back"`
}

type addInterviewInput struct {
	InProduction
	Body struct {
		Moment  string              `json:"moment,omitempty" doc:"Id of a proposed talk"`
		Person  string              `json:"person,omitempty" doc:"Without a moment: who it is with; the talk gets a moment in their free times"`
		Role    string              `json:"role,omitempty"`
		Craft   string              `json:"craft,omitempty"`
		About   string              `json:"about,omitempty"`
		Beats   []production.BeatID `json:"beats,omitempty"`
		Minutes int                 `json:"minutes,omitempty"`
		Empty   bool                `json:"empty,omitempty" doc:"Begin without questions"`
	}
}

type changeInterviewInput struct {
	OneOfStory
	Body struct {
		Based
		InterviewFields
	}
}

type askQuestionsInput struct {
	OneOfStory
	Body struct {
		Keys []string `json:"keys" minItems:"1" maxItems:"200" doc:"Keys of suggested questions, or ids of the bank"`
	}
}

type addAskedInput struct {
	OneOfStory
	Body struct {
		Text   string `json:"text"`
		Begin  string `json:"begin,omitempty"`
		Follow string `json:"follow,omitempty"`
		Scene  string `json:"scene,omitempty"`
	}
}

type changeAskedInput struct {
	OneOfStory
	Body struct {
		Based
		AskedFields
	}
}

type moveAskedInput struct {
	OneOfStory
	Body struct {
		Behind string `json:"behind,omitempty" doc:"Id of another question of the sheet; without it the question is put first"`
	}
}

type freeTimesInput struct {
	InProduction
	Person string `query:"person" required:"true" doc:"Name, or that of the part"`
}

type questionBankInput struct {
	InProduction
	Craft string `query:"craft" doc:"Of one craft alone"`
}

type addQuestionInput struct {
	InProduction
	Body struct {
		Craft  string `json:"craft"`
		Text   string `json:"text"`
		Begin  string `json:"begin,omitempty"`
		Follow string `json:"follow,omitempty"`
	}
}

type changeQuestionInput struct {
	OneOfStory
	Body struct {
		Based
		QuestionFields
	}
}

func (a *API) interviews(h huma.API) {
	const all = "/api/productions/{slug}/interviews"
	register(h, a, operation(http.MethodGet, all, "listInterviews", "The talks, and what they come to"),
		func(ctx context.Context, in *InProduction) (paper.Interviews, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Interviews, error) {
				list, err := a.office.Interviews(ctx, p.ID)
				return paper.NewInterviews(list, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, all, "addInterview", "Make the sheet of a proposed talk, or of one with somebody else"),
		func(ctx context.Context, in *addInterviewInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				b := in.Body
				i, act, err := a.office.AddInterview(ctx, p.ID, interview.Interview{
					Moment: production.MomentID(b.Moment), Person: b.Person, Role: b.Role, Craft: b.Craft, About: b.About, Beats: b.Beats, Minutes: b.Minutes,
				}, !b.Empty)
				return paper.NewMade(i.ID, act), err
			})
		})
	register(h, a, operation(http.MethodGet, all+"/{id}", "getInterview", "A talk with its questions, when the person is free, and the invitation"),
		func(ctx context.Context, in *OneOfStory) (paper.TalkSheet, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.TalkSheet, error) {
				s, err := a.office.FindInterview(ctx, p.ID, production.InterviewID(in.ID))
				return paper.NewTalkSheet(s, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPatch, all+"/{id}", "changeInterview", "Change fields of a talk, also its status and release; take it off the list or bring it back"),
		func(ctx context.Context, in *changeInterviewInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditInterview(ctx, p.ID, production.InterviewID(in.ID), office.Written{Base: in.Body.Base, Fields: in.Body.InterviewFields})
			})
		})
	a.asked(h, all)
	a.questions(h, "/api/productions/{slug}/questions")
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/free", "freeTimes", "When somebody of the main unit could talk"),
		func(ctx context.Context, in *freeTimesInput) (paper.FreeTimes, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.FreeTimes, error) {
				days, err := a.office.FreeTimes(ctx, p.ID, in.Person)
				return paper.NewFreeTimes(days, p.Zone()), err
			})
		})
}

// asked are the questions of sheets.
func (a *API) asked(h huma.API, all string) {
	register(h, a, operation(http.MethodPost, all+"/{id}/ask", "askQuestions", "Put questions of the bank on a sheet"),
		func(ctx context.Context, in *askQuestionsInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.AskQuestions(ctx, p.ID, production.InterviewID(in.ID), in.Body.Keys)
			})
		})
	register(h, a, operation(http.MethodPost, all+"/{id}/questions", "addAsked", "Put a question of one's own on a sheet"),
		func(ctx context.Context, in *addAskedInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				q, act, err := a.office.AddAsked(ctx, p.ID, interview.Asked{
					Interview: production.InterviewID(in.ID), Text: in.Body.Text, Begin: in.Body.Begin, Follow: in.Body.Follow, Scene: in.Body.Scene,
				})
				return paper.NewMade(q.ID, act), err
			})
		})
	const one = "/api/productions/{slug}/asked/{id}"
	register(h, a, operation(http.MethodPatch, one, "changeAsked", "Tick a question off, note the answer, change it or take it off the sheet"),
		func(ctx context.Context, in *changeAskedInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditAsked(ctx, p.ID, interview.AskedID(in.ID), office.Written{Base: in.Body.Base, Fields: in.Body.AskedFields})
			})
		})
	register(h, a, operation(http.MethodPost, one+"/move", "moveAsked", "Put a question behind another of its sheet, or first"),
		func(ctx context.Context, in *moveAskedInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.MoveAsked(ctx, p.ID, interview.AskedID(in.ID), interview.AskedID(in.Body.Behind))
			})
		})
}

// questions are those of the bank.
func (a *API) questions(h huma.API, all string) {
	register(h, a, operation(http.MethodGet, all, "listQuestions", "The question bank of the production"),
		func(ctx context.Context, in *questionBankInput) (paper.QuestionBank, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.QuestionBank, error) {
				bank, err := a.office.QuestionBank(ctx, p.ID)
				return paper.NewQuestionBank(bank, in.Craft), err
			})
		})
	register(h, a, operation(http.MethodPost, all, "addQuestion", "Add a question to the bank"),
		func(ctx context.Context, in *addQuestionInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				b := in.Body
				q, act, err := a.office.AddQuestion(ctx, p.ID, interview.Question{Craft: b.Craft, Text: b.Text, Begin: b.Begin, Follow: b.Follow})
				return paper.NewMade(q.ID, act), err
			})
		})
	register(h, a, operation(http.MethodPatch, all+"/{id}", "changeQuestion", "Change a question of the bank, take it out or bring it back"),
		func(ctx context.Context, in *changeQuestionInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditQuestion(ctx, p.ID, production.QuestionID(in.ID), office.Written{Base: in.Body.Base, Fields: in.Body.QuestionFields})
			})
		})
}
