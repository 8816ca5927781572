package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// The search is measured on libraries of these sizes, each grown from the one before; -assets sets the largest.
var searchSizes = []int{1_000, 10_000, 100_000, 1_000_000, 1_750_000}

const (
	searchBatch  = 500 // assets that come in at once
	editsTimed   = 200 // assets that are indexed again one by one, as after an edit
	searchRounds = 40  // questions of each sort
	searchShown  = 50
	searchedAt   = 1_000_000 // the size that the bar is for
)

// measureSearch looks for things in a library as it grows, on SQLite and on PostgreSQL where BTS_TEST_POSTGRES names one. With -library
// it is kept, and the next run goes on with it.
func (b *bench) measureSearch(ctx context.Context) error {
	dir := b.library
	if dir == "" {
		var err error
		if dir, err = b.folder("search"); err != nil {
			return err
		}
	}
	addresses := []string{}
	if b.engine != "postgres" {
		addresses = append(addresses, filepath.Join(dir, "bts.db"))
	}
	if address := os.Getenv("BTS_TEST_POSTGRES"); address == "" {
		fmt.Fprintln(os.Stderr, "search not measured on PostgreSQL: BTS_TEST_POSTGRES is not set")
	} else if b.engine != "sqlite" {
		addresses = append(addresses, address)
	}
	for _, address := range addresses {
		if err := b.searchOn(ctx, address); err != nil {
			return err
		}
	}
	return nil
}

// openLoad opens the library of an earlier run, or begins one.
func (b *bench) openLoad(ctx context.Context, s *store.Store, most int) (*searchLoad, error) {
	l := &searchLoad{store: s, shelf: newShelf(min(most, searchedAt))}
	err := s.Write(ctx, func(tx *store.Tx) error {
		film, err := tx.FindProductionBySlug(ctx, "bench")
		if l.in = film.ID; err == nil {
			counts, err := tx.CountAssets(ctx, l.in, store.AssetFilter{})
			for _, c := range counts {
				for range c.Count {
					l.shelf.asset()
				}
			}
			return err
		}
		l.in = production.NewID[production.ProductionID]()
		return tx.CreateProduction(ctx, production.Production{ID: l.in, Slug: "bench", Title: "Bench", TimeZone: "UTC"})
	})
	return l, err
}

