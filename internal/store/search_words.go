package store

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
)

// Words of the index that are kept in a list: from two letters on, without digits.
const (
	shortestListed = 2
	longestListed  = 40 // in bytes; what is longer is no word
	countedOf      = 16 // one asset in so many is counted
	mostEndings    = 64 // a beginning is taken for so many words, the most common ones
	mostMeant      = 3  // so many of the closest words are tried for a misspelt one
)

// addWords puts words on the list that are not there. It reads nothing, and writes common words seldom, so that transactions
// that bring assets in at the same time seldom meet.
func (tx *Tx) addWords(ctx context.Context, in production.ProductionID, list []library.Words) error {
	all, counted := map[string]bool{}, map[string]int{}
	for _, w := range list {
		own := map[string]bool{}
		for _, text := range []string{w.Names, w.Text, w.Said, strings.Join(w.Parts, " ")} {
			for word := range strings.FieldsSeq(text) {
				if len(word) >= shortestListed && len(word) <= longestListed && !library.Digits(word) {
					all[word], own[word] = true, true
				}
			}
		}
		if w.Seq%countedOf == 0 {
			for word := range own {
				counted[word]++
			}
		}
	}
	added, err := tx.listWords(ctx, in, slices.Sorted(maps.Keys(all)))
	if err != nil {
		return err
	}
	if err := tx.addTypos(ctx, in, added); err != nil {
		return err
	}
	return tx.countWords(ctx, in, counted)
}

// listWords puts words on the list; it returns those that are new.
func (tx *Tx) listWords(ctx context.Context, in production.ProductionID, words []string) ([]string, error) {
	var added []string
	for chunk := range slices.Chunk(words, argsAtOnce/3) {
		args := []any{in}
		tuples := make([]string, len(chunk))
		for i, word := range chunk {
			tuples[i] = fmt.Sprintf("($1, $%d, $%d, 0)", len(args)+1, len(args)+2)
			args = append(args, word, headOf(word))
		}
		some, err := many(ctx, tx, scanText, `INSERT INTO asset_word (production_id, word, head, seen) VALUES `+strings.Join(tuples, ", ")+
			` ON CONFLICT (production_id, word) DO NOTHING RETURNING word`, args...)
		if err != nil {
			return nil, err
		}
		added = append(added, some...)
	}
	return added, nil
}

// headOf are the first two letters of a word.
func headOf(word string) string {
	n := 0
	for i := range word {
		if n == shortestListed {
			return word[:i]
		}
		n++
	}
	return word
}

