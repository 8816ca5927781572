package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
)

// MostRanked is how many assets, the newest, are put in order when more fit: nobody looks further, and a word that is
// everywhere would take long.
const MostRanked = 1000

// wordIndex is an index of words, as an engine has it.
type wordIndex interface {
	// prepare makes the index where it is not there.
	prepare(ctx context.Context, conn *sql.Conn) error
	// put writes what assets are found by now, none of which is gone.
	put(ctx context.Context, tx *Tx, in production.ProductionID, list []library.Words) error
	// newest are the newest assets that fit, at most so many, with what they are put in order by where that is wanted.
	newest(ctx context.Context, tx *Tx, q question, most int, order bool) ([]candidate, error)
}

// question is what the index is asked.
type question struct {
	in      production.ProductionID
	clauses []library.Clause
	hide    Hidden
}

// candidate is an asset that fits.
type candidate struct {
	seq         int64
	names, text string
	lift        int
}

func scanCandidate(r row) (c candidate, err error) {
	return c, r.Scan(&c.seq, &c.names, &c.text, &c.lift)
}

func scanSeq(r row) (c candidate, err error) { return c, r.Scan(&c.seq) }

// IndexAssets writes what assets are found by, in the transaction that writes the assets. What it costs does not depend on
// how many there are.
func (tx *Tx) IndexAssets(ctx context.Context, in production.ProductionID, list []library.Words) error {
	if len(list) == 0 {
		return nil
	}
	var here []library.Words
	var gone []any
	for _, w := range list {
		if w.Gone {
			gone = append(gone, w.Seq)
			continue
		}
		here = append(here, w)
	}
	if err := tx.store.dialect.index().put(ctx, tx, in, here); err != nil {
		return err
	}
	for chunk := range slices.Chunk(gone, argsAtOnce) {
		if _, err := tx.exec(ctx, `DELETE FROM asset_search WHERE seq IN (`+places(1, len(chunk))+`)`, chunk...); err != nil {
			return err
		}
	}
	return tx.addWords(ctx, in, here)
}

// Found are assets that fit a need.
type Found struct {
	Hits    []Hit             // the best first; without words, the newest
	Total   int               // how many fit, as far as they were counted
	More    bool              // there are more than Total
	Instead []library.Instead // words that are nowhere, and what they were taken for
	As      library.Need      // what was looked for in the end
}

// Hit is an asset that fits.
type Hit struct {
	Seq   int64
	Score int // see library.Need.Score; 0 without words
}

// SearchAssets are the assets that fit, without those that are hidden. Where more than MostRanked do, the newest of them are
// put in order. A word that nothing has is taken for one that is written much like it.
func (tx *Tx) SearchAssets(ctx context.Context, in production.ProductionID, need library.Need, hide Hidden) (Found, error) {
	found, err := tx.ranked(ctx, in, need, hide)
	if err != nil || found.Total > 0 || !need.Ranked() {
		return found, err
	}
	better, instead, err := tx.respell(ctx, in, need, hide)
	if err != nil || len(instead) == 0 {
		return found, err
	}
	corrected, err := tx.ranked(ctx, in, better, hide)
	if err != nil || corrected.Total == 0 {
		return found, err
	}
	corrected.Instead = instead
	return corrected, nil
}

// ranked are the assets that fit the need as it is.
func (tx *Tx) ranked(ctx context.Context, in production.ProductionID, need library.Need, hide Hidden) (Found, error) {
	q := question{in: in, hide: hide}
	for _, c := range need.Clauses {
		complete, err := tx.complete(ctx, in, c)
		if err != nil {
			return Found{}, err
		}
		q.clauses = append(q.clauses, complete)
	}
	order := need.Ranked()
	list, err := tx.store.dialect.index().newest(ctx, tx, q, MostRanked+1, order)
	if err != nil {
		return Found{}, err
	}
	f := Found{As: need, Hits: []Hit{}, Total: min(len(list), MostRanked), More: len(list) > MostRanked}
	for _, c := range list[:f.Total] {
		h := Hit{Seq: c.seq}
		if order {
			h.Score = need.Score(c.names, c.text, c.lift)
		}
		f.Hits = append(f.Hits, h)
	}
	slices.SortFunc(f.Hits, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Seq, a.Seq)) })
	return f, nil
}

// has reports whether anything that is not hidden has a word.
func (tx *Tx) has(ctx context.Context, in production.ProductionID, word string, hide Hidden) (bool, error) {
	q := question{in: in, hide: hide, clauses: []library.Clause{{Any: []library.Term{{Words: []string{word}}}}}}
	list, err := tx.store.dialect.index().newest(ctx, tx, q, 1, false)
	return len(list) > 0, err
}

// marks are the marks of what may not be seen.
func (h Hidden) marks() []string {
	var out []string
	for _, id := range h.Scenes {
		out = append(out, library.SceneMark(id))
	}
	for _, id := range h.Moments {
		out = append(out, library.MomentMark(id))
	}
	for _, day := range h.Days {
		out = append(out, library.LooseMark(day))
	}
	return out
}

// FindAssetsBySeq are assets by their numbers, in the order given, without those that are gone, hidden or not there.
func (tx *Tx) FindAssetsBySeq(ctx context.Context, in production.ProductionID, seqs []int64, hide Hidden) ([]library.Asset, error) {
	at := map[int64]library.Asset{}
	where, base := AssetFilter{Hide: hide}.where(in)
	for chunk := range slices.Chunk(seqs, argsAtOnce) {
		args := slices.Clone(base)
		for _, seq := range chunk {
			args = append(args, seq)
		}
		list, err := many(ctx, tx, scanAsset, `SELECT seq, body FROM asset WHERE seq IN (`+places(len(base)+1, len(chunk))+`) AND `+where, args...)
		if err != nil {
			return nil, err
		}
		for _, a := range list {
			at[a.Seq] = a
		}
	}
	out := make([]library.Asset, 0, len(at))
	for _, seq := range seqs {
		if a, ok := at[seq]; ok {
			out = append(out, a)
		}
	}
	return out, nil
}

// AssetsAfter are assets by their numbers, those above seq, at most so many, also those that are gone: for going through
// all of them.
func (tx *Tx) AssetsAfter(ctx context.Context, in production.ProductionID, seq int64, most int) ([]library.Asset, error) {
	return many(ctx, tx, scanAsset, `SELECT seq, body FROM asset WHERE production_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`, in, seq, most)
}
