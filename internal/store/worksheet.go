package store

import (
	"context"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/worksheet"
)

var (
	worksheets = table{name: "worksheet", key: []string{"production_id"}, columns: []string{"answers", "made"}}
	checks     = table{name: "checks", key: []string{"production_id", "id"}, columns: []string{"body"}}
	ticks      = table{name: "tick", key: []string{"production_id", "check_id", "date"}, columns: []string{"body"}}
	pieces     = table{name: "piece", key: []string{"production_id", "id"}, columns: []string{"body"}}
)

// SaveWorksheet rewrites the answers and what was made of them, by the key that the sheet knows it by.
func (tx *Tx) SaveWorksheet(ctx context.Context, in production.ProductionID, a worksheet.Answers, made map[string]string) error {
	return worksheets.save(ctx, tx, []any{in, asJSON{a}, asJSON{made}})
}

// FindWorksheet are the answers and what was made of them; no answers and an empty map where nobody began.
func (tx *Tx) FindWorksheet(ctx context.Context, in production.ProductionID) (worksheet.Answers, map[string]string, error) {
	type sheet struct {
		answers worksheet.Answers
		made    map[string]string
	}
	scan := func(r row) (s sheet, err error) { return s, r.Scan(fromJSON{&s.answers}, fromJSON{&s.made}) }
	s, err := one(ctx, tx, scan, `SELECT answers, made FROM worksheet WHERE production_id = $1`, in)
	if err = absent(err, "worksheet"); fault.Is(err, fault.NotFound) {
		return worksheet.NoAnswers(), map[string]string{}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	answers := worksheet.NoAnswers() // a sheet of a version before had fewer questions
	for key, lines := range s.answers {
		answers[key] = notNil(lines)
	}
	return answers, s.made, nil
}

// SaveCheck adds or rewrites something on a checklist.
func (tx *Tx) SaveCheck(ctx context.Context, in production.ProductionID, c worksheet.Check) error {
	return checks.save(ctx, tx, []any{in, c.ID, asJSON{c}})
}

func scanCheck(r row) (c worksheet.Check, err error) { return c, r.Scan(fromJSON{&c}) }

// FindChecks are all that was ever on a checklist, also what is gone, by id.
func (tx *Tx) FindChecks(ctx context.Context, in production.ProductionID) ([]worksheet.Check, error) {
	return many(ctx, tx, scanCheck, `SELECT body FROM checks WHERE production_id = $1 ORDER BY id`, in)
}

// FindCheck is the one with the id, or fault.NotFound.
func (tx *Tx) FindCheck(ctx context.Context, in production.ProductionID, id production.CheckID) (worksheet.Check, error) {
	c, err := one(ctx, tx, scanCheck, `SELECT body FROM checks WHERE production_id = $1 AND id = $2`, in, id)
	return c, absent(err, "such check")
}

// SaveTick adds or rewrites whether something was done on a date.
func (tx *Tx) SaveTick(ctx context.Context, in production.ProductionID, t worksheet.Tick) error {
	return ticks.save(ctx, tx, []any{in, t.Check, t.Date, asJSON{t}})
}

func scanTick(r row) (t worksheet.Tick, err error) { return t, r.Scan(fromJSON{&t}) }

// FindTicks are what was ticked off on a date and, with the date "", once and for all; by check.
func (tx *Tx) FindTicks(ctx context.Context, in production.ProductionID, date production.Date) ([]worksheet.Tick, error) {
	return many(ctx, tx, scanTick, `SELECT body FROM tick WHERE production_id = $1 AND (date = $2 OR date = '') ORDER BY check_id, date`, in, date)
}

// FindTick is whether a check was done on a date; one that is not done where nobody said.
func (tx *Tx) FindTick(ctx context.Context, in production.ProductionID, id production.CheckID, date production.Date) (worksheet.Tick, error) {
	t, err := one(ctx, tx, scanTick, `SELECT body FROM tick WHERE production_id = $1 AND check_id = $2 AND date = $3`, in, id, date)
	if err = absent(err, "tick"); fault.Is(err, fault.NotFound) {
		return worksheet.Tick{Check: id, Date: date}, nil
	}
	return t, err
}

// SavePiece adds or rewrites something that is to be delivered.
func (tx *Tx) SavePiece(ctx context.Context, in production.ProductionID, p worksheet.Piece) error {
	return pieces.save(ctx, tx, []any{in, p.ID, asJSON{p}})
}

func scanPiece(r row) (p worksheet.Piece, err error) { return p, r.Scan(fromJSON{&p}) }

// FindPieces are all that was ever to be delivered, also what is gone, by id.
func (tx *Tx) FindPieces(ctx context.Context, in production.ProductionID) ([]worksheet.Piece, error) {
	return many(ctx, tx, scanPiece, `SELECT body FROM piece WHERE production_id = $1 ORDER BY id`, in)
}

// FindPiece is the one with the id, or fault.NotFound.
func (tx *Tx) FindPiece(ctx context.Context, in production.ProductionID, id production.PieceID) (worksheet.Piece, error) {
	p, err := one(ctx, tx, scanPiece, `SELECT body FROM piece WHERE production_id = $1 AND id = $2`, in, id)
	return p, absent(err, "such piece")
}