func (tx *Tx) addTypos(ctx context.Context, in production.ProductionID, words []string) error {
	var args []any
	flush := func() error {
		if len(args) == 0 {
			return nil
		}
		tuples := make([]string, len(args)/2)
		for i := range tuples {
			tuples[i] = fmt.Sprintf("($1, $%d, $%d)", 2*i+2, 2*i+3)
		}
		_, err := tx.exec(ctx, `INSERT INTO asset_typo (production_id, key, word) VALUES `+strings.Join(tuples, ", ")+` ON CONFLICT DO NOTHING`, append([]any{in}, args...)...)
		args = args[:0]
		return err
	}
	for _, word := range words {
		for _, key := range library.TypoKeys(word) {
			if args = append(args, typoHash(key), word); len(args) >= argsAtOnce-2 {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	return flush()
}

// typoHash is a key as it is kept. That two keys have one does no harm: words are compared.
func typoHash(key string) int64 {
	h := fnv.New64a()
	h.Write([]byte(key)) // never fails
	return int64(h.Sum64())
}

// countWords adds to how often words were seen, those that were seen equally often at once.
func (tx *Tx) countWords(ctx context.Context, in production.ProductionID, counted map[string]int) error {
	by := map[int][]string{}
	for _, word := range slices.Sorted(maps.Keys(counted)) {
		by[counted[word]] = append(by[counted[word]], word)
	}
	for _, n := range slices.Sorted(maps.Keys(by)) {
		for chunk := range slices.Chunk(by[n], argsAtOnce-2) {
			args := []any{in, n}
			for _, word := range chunk {
				args = append(args, word)
			}
			if _, err := tx.exec(ctx, `UPDATE asset_word SET seen = seen + $2 WHERE production_id = $1 AND word IN (`+places(3, len(chunk))+`)`, args...); err != nil {
				return err
			}
		}
	}
	return nil
}

// ForgetWords empties the list of words, before all assets are indexed again.
func (tx *Tx) ForgetWords(ctx context.Context, in production.ProductionID) error {
	for _, table := range []string{"asset_word", "asset_typo"} {
		if _, err := tx.exec(ctx, `DELETE FROM `+table+` WHERE production_id = $1`, in); err != nil {
			return err
		}
	}
	return nil
}

// complete is a clause with beginnings of words replaced by the words that there are. What has digits stays: the engine
// looks through the index for those.
func (tx *Tx) complete(ctx context.Context, in production.ProductionID, c library.Clause) (library.Clause, error) {
	out := c
	out.Any = nil
	for _, t := range c.Any {
		last := t.Words[len(t.Words)-1]
		if !t.Prefix || library.Digits(last) && len(last) >= shortestNumber {
			out.Any = append(out.Any, t)
			continue
		}
		t.Prefix = false
		out.Any = append(out.Any, t)
		if library.Digits(last) {
			continue
		}
		words, err := many(ctx, tx, scanText, `SELECT word FROM asset_word WHERE production_id = $1 AND head = $2 AND substr(word, 1, $3) = $4 ORDER BY seen DESC, word LIMIT $5`,
			in, headOf(last), len([]rune(last)), last, mostEndings)
		if err != nil {
			return c, err
		}
		for _, word := range words {
			if word != last {
				ended := t
				ended.Words = append(slices.Clone(t.Words[:len(t.Words)-1]), word)
				out.Any = append(out.Any, ended)
			}
		}
	}
	return out, nil
}

// shortestNumber is how much of a number must be there to look for its endings: the names of a million files begin with
// the same two digits.
const shortestNumber = 3

// respell is the need with words that nothing visible has replaced by such that are written much like them.
func (tx *Tx) respell(ctx context.Context, in production.ProductionID, need library.Need, hide Hidden) (library.Need, []library.Instead, error) {
	out := library.Need{Clauses: slices.Clone(need.Clauses)}
	var instead []library.Instead
	for i, c := range need.Clauses {
		if c.Said == "" || c.Not {
			continue
		}
		c.Any = slices.Clone(c.Any)
		for j, t := range c.Any {
			t.Words, t.Weak = slices.Clone(t.Words), false
			for k, said := range t.Words {
				meant, err := tx.meant(ctx, in, said, hide)
				if err != nil {
					return out, nil, err
				}
				if meant != "" {
					instead = append(instead, library.Instead{Said: said, Used: meant})
					t.Words[k], t.Weak, t.Prefix = meant, true, t.Prefix && k < len(t.Words)-1
				}
			}
			c.Any[j] = t
		}
		out.Clauses[i] = c
	}
	return out, instead, nil
}

// meant is the word that a misspelt one stands for: the closest, of these the most common, that anything visible has.
// It is "" where the word itself is somewhere, or nothing is close.
func (tx *Tx) meant(ctx context.Context, in production.ProductionID, said string, hide Hidden) (string, error) {
	keys := library.TypoKeys(said)
	if len(keys) == 0 {
		return "", nil
	}
	if there, err := tx.has(ctx, in, said, hide); err != nil || there {
		return "", err
	}
	args := []any{in}
	for _, key := range keys {
		args = append(args, typoHash(key))
	}
	type near struct {
		word string
		seen int64
		n    int
	}
	scan := func(r row) (w near, err error) { return w, r.Scan(&w.word, &w.seen) }
	words, err := many(ctx, tx, scan, `SELECT DISTINCT w.word, w.seen FROM asset_typo t JOIN asset_word w ON w.production_id = t.production_id AND w.word = t.word
		WHERE t.production_id = $1 AND t.key IN (`+places(2, len(keys))+`)`, args...)
	if err != nil {
		return "", err
	}
	words = slices.DeleteFunc(words, func(w near) bool { _, ok := library.Mistakes(said, w.word); return !ok })
	for i := range words {
		words[i].n, _ = library.Mistakes(said, words[i].word)
	}
	slices.SortFunc(words, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(b.seen, a.seen), cmp.Compare(a.word, b.word))
	})
	for _, w := range words[:min(mostMeant, len(words))] {
		if there, err := tx.has(ctx, in, w.word, hide); err != nil || there {
			return w.word, err
		}
	}
	return "", nil
}