func (b *bench) searchOn(ctx context.Context, address string) (err error) {
	s, err := store.Open(ctx, address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.Migrate(ctx); err != nil {
		return err
	}
	most := searchSizes[len(searchSizes)-1]
	if b.assets > 0 {
		most = b.assets
	}
	l, err := b.openLoad(ctx, s, most)
	if err != nil {
		return err
	}
	engine := map[store.Dialect]string{store.SQLite: "SQLite", store.Postgres: "PostgreSQL"}[s.Dialect()]
	l.engine = engine
	rows := grid{title: "Search, " + engine + ": each sort of question, p50 / p95 in ms, and what indexing costs", rows: [][]string{append([]string{"Assets", "in 500s, each", "an edit, p50"}, l.sorts()...)}}
	for _, size := range append(slices.DeleteFunc(slices.Clone(searchSizes), func(n int) bool { return n >= most || n < l.shelf.n }), most) {
		row, all, err := l.at(ctx, size)
		if err != nil {
			return fmt.Errorf("%s, %d assets: %w", engine, size, err)
		}
		rows.rows = append(rows.rows, row)
		if size == searchedAt || size == most && most < searchedAt {
			name := fmt.Sprintf("Search over %d assets, %s: ", size, engine)
			b.table.add(figure{name: name + "p50", value: milliseconds(quantile(all, .5)), unit: "ms"})
			b.table.add(figure{name: name + "p95", value: milliseconds(quantile(all, .95)), unit: "ms", bar: 50})
			b.table.add(figure{name: name + "p99", value: milliseconds(quantile(all, .99)), unit: "ms"})
		}
	}
	b.table.grids = append(b.table.grids, rows)
	return nil
}

// searchLoad is a library that grows and is asked.
type searchLoad struct {
	store  *store.Store
	in     production.ProductionID
	shelf  *shelf
	engine string
}

// at grows the library to a size and measures: a row of the table, and the times of all questions, sorted.
func (l *searchLoad) at(ctx context.Context, size int) (row []string, all []time.Duration, err error) {
	var indexing time.Duration
	timed := 0
	for l.shelf.n < size {
		took, n, err := l.grow(ctx, min(searchBatch, size-l.shelf.n))
		if err != nil {
			return nil, nil, err
		}
		if size-l.shelf.n < 20*searchBatch { // the newest ten thousand count
			indexing, timed = indexing+took, timed+n
		}
		if l.shelf.n%100_000 == 0 {
			fmt.Fprintf(os.Stderr, "  %s: %d assets, %.2f ms each\n", l.engine, l.shelf.n, milliseconds(took)/float64(n))
		}
	}
	if err := l.store.Migrate(ctx); err != nil { // refreshes the engine's statistics, as every start does
		return nil, nil, err
	}
	edit, err := l.edits(ctx)
	if err != nil {
		return nil, nil, err
	}
	row = []string{fmt.Sprint(size), fmt.Sprintf("%.2f", milliseconds(indexing)/float64(max(1, timed))), fmt.Sprintf("%.2f", milliseconds(edit))}
	for _, sort := range l.sorts() {
		times, found, err := l.ask(ctx, sort)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, times...)
		slices.Sort(times)
		row = append(row, fmt.Sprintf("%.1f / %.1f", milliseconds(quantile(times, .5)), milliseconds(quantile(times, .95))))
		fmt.Fprintf(os.Stderr, "  %s %d %-18s p50 %6.2f p95 %6.2f max %6.2f ms, %d found\n", l.engine, size, sort, milliseconds(quantile(times, .5)), milliseconds(quantile(times, .95)),
			milliseconds(times[len(times)-1]), found)
	}
	slices.Sort(all)
	return row, all, nil
}

// grow adds assets; it tells how long indexing them took.
func (l *searchLoad) grow(ctx context.Context, n int) (took time.Duration, added int, err error) {
	list, around := make([]library.Asset, n), make([]library.Company, n)
	for i := range list {
		list[i], around[i] = l.shelf.asset()
	}
	err = l.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.AddAssets(ctx, l.in, list); err != nil {
			return err
		}
		began := time.Now()
		words := make([]library.Words, n)
		for i, a := range list {
			words[i] = library.WordsOf(a, around[i])
		}
		err := tx.IndexAssets(ctx, l.in, words)
		took = time.Since(began)
		return err
	})
	return took, n, err
}

// edits indexes assets again, each in a transaction of its own.
func (l *searchLoad) edits(ctx context.Context) (time.Duration, error) {
	var newest []library.Asset
	if err := l.store.Read(ctx, func(tx *store.Tx) error {
		f, err := tx.SearchAssets(ctx, l.in, library.Need{}, store.Hidden{})
		if err != nil {
			return err
		}
		newest, err = tx.FindAssetsBySeq(ctx, l.in, seqsOf(f.Hits, editsTimed), store.Hidden{})
		return err
	}); err != nil {
		return 0, err
	}
	var times []time.Duration
	for _, a := range newest {
		a.Note = l.shelf.sentence(4)
		w := library.WordsOf(a, library.Company{})
		began := time.Now()
		if err := l.store.Write(ctx, func(tx *store.Tx) error { return tx.IndexAssets(ctx, l.in, []library.Words{w}) }); err != nil {
			return 0, err
		}
		times = append(times, time.Since(began))
	}
	return median(times), nil
}

func seqsOf(hits []store.Hit, most int) []int64 {
	var out []int64
	for _, h := range hits[:min(most, len(hits))] {
		out = append(out, h.Seq)
	}
	return out
}

// sorts are the sorts of questions.
func (l *searchLoad) sorts() []string {
	return []string{"rare", "middling", "common", "two words", "beginning", "typo", "phrase", "file", "filters", "day", "word and filters", "numbers", "without", "closed days"}
}

