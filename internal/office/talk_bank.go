package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// QuestionBank is the bank as the production has made it its own, by craft; those taken out are at its end.
type QuestionBank struct {
	Questions []interview.Question
	Base      int64 // number of the journal's newest entry
}

// QuestionBank is what could be asked.
func (o *Office) QuestionBank(ctx context.Context, in production.ProductionID) (QuestionBank, error) {
	var out QuestionBank
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) (err error) {
		if out.Base, err = tx.LastJournal(ctx, in); err != nil {
			return err
		}
		out.Questions, err = questionBank(ctx, tx, in)
		return err
	})
	return out, err
}

// AddQuestion adds a question to the bank of a production.
func (o *Office) AddQuestion(ctx context.Context, in production.ProductionID, q interview.Question) (interview.Question, Act, error) {
	act, err := o.act(ctx, in, access.EditStory, "add_question", func(p *pen) (string, error) {
		all, err := questionBank(ctx, p.tx, in)
		if err != nil {
			return "", err
		}
		others := slices.DeleteFunc(all, func(other interview.Question) bool { return other.Craft != q.Craft })
		q.ID, q.Gone, q.Place = production.NewID[production.QuestionID](), false, atEnd(bankQuestions, others)
		return q.Text, write(ctx, p, bankQuestions, interview.Question{ID: q.ID, Gone: true}, q)
	})
	return q, act, err
}

// EditQuestion changes fields of a question of the bank. Gone takes it out; sheets that have it keep it.
func (o *Office) EditQuestion(ctx context.Context, in production.ProductionID, id production.QuestionID, w Written) (Act, error) {
	return o.act(ctx, in, access.EditStory, "edit_question", func(p *pen) (string, error) {
		q, err := amend(ctx, p, bankQuestions, string(id), w)
		return q.Text, err
	})
}
