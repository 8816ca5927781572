package store

import (
	"context"

	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/production"
)

var (
	interviews = table{name: "interview", key: []string{"production_id", "id"}, columns: []string{"body"}}
	asked      = table{name: "asked", key: []string{"production_id", "id"}, columns: []string{"interview_id", "body"}}
	questions  = table{name: "question", key: []string{"production_id", "id"}, columns: []string{"body"}}
)

// SaveInterview adds or rewrites an interview.
func (tx *Tx) SaveInterview(ctx context.Context, in production.ProductionID, i interview.Interview) error {
	i.Beats = notNil(i.Beats)
	return interviews.save(ctx, tx, []any{in, i.ID, asJSON{i}})
}

func scanInterview(r row) (i interview.Interview, err error) { return i, r.Scan(fromJSON{&i}) }

// FindInterviews are all interviews, also those that are gone, by id.
func (tx *Tx) FindInterviews(ctx context.Context, in production.ProductionID) ([]interview.Interview, error) {
	return many(ctx, tx, scanInterview, `SELECT body FROM interview WHERE production_id = $1 ORDER BY id`, in)
}

// FindInterview is the interview with the id, or fault.NotFound.
func (tx *Tx) FindInterview(ctx context.Context, in production.ProductionID, id production.InterviewID) (interview.Interview, error) {
	i, err := one(ctx, tx, scanInterview, `SELECT body FROM interview WHERE production_id = $1 AND id = $2`, in, id)
	return i, absent(err, "such interview")
}

// SaveAsked adds or rewrites a question of a sheet.
func (tx *Tx) SaveAsked(ctx context.Context, in production.ProductionID, a interview.Asked) error {
	return asked.save(ctx, tx, []any{in, a.ID, a.Interview, asJSON{a}})
}

func scanAsked(r row) (a interview.Asked, err error) { return a, r.Scan(fromJSON{&a}) }

// FindAllAsked are the questions of all sheets, also those that are gone, by id.
func (tx *Tx) FindAllAsked(ctx context.Context, in production.ProductionID) ([]interview.Asked, error) {
	return many(ctx, tx, scanAsked, `SELECT body FROM asked WHERE production_id = $1 ORDER BY id`, in)
}

// FindAskedOf are the questions of a sheet, also those that are gone, by id.
func (tx *Tx) FindAskedOf(ctx context.Context, in production.ProductionID, id production.InterviewID) ([]interview.Asked, error) {
	return many(ctx, tx, scanAsked, `SELECT body FROM asked WHERE production_id = $1 AND interview_id = $2 ORDER BY id`, in, id)
}

// FindAsked is the question of a sheet with the id, or fault.NotFound.
func (tx *Tx) FindAsked(ctx context.Context, in production.ProductionID, id interview.AskedID) (interview.Asked, error) {
	a, err := one(ctx, tx, scanAsked, `SELECT body FROM asked WHERE production_id = $1 AND id = $2`, in, id)
	return a, absent(err, "such question on a sheet")
}

// SaveQuestion adds or rewrites a question of the bank.
func (tx *Tx) SaveQuestion(ctx context.Context, in production.ProductionID, q interview.Question) error {
	return questions.save(ctx, tx, []any{in, q.ID, asJSON{q}})
}

// FindQuestions are the questions that the production changed or added, also those that are gone, by id.
func (tx *Tx) FindQuestions(ctx context.Context, in production.ProductionID) ([]interview.Question, error) {
	scan := func(r row) (q interview.Question, err error) { return q, r.Scan(fromJSON{&q}) }
	return many(ctx, tx, scan, `SELECT body FROM question WHERE production_id = $1 ORDER BY id`, in)
}