// question draws one of a sort, and what is hidden from whoever asks.
func (l *searchLoad) question(sort string) (text string, hide store.Hidden) {
	r, words := l.shelf.rand, l.shelf.words
	from := func(low, high int) string { return words[low+r.IntN(high-low)] }
	day := 1 + r.IntN(drawnDays)
	switch sort {
	case "rare":
		text = from(5_000, 50_000) + " "
	case "middling":
		text = from(100, 3_000) + " "
	case "common":
		text = from(0, 12) + " "
	case "two words":
		text = from(0, 300) + " " + from(20, 2_000) + " "
	case "beginning":
		w := from(0, 20_000)
		text = w[:2+r.IntN(len(w)-2)]
	case "typo":
		w := from(50, 20_000)
		at := 1 + r.IntN(len(w)-2)
		text = w[:at] + w[at+1:at+2] + w[at:at+1] + w[min(len(w), at+2):] + " "
	case "phrase":
		text = fmt.Sprintf(`"%s %s"`, from(0, 60), from(0, 200))
	case "file":
		text = []string{fmt.Sprintf("DSC_%07d", r.IntN(l.shelf.n)), fmt.Sprintf("A%03dC%03d", r.IntN(1000), r.IntN(800)), fmt.Sprintf("dsc_%07d", r.IntN(l.shelf.n))[:8]}[r.IntN(3)]
	case "filters":
		text = []string{"kind:video", "rating:>3", "camera:fx3 -has:people", "has:people is:unmatched", "kind:interview", "tag:" + l.shelf.tags[r.IntN(60)]}[r.IntN(6)]
	case "day":
		text = []string{fmt.Sprintf("day:%d", day), fmt.Sprintf("day:%d..%d kind:video", day, day+5), fmt.Sprintf("taken:2026-0%d", 2+r.IntN(4)), fmt.Sprintf("scene:%d", 1+r.IntN(drawnScenes))}[r.IntN(4)]
	case "word and filters":
		name, _, _ := strings.Cut(l.shelf.people[r.IntN(drawnPeople)], " ")
		text = fmt.Sprintf("%s kind:video person:%s rating:>2", from(0, 300), name)
	case "numbers":
		text = []string{"dur:>2m", "dur:10s..20s rating:5", "fps:25 dur:<5s", "dur:>30s " + from(0, 100) + " "}[r.IntN(4)]
	case "without":
		text = fmt.Sprintf("%s -%s -kind:still ", from(0, 200), from(0, 20))
	case "closed days":
		text = from(0, 3_000)
		for i := range 20 {
			hide.Days = append(hide.Days, production.Date("2026-02-02").AddDays((day+i*5)%drawnDays))
			hide.Scenes = append(hide.Scenes, production.SceneID(fmt.Sprintf("0198aaaa-0000-7000-8000-%012x", (day+i*11)%drawnScenes)))
		}
	}
	return text, hide
}

// ask times questions of a sort, with the first page of what is found; found is how many had an answer.
func (l *searchLoad) ask(ctx context.Context, sort string) (times []time.Duration, found int, err error) {
	days := map[int]production.Date{}
	for d := range drawnDays + 6 {
		days[d+1] = production.Date("2026-02-02").AddDays(d)
	}
	for range searchRounds {
		text, hide := l.question(sort)
		began := time.Now()
		n := 0
		err := l.store.Read(ctx, func(tx *store.Tx) error {
			q, err := library.ParseQuery(text)
			if err != nil {
				return err
			}
			need, err := q.Need(days)
			if err != nil {
				return err
			}
			f, err := tx.SearchAssets(ctx, l.in, need, hide)
			if err != nil {
				return err
			}
			seqs := seqsOf(f.Hits, searchShown)
			list, err := tx.FindAssetsBySeq(ctx, l.in, seqs, hide)
			if n = len(list); n != len(seqs) {
				err = errors.Join(err, fmt.Errorf("%q: %d of %d can be shown", text, n, len(seqs)))
			}
			return err
		})
		if err != nil {
			return nil, 0, err
		}
		times = append(times, time.Since(began))
		if n > 0 {
			found++
		}
	}
	return times, found, nil
}
