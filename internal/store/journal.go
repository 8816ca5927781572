package store

import (
	"context"
	"math"

	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/production"
)

var journals = table{
	name:    "journal",
	key:     []string{"production_id", "seq"},
	columns: []string{"act", "kind", "object_id", "title", "fields", "lost", "undoes", "made_by", "made_at"},
}

func scanEntry(r row) (e journal.Entry, err error) {
	return e, r.Scan(new(string), &e.Seq, &e.Act, &e.Kind, &e.Object, &e.Title, fromJSON{&e.Fields}, fromJSON{&e.Lost}, &e.Undoes, &e.By, fromMillis{&e.At})
}

// AppendJournal adds an entry and returns its number, which counts within the production. The Seq that it comes with
// is ignored.
func (tx *Tx) AppendJournal(ctx context.Context, in production.ProductionID, e journal.Entry) (int64, error) {
	last, err := tx.LastJournal(ctx, in)
	if err != nil {
		return 0, err
	}
	row := []any{in, last + 1, e.Act, e.Kind, e.Object, e.Title, listJSON(e.Fields), listJSON(e.Lost), e.Undoes, e.By, e.At}
	return last + 1, journals.insert(ctx, tx, row)
}

// LastJournal is the number of the newest entry, 0 for none.
func (tx *Tx) LastJournal(ctx context.Context, in production.ProductionID) (int64, error) {
	scan := func(r row) (n int64, err error) { return n, r.Scan(&n) }
	return one(ctx, tx, scan, `SELECT COALESCE(MAX(seq), 0) FROM journal WHERE production_id = $1`, in)
}

// JournalFilter chooses entries; conditions that are set must all hold.
type JournalFilter struct {
	Kind   journal.Kind
	Object string
	Act    production.ActID
	Undoes production.ActID
	After  int64 // number of an entry
	Newest int   // only so many of them, 0 for all
}

// FindJournal are the entries that the filter chooses, newest first.
func (tx *Tx) FindJournal(ctx context.Context, in production.ProductionID, f JournalFilter) ([]journal.Entry, error) {
	limit := f.Newest
	if limit <= 0 {
		limit = math.MaxInt
	}
	return many(ctx, tx, scanEntry, `SELECT `+journals.list()+` FROM journal WHERE production_id = $1 AND seq > $2
		AND ($3 = '' OR kind = $3) AND ($4 = '' OR object_id = $4) AND ($5 = '' OR act = $5) AND ($6 = '' OR undoes = $6)
		ORDER BY seq DESC LIMIT $7`, in, f.After, f.Kind, f.Object, f.Act, f.Undoes, limit)
}
