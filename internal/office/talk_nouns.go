package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// What is written by hand about talks. Whoever holds one may tick off and note, and say how it went; what it is for is
// the story's.
var (
	talks = noun[interview.Interview]{
		kind: "interview", right: access.EditShots, topic: topicStory,
		find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (interview.Interview, error) {
			return tx.FindInterview(ctx, in, production.InterviewID(id))
		},
		save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now interview.Interview) error {
			return tx.SaveInterview(ctx, in, now)
		},
		id: func(i interview.Interview) string { return string(i.ID) }, title: func(i interview.Interview) string { return i.Person },
		check: interview.Interview.Check,
	}
	askedOnes = noun[interview.Asked]{
		kind: "asked", right: access.EditShots, topic: topicStory,
		find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (interview.Asked, error) {
			return tx.FindAsked(ctx, in, interview.AskedID(id))
		},
		save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now interview.Asked) error {
			return tx.SaveAsked(ctx, in, now)
		},
		id: func(a interview.Asked) string { return string(a.ID) }, title: func(a interview.Asked) string { return a.Text },
		check: interview.Asked.Check, place: func(a *interview.Asked) *float64 { return &a.Place },
	}
	bankQuestions = noun[interview.Question]{
		kind: "question", right: access.EditStory, topic: topicStory, find: findQuestion,
		save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now interview.Question) error {
			return tx.SaveQuestion(ctx, in, now)
		},
		id: func(q interview.Question) string { return string(q.ID) }, title: func(q interview.Question) string { return q.Text },
		check: interview.Question.Check, place: func(q *interview.Question) *float64 { return &q.Place },
	}
)

func init() {
	enter(talks, takeBackTalk, closedTalks)
	enter(askedOnes, takeBack, closedAsked)
	enter(bankQuestions, takeBack, nothing)
}

// heldFields are what whoever holds a talk may set.
var heldFields = []string{"status", "release", "note"}

// takeBackTalk undoes an entry of a talk, for whoever may write what it changed.
func takeBackTalk(ctx context.Context, p *pen, talks noun[interview.Interview], e journal.Entry) error {
	if slices.ContainsFunc(e.Fields, func(f journal.Field) bool { return !slices.Contains(heldFields, f.Name) }) {
		if err := access.Require(ctx, access.EditStory, p.in); err != nil {
			return err
		}
	}
	return takeBack(ctx, p, talks, e)
}

// closedTalks are the talks about something that is shot on a closed set, for readers who may not see it.
func closedTalks(ctx context.Context, o *Office, tx *store.Tx, in production.ProductionID) (map[string]bool, error) {
	hidden := map[string]bool{}
	if access.Require(ctx, access.SeeClosed, in) == nil {
		return hidden, nil
	}
	all, err := tx.FindInterviews(ctx, in)
	if err != nil {
		return nil, err
	}
	beats, err := closedBeats(ctx, o, tx, in)
	if err != nil {
		return nil, err
	}
	now, err := momentsByID(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	screen, err := shieldFor(ctx, tx, in)
	for _, i := range all {
		m := now[i.Moment]
		hidden[string(i.ID)] = i.Moment != "" && (screen.hidesMoment(m) || m.Beat != "" && beats[string(m.Beat)]) ||
			slices.ContainsFunc(i.Beats, func(b production.BeatID) bool { return beats[string(b)] })
	}
	return hidden, err
}

// closedAsked are the questions of such talks, and those about a closed scene.
func closedAsked(ctx context.Context, o *Office, tx *store.Tx, in production.ProductionID) (map[string]bool, error) {
	hidden := map[string]bool{}
	of, err := closedTalks(ctx, o, tx, in)
	if err != nil || access.Require(ctx, access.SeeClosed, in) == nil {
		return hidden, err
	}
	all, err := tx.FindAllAsked(ctx, in)
	if err != nil {
		return nil, err
	}
	screen, err := shieldFor(ctx, tx, in)
	for _, a := range all {
		hidden[string(a.ID)] = of[string(a.Interview)] || screen.hides(a.SceneID, a.Scene)
	}
	return hidden, err
}

// questionBank are the questions of the house as the production has changed them, and its own; also those taken out.
func questionBank(ctx context.Context, tx *store.Tx, in production.ProductionID) ([]interview.Question, error) {
	own, err := tx.FindQuestions(ctx, in)
	if err != nil {
		return nil, err
	}
	list := interview.Bank()
	for _, q := range own {
		if i := slices.IndexFunc(list, func(b interview.Question) bool { return b.ID == q.ID }); i >= 0 {
			list[i] = q
		} else {
			list = append(list, q)
		}
	}
	return list, nil
}

func findQuestion(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (interview.Question, error) {
	list, err := questionBank(ctx, tx, in)
	if err != nil {
		return interview.Question{}, err
	}
	for _, q := range list {
		if string(q.ID) == id {
			return q, nil
		}
	}
	return interview.Question{}, fault.New(fault.NotFound, "there is no such question in the bank")
}

// recorded are the moments whose talk was held.
func recorded(ctx context.Context, tx *store.Tx, in production.ProductionID) (map[production.MomentID]bool, error) {
	all, err := tx.FindInterviews(ctx, in)
	return recordedOf(all), err
}

func recordedOf(all []interview.Interview) map[production.MomentID]bool {
	got := map[production.MomentID]bool{}
	for _, i := range all {
		if i.Status == interview.Done && !i.Gone && i.Moment != "" {
			got[i.Moment] = true
		}
	}
	return got
}

// alsoTold ties talks to the further beats that they are about: a moment tells one, a talk can tell several.
func alsoTold(tied []TiedMoment, all []interview.Interview, told []outline.Beat) []TiedMoment {
	onBoard := map[production.BeatID]bool{}
	for _, b := range told {
		onBoard[b.ID] = !b.Gone
	}
	of := map[production.MomentID][]production.BeatID{}
	for _, i := range all {
		if !i.Gone && i.Status != interview.Declined {
			of[i.Moment] = i.Beats
		}
	}
	list := slices.Clone(tied)
	for _, m := range tied {
		for _, beat := range of[m.ID] {
			if m.Kind == story.Interview && beat != m.Beat && onBoard[beat] && m.Beat != "" {
				more := m
				more.Beat = beat
				list = append(list, more)
			}
		}
	}
	return list
}
