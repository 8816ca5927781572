package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
)

// fts5 is the index of words of SQLite: sqlite.org/fts5.html. It keeps no texts, and a row has the number of its asset. Words come folded
// and with spaces between them; the ascii tokenizer takes them as they are, where unicode61 would cut some scripts otherwise than we
// do. Phrases do not reach from one column into the next.
type fts5 struct{}

func (fts5) prepare(ctx context.Context, conn *sql.Conn) error {
	for _, statement := range []string{
		`CREATE VIRTUAL TABLE IF NOT EXISTS asset_index USING fts5(names, words, said, marks, content='', contentless_delete=1, tokenize="ascii tokenchars '_'")`,
		`CREATE TRIGGER IF NOT EXISTS asset_search_goes AFTER DELETE ON asset_search BEGIN DELETE FROM asset_index WHERE rowid = old.seq; END`,
	} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

var searched = table{name: "asset_search", key: []string{"seq"}, columns: []string{"production_id", "names", "words", "lift"}}

func (fts5) put(ctx context.Context, tx *Tx, in production.ProductionID, list []library.Words) error {
	rows := make([][]any, len(list))
	for i, w := range list {
		rows[i] = []any{w.Seq, in, w.Names, w.Text, w.Lift}
	}
	if err := searched.save(ctx, tx, rows...); err != nil {
		return err
	}
	const width = 5
	for chunk := range slices.Chunk(list, argsAtOnce/width) {
		var args []any
		tuples := make([]string, len(chunk))
		for i, w := range chunk {
			tuples[i] = "(" + places(len(args)+1, width) + ")"
			marks := slices.Concat([]string{productionMark(in)}, w.Marks, w.Parts)
			args = append(args, w.Seq, w.Names, w.Text, w.Said, strings.Join(marks, " "))
		}
		if _, err := tx.exec(ctx, `INSERT OR REPLACE INTO asset_index (rowid, names, words, said, marks) VALUES `+strings.Join(tuples, ", "), args...); err != nil {
			return err
		}
	}
	return nil
}

// productionMark keeps productions apart that share the index.
func productionMark(in production.ProductionID) string {
	return "p_" + strings.ReplaceAll(strings.ToLower(string(in)), "-", "")
}

// newest looks between the first and the last asset of the production, and at what is found there: to look for the mark of
// the production beside a word takes longer, because a place in a long list is found by unpacking a page of it.
func (fts5) newest(ctx context.Context, tx *Tx, q question, most int, order bool) ([]candidate, error) {
	columns, scan := "s.seq", scanSeq
	if order {
		columns, scan = "s.seq, s.names, s.words, s.lift", scanCandidate
	}
	return many(ctx, tx, scan, `SELECT `+columns+` FROM asset_index i CROSS JOIN asset_search s ON s.seq = i.rowid
		WHERE i.asset_index MATCH $1 AND s.production_id = $2 AND i.rowid >= (SELECT MIN(seq) FROM asset_search WHERE production_id = $2)
		AND i.rowid <= (SELECT MAX(seq) FROM asset_search WHERE production_id = $2) ORDER BY i.rowid DESC LIMIT $3`, q.fts5(), q.in, most)
}

// fts5 is the question in the language of FTS5. Rows come out of it one by one, the newest first. The mark of the production
// is only asked for where nothing else must be there.
//
// FTS5 goes through all parts of an AND in turn, whichever fails. What is common is therefore put outside of what is not,
// which an OR with nothing keeps together: only what fits the inner part is looked up in the long lists.
func (q question) fts5() string {
	var must, common, not []string
	for _, c := range q.clauses {
		any := "(" + strings.Join(fts5Terms(c.Any), " OR ") + ")"
		switch {
		case len(c.Any) == 0 && c.Not:
		case len(c.Any) == 0:
			must = append(must, nothing)
		case c.Not:
			not = append(not, any)
		case c.Common:
			common = append(common, any)
		default:
			must = append(must, any)
		}
	}
	for _, m := range q.hide.marks() {
		not = append(not, quoteFTS5(m))
	}
	if len(must) == 0 && len(common) > 0 {
		must, common = common[:1], common[1:]
	}
	if len(must) == 0 {
		must = append(must, quoteFTS5(productionMark(q.in)))
	}
	text := strings.Join(must, " AND ")
	for _, any := range common {
		text = "((" + text + ") OR " + nothing + ") AND " + any
	}
	if len(not) > 0 {
		text = fmt.Sprintf("(%s) NOT (%s)", text, strings.Join(not, " OR "))
	}
	return text
}

const nothing = `"_"` // which no asset has

func fts5Terms(terms []library.Term) []string {
	out := make([]string, len(terms))
	for i, t := range terms {
		words, with := make([]string, len(t.Words)), " AND "
		for j, w := range t.Words {
			words[j] = quoteFTS5(w)
		}
		if t.Near {
			with = " + "
		}
		if t.Prefix {
			words[len(words)-1] += "*"
		}
		out[i] = "(" + strings.Join(words, with) + ")"
	}
	return out
}

func quoteFTS5(word string) string { return `"` + strings.ReplaceAll(word, `"`, `""`) + `"` }
