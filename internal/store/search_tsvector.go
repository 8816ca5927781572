package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
)

// tsvector is the index of words of PostgreSQL: a column of that type with a GIN index. The column is written word by word,
// without a parser or dictionary of the server, so that it holds what SQLite's index holds.
//
// GIN gives all rows that fit, in no order. A word that is everywhere would take long, so every asset has a word for its
// stretch of numbers as well, and stretches are asked for from the newest on.
type tsvector struct{}

// stretch is how many assets in a row have one word for where they are.
const stretch = 4096

// How stretches are asked for: one, then so many times more, never more than so many at once. More rows than tooMany are not
// all read, if fewer stretches can be asked for.
const (
	stretchesGrow = 8
	mostStretches = 512
	tooMany       = 3 * MostRanked
)

func (tsvector) prepare(ctx context.Context, conn *sql.Conn) error {
	for _, statement := range []string{
		`ALTER TABLE asset_search ADD COLUMN IF NOT EXISTS doc tsvector NOT NULL DEFAULT ''`,
		`CREATE INDEX IF NOT EXISTS asset_search_by_word ON asset_search USING gin (doc) WITH (fastupdate = off)`, // a list of what is pending would make every question slower
	} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

func (tsvector) put(ctx context.Context, tx *Tx, in production.ProductionID, list []library.Words) error {
	const width = 5
	for chunk := range slices.Chunk(list, argsAtOnce/width) {
		args := []any{in}
		tuples := make([]string, len(chunk))
		for i, w := range chunk {
			n := len(args)
			tuples[i] = fmt.Sprintf("($1, $%d, $%d, $%d, $%d, $%d::text::tsvector)", n+1, n+2, n+3, n+4, n+5)
			args = append(args, w.Seq, w.Names, w.Text, w.Lift, vectorOf(in, w))
		}
		if _, err := tx.exec(ctx, `INSERT INTO asset_search (production_id, seq, names, words, lift, doc) VALUES `+strings.Join(tuples, ", ")+`
			ON CONFLICT (seq) DO UPDATE SET names = excluded.names, words = excluded.words, lift = excluded.lift, doc = excluded.doc
			WHERE asset_search.doc <> excluded.doc OR (asset_search.names, asset_search.words, asset_search.lift) <> (excluded.names, excluded.words, excluded.lift)`, args...); err != nil {
			return err
		}
	}
	return nil
}

// Positions of words in a tsvector: PostgreSQL counts to 16,383. Texts stand apart, so that no phrase reaches from one into
// the next.
const (
	lastPosition = 16_382
	apart        = 10
)

// vectorOf is the tsvector of an asset, as text. Marks and other spellings have no position: no phrase has them.
func vectorOf(in production.ProductionID, w library.Words) string {
	var b strings.Builder
	at := 1
	for _, text := range []string{w.Names, w.Text, w.Said} {
		for word := range strings.FieldsSeq(text) {
			b.WriteString(quoteTS(word))
			if at < lastPosition {
				b.WriteString(":" + strconv.Itoa(at))
			}
			b.WriteByte(' ')
			at++
		}
		at += apart
	}
	for _, word := range slices.Concat([]string{productionMark(in), stretchMark(w.Seq / stretch)}, w.Marks, w.Parts) {
		b.WriteString(quoteTS(word) + " ")
	}
	return b.String()
}

func stretchMark(n int64) string { return "_" + strconv.FormatInt(n, 36) }

func quoteTS(word string) string {
	if strings.ContainsAny(word, `'\\`) { // words have neither
		word = strings.NewReplacer(`'`, `''`, `\`, `\\`).Replace(word)
	}
	return "'" + word + "'"
}

func (tsvector) newest(ctx context.Context, tx *Tx, q question, most int, order bool) ([]candidate, error) {
	// Reading the whole table, or compiling the query, never helps here.
	if _, err := many(ctx, tx, scanText, `SELECT set_config('enable_seqscan', 'off', true) || set_config('jit', 'off', true)`); err != nil {
		return nil, err
	}
	last, err := one(ctx, tx, scanNumber, `SELECT COALESCE(MAX(seq), 0) FROM asset_search`)
	if err != nil {
		return nil, err
	}
	all, wanted := []candidate{}, q.tsqueries()
	top, n := last/stretch, int64(1) // the newest stretch that was not asked for, and how many are
	whole := true                    // what is rare can be asked for everywhere at once
	for asked := int64(0); top >= 0 && len(all) < most; {
		n = min(n, top+1)
		if whole && asked > 1 && int64(len(all))*(top+1)/asked < tooMany {
			s, err := stretches(ctx, tx, q, "", wanted, true, most, order)
			if err != nil || s.rows <= tooMany {
				return s.list, err
			}
			whole = false
		}
		s, err := stretches(ctx, tx, q, stretchMarks(top, n), wanted, n > 1, most-len(all), order)
		if err != nil {
			return nil, err
		}
		if n > 1 && s.rows > tooMany {
			n = max(1, n/stretchesGrow)
			continue
		}
		all, top, asked = append(all, s.list...), top-n, asked+n
		n = s.next(n, most-len(all))
	}
	return all, nil
}

func stretchMarks(top, n int64) string {
	marks := make([]string, n)
	for i := range marks {
		marks[i] = quoteTS(stretchMark(top - int64(i)))
	}
	return strings.Join(marks, " | ")
}

// answer is what some stretches have.
type answer struct {
	list []candidate // the newest
	rows int         // how many were read
}

// next is how many stretches to ask after n, for so many assets more.
func (s answer) next(n int64, more int) int64 {
	most := min(n*stretchesGrow, mostStretches)
	if s.rows == 0 {
		return most
	}
	return min(most, n*int64(more)/int64(s.rows)+1)
}

// stretches asks for what fits all texts, in some stretches or, with "", in all. Each is a condition of its own, and so a scan
// of the index that can leap to where the others are: in one long condition, a choice of many rare words would be gone through
// from end to end. What must not be there is looked for in the rows.
func stretches(ctx context.Context, tx *Tx, q question, marks string, wanted []string, bounded bool, most int, order bool) (answer, error) {
	columns := "seq"
	if order {
		columns = "seq, names, words, lift"
	}
	var s answer
	scan := func(r row) (c candidate, err error) {
		if order {
			return c, r.Scan(&c.seq, &c.names, &c.text, &c.lift, &s.rows)
		}
		return c, r.Scan(&c.seq, &s.rows)
	}
	if marks != "" {
		wanted = append([]string{marks}, wanted...)
	}
	args, where := []any{most, q.in}, "production_id || '' = $2" // so that no other index is taken for it, which has everything
	for _, text := range wanted {
		args = append(args, text)
		where += fmt.Sprintf(" AND doc @@ $%d::text::tsquery", len(args))
	}
	if not := q.unwanted(); not != "" {
		args = append(args, not)
		where += fmt.Sprintf(" AND NOT (doc @@ $%d::text::tsquery)", len(args))
	}
	limit := ""
	if bounded {
		limit = fmt.Sprintf(" LIMIT %d", tooMany+1)
	}
	var err error
	s.list, err = many(ctx, tx, scan, `WITH fits AS MATERIALIZED (SELECT `+columns+` FROM asset_search WHERE `+where+limit+`)
		SELECT `+columns+`, COUNT(*) OVER () FROM fits ORDER BY seq DESC LIMIT $1`, args...)
	return s, err
}

// tsqueries are what must be there, in the language of tsquery: each clause, or the mark of the production where there is none.
func (q question) tsqueries() []string {
	var parts []string
	for _, c := range q.clauses {
		any := strings.Join(tsTerms(c.Any), " | ")
		switch {
		case c.Not:
		case any != "":
			parts = append(parts, any)
		default:
			parts = append(parts, "'_'") // which nothing has
		}
	}
	if len(parts) == 0 {
		parts = append(parts, quoteTS(productionMark(q.in)))
	}
	return parts
}

// unwanted is what must not be there, "" for nothing.
func (q question) unwanted() string {
	var parts []string
	for _, c := range q.clauses {
		if c.Not {
			parts = append(parts, tsTerms(c.Any)...)
		}
	}
	for _, m := range q.hide.marks() {
		parts = append(parts, quoteTS(m))
	}
	return strings.Join(parts, " | ")
}

func tsTerms(terms []library.Term) []string {
	out := make([]string, len(terms))
	for i, t := range terms {
		words, with := make([]string, len(t.Words)), " & "
		for j, w := range t.Words {
			words[j] = quoteTS(w)
		}
		if t.Near {
			with = " <-> "
		}
		if t.Prefix {
			words[len(words)-1] += ":*"
		}
		out[i] = "(" + strings.Join(words, with) + ")"
	}
	return out
}
