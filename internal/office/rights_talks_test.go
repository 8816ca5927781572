package office_test

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
)

// talkUses are the uses of talks and the question bank.
var talkUses = map[string]use{
	"Interviews":    {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.Interviews(ctx, h.in)) }},
	"FindInterview": {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.FindInterview(ctx, h.in, h.talk().ID)) }},
	"Sheets":        {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.Sheets(ctx, h.in)) }},
	"FreeTimes":     {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.FreeTimes(ctx, h.in, "Ann")) }},
	"QuestionBank":  {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.QuestionBank(ctx, h.in)) }},
	"AddInterview": {access.EditStory, func(h *house, ctx context.Context) error {
		return told(h.AddInterview(ctx, h.in, interview.Interview{Person: newWord()}, true))
	}},
	"EditInterview": {access.EditShots, func(h *house, ctx context.Context) error {
		return result(h.EditInterview(ctx, h.in, h.talk().ID, office.Written{Fields: fields("status", "invited", "note", newWord())}))
	}},
	"AskQuestions": {access.EditShots, func(h *house, ctx context.Context) error {
		return result(h.AskQuestions(ctx, h.in, h.talk().ID, []string{"sound-1"}))
	}},
	"AddAsked": {access.EditShots, func(h *house, ctx context.Context) error {
		return told(h.AddAsked(ctx, h.in, interview.Asked{Interview: h.talk().ID, Text: "Why?"}))
	}},
	"EditAsked": {access.EditShots, func(h *house, ctx context.Context) error {
		return result(h.EditAsked(ctx, h.in, h.askedOf(h.talk().ID)[0].ID, office.Written{Fields: fields("done", true)}))
	}},
	"MoveAsked": {access.EditShots, func(h *house, ctx context.Context) error {
		return result(h.MoveAsked(ctx, h.in, h.askedOf(h.talk().ID)[2].ID, ""))
	}},
	"AddQuestion": {access.EditStory, func(h *house, ctx context.Context) error {
		return told(h.AddQuestion(ctx, h.in, interview.Question{Craft: "sound", Text: newWord()}))
	}},
	"EditQuestion": {access.EditStory, func(h *house, ctx context.Context) error {
		return result(h.EditQuestion(ctx, h.in, "sound-2", office.Written{Fields: fields("text", newWord())}))
	}},
}
